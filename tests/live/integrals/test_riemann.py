"""Regions, their cells and both Riemann sums, against closed forms."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.integrals.payloads import BALL, DISK, POLAR, SQUARE, integral
from tests.live.modules import call

IMPORTS = "Region from region, Cells from riemann"
TRAPEZOID = "u = x + y\nv = x - y"
# Integrand, mapping, limits; the value with multiplicity by hand; how far both sums may be from it at N = 32.
KNOWN: dict[str, tuple[Callable[[], dict[str, Any]], float, float]] = {
    "disk": (partial(integral, "1", *DISK), 4 * math.pi, 1e-4),
    "gaussian": (partial(integral, "e^(-x^2 - y^2)", POLAR, ("θ", "0", "2π"), ("r", "0", "∞")), math.pi, 0.01),
    "gaussian of the plane": (
        partial(integral, "e^(-x^2 - y^2)", "x = u\ny = v", ("u", "-∞", "∞"), ("v", "-∞", "∞")), math.pi, 0.03,
    ),
    "shifted disk": (
        partial(integral, "sqrt(x^2 + y^2)", POLAR, ("θ", "-π/2", "π/2"), ("r", "0", "2 cos θ")), 32 / 9, 0.003,
    ),
    "cardioid": (partial(integral, "1", POLAR, ("θ", "0", "2π"), ("r", "0", "1 + cos θ")), 1.5 * math.pi, 0.005),
    "trapezoid": (
        partial(integral, "e^((x + y)/(x - y))", TRAPEZOID, region="x >= 0, y <= 0, x - y >= 1, x - y <= 2"),
        0.75 * (math.e - 1 / math.e), 0.001,
    ),
    "square of z": (partial(integral, "1", *SQUARE), 32 / 3, 0.02),
    "two turns": (partial(integral, "1", POLAR, ("θ", "0", "4π"), ("r", "0", "1")), 2 * math.pi, 0.001),
    "quarter disk": (partial(integral, "sqrt(1 - x^2)", "x = sin u", ("u", "0", "π/2")), math.pi / 4, 1e-4),
    "half line": (partial(integral, "e^(-x)", "x = u^2", ("u", "0", "∞")), 1, 0.005),
    "there and back": (partial(integral, "x^2", "x = sin u", ("u", "0", "π")), 2 / 3, 0.001),
}  # fmt: skip


def sums(page: Page, payload: dict[str, Any], *counts: int) -> np.ndarray:
    """Both sums, (domain, image), a row for each N."""
    body = (
        "const region = new Region(given[0]);"
        "return given[1].map((n) => { const { sums } = new Cells(region, n); return [sums.domain, sums.image]; });"
    )
    return np.array(call(page, IMPORTS, body, [payload, counts]))


def cells(page: Page, payload: dict[str, Any], count: int) -> dict[str, np.ndarray]:
    body = """const { region, lattice, ...all } = new Cells(new Region(given[0]), given[1]);
      const plain = (w) => Array.isArray(w) ? w.map(plain) : w?.buffer ? Array.from(w) : w;
      return Object.fromEntries(Object.entries(all).map(([key, w]) => [key, plain(w)]));"""
    return {key: np.array(value) for key, value in call(page, IMPORTS, body, [payload, count]).items()}


@pytest.mark.parametrize("name", KNOWN)
def test_both_sums_tend_to_the_integral(module_page: Page, name: str) -> None:
    problem, value, error = KNOWN[name]
    payload = problem()
    found = sums(module_page, payload, 32)[0]
    assert found == pytest.approx([value, value], abs=error)
    assert payload["with_multiplicity"] == pytest.approx(value)


def test_the_ball(module_page: Page) -> None:
    found = sums(module_page, integral("1", *BALL), 4, 8)
    assert found[:, 1] == pytest.approx(4 / 3 * math.pi, abs=1e-3)  # the images fill the ball, whatever N
    errors = found[:, 0] - 4 / 3 * math.pi
    assert 3.5 < errors[0] / errors[1] < 4.5


@pytest.mark.parametrize(
    "problem",
    [
        partial(integral, "sqrt(x^2 + y^2)", *DISK),
        partial(integral, "x^2 + 1", *SQUARE),
        partial(integral, "sqrt(x^2 + y^2)", POLAR, ("θ", "-π/2", "π/2"), ("r", "0", "2 cos θ")),
        partial(integral, "x^2", "x = sin u", ("u", "0", "π")),
    ],
    ids=["disk", "square of z", "shifted disk", "one variable"],
)
def test_errors_fall_with_the_square_of_n(module_page: Page, problem: Callable[[], dict[str, Any]]) -> None:
    payload = problem()
    errors = np.abs(sums(module_page, payload, 16, 32, 64) - payload["with_multiplicity"])
    assert np.log2(errors[:-1] / errors[1:]) == pytest.approx(2, abs=0.1)


def test_cells_of_the_disk(module_page: Page) -> None:
    """For polar coordinates r Δr Δθ is the area of a cell's image itself."""
    found = cells(module_page, integral("x + 3", *DISK), 6)
    places = np.arange(36)
    angle, radius = (places % 6 + 0.5) * math.pi / 3, (places // 6 + 0.5) / 3
    assert found["u"] == pytest.approx(np.stack([angle, radius]))
    assert found["f"] == pytest.approx(radius * np.stack([np.cos(angle), np.sin(angle)]))
    assert found["integrand"] == pytest.approx(radius * np.cos(angle) + 3)
    assert np.abs(found["determinant"]) == pytest.approx(radius)
    assert found["area"] == pytest.approx(math.pi / 9)
    assert found["imageArea"] == pytest.approx(radius * math.pi / 9, rel=1e-5)
    assert found["contribution"] == pytest.approx((radius * np.cos(angle) + 3) * radius * math.pi / 9)


def test_boxes_of_the_ball(module_page: Page) -> None:
    found = cells(module_page, integral("1", *BALL), 3)
    k = np.arange(27)
    phi, rho = (k // 3 % 3) * math.pi / 3, (k // 9) / 3
    wanted = 2 * math.pi / 3 * (np.cos(phi) - np.cos(phi + math.pi / 3)) * ((rho + 1 / 3) ** 3 - rho**3) / 3
    assert found["imageArea"] == pytest.approx(wanted, rel=1e-3)


def test_the_image_may_reach_to_infinity(module_page: Page) -> None:
    """x = tan u: in place of the infinite widths of the outer strips stands what |dx/du| announces."""
    payload = integral("1/(1 + x^2)", "x = tan u", ("u", "-π/2", "π/2"))
    found = cells(module_page, payload, 8)
    assert found["contribution"] == pytest.approx(math.pi / 8)
    assert found["imageContribution"][[0, -1]] == pytest.approx(math.pi / 8)
    inner = np.tan(np.linspace(-math.pi / 2, math.pi / 2, 9)[1:-1])
    assert found["imageArea"][1:-1] == pytest.approx(np.diff(inner))


def test_a_centre_without_value_counts_as_nothing(module_page: Page) -> None:
    payload = integral("1/sqrt(|x|)", "x = u", ("u", "-1", "1"))
    found = cells(module_page, payload, 3)
    assert found["lost"] == 1
    assert sums(module_page, payload, 3)[0] == pytest.approx([2 * 2 / 3 * math.sqrt(1.5)] * 2)


@pytest.mark.parametrize("ends", [[-2, 3], [1, math.inf], [-math.inf, -1], [-math.inf, math.inf]])
def test_the_unit_interval_is_laid_over_any_other(module_page: Page, ends: list[float]) -> None:
    body = """return given[0].map((t) => {
      const [low, high] = given[1].map(Number), at = (s) => between(s, low, high)[0], h = 1e-6;
      const slope = (at(t + h) - at(t - h)) / (2 * h);
      return [shareOf(at(t), low, high), between(t, low, high)[1] / slope, at(t) > low && at(t) < high];
    });"""
    t = [0.001, 0.2, 0.5, 0.77, 0.99]
    imports = "between from region, shareOf from region"
    texts = [str(w).replace("inf", "Infinity") for w in ends]
    found = np.array(call(module_page, imports, body, [t, texts]), dtype=float)
    assert found[:, 0] == pytest.approx(t)
    assert found[:, 1:] == pytest.approx(1, rel=1e-5)


@pytest.mark.parametrize("name", ["gaussian", "gaussian of the plane", "shifted disk", "trapezoid", "half line"])
def test_each_centre_lies_in_its_cell(module_page: Page, name: str) -> None:
    body = """const region = new Region(given), cells = new Cells(region, 7);
      const centres = Array.from({ length: cells.n }, (_, k) => cells.centre(k));
      return centres.map((centre) => [cells.holding(centre), region.holds(centre)]);"""
    found = call(module_page, IMPORTS, body, KNOWN[name][0]())
    assert found == [[k, True] for k in range(len(found))]
