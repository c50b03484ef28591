"""Regions that inequalities describe, found by looking."""

from __future__ import annotations

import math

import pytest
from sympy import symbols

from jacviz.integrals.region.inequalities import Inequalities
from jacviz.integrals.sides import over_region
from jacviz.parse import parse_expression, parse_inequalities

OLD = symbols("x y", real=True)
TRIANGLE = "x >= 0, y >= 0, x + y <= 2"


@pytest.mark.parametrize(
    ("integrand", "region", "value"),
    [
        ("e^((y - x)/(y + x))", TRIANGLE, 2 * math.sinh(1)),
        ("(x/(x + y))^40", TRIANGLE, 2 / 41),
        ("e^(-x/y)", "x >= 0, 0 <= y <= 1, x <= y", (1 - math.exp(-1)) / 2),
        ("1/sqrt(1 - x^2 - y^2)", "x^2 + y^2 <= 1", 2 * math.pi),
        ("1/sqrt x", TRIANGLE, 8 * math.sqrt(2) / 3),
    ],
)
def test_what_is_without_bound_just_outside_is_not_reached(integrand: str, region: str, value: float) -> None:
    """By hand: in u = x + y and v = x/(x + y), the first is that of e^(1 - 2v) u."""
    names = [s.name for s in OLD]
    inside = Inequalities.of(parse_inequalities(region, names), OLD)
    assert inside is not None
    found = over_region(parse_expression(integrand, names), OLD, inside).once
    assert abs(found.value - value) <= found.error < 1e-4 * value
