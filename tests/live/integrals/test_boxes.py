"""The picture of a triple integral: the same boxes on both sides, one of them lit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.integrals.payloads import BALL, SPHERICAL, integral
from tests.live.views import ask, open_view, press

CONE = ("z", SPHERICAL, ("θ", "0", "2π"), ("φ", "0", "π/4"), ("ρ", "0", "2"))


def vertices(page: Page, layer: str, pane: str) -> list[np.ndarray]:
    """The vertices of each surface of a pane, shape (3, n)."""
    points = "({ grid: { x, y, z } }) => [x, y, z].map((w) => Array.from(w))"
    found = ask(page, f'view.{layer}.{pane}.filter((m) => m.kind === "surface").map({points})')
    return [np.array(coordinates) for coordinates in found]


def image_of(points: np.ndarray) -> np.ndarray:
    theta, phi, rho = points
    return rho * np.stack([np.sin(phi) * np.cos(theta), np.sin(phi) * np.sin(theta), np.cos(phi)])


@pytest.mark.parametrize("layer", ["ground", "fore"])
@pytest.mark.parametrize("count", [1, 3, 8])
def test_both_panes_hold_the_same_boxes(module_page: Page, layer: str, count: int) -> None:
    open_view(module_page, integral(*CONE), cells=count)
    domain, image = (vertices(module_page, layer, pane) for pane in ("domain", "image"))
    assert len(domain) == len(image) == 6
    for there, here in zip(image, domain, strict=True):
        assert there == pytest.approx(image_of(here))


def test_the_numbers_of_the_lit_box(module_page: Page) -> None:
    found = open_view(module_page, integral(*CONE), cells=4, probe=[1, 0.3, 1.2])
    phi, rho = 3 / 32 * math.pi, 1.25
    f, factor, size = rho * math.cos(phi), rho**2 * math.sin(phi), math.pi / 2 * math.pi / 16 / 2
    assert found["integrand"] == pytest.approx(f) and found["determinant"] == pytest.approx(factor)
    assert found["cell-area"] == pytest.approx(size) and found["contribution"] == pytest.approx(f * factor * size)
    volume = math.pi / 2 * (math.cos(math.pi / 16) - math.cos(math.pi / 8)) * (1.5**3 - 1) / 3
    assert found["image-area"] == pytest.approx(volume, rel=1e-3)
    assert found["integral"] == pytest.approx(2 * math.pi)
    box = np.concatenate(vertices(module_page, "fore", "domain"), axis=1)
    assert box.min(axis=1) == pytest.approx([0, math.pi / 16, 1], abs=1e-9)
    assert box.max(axis=1) == pytest.approx([math.pi / 2, math.pi / 8, 1.5])


def test_sliders_choose_the_box(module_page: Page) -> None:
    open_view(module_page, integral("1", *BALL), cells=2, probe=[1, 1, 0.49])
    assert ask(module_page, "seen.here.k") == 0
    press(module_page, "Probe ρ", "ArrowRight", "ArrowRight")
    assert ask(module_page, "seen.here.cells.placesOf(seen.here.k)") == [0, 0, 1]


def test_the_outer_faces_are_coloured_by_their_boxes(module_page: Page) -> None:
    """In the ball all boxes of one shell and one latitude contribute the same."""
    open_view(module_page, integral("1", *BALL), cells=4)
    code = 'seen.ground.image.filter((m) => m.kind === "surface").map((m) => new Set(m.colours).size)'
    meridians, cones, spheres = np.array(ask(module_page, code)).reshape(3, 2).tolist()
    assert meridians[0] == meridians[1] > 4 and cones == [4, 4] and spheres[1] == 2
