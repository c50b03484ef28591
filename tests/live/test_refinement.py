"""Cells halved where a quadrangle is not their image: at poles, jumps, kinks and the edge of the domain."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call
from tests.live.views import curves, open_view

# All cells that are drawn: their corners in the domain and in the image, and their determinants.
CELLS = """() => {
  const { grid, bins } = seen.ground.image.find(({ kind }) => kind === "cells"), out = [];
  return import("/geometry/quadrangle.js").then(({ verticesOf }) => bins.flat().map((k) => {
    const corners = Array.from(verticesOf(grid, k)), at = (x, y) => corners.map((i) => [x[i], y[i]]);
    return { uv: at(grid.u, grid.v), xy: at(grid.x, grid.y), w: grid.determinant[k] };
  }));
}"""


class Cells:
    """Drawn cells: corners in the domain and the image, shape (n, 4, 2), and determinants."""

    def __init__(self, found: list[dict[str, Any]]) -> None:
        self.uv = np.array([c["uv"] for c in found])
        self.xy = np.array([c["xy"] for c in found])
        self.w = np.array([c["w"] for c in found])

    @property
    def area(self) -> float:
        """Of the domain."""
        return float(areas(self.uv).sum())

    def inside(self, range_: list[float]) -> np.ndarray:
        """Which cells lie in a range of the image."""
        x0, x1, y0, y1 = range_
        x, y = self.xy[..., 0], self.xy[..., 1]
        return ((x > x0) & (x < x1) & (y > y0) & (y < y1)).all(axis=1)


def areas(corners: np.ndarray) -> np.ndarray:
    x, y = corners[..., 0], corners[..., 1]
    return np.abs((x * np.roll(y, -1, 1) - y * np.roll(x, -1, 1)).sum(axis=1)) / 2


def drawn(
    page: Page, text: str, variables: str = "", **domain: tuple[float, float]
) -> tuple[Cells, list[float], float]:
    """The cells of a mapping, the range of the image pane, and its pixels a unit."""
    mapping = parse(text, variables, domain=domain) if variables else parse(text, domain=domain)
    open_view(page, payload(mapping))
    look = page.evaluate("[seen.panes.image.range, seen.panes.image.transform.sx]")
    return Cells(page.evaluate(CELLS)), *look


@pytest.mark.parametrize(
    "text",
    [
        "w = tan z",
        "w = tanh z",
        "w = 1/(z - 0.3)",
        "w = 1/(z - 0.3 - 0.1 i)",
        "w = 1/(z^2 - 0.09)",
        "w = 1/sin z",
        "w = (z + 1)/(z - 1.1)",
        "w = z/(z^2 + 0.49)",
    ],
)
def test_each_cell_in_sight_is_as_large_as_its_determinant_says(module_page: Page, text: str) -> None:
    """Around poles quadrangles are the images of their cells: no giant covers the pane."""
    cells, look, _ = drawn(module_page, text)
    seen = cells.inside(look)
    linear = np.abs(cells.w) * areas(cells.uv)
    assert seen.sum() > 1000
    assert areas(cells.xy)[seen] == pytest.approx(linear[seen], rel=0.25, abs=1e-6 * (look[1] - look[0]) ** 2)
    crossing = ~seen & (np.abs(cells.xy).max(axis=(1, 2)) < 1e3 * max(map(abs, look)))
    assert (areas(cells.xy)[crossing] < 30 * linear[crossing]).all()
    # What covers the middle of the pane is the cell of the preimage, and not another that is drawn across it.
    assert np.ptp(cells.xy[seen], axis=1).max() < 0.25 * (look[1] - look[0])


@pytest.mark.parametrize("text", ["w = 1/(z - 0.3)", "w = 1/(z - 1)^2", "w = 1/z"])
def test_the_hole_that_is_no_image_stays_empty(module_page: Page, text: str) -> None:
    """1/(z - c) over a square reaches no point nearer to 0 than the farthest corner of the square."""
    cells, *_ = drawn(module_page, text)
    assert np.hypot(*cells.xy.mean(axis=1).T).min() > 0.05


JUMPS = [
    ("x = u + (0 if u<0.3 else 0.8)\ny = v", lambda u, v: u < 0.3),
    ("x = u\ny = v + sign(u - 0.123)", lambda u, v: u < 0.123),
    ("x = u + (v if v > 0.41 else -0.3)\ny = v", lambda u, v: v > 0.41),
    ("x = u + step(u + v - 0.37)\ny = v", lambda u, v: u + v > 0.37),
    ("x = √(u^2 + v^2)\ny = atan(v/u)", lambda u, v: u > 0),
    ("x = (0 if u^2 + v^2 < 0.5 else 1) + u\ny = v", lambda u, v: u * u + v * v < 0.5),
]


@pytest.mark.parametrize(("text", "side"), JUMPS)
def test_no_cell_bridges_a_jump_and_the_gap_is_narrow(module_page: Page, text: str, side: Any) -> None:
    cells, _, scale = drawn(module_page, text, "u, v")
    far = np.ptp(cells.xy, axis=1).max(axis=1) * scale
    assert far.max() < 90, "pixels; the jumps are of 100 at least"
    assert cells.area == pytest.approx(4, rel=0.02)
    # Cells at both sides: none is lost along the jump.
    middles = cells.uv.mean(axis=1)
    assert {bool(side(*p)) for p in middles} == {True, False}
    # Nor do letters or the outline of the small cell.
    for layer, style in (("ground", {"fill": "ink"}), ("fore", {"stroke": "image"})):
        for xy in curves(module_page, layer, "image", **style):
            steps = np.hypot(*np.diff(xy, axis=0).T) * scale
            assert np.nanmax(steps, initial=0) < 40


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("x = u √(1 - u^2 - v^2)\ny = v", math.pi),
        ("x = √u\ny = ln v", 1.0),
        ("x = asin(u + v)\ny = v", 3.0),
        ("x = u\ny = √(u v)", 2.0),
        ("x = ln(u^2 + v^2 - 1/4)\ny = u", 4 - math.pi / 4),
        ("x = √(v - u^2)\ny = u", 4 / 3),
    ],
)
def test_what_is_defined_is_filled_to_its_edge(module_page: Page, text: str, area: float) -> None:
    cells, *_ = drawn(module_page, text, "u, v", u=(-1, 1), v=(-1, 1))
    assert cells.area == pytest.approx(area, abs=0.03)


@pytest.mark.parametrize(
    "text",
    [
        "x = max(u, v)\ny = min(u, v)",
        "x = (u if u>0 else (2u if v>0 else -u))\ny = v",
        "x = |u - v| + u\ny = v",
        "x = u + |u^2 + v^2 - 1/2|\ny = v",
        "x = relu(u + v)\ny = v + relu(u)",
        "x = |u| - |v|\ny = u + v",
    ],
)
def test_a_kink_costs_no_cell(module_page: Page, text: str) -> None:
    """All that is continuous is filled; on the kink itself the colour is that beside it."""
    cells, *_ = drawn(module_page, text, "u, v")
    assert cells.area == pytest.approx(4, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "domain", "radius"),
    [
        ("x = r cos θ\ny = r sin θ", {"r": (0, 2), "θ": (0, 2 * math.pi)}, 2),
        ("x = e^u cos v\ny = e^u sin v", {"u": (-1, 1), "v": (-2 * math.pi, 2 * math.pi)}, math.e),
        ("x = r cos(θ + r)\ny = r sin(θ + r)", {"r": (0, 3), "θ": (0, 2 * math.pi)}, 3),
        ("x = r cos(3 θ)\ny = r sin(3 θ)", {"r": (0, 1), "θ": (0, 2 * math.pi / 3)}, 1),
    ],
)
def test_the_fill_is_as_round_as_the_lines(
    module_page: Page, text: str, domain: dict[str, tuple[float, float]], radius: float
) -> None:
    cells, _, scale = drawn(module_page, text, **domain)
    sides = (cells.xy + np.roll(cells.xy, -1, axis=1)) / 2
    on_rim = (np.hypot(*np.moveaxis(cells.xy, -1, 0)) > radius - 1e-9) & (
        np.hypot(*np.moveaxis(np.roll(cells.xy, -1, axis=1), -1, 0)) > radius - 1e-9
    )
    assert on_rim.sum() > 30
    assert (radius - np.hypot(*np.moveaxis(sides, -1, 0))[on_rim]).max() * scale < 1.0


def test_without_a_budget_cells_stay_as_they_are(module_page: Page) -> None:
    body = """
    const us = Float64Array.from({ length: 11 }, (_, k) => k / 5 - 1), mapping = new MorphedEvaluation(given);
    const view = { scale: 200, range: [-3, 3, -3, 3] };
    const within = (most) => cellGrid(mapping, us, us, { ...view, budget: new Budget(most) });
    return [10, 1e6].map((most) => within(most).leafCorners.length / 4);
    """
    imports = "cellGrid from cellGrid, MorphedEvaluation from morph, Budget from budget"
    none, some = call(module_page, imports, body, payload(parse("w = 1/(z - 0.3)")))
    assert none == 0 and some > 100
