"""The components of a right side: those of a tuple, of a list or of a column."""

from __future__ import annotations

from collections.abc import Sequence

from .errors import ParseError
from .lefts import CLOSE, OPEN, SEPARATORS, split
from .source import Token


def components(tokens: list[Token]) -> list[list[Token]]:
    """The components of a right side: those of a tuple or a matrix of one column, else the one formula."""
    if len(tokens) > 2 and tokens[-2].kind == "^" and (tokens[-1].kind == "transpose" or tokens[-1].value == "T"):
        tokens = tokens[:-2]
    if (
        len(tokens) > 4
        and [t.kind for t in tokens[-4:-2]] == ["^", "{"]
        and (tokens[-2].kind == "transpose" or tokens[-2].value == "T")
    ):
        tokens = tokens[:-4]
    if tokens[-1].kind in ("transpose", "'") and spans(tokens[:-1]):
        tokens = tokens[:-1]
    if not spans(tokens) or tokens[0].kind == "(|":
        return [tokens]
    matrix = tokens[0].kind == "begin" and tokens[0].value != "cases"
    if tokens[0].kind in ("begin", "{") and not matrix:
        return [tokens] if tokens[0].kind == "begin" or not _split_inside(tokens, (",",)) else _pieces(tokens, (",",))
    if matrix and all(len(split(row, ("&",))) > 1 for row in split(tokens[1:-1], ("row",)) if row):
        rows = [row for row in split(tokens[1:-1], ("row",)) if row]
        if len(rows) > 1:
            return [tokens]
    if matrix or _split_inside(tokens, SEPARATORS):
        pieces = _pieces(tokens, SEPARATORS)
        if tokens[0].kind == "[" and all(p[0].kind == "[" and spans(p) and _split_inside(p, (",",)) for p in pieces):
            return [tokens]  # a matrix
        rows = [p[1:-1] for p in pieces if p[0].kind == "[" and spans(p) and not _split_inside(p, (",",))]
        return rows if len(rows) == len(pieces) else pieces  # [[x], [y]] is a column
    return components(tokens[1:-1]) if tokens[1].kind in OPEN else [tokens]


def _split_inside(tokens: list[Token], separators: Sequence[str]) -> bool:
    kinds = [s for s in separators if s != "newline"]
    return len(split(tokens[1:-1], kinds)) > 1


def _pieces(tokens: list[Token], separators: Sequence[str]) -> list[list[Token]]:
    kinds = [s for s in separators if s != "newline"]
    pieces = [[t for t in p if t.kind != "newline"] for p in split(tokens[1:-1], kinds)]
    if pieces and not pieces[-1] and (tokens[0].kind == "begin" or len(pieces) > 2):
        pieces.pop()
    for piece in pieces:
        if not piece:
            raise ParseError("A component is missing in this bracket.", tokens[0].position)
    return pieces


def spans(tokens: Sequence[Token]) -> bool:
    """Whether the first token opens a bracket that the last one closes."""
    if len(tokens) < 2 or tokens[0].kind not in OPEN or tokens[-1].kind not in CLOSE:
        return False
    depth = 0
    for token in tokens[:-1]:
        depth += token.kind in OPEN
        depth -= token.kind in CLOSE
        if depth == 0:
            return False
    return True
