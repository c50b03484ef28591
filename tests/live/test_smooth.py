"""Curves show no corners, at 1920 by 1080 and zoomed, and surfaces are not seen from their edge."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call
from tests.live.views import ask, curves, open_view, payload_in

LARGE = {"width": 1920, "height": 1080}
SEEN = 0.25  # pixels that a chord may depart from its arc


@pytest.mark.parametrize("zoom", [0.0, 0.3, 0.8])
@pytest.mark.parametrize(
    ("text", "f"),
    [
        ("f(x) = x^2", lambda x: x**2),
        ("f(x) = √(4 - x^2)", lambda x: np.sqrt(np.maximum(0, 4 - x**2))),
        ("f(x) = sin(3x)", lambda x: np.sin(3 * x)),
        ("f(x) = e^(-x^2)", lambda x: np.exp(-(x**2))),
        ("f(x) = x^3 - x", lambda x: x**3 - x),
    ],
)
def test_a_graph_is_smooth(module_page: Page, text: str, f: object, zoom: float) -> None:
    module_page.set_viewport_size(LARGE)
    open_view(module_page, payload_in("graph", text, "x", x=(-2, 2)), zoom=zoom)
    (xy,) = curves(module_page, "ground", "graph", stroke="first")
    sx, sy = ask(module_page, "(({ sx, sy }) => [sx, sy])(seen.panes.graph.transform)")
    ends = xy[:-1], xy[1:]
    middle = (ends[0] + ends[1]) / 2
    inside = ~np.isnan(middle[:, 0]) & (np.abs(middle[:, 0]) < 1.99)
    gap, slope = (f(middle[:, 0]) - middle[:, 1]) * sy, (ends[1] - ends[0])[:, 1] / (ends[1] - ends[0])[:, 0] * sy / sx  # type: ignore[operator]
    assert np.abs(gap / np.hypot(1, slope))[inside].max() < SEEN


@pytest.mark.parametrize(("text", "radius"), [("x = cos t\ny = sin t", 1), ("x = 3 cos 2t\ny = 3 sin 2t", 3)])
def test_a_circle_is_round(module_page: Page, text: str, radius: float) -> None:
    module_page.set_viewport_size(LARGE)
    open_view(module_page, payload_in("curve", text, "t", t=(0, 2 * math.pi)))
    scale = ask(module_page, "seen.panes.image.transform.sx")
    for xy in curves(module_page, "ground", "image", stroke="image"):
        middle = (xy[:-1] + xy[1:]) / 2
        assert (radius - np.hypot(*middle[~np.isnan(middle[:, 0])].T)).max() * scale * 10 < SEEN, "tenfold zoomed too"


@pytest.mark.parametrize(
    "formula",
    ["x", "x/2 - y/3", "-x", "y", "x + y", "0.8 x + 0.6 y", "x - 2 y + 1", "x^2 - y^2", "sin x + y", "(x + y)^3"],
)
def test_a_surface_is_not_seen_from_its_edge(module_page: Page, formula: str) -> None:
    """The picture of the surface covers a good part of what its cells would, seen from the front."""
    open_view(module_page, payload_in("relief", f"f = {formula}", "x, y", x=(-2, 2), y=(-2, 2)))
    area = """
    const { xy, fills } = seen.panes.surface.facets;
    let sum = 0;
    fills.forEach((fill, k) => {
      const [a, b, c, d, e, f, g, h] = xy.subarray(8 * k, 8 * k + 8);
      if (fill) sum += Math.abs((e - a) * (h - d) - (f - b) * (g - c)) / 2;
    });
    return sum / seen.panes.surface.projection.pixels ** 2;
    """
    assert call(module_page, "HOME from projection", area) > 1.6, "in squares of half a side; a side of the box has 4"


def test_a_turned_camera_and_one_that_sees_enough_stay(module_page: Page) -> None:
    body = """
    const us = [-1, 0, 1], plane = { columns: 3, rows: 3, x: us.concat(us, us), y: us.flatMap((v) => [v, v, v]) };
    const grid = (f) => ({ ...plane, z: us.flatMap((v) => us.map((u) => f(u, v))) });
    return [(u, v) => u * v, (u, v) => -u - v, (u) => u, () => 0].map((f) => viewpoint(grid(f), [-1, 1, -1, 1, -1, 1]));
    """
    saddle, front, edge, level = call(module_page, "viewpoint from projection", body)
    home = call(module_page, "HOME from projection", "return HOME;")
    assert saddle == front == level == home
    assert edge != home
    yaw, pitch, _ = edge
    eye = np.array([math.cos(pitch) * math.cos(yaw), math.cos(pitch) * math.sin(yaw), math.sin(pitch)])
    assert abs(eye @ np.array([-1, 0, 1]) / math.sqrt(2)) > 0.6
