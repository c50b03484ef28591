"""The area of the image of a cell against closed forms and SciPy; the principal stretches against NumPy's SVD."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page
from scipy.integrate import dblquad

from tests.live.modules import call, payload_of

AREA = "return areaOfImage(new PlaneMapping(given.view), given.u, given.v, given.side);"
POLAR = "x = u cos v\ny = u sin v"


def area_in_browser(page: Page, text: str, u: float, v: float, side: float) -> float:
    given = {"view": payload_of(text), "u": u, "v": v, "side": side}
    return call(page, "areaOfImage from area, PlaneMapping from mapping", AREA, given)


@pytest.mark.parametrize(
    ("text", "at", "side", "wanted"),
    [
        (POLAR, (1.2, 0.4), 0.5, 1.2 * 0.25),
        (POLAR, (-0.7, 2.0), 0.2, 0.7 * 0.04),
        # det = 4 (u^2 + v^2): over a square of side s around p the mean of u^2 is p^2 + s^2 / 12.
        ("x = u^2 - v^2\ny = 2 u v", (0.3, -0.8), 0.6, 4 * (0.3**2 + 0.8**2 + 0.36 / 6) * 0.36),
        ("x = u^3\ny = v^3", (0.5, 0.1), 0.4, 9 * (0.25 + 0.16 / 12) * (0.01 + 0.16 / 12) * 0.16),
        ("x = 3u + v\ny = u - 2v", (0.0, 0.0), 0.25, 7 * 0.0625),
        ("x = u + v\ny = 2u + 2v", (0.1, 0.2), 0.5, 0.0),
    ],
)
def test_area_meets_closed_forms(
    module_page: Page, text: str, at: tuple[float, float], side: float, wanted: float
) -> None:
    assert area_in_browser(module_page, text, *at, side) == pytest.approx(wanted, rel=1e-13, abs=1e-15)


def test_every_fold_of_the_image_counts(module_page: Page) -> None:
    """Around r = 0 the integrand |r| has a kink: r dr dθ over (-h, h) gives h^2 Δθ, not 0."""
    assert area_in_browser(module_page, POLAR, 0.0, 1.0, 0.5) == pytest.approx(0.25**2 * 0.5, rel=1e-12)
    assert area_in_browser(module_page, POLAR, 0.03, 1.0, 0.5) == pytest.approx((0.28**2 + 0.22**2) / 2 * 0.5, rel=3e-3)


def test_area_meets_quadrature_by_scipy(module_page: Page) -> None:
    """x = u e^v, y = v + sin u: the determinant by hand is e^v (1 - u cos u)."""
    u, v, side = 0.4, -0.3, 0.8
    half = side / 2
    wanted, _ = dblquad(lambda t, s: abs(math.exp(t) * (1 - s * math.cos(s))), u - half, u + half, v - half, v + half)
    got = area_in_browser(module_page, "x = u e^v\ny = v + sin u", u, v, side)
    assert got == pytest.approx(wanted, rel=1e-10)


def test_area_of_a_morphed_mapping(module_page: Page) -> None:
    """Half way from the identity to -identity everything is at one point; a quarter of the way areas are a quarter."""
    body = """const m = new PlaneMapping(given);
    return [0, 0.25, 0.5, 1].map((t) => { m.morph = t; return areaOfImage(m, 0.2, 0.1, 1); });"""
    got = call(module_page, "areaOfImage from area, PlaneMapping from mapping", body, payload_of("x = -u\ny = -v"))
    assert got == pytest.approx([1, 0.25, 0, 1], rel=1e-13, abs=1e-15)


def test_principal_stretches_meet_the_svd(module_page: Page) -> None:
    chance = np.random.default_rng(7)
    random = chance.normal(size=(300, 2, 2)) * 10.0 ** chance.uniform(-3, 3, size=(300, 1, 1))
    special = [
        [[0, 0], [0, 0]],
        [[1, 0], [0, 1]],
        [[0, 1], [1, 0]],
        [[1, 2], [2, 4]],
        [[0, -3], [0, 0]],
        [[2, 0], [0, -5]],
    ]
    matrices = np.concatenate([random, np.array(special, dtype=float)])
    got = call(
        module_page,
        "principalStretches from mapping",
        "return given.map((m) => principalStretches(m.flat()));",
        matrices.tolist(),
    )
    for matrix, answer in zip(matrices, got, strict=True):
        wanted = np.linalg.svd(matrix, compute_uv=False)
        assert answer["stretches"] == pytest.approx(wanted, rel=1e-13, abs=1e-14 * wanted[0])
        direction = np.array([math.cos(answer["angle"]), math.sin(answer["angle"])])
        assert np.hypot(*(matrix.T @ direction)) == pytest.approx(wanted[0], rel=1e-12, abs=1e-300)
