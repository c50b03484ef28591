"""A grid that is too coarse for a mapping says so, and no other does."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call
from tests.live.views import ask, open_view

SAID = "Drawn too coarsely to trust: the mapping oscillates faster than the grid."
DOUBT = 'view.root.querySelector(".jv-doubt").textContent'


@pytest.mark.parametrize(
    "text",
    [
        "x = sin(1000u)\ny = v",
        "x = u\ny = cos(700 v)",
        "x = cos(80 π u)\ny = v",  # 0 at each vertex and each centre of the grid, and so is its slope
        "x = u + sin(2000 v)/2\ny = v",
        "x = u cos(900 v)\ny = u sin(900 v)",
        "x = sin(300 (u^2 + v^2))\ny = cos(250 (u - v))",
        "f(x) = sin(1000x)",
        "f(x) = x cos(5000 x)",
        "f(x, y) = sin(200 x y)",
        "f(x, y) = cos(400 x)",
        "x = cos t\ny = sin(2000 t)",
        "x = u\ny = v\nz = sin(100 u v)",
    ],
)
def test_what_oscillates_faster_than_the_grid_is_doubted(module_page: Page, text: str) -> None:
    open_view(module_page, payload(parse(text)))
    assert SAID in ask(module_page, DOUBT)


@pytest.mark.parametrize(
    "text",
    [
        "x = sin(20u)\ny = v",
        "w = tan z",
        "w = 1/(z - 0.3)",
        "x = tan u\ny = tan v / cos u",
        "x = max(u, v)\ny = min(u, v)",
        "x = u + (0 if u < 0.3 else 0.8)\ny = v",
        "x = √u\ny = ln v",
        "x = e^(5u)\ny = u v^5",
        "f(x) = sin(50x)",
        "f(x) = 1/x",
        "f(x) = x^2 sin(1/x)",
        "f(x, y) = atan(y/x)",
        "f(x, y) = tan(x y)",
        "x = cos t\ny = sin(40 t)",
        "x = u cos v\ny = u sin v\nz = √(1 - u^2)",
    ],
)
def test_what_the_grid_follows_is_not_doubted(module_page: Page, text: str) -> None:
    open_view(module_page, payload(parse(text)))
    assert SAID not in ask(module_page, DOUBT)


@pytest.mark.parametrize(("waves", "low", "high"), [(1, 0, 0.01), (60, 0.4, 1)])
def test_the_share_of_places_astray(module_page: Page, waves: int, low: float, high: float) -> None:
    body = """
    const positions = Float64Array.from({ length: 41 }, (_, k) => k / 40), places = scattered([[0, 1]], 400);
    const wave = (w) => Math.sin(2 * Math.PI * given * w + 1);
    return shareAstray([positions], [positions.map(wave)], places, [places[0].map(wave)]);
    """
    assert low <= call(module_page, "scattered from ranges, shareAstray from resolution", body, waves) <= high


def test_between_vertices_a_grid_is_bilinear(module_page: Page) -> None:
    """f = u v on an uneven grid of 3 by 4 vertices: what the grid has anywhere is f itself."""
    body = """
    const us = [0, 1, 3], vs = [-1, 0, 0.5, 2], values = Float64Array.from(vs.flatMap((v) => us.map((u) => u * v)));
    const places = scattered([[0, 3], [-1, 2]], 300), own = places[0].map((u, k) => u * places[1][k]);
    const other = own.map((w, k) => w + (places[0][k] > 1.5 ? 5 : 0));
    return [own, other].map((given) => shareAstray([us, vs], [values], places, [given]));
    """
    none, half = call(module_page, "scattered from ranges, shareAstray from resolution", body)
    assert none == 0 and half == pytest.approx(0.5, abs=0.02)


def test_scattered_points_are_spread_and_on_no_round_place(module_page: Page) -> None:
    body = "return scattered([[0, 1], [0, 1]], 1000).map((w) => Array.from(w));"
    u, v = call(module_page, "scattered from ranges", body)
    for place in (u, v):
        assert max(b - a for a, b in zip(sorted(place), sorted(place)[1:], strict=False)) < 0.005
        assert all(abs(w * count - round(w * count)) > 1e-6 for w in place for count in (10, 20, 40))
    assert sum(math.hypot(a - 0.5, b - 0.5) < 0.5 for a, b in zip(u, v, strict=True)) == pytest.approx(785, abs=15)
