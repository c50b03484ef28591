"""The picture of a double integral: the same cells on both sides, the cell that is lit, what is covered twice."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.integrals.payloads import DISK, POLAR, SQUARE, integral
from tests.live.views import ask, curves, numbers, open_view, press, put, remark

SHIFTED = (POLAR, ("θ", "-π/2", "π/2"), ("r", "0", "2 cos θ"))


def polar(points: np.ndarray) -> np.ndarray:
    angle, radius = points.T
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def lit(page: Page, pane: str) -> np.ndarray:
    """The outline of the lit cell."""
    (outline,) = curves(page, "fore", pane, stroke="ink", width=3)
    return outline[np.isfinite(outline[:, 0])]


def point_at(page: Page, pane: str, x: float, y: float) -> None:
    code = """([pane, x, y]) => {
      const { base, transform: { X, Y } } = seen.panes[pane], { left, top } = base.getBoundingClientRect();
      return [left + X(x), top + Y(y)];
    }"""
    page.mouse.move(*page.evaluate(code, [pane, x, y]))


@pytest.mark.parametrize("count", [1, 5, 8, 32, 64])
def test_both_panes_hold_the_same_cells(module_page: Page, count: int) -> None:
    open_view(module_page, integral("1", *SHIFTED), cells=count)
    for axis in ("first", "second"):
        (domain,), (image,) = (curves(module_page, "ground", pane, stroke=axis) for pane in ("domain", "image"))
        assert np.isnan(domain[:, 0]).sum() == count + 1
        assert image == pytest.approx(polar(domain), nan_ok=True)


def test_the_numbers_of_the_lit_cell(module_page: Page) -> None:
    found = open_view(module_page, integral("x y + 3", *DISK), cells=16, probe=[1, 0.9])
    angle, radius = 2.5 * math.pi / 8, 7.5 / 8
    f = radius**2 * math.cos(angle) * math.sin(angle) + 3
    assert found["integrand"] == pytest.approx(f)
    assert found["determinant"] == pytest.approx(radius)
    assert found["product"] == pytest.approx(f * radius)
    assert found["cell-area"] == pytest.approx(math.pi / 64)
    assert found["contribution"] == pytest.approx(f * radius * math.pi / 64)
    assert found["image-area"] == pytest.approx(radius * math.pi / 64, rel=1e-4)
    assert found["image-contribution"] == pytest.approx(f * radius * math.pi / 64, rel=1e-4)
    assert found["integral"] == pytest.approx(12 * math.pi)
    for side in ("domain", "image"):
        assert found[f"error-{side}"] == pytest.approx(found[f"sum-{side}"] - 12 * math.pi, abs=1e-6)


@pytest.mark.parametrize("pane", ["domain", "image"])
def test_a_cell_pointed_at_lights_up_in_both_panes(module_page: Page, pane: str) -> None:
    open_view(module_page, integral("x y + 3", *DISK), probe=[4, 1])
    before, state = ask(module_page, "seen.here.k"), ask(module_page, "seen.state.probe")
    angle, radius = 0.4, 0.9
    at = {"domain": (angle, radius), "image": (radius * math.cos(angle), radius * math.sin(angle))}
    point_at(module_page, pane, *at[pane])
    found = numbers(module_page)
    assert found["determinant"] == pytest.approx(0.875)
    domain, image = lit(module_page, "domain"), lit(module_page, "image")
    assert domain.min(axis=0) == pytest.approx([0, 0.75], abs=1e-9)
    assert domain.max(axis=0) == pytest.approx([math.pi / 4, 1])
    assert image == pytest.approx(polar(domain))
    module_page.mouse.move(1, 1)
    assert ask(module_page, "[seen.here.k, seen.state.probe]") == [before, state]


@pytest.mark.parametrize("handle", ["Cell of the region", "Cell of the image"])
def test_arrow_keys_go_from_cell_to_cell(module_page: Page, handle: str) -> None:
    open_view(module_page, integral("1", *SHIFTED), cells=6, probe=[0.1, 0.1])
    press(module_page, handle, "ArrowRight", "ArrowUp", "ArrowUp")
    assert ask(module_page, "seen.here.cells.placesOf(seen.here.k)") == [4, 2]
    press(module_page, handle, "ArrowLeft", "Shift+ArrowDown")
    assert ask(module_page, "seen.here.cells.placesOf(seen.here.k)") == [3, 0]
    spoken = module_page.get_by_label(handle, exact=True).get_attribute("aria-valuetext")
    assert spoken and spoken.startswith("Cell 4, 1: (θ, r) = ") and "contributes" in spoken


def test_a_click_keeps_the_cell(module_page: Page) -> None:
    open_view(module_page, integral("1", *DISK))
    point_at(module_page, "image", -1.3, -1.3)
    module_page.mouse.down()
    module_page.mouse.up()
    module_page.mouse.move(1, 1)
    assert ask(module_page, "seen.state.probe") == pytest.approx([5 * math.pi / 4 - math.pi / 8, 1.875])


def test_the_number_of_cells_is_a_slider_of_whole_numbers(module_page: Page) -> None:
    open_view(module_page, integral("1", *DISK))
    press(module_page, "Cells a side, N", "ArrowRight", "ArrowRight")
    assert ask(module_page, "[seen.state.cells, seen.here.cells.n]") == [10, 100]


@pytest.mark.parametrize(
    ("colour", "name", "is_signed"),
    [("product", "f |det J| Δθ Δr", True), ("integrand", "f", True), ("determinant", "|det J|", False)],
)
def test_what_the_colours_say(module_page: Page, colour: str, name: str, is_signed: bool) -> None:
    open_view(module_page, integral("x", *DISK), colour=colour)
    assert ask(module_page, 'view.root.querySelector(".jv-legend-name").textContent') == name
    assert ask(module_page, "!seen.ground.scale.isOneSided") is is_signed
    striped = curves(module_page, "ground", "image", fill="muted")
    assert bool(striped) is is_signed
    for outline in striped:  # the sign is never colour alone
        assert np.nanmax(outline[:, 0]) < 1e-9


def test_what_is_covered_twice(module_page: Page) -> None:
    found = open_view(module_page, integral("1", *SQUARE), cells=8, probe=[0.6, 0.3])
    assert found["integral"] == pytest.approx(32 / 3) and found["value"] == pytest.approx(16 / 3)
    assert "covered up to 2 times" in remark(module_page)
    (dashed,) = curves(module_page, "fore", "domain", stroke="ink", width=2)
    own = lit(module_page, "domain")
    assert np.nanmin(dashed, axis=0) == pytest.approx(-own.max(axis=0))
    assert np.nanmax(dashed, axis=0) == pytest.approx(-own.min(axis=0))
    (chords,) = curves(module_page, "ground", "image", "segments")
    x, y = chords.T
    assert len(x) > 20 and np.all(np.abs(x) <= 1 - y**2 / 4 + 1e-6)
    points = 'filter((m) => m.kind === "point").map((m) => m.at)'
    sources, (target,) = ask(module_page, f"[seen.ground.domain.{points}, seen.ground.image.{points}]")
    assert len(sources) == 2
    for u, v in sources:
        assert [u * u - v * v, 2 * u * v] == pytest.approx(target, abs=1e-6)
    put(module_page, show={"covered": False})
    assert not curves(module_page, "ground", "image", "segments")


def test_an_infinite_region(module_page: Page) -> None:
    payload = integral("e^(-x^2 - y^2)", POLAR, ("θ", "0", "2π"), ("r", "0", "∞"))
    found = open_view(module_page, payload, cells=2, probe=[1, 2])
    assert found["sum-domain"] == pytest.approx(math.pi * sum(r * math.exp(-r * r) * (1 + r) ** 2 for r in (1 / 3, 3)))
    assert "reaches to infinity" in remark(module_page)
    assert max(map(abs, ask(module_page, "seen.panes.image.range"))) < 100


def test_the_morph_starts_at_the_identity(module_page: Page) -> None:
    open_view(module_page, integral("1", *SQUARE), morph=0)
    assert lit(module_page, "image") == pytest.approx(lit(module_page, "domain"))
    assert "Morph" in remark(module_page)


def test_errors_against_n(module_page: Page) -> None:
    payload: dict[str, Any] = integral("sqrt(x^2 + y^2)", *DISK)
    open_view(module_page, payload, cells=8)
    (line,) = curves(module_page, "fore", "convergence", stroke="domain")
    n = 2.0 ** np.arange(7)
    middle = [sum(2 * math.pi * ((k + 0.5) * 2 / m) ** 2 * 2 / m for k in range(int(m))) for m in n]
    assert line == pytest.approx(np.log10(np.stack([n, np.abs(np.array(middle) - 16 / 3 * math.pi)], axis=1)), abs=1e-6)


def test_without_a_known_integral_the_cells_are_drawn_all_the_same(module_page: Page) -> None:
    payload = {**integral("x + 3", *DISK), "value": None, "with_multiplicity": None}
    found = open_view(module_page, payload)
    assert found["sum-domain"] == pytest.approx(12 * math.pi) and math.isnan(found["integral"])
    assert len(curves(module_page, "ground", "image", stroke="first")) == 1


def test_what_a_link_carries(module_page: Page) -> None:
    payload, state = integral("x", *DISK), {"cells": 12, "colour": "integrand", "probe": [2, 1.25]}
    open_view(module_page, payload, **state)
    code = 'import("/state.js").then(({ moved }) => moved(view.scene, seen.state))'
    assert module_page.evaluate(code) == state
    open_view(module_page, payload, cells="many", colour="none", probe=[9, 9, 9])
    assert module_page.evaluate(code) == {}
