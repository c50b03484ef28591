"""A statement -> named syntax trees, one a line, with the variables that the text itself states."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jacviz.names import label

from . import variables
from .definitions import Expanded, Line, Replacement, with_primes
from .errors import ParseError
from .expression import Parser
from .source import Token
from .statement import Part, Statement
from .syntax import CONDITIONS, Node, symbols, walk
from .vectors import WHOLE
from .vectors import components as components_of
from .words import resolve


@dataclass
class Lines:
    """The lines, the name and the base of each (whose rate or new value it is), and the variables that are stated."""

    lines: list[Line]
    names: list[tuple[Token | None, str]]
    stated: list[str] | None

    def component_name(self, index: int, found: Expanded) -> tuple[Token | None, str]:
        """The name of a line that is a component; of (u, v), where u and v stand for formulas, those names."""
        name, base = self.names[index]
        tree = self.lines[index].tree
        if name or tree.kind != "symbol" or tree.value not in found.meanings:
            return name, base
        return Token("name", tree.value, tree.position, tree.position + 1, False), ""


def read_lines(text: str, statement: Statement, given: list[str] | None, known: set[str], notes: list[str]) -> Lines:
    """The lines of a statement; `given` are the variables of their field, `known` are names that are whole."""
    functions = _functions(statement)
    header = _header(statement, functions, notes)
    for constant in statement.constants:
        notes.append(f"{label(str(constant.value))} is a parameter, since it stands behind the semicolon of the header")
    lines, names = _lines(text, statement, {*(header or ()), *(given or ()), *known}, functions, notes)
    header = _indexed(header, lines, notes)
    stated = given or header
    return Lines(lines, names, _complex_plane(lines, names, stated, notes) or stated)


def _functions(statement: Statement) -> dict[str, Part]:
    """The lines g(t) = ... of functions that other lines call, by name."""
    found: dict[str, Part] = {}
    for part in statement.parts:
        if len(part.names) == 1 and part.header and not part.names[0].value.endswith("prime"):
            name = part.names[0].value
            others = (o.tokens for o in statement.parts if o is not part)
            called = (a.value == name and b.kind == "(" for tokens in others for a, b in pairwise(tokens))
            if any(called):
                found[name] = part
    return found


def _header(statement: Statement, functions: Dictionary[str, Part], notes: list[str]) -> list[str] | None:
    """The variables that the text itself names; ParseError where it names different ones."""
    for part in statement.parts:
        if part.header is not None and not any(part is f for f in functions.values()):
            statement.name_variables(part.header)
    headers = [*statement.headers, *([statement.header] if statement.header is not None else [])]
    statement.header = None
    for source, named in statement.unpacked.items():
        # x, y = state in a function of (state, t) names what varies.
        dropped = [h for h in headers if source in {t.value for t in h}]
        headers = [h for h in headers if h not in dropped]
        for beside in dict.fromkeys(str(t.value) for h in dropped for t in h if t.value not in statement.unpacked):
            notes.append(f"{label(beside)} beside {source} is no variable")
        statement.name_variables(named)
    for named in headers:
        statement.name_variables(named)
    return None if statement.header is None else [t.value for t in statement.header]


def _lines(
    text: str,
    statement: Statement,
    known: set[str],
    functions: Dictionary[str, Part],
    notes: list[str],
) -> tuple[list[Line], list[tuple[Token | None, str]]]:
    """Every formula as a line, and the name and the base of each."""
    lefts = {n.value for part in statement.parts for n in part.names}
    bases = {base for part in statement.parts for base in part.bases if base}
    arguments = {t.value for part in functions.values() for t in part.header or ()}
    ranged = {r.name.value for r in statement.ranges}
    constants = {t.value for t in statement.constants}
    declared = {*known, *lefts, *bases, *arguments, *ranged, *constants} - {*functions}
    parts = [_without_time(part.tokens, statement.times, bases) for part in statement.parts]
    declared |= _bare_e(parts, declared, bool(bases), notes)
    trees = _trees(text, parts, lefts, declared, functions, notes)
    trees, tables = _with_matrices(statement.parts, trees)
    lines: list[Line] = []
    names: list[tuple[Token | None, str]] = []
    for part, tree in zip(statement.parts, trees, strict=True):
        if len(part.names) == 1 and part.names[0].value in tables:
            continue
        entries = components_of(tree)
        if len(entries) > 1 and (part.grouped or any(part is f for f in functions.values())):
            raise ParseError(WHOLE, tree.position)
        if len(part.names) > 1 and len(part.names) != len(entries):
            told = f"Left of = stand {len(part.names)} names, and right of it {len(entries)} components."
            raise ParseError(told, part.names[0].position)
        own: list[tuple[Token | None, str]] = list(zip(part.names, part.bases, strict=True)) or [(None, "")]
        if len(entries) > 1 and len(own) == 1:
            if own[0][0]:
                statement.entitle(own[0][0])
            own = [(None, "")] * len(entries)
        of = tuple(t.value for t in part.header or ()) if any(part is f for f in functions.values()) else ()
        for entry, (name, base) in zip(entries, own, strict=True):
            if name and any(name.value == line.name for line in lines):
                told = f"`{label(str(name.value))}` stands on the left side twice: give each line its own name."
                raise ParseError(told, name.position)
            lines.append(Line(name.value if name else "", entry, of))
            names.append((name, base))
    return lines, names


def _trees(
    text: str,
    parts: Sequence[Sequence[Token]],
    lefts: set[str],
    declared: set[str],
    functions: Dictionary[str, Part],
    notes: list[str],
) -> list[Node]:
    """The syntax tree of each formula."""
    flat: list[Token] = []
    for tokens in parts:
        end = tokens[-1].end
        flat += with_primes([t for t in tokens if t.kind != "newline"], lefts)
        flat.append(Token("", None, end, end, True))
    trees: list[Node] = []
    parser = Parser(resolve(flat, declared, notes, text, functions), text, notes)
    for _ in parts:
        tree = parser.expression()
        parser.finish()
        if tree.kind in CONDITIONS:
            raise ParseError("A condition is no component: write if(condition, a, b).", tree.position)
        trees.append(tree)
        parser.index += 1
    return trees


def _with_matrices(parts: Sequence[Part], trees: list[Node]) -> tuple[list[Node], set[str]]:
    """A = [[a, b], [c, d]] put into A [x, y], and the names of such vectors and matrices."""
    named = {p.names[0].value: t for p, t in zip(parts, trees, strict=True) if len(p.names) == 1 and t.kind == "vector"}
    used = {s.value for tree in trees for s in symbols(tree)}
    tables = {name: tree for name, tree in named.items() if name in used}
    if not tables:
        return trees, set()
    return [Replacement(tables, dict.fromkeys(tables, ())).of(tree) for tree in trees], {*tables}


def _without_time(tokens: Sequence[Token], times: set[str], bases: set[str]) -> list[Token]:
    """x(t) as x, where x'(t) or dx/dt stands on a left side."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        ahead = tokens[index + 1 : index + 4]
        found.append(token)
        timed = [t.kind for t in ahead] in (["(", "word", ")"], ["(", "name", ")"]) and ahead[1].value in times
        index += 4 if timed and token.value in bases else 1
    return found


