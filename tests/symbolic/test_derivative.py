"""The derivative against closed forms, 50-digit differences and, where it can be trusted, sympy.diff."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given
from sympy import Abs, Expr, Float, Max, Min, Piecewise, Symbol, sign

from jacviz.symbolic.budget import limited
from jacviz.symbolic.derivative import derivative, kinks
from tests.expressions import a, expressions, u, v

AT = {u: Float("0.7312", 60), v: Float("-1.2346", 60), a: Float("0.4188", 60)}
FUNCTIONS = [
    sp.sin, sp.cos, sp.tan, sp.sec, sp.csc, sp.cot, sp.asin, sp.acos, sp.atan, sp.acot, sp.sinh, sp.cosh, sp.tanh,
    sp.sech, sp.csch, sp.coth, sp.asinh, sp.atanh, sp.exp, sp.log, sp.sqrt, sp.erf, sp.erfc, Abs,
]  # fmt: skip


def value(expr: Expr, at: dict[Symbol, Float] = AT) -> Float:
    return sp.N(expr, 50, subs=at)


def central_difference(expr: Expr, symbol: Symbol) -> Float:
    """Error about 1e-30: 50 digits and a step of 1e-15."""
    step = Float("1e-15", 60)
    ahead, behind = ({**AT, symbol: AT[symbol] + sign * step} for sign in (1, -1))
    return (value(expr, ahead) - value(expr, behind)) / (2 * step)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_each_function_meets_differences(function) -> None:
    expr = function(u / 2 + a * u**2) * v
    slope = value(derivative(expr, u))
    assert abs(slope - central_difference(expr, u)) < 1e-20 * (1 + abs(slope))


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (u**v, v * u ** (v - 1)),
        (sp.exp(-(u**2)), -2 * u * sp.exp(-(u**2))),
        (2**u, 2**u * sp.log(2)),
        (sp.atan2(v, u), -v / (u**2 + v**2)),
        (u ** sp.Rational(1, 3), u ** sp.Rational(-2, 3) / 3),
        (v + sp.pi, 0),
        (Abs(u), sign(u)),
        (Abs(u) ** 3, 3 * Abs(u) ** 2 * sign(u)),
        (sign(u) * v, 0),
    ],
)
def test_closed_forms(expr: Expr, expected: Expr) -> None:
    positive = {**AT, v: -AT[v]}
    for at in (positive, {**positive, u: -AT[u]} if expr.has(Abs, sign) else positive):
        assert abs(value(derivative(expr, u) - expected, at)) < 1e-40


@pytest.mark.parametrize("base", [u**2 + v**2, u * v - 3, u**3 - v, u**2 + 1, sp.sin(u) + v])
def test_the_square_of_a_sum_keeps_the_sum(base: Expr) -> None:
    slope = derivative(a * base**2, u)
    assert slope.has(base)


@given(expressions())
def test_meets_sympy_diff_and_differences(expr: Expr) -> None:
    slope = value(derivative(expr, u))
    assert abs(slope - value(sp.diff(expr, u))) < 1e-40 * (1 + abs(slope))
    assert abs(slope - central_difference(expr, u)) < 1e-18 * (1 + abs(slope))


@given(expressions(), expressions())
def test_is_linear_and_obeys_the_product_rule(f: Expr, g: Expr) -> None:
    df, dg = derivative(f, u), derivative(g, u)
    for whole, parts in ((f - 3 * g, df - 3 * dg), (f * g, df * g + f * dg)):
        slope = value(derivative(whole, u))
        assert abs(slope - value(parts)) < 1e-35 * (1 + abs(slope))


@pytest.mark.parametrize("at", [-2, 1, 3])
def test_max_and_min_follow_the_branch_on_top(at: int) -> None:
    for expr, branches in (
        (Max(u**2, 2 * u, 1 - u), max),
        (Min(u**2, 2 * u, 1 - u), min),
    ):
        f = [u**2, 2 * u, 1 - u]
        top = branches(f, key=lambda e: e.subs(u, at + sp.Rational(1, 1000)))
        point = at + sp.Rational(1, 1000)
        assert derivative(expr, u).subs(u, point) == sp.diff(top, u).subs(u, point)


@pytest.mark.parametrize(
    "arguments",
    [
        [u**k for k in range(1, 9)],
        [sp.Symbol(name, real=True) * u for name in "abcdefgh"],
        [Abs(u - k) + v for k in range(8)],
        [Min(u, k * v, 3) for k in range(1, 9)],
        [u, v, -u, -v, 2 * u, 2 * v, u * v, u - v],
    ],
    ids=str,
)
def test_a_maximum_of_many_follows_the_largest(arguments: list[Expr]) -> None:
    """Of powers and the like, whose slopes by v are equal, SymPy's own Piecewise takes for ever."""
    for largest, choice in ((Max, max), (Min, min)):
        expr = largest(*arguments)
        symbols = sorted(expr.free_symbols, key=str)
        for shift in (-17, 3, 29):
            at = {s: sp.Rational(shift + 7 * i, 11) for i, s in enumerate(symbols)}
            top = choice(arguments, key=lambda a: a.xreplace(at))
            for x in (u, v):
                assert derivative(expr, x).xreplace(at) == derivative(top, x).xreplace(at)


def test_relu_has_slope_zero_at_its_kink_and_no_heaviside() -> None:
    slope = derivative(Max(0, u), u)
    assert [slope.subs(u, x) for x in (-1, 0, 1)] == [0, 0, 1]
    assert not slope.has(sp.Heaviside)


def test_piecewise_goes_branch_by_branch() -> None:
    expr = Piecewise((u**2, u < 1), (u * v, True))
    assert derivative(expr, u) == Piecewise((2 * u, u < 1), (v, True))
    assert derivative(expr, v) == Piecewise((0, u < 1), (u, True))


def test_cases_among_cases_are_one_list() -> None:
    for expr in (
        Min(1, Max(0, u)),
        Max(0, Min(1, u)),
        Piecewise((u, u > 2), (Piecewise((u**2, u > 1), (3, True)), True)),
    ):
        slope = derivative(expr, u)
        assert slope.is_Piecewise and not any(value.has(Piecewise) for value, _ in slope.args)
        for place in (-0.5, 0.4, 1.7, 2.6):
            ahead, behind = (expr.xreplace({u: Float(place + h)}) for h in (1e-6, -1e-6))
            assert abs(slope.xreplace({u: Float(place)}) - (ahead - behind) / 2e-6) < 1e-4


def test_nested_hyperbolics_do_not_hang() -> None:
    expr = u
    for function in (sp.sinh, sp.tanh, sp.cosh, sp.sinh):
        expr = function(expr)
    with limited(2):
        derivative(expr + sp.cosh(expr), u)


def test_what_has_no_derivative_is_named() -> None:
    with pytest.raises(ValueError, match="zeta"):
        derivative(sp.zeta(u**2 + v), u)
    with pytest.raises(ValueError, match="Mod"):
        derivative(sp.Mod(u, 2), u)


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (sp.sin(u) + v, set()),
        (Abs(u - v) * sign(v), {u - v, v}),
        (Max(0, u + v), {u + v}),
        (Min(u, v, 1), {u - v, 1 - u, 1 - v}),
        (Piecewise((u, (u > 1) & (v < 2)), (0, True)), {u - 1, v - 2}),
        (sp.sin(Abs(Max(u, 0) - 1)), {u, Max(0, u) - 1}),
    ],
)
def test_kinks(expr: Expr, expected: set[Expr]) -> None:
    found = kinks(expr)
    assert len(found) == len(expected)
    assert all(any(k in (e, -e) for e in expected) for k in found)
