"""Expressions survive the way into the ring and back, and relations are used."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import assume, given
from sympy import Expr, Float, Piecewise, Rational, cos, exp, sin, sqrt

from jacviz.symbolic.budget import OverBudget
from jacviz.symbolic.quotient import Algebra, Quotient, direction, rewrite, split_power, split_step, whole_root
from jacviz.symbolic.quotient_forms import forms
from jacviz.symbolic.tidy import tidy
from tests.expressions import a, expressions, u, v

AT = {u: Float("0.7312", 60), v: Float("0.2346", 60), a: Float("0.4188", 60)}


def value(expr: Expr) -> Float:
    return sp.N(expr, 40, subs=AT)


@given(expressions(kinks=True))
def test_forms_keep_the_value(expr: Expr) -> None:
    assume(not expr.is_Atom)
    try:
        algebra = Algebra(expr)
    except (OverBudget, ZeroDivisionError):
        return
    for form in forms(algebra, algebra.quotient):
        assert abs(value(form) - value(expr)) < 1e-25 * (1 + abs(value(expr)))


def test_generators() -> None:
    algebra = Algebra(sin(u) * exp(2 * v) + exp(-4 * v) / sqrt(1 - u) + sp.tan(u))
    assert {sin(u), cos(u), exp(-2 * v), sqrt(1 - u), u} == set(algebra.generators)
    assert [(algebra.generators[s], algebra.generators[c], sign) for s, c, sign in algebra.pairs] == [
        (sin(u), cos(u), -1)
    ]
    assert [(algebra.generators[p], q) for p, q, _ in algebra.roots] == [(sqrt(1 - u), 2)]


def test_zero_in_disguise_has_no_inverse() -> None:
    with pytest.raises(ZeroDivisionError):
        Algebra(1 / ((u + v) ** 2 - u**2 - 2 * u * v - v**2))


def test_too_large_is_over_budget() -> None:
    with pytest.raises(OverBudget):
        Algebra((u + v + a + 1) ** 50)


def test_rewrite() -> None:
    algebra = Algebra(u**5 * v + u**2 + 1)
    x, y = algebra.position[u], algebra.position[v]
    result = rewrite(algebra.quotient.numerator, ((x, 2),), Quotient(1 - algebra.symbols[y], {})).numerator
    assert sp.expand(result.as_expr(*algebra.generators) - (u * v * (1 - v) ** 2 + 1 - v + 1)) == 0


@pytest.mark.parametrize(
    ("expr", "parts"),
    [(-2 * u, (-2, u)), (u - v, (1, u - v)), (4 * u + 2 * v, (2, 2 * u + v)), (u * v / 3, (Rational(1, 3), u * v))],
)
def test_direction(expr: Expr, parts: tuple) -> None:
    k, w = direction(expr)
    assert sp.expand(k * w - expr) == 0
    assert (k, w) in (parts, (-parts[0], -parts[1]))


def test_splitting() -> None:
    assert split_power(u ** (a - 1)) == (u, -1, u**a)
    assert split_power(sqrt(1 / u)) == (u, Rational(-1, 2), 1)
    assert whole_root(sqrt(1 - u / 2)) == sqrt(2) * sqrt(2 - u) / 2
    assert split_step(Piecewise((0, u < 0), (-2, True))) == (-2, Piecewise((0, u < 0), (1, True)))
    assert split_step(Piecewise((0, u < 0), (a, True))) == (a, Piecewise((0, u < 0), (1, True)))
    keep = Piecewise((0, u < 0), (sp.log(u), True))
    assert split_step(keep) == (1, keep)


E_ALONE = (v * (sp.E - exp(-1)), sp.E * exp(-v) * exp(v + 1), sp.E**2 * v / sp.E, sp.E + v)


@pytest.mark.parametrize("text", E_ALONE)
def test_powers_of_e_alone(text: Expr) -> None:
    """SymPy writes exp(1) as a number of its own."""
    assert float(tidy(text).subs(v, 0.7)) == pytest.approx(float(text.subs(v, 0.7)), rel=1e-14)
