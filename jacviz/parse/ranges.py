"""Ranges and conditions beside a mapping: 0 <= r <= 1, θ ∈ [0, 2π), r > 0."""

from __future__ import annotations

from collections.abc import Sequence

from .columns import spans
from .lefts import CLOSE, OPEN, names, split, unwrapped
from .source import Token
from .statement import Range, Statement

COMPARISONS = ("<", "<=", ">", ">=")


def is_range(piece: list[Token], statement: Statement) -> bool:
    """Takes 0 <= r <= 1, r in [0, 1] and r > 0 out of the components."""
    if any(t.kind == "=" or t.value in ("if", "for", "when", "else", "otherwise") for t in piece):
        return False
    sides = split(piece, ("in",))
    if len(sides) == 2 and spans(sides[1]) and [t.kind for t in sides[0]] in (["word"], ["name"]):
        ends = split(sides[1][1:-1], (",",))
        if len(ends) == 2 and all(ends):
            statement.ranges.append(Range(sides[0][0], *ends))
            return True
    if len(sides) == 2:
        statement.conditions.append(piece)
        named = unwrapped(sides[0])
        if all(t.kind in ("word", "name", ",") for t in named):
            statement.name_variables(names(named))
        return True
    signs = split_signs(piece)
    if not signs:
        return False
    bounds = split(piece, COMPARISONS)
    names_between = [len(b) == 1 and b[0].kind in ("word", "name") for b in bounds]
    if len(bounds) == 3 and names_between[1] and all(bounds):
        low, high = (bounds[0], bounds[2]) if signs[0].kind[0] == "<" else (bounds[2], bounds[0])
        statement.ranges.append(Range(bounds[1][0], low, high))
        return True
    if len(bounds) == 2 and any(names_between) and any(b and b[0].kind == "number" for b in bounds):
        statement.conditions.append(piece)
        return True
    return False


def split_signs(piece: Sequence[Token]) -> list[Token]:
    """The comparisons outside every bracket."""
    depth = 0
    found = []
    for token in piece:
        depth += token.kind in OPEN
        depth -= token.kind in CLOSE
        if depth == 0 and token.kind in COMPARISONS:
            found.append(token)
    return found
