"""Text -> Mapping: `parse` for the mapping alone, `read` with what a person should be told about it."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sympy import Expr

from jacviz.mapping import Box, Mapping
from jacviz.names import label

from . import bounds, limits, variables
from .build import build, symbol
from .complex import build_complex, is_complex
from .definitions import Expanded, Line, Replacement, expand, with_primes
from .errors import ParseError
from .evidence import polar_angles, uses
from .expression import Parser
from .fields import Interval, Number, given_names, keys, number
from .lefts import spelled_bases
from .naming import component_names
from .notes import Instead, Note
from .number import parse_number
from .pasted import tidied
from .sentences import read_statement
from .source import Token
from .statement import Part, Statement
from .syntax import CONDITIONS, Node, symbols, walk
from .tokens import tokenize
from .values import value
from .vectors import WHOLE
from .vectors import components as components_of
from .words import resolve


@dataclass(frozen=True)
class Reading:
    """A mapping with all that was made of its text.

    notes: guesses, each a `Note` that may carry the edit which undoes it. inferred: the variables were not given.
    definitions: names that stand for their formulas and are no component. values: parameters that the text gives a
    number. reasons: why each variable varies. function: the name of the whole mapping, where the text gives one.
    time: what the rates are taken by. wanting: fewer variables than components were found.
    """

    mapping: Mapping
    notes: tuple[str, ...] = ()
    inferred: bool = True
    definitions: tuple[tuple[str, Expr], ...] = ()
    values: Dictionary[str, float] = field(default_factory=dict)
    reasons: Dictionary[str, str] = field(default_factory=dict)
    function: str = ""
    time: str = ""

    @property
    def wanting(self) -> bool:
        mapping = self.mapping
        return self.inferred and bool(mapping.parameters) and len(mapping.variables) < len(mapping.components)

    @property
    def decision(self) -> str:
        """One line: "variables S, I · parameters β, μ"."""
        return " · ".join(
            f"{word if len(names) > 1 else word[:-1]} {', '.join(map(label, names))}"
            for word, names in (
                ("variables", [s.name for s in self.mapping.variables]),
                ("parameters", [s.name for s in self.mapping.parameters]),
                ("definitions", [name for name, _ in self.definitions]),
            )
            if names
        )

    @property
    def exchanges(self) -> tuple[Instead, ...]:
        """The edits of the variables' field that add a parameter to the variables, or hold a variable fixed."""
        names = [s.name for s in self.mapping.variables]
        added = [(f"let {label(p.name)} vary", [*names, p.name]) for p in self.mapping.parameters]
        held = [(f"hold {label(v)} fixed", [n for n in names if n != v]) for v in names if len(names) > 1]
        return tuple(Instead("variables", ", ".join(map(label, chosen)), told) for told, chosen in added + held)


def parse(
    text: str,
    variables: str | Sequence[str] | None = None,
    *,
    domain: Dictionary[str, Interval] | None = None,
    parameters: Dictionary[str, Number | tuple[Number, Number, Number]] | None = None,
) -> Mapping:
    """The mapping that a text describes, such as "x = r cos θ\\ny = r sin θ"; ParseError with the place otherwise.

    `variables` ("r, θ" or names) decides their order; `domain` {name: (low, high)} and `parameters` {name: value or
    (value, low, high)} take numbers or texts such as "2π".
    """
    return read(text, variables, domain=domain, parameters=parameters).mapping


def read(
    text: str,
    variables: str | Sequence[str] | None = None,
    *,
    domain: Dictionary[str, Interval] | None = None,
    parameters: Dictionary[str, Number | tuple[Number, Number, Number]] | None = None,
) -> Reading:
    """`parse`, with notes about what was read where the text left a choice."""
    given = given_names(variables)
    try:
        return _read(text, given, keys(domain), keys(parameters))
    except ParseError as error:
        if error.placed:
            raise
        raise error.within(text) from None
    except RecursionError:
        raise ParseError("This formula is nested too deep: simplify it.", 0, text) from None


