"""How often images are covered, and where mappings jump: by hand for mappings of all shapes."""

from __future__ import annotations

import math
from typing import Any

import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call

COVER = "return multiplicityOn(new Evaluation(given.view), given.box);"
CELL = """const cell = new CellMeasure(new Evaluation(given.view));
cell.at(given.p, given.side);
cell.refine();
return cell.at(given.p, given.side);"""
TURN = 2 * math.pi
SPHERE = "f(θ, φ) = (sin θ cos φ, sin θ sin φ, cos θ)"
BALL = "f(r, θ, φ) = (r sin θ cos φ, r sin θ sin φ, r cos θ)"
MOEBIUS = "((1 + u cos(v/2)) cos v, (1 + u cos(v/2)) sin v, u sin(v/2))"
COVERED: dict[str, tuple[str, tuple[tuple[float, float], ...], tuple[int, int]]] = {
    "sphere once": (SPHERE, ((0, math.pi), (0, TURN)), (1, 1)),
    "sphere twice": (SPHERE, ((0, TURN), (0, TURN)), (2, 2)),
    "ball once": (BALL, ((0, 2), (0, math.pi), (0, TURN)), (1, 1)),
    "ball twice": (BALL, ((0, 2), (0, TURN), (0, TURN)), (2, 2)),
    "torus": ("f(θ, φ) = ((2 + cos θ) cos φ, (2 + cos θ) sin φ, sin θ)", ((0, TURN), (0, TURN)), (1, 1)),
    "Moebius strip": (MOEBIUS, ((-0.3, 0.3), (0, TURN)), (1, 1)),
    "Moebius strip twice around": (MOEBIUS, ((-0.3, 0.3), (0, 2 * TURN)), (2, 2)),
    "circle": ("(cos t, sin t)", ((0, TURN),), (1, 1)),
    "circle three times": ("(cos t, sin t)", ((0, 3 * TURN),), (3, 3)),
    "circle one and a half times": ("(cos t, sin t)", ((0, 1.5 * TURN),), (1, 2)),
    "rose": ("(cos(3t) cos t, cos(3t) sin t)", ((0, TURN),), (2, 2)),
    "parabola to and fro": ("(t^2, t^4)", ((-1, 1),), (2, 2)),
    "Lissajous": ("(sin(2t), sin(3t))", ((0, TURN),), (1, 1)),
    "cone": ("(u cos v, u sin v, u)", ((-1, 1), (0, TURN)), (1, 1)),
    "square": ("(u^2 - v^2, 2 u v)", ((-1, 1), (-1, 1)), (2, 2)),
    "cube": ("(u^3 - 3 u v^2, 3 u^2 v - v^3)", ((-1, 1), (-1, 1)), (1, 3)),
    "fold": ("(u^2, v)", ((-1, 1), (-1, 1)), (2, 2)),
    "fold on part": ("(u^2, v)", ((-0.4, 1), (-1, 1)), (1, 2)),
    "exponential twice around": ("(e^u cos v, e^u sin v)", ((-1, 1), (0, 2 * TURN)), (2, 2)),
    "identity": ("(u, v)", ((-1, 1), (-1, 1)), (1, 1)),
    "squares in space": ("(u^2, v^2, w^2)", ((-1, 1), (-1, 1), (-1, 1)), (8, 8)),
}  # fmt: skip


@pytest.mark.parametrize("name", COVERED)
def test_how_often_an_image_is_covered(module_page: Page, name: str) -> None:
    text, box, (least, most) = COVERED[name]
    given = {"view": payload(parse(text)), "box": box}
    found = call(module_page, "Evaluation from evaluation, multiplicityOn from multiplicity", COVER, given)
    assert found == {"least": least, "most": most}


def cell(page: Page, text: str, p: tuple[float, ...], side: float) -> dict[str, Any]:
    given = {"view": payload(parse(text)), "p": p, "side": side}
    return call(page, "CellMeasure from estimate, Evaluation from evaluation", CELL, given)


@pytest.mark.parametrize(
    ("text", "p", "most"),
    [
        ("(u^2, v)", (0.05, 0.3), 2), ("(u^2, v)", (0.0, 0.3), 2), ("(u^2, v)", (0.19, 0.3), 2),
        ("(u^2, v)", (0.3, 0.3), 1),
        ("(u^2 - v^2, 2 u v)", (0.0, 0.0), 2), ("(u^2 - v^2, 2 u v)", (0.3, 0.3), 1),
        ("(u cos v, u sin v)", (0.0, 1.0), 1),
        ("(√|u|, v)", (0.05, 0.0), 2), ("(u^3 - u v, v)", (0.1, 0.1), 2), ("(u^2, v^2, w^2)", (0.0, 0.5, 0.5), 2),
        ("(u^2, v, u)", (0.0, 0.5), 1), ("(u^2, v, u^4)", (0.0, 0.5), 2), ("(|u|, v)", (0.05, 0.0), 2),
    ],
)  # fmt: skip
def test_cells_whose_images_overlap(module_page: Page, text: str, p: tuple[float, ...], most: int) -> None:
    assert cell(module_page, text, p, 0.4)["multiplicity"]["most"] == most


@pytest.mark.parametrize(
    ("text", "p", "jumps"),
    [
        ("x = u + (0 if u<0.3 else 0.8)\ny = v", (0.3, 0.1), True),
        ("x = u + (0 if u<0.3 else 0.8)\ny = v", (0.0, 0.1), False),
        ("(√(u² + v²), atan(v/u))", (0.05, 0.5), True),
        ("(√(u² + v²), atan(v/u))", (0.5, 0.5), False),
        ("(√(u² + v²), atan2(v, u))", (-0.5, 0.05), True),
        ("(u, v + sign(u))", (0.1, 0.1), True),
        ("(|u|, v)", (0.05, 0.1), False),
        ("(sin(40u), v)", (0.05, 0.1), False),
        ("(cbrt u, v)", (0.05, 0.1), False),
        ("(e^(9u), v^9)", (0.5, 0.9), False),
        ("x = u\ny = v\nz = (1 if u + v > 0 else 0)", (0.05, 0.05), True),
    ],
)  # fmt: skip
def test_cells_in_which_the_mapping_jumps(module_page: Page, text: str, p: tuple[float, ...], jumps: bool) -> None:
    assert cell(module_page, text, p, 0.4)["isTorn"] == jumps
