"""Nothing vanishes: whatever letters and numbers are changed in a text, something of what was read changes too."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jacviz.parse import ParseError, read

from .test_meant import READ

SETTING = re.compile(r"\\hspace\{[^}]*\}|\\\\\[[^\]]*\]|\\(?:begin|end)\{[^}]*\}(?:\{[^}]*\})?|\\[A-Za-z]+\*?")
"""What sets a page in LaTeX and says nothing else: commands, environments, gaps."""
PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
ROWS = [row for row in READ if "given" not in row]


def outcome(text: str) -> tuple[Any, ...] | None:
    """All that was read, None when the text is refused."""
    try:
        reading = read(text)
    except ParseError:
        return None
    mapping = reading.mapping
    return (
        mapping.names, mapping.variables, mapping.components, mapping.domain, mapping.parameters,
        mapping.parameter_values, reading.definitions, tuple(map(str, reading.notes)), dict(reading.values),
        reading.function, reading.time,
    )  # fmt: skip


def places(text: str) -> list[tuple[int, int]]:
    """Every run of letters and every number that is no command of LaTeX."""
    masked = SETTING.sub(lambda found: " " * len(found.group()), text)
    return [found.span() for found in PIECE.finditer(masked)]


@settings(max_examples=400)
@given(st.sampled_from(ROWS), st.integers(0, 200))
def test_what_is_changed_changes_what_is_read(row: dict[str, Any], which: int) -> None:
    text = row["text"]
    found = places(text)
    start, end = found[which % len(found)]
    other = "17" if text[start].isdigit() else "κ"
    changed = outcome(text[:start] + other + text[end:])
    assert changed is None or changed != outcome(text), (text, text[start:end])


INSERTED = ("{}", ", {}", "; {}", "({})", "[{}]", "^{}", "_{}", "_{{{}}}", "= {}", "\n{}", "where {}", "'{}", "{}(x)")


@settings(max_examples=600)
@given(st.sampled_from(ROWS), st.integers(0, 200), st.sampled_from(INSERTED), st.sampled_from(["name", "number"]))
def test_what_is_added_is_read_or_refused(row: dict[str, Any], place: int, form: str, kind: str) -> None:
    text = row["text"]
    ends = [0, *(end for _, end in places(text)), len(text)]
    at = ends[place % len(ends)]
    if any(found.start() < at < found.end() for found in SETTING.finditer(text)):
        return
    if kind == "number" and ("mod" in text or "np.sinc" in text):
        return  # whole numbers are 0 modulo 1, and where this function is 0
    if "0" in text or (form.startswith("^") and text[:at].endswith("1")):
        return  # whatever is multiplied by 0 is 0, and 1 to whatever is 1
    pair = ("κ", "ι") if kind == "name" else ("13", "17")
    one, other = (outcome(f"{text[:at]} {form.format(each)} {text[at:]}") for each in pair)
    assert one is None or one != other, (text, at, form)
