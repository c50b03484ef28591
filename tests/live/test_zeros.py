"""Zero sets: curves where closed forms put them, isolated points, crossings, and no zero at a pole."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call, payload_of

BODY = """
const run = compile(given.tape);
const value = { at: (inputs, n) => run(inputs, n)[0], work: run.work };
const { segments, points } = zeroSet([value], given.box, given.count);
return { segments: Array.from(segments), points };
"""


def zeros(
    page: Page, formula: str, box: tuple[float, ...] = (-2, 2, -2, 2), count: int = 40
) -> tuple[np.ndarray, np.ndarray]:
    """Segments, shape (k, 2, 2), and isolated points, shape (k, 2), of formula = 0."""
    given: dict[str, Any] = {"tape": payload_of(f"x = {formula}\ny = v")["tape"], "box": list(box), "count": count}
    found = call(page, "compile from tape, zeroSet from zeroCurves", BODY, given)
    return np.array(found["segments"]).reshape(-1, 2, 2), np.array(found["points"]).reshape(-1, 2)


def lengths(segments: np.ndarray) -> np.ndarray:
    return np.hypot(*(segments[:, 1] - segments[:, 0]).T)


def test_circle(module_page: Page) -> None:
    segments, points = zeros(module_page, "u^2 + v^2 - 2.1")
    assert not len(points)
    assert np.hypot(*segments.reshape(-1, 2).T) == pytest.approx(math.sqrt(2.1), abs=1e-6)
    assert lengths(segments).sum() == pytest.approx(2 * math.pi * math.sqrt(2.1), rel=2e-3)
    angles = np.sort(np.arctan2(*segments.reshape(-1, 2).T))
    assert np.diff(angles).max() < 0.12, "the circle is closed"


@pytest.mark.parametrize(
    "formula", ["u + 2v - 0.3", "0.1 (u + 2v - 0.3)^3", "sinh(u + 2v - 0.3)", "-1000(u + 2v - 0.3)"]
)
def test_line_whatever_its_formula(module_page: Page, formula: str) -> None:
    segments, points = zeros(module_page, formula)
    u, v = segments.reshape(-1, 2).T
    assert not len(points)
    assert u + 2 * v == pytest.approx(0.3, abs=2e-3 if "^3" in formula else 1e-6)
    # Where the line meets a vertex of the grid a piece may be there twice; nothing is missing.
    assert 0.999 <= lengths(segments).sum() / (4 * math.sqrt(1.25)) <= 1.2


def test_zero_on_the_border(module_page: Page) -> None:
    for box, at in (((0, 2, 0, 6), 0.0), ((-2, 0, 0, 6), 0.0)):
        segments, _ = zeros(module_page, "u", box)
        assert segments[:, :, 0] == pytest.approx(at, abs=1e-12)
        assert lengths(segments).sum() == pytest.approx(6, rel=1e-9), "the whole edge, once"


def test_isolated_point(module_page: Page) -> None:
    for a, b in ((0.0, 0.0), (0.337, -0.511)):
        segments, points = zeros(module_page, f"(u - {a})^2 + (v + {-b})^2" if b <= 0 else "1")
        assert lengths(segments).sum() < 1e-6
        assert len(points) == 1 and points[0] == pytest.approx((a, b), abs=1e-5)


def test_crossing_lines(module_page: Page) -> None:
    segments, _ = zeros(module_page, "u v", count=41)
    flat = segments.reshape(-1, 2)
    assert np.abs(flat.prod(axis=1)).max() < 1e-6
    long_enough = [lengths(segments[np.abs(segments[:, :, k]).max(axis=1) < 1e-3]).sum() for k in (0, 1)]
    assert long_enough == pytest.approx([4, 4], abs=0.25)


def test_crossing_through_vertices(module_page: Page) -> None:
    """Lines that run exactly through the vertices of the grid are found too."""
    segments, _ = zeros(module_page, "u v", count=40)
    for k in (0, 1):
        on_line = segments[np.abs(segments[:, :, k]).max(axis=1) < 1e-9]
        ends = on_line[:, :, 1 - k]
        assert ends.min() == pytest.approx(-2, abs=0.11) and ends.max() == pytest.approx(2, abs=0.11)


@pytest.mark.parametrize(
    "formula", ["1/u", "1/(u + v - 0.123)", "tan(u + 0.1) + 1000", "1/(u^2 + v^2)", "sign(u - 0.03) 5"]
)
def test_a_pole_or_a_jump_is_no_zero(module_page: Page, formula: str) -> None:
    segments, points = zeros(module_page, formula)
    if "tan" in formula:  # its true zeros hug the poles: none may stand elsewhere
        segments = segments[np.abs(np.tan(segments[:, :, 0] + 0.1) + 1000).min(axis=1) > 100]
    assert not len(segments) and not len(points)


def test_no_zero_no_segment(module_page: Page) -> None:
    for formula in ("1", "u^2 + v^2 + 0.01", "√(u - 5)", "e^u"):
        segments, points = zeros(module_page, formula)
        assert not len(segments) and not len(points), formula


def test_zero_set_stops_where_the_function_does(module_page: Page) -> None:
    """ln u + v is not real for u <= 0: there is no segment there, and the curve v = -ln u is found."""
    segments, _ = zeros(module_page, "ln u + v")
    u, v = segments.reshape(-1, 2).T
    assert u.min() > 0 and v == pytest.approx(-np.log(u), abs=1e-6)
    assert u.max() == pytest.approx(2, abs=0.11)


def test_several_functions_at_once(module_page: Page) -> None:
    body = """
    const along = ([u]) => u.map((w) => w - 0.5), across = ([, v]) => v.map((w) => w + 0.25);
    const { segments } = zeroSet([along, across].map((at) => ({ at, work: 1 })), [-1, 1, -1, 1], 10);
    return Array.from(segments);
    """
    flat = np.array(call(module_page, "zeroSet from zeroCurves", body)).reshape(-1, 2)
    assert {bool(abs(u - 0.5) < 1e-9) or bool(abs(v + 0.25) < 1e-9) for u, v in flat} == {True}
    assert np.any(np.abs(flat[:, 0] - 0.5) < 1e-9) and np.any(np.abs(flat[:, 1] + 0.25) < 1e-9)
