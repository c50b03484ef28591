"""Commas between digits: 0,5 is a decimal where nothing else in the text is a list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from . import limits
from .notes import Instead, Note, edited
from .source import Token

NAMES = ("word", "name")


def decimal_commas(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """0,5 is 0.5 where no other sign of a list is seen."""
    tight = [k for k in range(1, len(tokens) - 1) if _is_tight(tokens, k)]
    if any("." in text[t.position : t.end] for t in tokens if t.kind == "number"):
        notes += [_doubt(tokens, k, text) for k in range(1, len(tokens) - 1) if _is_between_decimals(tokens, k, text)]
        return tokens
    if not tight:
        return tokens
    around = _surroundings(tokens)
    decimal = set(_decimals(tokens, tight, around))
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        if index + 1 in decimal:
            whole, after = tokens[index], tokens[index + 2]
            places = after.end - after.position
            value = (whole.value[0] * 10**places + after.value[0], 10**places)
            written = text[whole.position : after.end]
            shown = written.replace(",", ".")
            listed = edited(text, whole.position, after.end, written.replace(",", ", "))
            notes.append(Note(f"{written} is read as the decimal {shown}: a list has spaces behind its commas", listed))
            found.append(whole._replace(value=value, end=after.end))
            index += 3
        else:
            if index in tight and not _is_called(tokens, around[index]):
                notes.append(_doubt(tokens, index, text))
            found.append(tokens[index])
            index += 1
    return found


def _doubt(tokens: Sequence[Token], k: int, text: str) -> Note:
    """What a comma that stands close between two numbers is read as, and the text with a point in its place."""
    before, after = tokens[k - 1], tokens[k + 1]
    whole = text[before.position : before.end].replace(".", "")
    pointed = edited(text, before.position, after.position, f"{whole}.").text
    told = "a comma separates components: write a decimal with a point, 0.5"
    return Note(told, Instead("mapping", pointed, text[before.position : after.end]))


def _is_between_decimals(tokens: Sequence[Token], k: int, text: str) -> bool:
    """1.234,5 outside of all brackets: a comma close behind a number of thousands, and before a number."""
    before, comma, after = tokens[k - 1 : k + 2]
    is_close = [before.kind, comma.kind, after.kind] == ["number", ",", "number"] and not (comma.spaced or after.spaced)
    return is_close and "." in text[before.position : before.end] and _surroundings(tokens)[k] < 0


def _is_tight(tokens: Sequence[Token], k: int) -> bool:
    """Whether a comma stands between two whole numbers without a space."""
    before, comma, after = tokens[k - 1 : k + 2]
    whole = before.kind == after.kind == "number" and before.value[1] == after.value[1] == 1
    return whole and comma.kind == "," and not (comma.spaced or after.spaced) and after.end - after.position < 20


def _decimals(tokens: Sequence[Token], tight: Sequence[int], around: Sequence[int]) -> list[int]:
    """Which of the tight commas are decimal ones: none in a call, in a list of its own or beside other tight commas."""
    close = {*tight}
    header = any(t.kind == "->" for t in tokens) or _has_header(tokens)
    brackets = {
        around[k]: _Separators(tokens, around, around[k], close) for k in {around[k]: k for k in tight}.values()
    }
    return [
        k
        for k in tight
        if not {k - 2, k + 2} & close and brackets[around[k]].leave_decimals(around[k] < 0 and not header)
    ]


class _Separators:
    """What separates inside one bracket, or outside all of them, apart from the tight commas."""

    def __init__(self, tokens: Sequence[Token], around: Sequence[int], opening: int, tight: set[int]) -> None:
        own = [k for k, place in enumerate(around) if place == opening]
        commas = [k for k in own if tokens[k].kind == "," and k not in tight]
        self.called = _is_called(tokens, opening)
        self.lines = any(tokens[k].kind in (";", "newline", "row") for k in own)
        self.lists = bool(commas) or self.lines
        self.spaced = all(tokens[k + 1].spaced or tokens[k + 1].kind in ("newline", "") for k in commas)

    def leave_decimals(self, alone: bool) -> bool:
        """Whether tight commas are decimal ones, since others separate or, `alone`, nothing is a list."""
        return not self.called and self.spaced and (alone or self.lists)


def _is_called(tokens: Sequence[Token], opening: int) -> bool:
    """Whether a bracket holds the arguments of a function or the ends of a range."""
    return opening > 0 and tokens[opening - 1].kind in (*NAMES, "function", "in")


def _has_header(tokens: Sequence[Token]) -> bool:
    return any(a.kind == ")" and b.kind == "=" for a, b in pairwise(tokens))


def _surroundings(tokens: Sequence[Token]) -> list[int]:
    """For each token the place of the bracket around it, -1 for none."""
    opened: list[int] = []
    found = []
    for k, token in enumerate(tokens):
        if token.kind in limits.CLOSING and opened:
            opened.pop()
        found.append(opened[-1] if opened else -1)
        if token.kind in ("(", "[", "{", "(|", "begin"):
            opened.append(k)
    return found
