"""Where an expression vanishes: its zero set as that of simpler factors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sympy as sp
from sympy import Expr, S

from jacviz.symbolic.budget import OverBudget, counted
from jacviz.symbolic.polynomial_forms import written
from jacviz.symbolic.quotient import Algebra
from jacviz.symbolic.quotient_forms import factored

# f(u) = 0 exactly where this is 0: nothing for a function without zeros.
ZEROS: dict[Any, Callable[[Expr], Expr | None]] = {
    sp.exp: lambda u: None,
    sp.cosh: lambda u: None,
    sp.sign: lambda u: None,  # it jumps over 0, and where it does J does not exist
    sp.sinh: lambda u: u,
    sp.asinh: lambda u: u,
    sp.atanh: lambda u: u,
    sp.atan: lambda u: u,
    sp.asin: lambda u: u,
    sp.erf: lambda u: u,
    sp.Abs: lambda u: u,
    sp.log: lambda u: u - 1,
}


def factors(expr: Expr, seconds: float = 0.2) -> tuple[Expr, ...]:
    """Distinct factors whose zero sets make up expr = 0: none when it is never 0, (0,) when it always is.

    Denominators (poles) and factors that are never 0 are left out; what takes too long stays whole.
    """
    try:
        with counted(seconds):
            return tuple(sorted(set(_factors(expr)), key=lambda f: (f.count_ops(), str(f))))
    except (OverBudget, RecursionError, ZeroDivisionError):
        return (expr,)


def _factors(expr: Expr) -> Iterator[Expr]:
    if expr.is_number:
        if expr.is_zero is not False:
            yield S.Zero
    elif expr.func in ZEROS:
        if (inner := ZEROS[expr.func](expr.args[0])) is not None:
            yield from _factors(inner)
    elif expr.is_Symbol or expr.is_Piecewise:
        if _may_vanish(expr):
            yield expr
    elif expr.is_Pow and expr.exp.is_negative is not True:
        yield from _factors(expr.base)
    else:
        algebra = Algebra(expr)
        _, powers = factored(algebra, algebra.quotient)
        for p, n in powers.items():
            factor = written(algebra, p)
            if n < 0 or factor.is_number:
                continue
            if factor != expr and not factor.is_Add:
                yield from _factors(factor)
            elif _may_vanish(factor):
                yield factor


def _may_vanish(expr: Expr) -> bool:
    if expr.is_Piecewise:
        return any(_may_vanish(value) for value, _ in expr.args)
    return expr.is_zero is not False
