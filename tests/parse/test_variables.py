"""Which symbols vary, in which order, over which range; what the others are worth."""

import math

import pytest

from jacviz.parse import ParseError, parse, read

INFERRED = [
    ("x = r cos θ; y = r sin θ", "r theta", ""),
    ("r sin θ, r cos θ", "r theta", ""),
    ("a*u, v + b", "u v", "a b"),
    ("v, u", "u v", ""),
    ("x^2 - y^2, 2 x y", "x y", ""),
    ("ρ sin φ cos θ, ρ sin φ sin θ, ρ cos φ", "rho phi theta", ""),
    ("r cos θ, r sin θ, z", "r theta z", ""),
    ("r cos θ, r sin θ, z^2", "r theta z", ""),
    ("2 x1 + x2, x1 x2", "x1 x2", ""),
    ("tanh(w11 x1 + w12 x2 + b1), tanh(w21 x1 + w22 x2 + b2)", "x1 x2", "w11 w12 b1 w21 w22 b2"),
    ("l1 cos θ1 + l2 cos(θ1 + θ2), l1 sin θ1 + l2 sin(θ1 + θ2)", "theta1 theta2", "l1 l2"),
    ("x cos θ - y sin θ, x sin θ + y cos θ", "x y", "theta"),
    ("a sinh τ/(cosh τ - cos σ), a sin σ/(cosh τ - cos σ)", "sigma tau", "a"),
    ("a cosh μ cos ν, a sinh μ sin ν", "mu nu", "a"),
    ("x, y e^(s x + t)", "x y", "s t"),
    ("1 - a x^2 + y, b x", "x y", "a b"),
    ("p + K sin θ, θ + p + K sin θ", "theta p", "K"),
    ("ω, -sin θ", "theta omega", ""),
    ("cos t, sin t", "t", ""),
    ("cos(ω t), sin(ω t)", "t", "omega"),
    ("(R + r cos v) cos u, (R + r cos v) sin u, r sin v", "u v", "R r"),
    ("x^2 + k", "x", "k"),
    ("1, u", "u", ""),
    ("a + b, a - b", "a b", ""),
    ("s + t, s - t", "s t", ""),
    ("p q, p + q", "p q", ""),
    ("x + y z, y, z", "x y z", ""),
    ("σ(y - x), x (ρ - z) - y, x y - β z", "x y z", "sigma rho beta"),
    ("x, y, θ + x", "x y", "theta"),
    ("x cos θ, y sin θ, θ", "x y theta", ""),
    ("1 - a x_n^2 + y_n, b x_n", "x_n y_n", "a b"),
    ("e^u", "u", ""),
    ("f(b, a) = (a + b, c)", "b a", "c"),
]


@pytest.mark.parametrize(("text", "variables", "parameters"), INFERRED)
def test_inference_follows_custom(text, variables, parameters):
    reading = read(text)
    assert " ".join(s.name for s in reading.mapping.variables) == variables
    assert " ".join(s.name for s in reading.mapping.parameters) == parameters
    assert reading.inferred == ("f(" not in text)


@pytest.mark.parametrize("given", ["θ, r", ["theta", "r"], ("θ", "r"), "(θ, r)", "theta , r", "\\theta, r"])
def test_given_variables_decide_the_order(given):
    mapping = parse("r cos θ, r sin θ", variables=given)
    assert [s.name for s in mapping.variables] == ["theta", "r"]


def test_given_variables_may_be_long_or_absent_from_the_formula():
    mapping = parse("lat + k lon, 1", variables="lat, lon, x₁")
    assert [s.name for s in mapping.variables] == ["lat", "lon", "x1"]
    assert [s.name for s in mapping.parameters] == ["k"]


def test_ranges_and_values_read_texts():
    mapping = parse("a u, v + θ_1", domain={"u": ("-π/4", "2π"), "v": (0, 3)}, parameters={"a": 5, "θ₁": ("1/2", 0, 1)})
    assert mapping.domain.lower == pytest.approx((-math.pi / 4, 0))
    assert mapping.domain.upper == pytest.approx((2 * math.pi, 3))
    assert mapping.parameter_values == (5, 0.5)
    assert mapping.parameter_box.lower[0] <= 5 <= mapping.parameter_box.upper[0]
    assert (mapping.parameter_box.lower[1], mapping.parameter_box.upper[1]) == (0, 1)


def test_a_value_outside_its_range_widens_it():
    mapping = parse("a u, v", parameters={"a": (7, 0, 1)})
    assert (mapping.parameter_box.lower, mapping.parameter_box.upper) == ((0,), (7,))


def test_pleasant_ranges_to_start_with():
    polar = parse("r cos θ, r sin θ").domain
    assert polar.lower == (0, 0)
    assert polar.upper == pytest.approx((2, 2 * math.pi))
    spherical = parse("ρ sin φ cos θ, ρ sin φ sin θ, ρ cos φ").domain
    assert spherical.upper == pytest.approx((2, math.pi, 2 * math.pi))
    assert parse("a u, v").parameter_values == (1,)
    assert parse("cos t, sin t").domain.upper == pytest.approx((2 * math.pi,))


@pytest.mark.parametrize("interval", [("a", 1), ("1/0", 2), ("", 1)])
def test_a_range_that_is_no_number_points_into_its_own_text(interval):
    with pytest.raises(ParseError) as caught:
        parse("u, v", domain={"u": interval})
    assert caught.value.text == interval[0]


@pytest.mark.parametrize("interval", [(1, 1), (2, 1), (0, float("inf")), (0, float("nan"))])
def test_a_range_must_rise(interval):
    with pytest.raises(ValueError, match="range"):
        parse("u, v", domain={"u": interval})
