"""Tidied forms: short, equal in value, within the budget."""

from __future__ import annotations

import time

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from sympy import Abs, Expr, Float, Max, Piecewise, Symbol, cos, cosh, exp, log, sin, sinh, sqrt, tan, tanh

from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.parse import parse
from jacviz.symbolic.budget import OverBudget
from jacviz.symbolic.derivative import derivative
from jacviz.symbolic.legibility import Lengths
from jacviz.symbolic.tidy import agree, by_angle_sums, by_relations, tidied, tidy
from tests.classics import CLASSICS, SURFACES
from tests.expressions import a, expressions, u, v

r, theta = Symbol("r", real=True), Symbol("theta", real=True)
FOR_SIMPLIFY = [
    "polar", "spherical", "elliptic", "bipolar", "parabolic", "square", "reciprocal", "Joukowski", "sine", "cube",
    "homography", "gravitational lens", "two-link arm", "swirl", "Box-Muller", "normal shell", "square to disk",
]  # fmt: skip

FOR_A_LONG_SEARCH = parse(
    """x = cos(t) (a cos(u) + b cos(u + v) - d sin(u + v))
    y = sin(t) (a cos(u) + b cos(u + v) - d sin(u + v))
    z = -a sin(u) - b sin(u + v) - d cos(u + v)""",
    "t, u, v",
)


def assert_equal(x: Expr, y: Expr) -> None:
    """Equal values to 40 digits at points where both are finite."""
    symbols = sorted(x.free_symbols | y.free_symbols, key=str)
    compared = 0
    for shift in (Float("0.2371", 60), Float("-0.4173", 60), Float("0.7919", 60)):
        at = {s: shift + Float("0.3137", 60) * i for i, s in enumerate(symbols)}
        p, q = (sp.N(e.xreplace(at), 50) for e in (x, y))
        if p.is_finite and q.is_finite:
            compared += 1
            assert abs(p - q) < 1e-30 * (1 + abs(p)), (x, y)
    assert compared


@pytest.mark.parametrize(
    ("expr", "short"),
    [
        (r * cos(theta) ** 2 + r * sin(theta) ** 2, r),
        (4 * u**2 + 4 * v**2, 4 * (u**2 + v**2)),
        (cosh(u) ** 2 - sinh(u) ** 2, 1),
        (sin(u) ** 2 * cosh(v) ** 2 + cos(u) ** 2 * sinh(v) ** 2, sin(u) ** 2 + sinh(v) ** 2),
        ((1 + tan(u) ** 2) * cos(u), 1 / cos(u)),
        (sin(u) / cos(u) * v**2, v**2 * tan(u)),
        (sin(u) * cos(u + v) - cos(u) * sin(u + v), -sin(v)),
        (exp(u) * exp(-v) * exp(v), exp(u)),
        (exp(2 * u) * cos(v) ** 2 + exp(2 * u) * sin(v) ** 2, exp(2 * u)),
        (sqrt(1 - u**2) * (u**2 / sqrt(1 - u**2) + sqrt(1 - u**2)), 1),
        ((u**2 - v**2) / (u - v), u + v),
        (1 - tanh(u) ** 2, 1 / cosh(u) ** 2),
        (u**a * u ** (a - 1) * u, u ** (2 * a)),
        (sin(u) / cos(u), tan(u)),
        ((u + v) ** 2 - u**2 - 2 * u * v - v**2, 0),
        (1 / (1 + exp(-u)) - exp(u) / (1 + exp(u)), 0),
        (log(u) * cos(v) ** 2 + log(u) * sin(v) ** 2, log(u)),
        (Abs(u) * cos(v) ** 2 + Abs(u) * sin(v) ** 2, Abs(u)),
        (sin(u**2 + v) ** 2 + cos(u**2 + v) ** 2, 1),
        (sin(90 * u) * cos(90 * u + v) - cos(90 * u) * sin(90 * u + v), -sin(v)),
        (2 * sin(u / 2) ** 2 + cos(u), 1),
        (v / ((cos(u) - 1) * (cos(u) + 1)), -v / sin(u) ** 2),
    ],
)
def test_identities(expr: Expr, short: Expr) -> None:
    result = tidy(expr)
    assert_equal(result, sp.S(short))
    assert Lengths()(result)[0] <= Lengths()(sp.S(short))[0] and not result.has(Float)


@pytest.mark.parametrize("name", [n for n, c in CLASSICS.items() if c.determinant is not None])
def test_determinants_are_as_short_as_the_textbook_says(name: str) -> None:
    classic = CLASSICS[name]
    result = classic.mapping.jacobian_determinant
    assert_equal(result, classic.determinant)
    # What the books write with a square completed stays multiplied out.
    extra = {"Joukowski": 1, "Moebius": 2}.get(name, 0)
    assert result.count_ops() <= classic.determinant.count_ops() + extra


