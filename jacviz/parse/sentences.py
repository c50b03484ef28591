"""Tokens -> a statement: its lines, the pieces of a line, and the names left of an equals sign."""

from __future__ import annotations

from collections.abc import Sequence

from .columns import components
from .errors import ParseError
from .headers import behind_arrow, read_for
from .lefts import CLOSE, OPEN, Left, check_same, is_left, read_left, split
from .programs import unwrapped_list, without_jacobian, without_signature
from .ranges import COMPARISONS, is_range
from .source import Token
from .statement import Part, Statement

OPENERS = ("return", "let", "where", "with", "given", "const", "var", "double", "float", "then", "def", "and",
           "while")  # fmt: skip
"""Words before a line that say nothing about it."""
INNER = ("where", "with", "given", "let")
DECLARATIONS = ("syms", "global", "local")


def read_statement(tokens: Sequence[Token]) -> Statement:
    """The components of a text; ParseError where a left side is no name."""
    statement = Statement()
    for line in split([t for t in tokens if t.kind], ("newline", ";", "row")):
        for piece in _sentences(_without_alignment(line)):
            _read_line(piece, statement)
    return statement


def _without_alignment(line: list[Token]) -> list[Token]:
    """The line without the & that aligns its = in LaTeX."""
    kinds = ["", *(t.kind for t in line), ""]
    return [
        t
        for i, t in enumerate(line, 1)
        if t.kind != "&" or not {"=", "in", "<=", "<", ""} & {kinds[i - 1], kinds[i + 1]}
    ]


def _sentences(line: list[Token]) -> list[list[Token]]:
    """A line cut at `where`, at `and` before another equation and at `for`, without words that say nothing."""
    found: list[list[Token]] = [[]]
    depth = 0
    for index, token in enumerate(line):
        depth += token.kind in OPEN
        depth -= token.kind in CLOSE
        following = line[index + 1 :]
        joins = token.value == "and" and any(t.kind == "=" for t in following)
        called = bool(following) and following[0].kind == "(" and not following[0].spaced
        if depth == 0 and token.kind == "word" and index and not called and (token.value in INNER or joins):
            found.append([])
        elif depth == 0 and token.value == "for" and index and token.kind == "word":
            found.append([token])
        elif called or not (token.kind == "word" and token.value in OPENERS and not found[-1] and following):
            found[-1].append(token)
    trimmed = [_trimmed(piece) for piece in found]
    return [piece for piece in trimmed if piece]


def _trimmed(line: list[Token]) -> list[Token]:
    """The line without a comma or a colon at its end; a comma alone asks for what is missing."""
    while line and line[-1].kind in (",", "&") and any(t.kind in ("=", "in", *COMPARISONS) for t in line):
        line = line[:-1]
    return line


def _read_line(line: list[Token], statement: Statement) -> None:
    if line[0].value in DECLARATIONS and len(line) > 1 and all(t.kind in ("word", "name", ",") for t in line):
        declared = ", ".join(str(t.value) for t in line[1:] if t.kind != ",")
        statement.notes.append(f"the declaration of {declared} is left out")
        return
    if line[0].value == "for" and len(line) > 1:
        read_for(line, statement)
        return
    line = unwrapped_list(without_jacobian(without_signature(line, statement), statement), statement)
    if not line:
        return
    line = behind_arrow(line, statement)
    if not line:
        return
    pieces = [p for p in split(line, (",",)) if not is_range(p, statement)]
    if not pieces:
        return
    parts: list[Part] = []
    function: Token | None = None
    for index, piece in enumerate(pieces):
        if not piece:
            near = (pieces[index - 1] or pieces[index + 1 : index + 2] or [line])[-1]
            position = near.end if isinstance(near, Token) else line[0].position
            raise ParseError("A component is missing beside this comma.", position)
        found, function = _read_piece(piece, statement, function)
        parts += found
    _name_parts(parts, statement)
    statement.parts += parts


def _read_piece(piece: list[Token], statement: Statement, function: Token | None) -> tuple[list[Part], Token | None]:
    """The parts of `name = formula`, `f(u, v) = (a, b)`, `formula = 0` or a formula alone."""
    *lefts, right = split(piece, ("=",))
    if lefts and [t.value for t in right] == [(0, 1)] and not is_left(lefts[-1]) and lefts[-1]:
        right = lefts.pop()
    if lefts and [t.value for t in lefts[0]] == [(0, 1)]:
        lefts = lefts[1:]
    for left in lefts[1:]:
        if len(left) > 1 and not is_left(left) and left[-1].kind in ("word", "name") and left[-1].spaced:
            told = "Two equations stand side by side here: put a comma or a new line between them."
            raise ParseError(told, left[-1].position)
    part = Part([])
    for left in lefts:
        left = left[:-1] if left and left[-1].kind == ":" else left
        if not left:
            raise ParseError("A name is missing before this =", piece[0].position)
        _take_left(read_left(left), part, statement)
    if not right:
        raise ParseError("A formula is missing behind this =", piece[-1].position)
    listed = components(right)
    if len(listed) > 1 and len(part.names) == 1:
        function = part.names[0]
        statement.entitle(function)
        part.names, part.bases = [], []
    if len(listed) == 1:
        return [Part(listed[0], part.names, part.bases, part.header)], function
    if part.names and len(part.names) != len(listed):
        told = f"Left of = stand {len(part.names)} names, and right of it {len(listed)} components."
        raise ParseError(told, part.names[0].position)
    named = zip(part.names, part.bases, strict=True) if part.names else [(None, "")] * len(listed)
    return [
        Part(c, [name] if name else [], [base] if name else [], part.header, grouped=True)
        for c, (name, base) in zip(listed, named, strict=True)
    ], function


def _take_left(left: Left, part: Part, statement: Statement) -> None:
    if left.time:
        statement.times.add(left.time)
    statement.constants += [c for c in left.constants if c.value not in {k.value for k in statement.constants}]
    if left.header is not None:
        if part.header is not None:
            check_same(part.header, left.header)
        part.header = left.header
    if part.names and left.names and not left.several and not left.bases[0]:
        statement.entitle(left.names[0])  # (x, y) = f(u, v) = ...
        return
    if len(part.names) == 1 and left.several:
        statement.entitle(part.names[0])  # f(x, y) = (f1(x, y), f2(x, y)) = ...
    elif part.names:
        told = "Two names stand before this formula: write a line for each."
        raise ParseError(told, left.names[0].position)
    part.names, part.bases = left.names, left.bases


def _name_parts(parts: list[Part], statement: Statement) -> None:
    """(x, y) = a, b names every component; f = a, b names none of them."""
    if len(parts) < 2 or any(p.names for p in parts[1:]):
        return
    first = parts[0]
    if len(first.names) > 1:
        if len(first.names) != len(parts):
            told = f"Left of = stand {len(first.names)} names, and right of it {len(parts)} components."
            raise ParseError(told, first.names[0].position)
        for part, name, base in zip(parts, first.names, list(first.bases), strict=True):
            part.names, part.bases = [name], [base]
    elif first.names and not first.grouped:
        statement.entitle(first.names[0])
        first.names, first.bases = [], []
