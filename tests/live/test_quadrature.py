"""Adaptive quadrature against closed forms: smooth, kinked, singular and divergent integrands."""

from __future__ import annotations

import math
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.live.modules import call

INTEGRATE = """
let evaluations = 0;
const sample = (inputs, n) => {
  evaluations += n;
  return Float64Array.from({ length: n }, (_, k) => inner(...inputs.map((w) => w[k])));
};
return { ...integrate(sample, given.box, { most: given.most }), evaluations };
"""


def integral(page: Page, integrand: str, *box: tuple[float, float], most: int = 20_000) -> dict[str, Any]:
    """The integral of a function of x, y, z, written as JavaScript, over a box."""
    body = f"const inner = (x, y, z) => {integrand};" + INTEGRATE
    return call(page, "integrate from quadrature", body, {"box": box, "most": most})


SMOOTH = [
    ("Math.exp(x)", [(0, 2)], math.e**2 - 1),
    ("x ** 22", [(-1, 1)], 2 / 23),
    ("1 / (1 + 25 * x * x)", [(-1, 1)], 2 / 5 * math.atan(5)),
    ("Math.sin(40 * x) ** 2", [(0, math.pi)], math.pi / 2),
    ("x * x * y + 1", [(0, 1), (0, 2)], 2 / 3 + 2),
    ("Math.exp(-x * x - y * y)", [(-1, 1), (-1, 1)], math.pi * math.erf(1) ** 2),
    ("x * x * Math.sin(y)", [(0, 2), (0, math.pi), (0, 2 * math.pi)], 8 / 3 * 2 * 2 * math.pi),
]
ROUGH = [
    ("Math.abs(x - 0.3)", [(0, 1)], (0.09 + 0.49) / 2, 1e-9),
    ("1 / Math.sqrt(x)", [(0, 1)], 2.0, 1e-4),
    ("Math.sqrt(x * x + y * y)", [(-1, 1), (-1, 1)], 4 / 3 * (math.sqrt(2) + math.asinh(1)), 1e-7),
    ("x > y ? 1 : 0", [(0, 1), (0, 1)], 0.5, 5e-3),
]


@pytest.mark.parametrize(("integrand", "box", "wanted"), SMOOTH)
def test_smooth_integrands(module_page: Page, integrand: str, box: list, wanted: float) -> None:
    found = integral(module_page, integrand, *box)
    assert found["isSettled"] and found["value"] == pytest.approx(wanted, rel=1e-10)
    assert abs(found["value"] - wanted) <= found["error"] + 1e-14 * abs(wanted)


@pytest.mark.parametrize(("integrand", "box", "wanted", "precision"), ROUGH)
def test_rough_integrands_say_how_rough(
    module_page: Page, integrand: str, box: list, wanted: float, precision: float
) -> None:
    found = integral(module_page, integrand, *box)
    assert found["value"] == pytest.approx(wanted, rel=precision)
    assert abs(found["value"] - wanted) <= found["error"] and found["evaluations"] <= 20_000


def test_what_is_undefined_counts_as_nothing(module_page: Page) -> None:
    """The square root of 1 - x^2 over [-2, 2] is half a disc."""
    assert integral(module_page, "Math.sqrt(1 - x * x)", (-2, 2))["value"] == pytest.approx(math.pi / 2, rel=1e-7)


@pytest.mark.parametrize(
    ("integrand", "box", "hole"),
    [
        ("Math.sqrt(1 - x * x)", [(-2, 2)], 0.5), ("Math.log(x)", [(-1, 3)], 0.25), ("x + y", [(0, 1), (0, 1)], 0.0),
        ("x > y ? 1 : NaN", [(0, 1), (0, 1)], 0.5), ("Math.sqrt(-1 - x * x)", [(0, 1)], 1.0),
    ],
)  # fmt: skip
def test_how_much_is_undefined(module_page: Page, integrand: str, box: list, hole: float) -> None:
    assert integral(module_page, integrand, *box)["hole"] == pytest.approx(hole, abs=5e-3)


def test_a_divergent_integral_does_not_settle(module_page: Page) -> None:
    found = integral(module_page, "1 / Math.abs(x - 0.1)", (-1, 1))
    assert not found["isSettled"] and found["error"] > 0.1


@pytest.mark.parametrize("count", [1, 2, 3])
def test_evaluations_are_bounded(module_page: Page, count: int) -> None:
    wild = "Math.abs(Math.sin(1e4 * (x + (y ?? 0) + (z ?? 0))))"
    assert integral(module_page, wild, *[(0, 1)] * count, most=5000)["evaluations"] <= 5000
