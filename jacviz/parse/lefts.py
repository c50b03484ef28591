"""What stands left of an equals sign: x, x', dx/dt, f(u, v), (x, y), and what it says about the variables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jacviz.names import label

from . import limits
from .errors import ParseError
from .source import Token

NAMES = ("word", "name")
CLOSED = (")", "]", "end")
RATE = re.compile(r"d_?([A-Za-z][A-Za-z0-9]*?)_?dt|d([A-Za-z][A-Za-z0-9]*)")
LATER = re.compile(r"([A-Za-z][A-Za-z0-9]*?)_?(?:new|next|dot)")


class Left(NamedTuple):
    """`names` of the components; `bases`: the variable of which a name is the rate or the new value, "" if of none.

    header: the variables that stand in brackets behind the name, None for none; time: the t of x'(t) and dx/dt;
    constants: the names behind the semicolon of f(x; a, b).
    """

    names: list[Token]
    bases: list[str]
    header: list[Token] | None = None
    time: str = ""
    several: bool = False
    constants: Sequence[Token] = ()


def read_left(tokens: Sequence[Token]) -> Left:
    """The meaning of a left side; ParseError where it has none."""
    first = tokens[0]
    if rate := _rate(tokens):
        return rate
    if first.kind in ("(", "[", "begin", "<") and tokens[-1].kind in (*CLOSED, ">"):
        pieces = [read_left(piece) for piece in split(tokens[1:-1], SEPARATORS) if piece]
        headers = [piece.header for piece in pieces if piece.header is not None]
        for header in headers[1:]:
            check_same(headers[0], header)
        return Left(
            distinct([name for piece in pieces for name in piece.names]),
            [base for piece in pieces for base in piece.bases],
            headers[0] if headers else None,
            next((piece.time for piece in pieces if piece.time), ""),
            several=True,
            constants=[constant for piece in pieces for constant in piece.constants],
        )
    if first.kind not in NAMES:
        told = "Left of = belongs a name such as x, or a header such as f(u, v)."
        raise ParseError(told, first.position)
    primes = 0
    rest = list(tokens[1:])
    while rest and rest[0].kind == "'":
        primes, rest = primes + 1, rest[1:]
    base = str(first.value) if primes else ""
    if not primes and str(first.value).endswith("prime"):  # x_{n+1}
        base = str(first.value).removesuffix("prime")
    name = checked(first._replace(value=str(first.value) + "prime" * primes) if primes else first)
    if not rest:
        return Left([name], [base])
    if rest[0].kind not in ("(", "[") or rest[-1].kind not in CLOSED:
        told = "Left of = belongs a name such as x, or a header such as f(u, v)."
        raise ParseError(told, first.position)
    inside, *constants = split(rest[1:-1], (";",)) if rest[0].kind == "(" else [rest[1:-1]]
    inside = unwrapped(inside)
    if primes and len(inside) == 1:
        return Left([name], [base], None, str(inside[0].value))
    return Left([name], [base], names(inside), constants=[n for each in constants for n in names(each)])


def check_same(header: Sequence[Token], other: Sequence[Token]) -> None:
    """ParseError where two headers name different variables."""
    if [t.value for t in header] != [t.value for t in other]:
        told = "This header names other variables than the one before: use the same in every line."
        raise ParseError(told, other[0].position if other else 0)


def is_left(tokens: Sequence[Token]) -> bool:
    """Whether tokens could stand left of = as a name, a rate or a header."""
    if not tokens:
        return False
    if _rate(tokens) or (tokens[0].kind in NAMES and len(tokens) == 1):
        return True
    named = tokens[0].kind in NAMES and tokens[1].kind in ("'", "(", "[")
    operators = any(t.kind in ("+", "-", "*", "/", "^", "number", "function") for t in tokens)
    return named and not operators and (tokens[-1].kind in ("'", *CLOSED))


def _rate(tokens: Sequence[Token]) -> Left | None:
    r"""dS/dt and \frac{dS}{dt}, perhaps with (t) behind."""
    pieces = _halves(tokens)
    if not pieces:
        return None
    above, below, rest = pieces
    top, bottom = _differential(above), _differential(below)
    of_time = [t.kind for t in rest] in (["(", "word", ")"], ["(", "name", ")"]) and rest[1].value == bottom
    if not top or not bottom or (rest and not of_time):
        return None
    name = above[0]._replace(kind="name", value=top + "prime", end=tokens[-1].end)
    return Left([checked(name)], [top], None, bottom)


def _halves(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]] | None:
    """What stands above and below a fraction's line, and what follows it."""
    if tokens[0].kind == "frac":
        kinds = [t.kind for t in tokens]
        if kinds[1:2] != ["{"] or kinds.count("}") < 2:
            return None
        first = kinds.index("}")
        second = kinds.index("}", first + 1)
        return None if kinds[first + 1] != "{" else (tokens[2:first], tokens[first + 2 : second], tokens[second + 1 :])
    over = [k for k, t in enumerate(tokens) if t.kind == "/"]
    if len(over) != 1 or not over[0] or len(tokens) < over[0] + 2:
        return None
    end = over[0] + (3 if tokens[over[0] + 1].value == "d" else 2)
    return tokens[: over[0]], tokens[over[0] + 1 : end], tokens[end:]


