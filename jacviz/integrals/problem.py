"""What a person typed, read: an integrand, a mapping or its inverse, and a region in old or new variables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sympy import Expr, Rational, Symbol

from jacviz.explore.inputs import FieldError
from jacviz.integrals.limits import Limit, Limits, read_limits
from jacviz.mapping import Box, Mapping
from jacviz.names import canonical, label
from jacviz.parse import ParseError, parse_expression, parse_inequalities, read
from jacviz.parse.build import symbol

OLD = (("x",), ("x", "y"), ("x", "y", "z"))
MOST_LETTERS = 4
SMALL = 1000  # denominator of a fraction
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
    letters: tuple[Symbol, ...] = ()

    def at(self, values: dict[Symbol, Expr]) -> Problem:
        """This problem with numbers for its letters."""

        def put(expr: Expr) -> Expr:
            return expr.xreplace(values)

        def mapped(mapping: Mapping | None) -> Mapping | None:
            if mapping is None:
                return None
            components, none = tuple(map(put, mapping.components)), Box((), ())
            return replace(mapping, components=components, parameters=(), parameter_values=(), parameter_box=none)

        limits, old = (
            tuple(Limit(k.variable, put(k.low), put(k.high)) for k in each) for each in (self.limits, self.old_limits)
        )
        return replace(
            self,
            integrand=put(self.integrand),
            mapping=mapped(self.mapping),
            forward=mapped(self.forward),
            limits=limits,
            old_limits=old,
            constraints=tuple(map(put, self.constraints)),
            old_constraints=tuple(map(put, self.old_constraints)),
            letters=(),
        )


def read_problem(
    integrand: str | Expr,
    mapping: str | Mapping | None,
    inverse: str | None,
    limits: Rows | None,
    region: str | None,
    letters: Sequence[str] = (),
) -> Problem:
    """The problem that the texts pose, in which letters may stand for numbers.

    FieldError with the field and the place of what cannot be read.
    """
    rows = read_limits(limits or (), letters)
    limited = [limit.variable.name for limit in rows]
    if (mapping is None) == (inverse is None):
        raise _plain("mapping", "Give the mapping x = ..., or the inverse u = ..., one of them.")
    if bool(rows) == bool(region and region.strip()):
        raise _plain("region", "Give limits for each variable, or a region such as x^2 + y^2 <= 4, one of them.")
    back: Mapping | None = None
    forward: Mapping | None = None
    notes: tuple[str, ...] = ()
    if mapping is None:
        forward, notes = _read_mapping(inverse or "", limited, "inverse", letters)
        _check_shape(forward, "inverse")
        old, new = forward.variables, tuple(map(symbol, forward.names))
    else:
        if isinstance(mapping, str):
            mapping, notes = _read_mapping(mapping, limited, "mapping", letters)
        _check_shape(mapping, "mapping")
        back = _with_shared_letters(mapping)
        old, new = tuple(map(symbol, back.names)), back.variables
        notes = tuple(note for note in notes if not any(f"{label(s.name)} is a variable" in note for s in old))
    for name in letters:
        if symbol(name) in (*old, *new):
            raise _plain("mapping", f"`{label(name)}` is a variable here: give the letter another name.")
    signs = tuple(map(symbol, letters))
    problem = Problem(_integrand(integrand, old, new, letters), old, new, back, forward, notes=notes, letters=signs)
    if rows:
        return _with_limits(problem, rows)
    return _with_region(problem, region or "")


def read_values(parameters: dict[str, float]) -> dict[Symbol, Expr]:
    """The letters of a problem and their values, exact as written. FieldError for a name or a number that is none."""
    found: dict[Symbol, Expr] = {}
    for name, value in parameters.items():
        try:
            letter = canonical(name)
        except ValueError as error:
            raise FieldError("letters", str(error), 0, name) from error
        if not (math.isfinite(value) and value > 0):
            raise FieldError("letters", f"{label(letter)} stands for a positive number here.", 0, name)
        found[symbol(letter)] = _exact(value)
    if len(found) > MOST_LETTERS:
        raise FieldError("letters", f"Up to {MOST_LETTERS} letters may stand for numbers here.", 0, "")
    return found


def _exact(value: float) -> Expr:
    """The fraction that a person may have meant: 1/3 for the double next to it."""
    plain = Fraction(value).limit_denominator(SMALL)
    near = plain if float(plain) == value else Fraction(value)
    return Rational(near.numerator, near.denominator)


def _plain(place: str, message: str) -> FieldError:
    return FieldError(place, message, 0, "")


def _read_mapping(
    text: str, limited: Sequence[str], place: str, letters: Sequence[str]
) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping of a text; its variables are those with limits, if they are not those that it defines."""
    try:
        reading = read(text)
        variables = [s.name for s in reading.mapping.variables]
        if any(name in letters for name in variables):
            every = [*variables, *(s.name for s in reading.mapping.parameters)]
            reading = read(text, variables := [name for name in every if name not in letters])
        defined = [_letter(name, variables) for name in reading.mapping.names]
        count = len(reading.mapping.components)
        unknown = [s.name for s in reading.mapping.parameters if s.name not in letters]
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
    for name in (s.name for s in found.parameters if s.name not in letters):
        told = f"`{label(name)}` is no variable here: put a number in its place, or give its value."
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


def _integrand(given: str | Expr, old: Sequence[Symbol], new: Sequence[Symbol], letters: Sequence[str]) -> Expr:
    names = [*(s.name for s in old), *letters]
    if isinstance(given, Expr):
        if extra := given.free_symbols - set(map(symbol, names)):
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
    names = list(dict.fromkeys(s.name for s in (*problem.old, *problem.new, *problem.letters)))
    try:
        found = parse_inequalities(text, names)
    except ParseError as error:
        raise FieldError.of("region", error) from error
    used = set().union(*(c.free_symbols for c in found)) - set(problem.letters)
    if used <= set(problem.old):
        return replace(problem, old_constraints=found)
    if used <= set(problem.new):
        return replace(problem, constraints=found)
    told = f"Describe the region in {_listed(problem.old)} or in {_listed(problem.new)}, not in both."
    raise FieldError("region", told, 0, text)
