"""The picture of a substitution: the same strips over u and over x, and the new limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.integrals.payloads import integral
from tests.live.views import ask, curves, numbers, open_view, press, remark

QUARTER = ("sqrt(1 - x^2)", "x = sin u", ("u", "0", "π/2"))


def strips(page: Page, pane: str) -> np.ndarray:
    """The corners of the strips, shape (N, 4, 2)."""
    return np.array(curves(page, "ground", pane, stroke="muted"))


def labels(page: Page, pane: str) -> list[str]:
    return ask(page, f'seen.ground.{pane}.filter((m) => m.kind === "label").map((m) => m.text)')


def test_each_strip_is_stretched_and_keeps_its_area(module_page: Page) -> None:
    found = open_view(module_page, integral(*QUARTER), cells=40)
    domain, image = strips(module_page, "domain"), strips(module_page, "image")
    edges = np.linspace(0, math.pi / 2, 41)
    middles = (edges[:-1] + edges[1:]) / 2
    assert domain[:, 0, 0] == pytest.approx(edges[:-1], abs=1e-9) and domain[:, 1, 0] == pytest.approx(edges[1:])
    assert domain[:, 2, 1] == pytest.approx(np.cos(middles) ** 2)
    assert image[:, :2, 0] == pytest.approx(np.sin(domain[:, :2, 0]))
    assert image[:, 2, 1] == pytest.approx(np.cos(middles))
    areas = [(p[:, 1, 0] - p[:, 0, 0]) * p[:, 2, 1] for p in (domain, image)]
    assert areas[1] == pytest.approx(areas[0], rel=1e-3)
    assert [found["sum-domain"], found["sum-image"]] == pytest.approx([areas[0].sum(), areas[1].sum()])
    assert labels(module_page, "domain") == ["u = 0", "u = 1.571"] and labels(module_page, "image") == [
        "x = 0",
        "x = 1",
    ]


def test_a_strip_pointed_at_lights_up_on_both_sides(module_page: Page) -> None:
    open_view(module_page, integral(*QUARTER), cells=4, probe=[0.1])
    code = "(({ transform }, { left, top }) => [left + transform.X(0.8), top])"
    x, top = ask(module_page, f"{code}(seen.panes.image, seen.panes.image.base.getBoundingClientRect())")
    module_page.mouse.move(x, top + 60)
    assert numbers(module_page)["determinant"] == pytest.approx(math.cos(5 / 16 * math.pi))
    (domain,), (image,) = (curves(module_page, "fore", pane, stroke="ink", width=3) for pane in ("domain", "image"))
    assert domain[:2, 0] == pytest.approx([math.pi / 4, 3 * math.pi / 8]) and image[:2, 0] == pytest.approx(
        np.sin(domain[:2, 0])
    )
    module_page.mouse.move(1, 1)
    found = press(module_page, "Strip over x", "ArrowRight")
    assert found["determinant"] == pytest.approx(math.cos(3 / 16 * math.pi))


def test_strips_that_overlap_are_translucent_and_said(module_page: Page) -> None:
    found = open_view(module_page, integral("x^2", "x = sin u", ("u", "0", "π")))
    assert found["integral"] == pytest.approx(2 / 3) and found["value"] == pytest.approx(1 / 3)
    assert "turns back" in remark(module_page)
    filled = ask(module_page, 'seen.ground.image.filter((m) => m.fill && m.kind === "polyline").map((m) => m.alpha)')
    assert len(filled) == 8 and max(filled) < 1
    open_view(module_page, integral(*QUARTER))
    assert "turns back" not in remark(module_page)


def test_a_falling_substitution(module_page: Page) -> None:
    open_view(module_page, integral("sqrt(1 - x^2)", "x = cos u", ("u", "0", "π")))
    assert "falls" in remark(module_page)
    assert labels(module_page, "image") == ["x = 1", "x = −1"]


def test_infinite_limits(module_page: Page) -> None:
    open_view(module_page, integral("1/(1 + x^2)", "x = tan u", ("u", "-π/2", "π/2")))
    assert labels(module_page, "image") == ["x → −∞", "x → ∞"]
    open_view(module_page, integral("e^(-x)", "x = u^2", ("u", "0", "∞")))
    assert labels(module_page, "domain") == ["u = 0", "u → ∞"] and labels(module_page, "image") == ["x = 0", "x → ∞"]