def _bare_e(parts: Sequence[Sequence[Token]], declared: set[str], rates: bool, notes: list[str]) -> set[str]:
    """{"e"} where e is a letter: 1 - e^2 or 1 + e cos θ, beside d and f, in rates; and never in a power such as e^x."""
    looks = False
    for tokens in parts:
        for k, token in enumerate(tokens):
            glued = token.kind == "word" and re.fullmatch("e[A-Z]+", token.value)
            looks |= rates and bool(glued)
            if token.kind != "word" or token.value != "e":
                continue
            looks |= rates
            before = [t.value or t.kind for t in tokens[max(0, k - 2) : k]]
            after = tokens[k + 1 : k + 3]
            if after and after[0].kind == "^" and not (len(after) > 1 and after[1].kind in ("number", "(")):
                return set()
            if after[1:] and after[0].kind == "^" and after[1].kind == "(":
                inner = tokens[k + 3 : k + 4]
                if not inner or inner[0].kind != "number":
                    return set()
            looks |= before[:1] == [(1, 1)] and before[1:] in (["+"], ["-"])
            looks |= bool(after) and after[0].value in ("sin", "cos", "sinE") and before[-1:] in (["+"], ["-"])
    words = {t.value for tokens in parts for t in tokens if t.kind == "word"}
    beside = ({"d", "f"}, {"a", "b", "c", "d"}, {"E"})  # letters in a row; an eccentric anomaly
    listed = "e" in words and any(letters <= words for letters in beside)
    if not (looks or listed) or "e" in declared:
        return set()
    notes.append("e is read as a parameter here: exp(1) is Euler's number")
    return {"e"}


def _indexed(header: list[str] | None, lines: Sequence[Line], notes: list[str]) -> list[str] | None:
    """f(x) = (x1 + x2, x1 x2) is a mapping of x1 and x2."""
    if header is None or len(header) != 1:
        return header
    used = list(dict.fromkeys(s.value for line in lines for s in symbols(line.tree)))
    members = sorted((s for s in used if variables.base(s) == header[0]), key=lambda s: int(s[len(header[0]) :]))
    if header[0] in used or not members:
        return header
    told = ", ".join(map(label, members))
    notes.append(f"{label(header[0])} is read as the vector ({told})")
    return members


def _complex_plane(
    lines: list[Line], names: list[tuple[Token | None, str]], stated: list[str] | None, notes: list[str]
) -> list[str] | None:
    """The variables x and y of a line z = x + i y, which is taken out, beside one formula of z."""
    for k, line in enumerate(lines):
        shapes = [term.kind for term in walk(line.tree)]
        if len(lines) == 2 and line.name == "z" and shapes == ["sum", "symbol", "product", "symbol", "symbol"]:
            real, *imaginary = (s.value for s in symbols(line.tree))
            if "i" not in imaginary or len({real, "z", *imaginary}) < 4:
                continue
            plane = [real, *(name for name in imaginary if name != "i")]
            notes.append(f"z = {label(plane[0])} + i {label(plane[1])} is read as the point of the complex plane")
            del lines[k], names[k]
            return stated or plane
    return None
