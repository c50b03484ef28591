"""A log that is told the same thing over and over keeps a few lines of it, and counts the others."""

from __future__ import annotations

import logging

from jacviz.ui.doors.journal import EVERY, MOST, WORDINGS, Sparse


def record(wording: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("test", logging.WARNING, "", 0, wording, args, None)


def test_a_few_of_one_wording_pass_and_the_others_are_counted() -> None:
    now = [0.0]
    sparse = Sparse(lambda: now[0])
    passed = [sparse.filter(record("from %s", k)) for k in range(100)]
    assert passed == [True] * MOST + [False] * (100 - MOST)
    assert sparse.filter(record("of another wording"))
    now[0] = EVERY
    last = record("from %s", "x")
    assert sparse.filter(last)
    assert last.getMessage() == f"from x ({100 - MOST} more like this were left out.)"
    assert sparse.filter(following := record("from %s", "y")) and following.getMessage() == "from y"


def test_it_remembers_no_more_than_so_many_wordings() -> None:
    sparse = Sparse()
    for k in range(2 * WORDINGS):
        sparse.filter(record(f"wording {k}"))
    assert len(sparse._passed) <= WORDINGS
