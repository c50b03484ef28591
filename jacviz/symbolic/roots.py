"""Where c x - d = 0, and what an expression is worth at such a place, by symbols alone."""

from __future__ import annotations

from sympy import Expr, S, Symbol


def exact_value(expr: Expr, at: dict[Symbol, Expr]) -> Expr:
    """The expression with values for symbols; NaN where SymPy refuses, as it does to compare infinities."""
    try:
        return expr.xreplace(at)
    except (TypeError, ValueError):
        return S.NaN


def linear_root(expr: Expr) -> tuple[Symbol, Expr] | None:
    """The symbol and its value where c x - d = 0, with numbers c and d; None for any other expression."""
    if len(expr.free_symbols) != 1:
        return None
    (x,) = expr.free_symbols
    constant, rest = expr.as_independent(x, as_Add=True)
    coefficient, factor = rest.as_independent(x, as_Add=False)
    return (x, -constant / coefficient) if factor == x else None
