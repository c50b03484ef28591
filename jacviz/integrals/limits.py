"""Limits of an iterated integral, outermost first, and the unit cube laid over the region that they describe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from sympy import Expr, Symbol, oo

from jacviz.explore.inputs import FieldError
from jacviz.names import canonical, label
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape
from jacviz.parse import ParseError, parse_expression
from jacviz.parse.build import symbol

PRIMES = [2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0]
INFINITE = {"∞", "oo", "inf", "infty", "infinity", "\\infty"}


@dataclass(frozen=True)
class Limit:
    """low <= variable <= high, or the other way round where high < low; the ends may depend on outer variables."""

    variable: Symbol
    low: Expr
    high: Expr

    @property
    def is_constant(self) -> bool:
        return not (self.low.free_symbols | self.high.free_symbols)


Limits = tuple[Limit, ...]


def read_limits(rows: Sequence[tuple[str, str, str]], letters: Sequence[str] = ()) -> Limits:
    """The limits of rows (variable, low, high) of texts, outermost first; letters may stand in all of them.

    FieldError at the place "theta.low", "theta.high" or "limits".
    """
    found: list[Limit] = []
    outer: list[str] = []
    for name, low, high in rows:
        try:
            name = canonical(name)
        except ValueError as error:
            raise FieldError.of("limits", ParseError(str(error), 0, name)) from error
        if name in outer:
            raise FieldError.of(
                "limits", ParseError(f"`{label(name)}` has limits twice: give each variable one row.", 0, "")
            )
        known = [*letters, *outer]
        found.append(Limit(symbol(name), _end(low, f"{name}.low", known), _end(high, f"{name}.high", known)))
        outer.append(name)
    return tuple(found)


def _end(text: str, place: str, outer: Sequence[str]) -> Expr:
    plain = text.strip()
    sign, word = (plain[0], plain[1:].strip()) if plain[:1] in ("+", "-", "−") else ("+", plain)
    if word in INFINITE:
        return oo if sign == "+" else -oo
    if not plain:
        raise FieldError(place, "A limit is missing: type a number, a formula or ∞.", 0, text)
    try:
        return parse_expression(text, outer)
    except ParseError as error:
        raise FieldError.of(place, error) from error


def spread(count: int, n: int) -> Array:
    """Points (n, count) all over the unit cube: the multiples of square roots, modulo 1 (Weyl)."""
    return np.modf(np.outer(np.sqrt(PRIMES[:n]), np.arange(1, count + 1)))[0]


@dataclass(frozen=True)
class Cube:
    """t in the unit cube -> a point of the region between the limits, each interval oriented to rise."""

    limits: Limits

    @cached_property
    def _ends(self) -> list[Tape]:
        variables = [limit.variable for limit in self.limits]
        return [Tape.of(variables[:i], [limit.low, limit.high]) for i, limit in enumerate(self.limits)]

    def __call__(self, t: Array, rest: Array | None = None) -> tuple[Array, Array]:
        """Points (n, N) and volume elements (N,) at t (n, N); rest is 1 - t, where it is known more exactly."""
        rest = 1 - t if rest is None else rest
        point, weight = np.empty_like(t), np.ones(t.shape[1])
        with np.errstate(all="ignore"):
            for i, ends in enumerate(self._ends):
                if ends.inputs:
                    low, high = evaluate(ends, list(point[:i]))
                else:
                    low, high = evaluate(ends, [])
                low, high = np.minimum(low, high), np.maximum(low, high)
                point[i], width = _stretched(t[i], rest[i], low, high)
                weight = weight * width
        return point, weight

    @property
    def is_finite(self) -> bool:
        return not any(end.has(oo, -oo) for limit in self.limits for end in (limit.low, limit.high))

    @property
    def infinite_axes(self) -> list[bool]:
        return [limit.low.has(oo, -oo) or limit.high.has(oo, -oo) for limit in self.limits]


def _stretched(t: Array, rest: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """A point between two ends and its derivative by t; an end at infinity is reached as 1/(1 - t) reaches it."""
    width = high - low
    ends, starts = np.any(np.isinf(high)), np.any(np.isinf(low))
    if not ends and not starts:
        return np.where(t < rest, low + width * t, high - width * rest), width
    if not starts:
        return low + t / rest, 1 / rest**2
    if not ends:
        return high - rest / t, 1 / t**2
    return (t - rest) / (t * rest), 1 / t**2 + 1 / rest**2


def reversed_everywhere(limit: Limit, outer: Array, variables: Sequence[Symbol]) -> bool:
    """Whether the upper end lies below the lower one wherever the outer variables (k, N) are."""
    low, high = (
        evaluate(Tape.of(variables, [limit.low, limit.high]), list(outer))
        if len(outer)
        else (evaluate(Tape.of((), [limit.low, limit.high]), []))
    )
    return bool(np.all(high <= low) and np.any(high < low))


def oriented(limits: Limits) -> Limits:
    """Limits of one region, with every interval that falls everywhere turned round."""
    found: list[Limit] = []
    inner = Cube(limits)(spread(64, len(limits)))[0]
    for i, limit in enumerate(limits):
        falls = reversed_everywhere(limit, inner[:i], [each.variable for each in limits[:i]])
        found.append(Limit(limit.variable, limit.high, limit.low) if falls else limit)
    return tuple(found)


def depending_ends(limits: Limits) -> list[Expr]:
    """The ends that are formulas: where they have no bound or a kink, so it is with the volume element."""
    return [end for limit in limits if not limit.is_constant for end in (limit.low, limit.high)]


def order(limits: Limits) -> int | None:
    """1 where at each point of the region an even number of limits fall, -1 where an odd one does; else None."""
    points = Cube(limits)(spread(256, len(limits)))[0]
    sign = np.ones(points.shape[1])
    for i, limit in enumerate(limits):
        ends = Tape.of([each.variable for each in limits[:i]], [limit.low, limit.high])
        low, high = evaluate(ends, list(points[:i])) if i else evaluate(ends, [])
        with np.errstate(invalid="ignore"):
            sign = sign * np.where(low > high, -1, 1)
    return int(sign[0]) if np.all(sign == sign[0]) else None
