"""The special functions that a person may type: their values and derivatives beside mpmath, and where they jump."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np
import pytest

from jacviz.parse import parse, parse_number, read

POINTS = (0.15, 0.41, 0.77, 1.3, 2.6)
SMOOTH: dict[str, Callable[[mpmath.mpf], mpmath.mpf]] = {
    "gamma(x)": mpmath.gamma,
    "gamma(-x)": lambda x: mpmath.gamma(-x),
    "erfinv(x/3)": lambda x: mpmath.erfinv(x / 3),
    "erf⁻¹(x/3)": lambda x: mpmath.erfinv(x / 3),
    "erf^{-1}(x/3)": lambda x: mpmath.erfinv(x / 3),
    "Φ^-1(x/3)": lambda x: mpmath.sqrt(2) * mpmath.erfinv(2 * x / 3 - 1),
    "Φ^(-1)(x/3)": lambda x: mpmath.sqrt(2) * mpmath.erfinv(2 * x / 3 - 1),
    "2 Φ⁻¹(x/3)": lambda x: 2 * mpmath.sqrt(2) * mpmath.erfinv(2 * x / 3 - 1),
    "besselj(0, x)": lambda x: mpmath.besselj(0, x),
    "J_1(4x)": lambda x: mpmath.besselj(1, 4 * x),
    "besselj(-3, x)": lambda x: mpmath.besselj(-3, x),
    "besseli(0, x)": lambda x: mpmath.besseli(0, x),
    "BesselI[2, x]": lambda x: mpmath.besseli(2, x),
    "normcdf(x)": mpmath.ncdf,
    "normpdf(x)": mpmath.npdf,
    "Φ(x)": mpmath.ncdf,
    "sinc(x)": mpmath.sinc,
    "np.sinc(x)": mpmath.sincpi,
    "hypot(x, 3)": lambda x: mpmath.hypot(x, 3),
    "clamp(x, 0.3, 2)": lambda x: min(max(x, mpmath.mpf("0.3")), mpmath.mpf(2)),
    "mod(5x, 2)": lambda x: 5 * x - 2 * mpmath.floor(5 * x / 2),
    "frac(3x)": lambda x: mpmath.frac(3 * x),
    "floor(x)": mpmath.floor,
    "ceil(x) + x": lambda x: mpmath.ceil(x) + x,
    "step(x - 1)": lambda x: mpmath.mpf(x >= 1),
    "heaviside(x - 1, 0.5)": lambda x: mpmath.mpf(x > 1),
    "log1p(x) + expm1(x)": lambda x: mpmath.log1p(x) + mpmath.expm1(x),
    "log(x, 3)": lambda x: mpmath.log(x, 3),
    "pow(x, 2.5)": lambda x: x ** mpmath.mpf("2.5"),
}


@pytest.mark.parametrize("text", SMOOTH)
def test_values_and_derivatives_meet_mpmath(text: str) -> None:
    mapping = parse(text, "x")
    for point in POINTS:
        with mpmath.workdps(40):
            exact = SMOOTH[text](mpmath.mpf(point))
            slope = mpmath.diff(SMOOTH[text], mpmath.mpf(point), h=mpmath.mpf(10) ** -15)
        assert mapping.values([point])[0] == pytest.approx(float(exact), rel=1e-12, abs=1e-14)
        assert mapping.at([point])[0, 0] == pytest.approx(float(slope), rel=1e-10, abs=1e-10)


@pytest.mark.parametrize(("text", "told"), [("erf⁻¹(x)", "erfinv"), ("Φ^-1(x)", "probit"), ("sin^-1 x", "arcsin")])
def test_an_inverse_is_told(text: str, told: str) -> None:
    assert any(f"the inverse function {told}" in str(note) for note in read(text, "x").notes)


@pytest.mark.parametrize("text", ["y = f^-1(x)", "y = g^{-1}(x) + 1", "y = f⁻¹(2x)"])
def test_the_inverse_of_what_nobody_defined_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="inverse of a function that is not known"):
        parse(text)


def test_a_power_of_a_parameter_before_a_bracket_is_a_product() -> None:
    assert parse("y = a^-1 (x + 1)", "x").at([0.0]) == 1 and parse("y = f^-1 (x + 1)", "x").at([0.0]) == 1


@pytest.mark.parametrize("text", ["floor(x)", "ceil(x)", "mod(x, 1)", "frac(2x)", "step(x)"])
def test_where_a_function_jumps_there_is_no_derivative(text: str) -> None:
    mapping = parse(text, "x")
    assert np.isnan(mapping.at([0.0])).all() and np.isfinite(mapping.at([0.3])).all()


@pytest.mark.parametrize("x", [0.0, -1.0, -2.0])
def test_the_gamma_function_has_no_value_at_its_poles(x: float) -> None:
    assert math.isnan(parse("gamma(x)", "x").values([x])[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [("gamma(5)", 24), ("Φ(0)", 0.5), ("floor(-1.5)", -2), ("mod(-1, 3)", 2), ("clamp(7, 0, 1)", 1), ("erfinv(0)", 0)],
)
def test_numbers_know_them_too(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)
