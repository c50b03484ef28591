"""Tokens -> the named components of a mapping, and all that a text says about its variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .errors import ParseError
from .lefts import CLOSE, OPEN, SEPARATORS, Left, check_same, is_left, names, read_left, split, unwrapped
from .notes import Note
from .source import Token

COMPARISONS = ("<", "<=", ">", ">=")
OPENERS = ("return", "let", "where", "with", "given", "const", "var", "double", "float", "then", "def",
           "and", "while")  # fmt: skip
"""Words before a line that say nothing about it."""
INNER = ("where", "with", "given", "let")
WRAPPERS = ("array", "Matrix", "ImmutableMatrix", "stack", "tensor", "vector", "Vector", "vec", "asarray", "hstack",
            "column_stack", "as_tensor", "cat", "concatenate", "list", "tuple", "simplify", "expand")  # fmt: skip
DECLARATIONS = ("syms", "global", "local")
JACOBIANS = ("jacobian", "Jacobian", "jacobian_matrix")
DERIVATIVES = ("diff", "grad", "D", "derivative", "subs", "simplify", "doit", "det", "evalf", "T")


@dataclass
class Part:
    """One formula as written: the names on its left side, and whose rate or new value each of them is."""

    tokens: list[Token]
    names: list[Token] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    header: list[Token] | None = None
    grouped: bool = False
    """Whether it is one component of a list in brackets."""


@dataclass
class Range:
    """low < name < high as tokens."""

    name: Token
    low: list[Token]
    high: list[Token]


@dataclass
class Statement:
    """A whole text: its parts, and the variables, the ranges, the time and the name of the function that it gives."""

    parts: list[Part] = field(default_factory=list)
    header: list[Token] | None = None
    function: Token | None = None
    ranges: list[Range] = field(default_factory=list)
    conditions: list[list[Token]] = field(default_factory=list)
    times: set[str] = field(default_factory=set)
    constants: list[Token] = field(default_factory=list)
    unpacked: dict[str, list[Token]] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    """Every name that the text gives to the whole mapping."""
    headers: list[list[Token]] = field(default_factory=list)
    """Lists of variables that stand apart from a formula: def f(x, y):, lambda x, y: ..., x, y = p."""

    def entitle(self, name: Token) -> None:
        """Take a name for that of the whole mapping."""
        self.function = name
        if name.value not in self.titles:
            self.titles.append(str(name.value))


def read_statement(tokens: Sequence[Token], notes: list[str] | None = None) -> Statement:
    """The components of a text; ParseError where a left side is no name."""
    statement = Statement()
    for line in split([t for t in tokens if t.kind], ("newline", ";", "row")):
        for piece in _sentences(_without_alignment(line)):
            _read_line(piece, statement, notes if notes is not None else [])
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


def _read_line(line: list[Token], statement: Statement, notes: list[str]) -> None:
    if line[0].value in DECLARATIONS and len(line) > 1 and all(t.kind in ("word", "name", ",") for t in line):
        notes.append(
            Note(f"the declaration of {', '.join(str(t.value) for t in line[1:] if t.kind != ',')} is left out")
        )
        return
    if line[0].value == "for" and len(line) > 1:
        _read_for(line, statement, notes)
        return
    line = _unfolded(_jacobian(_function(line, statement, notes), statement), statement)
    if not line:
        return
    line = _arrow(line, statement, notes)
    if not line:
        return
    pieces = [p for p in split(line, (",",)) if not _is_range(p, statement, notes)]
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
    components = _components(right)
    if len(components) > 1 and len(part.names) == 1:
        function = part.names[0]
        statement.entitle(function)
        part.names, part.bases = [], []
    if len(components) == 1:
        return [Part(components[0], part.names, part.bases, part.header)], function
    if part.names and len(part.names) != len(components):
        told = f"Left of = stand {len(part.names)} names, and right of it {len(components)} components."
        raise ParseError(told, part.names[0].position)
    named = zip(part.names, part.bases, strict=True) if part.names else [(None, "")] * len(components)
    return [
        Part(c, [name] if name else [], [base] if name else [], part.header, grouped=True)
        for c, (name, base) in zip(components, named, strict=True)
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


def _read_for(line: list[Token], statement: Statement, notes: list[str]) -> None:
    """for (u, v) in ..., for 0 <= r <= 1."""
    names_end = next((k for k, t in enumerate(line) if t.kind == "in" or t.value == "in"), len(line))
    named = unwrapped(line[1:names_end])
    if any(t.kind in COMPARISONS for t in named):
        pieces = split([t._replace(kind=",") if t.value == "and" else t for t in line[1:]], (",",))
        if all(_is_range(p, statement, []) for p in pieces):
            return
    if not named or any(t.kind not in ("word", "name", ",") for t in named):
        raise ParseError("Behind `for` belong the variables, or their ranges: for (u, v) in ...", line[0].position)
    set_header(statement, names(named))
    if names_end < len(line) - 1:
        shown = " ".join(map(_shown, line[names_end + 1 :]))
        notes.append(Note(f"what the variables run through ({shown}) is left out"))


def _function(line: list[Token], statement: Statement, notes: list[str]) -> list[Token]:
    """def f(x, y):, lambda x, y: ..., @(x, y) ... and x, y = p as headers."""
    if line[0].value == "function" and len(line) > 4 and line[-1].kind == ")":
        equals = next((k for k, t in enumerate(line) if t.kind == "="), 0)
        left = read_left(line[equals + 1 :])
        statement.entitle(left.names[0])
        statement.headers.append(left.header or [])
        return []
    if [t.value for t in line] == ["end"]:
        return []
    colon = next((k for k, t in enumerate(line) if t.kind == ":"), 0)
    if colon > 2 and line[colon - 1].kind == ")" and line[1].kind == "(":
        pieces = split(line[2 : colon - 1], (",",))
        statement.entitle(line[0])
        statement.headers.append(names([t for p in pieces if "=" not in {t.kind for t in p} for t in (*p, COMMA)][:-1]))
        for piece in pieces:
            if piece[1:2] and piece[1].kind == "=":
                statement.parts.append(Part(piece[2:], [piece[0]], [""]))
        rest = line[colon + 1 :]
        return rest[1:] if rest and rest[0].value in OPENERS else rest
    for k, token in enumerate(line):
        if token.kind == "@" and line[k + 1 : k + 2] and line[k + 1].kind == "(":
            end = next((j for j in range(k, len(line)) if line[j].kind == ")"), len(line) - 1)
            statement.headers.append(names(line[k + 2 : end]))
            return line[:k] + line[end + 1 :]
        if token.value == "lambda" and token.kind == "word" and k in (0, 2):
            end = next((j for j, t in enumerate(line) if t.kind == ":"), 0)
            if end > k + 1 and line[end + 1 :]:
                statement.headers.append(names(line[k + 1 : end]))
                return line[:k] + line[end + 1 :]
    equals = [k for k, t in enumerate(line) if t.kind == "="]
    flat = len(equals) == 1 and all(t.kind in ("word", "name", ",") for t in line[: equals[0]])
    if flat and equals[0] > 2 and len(split(line[: equals[0]], (",",))) * 2 - 1 == equals[0]:
        right = line[equals[0] + 1 :]
        if len(right) == 1 and right[0].kind in ("word", "name"):
            statement.unpacked[str(right[0].value)] = names(line[: equals[0]])
            notes.append(Note(f"{right[0].value} is read as the vector of the variables before it"))
            return []
        if len(_components(right)) * 2 - 1 == equals[0] or len(split(right, (",",))) * 2 - 1 == equals[0]:
            opening, closing = line[0]._replace(kind="("), line[0]._replace(kind=")")
            return [opening, *line[: equals[0]], closing, *line[equals[0] :]]
    return line


def _jacobian(line: list[Token], statement: Statement) -> list[Token]:
    """jacobian([...], [x, y]), Matrix([...]).jacobian([x, y]) and F.jacobian([x, y]) name the variables."""
    for k, token in enumerate(line):
        if token.kind != "method" and (token.value not in JACOBIANS or (k and line[k - 1].kind != "=")):
            continue
        if token.kind == "method" and token.value != "jacobian":
            if token.value == "T":
                return line[:k] + line[k + 1 :]
            told = f"`.{token.value}` is not needed: type only the mapping, its derivatives are made for you."
            raise ParseError(told, token.position)
        if line[k + 1 : k + 2] and line[k + 1].kind == "(" and line[-1].kind == ")":
            inside = split(line[k + 2 : -1], (",",))
            if token.kind == "method":
                set_header(statement, names(unwrapped(line[k + 2 : -1])))
                before = line[:k]
                known = len(before) == 1 and before[0].value in statement.titles
                earlier = len(before) == 1 and any(n.value == before[0].value for p in statement.parts for n in p.names)
                assigned = len(before) == 3 and before[1].kind == "="
                return [] if known or earlier or (assigned and statement.parts) else before
            if len(inside) == 2:
                set_header(statement, names(unwrapped(inside[1])))
                given = inside[0]
                if [t.value for t in given] in [[n.value] for p in statement.parts for n in p.names] or (
                    len(given) == 1 and given[0].value in statement.titles
                ):
                    given = []
                if k:
                    statement.entitle(line[0])
                return given if k in (0, 2) else line
    return line


def _unfolded(line: list[Token], statement: Statement) -> list[Token]:
    """The list inside np.array([...]) and Matrix([...]); [..., ...], [x, y] names the variables last."""
    start = next((k + 1 for k, t in enumerate(line) if t.kind == "="), 0)
    if line[start : start + 1] and line[start].value in WRAPPERS and line[start + 1 : start + 2]:
        bare = line[start].value in ("vector", "Vector", "vec", "list", "tuple", "simplify", "expand")
        opens = line[start + 1].kind == "(" and line[-1].kind == ")" and line[start + 2].kind in (OPEN if not bare else
                                                                                             (*OPEN, *ANY))  # fmt: skip
        if opens and _spans(line[start + 1 :]):
            inner = line[start + 2 : -1]
            line = line[:start] + (inner if _spans(inner) else line[start + 1 :])
    pieces = split(line, (",",))
    if len(pieces) == 2 and all(len(p) > 2 and p[0].kind == "[" and p[-1].kind == "]" for p in pieces):
        listed = pieces[1][1:-1]
        if (
            all(t.kind in ("word", "name", ",") for t in listed)
            and listed[1:2]
            and len(split(pieces[0][1:-1], (",",))) > 1
        ):
            set_header(statement, names(listed))
            return pieces[0]
    return line


COMMA = Token(",", None, 0, 0, False)
ANY = ("word", "name", "number", "function", "-", "frac")


def _spans(tokens: Sequence[Token]) -> bool:
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


def _arrow(line: list[Token], statement: Statement, notes: list[str]) -> list[Token]:
    """The components behind (u, v) ->; f: R^2 -> R^2 says nothing that the formula does not."""
    arrow = split(line, ("->",))
    comma = len(split(line, (",",))[0])
    if len(arrow) > 2 and _is_space(arrow[0]) and comma < len(line):
        _arrow(line[:comma], statement, notes)
        return _arrow(line[comma + 1 :], statement, notes)
    if len(arrow) > 2:
        raise ParseError("One arrow is enough: (u, v) -> (u + v, u v).", (arrow[2] or line)[0].position)
    if len(arrow) < 2:
        return line
    left, right = arrow
    if not left or not right:
        raise ParseError(
            "An arrow belongs between the variables and the components.", (left or right or line)[0].position
        )
    named = split(left, (":", "="))
    if len(named) > 2 or (len(named) == 2 and len(named[0]) > 1):
        raise ParseError("Before the variables of an arrow stands one name at most: f: (u, v) -> ...", line[0].position)
    if len(named) == 2 and named[0]:
        statement.entitle(named[0][0])
    if _is_space(named[-1]):
        pieces = split(right, (",", ":"))
        spaces = ["".join(map(_shown, part)) for part in (named[-1], pieces[0])]
        notes.append(Note(f"{spaces[0]} → {spaces[1]} says nothing that the formula does not: left out"))
        rest = right[len(pieces[0]) + 1 :]
        return _arrow(rest, statement, notes) if rest else []
    set_header(statement, names(unwrapped(named[-1])))
    return right


def _shown(token: Token) -> str:
    """A token of the name of a space."""
    if token.kind == "number":
        return str(token.value[0])
    return str(token.value) if token.kind in ("word", "name") else token.kind


def _is_space(tokens: list[Token]) -> bool:
    """R, R^2, R², [0, 1] x R: what a mapping goes from or to."""
    last = split(tokens, (":",))[-1]
    return bool(last) and last[0].value == "R" and all(t.kind in ("^", "number", "{", "}", "(", ")") for t in last[1:])


def _is_range(piece: list[Token], statement: Statement, notes: list[str]) -> bool:
    """Takes 0 <= r <= 1, r in [0, 1] and r > 0 out of the components."""
    if any(t.kind == "=" or t.value in ("if", "for", "when", "else", "otherwise") for t in piece):
        return False
    sides = split(piece, ("in",))
    if len(sides) == 2 and _spans(sides[1]) and len(sides[0]) == 1:
        ends = split(sides[1][1:-1], (",",))
        if len(ends) == 2 and all(ends):
            statement.ranges.append(Range(sides[0][0], *ends))
            return True
    if len(sides) == 2:
        statement.conditions.append(piece)
        named = unwrapped(sides[0])
        if all(t.kind in ("word", "name", ",") for t in named):
            set_header(statement, names(named))
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


def set_header(statement: Statement, named: list[Token]) -> None:
    """The variables in their order, the same wherever the text gives them."""
    if statement.header is not None:
        check_same(statement.header, named)
    statement.header = named


def _components(tokens: list[Token]) -> list[list[Token]]:
    """The components of a right side: those of a tuple or a matrix of one column, else the one formula."""
    if len(tokens) > 2 and tokens[-2].kind == "^" and (tokens[-1].kind == "transpose" or tokens[-1].value == "T"):
        tokens = tokens[:-2]
    if (
        len(tokens) > 4
        and [t.kind for t in tokens[-4:-2]] == ["^", "{"]
        and (tokens[-2].kind == "transpose" or tokens[-2].value == "T")
    ):
        tokens = tokens[:-4]
    if tokens[-1].kind in ("transpose", "'") and _spans(tokens[:-1]):
        tokens = tokens[:-1]
    if not _spans(tokens) or tokens[0].kind == "(|":
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
        if tokens[0].kind == "[" and all(p[0].kind == "[" and _spans(p) and _split_inside(p, (",",)) for p in pieces):
            return [tokens]  # a matrix
        rows = [p[1:-1] for p in pieces if p[0].kind == "[" and _spans(p) and not _split_inside(p, (",",))]
        return rows if len(rows) == len(pieces) else pieces  # [[x], [y]] is a column
    return _components(tokens[1:-1]) if tokens[1].kind in OPEN else [tokens]


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
