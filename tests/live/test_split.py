"""Areas of cells that det J = 0 crosses, in which f ends, or at whose edge J is infinite: SciPy and closed forms."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import sympy as sp
from mpmath import mp
from playwright.sync_api import Page
from scipy.integrate import quad
from scipy.optimize import brentq

from jacviz.explore.gallery import by_id
from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call

AROUND = """const mapping = new Evaluation(given.view);
return measureAround(mapping, given.p, given.side, given.most);"""
WHOLE = "return measureOfImage(new Evaluation(given.view), given.box, given.most);"
LATE = 100_000


def around(page: Page, view: dict[str, Any], p: tuple[float, ...], side: float, most: int = LATE) -> dict[str, Any]:
    given = {"view": view, "p": p, "side": side, "most": most}
    return call(page, "Evaluation from evaluation, measureAround from measure", AROUND, given)


def whole(page: Page, text: str, *box: tuple[float, float], most: int = LATE) -> dict[str, Any]:
    given = {"view": payload(parse(text)), "box": box, "most": most}
    return call(page, "Evaluation from evaluation, measureOfImage from measure", WHOLE, given)


def area_by_scipy(determinant: Callable[..., Any], p: tuple[float, float], side: float) -> float:
    """The integral of |det J| over a cell: along u between the zeros that brentq finds, along v by QUADPACK."""
    (u0, u1), (v0, v1) = [(w - side / 2, w + side / 2) for w in p]
    nodes, weights = np.polynomial.legendre.leggauss(30)

    def line(v: float) -> float:
        us = u0 + (u1 - u0) * np.linspace(0, 1, 1501) ** 1.1
        values = determinant(us, v) + 0 * us
        roots = [
            brentq(determinant, a, b, args=(v,), xtol=1e-15)
            for a, b, w, x in zip(us, us[1:], values, values[1:], strict=False)
            if w * x < 0
        ]
        ends = [u0, *roots, u1]
        return sum(
            (b - a)
            / 2
            * abs(float(weights @ np.asarray(determinant((a + b) / 2 + (b - a) / 2 * nodes, v) + 0 * nodes)))
            for a, b in pairwise(ends)
        )

    edges = [
        brentq(lambda v, u=u: determinant(u, v), a, b)
        for u in (u0, u1)
        for a, b in zip(np.linspace(v0, v1, 65), np.linspace(v0, v1, 65)[1:], strict=False)
        if determinant(u, a) * determinant(u, b) < 0
    ]
    return float(quad(line, v0, v1, points=edges or None, limit=300, epsabs=0, epsrel=1e-11)[0])


CROSSED = {
    "fold": ((0.05, 0.3), 0.4),
    "cusp": ((0.3, 0.27), 0.1),
    "cusp far": ((-0.35, 0.4), 0.3),
    "cusp tip": ((0.02, 0.01), 0.2),
    "lips": ((0.3, 0.3), 0.22),
    "lips loop": ((0.02, -0.35), 0.3),
    "handkerchief": ((0.05, -0.08), 0.4),
    "gravitational-lens": ((0.7, 0.7), 0.22),
    "gravitational-lens near": ((0.25, 0.1), 0.5),
    "two-link-arm": ((0.5, 0.1), 0.5),
}  # fmt: skip


@pytest.mark.parametrize("name", CROSSED)
@pytest.mark.parametrize("most", [4000, LATE])
def test_cells_across_det_0(module_page: Page, name: str, most: int) -> None:
    mapping = by_id(name.split()[0]).mapping
    values = dict(zip(mapping.parameters, mapping.parameter_values, strict=True))
    determinant = sp.lambdify(mapping.variables, mapping.jacobian_determinant.xreplace(values))
    p, side = CROSSED[name]
    found = around(module_page, payload(mapping), p, side, most)
    wanted = area_by_scipy(determinant, p, side)
    assert abs(found["value"] - wanted) <= (1e-9 if most == LATE else 1e-4) * wanted
    assert most < LATE or abs(found["value"] - wanted) <= found["error"] + 1e-9 * wanted


EDGES = {  # a cell that ends where J is infinite, or holds such a line: text, p, side, and the area by hand
    "cube root at its edge": ("(cbrt u, v)", (0.2, -0.6), 0.4, 0.4 ** (1 / 3) * 0.4),
    "cube root across": ("(cbrt u, v)", (0.1, -0.6), 0.4, (0.3 ** (1 / 3) + 0.1 ** (1 / 3)) * 0.4),
    "root at its edge": ("(√u, v)", (0.2, 0.3), 0.4, math.sqrt(0.4) * 0.4),
    "root of the modulus": ("(√|u|, v)", (0.1, 0.2), 0.4, (math.sqrt(0.3) + math.sqrt(0.1)) * 0.4),
    "arc sine": ("(arcsin u, v)", (0.8, 0.0), 0.4, (math.pi / 2 - math.asin(0.6)) * 0.4),
    "root of a shift": ("(√(u - 0.3), v)", (0.5, 0.0), 0.4, math.sqrt(0.4) * 0.4),
    "step": ("x = u + (0 if u<0.3 else 0.8)\ny = v", (0.3, 0.1), 0.4, 0.16),
    "kinks": ("(|u| + 2u, v + |v|/2)", (0.05, -0.03), 0.4, (3 * 0.25 + 1 * 0.15) * (1.5 * 0.17 + 0.5 * 0.23)),
    "sin u/u across 0": ("(sin u/u, v)", (0.05, 0.3), 0.4, (2 - math.sin(0.25) / 0.25 - math.sin(0.15) / 0.15) * 0.4),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_cells_with_an_edge_of_j(module_page: Page, name: str) -> None:
    text, p, side, wanted = EDGES[name]
    found = around(module_page, payload(parse(text)), p, side)
    assert found["value"] == pytest.approx(wanted, rel=3e-8)
    assert found["hole"] < 1e-12


PARTS = {
    "root and logarithm": ("(√u, ln v)", (0.1, 0.3), 0.4, math.sqrt(0.3) * math.log(5)),
    "half": ("(√u, v)", (0.0, 0.0), 1.0, math.sqrt(0.5)),
    "quarter": ("(√u, √v)", (0.0, 0.0), 1.0, 0.5),
    "corner": ("(√(u - v), v)", (0.0, 0.0), 1.0, 2 / 3),
    "strip": ("(arcsin(2u), v)", (0.0, 0.0), 2.0, 2 * math.pi),
}


@pytest.mark.parametrize("name", PARTS)
def test_what_is_undefined_is_a_hole(module_page: Page, name: str) -> None:
    text, p, side, wanted = PARTS[name]
    found = around(module_page, payload(parse(text)), p, side)
    assert found["value"] == pytest.approx(wanted, rel=1e-6) and found["hole"] > 0.01


@pytest.mark.parametrize(
    ("text", "p"),
    [
        ("(1/u, 1/v)", (0.2, -0.6)), ("(u/(u - 0.33), v)", (0.2, -0.6)), ("(tan(2u), v)", (0.7, 0.2)),
        ("(1/(u - v), v)", (0.2, 0.3)), ("(u/(u^2 + v^2), v/(u^2 + v^2))", (0.05, 0.05)),
        ("(1/sin(3u), v)", (0.1, 0.0)),
        ("(v/u, v)", (0.1, 0.4)), ("(ln|u|, v)", (0.1, 0.2)),
    ],
)  # fmt: skip
def test_beside_a_pole_no_area_settles(module_page: Page, text: str, p: tuple[float, float]) -> None:
    for most in (4000, LATE):
        found = around(module_page, payload(parse(text)), p, 0.4, most)
        assert found["error"] > 0.05 * found["value"], found


@pytest.mark.parametrize("k", [40, 1000, 333])
def test_oscillations_are_resolved_at_rest_or_said_to_be_unsure(module_page: Page, k: int) -> None:
    wanted = (
        float(
            mp.quad(
                lambda t: abs(k * mp.cos(k * t)),
                sorted({0, *((n + 0.5) * math.pi / k for n in range(int(0.4 * k / math.pi + 0.5))), 0.4}),
            )
        )
        * 0.4
    )
    view = payload(parse(f"(sin({k} u), v)"))
    soon, late = (around(module_page, view, (0.2, -0.6), 0.4, most) for most in (4000, LATE))
    assert abs(soon["value"] - wanted) <= soon["error"]
    assert late["value"] == pytest.approx(wanted, rel=1e-9)


SQUARES = [(0.02, 0.2, 0.1), (0.02, 0.03, 0.01), (0.5, 0.02, 0.3), (0.0, 0.0, 0.0), (0.5, 0.6, 0.7)]


@pytest.mark.parametrize("p", SQUARES)
def test_boxes_of_space_across_det_0(module_page: Page, p: tuple[float, float, float]) -> None:
    """Over an interval w^2 moves by the sum of the squares of its ends if 0 lies between, else by their difference."""
    ends = [(w - 0.1, w + 0.1) for w in p]
    wanted = math.prod(a * a + b * b if a < 0 else b * b - a * a for a, b in ends)
    for most in (4000, LATE):
        assert around(module_page, payload(parse("(u^2, v^2, w^2)")), p, 0.2, most)["value"] == pytest.approx(
            wanted, rel=1e-10
        )


@pytest.mark.parametrize(
    ("text", "domain", "p", "side", "wanted"),
    [
        ("(u^2 - v^2, 2 u v)", (1e9, 1e-9), (2e8, -6e-10), 1e-10, 4 * 4e16 * 1e-20),
        ("(u v, v)", (1e9, 1e-9), (2e8, -6e-10), 1e-10, 6e-10 * 1e-20),
        ("(u + v, v)", (1e6, 1e-9), (2e5, 1e-10), 1e-12, 1e-24),
    ],
)
def test_cells_far_narrower_than_they_are_away(
    module_page: Page, text: str, domain: tuple[float, float], p: tuple[float, float], side: float, wanted: float
) -> None:
    a, b = domain
    view = payload(parse(text, domain={"u": (-a, a), "v": (-b, b)}))
    assert around(module_page, view, p, side)["value"] == pytest.approx(wanted, rel=1e-9)


def half_turns(t: Any) -> Any:
    return 2 * abs(mp.sin(t / 2))


# A curve, an interval that holds its cusps, the speed, and where it is 0.
CURVES = {
    "cycloid": ("(t - sin t, 1 - cos t)", (0, 7.0), half_turns, [2 * mp.pi]),
    "cycloid twice": ("(t - sin t, 1 - cos t)", (0, 20.0), half_turns, [2 * mp.pi, 4 * mp.pi, 6 * mp.pi]),
    "astroid": (
        "(cos(t)^3, sin(t)^3)", (0.3, 6.0), lambda t: 3 * abs(mp.sin(t) * mp.cos(t)), [mp.pi / 2, mp.pi, 3 * mp.pi / 2],
    ),
    "semicubical parabola": ("(t^2, t^3)", (-1, 2), lambda t: abs(t) * mp.sqrt(4 + 9 * t * t), [0]),
    "cardioid": ("((1 - cos t) cos t, (1 - cos t) sin t)", (-1, 5), half_turns, [0]),
    "deltoid": (
        "(2 cos t + cos(2t), 2 sin t - sin(2t))", (0.1, 6), lambda t: 4 * abs(mp.sin(3 * t / 2)),
        [2 * mp.pi / 3, 4 * mp.pi / 3],
    ),
    "root": ("(√t, t)", (0, 2), lambda t: mp.sqrt(1 + 1 / (4 * t)), []),
}  # fmt: skip


@pytest.mark.parametrize("name", CURVES)
def test_lengths_past_cusps(module_page: Page, name: str) -> None:
    text, (low, high), speed, cusps = CURVES[name]
    wanted = float(
        mp.quad(lambda s: 2 * s * speed(low + s * s), [0, *(mp.sqrt(t - low) for t in cusps), mp.sqrt(high - low)])
    )
    found = whole(module_page, text, (low, high), most=4000)
    assert found["value"] == pytest.approx(wanted, rel=1e-10)


@pytest.mark.parametrize(("box", "wanted"), [([(-1, 1), (-1, 1)], 2 * math.pi), ([(0, 1), (-0.5, 1)], None)])
def test_a_hemisphere_over_a_square(module_page: Page, box: list[tuple[float, float]], wanted: float | None) -> None:
    found = whole(module_page, "x = u\ny = v\nz = √(1 - u^2 - v^2)", *box)
    if wanted is None:  # for each v the element 1/√(1 - u² - v²) integrates to π/2 over the chord u > 0
        wanted = 1.5 * math.pi / 2
    assert found["value"] == pytest.approx(wanted, rel=1e-4) and found["hole"] > 0.01
    assert abs(found["value"] - wanted) <= 10 * found["error"]
