"""Letters with sliders: the picture and all its numbers follow them, and the integral by its formula."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.integrals.payloads import POLAR, integral
from tests.live.views import ask, curves, open_view, put

TURN = ("θ", "0", "2π")
ELLIPTIC = "x = a r cos θ\ny = b r sin θ"


def test_an_ellipse_follows_its_axes(module_page: Page) -> None:
    view = integral("1", ELLIPTIC, TURN, ("r", "0", "1"), a=3, b=2)
    found = open_view(module_page, view, cells=32)
    assert found["integral"] == pytest.approx(6 * math.pi)
    found = put(module_page, cells=32, parameters={"a": 2.0, "b": 1.5})
    assert found["integral"] == pytest.approx(3 * math.pi)
    for side in ("domain", "image"):
        assert found[f"sum-{side}"] == pytest.approx(3 * math.pi, rel=1e-3)
    borders = np.concatenate(curves(module_page, "ground", "image", stroke="image", width=2.4))
    assert np.nanmax(borders, axis=0) == pytest.approx([2, 1.5], rel=1e-3)


def test_the_region_follows_a_radius(module_page: Page) -> None:
    """The sums against N are those of the new radius, and the whole region is in view."""
    view = integral("1", POLAR, TURN, ("r", "0", "R"), R=2)
    open_view(module_page, view, cells=8)
    found = put(module_page, cells=8, parameters={"R": 3.5})
    assert found["integral"] == pytest.approx(3.5**2 * math.pi)
    sums = ask(module_page, "view.scene.refinement.sums.map(({ domain }) => domain)")
    assert sums[-1] == pytest.approx(3.5**2 * math.pi)
    assert ask(module_page, "Math.max(...view.scene.window.flat())") >= 3.5


def test_a_strip_and_a_box_have_sliders_too(module_page: Page) -> None:
    strip = open_view(module_page, integral("e^(-k x)", "x = t", ("t", "0", "∞"), k=2))
    assert strip["integral"] == pytest.approx(0.5)
    assert put(module_page, parameters={"k": 4})["integral"] == pytest.approx(0.25)
    cone = ("z", "0", "h (1 - r/R)")
    box = open_view(module_page, integral("1", POLAR + "\nz = z", TURN, ("r", "0", "R"), cone, R=1, h=2))
    assert box["integral"] == pytest.approx(2 * math.pi / 3)
    found = put(module_page, cells=8, parameters={"h": 3})
    assert found["integral"] == pytest.approx(math.pi)
    assert found["sum-domain"] == pytest.approx(math.pi, rel=0.02)
