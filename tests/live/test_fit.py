"""Ranges that show values well: without what escapes to a pole, at any size, and graphs at a scale for each axis."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call
from tests.live.views import ask, open_view, payload_in

HALF = math.pi / 2


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("x = u\ny = tan v", {"v": (-HALF, HALF)}),
        ("x = u\ny = tan v", {"v": (-3 * HALF, 3 * HALF)}),
        ("x = tan u\ny = tan v / cos u", {"u": (-math.pi, math.pi), "v": (-HALF, HALF)}),
        ("x = 1/(u - 1/2)\ny = v", {}),
        ("x = u/(u^2 + v^2)\ny = v/(u^2 + v^2)", {}),
        ("x = u + v\ny = 1/(v - 3/10)^2", {}),
        ("x = tan u\ny = 1/tan v", {"u": (-HALF, HALF), "v": (0, math.pi)}),
        ("x = 1/cos u\ny = v/sin u", {"u": (0, math.pi)}),
    ],
)
def test_a_pole_on_a_line_of_the_grid_does_not_blow_the_image_up(
    module_page: Page, text: str, domain: dict[str, tuple[float, float]]
) -> None:
    open_view(module_page, payload(parse(text, "u, v", domain=domain)))
    assert max(map(abs, ask(module_page, "seen.panes.image.range"))) < 2000


@pytest.mark.parametrize(
    ("text", "variables", "pane", "domain"),
    [
        ("f = tan u + v", "u, v", "surface", {"u": (-HALF, HALF)}),
        ("f = 1/(u - 0.3)", "u, v", "surface", {}),
        ("x = u\ny = v\nz = tan v", "u, v", "image", {"v": (-HALF, HALF)}),
        ("x = tan u\ny = v\nz = w", "u, v, w", "image", {"u": (-HALF, HALF)}),
        ("x = u\ny = 1/v\nz = w", "u, v, w", "image", {}),
        ("x = t\ny = tan t", "t", "image", {"t": (-HALF, HALF)}),
    ],
)
def test_nor_does_it_elsewhere(
    module_page: Page, text: str, variables: str, pane: str, domain: dict[str, tuple[float, float]]
) -> None:
    open_view(module_page, payload(parse(text, variables, domain=domain)))
    assert max(map(abs, ask(module_page, f"seen.panes.{pane}.range"))) < 500


def ends(page: Page, text: str, low: float, high: float) -> tuple[float, float, float, float]:
    """The range of the graph of a function of x."""
    open_view(page, payload_in("graph", text, "x", x=(low, high)))
    x0, x1, y0, y1 = ask(page, "seen.panes.graph.range")
    return x0, x1, y0, y1


@pytest.mark.parametrize(
    ("text", "low", "high", "least", "most"),
    [
        ("f(x) = x^3", -10, 10, -1e3, 1e3),
        ("f(x) = x^3", -100, 100, -1e6, 1e6),
        ("f(x) = e^x", -2, 8, math.exp(-2), math.exp(8)),
        ("f(x) = x^2/1000", -1, 1, 0, 1e-3),
        ("f(x) = ln x", 1e-3, 5, math.log(1e-3), math.log(5)),
        ("f(x) = 10^6 + x", 0, 1, 1e6, 1e6 + 1),
        ("f(x) = x", 5, 5 + 1e-6, 5, 5 + 1e-6),
    ],
)
def test_a_graph_fills_its_pane(
    module_page: Page, text: str, low: float, high: float, least: float, most: float
) -> None:
    x0, x1, y0, y1 = ends(module_page, text, low, high)
    for seen, whole in (((x0, x1), (low, high)), ((y0, y1), (least, most))):
        assert seen[0] <= whole[0] + 1e-6 * abs(whole[0]) and seen[1] >= whole[1] - 1e-6 * abs(whole[1])
        assert seen[1] - seen[0] < 1.2 * (whole[1] - whole[0]), "and no more than that with a margin"


@pytest.mark.parametrize("text", ["f(x) = 1/x", "f(x) = tan x", "f(x) = 1/x^2", "f(x) = 1/(x - 0.3)", "f(x) = e^(1/x)"])
def test_a_pole_does_not_flatten_a_graph(module_page: Page, text: str) -> None:
    *_, y0, y1 = ends(module_page, text, -1.5707963267948966, 1.5707963267948966)
    assert y1 - y0 < 200


@pytest.mark.parametrize(
    ("low", "high"), [(-1e-9, 1e-9), (1, 1 + 1e-9), (-1e-15, 1e-15), (1e6, 1e6 + 1), (-1e9, 1e9), (1e-300, 3e-300)]
)
def test_a_domain_of_any_size_is_fitted(module_page: Page, low: float, high: float) -> None:
    x0, x1, y0, y1 = call(module_page, "framed from ranges", "return framed(...given);", [[low, high], [low, high]])
    assert x0 < low and high < x1 and x1 - x0 < 1.2 * (high - low)
    assert (x0, x1) == (y0, y1)


@pytest.mark.parametrize(("value", "half"), [(0.0, 0.5), (2.0, 1.0), (-7.0, 3.5), (1e6, 5e5)])
def test_a_constant_is_framed_at_its_own_size(module_page: Page, value: float, half: float) -> None:
    given = [[value, value], [value * (1 + 1e-15), value]]
    found = call(module_page, "framed from ranges", "return framed(...given);", given)
    assert found == pytest.approx([value - half, value + half] * 2, abs=1e-9 * max(1, abs(value)))


def test_long_and_thin_is_said(module_page: Page) -> None:
    open_view(module_page, payload(parse("x = u\ny = v", "u, v", domain={"u": (0, 1000), "v": (0, 1)})))
    said = ask(module_page, 'view.root.querySelector(".jv-doubt").textContent')
    assert "The domain is 1000 times as wide as high" in said and "The image is 1000 times as wide as high" in said
    open_view(module_page, payload(parse("x = u\ny = 10^6 u + v", "u, v")))
    said = ask(module_page, 'view.root.querySelector(".jv-doubt").textContent')
    assert "domain" not in said and "as high as wide" in said
