"""Tokens -> the named components of a mapping, and the header that may name its variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from . import limits
from .errors import ParseError
from .source import Token

OPEN = ("(", "[", "{", "(|", "begin")
CLOSE = (")", "]", "}", "|)", "end")
SEPARATORS = (",", ";", "row", "&", "newline")


@dataclass
class Part:
    """One component as written: `name` is the token on its left side, if any."""

    tokens: list[Token]
    name: Token | None = None


@dataclass
class Statement:
    """A whole text: its parts, and the variables and the name that a header gives."""

    parts: list[Part] = field(default_factory=list)
    header: list[Token] | None = None
    function: Token | None = None


def read_statement(tokens: Sequence[Token]) -> Statement:
    """The components of a text; ParseError where a left side is no name."""
    statement = Statement()
    for line in _split([t for t in tokens if t.kind], ("newline", ";", "row")):
        line = _without_alignment(line)
        if line:
            _read_line(line, statement)
    return statement


def _without_alignment(line: list[Token]) -> list[Token]:
    """The line without the & that aligns its = in LaTeX."""
    kinds = ["", *(t.kind for t in line), ""]
    return [t for i, t in enumerate(line, 1) if t.kind != "&" or "=" not in (kinds[i - 1], kinds[i + 1])]


def _split(tokens: Sequence[Token], separators: Sequence[str]) -> list[list[Token]]:
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


def _read_line(line: list[Token], statement: Statement) -> None:
    whole = line
    arrow = _split(whole, ("->",))
    if len(arrow) > 2:
        raise ParseError("One arrow is enough: (u, v) -> (u + v, u v).", (arrow[2] or whole)[0].position)
    if len(arrow) == 2:
        left, line = arrow
        if not left or not line:
            raise ParseError(
                "An arrow belongs between the variables and the components.", (left or line or whole)[0].position
            )
        named = _split(left, (":",))
        if len(named) == 2:
            statement.function = named[0][0] if named[0] else None
        _set_header(statement, _names(_unwrapped(named[-1])))
    pieces = _split(line, (",",))
    parts: list[Part] = []
    names: list[Token] | None = None
    for index, piece in enumerate(pieces):
        if not piece:
            near = (pieces[index - 1] or pieces[index + 1 : index + 2] or [line])[-1]
            position = near.end if isinstance(near, Token) else line[0].position
            raise ParseError("A component is missing beside this comma.", position)
        *lefts, right = _split(piece, ("=",))
        part = Part([])
        for left in lefts:
            names = _read_left(left, piece, part, statement) or names
        if not right:
            raise ParseError("A formula is missing behind this =", piece[-1].position)
        components = _components(right)
        if len(components) > 1 and part.name:
            statement.function, part.name = part.name, None
        parts += [Part(c, part.name) for c in components]
    _name_parts(parts, names, statement)
    statement.parts += parts


def _name_parts(parts: list[Part], names: list[Token] | None, statement: Statement) -> None:
    """(x, y) = ... names every component; f = a, b names none of them."""
    if names:
        if len(names) != len(parts):
            told = f"Left of = stand {len(names)} names, and right of it {len(parts)} components."
            raise ParseError(told, names[0].position)
        for part, name in zip(parts, names, strict=True):
            part.name = name
    elif len(parts) > 1 and parts[0].name and not any(p.name for p in parts[1:]):
        statement.function, parts[0].name = parts[0].name, None


def _read_left(left: list[Token], piece: list[Token], part: Part, statement: Statement) -> list[Token] | None:
    """A name, a header f(u, v), or a tuple of names (returned)."""
    if left and left[-1].kind == ":":
        left = left[:-1]
    if not left:
        raise ParseError("A name is missing before this =", piece[0].position)
    first = left[0]
    if (first.kind == "(" and left[-1].kind == ")") or (first.kind == "begin" and left[-1].kind == "end"):
        return _names(left[1:-1])
    if first.kind not in ("word", "name"):
        told = "Left of = belongs a name such as x, or a header such as f(u, v)."
        raise ParseError(told, first.position)
    rest = left[1:]
    primes = 0
    while rest and rest[0].kind == "'":
        primes, rest = primes + 1, rest[1:]
    if primes:
        first = first._replace(value=first.value + "prime" * primes)
    part.name = _checked(first)
    if rest:
        if rest[0].kind != "(" or rest[-1].kind != ")":
            told = "Left of = belongs a name such as x, or a header such as f(u, v)."
            raise ParseError(told, first.position)
        _set_header(statement, _names(rest[1:-1]))
    return None


def _set_header(statement: Statement, names: list[Token]) -> None:
    if statement.header is not None and [t.value for t in names] != [t.value for t in statement.header]:
        told = "This header names other variables than the one before: use the same in every line."
        raise ParseError(told, names[0].position if names else 0)
    statement.header = names


def _unwrapped(tokens: list[Token]) -> list[Token]:
    if len(tokens) > 1 and tokens[0].kind in ("(", "[") and tokens[-1].kind in (")", "]"):
        return tokens[1:-1]
    return tokens


def _names(tokens: list[Token]) -> list[Token]:
    """The distinct names of a list `u, v`."""
    found: list[Token] = []
    for piece in _split(tokens, SEPARATORS):
        if not piece and len(tokens):
            raise ParseError("A name is missing beside this comma.", tokens[0].position)
        if len(piece) != 1 or piece[0].kind not in ("word", "name"):
            position = piece[0].position if piece else 0
            raise ParseError("Only names separated by commas belong here: u, v.", position)
        name = _checked(piece[0])
        if any(name.value == other.value for other in found):
            raise ParseError(f"`{name.value}` stands here twice: give each its own name.", name.position)
        found.append(name)
    limits.check_components(len(found), found[-1].position if found else 0)
    return found


def _checked(token: Token) -> Token:
    limits.check_short(token.value.removesuffix("prime"), token.position)
    limits.check_meaning(token.value, token.position)
    return token


def _components(tokens: list[Token]) -> list[list[Token]]:
    """The components of a right side: those of a tuple or a matrix, else the one formula."""
    if len(tokens) > 2 and tokens[-2].kind == "^" and (tokens[-1].kind == "transpose" or tokens[-1].value == "T"):
        tokens = tokens[:-2]
    if tokens[-1].kind == "transpose":
        tokens = tokens[:-1]
    if len(tokens) < 2 or tokens[0].kind not in ("(", "[", "begin", "{") or tokens[-1].kind not in CLOSE:
        return [tokens]
    depth = 0
    for token in tokens[:-1]:
        depth += token.kind in OPEN
        depth -= token.kind in CLOSE
        if depth == 0:
            return [tokens]
    matrix = tokens[0].kind == "begin" and tokens[0].value != "cases"
    if tokens[0].kind in ("begin", "{") and not matrix:
        return [tokens] if tokens[0].kind == "begin" or not _split_inside(tokens, (",",)) else _pieces(tokens, (",",))
    if matrix or _split_inside(tokens, SEPARATORS):
        return _pieces(tokens, SEPARATORS)
    return _components(tokens[1:-1]) if tokens[1].kind in OPEN else [tokens]


def _split_inside(tokens: list[Token], separators: Sequence[str]) -> bool:
    kinds = [s for s in separators if s != "newline"]
    return len(_split(tokens[1:-1], kinds)) > 1


def _pieces(tokens: list[Token], separators: Sequence[str]) -> list[list[Token]]:
    kinds = [s for s in separators if s != "newline"]
    pieces = [[t for t in p if t.kind != "newline"] for p in _split(tokens[1:-1], kinds)]
    if pieces and not pieces[-1] and tokens[0].kind == "begin":
        pieces.pop()
    for piece in pieces:
        if not piece:
            raise ParseError("A component is missing in this bracket.", tokens[0].position)
    return pieces