def _read(text: str, given: list[str] | None, domain: dict, parameters: dict) -> Reading:
    notes: list[str] = []
    tokens = tidied(tokenize(text, notes), text, notes)
    statement = read_statement(tokens)
    notes += statement.notes
    if not statement.parts:
        raise ParseError("Type a mapping, for example x = r cos θ", 0)
    limits.check_components(len(statement.parts) - limits.DEFINITIONS, statement.parts[-1].tokens[0].position)
    functions = _functions(statement)
    header = _header(statement, functions)
    for constant in statement.constants:
        notes.append(f"{label(str(constant.value))} is a parameter, since it stands behind the semicolon of the header")
    lines, names = _lines(text, statement, header, given, {*domain, *parameters}, functions, notes)
    header = _indexed(header, lines, notes)
    stated = given or header
    stated = _complex_plane(lines, names, stated, notes) or stated
    found = expand(lines, stated or (), notes)
    for index, kept in enumerate(found.kept):
        limits.check_components(index + 1, lines[kept].tree.position)
    trees = found.trees
    _refuse_unknown_functions(trees)
    used = list(dict.fromkeys(s.value for tree in trees for s in symbols(tree)))
    kept_names = [_own_name(names[k], lines[k], found) for k in found.kept]
    ranges = _ranges(text, statement, notes)
    reasons: Dictionary[str, str] = {}
    if len(trees) == 1 and is_complex(trees[0], used, stated):
        component, chosen, components = _complex(trees[0], used, stated, statement, kept_names[0][0], notes)
    else:
        for tree in trees:
            bounds.check(tree)
        if "i" in used and "i" not in (stated or ()):
            notes.append("i is read as a parameter: the imaginary unit is known in a single complex formula only")
        components = [build(tree) for tree in trees]
        choice = _choice(trees, used, statement, kept_names, found, stated, ranges, parameters)
        chosen, reasons = choice.names, choice.reasons
        if not chosen:
            raise ParseError("Nothing varies here: name the variables in the Variables field.", trees[0].position)
        component = component_names(statement, kept_names, chosen, [s for s in used if s not in chosen], notes)
    free = {s.name for c in components for s in c.free_symbols}
    remaining = [s for s in used if s not in chosen and (s in free or s in parameters)]
    limits.check_symbols(len(chosen), len(remaining), trees[0].position)
    values = {name: value(tree) for name, tree in found.values.items()}
    given_values = {**{n: v for n, v in values.items() if n not in chosen}, **parameters}
    polar = polar_angles(trees, chosen)
    mapping = _mapping(chosen, component, components, remaining, {**ranges, **domain}, given_values, polar)
    meanings = {n: tree for n, tree in found.meanings.items() if n not in component}
    definitions = tuple((name, _built(tree)) for name, tree in meanings.items())
    function = ", ".join(statement.titles)
    time = ", ".join(sorted(statement.times))
    reading = Reading(mapping, (), stated is None, definitions, values, reasons, function, time)
    for name in ranges.keys() - {*chosen}:
        notes.append(f"the range of {label(name)} is left out: it is no variable here")
    if reading.wanting:
        notes.append(_wanting_note(reading))
    return replace(reading, notes=tuple(dict.fromkeys(notes))[: limits.NOTES])


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


def _header(statement: Statement, functions: Dictionary[str, Part]) -> list[str] | None:
    """The variables that the text itself names; ParseError where it names different ones."""
    for part in statement.parts:
        if part.header is not None and not any(part is f for f in functions.values()):
            statement.name_variables(part.header)
    headers = [*statement.headers, *([statement.header] if statement.header is not None else [])]
    statement.header = None
    for source, named in statement.unpacked.items():
        # x, y = state in a function of (state, t) names what varies.
        headers = [h for h in headers if source not in {t.value for t in h}]
        statement.name_variables(named)
    for named in headers:
        statement.name_variables(named)
    return None if statement.header is None else [t.value for t in statement.header]


