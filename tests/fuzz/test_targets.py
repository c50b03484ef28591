"""A few seconds of what `python -m tests.fuzz` does for as long as one likes, and that it would tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jacviz.symbolic.budget import OverBudget, limited

from . import worker
from .alphabet import FORMULAS, LINKS, decoded, encoded
from .journal import Journal
from .targets import TARGETS, Target

EXAMPLES = {"parse": 250, "symbols": 25, "print": 60, "numbers": 300, "ranges": 40, "link": 300, "names": 300}


def examined(target: Target, text: str) -> None:
    try:
        with limited(worker.ALARM):
            target.examine(text)
    except OverBudget:
        pytest.fail(f"longer than {worker.ALARM} s: {text!r}")


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_breaks(name: str) -> None:
    target = TARGETS[name]
    for text in target.seeds:
        assert target.examine(text), text
    pieces = st.lists(st.sampled_from(target.alphabet), max_size=25).map("".join)
    changed = st.tuples(st.sampled_from(target.seeds), st.integers(0, 40), st.integers(0, 6), pieces).map(
        lambda each: each[0][: each[1]] + each[3] + each[0][each[1] + each[2] :]
    )

    @settings(max_examples=EXAMPLES[name])
    @given(st.one_of(pieces, changed, st.text(max_size=50)))
    def run(text: str) -> None:
        examined(target, text)

    run()


@pytest.mark.parametrize("alphabet", [FORMULAS, LINKS], ids=["formulas", "links"])
def test_a_text_survives_as_bytes(alphabet: list[str]) -> None:
    assert len(alphabet) == 256
    text = "x = r cos(θ)\ny = 2√x²"
    assert decoded(encoded(text, alphabet), alphabet) == text


def test_a_finding_is_written_down_and_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(text: str) -> bool:
        assert "!" not in text
        return True

    monkeypatch.setitem(TARGETS, "breaks", Target(breaks, FORMULAS, ("x",)))
    journal = Journal(tmp_path)
    examine = worker.examiner("breaks", journal)
    for text in ("a", "b!", "c!", "d"):
        examine(encoded(text, FORMULAS))
    tried, read, slowest, _ = Journal(tmp_path).head
    assert (tried, read) == (4, 2) and slowest > 0
    (finding,) = journal.all()
    assert finding["text"] == "b!" and finding["place"].startswith("AssertionError")
    assert journal.now == "d"


def test_the_command_reports_figures() -> None:
    command = [sys.executable, "-m", "tests.fuzz", "1", "names", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "inputs, 0 findings" in done.stdout
