"""The number that each usual mistake gives, and the mistake that gives a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from sympy import Abs, Expr, Symbol

from jacviz.integrals.limits import Limit, Limits
from jacviz.integrals.sides import Side, over_domain
from jacviz.integrals.symbols.pullback import Pullback
from jacviz.parse import ParseError, parse_expression, parse_number

FORGOT = "forgot |det J|"
INVERSE = "used its inverse"
OLD_LIMITS = "kept the old limits"
NO_ABSOLUTE = "dropped the absolute value"
SWAPPED = "swapped the limits"
TWICE = "counted a double cover twice"

CLOSE = 1e-6  # of the size: two answers so near are one
RELIABLE = 1e-3  # of the size: a number less sure than that is not shown
SECONDS = 0.25


def mistakes(
    pullback: Pullback, limits: Limits, old_limits: Limits, value: Side, with_multiplicity: Side, sign: int = 1
) -> dict[str, float]:
    """The mistakes that can be made here and give another number than the value; sign: that of limits that fall."""
    found = {name: side.times(sign) for name, side in _integrals(pullback, limits, old_limits)}
    size = max(abs(value.value), 1e-3 * with_multiplicity.size)

    def differ(a: Side, b: Side) -> bool:
        return abs(a.value - b.value) > CLOSE * size + 3 * (a.error + b.error)

    other = {
        name: side.value
        for name, side in found.items()
        if math.isfinite(side.value)
        and side.error <= RELIABLE * max(abs(side.value), size)
        and differ(side, value)
        and differ(side, with_multiplicity)
    }
    return other | ({TWICE: with_multiplicity.value} if differ(with_multiplicity, value) else {})


def _integrals(pullback: Pullback, limits: Limits, old_limits: Limits) -> Iterator[tuple[str, Side]]:
    f, determinant = pullback.substituted, pullback.determinant
    wrong = {FORGOT: f, INVERSE: f / Abs(determinant), NO_ABSOLUTE: f * determinant}
    yield from _each(wrong, pullback.pieces(limits))
    for name, others in ((OLD_LIMITS, _kept(pullback, limits, old_limits)), (SWAPPED, _swapped(limits))):
        if others:
            yield from _each({name: pullback.product}, [others])


def _each(wrong: dict[str, Expr], pieces: Sequence[Limits]) -> Iterator[tuple[str, Side]]:
    for name, integrand in wrong.items():
        yield name, over_domain(integrand, pieces, SECONDS, is_careful=False)


def _kept(pullback: Pullback, limits: Limits, old_limits: Limits) -> Limits | None:
    """The numbers of the old limits on the new variables, in the order in which both are named."""
    if not old_limits or not all(limit.is_constant for limit in old_limits):
        return None
    ends = {limit.variable: limit for limit in old_limits}
    renamed: dict[Symbol, Limit] = {}
    for old, new in zip(pullback.old, pullback.mapping.variables, strict=True):
        renamed[new] = Limit(new, ends[old].low, ends[old].high)
    return tuple(renamed[limit.variable] for limit in limits)


def _swapped(limits: Limits) -> Limits | None:
    """The two innermost variables with each other's limits, where these are numbers."""
    if len(limits) < 2 or not all(limit.is_constant for limit in limits[-2:]):
        return None
    a, b = limits[-2:]
    return (*limits[:-2], Limit(a.variable, b.low, b.high), Limit(b.variable, a.low, a.high))


def told_by(answer: float, tolerance: float, value: float, wrong: dict[str, float]) -> str | None:
    """ "right", the name of the mistake that gives an answer, or None."""
    if abs(answer - value) <= tolerance:
        return "right"
    near = {name: abs(answer - number) for name, number in wrong.items()}
    name = min(near, key=lambda n: near[n], default=None)
    return name if name is not None and near[name] <= tolerance else None


def read_answer(text: str, values: dict[Symbol, Expr]) -> tuple[float, float]:
    """A typed number and half a unit of its last digit; next to none for a formula such as 16/9. ParseError.

    values: of the letters that may stand in it.
    """
    number = _at(text, values) if values else parse_number(text)
    plain = re.fullmatch(r"\s*[-+−]?\d*\.(\d+)\s*", text)
    half = 0.5 * 10.0 ** -len(plain.group(1)) if plain else 0.0
    return number, half * 1.001 + 1e-6 * abs(number) + 1e-12


def _at(text: str, values: dict[Symbol, Expr]) -> float:
    """The number that a formula is at values of its letters."""
    number = complex(parse_expression(text, [s.name for s in values]).xreplace(values).evalf())
    if number.imag or not math.isfinite(number.real):
        raise ParseError("This has no value here: type a number, or a formula in the letters.", 0, text)
    return number.real