def _lines(
    text: str,
    statement: Statement,
    header: list[str] | None,
    given: list[str] | None,
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
    declared = {*(header or ()), *(given or ()), *known, *lefts, *bases, *arguments, *ranged, *constants} - {*functions}
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
    listed = "e" in words and ({"d", "f"} <= words or {"a", "b", "c", "d"} <= words)
    if not (looks or listed) or "e" in declared:
        return set()
    notes.append("e is read as a parameter here: exp(1) is Euler's number")
    return {"e"}


def _with_matrices(parts: Sequence[Part], trees: list[Node]) -> tuple[list[Node], set[str]]:
    """A = [[a, b], [c, d]] put into A [x, y], and the names of such vectors and matrices."""
    named = {p.names[0].value: t for p, t in zip(parts, trees, strict=True) if len(p.names) == 1 and t.kind == "vector"}
    used = {s.value for tree in trees for s in symbols(tree)}
    tables = {name: tree for name, tree in named.items() if name in used}
    if not tables:
        return trees, set()
    return [Replacement(tables, dict.fromkeys(tables, ())).of(tree) for tree in trees], {*tables}


def _own_name(named: tuple[Token | None, str], line: Line, found: Expanded) -> tuple[Token | None, str]:
    """The name of a component; of (u, v), where u and v stand for formulas, those names."""
    tree = line.tree
    if named[0] or tree.kind != "symbol" or tree.value not in found.meanings:
        return named
    return Token("name", tree.value, tree.position, tree.position + 1, False), ""


def _complex_plane(
    lines: list[Line], names: list[tuple[Token | None, str]], stated: list[str] | None, notes: list[str]
) -> list[str] | None:
    """The variables x and y of a line z = x + i y, which is taken out, beside one formula of z."""
    for k, line in enumerate(lines):
        parts = {tuple(sorted(s.value for s in symbols(term))) for term in line.tree.parts}
        used = [s.value for s in symbols(line.tree)]
        if len(lines) == 2 and line.name == "z" and line.tree.kind == "sum" and len(used) == 3 and "i" in used:
            if not any(len(p) == 2 and "i" in p for p in parts) or any("z" == n for n in used):
                continue
            plane = [name for name in used if name != "i"]
            notes.append(f"z = {label(plane[0])} + i {label(plane[1])} is read as the point of the complex plane")
            del lines[k], names[k]
            return stated or plane
    return None


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


def _refuse_unknown_functions(trees: Sequence[Node]) -> None:
    for tree in trees:
        for node in walk(tree):
            if node.kind == "apply":
                told = f"`{label(node.value)}` is defined by itself: write its formula without it."
                raise ParseError(told, node.position)


def _built(tree: Node) -> Expr:
    bounds.check(tree)
    return build(tree)


def _ranges(text: str, statement: Statement, notes: list[str]) -> dict[str, tuple[float, float]]:
    """The ranges typed beside the mapping; a note for what is said of the symbols otherwise."""
    found: dict[str, tuple[float, float]] = {}
    for each in statement.ranges:
        written = [text[side[0].position : side[-1].end] for side in (each.low, each.high)]
        try:
            low, high = map(parse_number, written)
        except ParseError:
            notes.append(
                f"the range of {label(each.name.value)}, {' to '.join(written)}, is no range of numbers: left out"
            )
            continue
        if low < high:
            found[each.name.value] = (low, high)
        else:
            notes.append(f"the range of {label(each.name.value)}, {' to '.join(written)}, does not rise: left out")
    for tokens in statement.conditions:
        notes.append(f"{text[tokens[0].position : tokens[-1].end]} is left out: ranges are set beside the mapping")
    return found


def _choice(
    trees: Sequence[Node],
    used: Sequence[str],
    statement: Statement,
    names: Sequence[tuple[Token | None, str]],
    found: Expanded,
    stated: Sequence[str] | None,
    ranges: Dictionary[str, object],
    parameters: Dictionary[str, object],
) -> variables.Choice:
    """The variables: those stated, those whose rates or new values are given, those with ranges, or by evidence."""
    if stated:
        return variables.Choice(tuple(stated), dict.fromkeys(stated, "it is named as a variable"))
    lefts = [name.value if name else "" for name, _ in names]
    bases = [base for _, base in names if base]
    bases = bases if {*bases} & {*used, *(b.partition("_")[0] for b in bases if b.partition("_")[0] in used)} else []
    bases = bases or spelled_bases(lefts, {*used})
    renewed = [name for name in lefts if name in found.renewed]
    for rates, reason in ((bases, "its rate or new value is given"), (renewed, "it takes a new value")):
        if len(rates) == len(names) or (rates and rates is bases):
            present = [b if b in used or b.partition("_")[0] not in used else b.partition("_")[0] for b in rates]
            present = list(dict.fromkeys(present))
            return variables.Choice(tuple(present), dict.fromkeys(present, reason))
    if len(ranges) >= 2 or (ranges and set(ranges) >= set(used)):
        named = [s for s in ranges if s in used] or list(ranges)
        return variables.Choice(tuple(named), dict.fromkeys(named, "its range is given"))
    free = [s for s in used if s not in found.values and s not in parameters]
    use = {name: each for name, each in uses(trees).items() if name in free}
    for name in renewed:
        use[name].alone = True
    return variables.infer(use, {n.removesuffix("prime") for n in lefts if n}, len(trees))


def _wanting_note(reading: Reading) -> Note:
    """Fewer variables than components, and the parameter that most likely varies too."""
    mapping = reading.mapping
    varying = ", ".join(label(s.name) for s in mapping.variables)
    fixed = ", ".join(label(s.name) for s in mapping.parameters)
    told = f"fewer variables ({varying}) than components ({len(mapping.components)}), as {fixed} is held fixed"
    return Note(told.replace(" is held", " are held") if len(mapping.parameters) > 1 else told, reading.exchanges[0])


def _complex(
    tree: Node, used: list[str], stated: list[str] | None, statement: Statement, name: Token | None, notes: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...], list[Expr]]:
    """Names, variables and the two real components of a complex formula."""
    bounds.check(tree, real=False)
    planar = ("z" in used and "z" not in (stated or ())) or not stated or stated == ["z"]
    if "z" in used and planar:
        if stated and len(stated) == 1 and stated != ["z"]:
            told = "Here z is a complex number, a point of the plane: name two variables, or none."
            raise ParseError(told, next(s.position for s in symbols(tree) if s.value == "z"))
        chosen = tuple(stated) if stated and stated != ["z"] else ("x", "y")
        plane = (symbol(chosen[0]), symbol(chosen[1]))
    else:
        use = {name: each for name, each in uses([tree]).items() if name != "i"}
        chosen = tuple(stated or (variables.infer(use, (), 2).names if use else ()))
        plane = None
    names = ("u", "v") if not {"u", "v"} & {*chosen, *used} else ("X", "Y")
    real, imaginary = build_complex(tree, plane)
    left = name or statement.function
    whole = left.value if left and left.value != "z" and not statement.header else "w"
    where = f"with z = {label(chosen[0])} + i {label(chosen[1])}" if plane else ""
    notes.append(
        f"a complex formula: {label(whole)} = {names[0]} + i {names[1]} {where}".rstrip() + ", a mapping of the plane"
    )
    if not chosen:
        raise ParseError("Nothing varies here: name the variables in the Variables field.", tree.position)
    return names, chosen, [real, imaginary]


def _mapping(
    chosen: Sequence[str], names: tuple[str, ...], components: Sequence[Expr], kept: Sequence[str], domain: dict,
    parameters: dict, polar: Dictionary[str, str],
) -> Mapping:  # fmt: skip
    ranges = [tuple(map(number, domain.get(n) or variables.interval(n, chosen, polar))) for n in chosen]
    values, spans = [], []
    for name in kept:
        stated = parameters.get(name, 1.0)
        value, *span = map(number, stated if isinstance(stated, tuple | list) else (stated,))
        low, high = span if len(span) == 2 else variables.parameter_range(value)
        values.append(value)
        spans.append((min(low, value), max(high, value)))
    return Mapping(
        variables=tuple(map(symbol, chosen)),
        names=names,
        components=tuple(components),
        domain=Box(tuple(low for low, _ in ranges), tuple(high for _, high in ranges)),
        parameters=tuple(map(symbol, kept)),
        parameter_values=tuple(values),
        parameter_box=Box(tuple(low for low, _ in spans), tuple(high for _, high in spans)),
    )
