"""Ranges and values to begin with: nothing undefined, nothing twice, no accident."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jacviz.explore.properties import Sample
from jacviz.explore.zero_search import sample_points
from jacviz.parse import parse

TURN, HALF = (0, 2 * math.pi), (0, math.pi)
R = (0, 2)
# Which angle is polar follows from the formulas, whatever their names and order.
ANGLES = {
    "f(θ, φ) = (sin θ cos φ, sin θ sin φ, cos θ)": (HALF, TURN),
    "f(φ, θ) = (sin φ cos θ, sin φ sin θ, cos φ)": (HALF, TURN),
    "f(θ, φ) = (sin φ cos θ, sin φ sin θ, cos φ)": (TURN, HALF),
    "f(r, θ, φ) = (r sin θ cos φ, r sin θ sin φ, r cos θ)": (R, HALF, TURN),
    "f(r, φ, θ) = (r sin θ cos φ, r sin θ sin φ, r cos θ)": (R, TURN, HALF),
    "ρ sin φ cos θ, ρ sin φ sin θ, ρ cos φ": (R, HALF, TURN),
    "f(θ, φ) = (3 cos θ, sin θ cos φ, 2 sin θ sin φ)": (HALF, TURN),
    "f(φ, θ) = (cos φ cos θ, cos φ sin θ, sin φ)": ((-math.pi / 2, math.pi / 2), TURN),
    "f(θ, φ) = (a sin θ cos φ, b sin θ sin φ, c cos θ)": (HALF, TURN),
    "f(θ, φ) = (sin(θ)^3 cos φ, sin(θ)^3 sin φ, cos(θ)^3)": (HALF, TURN),
    "f(ψ, θ, φ) = (cos ψ, sin ψ cos θ, sin ψ sin θ cos φ, sin ψ sin θ sin φ)": (HALF, HALF, TURN),
    "f(μ, ν, φ) = (sinh μ sin ν cos φ, sinh μ sin ν sin φ, cosh μ cos ν)": (R, HALF, TURN),
    "f(θ, φ) = ((2 + cos θ) cos φ, (2 + cos θ) sin φ, sin θ)": (TURN, TURN),
    "f(r, θ, φ) = ((3 + r cos θ) cos φ, (3 + r cos θ) sin φ, r sin θ)": (R, TURN, TURN),
    "f(r, φ, z) = (r cos φ, r sin φ, z)": (R, TURN, (-2, 2)),
    "f(r, θ) = (r cos θ, r sin θ)": (R, TURN),
    "f(θ, φ) = (cos θ, sin θ, cos φ, sin φ)": (TURN, TURN),
    "f(θ, φ) = (θ^2, φ)": (TURN, TURN),
}


@pytest.mark.parametrize("text", ANGLES)
def test_angles_go_as_far_as_covers_once(text: str) -> None:
    found = parse(text).domain.intervals
    assert np.array(found) == pytest.approx(np.array(ANGLES[text]))


DEFINED = {
    "(√u, ln v)": ((0, 1), (0, 1)),
    "(ln u, ln v)": ((0, 1), (0, 1)),
    "f = ln(x y)": ((0, 2), (0, 2)),
    "z = ln(u v)": ((0, 1), (0, 1)),
    "(arcsin x, y)": ((-1, 1), (-2, 2)),
    "(u, arcosh v)": ((-1, 1), (1, 3)),
    "ln(u - 3)": ((3, 5),),
    "(√(-u), v)": ((-1, 0), (-1, 1)),
    "√(u - v)": ((0, 1), (-1, 0)),
    "√(1 - x^2 - y^2)": ((-1, 1), (-1, 1)),
    "(ln t, t)": ((0, 2),),
    "1/u": ((-1, 1),),
    "(tan u, v)": ((-1, 1), (-1, 1)),
    "√(1 + u v)": ((-1, 1), (-1, 1)),
}


@pytest.mark.parametrize("text", DEFINED)
def test_ranges_lie_where_the_formula_is_defined(text: str) -> None:
    mapping = parse(text)
    assert np.array(mapping.domain.intervals) == pytest.approx(np.array(DEFINED[text]))
    points = np.transpose(sample_points(mapping.domain, 200))
    assert np.mean([np.all(np.isfinite(mapping.values(p))) for p in points]) > 0.75


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("(t^2, t^3)", (-2, 2)), ("(t, t^2, t^3)", (-2, 2)), ("(e^t, t)", (-2, 2)), ("(t^3 - t, t^2)", (-2, 2)),
        ("(t^2, t^5)", (-2, 2)), ("(cos t, sin t)", TURN), ("(t - sin t, 1 - cos t)", TURN),
        ("(e^-t cos t, e^-t sin t)", TURN), ("(cos t, sin t, t/4)", TURN),
    ],
)  # fmt: skip
def test_a_curve_that_does_not_go_round_has_its_cusp_inside(text: str, interval: tuple[float, float]) -> None:
    assert parse(text).domain.intervals[0] == pytest.approx(interval)


ACCIDENTS = [
    "x = a u + b v\ny = c u + d v",
    "x = a u + b v + e\ny = c u + d v + f",
    "w = (a z + b)/(c z + d)",
    "x = (a u + b v + c)/(g u + h v + k)\ny = (l u + m v + n)/(g u + h v + k)",
    "x = a + u (b - a) + v (c - a)\ny = d + u (k - d) + v (l - d)",
    "x = u/(a - b)\ny = v",
    "(u, v/(a - 1))",
    "x = a u + b v + c w\ny = d u + g v + h w\nz = k u + l v + m w",
    "x = ln(a - b) u\ny = v",
    "x = (a - b) u\ny = (b - a) v + u",
]


@pytest.mark.parametrize("text", ACCIDENTS)
def test_no_mapping_opens_singular_by_accident(text: str) -> None:
    mapping = parse(text, "z" if "z +" in text else "u, v, w" if "w" in text else "u, v")
    sample = Sample(mapping)
    assert sample.count > 100
    stretches = np.linalg.svd(np.moveaxis(sample.matrix, 2, 0), compute_uv=False)
    assert np.max(stretches[:, -1] / stretches[:, 0]) > 0.02


def test_values_are_mild_and_distinct_and_a_single_one_is_1() -> None:
    values = parse("a u + b v + c, d u + g v + h", "u, v").parameter_values
    assert len(set(values)) == 6 and all(0.2 < w <= 2 for w in values)
    assert parse("a u, v").parameter_values == (1,)
    assert parse("(u^n, v)").parameter_values == (1,)
    assert parse("a u + b v, 2 a u + 2 b v", "u, v").parameter_values == parse("a u, b v", "u, v").parameter_values


def test_what_is_given_stays() -> None:
    mapping = parse("a u + b v, c u + d v", "u, v", parameters={"a": 1, "b": 1, "c": 1, "d": 1}, domain={"u": (-5, 5)})
    assert mapping.parameter_values == (1, 1, 1, 1) and mapping.domain.intervals[0] == (-5, 5)
    assert parse("√u, v", domain={"u": (-1, 1)}).domain.intervals[0] == (-1, 1)
