"""The projection of space onto a pane, and its marks: against the pinhole camera in NumPy, from back to front."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call

RANGE = [-1.0, 3.0, 0.0, 2.0, -1.0, 1.0]
CAMERAS = [(0.65, 0.42, 1.0), (-2.0, 1.2, 0.5), (3.0, -0.7, 2.0), (0.0, 0.0, 1.0)]
FLATTEN = "return flatten(given.marks, projectionOf(given.range, given.camera, 400, 300, given.isFree));"


def project(page: Page, points: list, camera: tuple, span: list = RANGE, is_free: bool = False) -> np.ndarray:
    body = "const p = projectionOf(given.range, given.camera, 400, 300, given.isFree); return given.points.map(p.at);"
    given = {"points": points, "camera": camera, "range": span, "isFree": is_free}
    return np.array(call(page, "projectionOf from projection", body, given), dtype=float)


def flat(page: Page, marks: list[dict[str, Any]], camera: tuple = CAMERAS[0]) -> list[dict[str, Any]]:
    given = {"marks": marks, "camera": camera, "range": [-1, 1] * 3, "isFree": False}
    return call(page, "flatten from marks, projectionOf from projection", FLATTEN, given)


def axes_of(yaw: float, pitch: float) -> np.ndarray:
    """Right, up, and towards the eye."""
    cy, sy, cp, sp = math.cos(yaw), math.sin(yaw), math.cos(pitch), math.sin(pitch)
    return np.array([[-sy, cy, 0], [-sp * cy, -sp * sy, cp], [cp * cy, cp * sy, sp]])


@pytest.mark.parametrize("camera", CAMERAS)
def test_a_pinhole_camera_sees_the_same(module_page: Page, camera: tuple) -> None:
    """Up to one scale and one place in the pane the pixels are right / (1 - depth / eye) and the like."""
    points = np.random.default_rng(3).uniform([-1, 0, -1], [3, 2, 1], size=(20, 3))
    got = project(module_page, points.tolist(), camera)
    right, up, depth = axes_of(*camera[:2]) @ (points - [1, 1, 0]).T
    unit = np.polyfit(depth, got[:, 2], 1)[0]
    assert got[:, 2] == pytest.approx(unit * depth, abs=1e-12)
    pinhole = np.column_stack([right, -up]) / (7 - unit * depth)[:, None]
    centre = project(module_page, [[1, 1, 0]], camera)[0, :2]
    factor = np.sum(pinhole * (got[:, :2] - centre)) / np.sum(pinhole**2)
    assert factor > 0 and got[:, :2] - centre == pytest.approx(factor * pinhole, abs=1e-9)


def test_the_whole_box_is_seen(module_page: Page) -> None:
    for span in ([-1, 1] * 3, [-2.7, 2.7, -2.7, 2.7, -0.7, 0.7], [0, 1, 0, 1, 0, 9], [0, 9, 0, 1, 0, 1]):
        corners = [list(c) for c in itertools.product(span[:2], span[2:4], span[4:])]
        for yaw in np.linspace(0, 6, 7):
            pixels = project(module_page, corners, (yaw, 0.42, 1), span)[:, :2]
            assert (pixels >= 0).all() and (pixels <= [400, 300]).all(), (span, yaw)


def test_distance_makes_smaller_and_free_axes_fill_the_cube(module_page: Page) -> None:
    ends = [[-1, 0, -1], [3, 2, 1]]
    near, far = (np.ptp(project(module_page, ends, (0.6, 0.4, d))[:, :2], axis=0) for d in (1, 2))
    assert near == pytest.approx(2 * far)
    cube = project(module_page, ends, (0.6, 0.4, 1), is_free=True)
    same = project(module_page, [[-1, -1, -1], [1, 1, 1]], (0.6, 0.4, 1), [-1, 1] * 3)
    assert cube == pytest.approx(same)


def test_what_lies_behind_the_eye_is_nowhere(module_page: Page) -> None:
    got = project(module_page, [[100, 1, 0], [-100, 1, 0]], (0, 0, 1))
    assert np.isnan(got[0, :2]).all() and np.isfinite(got[1]).all()


def square(depth: float, colour: str, **more: Any) -> dict[str, Any]:
    """A square that looks straight into the eye of yaw 0 and pitch 0."""
    grid = {"columns": 2, "rows": 2, "x": [depth] * 4, "y": [-1, 1, -1, 1], "z": [-1, -1, 1, 1]}
    return {"kind": "surface", "grid": grid, "colours": [colour], **more}


def test_surfaces_are_painted_from_back_to_front(module_page: Page) -> None:
    marks = [square(0.5, "#ff0000"), square(-0.5, "#0000ff"), square(0.0, "#00ff00")]
    (facets,) = flat(module_page, marks, (0, 0, 1))
    order = facets["order"]
    assert [facets["fills"][k] for k in order] == [facets["fills"][k] for k in (1, 2, 0)]
    (facets,) = flat(module_page, marks, (math.pi, 0, 1))
    assert list(facets["order"]) == [0, 2, 1]


def test_bins_and_gaps_of_a_surface(module_page: Page) -> None:
    """A cell in no bin and a cell with an undefined corner are left out."""
    grid = {"columns": 4, "rows": 2, "x": [0, 1, 2, math.inf] * 2, "y": [0.0] * 4 + [1.0] * 4, "z": [0.0] * 8}
    (facets,) = flat(
        module_page, [{"kind": "surface", "grid": grid, "bins": [[1], [2]], "colours": ["#111111", "#222222"]}]
    )
    assert facets["count"] == 1 and facets["fills"][0].startswith("rgba(")


def test_a_line_on_a_surface_is_hidden_by_what_lies_before(module_page: Page) -> None:
    line = {"kind": "polyline", "xyz": [0, -1, 0, 0, 1, 0], "stroke": "#000000", "isDeep": True}
    (facets,) = flat(module_page, [line, square(0.5, "#ff0000"), square(-0.5, "#0000ff")], (0, 0, 1))
    assert list(facets["order"]) == [2, 0, 1]


def test_hidden_points(module_page: Page) -> None:
    body = """const p = projectionOf([-1, 1, -1, 1, -1, 1], [0, 0, 1], 400, 300), [facets] = flatten(given.marks, p);
    return given.points.map((point) => isHidden(facets, p.at(point)));"""
    imports = "flatten from marks, projectionOf from projection, isHidden from facets"
    given = {"marks": [square(0, "#ff0000")], "points": [[-1, 0, 0], [1, 0, 0], [0, 0, 0], [-1, 3, 0]]}
    got = call(module_page, imports, body, given)
    assert got == [True, False, False, False]


@pytest.mark.parametrize(("low", "high"), [(-1.06, 1.06), (0, 6.28), (-1e-3, 2e-3), (1e6, 3e6), (99.9, 100.1)])
def test_ticks_are_round_and_inside(module_page: Page, low: float, high: float) -> None:
    ticks = call(module_page, "niceTicks from spaceAxes", "return niceTicks(given[0], given[1]);", [low, high])
    assert 2 <= len(ticks) <= 9 and low <= ticks[0] and ticks[-1] <= high
    steps = np.diff(ticks)
    assert steps == pytest.approx(steps[0], rel=1e-6)
    mantissa = steps[0] / 10 ** math.floor(math.log10(steps[0]) + 1e-9)
    assert min(abs(mantissa - m) for m in (1, 2, 2.5, 5)) < 1e-6


def test_axes_stand_behind_the_data_and_are_named(module_page: Page) -> None:
    body = """const p = projectionOf([-1, 1, -1, 1, -1, 1], given, 400, 300);
    const theme = { size: 14, font: "serif", ink: "#000", muted: "#777", faint: "#ddd" };
    const marks = spaceAxes(p, [-1, 1, -1, 1, -1, 1], ["p", "q", "r"], theme);
    const back = p.eye.map((w) => (w > 0 ? -1 : 1));
    return { texts: marks.filter((m) => m.kind === "label").map((m) => m.text), frame: Array.from(marks[1].xy),
             corner: p.at(back).slice(0, 2), front: p.at(back.map((w) => -w)).slice(0, 2) };"""
    for camera in CAMERAS[:3]:
        got = call(module_page, "projectionOf from projection, spaceAxes from spaceAxes", body, camera)
        frame = np.array(got["frame"]).reshape(-1, 2)
        assert np.hypot(*(frame - got["corner"]).T).min() < 1e-9, "the farthest corner belongs to the frame"
        assert np.hypot(*(frame - got["front"]).T).min() > 1, "the nearest one does not: it would cross the data"
        assert {"p", "q", "r", "0"} <= set(got["texts"])


def test_numbers_and_names_have_room_at_the_sides(module_page: Page) -> None:
    body = """const { range, width, height, yaw, pitch } = given;
    const theme = { size: 14, font: "sans-serif", ink: "#000", muted: "#777", faint: "#ddd" };
    const p = projectionOf(range, [yaw, pitch, 1], width, height, false, ROOM * theme.size);
    const pen = document.createElement("canvas").getContext("2d");
    const labels = spaceAxes(p, range, ["x", "y", "z"], theme).filter((m) => m.kind === "label");
    return labels.flatMap(({ at, text, align, weight, size }) => {
      pen.font = `${weight} ${size}px sans-serif`;
      const wide = pen.measureText(text).width, left = at[0] - wide * { left: 0, center: 0.5, right: 1 }[align];
      return [left, left + wide];
    });"""
    imports = "projectionOf from projection, spaceAxes from spaceAxes, ROOM from spacePane"
    torus, umbrella = [-3.1, 3.1, -3.1, 3.1, -0.9, 0.9], [-2.5, 2.5, -1.65, 1.65, -0.1, 2.4]
    for width, height in ((330, 345), (350, 290), (430, 320)):
        for span in (torus, umbrella, [-0.55, 0.55] * 3):
            for yaw in (0.65, 2.0, -1.2):
                given = {"range": span, "width": width, "height": height, "yaw": yaw, "pitch": 0.42}
                ends = call(module_page, imports, body, given)
                assert min(ends) >= 0 and max(ends) <= width, given
