"""Coordinate curves: flat to the eye, broken at poles and jumps, whole at kinks and at the edge of a domain."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call, payload_of

SCALE = 100.0  # pixels per unit of the image
BODY = """
const mapping = new MorphedEvaluation(given.view);
return coordinateCurves(mapping, given.lines, given.scale, given.window).map((xy) => Array.from(xy));
"""
Piece = np.ndarray


def curves(
    page: Page,
    text: str,
    *lines: tuple[int, float, float, float],
    window: tuple[float, ...] = (-3, 3, -3, 3),
    scale: float = SCALE,
) -> list[list[Piece]]:
    """For each axis the unbroken pieces, shape (k, 2), of the images of lines (axis, fixed, from, to)."""
    keys = ("axis", "fixed", "from", "to")
    given = {
        "view": payload_of(text),
        "lines": [dict(zip(keys, line, strict=True)) for line in lines],
        "scale": scale,
        "window": list(window),
    }
    found = call(page, "coordinateCurves from coordinateCurves, MorphedEvaluation from morph", BODY, given)
    return [pieces_of(xy) for xy in found]


def pieces_of(xy: list[float]) -> list[Piece]:
    points = np.array(xy, dtype=float).reshape(-1, 2)
    cuts = np.flatnonzero(np.isnan(points[:, 0]))
    pieces = [part[~np.isnan(part[:, 0])] for part in np.split(points, cuts)]
    return [part for part in pieces if len(part)]


def steps(piece: Piece) -> np.ndarray:
    """The lengths of the segments, in pixels."""
    return np.hypot(*np.diff(piece, axis=0).T) * SCALE


def test_circles_are_flat_to_a_pixel(module_page: Page) -> None:
    radii = (0.05, 0.5, 2.5)
    _, circles = curves(module_page, "x = u cos v\ny = u sin v", *((1, r, 0.0, 2 * math.pi) for r in radii))
    assert len(circles) == len(radii)
    for radius, piece in zip(radii, circles, strict=True):
        assert np.hypot(*piece.T) == pytest.approx(radius, rel=1e-12)
        chords = np.hypot(*((piece[1:] + piece[:-1]) / 2).T)
        assert (radius - chords).max() * SCALE < 0.75, "no chord is further than that from its arc"
        assert len(piece) < 200, "and no more samples than that needs"
        assert piece[0] == pytest.approx(piece[-1], abs=1e-12)


def test_rays_are_straight_from_end_to_end(module_page: Page) -> None:
    rays, _ = curves(module_page, "x = u cos v\ny = u sin v", (0, 0.5, 0.0, 2.0))
    (ray,) = rays
    assert ray[0] == pytest.approx((0, 0)) and ray[-1] == pytest.approx((2 * math.cos(0.5), 2 * math.sin(0.5)))
    assert len(ray) == 25, "a straight line needs no refinement"


def test_fine_waves_are_followed(module_page: Page) -> None:
    (wave,), _ = curves(module_page, "x = u\ny = sin(30 u)/2", (0, 0.0, -2.0, 2.0))
    assert np.ptp(wave[:, 1]) == pytest.approx(1, abs=0.01)
    assert (np.diff(np.sign(wave[:, 1])) != 0).sum() == pytest.approx(2 * 2 * 30 / math.pi, abs=2)


@pytest.mark.parametrize(
    ("text", "line", "count"),
    [
        ("x = u\ny = tan v", (1, 0.5, -4.0, 4.0), 3),
        ("x = 1/u\ny = v", (0, 0.5, -2.0, 2.0), 2),
        ("x = 1/(u - 0.0123)\ny = v", (0, 0.5, -2.0, 2.0), 2),
        ("x = 1/u^2\ny = v", (0, 0.5, -1.9, 2.0), 2),
        ("x = u/(u^2 + v^2)\ny = v/(u^2 + v^2)", (0, 0.0, -2.1, 2.0), 2),
    ],
)
def test_a_pole_is_a_gap(module_page: Page, text: str, line: tuple[int, float, float, float], count: int) -> None:
    pieces = curves(module_page, text, line)[line[0]]
    seen = [piece for piece in pieces if (np.abs(piece) < 3).all(axis=1).any()]
    assert len(seen) == count
    for piece in pieces:
        inside = (np.abs(piece) < 3).all(axis=1)
        visible = inside[1:] | inside[:-1]
        # A join through infinity would cross the whole window; what leaves it may be long.
        ends = np.sign(piece[1:]) != np.sign(piece[:-1])
        crosses = (ends & (np.abs(piece[1:] - piece[:-1]) > 3)).any(axis=1)
        assert not (visible & crosses).any() and not crosses.any()


@pytest.mark.parametrize(
    ("text", "line", "jump"),
    [
        ("x = u\ny = atan2(v, u)", (1, -1.0, -2.0, 2.0), 2 * math.pi),
        ("x = u\ny = atan2(v, u)", (1, -1.0, -1.93, 2.0), 2 * math.pi),
        ("x = sign(v - 0.1)\ny = v", (1, 0.5, -1.0, 1.0), 2.0),
        ("x = arctan(1/v)\ny = v", (1, 0.5, -1.03, 1.0), math.pi),
        ("x = 0.2 sign(v - 0.1) + v\ny = v", (1, 0.5, -1.0, 1.0), 0.4),
    ],
)
def test_a_jump_is_a_gap(module_page: Page, text: str, line: tuple[int, float, float, float], jump: float) -> None:
    pieces = curves(module_page, text, line)[line[0]]
    assert max(steps(piece).max(initial=0) for piece in pieces) < 0.5 * jump * SCALE
    assert len([piece for piece in pieces if len(piece) > 2]) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = u^3 - u\ny = u^2", (0, 0.5, -2.0, 2.0)),
        ("x = e^u cos v\ny = e^u sin v", (1, 0.9, 0.0, 6.283)),
        ("x = |u|\ny = u/3", (0, 0.5, -2.0, 2.0)),
        ("x = max(u, 0)\ny = v", (0, 0.5, -1.9, 2.0)),
        ("x = |u - 0.0123|\ny = u", (0, 0.5, -2.0, 2.0)),
        ("x = 2 tanh(40 u)\ny = v", (0, 0.5, -2.0, 2.0)),
        ("x = 3u + v\ny = 3u + v", (0, 0.5, -1.0, 1.0)),
    ],
)
def test_what_is_continuous_stays_whole(module_page: Page, text: str, line: tuple[int, float, float, float]) -> None:
    pieces = curves(module_page, text, line)[line[0]]
    assert len(pieces) == 1


def test_a_curve_goes_to_the_edge_of_the_domain(module_page: Page) -> None:
    """√u starts at 0, where its speed is infinite and to the left of which it is not real."""
    (curve,), _ = curves(module_page, "x = √u\ny = u", (0, 0.5, -1.0, 2.0))
    assert curve[0] == pytest.approx((0, 0), abs=0.04) and curve[-1] == pytest.approx((math.sqrt(2), 2))
    assert curve[:, 0] == pytest.approx(np.sqrt(curve[:, 1]), abs=1e-12)
    (curve,), _ = curves(module_page, "x = √u\ny = u", (0, 0.5, 0.0, 2.0))
    assert curve[0] == pytest.approx((0, 0), abs=1e-12)


def test_nowhere_real_is_nothing(module_page: Page) -> None:
    assert curves(module_page, "x = ln(u - 9)\ny = v", (0, 0.5, -1.0, 1.0)) == [[], []]


def test_the_number_of_samples_is_bounded(module_page: Page) -> None:
    lines = [(axis, k / 20, -1.0, 1.0) for axis in (0, 1) for k in range(-20, 21)]
    found = curves(module_page, "x = sin(3000 u) + v\ny = cos(3000 v) + u", *lines)
    assert sum(len(piece) for axis in found for piece in axis) < 70_000


def test_positions_of_the_lines(module_page: Page) -> None:
    """So many cells over the whole range; closer up they are halved until as many stand in the window."""
    body = "return given.map(([low, high, count, window]) => linePositions({ low, high }, count, window));"
    jobs = [[0, 2, 4, None], [0, 2, 4, [0.4, 1.4]], [-1, 1, 10, [-9, 9]], [0, 2, 4, [5, 6]]]
    given = [job if job[3] else [*job[:3], [job[0], job[1]]] for job in jobs]
    whole, closer, wider, outside = call(module_page, "linePositions from coordinateCurves", body, given)
    assert whole == pytest.approx([0, 0.5, 1, 1.5, 2])
    assert closer == pytest.approx([0.5, 0.75, 1, 1.25])
    assert wider == pytest.approx(np.linspace(-1, 1, 11)) and wider[-1] == 1
    assert outside == []
