"""Level curves and bands: on their level, round levels, no line and no fill through a pole, areas that add up."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call, payload_of

FIELD = """
const field = fieldOf(new Evaluation(given.view), 0, given.box);
"""
IMPORTS = "Evaluation from evaluation, fieldOf from contours"


def ask(page: Page, formula: str, imports: str, body: str, box: tuple[float, ...] = (-2, 2, -2, 2)) -> Any:
    given = {"view": payload_of(f"x = {formula}\ny = v"), "box": list(box)}
    return call(page, f"{IMPORTS}, {imports}", FIELD + body, given)


def polygon_area(xy: list[float | None]) -> float:
    points = np.array([math.nan if w is None else w for w in xy], dtype=float).reshape(-1, 2)
    parts = np.split(points, np.flatnonzero(np.isnan(points[:, 0])))
    area = 0.0
    for part in parts:
        x, y = part[~np.isnan(part[:, 0])].T
        area += (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2
    return area


@pytest.mark.parametrize(
    ("formula", "f"),
    [
        ("2 u v^2 + 3 u + 2 v", lambda u, v: 2 * u * v**2 + 3 * u + 2 * v),
        ("u^2 - v^2", lambda u, v: u**2 - v**2),
        ("sin u cos v", lambda u, v: np.sin(u) * np.cos(v)),
        ("(1 - u)^2 + 100 (v - u^2)^2", lambda u, v: (1 - u) ** 2 + 100 * (v - u**2) ** 2),
        ("√(u^2 + v^2)", np.hypot),
    ],
)
def test_level_curves_lie_on_their_level(module_page: Page, formula: str, f: Any) -> None:
    body = "return { levels: field.levels, curves: field.levels.map((level) => Array.from(levelCurve(field, level))) };"
    found = ask(module_page, formula, "levelCurve from contours", body)
    assert 5 <= len(found["levels"]) <= 25
    for level, xy in zip(found["levels"], found["curves"], strict=True):
        u, v = np.array(xy).reshape(-1, 2).T
        assert len(u), "each level is met"
        assert f(u, v) == pytest.approx(level, rel=1e-5, abs=1e-3 * (found["levels"][-1] - found["levels"][0]) / 10)


def test_a_circle_is_closed(module_page: Page) -> None:
    xy = ask(module_page, "u^2 + v^2", "levelCurve from contours", "return Array.from(levelCurve(field, 2.1));")
    ends = np.array(xy).reshape(-1, 2, 2)
    assert np.hypot(*(ends[:, 1] - ends[:, 0]).T).sum() == pytest.approx(2 * math.pi * math.sqrt(2.1), rel=2e-3)


def test_lines_cross_in_a_vertex(module_page: Page) -> None:
    """u v = 0 is two lines through the origin, a vertex of the grid: no chord cuts the corner between them off."""
    xy = ask(module_page, "u v", "levelCurve from contours", "return Array.from(levelCurve(field, 0));")
    ends = np.array(xy).reshape(-1, 2, 2)
    assert np.abs(ends[:, :, 0] * ends[:, :, 1]).max() < 1e-12
    assert np.abs(ends.mean(axis=1).prod(axis=1)).max() < 1e-12


def test_no_level_curve_at_a_pole(module_page: Page) -> None:
    body = "return Array.from(levelCurve(field, 0));"
    assert ask(module_page, "1/(u + 0.013)", "levelCurve from contours", body) == []


@pytest.mark.parametrize(
    ("low", "high", "levels"),
    [
        (0, 10, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (-0.3, 0.3, [-0.25, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.25]),
        (99.5, 100.5, [99.6, 99.7, 99.8, 99.9, 100, 100.1, 100.2, 100.3, 100.4]),
        (5, 5, []),
    ],
)
def test_levels_are_round(module_page: Page, low: float, high: float, levels: list[float]) -> None:
    values = list(np.linspace(low, high, 101))
    assert (
        call(module_page, "roundLevels from contours", "return roundLevels(Float64Array.from(given));", values)
        == levels
    )


def test_a_few_large_values_leave_levels_for_the_small(module_page: Page) -> None:
    """Rosenbrock's function goes up to 3609 and half of its values lie below 250: then levels are 1, 2, 5, 10, ..."""
    levels = ask(
        module_page,
        "(1 - u)^2 + 100 (v - u^2)^2",
        "levelCurve from contours",
        "return field.levels;",
        (-2, 2, -1, 3),
    )
    assert {5, 10, 20, 50, 100, 200, 500, 1000} <= set(levels)


@pytest.mark.parametrize("formula", ["u", "u^2 - v^2", "sin u cos v", "2 u v^2 + 3 u + 2 v", "|u| + |v|", "7"])
def test_bands_cover_the_box_once(module_page: Page, formula: str) -> None:
    bands = ask(module_page, formula, "bandsOf from contours", "return bandsOf(field).map((xy) => Array.from(xy));")
    assert sum(map(polygon_area, bands)) == pytest.approx(16)


def test_bands_have_the_areas_between_the_levels(module_page: Page) -> None:
    body = "field.levels = [1, 2, 3]; return bandsOf(field).map((xy) => Array.from(xy));"
    bands = ask(module_page, "u^2 + v^2", "bandsOf from contours", body)
    exact = [math.pi, math.pi, math.pi, 16 - 3 * math.pi]
    assert [polygon_area(xy) for xy in bands] == pytest.approx(exact, rel=5e-3)


@pytest.mark.parametrize("formula", ["1/u", "1/(u + 0.011)", "sign(u - 0.03)", "tan(u)", "1/(u v)", "√u"])
def test_no_band_reaches_through_a_pole_or_a_jump(module_page: Page, formula: str) -> None:
    body = "return { whole: Array.from(wholeCells(field)), side: field.side, u: Array.from(field.u) };"
    found = ask(module_page, formula, "wholeCells from contours", body)
    count = found["side"] - 1
    whole = np.array(found["whole"]).reshape(count, count)
    u = np.array(found["u"][: found["side"]])
    places: dict[str, list[float]] = {
        "1/u": [0],
        "1/(u + 0.011)": [-0.011],
        "sign(u - 0.03)": [0.03],
        "tan(u)": [-math.pi / 2, math.pi / 2],
    }
    for place in places.get(formula, [0]):
        column = int(np.searchsorted(u, place)) - 1
        assert not whole[:, column].any()
        beside = [c for c in (column - 2, column + 2) if formula != "√u" or u[c] > 0]
        assert whole[3, beside].all() and whole[:, beside].mean() > 0.9
    if formula == "√u":
        assert not whole[:, u[:-1] < 0].any()


def test_bands_of_values(module_page: Page) -> None:
    body = "return given.map((w) => bandOf([0, 1, 5], w));"
    assert call(module_page, "bandOf from contours", body, [-3, 0, 0.5, 1, 4, 5, 6]) == [0, 0, 1, 1, 2, 2, 3]
