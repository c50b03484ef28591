"""Ticks of the axes: round, in the range, at least two of them, with room for their text, and short far from 0."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call
from tests.live.views import ask, open_view

RANGES = [
    *((-1, 1), (-4.3, 4.3), (0, 6.6), (-1000, 1000), (0, 1e6), (-1e16, 1e16), (-1e-9, 1e-9), (1, 1 + 1e-9)),
    *((999998, 1000004), (1e6, 1e6 + 1), (-0.013, 0.044), (0.3, 0.9), (-1e5, 2e5), (-123456, -123455)),
    *((1e-18, 5e-18), (99.5, 100.5), (0.0004, 0.0011)),
]


@pytest.mark.parametrize("length", [60, 150, 300, 700])
@pytest.mark.parametrize("is_upright", [True, False])
@pytest.mark.parametrize("ends", RANGES)
def test_ticks_have_room(module_page: Page, ends: tuple[float, float], length: int, is_upright: bool) -> None:
    size = 16.8
    body = """
    const found = planeTicks(given.ends, given.length, given.size, given.isUpright);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${given.size}px sans-serif`;
    return { ...found, widths: found.ticktext.map((text) => pen.measureText(text).width) };
    """
    given = {"ends": ends, "length": length, "size": size, "isUpright": is_upright}
    found = call(module_page, "planeTicks from ticks", body, given)
    low, high = ends
    inside = [k for k, w in enumerate(found["tickvals"]) if low <= w <= high]
    assert 2 <= len(inside) <= 8
    assert len(set(found["ticktext"])) == len(found["ticktext"]), "no two look alike"
    widths = [found["widths"][k] for k in inside]
    apart = length * (found["tickvals"][inside[1]] - found["tickvals"][inside[0]]) / (high - low)
    if is_upright:
        assert max(widths) < 3.8 * size, "the margin is four em wide"
        assert length < 100 or apart >= 1.2 * size
    elif length >= 300:
        assert max(widths) < apart
    for value, text in zip(found["tickvals"], found["ticktext"], strict=True):
        assert _number(text) + found["base"] == pytest.approx(value, rel=1e-12, abs=1e-9 * (high - low))


def _number(text: str) -> float:
    plain = text.replace("−", "-")
    exponent = plain.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
    return float(re.sub(r"·10(?=-?\d)", "e", exponent)) if "·" in plain else float(plain)


def test_an_axis_far_from_zero_says_from_where_it_counts(module_page: Page) -> None:
    open_view(module_page, payload(parse("x = u\ny = v", "u, v", domain={"u": (1, 1 + 1e-9), "v": (1e6, 1e6 + 1e-3)})))
    titles = ask(module_page, "Object.values(seen.panes.domain.titles).map((node) => node.textContent)")
    assert titles[1:] == ["u − 1", "v − 1000000"] or titles[1:] == ["u", "v − 1000000"]
    open_view(module_page, payload(parse("x = u\ny = v", "u, v")))
    assert ask(module_page, "seen.panes.domain.titles.x.textContent") == "u"


@pytest.mark.parametrize("text", ["x = 10u\ny = 20v", "x = 100 u\ny = 100 v", "x = 30 u\ny = v + u"])
def test_zero_and_one_do_not_run_into_each_other(module_page: Page, text: str) -> None:
    open_view(module_page, payload(parse(text)))
    nodes = '[...view.root.querySelectorAll(".jv-tick")].map((node) => node.getBoundingClientRect())'
    boxes = sorted(ask(module_page, f"{nodes}.map(({{ left, right }}) => [left, right])"))
    assert all(b[0] - a[1] > 2 for a, b in pairwise(boxes))


EVEN = [
    [-1.7, 1.7], [-2.2, 2.2], [-0.02, 1000], [0, 1.05], [0.0298, 0.0313], [-1e-9, 1e-9], [5, 5.001], [-7, -0.5],
    [-3e12, 4e12], [0.9, 1.9], [-0.04, 20.4], [99.6, 100.4],
]  # fmt: skip


@pytest.mark.parametrize("most", [3, 4, 7])
def test_even_axes_have_two_ticks_at_least(module_page: Page, most: int) -> None:
    body = "return given[0].map((r) => evenStep(r, given[1]));"
    steps = call(module_page, "evenStep from ticks", body, [EVEN, most])
    for (low, high), step in zip(EVEN, steps, strict=True):
        count = math.floor(high / step + 1e-9) - math.ceil(low / step - 1e-9) + 1
        assert 2 <= count <= most + 1, (low, high, step)
        assert round(step / 10 ** math.floor(math.log10(step) + 1e-9), 6) in (1, 2, 2.5, 5)


@pytest.mark.parametrize("most", [3, 7])
def test_logarithmic_axes_have_two_ticks_at_least(module_page: Page, most: int) -> None:
    """Over many decades, within one, and where a loss has hardly fallen yet."""
    ranges = [[-6, 0], [-15, 3], [-0.3, 0.9], [-1.55, -1.2], [-1.52, -1.50], [2.1, 2.4], [-60, 2]]
    body = "return given[0].map((r) => logTicks(r, given[1]));"
    for (low, high), ticks in zip(ranges, call(module_page, "logTicks from ticks", body, [ranges, most]), strict=True):
        seen = [w for w in ticks["tickvals"] if low <= math.log10(w) <= high]
        assert 2 <= len(seen) <= max(most + 1, 6), (low, high, ticks)
        assert len(ticks["tickvals"]) == len(ticks["ticktext"])
