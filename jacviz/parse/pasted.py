"""Tokens as papers and programs write them -> tokens as the grammar reads them, one habit a function."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from . import limits
from .decimals import decimal_commas
from .errors import ParseError
from .indices import bracketed_indices, raised_indices
from .notes import Note
from .source import CLOSERS, OPENERS, Token, partner

NAMES = ("word", "name")
SIDES = {"⌊": "floor", "⌈": "ceil"}
SIGMA = "Sigma"


def tidied(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """The tokens after every habit of papers and programs."""
    for habit in (
        _rows,
        _colons,
        _arrows,
        _updates,
        _gaps,
        _deltas,
        _systems,
        _angle_brackets,
        _rounded,
        _raised_primes,
        raised_indices,
        bracketed_indices,
        _equation_numbers,
    ):
        tokens = habit(tokens, text, notes)
    _refuse_sums(tokens)
    return decimal_commas(tokens, text, notes)


def _rows(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """A new line inside [...] that no comma and no operator carries on begins another row, as in MATLAB."""
    found: list[Token] = []
    opened: list[str] = []
    for k, token in enumerate(tokens):
        if token.kind in (*OPENERS, *CLOSERS):
            opened = [*opened, token.kind] if token.kind in OPENERS else opened[:-1]
        starts = (
            tokens[k + 1].kind in (*NAMES, "number", "function", "(", "frac", "root")
            if token.kind == "newline"
            else False
        )
        ends = bool(found) and found[-1].kind in (*NAMES, "number", ")")
        found.append(token._replace(kind=";") if opened[-1:] == ["["] and starts and ends else token)
    return found


def _colons(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """Maxima's x: u + v is x = u + v; a colon before an arrow belongs to a header."""
    if any(t.kind == "->" for t in tokens):
        return tokens
    found = list(tokens)
    for k, token in enumerate(tokens[1:-1], 1):
        starts = k == 1 or tokens[k - 2].kind in ("newline", "row", ";")
        ends = tokens[k + 1].kind in ("newline", "row", ";", "")
        if (
            token.kind == ":"
            and tokens[k - 1].kind in NAMES
            and starts
            and not ends
            and tokens[k - 1].value != "lambda"
        ):
            found[k] = token._replace(kind="=")
    return found


