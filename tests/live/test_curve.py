"""Curves of the plane and of space: speed, step, lengths, cusps, and where nothing is defined."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page
from scipy.integrate import quad

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call
from tests.live.views import ask, drag, open_view, press, put, remark

TURN = 2 * math.pi
Velocity = Callable[[float], tuple[float, ...]]
# Text, interval, and the velocity by hand.
CURVES: dict[str, tuple[str, tuple[float, float], Velocity]] = {
    "parabola": ("x = t\ny = t^2", (-1, 2), lambda t: (1, 2 * t)),
    "cycloid": ("x = t - sin t\ny = 1 - cos t", (0, 2 * TURN), lambda t: (1 - math.cos(t), math.sin(t))),
    "helix": ("x = cos t\ny = sin t\nz = t/4", (0, 3 * TURN), lambda t: (-math.sin(t), math.cos(t), 0.25)),
    "cubic": ("x = t\ny = t^2\nz = t^3", (0, 1.5), lambda t: (1, 2 * t, 3 * t * t)),
}


def open_curve(page: Page, text: str, interval: tuple[float, float], **state: object) -> dict[str, float]:
    return open_view(page, payload(parse(text, "t", domain={"t": interval})), **state)


@pytest.mark.parametrize("name", CURVES)
def test_numbers_meet_quadrature_by_scipy(module_page: Page, name: str) -> None:
    text, (low, high), velocity = CURVES[name]
    t, dt = low + 0.37 * (high - low), 0.21
    found = open_curve(module_page, text, (low, high), probe=[t], size=dt)

    def speed(s: float) -> float:
        return math.hypot(*velocity(s))

    def length(a: float, b: float) -> float:
        return float(quad(speed, a, b, epsabs=1e-12, epsrel=1e-12, limit=200)[0])

    assert [found[f"jacobian-{k + 1}1"] for k in range(len(velocity(t)))] == pytest.approx(velocity(t))
    assert found["length-element"] == pytest.approx(speed(t))
    assert found["linear-length"] == pytest.approx(speed(t) * dt)
    assert found["true-length"] == pytest.approx(length(t, t + dt), rel=1e-10)
    assert found["length-ratio"] == pytest.approx(length(t, t + dt) / (speed(t) * dt), rel=1e-10)
    assert found["length-so-far"] == pytest.approx(length(low, t), rel=1e-8)
    assert found["total-length"] == pytest.approx(length(low, high), rel=1e-8)
    assert abs(found["total-length"] - length(low, high)) <= found["total-error"] + 1e-9


def test_the_ratio_tends_to_one(module_page: Page) -> None:
    text, interval, _ = CURVES["cubic"]
    open_curve(module_page, text, interval, probe=[0.5])
    away = [abs(put(module_page, probe=[0.5], size=size)["length-ratio"] - 1) for size in (0.1, 0.01, 0.001)]
    assert away[0] / 20 < away[1] * 10 < away[0] * 2 and away[2] < 0.002


def test_dragging_the_probe_fills_the_area(module_page: Page) -> None:
    text, interval, _ = CURVES["helix"]
    before = open_curve(module_page, text, interval, probe=[2.0])["length-so-far"]
    found = drag(module_page, "Probe", 60, -30)
    (t,) = ask(module_page, "seen.state.probe")
    assert (
        t > 2 and found["length-so-far"] == pytest.approx(t * math.hypot(1, 0.25)) and found["length-so-far"] > before
    )
    area = ask(module_page, "Array.from(seen.fore.domain.find((mark) => mark.fill).xy)")
    xy = np.array(area).reshape(-1, 2)
    assert np.trapezoid(xy[:, 1], xy[:, 0]) == pytest.approx(found["length-so-far"], rel=1e-4)
    assert press(module_page, "Probe", "ArrowLeft")["length-so-far"] < found["length-so-far"]


def rests(page: Page) -> list[float]:
    code = "seen.ground.domain.filter((mark) => mark.kind === 'point').map((mark) => mark.at[0])"
    return list(ask(page, code))


def test_cusps_are_marked(module_page: Page) -> None:
    open_curve(module_page, CURVES["cycloid"][0], (0, 2 * TURN))
    assert rests(module_page) == pytest.approx([0, TURN, 2 * TURN], abs=1e-6)
    places = ask(module_page, "seen.ground.image.filter((m) => m.kind === 'point').map((m) => m.at)")
    assert np.array(places) == pytest.approx(np.array([[0, 0], [TURN, 0], [2 * TURN, 0]]), abs=1e-6)
    put(module_page, probe=[TURN], show={"singular": False})
    assert rests(module_page) == []


def test_at_a_cusp_there_is_no_ratio(module_page: Page) -> None:
    found = open_curve(module_page, "x = t^2\ny = t^3", (-1, 1), probe=[0])
    assert found["length-element"] == 0 and math.isnan(found["length-ratio"])
    assert "speed is 0" in remark(module_page)


def test_where_there_is_no_velocity_the_view_says_so(module_page: Page) -> None:
    found = open_curve(module_page, "x = t\ny = |t|", (-1, 1), probe=[0])
    assert math.isnan(found["jacobian-21"]) and "J does not exist" in remark(module_page)
    assert not ask(module_page, "seen.fore.image.some((mark) => mark.kind === 'arrow')")
    assert found["total-length"] == pytest.approx(2 * math.sqrt(2))


def test_a_pole_is_a_gap(module_page: Page) -> None:
    open_curve(module_page, "x = t\ny = 1/t", (-1, 1), probe=[0.5])
    xy = np.array(
        [math.nan if w is None else w for w in ask(module_page, "Array.from(seen.ground.image[0].xy)")]
    ).reshape(-1, 2)
    both = np.isfinite(xy[:-1, 1]) & np.isfinite(xy[1:, 1])
    assert (xy[:-1, 1] * xy[1:, 1])[both].min() > 0, "no line from minus to plus infinity"
    total = 'view.root.querySelector("[data-quantity=total-length]").textContent'
    assert ask(module_page, total) == "does not settle"


@pytest.mark.parametrize(
    ("value", "zeros"),
    [
        ("(t) => Math.sin(t)", [-3 * math.pi, -2 * math.pi, -math.pi, 0, math.pi, 2 * math.pi, 3 * math.pi]),
        ("(t) => (t - 1.2345) ** 2", [1.2345]),
        ("(t) => 1 / (t - 1)", []),
        ("(t) => t * t + 1", []),
        ("(t) => Math.abs(t - 0.1) - 0.3", [-0.2, 0.4]),
        ("(t) => 0", []),
    ],
)
def test_zeros_on_an_interval(module_page: Page, value: str, zeros: list[float]) -> None:
    at = f"([ts]) => ts.map({value})"
    got = call(module_page, "zerosOn from zerosOnInterval", f"return zerosOn({{ at: {at}, work: 1 }}, [-10, 10], 400);")
    assert got == pytest.approx(zeros, abs=1e-6)
