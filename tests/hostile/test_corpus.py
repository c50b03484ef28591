"""Each hostile input of corpus.toml meets the fate that stands beside it, soon, and no code runs on the way."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jacviz.explore.analysis import analyse
from jacviz.explore.gallery import gallery
from jacviz.explore.inputs import Request
from jacviz.parse import ParseError, parse

from .attempt import attempt
from .watch import at_most, watched

CORPUS = tomllib.loads(Path(__file__).with_name("corpus.toml").read_text("utf-8"))
INPUTS = [(kind, row) for kind, rows in CORPUS.items() for row in rows]
SECONDS = 5.0  # of the processor, for one input


def given(row: dict[str, Any]) -> Any:
    """The text of a row in full, or its value."""
    if "value" in row:
        return row["value"]
    times = row.get("times", 1)
    return row["text"] * times + row.get("core", "") + row.get("close", "") * times


def name_of(row: dict[str, Any]) -> str:
    return f"{row['field']} {row.get('name', '')} {row.get('text', row.get('value'))!a:.40}"


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """What SymPy and Python load on first use is loaded: from here on an import is an event."""
    for entry in gallery():
        analyse(Request(entry.text, entry.variables or ""))
    for text in ("if(x > 0, x^2, -x), max(x, y)", "w = sqrt(z) + 1/z", "erf(x), sinc(y) + |x|", "(s, t) -> (s, t, s)"):
        analyse(Request(text))
    with pytest.raises(ParseError):
        parse("x = tam(u)")


@pytest.mark.parametrize(("kind", "row"), INPUTS, ids=[f"{kind}: {name_of(row)}" for kind, row in INPUTS])
def test_it_is_refused_or_harmless(kind: str, row: dict[str, Any]) -> None:
    text = given(row)
    with at_most(SECONDS), watched() as events:
        outcome = attempt(row["field"], row.get("name", ""), text)
    assert events == []
    if "refused" in row:
        assert row["refused"] in outcome.message
        assert outcome.position == row.get("at")
        assert len(outcome.message) < 300
    else:
        assert outcome == ("", None, row["reads"])


def test_the_watch_sees_what_it_should(tmp_path: Path) -> None:
    with watched() as events:
        compile("1", "text", "eval")
        (tmp_path / "file").write_text("x")
    assert [event.split()[0] for event in events] == ["compile", "open"]
    with pytest.raises(TimeoutError), at_most(0.05):
        while True:
            pass


def test_there_are_inputs_of_each_kind() -> None:
    assert len(INPUTS) >= 170
    assert {kind: len(rows) >= 20 for kind, rows in CORPUS.items()} == dict.fromkeys(
        ("escape", "bomb", "unicode", "injection", "link", "file"), True
    )
    assert {row["field"] for _, row in INPUTS} == set("mapping variables range parameter link page gallery".split())
