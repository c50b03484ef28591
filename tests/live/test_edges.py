"""Contour plots and surfaces end where a function ends, and part at its jumps: neither stairs nor walls."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call
from tests.live.views import ask, curves, open_view, payload_in

SIDE = 2.0
BOX = {"x": (-SIDE, SIDE), "y": (-SIDE, SIDE)}
BANDS = """seen.ground.domain.filter((mark) => mark.fill && mark.kind === "polyline").flatMap(({ xy }) => {
  const polygons = [[]];
  for (let k = 0; k < xy.length; k += 2)
    if (Number.isNaN(xy[k])) polygons.push([]);
    else polygons.at(-1).push([xy[k], xy[k + 1]]);
  return polygons.filter((polygon) => polygon.length > 2);
})"""


def opened(page: Page, formula: str) -> None:
    open_view(page, payload_in("relief", f"f = {formula}", "x, y", **BOX))


def filled(page: Page, formula: str) -> tuple[list[np.ndarray], float]:
    """The polygons of all bands, and the area that they cover."""
    opened(page, formula)
    polygons = [np.array(p) for p in ask(page, BANDS)]
    areas = [abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2 for x, y in (p.T for p in polygons)]
    return polygons, float(sum(areas))


@pytest.mark.parametrize(
    ("formula", "area"),
    [
        ("√(1 - x^2 - y^2)", math.pi),
        ("ln(x y)", 8.0),
        ("√(x^2 + y^2 - 1)", 16 - math.pi),
        ("asin(x/1.5) + y", 12.0),
        ("√(y - x^2)", 8 * math.sqrt(2) / 3),  # between the parabola and the upper edge
        ("√(x + y + 1)", 16 - 9 / 2),
    ],
)
def test_the_fill_ends_where_the_function_ends(module_page: Page, formula: str, area: float) -> None:
    assert filled(module_page, formula)[1] == pytest.approx(area, rel=0.01)


@pytest.mark.parametrize(
    ("formula", "jumps"),
    [
        ("atan(y/x)", lambda x, y: x),
        ("atan(x/y) + y/3", lambda x, y: y),
        ("x + sign(y - 0.33)", lambda x, y: y - 0.33),
        ("y + 2 step(x + 0.57)", lambda x, y: x + 0.57),
        ("x if x + y > 0.15 else y - 7", lambda x, y: x + y - 0.15),
        ("1/(x - 0.33)", lambda x, y: x - 0.33),
    ],
)
def test_no_band_and_no_level_bridges_a_jump(module_page: Page, formula: str, jumps: Any) -> None:
    polygons, area = filled(module_page, formula)
    assert area > 0.98 * (2 * SIDE) ** 2, "and none is left out beside it"
    least = 1e-3
    for polygon in polygons:
        sides = jumps(*polygon.T)
        assert not (sides.min() < -least and sides.max() > least)
    for xy in curves(module_page, "ground", "domain", "segments"):
        ends = xy.reshape(-1, 2, 2)
        sides = jumps(ends[..., 0], ends[..., 1])
        assert not ((sides.min(axis=1) < -least) & (sides.max(axis=1) > least)).any()


@pytest.mark.parametrize("formula", ["atan(y/x)", "x + 4 sign(y - 0.33)", "atan(x/y) + y/3", "y + 8 step(x + 0.57)"])
def test_the_surface_has_no_wall(module_page: Page, formula: str) -> None:
    opened(module_page, formula)
    heights = """
    const { grid, bins } = seen.ground.surface.find(({ kind }) => kind === "surface");
    return bins.flat().map((k) => Array.from(verticesOf(grid, k), (i) => grid.z[i]));
    """
    cells = np.array(call(module_page, "verticesOf from quadrangle", heights))
    z0, z1 = ask(module_page, "seen.panes.surface.range.slice(4)")
    steep = np.ptp(cells, axis=1) > 0.45 * (z1 - z0)
    assert steep.sum() <= 8, "none but those around the origin, where atan(y/x) takes all its values"


def test_nothing_is_drawn_where_nothing_is_defined(module_page: Page) -> None:
    """ln(x y) in the second and the fourth quadrant: its gradient's formula has values there, it has none."""
    opened(module_page, "ln(x y)")
    arrows = 'seen.ground.domain.filter(({ kind }) => kind === "arrow")'
    ends = ask(module_page, f"{arrows}.map(({{ from, to }}) => [from, to])")
    middles = np.array(ends).mean(axis=1)
    assert len(middles) > 30 and (middles.prod(axis=1) > 0).all()


def test_lines_and_letters_end_with_the_mapping(module_page: Page) -> None:
    open_view(module_page, payload_in("plane", "x = √u\ny = ln v", "u, v"))
    for style in ({"stroke": "first"}, {"stroke": "second"}, {"fill": "ink"}):
        for xy in curves(module_page, "ground", "domain", **style):
            inside = xy[~np.isnan(xy[:, 0])]
            assert len(inside) and inside.min() > -0.02
