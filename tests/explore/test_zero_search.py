"""Zeros in boxes: found where there are some, never where there are none; sample points fill the box."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from scipy.stats import qmc
from sympy import Abs, Expr, Piecewise, Rational, cos, exp, sin

from jacviz.explore.zero_search import find_zero, known_zero, sample_points
from jacviz.mapping import Box, Mapping
from jacviz.symbolic.roots import linear_root
from tests.expressions import a, u, v

WIDE = Mapping((u, v), ("x", "y"), (u, v), domain=Box((-2.0, -1.0), (2.0, 3.0)))


@pytest.mark.parametrize(
    "expr",
    [
        u, u - v, u**2 + v**2, (u - sp.Rational(1, 7)) ** 2 + (v - sp.sqrt(2)) ** 2, u * v - sp.pi,
        u - 2, (u - 2) ** 2 + (v - 3) ** 2, sin(5 * u) + v**2, exp(u) - 7, Abs(u + Rational(1, 3)), cos(u),
        u**3 - Rational(1, 5), (u**2 - v) ** 2,
    ],
)  # fmt: skip
def test_finds_zeros(expr: Expr) -> None:
    point = find_zero(expr, WIDE)
    assert point is not None
    assert abs(float(expr.subs({u: point[0], v: point[1]}))) < 1e-8
    assert all(lo <= x <= hi for x, lo, hi in zip(point, WIDE.domain.lower, WIDE.domain.upper, strict=True))


@pytest.mark.parametrize(
    "expr",
    [
        u**2 + v**2 + Rational(1, 1000), u - Rational(201, 100), cos(u) + Rational(11, 10), 1 / u,
        Piecewise((1, u > 0), (-1, True)), exp(-(u**2)), u**2 + (v - 4) ** 2, sp.log(-1 - u**2),
    ],
)  # fmt: skip
def test_finds_none_where_there_is_none(expr: Expr) -> None:
    assert find_zero(expr, WIDE) is None


def test_parameters_have_their_values() -> None:
    fields = {"domain": WIDE.domain, "parameters": (a,), "parameter_box": Box((-9.0,), (9.0,))}
    for value, found in ((-1.0, True), (1.0, False)):
        mapping = Mapping((u, v), ("x", "y"), (u, v), parameter_values=(value,), **fields)
        assert (find_zero(u**2 + v**2 + a, mapping) is not None) is found


def test_only_where_the_mapping_has_values() -> None:
    mapping = Mapping((u, v), ("x", "y"), (sp.sqrt(u - 1), v), domain=WIDE.domain)
    assert find_zero(u, mapping) is None
    assert find_zero(u - Rational(3, 2), mapping) is not None


def test_linear_roots() -> None:
    assert linear_root(3 * u - 2) == (u, Rational(2, 3))
    assert linear_root(u) == (u, 0)
    assert all(linear_root(e) is None for e in (u + v, u**2, sin(u), a * u, sp.Integer(3)))


def test_known_zeros() -> None:
    box = Box((0.0, 0.0), (1.0, 6.283185307179586))
    assert known_zero(u - 1, (u, v), box)
    assert not known_zero(u + 1, (u, v), box)
    assert known_zero(sin(v), (u, v), box, near=(0.3, 3.14159265))
    assert known_zero(1 - cos(v), (u, v), box, near=(0.3, 6.28318530))
    assert not known_zero(sin(v) + Rational(1, 10**7), (u, v), box, near=(0.3, 3.14159265))


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_sample_points_are_spread_better_than_chance(n: int) -> None:
    box = Box((-1.0,) * n, (3.0,) * n)
    points = np.array(sample_points(box, 256)).T
    assert points.shape == (256, n)
    assert points.min() > -1 and points.max() < 3
    unit = (points + 1) / 4
    chance = np.random.default_rng(1).random((256, n))
    assert qmc.discrepancy(unit) < 0.5 * qmc.discrepancy(chance)
    np.testing.assert_array_equal(points, np.array(sample_points(box, 256)).T)


@pytest.mark.parametrize("n", [5, 8, 12, 33, 64])
def test_boxes_of_many_variables(n: int) -> None:
    variables = sp.symbols(f"x1:{n + 1}", real=True)
    names = tuple(f"f{i}" for i in range(n))
    mapping = Mapping(variables, names, variables, domain=Box((-2.0,) * n, (3.0,) * n))
    linear = sum(variables) - 1
    point = find_zero(linear, mapping)
    assert point is not None and abs(sum(point) - 1) < 1e-8
    assert find_zero(sum(x**2 for x in variables) + 1, mapping) is None
    assert find_zero(variables[-1] - 3, mapping) is not None
