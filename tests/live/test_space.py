"""A pane of space in a live view: turned and zoomed by hand, kept while parameters move, saved."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.views import ask, open_view, press, put

TORUS = "x = (R + r cos v) cos u\ny = (R + r cos v) sin u\nz = r sin v"
ROUND = {"u": (0.0, 2 * math.pi), "v": (0.0, 2 * math.pi)}
PLOT = ".jv-image .jv-plot"


@pytest.fixture
def torus(module_page: Page) -> Page:
    open_view(module_page, payload(parse(TORUS, "u, v", domain=ROUND, parameters={"R": 2.0, "r": 0.5})))
    return module_page


def camera(page: Page) -> list[float] | None:
    return ask(page, "seen.panes.image.camera")


def middle(page: Page) -> tuple[float, float]:
    box = page.locator(PLOT).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_dragging_turns_the_box(torus: Page) -> None:
    assert camera(torus) is None
    x, y = middle(torus)
    torus.mouse.move(x, y)
    torus.mouse.down()
    torus.mouse.move(x + 50, y + 20, steps=5)
    torus.mouse.up()
    torus.mouse.move(x, y)
    yaw, pitch, distance = camera(torus)
    home = torus.evaluate("async () => (await import('/marks/projection.js')).HOME")
    assert (home[0] - yaw, pitch - home[1], distance) == pytest.approx((0.5, 0.2, 1))
    torus.mouse.dblclick(x, y)
    assert camera(torus) is None


def test_the_camera_is_kept_while_parameters_move(torus: Page) -> None:
    put(torus, camera=[1.0, 0.3, 0.7], parameters={"R": 2.0, "r": 0.5})
    before = ask(torus, "seen.panes.image.range")
    torus.evaluate("view.moveParameter('R', 3)")
    assert camera(torus) == [1.0, 0.3, 0.7]
    assert ask(torus, "seen.panes.image.range[1]") > before[1], "the box follows the surface, the camera does not"
    assert ask(torus, "seen.state.camera") == [1.0, 0.3, 0.7]
    torus.evaluate("view.reset()")
    assert camera(torus) is None


def test_turning_draws_the_base_anew_without_working_it_out(torus: Page) -> None:
    code = """new Promise((done) => { const ground = seen.ground, before = seen.panes.image.base.toDataURL();
      seen.panes.image.plot.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft" }));
      const compare = () => done([seen.ground === ground, seen.panes.image.base.toDataURL() !== before]);
      requestAnimationFrame(() => requestAnimationFrame(compare)); })"""
    assert torus.evaluate(code) == [True, True]


def test_keys_turn_and_zoom(torus: Page) -> None:
    label = "Image: drag or arrow keys turn it, plus and minus zoom, Home resets"
    press(torus, label, "ArrowLeft", "ArrowUp", "+")
    yaw, pitch, distance = camera(torus)
    press(torus, label, "ArrowRight", "ArrowDown", "-")
    assert camera(torus) == pytest.approx([yaw + 0.06, pitch - 0.06, 1]) and distance < 1
    press(torus, label, *["Shift+ArrowUp"] * 12)
    assert camera(torus)[1] < math.pi / 2, "the box is never turned over its pole"
    press(torus, label, "Home")
    assert camera(torus) is None


def test_the_wheel_scrolls_the_page_unless_ctrl_is_held(torus: Page) -> None:
    torus.evaluate("document.body.style.minHeight = '3000px'")
    torus.mouse.move(*middle(torus))
    torus.mouse.wheel(0, 120)
    torus.wait_for_function("scrollY > 0")
    assert camera(torus) is None
    torus.evaluate("scrollTo(0, 0); document.body.style.minHeight = ''")
    torus.mouse.move(*middle(torus))
    torus.keyboard.down("Control")
    torus.mouse.wheel(0, 120)
    torus.keyboard.up("Control")
    torus.wait_for_function("seen.panes.image.camera !== null")
    assert camera(torus)[2] > 1


def test_two_fingers_zoom_and_one_does_nothing(torus: Page) -> None:
    x, y = middle(torus)
    code = """([x, y]) => { const { plot } = seen.panes.image;
      const finger = (identifier, dx) => new Touch({ identifier, target: plot, clientX: x + dx, clientY: y });
      const send = (type, ...touches) => plot.dispatchEvent(new TouchEvent(type, { touches, cancelable: true }));
      send("touchstart", finger(7, -40)); send("touchmove", finger(7, -30));
      send("touchstart", finger(7, -40), finger(8, 40)); send("touchmove", finger(7, -80), finger(8, 80));
      send("touchend", finger(7, -80)); send("touchmove", finger(7, 0)); send("touchend"); }"""
    torus.evaluate(code, [x, y])
    home = torus.evaluate("async () => (await import('/marks/projection.js')).HOME")
    assert camera(torus) == pytest.approx([home[0], home[1], 0.5])


def test_a_camera_in_a_state_is_taken_up(module_page: Page) -> None:
    view = payload(parse(TORUS, "u, v", domain=ROUND, parameters={"R": 2.0, "r": 0.5}))
    open_view(module_page, view, camera=[2.0, 0.1, 1.5])
    assert camera(module_page) == [2.0, 0.1, 1.5]
    reported = "new Promise((done) => { view.onRest = done; view.moveProbe([1, 1]); })"
    assert module_page.evaluate(reported)["camera"] == [2.0, 0.1, 1.5]
