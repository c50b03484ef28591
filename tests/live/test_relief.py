"""One function of two variables: gradient, directional derivative, tangent plane, slices, handles and the zoom."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.views import arrow, ask, curves, drag, open_view, payload_in, press, put, remark

Function = Callable[[float, float], float]
BOX = (-2.0, 2.0)
FUNCTIONS: dict[str, tuple[str, Function]] = {
    "seed": ("2 u v^2 + 3 u + 2 v", lambda u, v: 2 * u * v**2 + 3 * u + 2 * v),
    "saddle": ("u^2 - v^2", lambda u, v: u**2 - v**2),
    "rosenbrock": ("(1 - u)^2 + 100 (v - u^2)^2", lambda u, v: (1 - u) ** 2 + 100 * (v - u**2) ** 2),
    "bowl": ("u^2 + v^2", lambda u, v: u**2 + v**2),
    "waves": ("sin u cos v", lambda u, v: math.sin(u) * math.cos(v)),
    "cone": ("√(u^2 + v^2)", math.hypot),
}
P = (0.7, -0.4)


def open_relief(page: Page, formula: str, **state: object) -> dict[str, float]:
    return open_view(page, payload_in("relief", f"f(u, v) = {formula}", "u, v", u=BOX, v=BOX), **state)


def slope(f: Function, p: tuple[float, float], v: tuple[float, float]) -> float:
    """The central difference along v."""
    h = 1e-5
    return (f(p[0] + h * v[0], p[1] + h * v[1]) - f(p[0] - h * v[0], p[1] - h * v[1])) / (2 * h)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_gradient_and_directional_derivative(module_page: Page, name: str) -> None:
    formula, f = FUNCTIONS[name]
    a, b = slope(f, P, (1, 0)), slope(f, P, (0, 1))
    open_relief(module_page, formula, probe=list(P))
    for degrees in (0, 37, 90, 200, 315):
        found = put(module_page, probe=list(P), direction=degrees)
        v = (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
        assert (found["jacobian-11"], found["jacobian-12"]) == pytest.approx((a, b), rel=1e-6, abs=1e-8)
        assert found["gradient"] == pytest.approx(math.hypot(a, b), rel=1e-6, abs=1e-8)
        assert found["heading"] == pytest.approx(math.degrees(math.atan2(b, a)), rel=1e-6, abs=1e-8)
        assert found["directional"] == pytest.approx(slope(f, P, v), rel=1e-6, abs=1e-8)
        assert found["slope-seen"] == pytest.approx(found["directional"], rel=1e-3, abs=1e-3)
        assert abs(found["directional"]) <= found["gradient"] * (1 + 1e-12)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_gradient_is_perpendicular_to_the_level_curve(module_page: Page, name: str) -> None:
    """The arrow points along the row of partials, and the level curve through the probe leaves it at a right angle."""
    formula, f = FUNCTIONS[name]
    open_relief(module_page, formula, probe=list(P))
    vector, _ = arrow(module_page, "domain", "image")
    a, b = slope(f, P, (1, 0)), slope(f, P, (0, 1))
    assert vector / np.hypot(*vector) == pytest.approx(np.array([a, b]) / math.hypot(a, b), abs=1e-6)
    (level,) = curves(module_page, "fore", "domain", kind="segments")
    ends = level.reshape(-1, 2, 2)
    assert [f(u, v) for u, v in level] == pytest.approx([f(*P)] * len(level), rel=1e-4, abs=1e-4)
    nearest = ends[np.argmin(np.hypot(*(ends.mean(axis=1) - P).T))]
    along = nearest[1] - nearest[0]
    assert abs(along @ [a, b]) < 0.12 * np.hypot(*along) * math.hypot(a, b)


@pytest.mark.parametrize("name", ["seed", "waves", "rosenbrock"])
def test_the_tangent_plane_and_the_slices(module_page: Page, name: str) -> None:
    formula, f = FUNCTIONS[name]
    found = open_relief(module_page, formula, probe=list(P), direction=30)
    a, b = found["jacobian-11"], found["jacobian-12"]
    name = "Object.keys(seen.theme).find((key) => seen.theme[key] === mark.stroke)"
    lines = "seen.fore.surface.filter((mark) => mark.kind === 'polyline')"
    marks = ask(module_page, f"{lines}.map((mark) => ({{ ...mark, xyz: [...mark.xyz], name: {name} }}))")
    (plane,) = [np.array(m["xyz"]).reshape(-1, 3) for m in marks if m.get("fill")]
    assert len(plane) == 4
    assert plane[:, 2] == pytest.approx(f(*P) + a * (plane[:, 0] - P[0]) + b * (plane[:, 1] - P[1]))
    for stroke, way in (("first", (1, 0)), ("second", (0, 1)), ("third", (math.cos(math.pi / 6), 0.5))):
        own = [
            np.array([math.nan if w is None else w for w in m["xyz"]]).reshape(-1, 3)
            for m in marks
            if m["name"] == stroke
        ]
        curve, tangent = own
        curve = curve[~np.isnan(curve[:, 2])]
        assert len(curve) > 20
        assert curve[:, 2] == pytest.approx([f(u, v) for u, v, _ in curve])
        offset = curve[:, :2] - P
        assert offset[:, 0] * way[1] - offset[:, 1] * way[0] == pytest.approx(0, abs=1e-12), (
            "above a line through the probe"
        )
        rise = tangent[1] - tangent[0]
        assert rise[2] / math.hypot(*rise[:2]) == pytest.approx(slope(f, P, way), rel=1e-6)
        assert tangent.mean(axis=0) == pytest.approx((*P, f(*P)))


def test_where_the_derivative_does_not_exist(module_page: Page) -> None:
    """The tip of the cone: no gradient and no plane, but in every direction the slice has the slope 1."""
    found = open_relief(module_page, FUNCTIONS["cone"][0], probe=[0, 0])
    assert math.isnan(found["jacobian-11"]) and math.isnan(found["gradient"]) and math.isnan(found["directional"])
    assert found["slope-seen"] == pytest.approx(1)
    assert "does not exist" in remark(module_page)
    assert ask(module_page, "seen.fore.surface.some((m) => m.fill && m.kind === 'polyline')") is False
    beside = put(module_page, probe=[0.1, 0])
    assert beside["gradient"] == pytest.approx(1) and "does not exist" not in remark(module_page)


def test_a_critical_point_is_said(module_page: Page) -> None:
    found = open_relief(module_page, FUNCTIONS["saddle"][0], probe=[0, 0])
    assert found["gradient"] == 0 and math.isnan(found["heading"]) and "critical" in remark(module_page)


def test_handles(module_page: Page) -> None:
    open_relief(module_page, FUNCTIONS["seed"][0], probe=[0, 0], direction=0)
    pixels = ask(module_page, "seen.panes.domain.transform.sx")
    drag(module_page, "Probe", 40, -25)
    assert ask(module_page, "seen.state.probe") == pytest.approx([40 / pixels, 25 / pixels], abs=1.5 / pixels)
    radius = pixels * ask(
        module_page, "Math.hypot(seen.here.grip[0] - seen.here.p[0], seen.here.grip[1] - seen.here.p[1])"
    )
    drag(module_page, "Direction", -radius, -radius)
    assert ask(module_page, "seen.state.direction") == pytest.approx(90, abs=2)
    assert ask(module_page, "seen.state.probe") == pytest.approx([40 / pixels, 25 / pixels], abs=1.5 / pixels)
    press(module_page, "Direction", "ArrowLeft")
    assert 90.5 < ask(module_page, "seen.state.direction") < 110
    before = ask(module_page, "seen.state.direction")
    press(module_page, "Direction of v", "ArrowRight")
    assert ask(module_page, "seen.state.direction") == pytest.approx(before + 3.6)


@pytest.mark.parametrize("name", ["seed", "saddle", "waves", "bowl"])
def test_zoomed_in_the_level_curves_are_parallel_lines(module_page: Page, name: str) -> None:
    formula, f = FUNCTIONS[name]
    open_relief(module_page, formula, probe=list(P), zoom=1)
    x0, x1, y0, y1 = ask(module_page, "seen.panes.domain.range")
    assert x1 - x0 < 0.02 and ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(P)
    lines = curves(module_page, "ground", "domain", kind="segments")
    a, b = slope(f, P, (1, 0)), slope(f, P, (0, 1))
    assert len(lines) >= 5
    for xy in lines:
        across = xy @ [a, b] / math.hypot(a, b)
        assert np.ptp(across) < 5e-3 * (x1 - x0)


def test_zoomed_in_the_surface_is_its_tangent_plane(module_page: Page) -> None:
    formula, f = FUNCTIONS["bowl"]
    for p in (P, (0.0, 0.0)):
        found = open_relief(module_page, formula, probe=list(p), zoom=1)
        grid = "seen.ground.surface.find((mark) => mark.kind === 'surface').grid"
        surface = ask(module_page, f"(({{ x, y, z }}) => [x, y, z].map((w) => [...w]))({grid})")
        u, v, z = (np.array([math.nan if w is None else w for w in row]) for row in surface)
        plane = f(*p) + found["jacobian-11"] * (u - p[0]) + found["jacobian-12"] * (v - p[1])
        *_, z0, z1 = ask(module_page, "seen.panes.surface.range")
        assert np.isfinite(z).mean() > 0.9
        assert np.nanmax(np.abs(z - plane)) < 5e-3 * (z1 - z0)


@pytest.mark.parametrize("formula", ["1/(u v)", "ln(u - 9)", "5", "√(u - 1)", "sign(u)", "10^20 u"])
def test_odd_functions_are_no_crash(module_page: Page, formula: str) -> None:
    for zoom in (0, 0.5, 1):
        open_relief(module_page, formula, zoom=zoom)
        ranges = ask(module_page, "[...view.snapshot().panes.domain.range, ...view.snapshot().panes.surface.range]")
        assert all(map(math.isfinite, ranges)) and ask(module_page, "view.root.dataset.ready") == "true"