def _differential(tokens: Sequence[Token]) -> str:
    """The S of dS, of d S and of dθ."""
    if not tokens or any(t.kind not in NAMES for t in tokens) or not str(tokens[0].value).startswith("d"):
        return ""
    rest = str(tokens[0].value)[1:]
    if rest and len(tokens) == 1 and tokens[0].value not in ("delta",):
        return rest.removeprefix("_")
    return str(tokens[1].value) if not rest and len(tokens) == 2 else ""


def spelled_bases(lefts: Sequence[str], used: set[str]) -> list[str]:
    """The variables of dx = ..., x_dot = ... and x_new = ... where every line is written so, else nothing."""
    bases = []
    for name in lefts:
        found = RATE.fullmatch(name) or LATER.fullmatch(name)
        base = next((group for group in found.groups() if group), "") if found else ""
        if not base or name in used:
            return []
        bases.append(base)
    return bases if any(base in used for base in bases) else []


OPEN = ("(", "[", "{", "(|", "begin")
CLOSE = (")", "]", "}", "|)", "end")
SEPARATORS = (",", ";", "row", "&", "newline")


def split(tokens: Sequence[Token], separators: Sequence[str]) -> list[list[Token]]:
    """The pieces between separators that stand outside every bracket."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += token.kind in OPEN
        depth -= token.kind in CLOSE
        if depth == 0 and token.kind in separators:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def unwrapped(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets around all of them."""
    while len(tokens) > 1 and tokens[0].kind in ("(", "[", "{", "begin") and tokens[-1].kind in (*CLOSED, "}"):
        tokens = tokens[1:-1]
    return tokens


def names(tokens: list[Token]) -> list[Token]:
    """The distinct names of a list `u, v`; else ParseError."""
    found: list[Token] = []
    if len(tokens) > 1 and all(t.kind in NAMES for t in tokens):  # MATLAB's [h1 h2]
        return distinct([checked(t) for t in tokens])
    for piece in split(tokens, SEPARATORS):
        if not piece and len(tokens):
            raise ParseError("A name is missing beside this comma.", tokens[0].position)
        if len(piece) != 1 or piece[0].kind not in NAMES:
            position = piece[0].position if piece else 0
            raise ParseError("Only names separated by commas belong here: u, v.", position)
        found.append(checked(piece[0]))
    return distinct(found)


def distinct(found: list[Token]) -> list[Token]:
    """The names, each of them once and not too many; else ParseError."""
    for k, name in enumerate(found):
        if any(name.value == other.value for other in found[:k]):
            raise ParseError(f"`{label(str(name.value))}` stands here twice: give each its own name.", name.position)
    limits.check_components(len(found), found[-1].position if found else 0)
    return found


def checked(token: Token) -> Token:
    """A name that may be given."""
    limits.check_short(str(token.value).removesuffix("prime"), token.position)
    limits.check_meaning(str(token.value), token.position)
    return token
