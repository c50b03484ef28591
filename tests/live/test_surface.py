"""Surfaces: area element, tangent parallelogram, areas, normal, the singular set, gaps."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page
from scipy.integrate import dblquad

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.views import arrow, ask, drag, open_view, put, remark

Box = tuple[tuple[float, float], tuple[float, float]]
TURN = 2 * math.pi
# Text, box, and the area element by hand.
SURFACES: dict[str, tuple[str, Box, Callable[[float, float], float]]] = {
    "sphere": (
        "x = sin u cos v\ny = sin u sin v\nz = cos u",
        ((0, math.pi), (0, TURN)),
        lambda u, v: abs(math.sin(u)),
    ),
    "torus": (
        "x = (2 + 0.7 cos v) cos u\ny = (2 + 0.7 cos v) sin u\nz = 0.7 sin v",
        ((0, TURN), (0, TURN)),
        lambda u, v: 0.7 * (2 + 0.7 * math.cos(v)),
    ),
    "helicoid": ("x = u cos v\ny = u sin v\nz = v", ((-1, 1), (0, TURN)), lambda u, v: math.hypot(1, u)),
    "enneper": (
        "x = u - u^3/3 + u v^2\ny = v - v^3/3 + v u^2\nz = u^2 - v^2",
        ((-1, 1), (-1, 1)),
        lambda u, v: (1 + u * u + v * v) ** 2,
    ),
    "whitney": (
        "x = u v\ny = u\nz = v^2",
        ((-1, 1), (-1, 1)),
        lambda u, v: math.sqrt(u * u + 4 * v * v + 4 * v**4),
    ),
}
P, SIDE = (0.6, 0.4), 0.3


def open_surface(page: Page, text: str, box: Box, **state: object) -> dict[str, float]:
    return open_view(page, payload(parse(text, "u, v", domain=dict(zip("uv", box, strict=True)))), **state)


def area(element: Callable[[float, float], float], box: Box) -> float:
    (a, b), (c, d) = box
    return float(dblquad(lambda v, u: element(u, v), a, b, c, d, epsabs=1e-9, epsrel=1e-9)[0])


@pytest.mark.parametrize("name", SURFACES)
def test_numbers_meet_closed_forms_and_scipy(module_page: Page, name: str) -> None:
    text, box, element = SURFACES[name]
    found = open_surface(module_page, text, box, probe=P, size=SIDE)
    wanted = area(element, tuple((w - SIDE / 2, w + SIDE / 2) for w in P))
    assert found["area-element"] == pytest.approx(element(*P))
    assert found["linear-area"] == pytest.approx(element(*P) * SIDE**2)
    assert found["true-area"] == pytest.approx(wanted, rel=1e-8)
    assert found["area-ratio"] == pytest.approx(wanted / (element(*P) * SIDE**2), rel=1e-8)
    assert found["total-area"] == pytest.approx(area(element, box), rel=1e-7)
    j = np.array([found[f"jacobian-{row}{column}"] for row in (1, 2, 3) for column in (1, 2)]).reshape(3, 2)
    assert found["area-element"] == pytest.approx(math.sqrt(np.linalg.det(j.T @ j)))


def test_total_areas_follow_parameters(module_page: Page) -> None:
    text = "x = (R + r cos v) cos u\ny = (R + r cos v) sin u\nz = r sin v"
    view = payload(parse(text, "u, v", domain={"u": (0, TURN), "v": (0, TURN)}, parameters={"R": 2.0, "r": 0.5}))
    open_view(module_page, view)
    for big, small in [(2.0, 0.5), (1.5, 0.25), (1.0, 0.75)]:
        found = put(module_page, parameters={"R": big, "r": small})
        assert found["total-area"] == pytest.approx(4 * math.pi**2 * big * small, rel=1e-12)


def test_tangent_vectors_and_normal(module_page: Page) -> None:
    text, box, _ = SURFACES["torus"]
    found = open_surface(module_page, text, box, probe=P, size=1.0, show={"normal": True})
    columns = np.array([[found[f"jacobian-{row}{k}"] for row in (1, 2, 3)] for k in (1, 2)])
    for column, ink in zip(columns, ("first", "second"), strict=True):
        vector, _ = arrow(module_page, "image", ink)
        assert vector == pytest.approx(column), "the cell has the side 1: the arrows are the columns themselves"
    normal, mark = arrow(module_page, "image", "ink")
    unit = normal / np.linalg.norm(normal)
    assert unit == pytest.approx(np.cross(*columns) / np.linalg.norm(np.cross(*columns)))
    assert mark["from"] == pytest.approx(ask(module_page, "seen.here.f"))


def test_the_tangent_parallelogram_and_the_cell_touch(module_page: Page) -> None:
    """Their corners differ by terms of second order in the side."""
    text, box, _ = SURFACES["enneper"]
    away = []
    for side in (0.2, 0.1):
        open_surface(module_page, text, box, probe=P, size=side)
        marks = ask(module_page, "seen.fore.image.filter((m) => m.kind === 'polyline').map((m) => Array.from(m.xyz))")
        curved, straight = (np.array(m).reshape(-1, 3) for m in marks)
        assert len(straight) == 5 and straight[0] == pytest.approx(straight[4])
        away.append(np.linalg.norm(curved[0] - straight[0]))
    assert 3 < away[0] / away[1] < 5


def singular(page: Page, layer: str = "domain") -> tuple[list[list[float]], int]:
    """The isolated points that are marked, and the number of numbers that make up the curves."""
    code = f"""(() => {{ const ink = seen.theme.singular;
      const marks = seen.ground.{layer}.filter((mark) => mark.fill === ink || mark.stroke === ink);
      const curves = marks.filter((mark) => mark.kind !== "point").flatMap((mark) => Array.from(mark.xy ?? mark.xyz));
      return [marks.filter((mark) => mark.kind === "point").map((mark) => mark.at), curves.length]; }})()"""
    points, count = ask(page, code)
    return points, count


def test_the_rank_drops_at_the_point_of_the_umbrella(module_page: Page) -> None:
    text, box, _ = SURFACES["whitney"]
    found = open_surface(module_page, text, box, probe=[0, 0])
    assert found["area-element"] == 0 and "rank of J drops" in remark(module_page)
    assert found["true-area"] > 0 and math.isnan(found["area-ratio"])
    (point,), curves = singular(module_page)
    assert point == pytest.approx([0, 0], abs=1e-6) and curves == 0
    (image,), curves = singular(module_page, "image")
    assert image == pytest.approx([0, 0, 0], abs=1e-6) and curves == 0


def test_the_poles_of_a_sphere_are_two_points(module_page: Page) -> None:
    """Two sides of the domain, each of which is sent to one point; sin π is 0 but for rounding."""
    text, box, _ = SURFACES["sphere"]
    open_surface(module_page, text, box)
    points, curves = singular(module_page)
    assert not points and curves > 100
    poles, curves = singular(module_page, "image")
    assert sorted(p[2] for p in poles) == pytest.approx([-1, 1]) and curves == 0
    put(module_page, show={"singular": False})
    assert singular(module_page, "image") == ([], 0)
    found = put(module_page, probe=[math.pi, 1])
    assert math.isnan(found["area-ratio"]), "sin π is 0 but for rounding"


def test_a_regular_surface_has_no_singular_set(module_page: Page) -> None:
    text, box, _ = SURFACES["helicoid"]
    open_surface(module_page, text, box)
    assert singular(module_page) == ([], 0) == singular(module_page, "image")


def test_no_surface_across_a_pole(module_page: Page) -> None:
    open_surface(module_page, "x = u\ny = v\nz = 1/u", ((-1.02, 1), (-1, 1)))
    code = """(() => { const { grid: { columns, x }, bins } = seen.ground.image.find((m) => m.kind === "surface");
      const first = (k) => Math.floor(k / (columns - 1)) * columns + k % (columns - 1);
      return bins.flat().map((k) => [x[first(k)], x[first(k) + 1]]); })()"""
    sides = np.array(ask(module_page, code))
    assert len(sides) >= 38 * 40 and (sides[:, 0] * sides[:, 1] > 0).all()


def test_where_j_does_not_exist(module_page: Page) -> None:
    found = open_surface(module_page, "x = u\ny = v\nz = √(u^2 + v^2)", ((-1, 1), (-1, 1)), probe=[0, 0])
    assert math.isnan(found["area-element"]) and "J does not exist" in remark(module_page)
    assert not ask(module_page, "seen.fore.image.some((mark) => mark.kind === 'arrow')")
    assert found["total-area"] == pytest.approx(4 * math.sqrt(2), rel=1e-9)
    put(module_page, probe=[0.3, 0.4])
    assert remark(module_page) == ""


def test_dragging_in_the_domain_moves_both(module_page: Page) -> None:
    text, box, element = SURFACES["helicoid"]
    open_surface(module_page, text, box, probe=P)
    found = drag(module_page, "Probe", 20, -40)
    u, v = ask(module_page, "seen.state.probe")
    assert u > P[0] and v > P[1] and found["area-element"] == pytest.approx(element(u, v))
    assert ask(module_page, "seen.fore.image.at(-1).at") == pytest.approx([u * math.cos(v), u * math.sin(v), v])


def test_the_legend_starts_at_zero(module_page: Page) -> None:
    text, box, _ = SURFACES["sphere"]
    open_surface(module_page, text, box)
    ticks = ask(module_page, "[...view.root.querySelectorAll('.jv-tick')].map((t) => [t.textContent, t.style.left])")
    assert ticks[0] == ["0", "0%"] and ticks[-1] == ["1", "100%"]
    assert ask(module_page, "view.root.querySelector('.jv-legend-name').textContent") == "area element"
