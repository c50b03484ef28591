"""Whether an integral over an unbounded region is infinite far out: no direction is forgotten, none is blamed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from sympy import exp

from jacviz.integrals.limits import Limits, read_limits
from jacviz.integrals.numbers.far import RADII, Side, far, logarithm
from jacviz.integrals.numbers.quadrature import Within
from jacviz.numeric.tape import Tape
from jacviz.parse import parse_expression

PLANE = (("x", "-∞", "∞"), ("y", "-∞", "∞"))
QUARTER = (("x", "0", "∞"), ("y", "0", "∞"))
SPACE = (*PLANE, ("z", "-∞", "∞"))
TURNING = (("θ", "0", "2π"), ("r", "0", "∞"))


def diverges(integrand: str, rows: tuple) -> bool:
    limits: Limits = read_limits(rows)
    variables = [limit.variable for limit in limits]
    expr = parse_expression(integrand, [s.name for s in variables])
    return next(far(Within(Tape.of(variables, [expr]), limits), expr), None) is not None


@pytest.mark.parametrize(
    ("integrand", "rows"),
    [
        ("e^(-(x - y)^2)", PLANE),
        ("e^(-x^2)", PLANE),
        ("e^(-(x + 2y)^2)", PLANE),
        ("e^(-10^4 (x - y)^2)", PLANE),
        ("e^(-x^2 - 2x y - y^2)", PLANE),
        ("1/(1 + (x - y)^2)", PLANE),
        ("e^(-|x - y|)", PLANE),
        ("e^(-(x - y)^2)/(1 + x^2)^0.4", PLANE),
        ("e^(-(y - x^2)^2)", PLANE),
        ("e^(-x^2 y^2)", PLANE),
        ("1/(1 + |x| + |y|)^2", PLANE),
        ("e^(-(x - 3y)^2)", QUARTER),
        ("e^(-(x - y)^2 - (y - z)^2)", SPACE),
        ("e^(-x^2 - y^2)", SPACE),
        ("r e^(-2 r^2 cos(θ)^2)", TURNING),
        ("r/(1 + r^2)", TURNING),
    ],
)
def test_a_ridge_of_any_direction(integrand: str, rows: tuple) -> None:
    assert diverges(integrand, rows)


@pytest.mark.parametrize(
    ("integrand", "rows"),
    [
        ("e^(-x^2 - y^2)", PLANE),
        ("e^(-x^2 - 1.9 x y - y^2)", PLANE),
        ("e^(-(x - y)^2 - (x + y)^4/10^4)", PLANE),
        ("e^(-(x - y)^2)/(1 + x^2)", PLANE),
        ("e^(-x^2 - (x - y)^2)", PLANE),
        ("e^(-x^2 y^2 - x^2 - y^2)", PLANE),
        ("1/(1 + x^2 + y^2)^1.1", PLANE),
        ("1/((1 + (x - y)^2)(1 + y^2))", PLANE),
        ("x e^(-x)/(1 + y^2)", QUARTER),
        ("e^(-(x - y)^2 - (y - z)^2 - (x + y + z)^2)", SPACE),
        ("r/(1 + r^2)^2", TURNING),
    ],
)
def test_what_falls_in_every_direction(integrand: str, rows: tuple) -> None:
    assert not diverges(integrand, rows)


def test_what_a_ridge_holds() -> None:
    """By hand: at x = R, e^(-(x - y)^2) is above a half for sqrt(ln 2) of y <= R, a share of sqrt(ln 2)/(2R)."""
    limits = read_limits(PLANE)
    variables = [limit.variable for limit in limits]
    expr = parse_expression("e^(-(x - y)^2)", ["x", "y"])
    side = Side(Within(Tape.of(variables, [expr]), limits), Tape.of(variables, [logarithm(expr)]), 0, 1)
    np.testing.assert_allclose(side.held()[5:], (math.sqrt(math.log(2)) / 2 * RADII)[5:], rtol=1e-6)


def test_the_logarithm_of_a_product() -> None:
    expr = parse_expression("-3 x e^(-x^2)", ["x"])
    (x,) = expr.free_symbols
    assert exp(logarithm(expr)).subs(x, 2.0).evalf() == pytest.approx(6 * math.exp(-4))
