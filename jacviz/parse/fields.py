"""The fields beside the mapping: its variables, their ranges, the parameters' values."""

from __future__ import annotations

import math
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence

from jacviz.names import label

from . import limits
from .errors import ParseError
from .number import parse_number
from .tokens import tokenize

Number = float | int | str
Interval = tuple[Number, Number]


def number(given: Number) -> float:
    """A finite float from a number or a text such as "2π"; ParseError otherwise."""
    if isinstance(given, str):
        return parse_number(given)
    if not math.isfinite(given):
        raise ParseError("A range and a parameter need finite numbers.", 0, str(given))
    return float(given)


def given_names(given: str | Sequence[str] | None) -> list[str] | None:
    """The canonical names in a variables field; ParseError with the place in that field."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    text = given if isinstance(given, str) else ", ".join(map(str, given))
    try:
        tokens = [t for t in tokenize(text) if t.kind]
        if tokens and tokens[0].kind == "(" and tokens[-1].kind == ")":
            tokens = tokens[1:-1]
        names: list[str] = []
        expected = True
        for token in tokens:
            if token.kind in (",", ";"):
                if expected:
                    raise ParseError("A name is missing before this comma.", token.position)
                expected = True
                continue
            if token.kind not in ("word", "name") or not expected:
                raise ParseError("Only names separated by commas belong here: r, θ.", token.position)
            limits.check_meaning(token.value, token.position)
            if token.value in names:
                raise ParseError(f"`{label(token.value)}` stands here twice: name each variable once.", token.position)
            names.append(token.value)
            limits.check_components(len(names), token.position)
            limits.check_short(token.value, token.position)
            expected = False
        return names or None
    except ParseError as error:
        raise error.within(text) from None


def keys(given: Dictionary | None) -> dict:
    """A dictionary with canonical names for keys."""
    found = {}
    for key, each in (given or {}).items():
        names = given_names(str(key))
        if names:
            found[names[0]] = each
    return found
