"""What a person typed, read: an integrand, a mapping or its inverse, and a region in old or new variables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sympy import Expr, Symbol

from jacviz.explore.inputs import FieldError
from jacviz.integrals.limits import Limits, read_limits
from jacviz.mapping import Mapping
from jacviz.names import label
from jacviz.parse import ParseError, parse_expression, parse_inequalities, read
from jacviz.parse.build import symbol

OLD = (("x",), ("x", "y"), ("x", "y", "z"))
Rows = Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Problem:
    """An integral over a region, and new variables for it.

    mapping: new variables -> old ones, or None when only `forward` (old -> new) was given. Of limits, old_limits,
    constraints and old_constraints (each >= 0 inside) one says what the region is.
    """

    integrand: Expr
    old: tuple[Symbol, ...]
    new: tuple[Symbol, ...]
    mapping: Mapping | None = None
    forward: Mapping | None = None
    limits: Limits = ()
    old_limits: Limits = ()
    constraints: tuple[Expr, ...] = ()
    old_constraints: tuple[Expr, ...] = ()
    notes: tuple[str, ...] = ()


def read_problem(
    integrand: str | Expr, mapping: str | Mapping | None, inverse: str | None, limits: Rows | None, region: str | None
) -> Problem:
    """The problem that the texts pose. FieldError with the field and the place of what cannot be read."""
    rows = read_limits(limits or ())
    limited = [limit.variable.name for limit in rows]
    if (mapping is None) == (inverse is None):
        raise _plain("mapping", "Give the mapping x = ..., or the inverse u = ..., one of them.")
    if bool(rows) == bool(region and region.strip()):
        raise _plain("region", "Give limits for each variable, or a region such as x^2 + y^2 <= 4, one of them.")
    back: Mapping | None = None
    forward: Mapping | None = None
    notes: tuple[str, ...] = ()
    if mapping is None:
        forward, notes = _read_mapping(inverse or "", limited, "inverse")
        _check_shape(forward, "inverse")
        old, new = forward.variables, tuple(map(symbol, forward.names))
    else:
        if isinstance(mapping, str):
            mapping, notes = _read_mapping(mapping, limited, "mapping")
        _check_shape(mapping, "mapping")
        back = _with_shared_letters(mapping)
        old, new = tuple(map(symbol, back.names)), back.variables
        notes = tuple(note for note in notes if not any(f"{label(s.name)} is a variable" in note for s in old))
    problem = Problem(_integrand(integrand, old, new), old, new, back, forward, notes=notes)
    if rows:
        return _with_limits(problem, rows)
    return _with_region(problem, region or "")


def _plain(place: str, message: str) -> FieldError:
    return FieldError(place, message, 0, "")


def _read_mapping(text: str, limited: Sequence[str], place: str) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping of a text; its variables are those with limits, if they are not those that it defines."""
    try:
        reading = read(text)
        variables = [s.name for s in reading.mapping.variables]
        defined = [_letter(name, variables) for name in reading.mapping.names]
        count = len(reading.mapping.components)
        unknown = [s.name for s in reading.mapping.parameters]
        if (
            len(limited) == count
            and not set(limited) <= set(defined) - set(variables)
            and set(limited) != set(variables)
        ):
            reading = read(text, limited[::-1])
        elif unknown and len(variables) + len(unknown) == count:
            reading = read(text, variables + unknown)
    except ParseError as error:
        raise FieldError.of(place, error) from error
    found = reading.mapping
    if "=" not in text and len(found.names) <= len(OLD):
        found = replace(found, names=OLD[len(found.names) - 1])
    if found.parameters:
        name = found.parameters[0].name
        told = f"`{label(name)}` is neither an old nor a new variable here: put a number in its place."
        raise FieldError(place, told, max(text.find(label(name)), 0), text)
    return found, reading.notes


def _letter(name: str, variables: Iterable[str]) -> str:
    """z of z′, which is what the reader calls a component whose own letter is a variable too."""
    letter = name.removesuffix("prime")
    return letter if letter in variables else name


def _with_shared_letters(mapping: Mapping) -> Mapping:
    """A letter may stand for an old and a new variable where nothing is changed: z = z of cylindrical coordinates."""
    names = []
    variables = [s.name for s in mapping.variables]
    for name, component in zip(mapping.names, mapping.components, strict=True):
        letter = _letter(name, variables)
        if letter in variables and component != symbol(letter):
            shown = label(letter)
            told = (
                f"`{shown}` stands for an old and a new variable: give the new ones names of their own, "
                "such as u and v."
            )
            raise _plain("mapping", told)
        names.append(letter)
    return replace(mapping, names=tuple(names))


def _check_shape(mapping: Mapping, place: str) -> None:
    m, n = len(mapping.components), len(mapping.variables)
    if m != n:
        told = f"A change of variables needs as many old as new variables (here {m} formulas in {n} variables)."
        raise _plain(place, told)
    if n > 3:
        raise _plain(place, f"Integrals in one, two or three variables are worked out here, not in {n}.")


def _integrand(given: str | Expr, old: Sequence[Symbol], new: Sequence[Symbol]) -> Expr:
    names = [s.name for s in old]
    if isinstance(given, Expr):
        if extra := given.free_symbols - set(old):
            shown = ", ".join(sorted(label(s.name) for s in extra))
            raise _plain("integrand", f"The integrand is written in {_listed(old)}, and {shown} is none of them.")
        return given
    try:
        return parse_expression(given, names)
    except ParseError as error:
        try:
            parse_expression(given, [*names, *(s.name for s in new)])
        except ParseError:
            raise FieldError.of("integrand", error) from error
        told = f"Write the integrand in the old variables {_listed(old)}: the new ones are put in for you."
        raise FieldError("integrand", told, error.position, given) from error


def _listed(symbols: Iterable[Symbol]) -> str:
    return ", ".join(label(s.name) for s in symbols)


def _with_limits(problem: Problem, rows: Limits) -> Problem:
    variables = {limit.variable for limit in rows}
    if variables == set(problem.new):
        return replace(problem, limits=rows)
    if variables == set(problem.old):
        return replace(problem, old_limits=rows)
    told = f"Give limits for {_listed(problem.new)}, or for {_listed(problem.old)}: one row for each variable."
    raise _plain("limits", told)


def _with_region(problem: Problem, text: str) -> Problem:
    names = list(dict.fromkeys(s.name for s in (*problem.old, *problem.new)))
    try:
        found = parse_inequalities(text, names)
    except ParseError as error:
        raise FieldError.of("region", error) from error
    used = set().union(*(c.free_symbols for c in found))
    if used <= set(problem.old):
        return replace(problem, old_constraints=found)
    if used <= set(problem.new):
        return replace(problem, constraints=found)
    told = f"Describe the region in {_listed(problem.old)} or in {_listed(problem.new)}, not in both."
    raise FieldError("region", told, 0, text)
