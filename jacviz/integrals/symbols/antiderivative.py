"""One definite integral in symbols: ways from cheap to expensive, each result compared with quadrature."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import sympy as sp
from sympy import Add, Expr, Integral, Mul, Symbol, oo
from sympy.integrals.manualintegrate import manualintegrate
from sympy.integrals.trigonometry import trigintegrate
from sympy.simplify.fu import TR8

from jacviz.integrals.limits import Limit
from jacviz.integrals.numbers.quadrature import integrate
from jacviz.numeric.run import Array
from jacviz.numeric.tape import Tape
from jacviz.symbolic.budget import OverBudget, limited

CLOSE = 1e-7  # of the size of the integrand
POINTS = 3  # values of the outer variables at which a result is compared
UNDEFINED = (sp.nan, sp.zoo, oo, -oo)

Way = Callable[[Expr, Symbol], Expr]


def definite(expr: Expr, limit: Limit, outer: dict[Symbol, Array], seconds: float) -> Expr | None:
    """The integral of an expression over one variable, confirmed at values of the outer ones; None if none is found.

    outer: an array of shape (count,) for each outer variable.
    """
    x = limit.variable
    constant, rest = expr.as_independent(x, as_Add=False)
    check = Check(rest, limit, outer)
    if not rest.has(x):
        return Mul(constant, rest, limit.high - limit.low)
    try:
        with limited(seconds):
            for value in _values(rest, limit):
                if check(value):
                    return constant * value
    except OverBudget:
        pass
    return None


class Check:
    """Whether a value agrees with the quadrature of an integrand at some values of the outer variables.

    outer: an array of shape (count,) for each outer variable.
    """

    def __init__(self, expr: Expr, limit: Limit, outer: dict[Symbol, Array]) -> None:
        self.places = [{s: sp.Float(float(v[k]), 17) for s, v in outer.items()} for k in range(POINTS if outer else 1)]
        self.expr, self.limit = expr, limit
        self.numbers: list[tuple[float, float]] | None = None

    def __call__(self, value: Expr) -> bool:
        if value.has(Integral, *UNDEFINED):
            return False
        if self.numbers is None:
            self.numbers = [self._quadrature(place) for place in self.places]
        for place, (number, tolerance) in zip(self.places, self.numbers, strict=True):
            try:
                found = complex(value.xreplace(place).evalf(20))
            except (TypeError, ValueError):
                return False
            if not abs(found - number) <= tolerance:
                return False
        return True

    def _quadrature(self, place: dict[Symbol, Expr]) -> tuple[float, float]:
        x = self.limit.variable
        low, high = self.limit.low.xreplace(place), self.limit.high.xreplace(place)
        try:
            found = integrate(Tape.of([x], [self.expr.xreplace(place)]), (Limit(x, low, high),), 0.2)
        except ValueError:  # no numeric form: an integral before this one left the elementary functions
            return float("nan"), 0.0
        sign = -1.0 if bool(low > high) else 1.0
        if not found.error <= 1e-4 * found.size:
            return float("nan"), 0.0
        return sign * found.value, 3 * found.error + CLOSE * found.size


def _values(expr: Expr, limit: Limit) -> Iterator[Expr]:
    for way, seconds in WAYS:
        try:
            with limited(seconds):
                yield from _between(way(expr, limit.variable), limit)
        except OverBudget:  # a limit around this one that is over rings again at once
            continue
        except Exception:  # SymPy raises many kinds; another way may still succeed
            continue
    try:
        with limited(FULL):
            yield sp.integrate(expr, (limit.variable, limit.low, limit.high))
    except OverBudget:
        return
    except Exception:
        return


def _between(primitive: Expr, limit: Limit) -> Iterator[Expr]:
    """F(high) - F(low); and by limits, where F jumps on the way at multiples of pi/2."""
    x = limit.variable
    if primitive.has(Integral):
        return
    yield _at(primitive, x, limit.high, "-") - _at(primitive, x, limit.low, "+")
    if limit.is_constant and limit.low.is_finite and limit.high.is_finite and primitive.has(sp.tan, sp.cot, sp.atan):
        first, last = int(sp.floor(2 * limit.low / sp.pi)) + 1, int(sp.ceiling(2 * limit.high / sp.pi))
        if 0 < last - first <= 16:
            inner = [k * sp.pi / 2 for k in range(first, last)]
            ends = [limit.low, *inner, limit.high]
            yield Add(*(sp.limit(primitive, x, b, "-") - sp.limit(primitive, x, a, "+") for a, b in pairwise(ends)))


def _at(primitive: Expr, x: Symbol, end: Expr, side: str) -> Expr:
    value = primitive.subs(x, end)
    return sp.limit(primitive, x, end, side) if value.has(*UNDEFINED) else value


def _as_polynomial(expr: Expr, x: Symbol) -> Expr:
    powers = sp.Poly(expr, x).all_terms()
    return Add(*(c * x ** (n + 1) / (n + 1) for (n,), c in powers))


def _by_terms(expr: Expr, x: Symbol) -> Expr:
    return Add(*(_term(t, x) for t in Add.make_args(sp.expand(expr))))


def _by_angles(expr: Expr, x: Symbol) -> Expr:
    """Products of sines and cosines as sums first."""
    if not expr.has(sp.sin, sp.cos):
        return Integral(expr, x)
    return Add(*(_term(t, x) for t in Add.make_args(sp.expand(TR8(sp.expand(expr))))))


def _term(term: Expr, x: Symbol) -> Expr:
    constant, rest = term.as_independent(x, as_Add=False)
    if not rest.has(x):
        return constant * x
    found = trigintegrate(rest, x, conds="none") if rest.has(sp.sin, sp.cos) else None
    return constant * (manualintegrate(rest, x) if found is None or found.has(Integral) else found)


WAYS: tuple[tuple[Way, float], ...] = (
    (_as_polynomial, 0.1),
    (_by_terms, 0.3),
    (manualintegrate, 0.3),
    (sp.integrate, 0.4),
    (_by_angles, 0.3),
)
FULL = 0.7  # seconds for SymPy's definite integral
