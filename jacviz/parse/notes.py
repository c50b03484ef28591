"""What a person is told about a reading, and the edit that says it otherwise."""

from __future__ import annotations

from typing import NamedTuple


class Instead(NamedTuple):
    """One click: the `text` to put into the `field` ("mapping" or "variables"), and what to call that."""

    field: str
    text: str
    label: str


class Note(str):
    """A guess in words; `instead` undoes it, None where no single edit does."""

    instead: Instead | None

    def __new__(cls, told: str, instead: Instead | None = None) -> Note:
        note = super().__new__(cls, told)
        note.instead = instead
        return note

    def __reduce__(self) -> tuple:
        return Note, (str(self), self.instead)


def edited(text: str, start: int, end: int, written: str) -> Instead:
    """The mapping's text with something else written from start to end."""
    return Instead("mapping", text[:start] + written + text[end:], written.strip())


def with_line(text: str, line: str) -> Instead:
    """The mapping's text with a line more."""
    return Instead("mapping", f"{text.rstrip()}\n{line}", line)