def _arrows(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """R's x <- u + v is x = u + v: at the beginning of a line, with spaces around the arrow as R's users write it."""
    arrows = {k for k in range(1, len(tokens) - 2) if _is_arrow(tokens, k)}
    joined = [t._replace(kind="=", end=tokens[k + 1].end) if k in arrows else t for k, t in enumerate(tokens)]
    return [t for k, t in enumerate(joined) if k - 1 not in arrows]


def _is_arrow(tokens: Sequence[Token], k: int) -> bool:
    name, less, minus, after = tokens[k - 1 : k + 3]
    starts = k == 1 or tokens[k - 2].kind in ("newline", "row", ";")
    written = less.spaced and not minus.spaced and after.spaced
    return starts and written and name.kind in NAMES and (less.kind, minus.kind) == ("<", "-")


def _updates(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """x → y + 1, y → b x on lines of their own give new values: x' = y + 1, y' = b x."""
    starts = [0, *(k + 1 for k, t in enumerate(tokens) if t.kind in ("newline", "row", ";", ","))]
    arrows = {k for k in starts if [t.kind for t in tokens[k + 1 : k + 2]] == ["->"] and tokens[k].kind in NAMES}
    everywhere = sum(t.kind == "->" for t in tokens)
    if len(arrows) < 2 or len(arrows) != everywhere or len({tokens[k].value for k in arrows}) < len(arrows):
        return tokens
    found: list[Token] = []
    for k, token in enumerate(tokens):
        found += [token._replace(kind="'"), token._replace(kind="=")] if k - 1 in arrows else [token]
    return found


def _gaps(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    r"""\quad before another equation separates, as in x = u v \quad y = u; elsewhere it is a space."""
    found: list[Token] = []
    for index, token in enumerate(tokens):
        if token.kind != "gap":
            found.append(token)
            continue
        ahead = [t.kind for t in tokens[index + 1 : index + 3]]
        separates = found and found[-1].kind not in (",", ";", "row", "newline", "=", "&")
        if separates and ahead[:1] in (["word"], ["name"]) and ahead[1:] in (["="], ["'"], ["&"]):
            found.append(token._replace(kind=";"))
    return found


def _deltas(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    r"""\Delta t is one name."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        letter = token.kind == "name" or (token.kind == "word" and len(token.value) == 1)
        if before and before.kind == "name" and before.value == "Delta" and letter:
            found[-1] = before._replace(value=f"Delta{token.value}", end=token.end)
        else:
            found.append(token)
    return found


def _systems(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """Equations inside cases, an array or braces stand on lines of their own."""
    left_out: set[int] = set()
    for start, token in enumerate(tokens):
        if token.kind not in ("begin", "{"):
            continue
        end = partner(tokens, start)
        depth, equations = 0, 0
        for inner in tokens[start + 1 : end]:
            depth += inner.kind in ("(", "[", "{", "(|", "begin")
            depth -= inner.kind in limits.CLOSING
            equations += depth == 0 and inner.kind == "="
        if equations and (token.kind == "begin" or start == 0 or tokens[start - 1].kind in ("newline", "row")):
            left_out |= {start, end}
    return [t._replace(kind="newline", value=None) if i in left_out else t for i, t in enumerate(tokens)]


def _angle_brackets(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """<u, v> is (u, v) where it fills a line or a right side."""
    found = list(tokens)
    for start, token in enumerate(tokens):
        if token.kind != "<" or (start and tokens[start - 1].kind not in ("newline", "row", ";", "=", "->")):
            continue
        end = next((k for k in range(start, len(tokens)) if tokens[k].kind in ("newline", "row", ";", "")), len(tokens))
        commas = any(t.kind == "," for t in tokens[start:end])
        if commas and tokens[end - 1].kind == ">":
            found[start], found[end - 1] = token._replace(kind="("), tokens[end - 1]._replace(kind=")")
    return found


def _rounded(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """⌊x⌋ is floor(x)."""
    found: list[Token] = []
    for token in tokens:
        if token.kind in SIDES:
            found += [token._replace(kind="function", value=SIDES[token.kind]), token._replace(kind="(", spaced=False)]
        else:
            found.append(token._replace(kind=")") if token.kind in ("⌋", "⌉") else token)
    if len(found) > len(tokens):
        limits.check_brackets(found)
    return found


def _raised_primes(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """S^{\\prime} and S^' are S'."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        kinds = [t.kind for t in tokens[index : index + 5]]
        if kinds[:2] == ["^", "'"]:
            index += 1
        elif kinds[:2] == ["^", "{"] and kinds[2:3] == ["'"]:
            end = partner(tokens, index + 1)
            primes = tokens[index + 2 : end]
            if all(t.kind == "'" for t in primes):
                found += primes
                index = end + 1
                continue
        found.append(tokens[index])
        index += 1
    return found


def _equation_numbers(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """(1), (2), ... behind two lines or more, in their order, are the numbers of a paper's equations."""
    ends = [
        k for k, (t, after) in enumerate(pairwise(tokens)) if t.kind == ")" and after.kind in ("newline", "row", "")
    ]
    ends = [
        k for k in ends if k > 3 and [t.kind for t in tokens[k - 2 : k]] == ["(", "number"] and tokens[k - 2].spaced
    ]
    values = [tokens[k - 1].value for k in ends]
    steps = [(b[0] * a[1] - a[0] * b[1], a[1] == b[1]) for a, b in pairwise(values)]
    if len(ends) < 2 or any(
        difference != a[1] or not same for (difference, same), a in zip(steps, values, strict=False)
    ):
        return tokens
    left_out = {j for k in ends for j in range(k - 2, k + 1)}
    shown = ", ".join(text[tokens[k - 2].position : tokens[k].end] for k in ends)
    notes.append(Note(f"{shown} are left out: they look like the numbers of equations"))
    return [t for i, t in enumerate(tokens) if i not in left_out]


def _refuse_sums(tokens: Sequence[Token]) -> None:
    for token, following in pairwise(tokens):
        begins = following.kind in (*NAMES, "number", "^", "frac", "function")
        if token.kind == "name" and str(token.value).split("_")[0] == SIGMA and begins:
            raise ParseError("A sum is not read as such: write its terms one by one, x1 + x2.", token.position)
