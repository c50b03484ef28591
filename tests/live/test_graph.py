"""One function of one variable: slopes, the secant, the order of the remainder, gaps, kinks and the zoom."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.views import ask, curves, drag, open_view, payload_in, press, put, remark

Function = Callable[[float], float]
SMOOTH: dict[str, tuple[str, Function, Function]] = {
    "square": ("x^2", lambda x: x**2, lambda x: 2 * x),
    "cubic": ("x^3 - x", lambda x: x**3 - x, lambda x: 3 * x**2 - 1),
    "sine": ("sin x", math.sin, math.cos),
    "exponential": ("e^x", math.exp, math.exp),
    "reciprocal": ("1/x", lambda x: 1 / x, lambda x: -1 / x**2),
}


def open_graph(page: Page, formula: str, *, low: float = -2, high: float = 2, **state: object) -> dict[str, float]:
    return open_view(page, payload_in("graph", f"f(x) = {formula}", "x", x=(low, high)), **state)


@pytest.mark.parametrize("name", SMOOTH)
def test_slopes_and_remainder(module_page: Page, name: str) -> None:
    formula, f, slope = SMOOTH[name]
    for side in (1, -1):
        p, h = 0.7, side * 0.125
        found = open_graph(module_page, formula, probe=[p], step=abs(h), side=side)
        secant = (f(p + h) - f(p)) / h
        assert found["value"] == pytest.approx(f(p)) and found["derivative"] == pytest.approx(slope(p))
        assert found["jacobian-11"] == found["derivative"]
        assert found["secant"] == pytest.approx(secant)
        assert found["difference"] == pytest.approx(secant - slope(p))
        assert found["remainder"] == pytest.approx(f(p + h) - f(p) - slope(p) * h)


@pytest.mark.parametrize("name", SMOOTH)
def test_the_remainder_is_of_second_order(module_page: Page, name: str) -> None:
    open_graph(module_page, SMOOTH[name][0], probe=[0.7])
    for step in (1e-2, 1e-3, 1e-5):
        assert put(module_page, probe=[0.7], step=step)["order"] == pytest.approx(2, abs=10 * step + 1e-3)


@pytest.mark.parametrize(
    ("formula", "p", "order"),
    [("x^3", 0.0, 3), ("|x|", 0.0, 1), ("2 |x| + x", 0.0, 1), ("√x", 0.0, 0.5), ("sin x", 0.0, 3), ("x^4", 0.0, 4)],
)
def test_other_orders(module_page: Page, formula: str, p: float, order: float) -> None:
    found = open_graph(module_page, formula, probe=[p], step=1e-3)
    assert found["order"] == pytest.approx(order, abs=1e-2)


def test_a_kink_has_secants_and_no_tangent(module_page: Page) -> None:
    for side in (1, -1):
        found = open_graph(module_page, "|x|", probe=[0], side=side, step=0.3)
        assert math.isnan(found["derivative"]) and found["secant"] == side
        assert "kink" in remark(module_page) and not curves(module_page, "fore", "graph", stroke="ink")
    beside = put(module_page, probe=[0.5], step=0.1)
    assert beside["derivative"] == 1 and not remark(module_page).count("kink")
    assert len(curves(module_page, "fore", "graph", stroke="ink")) == 1


@pytest.mark.parametrize(("formula", "defined"), [("1/x", set()), ("√x", {"value", "secant"}), ("ln x", set())])
def test_an_infinity_is_no_value(module_page: Page, formula: str, defined: set[str]) -> None:
    found = open_graph(module_page, formula, probe=[0], step=0.5, side=1)
    assert all(math.isfinite(found[key]) for key in defined)
    assert all(math.isnan(found[key]) for key in {"value", "derivative", "secant", "difference", "remainder"} - defined)


def test_an_affine_function_is_its_tangent(module_page: Page) -> None:
    found = open_graph(module_page, "3x + 1", probe=[0.4], step=0.1)
    assert abs(found["remainder"]) < 1e-14 and math.isnan(found["order"])
    assert "affine" in remark(module_page)
    put(module_page, probe=[0.4], step=1e-6)
    assert "affine" in remark(module_page)
    open_graph(module_page, "x^2", probe=[0.4], step=1e-6)
    assert "affine" not in remark(module_page)


def test_rounding_error_is_said(module_page: Page) -> None:
    """The fourth power at 0.0001 of its flat point: h = 1e-6 leaves a remainder of 6e-20 next to values of 1000."""
    found = open_graph(module_page, "x^4 + 1000", probe=[1e-4], step=1e-6)
    assert math.isnan(found["order"]) and "rounding" in remark(module_page)
    assert "affine" not in remark(module_page)
    found = open_graph(module_page, "|x|", probe=[0.5], step=0.9, side=-1)
    assert found["remainder"] == pytest.approx(0.8) and "rounding" not in remark(module_page)


@pytest.mark.parametrize(
    ("formula", "pieces"), [("1/x", 2), ("tan(2x)", 3), ("sign(x - 0.1)", 2), ("√x", 1), ("|x|", 1)]
)
def test_poles_and_jumps_are_gaps(module_page: Page, formula: str, pieces: int) -> None:
    open_graph(module_page, formula, low=-2.2, high=2.2)
    (curve,) = curves(module_page, "ground", "graph")
    x0, x1, y0, y1 = ask(module_page, "seen.panes.graph.range")
    parts = [part[~np.isnan(part[:, 0])] for part in np.split(curve, np.flatnonzero(np.isnan(curve[:, 0])))]
    seen = [part for part in parts if ((part[:, 1] > y0) & (part[:, 1] < y1)).sum() > 1]
    assert len(seen) == pieces
    for part in parts:
        steps = np.abs(np.diff(part[:, 1]))
        across = np.diff(np.sign(part[:, 1] - (y0 + y1) / 2)) != 0
        assert not (across & (steps > 0.7 * (y1 - y0))).any(), "no line leads through a pole"
    assert x0 < -2.2 and x1 > 2.2


def test_the_curve_lies_on_the_graph(module_page: Page) -> None:
    open_graph(module_page, "sin(x^2)", low=-5, high=5)
    (curve,) = curves(module_page, "ground", "graph")
    x, y = curve[~np.isnan(curve[:, 0])].T
    assert y == pytest.approx(np.sin(x**2), abs=1e-9)
    middle = (x[1:] + x[:-1]) / 2
    assert np.abs(np.sin(middle**2) - (y[1:] + y[:-1]) / 2).max() < 0.02, (
        "no chord leaves its arc by more than a pixel or so"
    )


def test_the_remainder_curve(module_page: Page) -> None:
    open_graph(module_page, "e^x", probe=[0.5], step=0.01)
    *_, kept = curves(module_page, "fore", "remainder", stroke="second")
    log_h, log_r = kept[~np.isnan(kept[:, 0])].T
    assert log_h.max() == pytest.approx(0) and log_h.min() < -5.9
    h = 10**log_h
    exact = math.exp(0.5) * h**2 * (1 / 2 + h / 6 + h**2 / 24 + h**3 / 120 + h**4 / 720 + h**5 / 5040)
    assert 10**log_r == pytest.approx(exact, rel=2e-3)


def test_handles_move_the_probe_and_the_step(module_page: Page) -> None:
    open_graph(module_page, "x^2", probe=[0.4], step=0.5)
    pixels = ask(module_page, "seen.panes.graph.transform.sx")
    drag(module_page, "Probe", 30, -70)
    assert ask(module_page, "seen.state.probe[0]") == pytest.approx(0.4 + 30 / pixels, abs=1.5 / pixels)
    put(module_page, probe=[0.4], step=0.5)
    found = drag(module_page, "Second point of the secant", -1.2 * pixels, 10)
    h = ask(module_page, "seen.state.side * seen.state.step")
    assert h == pytest.approx(-0.7, abs=2 / pixels), "past the probe the step is negative"
    assert found["secant"] == pytest.approx(2 * 0.4 + h)
    before = ask(module_page, "seen.state.probe[0]")
    press(module_page, "Probe", "ArrowRight")
    press(module_page, "Probe", "ArrowUp")
    assert 0 < ask(module_page, "seen.state.probe[0]") - before < 0.1


def test_a_pole_does_not_hold_the_handle(module_page: Page) -> None:
    """The hand drags on through a place where the function is not defined."""
    open_graph(module_page, "√x", low=-1, high=4, probe=[1.0])
    pixels = ask(module_page, "seen.panes.graph.transform.sx")
    drag(module_page, "Probe", -1.5 * pixels, 0)
    assert ask(module_page, "seen.state.probe[0]") == pytest.approx(-0.5, abs=0.02)
    assert "not defined" in remark(module_page)
    drag(module_page, "Probe", 2 * pixels, 0)
    assert ask(module_page, "seen.state.probe[0]") == pytest.approx(1.5, abs=0.03)


def test_play_lets_the_secant_close_in(module_page: Page) -> None:
    open_graph(module_page, "x^2", probe=[0.4], step=1)
    module_page.get_by_label("Play step |h|", exact=True).click()
    module_page.wait_for_function("() => seen.state.step < 1.0001e-6 && !view.controls.isPlaying")
    assert abs(put(module_page, probe=[0.4], step=ask(module_page, "seen.state.step"))["difference"]) < 2e-6


@pytest.mark.parametrize("name", ["square", "cubic", "exponential"])
def test_zoomed_in_the_curve_is_its_tangent(module_page: Page, name: str) -> None:
    formula, f, slope = SMOOTH[name]
    open_graph(module_page, formula, probe=[0.7], zoom=1)
    x0, x1, y0, y1 = ask(module_page, "seen.panes.graph.range")
    assert x1 - x0 < 0.01 and (x0 + x1) / 2 == pytest.approx(0.7) and (y0 + y1) / 2 == pytest.approx(f(0.7))
    (curve,) = curves(module_page, "ground", "graph")
    inside = curve[(curve[:, 1] > y0) & (curve[:, 1] < y1)]
    away = inside[:, 1] - f(0.7) - slope(0.7) * (inside[:, 0] - 0.7)
    assert len(inside) > 5 and np.abs(away).max() < 1e-3 * (y1 - y0)
