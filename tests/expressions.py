"""Random expressions of real symbols, for hypothesis."""

from __future__ import annotations

import sympy as sp
from hypothesis import strategies as st
from sympy import Expr, Rational, Symbol

u, v, a = (Symbol(name, real=True) for name in ("u", "v", "a"))

SMOOTH = (sp.sin, sp.cos, sp.exp, sp.atan, sp.tanh, sp.sinh, sp.cosh, sp.erf, sp.asinh)
KINKED = (sp.Abs, sp.sign)

numbers = st.fractions(-3, 3, max_denominator=4).map(lambda q: Rational(q.numerator, q.denominator))
leaves = st.one_of(st.sampled_from([u, v, a]), numbers, st.just(sp.pi))


def _extend(children: st.SearchStrategy[Expr], functions: tuple) -> st.SearchStrategy[Expr]:
    pairs = st.tuples(children, children)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] / (1 + p[1] ** 2)),
        st.tuples(children, st.integers(2, 3)).map(lambda p: p[0] ** p[1]),
        children.map(lambda e: sp.sqrt(1 + e**2)),
        st.tuples(st.sampled_from(functions), st.sampled_from([u, v, a, u + v, 2 * u, u * v])).map(
            lambda p: p[0](p[1])
        ),
    )


def expressions(*, kinks: bool = False) -> st.SearchStrategy[Expr]:
    """Expressions in u, v, a that are real and finite everywhere; smooth unless kinks are wanted."""
    functions = SMOOTH + KINKED if kinks else SMOOTH
    return st.recursive(leaves, lambda children: _extend(children, functions), max_leaves=6)
