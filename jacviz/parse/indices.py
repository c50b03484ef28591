"""Indices that stand in brackets: x[0], x(1), x[n+1], x^{(1)}."""

from __future__ import annotations

from collections.abc import Sequence

from jacviz.names import label

from .notes import Note, edited
from .source import MINUS, Token, join, partner

NAMES = ("word", "name")
STEPS = ("n", "k", "t", "i", "j", "m")
"""Letters that count steps: x[n+1], x(k+1)."""


def raised_indices(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """x^{(1)} is a name, x1, and no power."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        kinds = [t.kind for t in tokens[index : index + 6]]
        if token.kind in NAMES and kinds[1:4] == ["^", "{", "("] and kinds[5:6] == [")"]:
            inner = tokens[index + 4]
            end = partner(tokens, index + 2)
            known = inner.kind in NAMES or (inner.kind == "number" and inner.value[1] == 1)
            if known and end == index + 6:
                mark = str(inner.value[0] if inner.kind == "number" else inner.value)
                name = join(str(token.value), mark)
                written = text[token.position : tokens[end].end]
                notes.append(Note(f"{written} is read as the name {label(name)}, and no power"))
                found.append(token._replace(kind="name", value=name, end=tokens[end].end))
                index = end + 1
                continue
        found.append(token)
        index += 1
    return found


def bracketed_indices(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """x[0] and x[n+1] are indexed names; x(1) and x(n+1) are where every x of the text stands so."""
    in_round = _called_by_numbers(tokens)
    counted = {
        str(t[2].value)
        for t in zip(*(tokens[k:] for k in range(7)), strict=False)
        if t[0].kind in NAMES and t[1].kind == "(" and t[3].kind == "+" and t[5].kind == ")" and t[6].kind == "="
        and t[2].value in STEPS
    }  # fmt: skip
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        opening = tokens[index + 1] if index + 1 < len(tokens) else token
        mark = ""
        end = index
        if token.kind in NAMES and opening.kind in ("[", "(") and not opening.spaced:
            end = partner(tokens, index + 1)
            mark = _index(tokens[index + 2 : end])
            numeric = mark.isdigit()
            if opening.kind == "(" and not (token.value in in_round if numeric else mark[:1] in counted):
                mark = ""
        if mark:
            name = join(str(token.value), mark)
            written = text[token.position : tokens[end].end]
            if opening.kind == "(" and mark.isdigit():
                notes.append(
                    Note(
                        f"{written} is read as the name {label(name)}: a product has a *",
                        edited(text, opening.position, opening.position, "*"),
                    )
                )
            found.append(token._replace(kind="name", value=name, end=tokens[end].end))
            index = end + 1
        else:
            found.append(token)
            index += 1
    return found


def _called_by_numbers(tokens: Sequence[Token]) -> set[str]:
    """Names that always stand before a bracket with one whole number."""
    always: dict[str, bool] = {}
    for k, token in enumerate(tokens):
        if token.kind in NAMES:
            kinds = [t.kind for t in tokens[k + 1 : k + 4]]
            numbered = kinds == ["(", "number", ")"] and not tokens[k + 1].spaced and tokens[k + 2].value[1] == 1
            given = k and tokens[k - 1].kind in ("(", ",") and kinds[:1] in ([")"], [","])  # as in function y = f(x)
            always[str(token.value)] = always.get(str(token.value), True) and (numbered or bool(given))
    return {name for name, numbered in always.items() if numbered and len(name) == 1}


def _index(tokens: Sequence[Token]) -> str:
    """The index that stands in brackets: 0, n, n+1, n-1, or "" for another formula."""
    kinds = [t.kind for t in tokens]
    if kinds == ["number"] and tokens[0].value[1] == 1 and tokens[0].value[0] < 1000:
        return str(tokens[0].value[0])
    if not tokens or tokens[0].value not in STEPS:
        return ""
    if len(kinds) == 1:
        return str(tokens[0].value)
    if kinds[2:] == ["number"] and kinds[1] in "+-" and tokens[2].value == (1, 1):
        return f"{tokens[0].value}+1" if kinds[1] == "+" else f"{tokens[0].value}{MINUS}1"
    return ""
