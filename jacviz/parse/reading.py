"""Text -> Mapping: `parse` for the mapping alone, `read` with what a person should be told about it.

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Expr

from jacviz.mapping import Box, Mapping
from jacviz.names import label

from . import bounds, limits, variables
from .abbreviations import expand, with_primes
from .build import build, symbol
from .complex import build_complex, is_complex
from .defaults import Defaults
from .errors import ParseError
from .expression import Parser
from .fields import Interval, Number, given_names, keys, number
from .naming import component_names
from .source import Token
from .statement import Part, Statement, read_statement
from .syntax import CONDITIONS, Node, symbols
from .tokens import tokenize
from .words import resolve


@dataclass(frozen=True)
class Reading:
    """A mapping with the choices made while it was read; `inferred` when its variables were not given."""

    mapping: Mapping
    notes: tuple[str, ...] = ()
    inferred: bool = True


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
    tokens = tokenize(text)
    notes: list[str] = []
    statement = read_statement(tokens)
    if not statement.parts:
        raise ParseError("Type a mapping, for example x = r cos θ", 0)
    for index, part in enumerate(statement.parts):
        limits.check_components(index + 1, part.tokens[0].position)
    header = None if statement.header is None else [t.value for t in statement.header]
    declared = {*(header or ()), *(given or ()), *domain, *parameters}
    _note_decimal_commas(tokens, notes)
    stated = given or header
    trees = _trees(text, statement.parts, declared, notes)
    lefts = [part.name.value if part.name else "" for part in statement.parts]
    kept, trees = expand(lefts, trees, stated or (), notes)
    trees = [trees[k] for k in kept]
    statement.parts = [statement.parts[k] for k in kept]
    used = list(dict.fromkeys(s.value for tree in trees for s in symbols(tree)))
    if len(trees) == 1 and is_complex(trees[0], used, stated):
        names, chosen, components = _complex(trees[0], used, stated, statement, notes)
    else:
        for tree in trees:
            bounds.check(tree)
        if "i" in used and "i" not in (stated or ()):
            notes.append("i is read as a parameter: the imaginary unit is known in a single complex formula only")
        components = [build(tree) for tree in trees]
        alone = [tree.value for tree in trees if tree.kind == "symbol"]
        chosen = tuple(stated) if stated else variables.infer(used, alone, len(trees))
        if not chosen:
            raise ParseError("Nothing varies here: name the variables in the Variables field.", trees[0].position)
        names = component_names(statement, chosen, [s for s in used if s not in chosen], notes)
    free = {s.name for c in components for s in c.free_symbols}
    remaining = [s for s in used if s not in chosen and (s in free or s in parameters)]
    limits.check_symbols(len(chosen), len(remaining), trees[0].position)
    mapping = _mapping(chosen, names, components, remaining, domain, parameters)
    return Reading(mapping, tuple(dict.fromkeys(notes)), stated is None)


def _trees(text: str, parts: Sequence[Part], declared: set[str], notes: list[str]) -> list[Node]:
    """The syntax tree of each component."""
    flat: list[Token] = []
    lefts = {part.name.value for part in parts if part.name}
    for part in parts:
        end = part.tokens[-1].end
        flat += with_primes([t for t in part.tokens if t.kind != "newline"], lefts)
        flat.append(Token("", None, end, end, True))
    trees: list[Node] = []
    parser = Parser(resolve(flat, declared, notes), text, notes)
    for _ in parts:
        tree = parser.expression()
        parser.finish()
        if tree.kind in CONDITIONS:
            raise ParseError("A condition is no component: write if(condition, a, b).", tree.position)
        trees.append(tree)
        parser.index += 1
    return trees


def _note_decimal_commas(tokens: Sequence[Token], notes: list[str]) -> None:
    for before, comma, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if comma.kind == "," and before.kind == after.kind == "number" and not (comma.spaced or after.spaced):
            notes.append("a comma separates components: write a decimal with a point, 0.5")


def _complex(
    tree: Node, used: list[str], stated: list[str] | None, statement: Statement, notes: list[str]
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
        chosen = tuple(stated or variables.infer([s for s in used if s != "i"], [], 2))
        plane = None
    names = ("u", "v") if not {"u", "v"} & {*chosen, *used} else ("X", "Y")
    real, imaginary = build_complex(tree, plane)
    left = statement.parts[0].name or statement.function
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
    parameters: dict,
) -> Mapping:  # fmt: skip
    custom = [variables.interval(n, chosen) for n in chosen]
    stated = {n: tuple(map(number, w if isinstance(w, tuple | list) else (w,))) for n, w in parameters.items()}
    given = [stated[n][0] if n in stated else None for n in kept]
    start = Defaults(components, tuple(map(symbol, chosen)), tuple(map(symbol, kept)), custom, given)
    ranges = [tuple(map(number, domain.get(n) or own)) for n, own in zip(chosen, start.ranges, strict=True)]
    values, spans = [], []
    for name, value in zip(kept, start.values, strict=True):
        span = stated.get(name, ())[1:]
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
