"""Text -> Mapping: `parse` for the mapping alone, `read` with what a person should be told about it.

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sympy import Expr

from jacviz.mapping import Box, Mapping
from jacviz.names import label

from . import bounds, limits, variables
from .build import build, symbol
from .choice import choose, typed_ranges
from .complex import build_complex, is_complex
from .definitions import expand
from .errors import ParseError
from .evidence import uses
from .fields import Interval, Number, given_names, keys, number
from .lines import read_lines
from .naming import component_names
from .notes import Instead, Note
from .pasted import tidied
from .sentences import read_statement
from .source import Token
from .statement import Statement
from .syntax import Node, symbols, walk
from .tokens import tokenize
from .values import value


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
    def exchanges(self) -> dict[str, Instead]:
        """For each symbol the edit of the variables' field that adds it to them, or that holds it fixed."""
        names = [s.name for s in self.mapping.variables]
        added = {p.name: (f"let {label(p.name)} vary", [*names, p.name]) for p in self.mapping.parameters}
        held = {v: (f"hold {label(v)} fixed", [n for n in names if n != v]) for v in names if len(names) > 1}
        edits = (added | held).items()
        return {name: Instead("variables", ", ".join(map(label, new)), told) for name, (told, new) in edits}


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
    lines = read_lines(text, statement, given, {*domain, *parameters}, notes)
    stated = lines.stated
    found = expand(lines.lines, stated or (), notes)
    for index, kept in enumerate(found.kept):
        limits.check_components(index + 1, lines.lines[kept].tree.position)
    trees = found.trees
    _refuse_unknown_functions(trees)
    used = list(dict.fromkeys(s.value for tree in trees for s in symbols(tree)))
    lefts = [lines.component_name(k, found) for k in found.kept]
    ranges = typed_ranges(text, statement, notes)
    if len(trees) == 1 and is_complex(trees[0], used, stated):
        names, choice, components = _complex(trees[0], used, stated, statement, lefts[0][0], notes)
    else:
        choice = choose(trees, used, lefts, found, stated, ranges, parameters)
        components = _real(trees, used, choice, notes)
        names = component_names(statement, lefts, choice.names, [s for s in used if s not in choice.names], notes)
    free = {s.name for c in components for s in c.free_symbols}
    remaining = [s for s in used if s not in choice.names and (s in free or s in parameters)]
    limits.check_symbols(len(choice.names), len(remaining), trees[0].position)
    values = {name: value(tree) for name, tree in found.values.items()}
    numbers = {**{n: v for n, v in values.items() if n not in choice.names}, **parameters}
    mapping = _mapping(choice.names, names, components, remaining, {**ranges, **domain}, numbers)
    reading = Reading(
        mapping,
        inferred=stated is None,
        definitions=tuple((n, _built(tree)) for n, tree in found.meanings.items() if n not in names),
        values=values,
        reasons=choice.reasons,
        function=", ".join(statement.titles),
        time=", ".join(sorted(statement.times)),
    )
    notes += [f"the range of {label(n)} is left out: it is no variable here" for n in ranges if n not in choice.names]
    if reading.wanting:
        notes.append(_wanting_note(reading))
    return replace(reading, notes=tuple(dict.fromkeys(notes))[: limits.NOTES])


def _real(trees: Sequence[Node], used: Sequence[str], choice: variables.Choice, notes: list[str]) -> list[Expr]:
    """The components, once their bounds are checked; ParseError where nothing varies."""
    for tree in trees:
        bounds.check(tree)
    components = [build(tree) for tree in trees]
    if "i" in used and "i" not in choice.names:
        notes.append("i is read as a parameter: the imaginary unit is known in a single complex formula only")
    if not choice.names:
        raise ParseError("Nothing varies here: name the variables in the Variables field.", trees[0].position)
    return components


def _refuse_unknown_functions(trees: Sequence[Node]) -> None:
    for tree in trees:
        for node in walk(tree):
            if node.kind == "apply":
                told = f"`{label(node.value)}` is defined by itself: write its formula without it."
                raise ParseError(told, node.position)


def _built(tree: Node) -> Expr:
    bounds.check(tree)
    return build(tree)


def _wanting_note(reading: Reading) -> Note:
    """Fewer variables than components, and the parameter that most likely varies too."""
    mapping = reading.mapping
    varying = ", ".join(label(s.name) for s in mapping.variables)
    fixed = ", ".join(label(s.name) for s in mapping.parameters)
    told = f"fewer variables ({varying}) than components ({len(mapping.components)}), as {fixed} is held fixed"
    told = told.replace(" is held", " are held") if len(mapping.parameters) > 1 else told
    return Note(told, reading.exchanges[mapping.parameters[0].name])


def _complex(
    tree: Node, used: list[str], stated: list[str] | None, statement: Statement, name: Token | None, notes: list[str]
) -> tuple[tuple[str, ...], variables.Choice, list[Expr]]:
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
    return names, variables.Choice(chosen, dict.fromkeys(chosen, "the formula is complex")), [real, imaginary]


def _begin(
    components: Sequence[Expr], chosen: Sequence[str], kept: Sequence[str], custom: list, given: list
) -> tuple[Sequence[tuple[float, float]], Sequence[float]]:
    """Ranges and values that suit the formulas; without NumPy, by which that is looked at, those of custom."""
    try:
        from .defaults import Defaults
    except ModuleNotFoundError:
        return custom, [1.0 if w is None else w for w in given]
    start = Defaults(components, tuple(map(symbol, chosen)), tuple(map(symbol, kept)), custom, given)
    return start.ranges, start.values


def _mapping(
    chosen: Sequence[str], names: tuple[str, ...], components: Sequence[Expr], kept: Sequence[str], domain: dict,
    parameters: dict,
) -> Mapping:  # fmt: skip
    custom = [variables.interval(n, chosen) for n in chosen]
    stated = {n: tuple(map(number, w if isinstance(w, tuple | list) else (w,))) for n, w in parameters.items()}
    given = [stated[n][0] if n in stated else None for n in kept]
    own_ranges, own_values = _begin(components, chosen, kept, custom, given)
    ranges = [tuple(map(number, domain.get(n) or own)) for n, own in zip(chosen, own_ranges, strict=True)]
    values, spans = [], []
    for name, start_value in zip(kept, own_values, strict=True):
        span = stated.get(name, ())[1:]
        low, high = span if len(span) == 2 else variables.parameter_range(start_value)
        values.append(start_value)
        spans.append((min(low, start_value), max(high, start_value)))
    return Mapping(
        variables=tuple(map(symbol, chosen)),
        names=names,
        components=tuple(components),
        domain=Box(tuple(low for low, _ in ranges), tuple(high for _, high in ranges)),
        parameters=tuple(map(symbol, kept)),
        parameter_values=tuple(values),
        parameter_box=Box(tuple(low for low, _ in spans), tuple(high for _, high in spans)),
    )
