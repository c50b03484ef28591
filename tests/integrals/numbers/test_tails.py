"""What is left behind the last node: of powers, and of powers of the logarithm."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jacviz.integrals.limits import read_limits
from jacviz.integrals.numbers.tails import SURE, behind, beyond
from jacviz.integrals.sides import over_domain
from jacviz.parse import parse_expression

LN2, LNLN20 = math.log(2), math.log(math.log(20))


@pytest.mark.parametrize("power", [1.5, 2, 3])
def test_the_rest_of_a_power(power: float) -> None:
    """By hand: of s^-p from 100 on, 100^(1 - p)/(p - 1)."""
    rest = 100 ** (1 - power) / (power - 1)
    assert beyond(50**-power, 50, 100**-power, 100) == pytest.approx(SURE * rest)


def test_what_falls_no_faster_than_1_over_s_has_no_end() -> None:
    assert beyond(1 / 50, 50, 1 / 100, 100) == math.inf
    assert beyond(1 / (50 * math.log(50)), 50, 1 / (100 * math.log(100)), 100) == math.inf
    assert beyond(1, 50, 0, 100) == 0


def test_the_rest_behind_nodes() -> None:
    """Of x^(-9/10) below e^-100, 10 e^-10."""
    s = np.linspace(0, 100, 201)[1:]
    assert 10 * math.exp(-10) <= behind(np.exp(-s / 10), np.exp(-s)) <= 100 * SURE * math.exp(-10)
    assert behind(np.zeros(0), np.zeros(0)) == 0


@pytest.mark.parametrize(
    ("integrand", "low", "high", "value"),
    [
        ("1/(x ln(x/e)^2)", "0", "1/2", 1 / (1 + LN2)),
        ("1/(x ln(x)^2)", "0", "1/2", 1 / LN2),
        ("1/(x |ln x|^1.5)", "0", "1/2", 2 / math.sqrt(LN2)),
        ("1/((1 - x) ln(1 - x)^2)", "1/2", "1", 1 / LN2),
        ("1/(|x - 1/3| ln(|x - 1/3|)^2)", "1/3", "2/3", 1 / math.log(3)),
        ("1/(x ln(x)^2)", "2", "∞", 1 / LN2),
        ("1/(|x| ln(|x|)^2)", "-∞", "-2", 1 / LN2),
        ("1/(x ln(x)^1.5)", "2", "∞", 2 / math.sqrt(LN2)),
        ("1/(x ln(x)^1.2)", "2", "∞", 5 / LN2**0.2),
        ("1/(x ln(x)^4)", "2", "∞", 1 / (3 * LN2**3)),
        ("1/(x ln(x) ln(ln x)^2)", "20", "∞", 1 / LNLN20),
        ("1/(x |ln x| ln(|ln x|)^2)", "0", "1/20", 1 / LNLN20),
        ("x^(-9/10)", "0", "1", 10.0),
    ],
)
def test_a_long_tail_is_within_the_error(integrand: str, low: str, high: str, value: float) -> None:
    """By substituting s = ln x, and once more for ln(ln x)."""
    limits = read_limits([("x", low, high)])
    found = over_domain(parse_expression(integrand, ["x"]), [limits], 5.0)
    assert not math.isfinite(found.error) or abs(found.value - value) <= found.error < value
