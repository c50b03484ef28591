"""An expression on a region: absolute values decided, roots of squares taken, arguments of functions tidied."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from sympy import Abs, Expr, Function, Max, Min, Mul, Pow, Rational, S, Symbol
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from jacviz.integrals.limits import Cube, Limits, spread
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.tidy import tidy

SECONDS = 0.1  # to tidy one argument
SAME = 1e-9  # relative: values so near are one
LARGEST = 64  # denominator of a constant that is recognised
ROUNDING = 1e-11  # of the size: a sample so near to 0 has no sign


class Sample:
    """Points (n, N) of a region, at which signs are looked up."""

    def __init__(self, variables: Sequence[Symbol], points: Array) -> None:
        self.variables, self.points = tuple(variables), points

    def values(self, expr: Expr) -> Array:
        return evaluate(Tape.of(self.variables, [expr]), list(self.points))[0]

    def sign(self, expr: Expr) -> int | None:
        """1 or -1 where the expression has that sign at every point, 0 where it is 0 at all; else None."""
        try:
            values = self.values(expr)
        except ValueError:
            return None
        values = values[np.isfinite(values)]
        if not len(values):
            return None
        edge = ROUNDING * float(np.max(np.abs(values), initial=0))
        above, below = bool(np.any(values > edge)), bool(np.any(values < -edge))
        return None if above and below else int(above) - int(below)

    def constant(self, expr: Expr) -> Expr | None:
        """The fraction with a small denominator that an expression equals at every point, if it does."""
        if not expr.free_symbols or not expr.has(TrigonometricFunction):
            return None
        try:
            values = self.values(expr)
        except ValueError:
            return None
        values = values[np.isfinite(values)]
        if not len(values) or np.ptp(values) > SAME * (1 + np.abs(values).max()):
            return None
        near = Fraction(float(np.median(values))).limit_denominator(LARGEST)
        return Rational(near.numerator, near.denominator) if abs(near - np.median(values)) < SAME else None

    def signed(self) -> dict[Symbol, Expr]:
        """A symbol of known sign for each variable that has one: SymPy then sees that sqrt(r^2) = r."""
        found: dict[Symbol, Expr] = {}
        for variable in self.variables:
            sign = self.sign(variable)
            if sign in (1, -1):
                found[variable] = sign * Symbol(variable.name, positive=True)
        return found


def sample_of(limits: Limits, count: int = 240) -> Sample:
    """Points of the region between limits, spread evenly in the unit cube."""
    return Sample([limit.variable for limit in limits], Cube(limits)(spread(count, len(limits)))[0])


def unsigned(signed: dict[Symbol, Expr]) -> dict[Symbol, Expr]:
    """From the symbols of known sign back to the variables."""
    return {next(iter(e.free_symbols)): v if e.is_Symbol else -v for v, e in signed.items()}


def settled(expr: Expr, sample: Sample) -> Expr:
    """An expression with these values on the sample's region, in a form that is easier to integrate."""
    signed = sample.signed()
    back = unsigned(signed)
    known: dict[Expr, Expr] = {}

    def walk(e: Expr) -> Expr:
        if not e.args:
            return e
        if e not in known:
            known[e] = _settle(e.func(*map(walk, e.args)), sample, back)
        return known[e]

    found = tidied(walk(expr.xreplace(signed)).xreplace(back))
    return sample.constant(found) or found


def _settle(e: Expr, sample: Sample, back: dict[Symbol, Expr]) -> Expr:
    if isinstance(e, Abs):
        sign = sample.sign(e.args[0].xreplace(back))
        return e if sign is None else sign * e.args[0]
    if isinstance(e, Max | Min) and len(e.args) == 2:
        sign = sample.sign((e.args[0] - e.args[1]).xreplace(back))
        if sign is not None:
            return e.args[0] if (sign >= 0) == isinstance(e, Max) else e.args[1]
    if isinstance(e, Pow) and not e.exp.is_Integer and _is_worth(e.base):
        return _root(tidied(e.base), e.exp, sample, back)
    if isinstance(e, Pow) and e.exp.is_Integer and e.base.is_Add and _is_worth(e.base):
        return Pow(tidied(e.base), e.exp)
    if isinstance(e, Function) and any(map(_is_worth, e.args)):
        return e.func(*map(tidied, e.args))
    if isinstance(e, Pow) and e.base is S.Exp1 and _is_worth(e.exp):
        return Pow(e.base, tidied(e.exp))
    return e


def _root(base: Expr, exponent: Expr, sample: Sample, back: dict[Symbol, Expr]) -> Expr:
    """The power of a product with its squares taken out: (r^2 sin^2 t)^(1/2) = r |sin t|, its sign looked up."""
    outside, inside = [], []
    for factor in Mul.make_args(base):
        b, n = factor.as_base_exp()
        if n.is_Integer and n % 2 == 0 and exponent.is_Rational:
            sign = sample.sign(b.xreplace(back))
            outside.append((Abs(b) if sign is None else sign * b) ** (n * exponent))
        else:
            inside.append(factor)
    return Mul(*outside, Pow(Mul(*inside), exponent))


def _is_worth(e: Expr) -> bool:
    return isinstance(e, Expr) and (e.is_Add or e.is_Mul) and (e.has(TrigonometricFunction) or e.has(Pow))


def tidied(e: Expr) -> Expr:
    """The expression made short, in the time that one argument may take."""
    return tidy(e, SECONDS)
