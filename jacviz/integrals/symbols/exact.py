"""An iterated integral in symbols, from the inside out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, permutations

import sympy as sp
from sympy import Abs, Add, Expr, Symbol

from jacviz.integrals.limits import Limit, Limits
from jacviz.integrals.symbols.antiderivative import definite
from jacviz.integrals.symbols.carry import constraints_of, limits_of
from jacviz.integrals.symbols.settled import Sample, sample_of, settled, tidied, unsigned
from jacviz.numeric.run import Array
from jacviz.symbolic.budget import OverBudget, limited
from jacviz.symbolic.legibility import Lengths

CLOSE = 1e-10
SWAP = 0.4  # seconds to find the limits in the other order


@dataclass(frozen=True)
class Stage:
    """One integration: the integrand, over which limit, and the value, which depends on the outer variables."""

    integrand: Expr
    limit: Limit
    value: Expr


def stages(integrand: Expr, limits: Limits, seconds: float, letters: Limits = ()) -> tuple[Stage, ...]:
    """The integrations, inner first, ending with the number; () when no closed form is found in time.

    letters: outer variables, and where they run, that are not integrated over: the last value depends on them.
    """
    until = time.process_time() + seconds
    for order in [limits] if letters else _orders(limits):
        found = tuple(_in_order(integrand, order, until, letters))
        if len(found) == len(limits):
            return found
        if time.process_time() > until:
            break
    return ()


def _orders(limits: Limits) -> Iterator[Limits]:
    """As given; then every other order, the limits of the region found anew where they depend on each other."""
    yield limits
    if all(limit.is_constant for limit in limits):
        yield from (order for order in permutations(limits) if order != limits)
    elif len(limits) == 2:
        variables = [limit.variable for limit in limits]
        swapped = limits_of(constraints_of(limits), sample_of(limits).points, variables, [variables[::-1]], SWAP)
        if swapped:
            yield swapped


def _in_order(expr: Expr, limits: Limits, until: float, letters: Limits) -> Iterator[Stage]:
    limits = tuple(Limit(k.variable, without_choices(k.low), without_choices(k.high)) for k in limits)
    for depth in range(len(limits) - 1, -1, -1):
        limit, around = limits[depth], (*letters, *limits[:depth])
        sample = sample_of((*around, limit))
        expr = settled(expr, sample)
        values = [_over(expr, piece, around, until) for piece in _pieces(expr, limit, sample)]
        if any(value is None for value in values):
            return
        value = Add(*(value for value in values if value is not None))
        value = settled(value, sample_of(around)) if around else shortest(value)
        yield Stage(expr, limit, value)
        expr = value


def without_choices(expr: Expr) -> Expr:
    """max(a, b) as (a + b + |a - b|)/2, and min likewise: absolute values are cut where they change."""

    def halves(*args: Expr, sign: int) -> Expr:
        first, *rest = args
        for other in rest:
            first = (first + other + sign * Abs(first - other)) / 2
        return first

    expr = expr.replace(sp.Max, lambda *args: halves(*args, sign=1))
    return expr.replace(sp.Min, lambda *args: halves(*args, sign=-1))


def _over(expr: Expr, limit: Limit, around: Limits, until: float) -> Expr | None:
    """The integral over one limit, with symbols whose signs SymPy may use."""
    if (seconds := until - time.process_time()) <= 0:
        return None
    sample = sample_of((*around, limit))
    expr = settled(expr, sample)
    signed = sample.signed()
    x = limit.variable
    low, high = limit.low.xreplace(signed), limit.high.xreplace(signed)
    inner = signed.get(x, x)
    if not inner.is_Symbol:  # x = -t: the ends change places
        low, high, inner = -high, -low, -inner
    outer: dict[Symbol, Array] = {}
    for each, values in zip(sample.variables[:-1], sample.points[:-1], strict=True):
        known = signed.get(each, each)
        outer[next(iter(known.free_symbols))] = values if known.is_Symbol else -values
    value = definite(expr.xreplace(signed), Limit(inner, low, high), outer, seconds)
    return None if value is None else value.xreplace(unsigned(signed))


def _pieces(expr: Expr, limit: Limit, sample: Sample) -> tuple[Limit, ...]:
    """The limit, cut where the argument of an absolute value changes its sign at a number."""
    x = limit.variable
    arguments = [a.args[0] for a in expr.atoms(Abs) if a.has(x)]
    if not arguments or not limit.is_constant:
        return (limit,)
    cuts: set[Expr] = set()
    for argument in arguments:
        for factor in sp.Mul.make_args(argument):
            if factor.free_symbols == {x}:
                cuts |= set(zeros_between(factor, limit))
    ends = [limit.low, *sorted(cuts, key=float), limit.high]
    return tuple(Limit(x, a, b) for a, b in pairwise(ends))


def zeros_between(expr: Expr, limit: Limit, seconds: float = 0.15) -> list[Expr]:
    """The zeros of a function of one variable strictly between two numbers, as far as SymPy finds them."""
    x = limit.variable
    low, high = float(limit.low), float(limit.high)
    try:
        with limited(seconds):
            found = [r for r in sp.solve(expr, x) if r.is_real]
    except (OverBudget, NotImplementedError, ValueError, TypeError):
        return []
    if expr.has(sp.sin, sp.cos, sp.tan):
        found = [r + k * sp.pi for r in found for k in range(-8, 9)]
    inside = {r for r in found if low + 1e-12 < float(r) < high - 1e-12}
    return [r for r in inside if abs(complex(expr.xreplace({x: r}).evalf(20))) < CLOSE]


def shortest(value: Expr) -> Expr:
    """The shortest of some forms of a number."""
    length, number = Lengths(), complex(value.evalf(20))
    best = value
    for form in (sp.expand, tidied, sp.radsimp, sp.logcombine, sp.factor_terms, sp.simplify):
        try:
            with limited(0.12):
                found = form(best)
                near = abs(complex(found.evalf(20)) - number) <= CLOSE * (abs(number) + 1e-12)
                if near and length(found) < length(best):
                    best = found
        except (OverBudget, ValueError, TypeError, NotImplementedError, RecursionError):
            continue
    return best