@pytest.mark.parametrize("name", SURFACES)
def test_gram_determinants(name: str) -> None:
    classic = SURFACES[name]
    assert_equal(classic.mapping.gram_determinant, classic.determinant)
    assert classic.mapping.gram_determinant.count_ops() <= classic.determinant.count_ops()


@pytest.mark.parametrize("name", FOR_SIMPLIFY)
def test_no_longer_than_simplify(name: str) -> None:
    mapping = CLASSICS[name].mapping
    assert mapping.jacobian_determinant.count_ops() <= sp.simplify(mapping.untidied_determinant).count_ops()


@given(expressions(kinks=True))
def test_never_longer_and_never_different(expr: Expr) -> None:
    for raw in (expr, derivative(expr, u)):
        result = tidy(raw)
        assert Lengths()(result) <= Lengths()(raw)
        symbols = sorted(raw.free_symbols, key=str)
        points = np.random.default_rng(5).uniform(-1.5, 1.5, (len(symbols), 40))
        if symbols:
            before, after = evaluate(Tape.of(symbols, [raw, result]), list(points))
            good = np.isfinite(before) & np.isfinite(after) & (np.abs(before) < 1e8)
            np.testing.assert_allclose(after[good], before[good], rtol=1e-6, atol=1e-6)


def test_steps_and_branches_are_harmless() -> None:
    for expr in (
        sp.sign(u) ** 2 * v + sp.sign(u) ** 2 * u,
        derivative(Max(0, u + v) ** 2, u) * derivative(Max(u, v, 0), v),
        Piecewise((u**2 + 2 * u + 1, u > 0), (0, True)) * sin(u) ** 2,
        Abs(u) ** 3 + Abs(u - v),
        Piecewise((log(u), u > 0), (0, True)) + Piecewise((2 * log(u), u > 0), (0, True)),
    ):
        assert_equal(tidy(expr), expr)


def test_a_relu_layer_is_a_product_of_steps() -> None:
    determinant = CLASSICS["ReLU layer"].mapping.jacobian_determinant
    assert len(determinant.atoms(Piecewise)) == 2
    assert determinant.is_Mul


@pytest.mark.parametrize(
    "expr",
    [
        (u + v + a + 1) ** 90 * (u - v + 3) ** 80,
        sum(sin(k * u + v) * cos(k * v) for k in range(30)) ** 6,
        tan(tan(u)) * tan(u + tan(v)) * tan(tan(u) * tan(v)) / (1 + tan(tan(tan(u)))),
        sinh(sinh(sinh(u))) / cosh(tanh(cosh(v) + u)) + sqrt(sqrt(u**7 + v) + sqrt(v)) ** 5,
        (u**17 + v**13 + a + 1) ** 3 / (u**11 - v + a) ** 4 + (u + 1) ** 12 / (v**9 + u * a + 2) ** 3,
    ],
)
def test_stops_in_time(expr: Expr) -> None:
    start = time.monotonic()
    result, _ = tidied(expr, 0.3)
    assert time.monotonic() - start < 1.5
    assert Lengths()(result) <= Lengths()(expr)


def test_comes_as_far_on_a_slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clock runs twenty times as fast, the same forms are found within the same budget."""
    expr = FOR_A_LONG_SEARCH.untidied_determinant
    found = tidied(expr)
    now = time.process_time
    monkeypatch.setattr(time, "process_time", lambda: 15 * now())
    assert tidied(expr) == found
    assert found[1]


def test_sines_of_large_multiples_are_not_written_out() -> None:
    expr = 37 * sin(37 * v) * sin(39 * v) + 39 * cos(37 * v) * cos(39 * v)
    assert not list(by_angle_sums(expr))
    assert list(by_angle_sums(expr.xreplace({37 * v: 3 * v, 39 * v: 4 * v})))


def test_sines_inside_other_functions_stay() -> None:
    assert not list(by_angle_sums(Max(sin(u), cos(2 * u + v)) * Abs(sin(u + v))))


def test_high_degrees_are_not_factored() -> None:
    with pytest.raises(OverBudget):
        list(by_relations(u**2 * exp(64 * v) - exp(5 * u) + exp(2 * u) + v**3 * exp(v / 29)))


def test_says_whether_it_finished() -> None:
    assert tidied(r * cos(theta) ** 2 + r * sin(theta) ** 2) == (r, True)
    assert tidied((u + v + a + 1) ** 90 * (u - v + 3) ** 80 + 1, 0.05)[1] is False


def test_agreement_notices_a_wrong_form() -> None:
    assert agree(u + v, v + u)
    assert not agree(sqrt(u**2), u)
    assert not agree(u, u + sp.Rational(1, 1000))
    assert agree(sp.Integer(1), sp.Integer(1))
    assert not agree(sp.Integer(1), sp.Integer(2))
