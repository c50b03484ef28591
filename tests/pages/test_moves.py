"""Whatever moves, moves in the browser: the probe by mouse, finger and keys, the sliders, the switches."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.pages.conftest import Opener
from tests.pages.numbers import (
    READY,
    SEEN,
    VIEW,
    drag,
    middle,
    number,
    numbers,
    probe,
    slider,
    state,
    wait_for_change,
    wait_for_link,
    wait_for_state,
)


def assert_polar(page: Page) -> None:
    """All numbers belong to the place where the probe is now."""
    page.wait_for_function(f"() => {SEEN}.here.p.every((w, k) => w === {SEEN}.state.probe[k])")
    (r, angle), found = state(page)["probe"], numbers(page)
    assert found["determinant"] == pytest.approx(r, rel=1e-12, abs=1e-15)
    assert [found[f"jacobian-{k}"] for k in ("11", "12", "21", "22")] == pytest.approx(
        [math.cos(angle), -r * math.sin(angle), math.sin(angle), r * math.cos(angle)], rel=1e-12, abs=1e-15
    )


def test_dragging_asks_nobody_until_it_rests(explore: Opener, app_url: str) -> None:
    """While the mouse is down nothing leaves the browser; then the link follows."""
    page = explore()
    wait_for_link(page, "probe=")
    sent: list[object] = []
    sockets: list[WebSocket] = []

    def watch(socket: WebSocket) -> None:
        sockets.append(socket)
        socket.on("framesent", lambda frame: sent.append(frame))

    page.on("websocket", watch)
    page.reload()
    page.wait_for_selector(READY)
    wait_for_link(page, "probe=")
    page.wait_for_timeout(400)
    assert sockets and sent, "the messages of the start were seen"

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    sent.clear()
    seen = {number(page, "determinant")}
    for k in range(1, 9):
        before = number(page, "determinant")
        page.mouse.move(x + 3 * k, y - 6 * k)
        wait_for_change(page, "determinant", before)
        assert_polar(page)
        seen.add(number(page, "determinant"))
    assert len(seen) == 9, "the numbers followed"
    page.wait_for_timeout(450)
    assert sent == [] and asked == [], "not even while the mouse stands still, as long as it is down"
    before = page.evaluate("() => location.search")
    page.mouse.up()
    page.wait_for_function("(before) => location.search !== before", arg=before)
    assert sent, "one rest is reported"
    assert_polar(page)


def test_arrow_keys_move_the_probe(explore: Opener) -> None:
    page = explore()
    probe(page).focus()
    u, v = state(page)["probe"]
    for key, axis, sign in (("ArrowRight", 0, 1), ("ArrowUp", 1, 1), ("ArrowLeft", 0, -1), ("ArrowDown", 1, -1)):
        before = state(page)["probe"]
        page.keyboard.press(key)
        wait_for_state(page, f"state.probe[{axis}] !== {before[axis]}")
        after = state(page)["probe"]
        assert math.copysign(1, after[axis] - before[axis]) == sign and after[1 - axis] == before[1 - axis]
    assert state(page)["probe"] == pytest.approx([u, v])
    page.keyboard.press("Shift+ArrowRight")
    wait_for_state(page, f"state.probe[0] > {u} + 0.1")
    assert_polar(page)
    assert probe(page).get_attribute("aria-valuetext")


def test_the_probe_stays_in_the_domain(explore: Opener) -> None:
    page = explore()
    drag(page, 2000, 2000)
    wait_for_state(page, "state.probe[0] === 2 && state.probe[1] === 0")
    probe(page).focus()
    page.keyboard.press("ArrowRight")
    assert state(page)["probe"] == [2, 0]


def test_a_click_into_the_domain_moves_the_probe(explore: Opener) -> None:
    page = explore()
    before = number(page, "determinant")
    x, y = middle(page)
    page.mouse.click(x + 20, y - 60)
    wait_for_change(page, "determinant", before)
    page.wait_for_function(f"() => {SEEN}.here.p[0] === {SEEN}.state.probe[0]")
    assert middle(page) == pytest.approx((x + 20, y - 60), abs=1.5)


def test_a_finger_drags_the_probe(explore: Opener) -> None:
    page = explore(has_touch=True)
    before = numbers(page)["determinant"]
    x, y = middle(page)
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        given = {"type": kind, "touchPoints": [{"x": px, "y": py} for px, py in points]}
        touch.send("Input.dispatchTouchEvent", given)

    send("touchStart", (x, y))
    for k in range(1, 7):
        send("touchMove", (x + 4 * k, y - 5 * k))
    send("touchEnd")
    wait_for_change(page, "determinant", before)
    page.wait_for_function(f"() => !{VIEW}.handles[0].handle.held && {SEEN}.here.p[0] === {SEEN}.state.probe[0]")
    assert middle(page) == pytest.approx((x + 24, y - 30), abs=1.5)
    assert_polar(page)


def test_small_cells_are_parallelograms(explore: Opener) -> None:
    """x = u^2 - v^2, y = 2 u v: the ratio tends to 1 with the cell's side, and both panes close in on the probe."""
    page = explore({"map": "x = u^2 - v^2\ny = 2 u v", "probe": "0.3,0.2"})
    slider(page, "Cell size", "End")
    page.wait_for_function(f"() => {SEEN}.here.side === {SEEN}.state.size && {SEEN}.state.size > 0.5")
    assert abs(number(page, "area-ratio") - 1) > 0.1
    slider(page, "Cell size", "Home")
    wait_for_state(page, "state.size < 1e-3")
    slider(page, "Zoom to probe", "End")
    wait_for_state(page, "state.zoom === 1")
    page.wait_for_function(f"() => {SEEN}.panes.image.range[1] - {SEEN}.panes.image.range[0] < 0.05")
    assert number(page, "area-ratio") == pytest.approx(1, abs=1e-6)
    for name, at in (("domain", (0.3, 0.2)), ("image", (0.3**2 - 0.2**2, 2 * 0.3 * 0.2))):
        x0, x1, y0, y1 = page.evaluate(f"() => {SEEN}.panes.{name}.range")
        assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(at, abs=0.02 * (x1 - x0))
    slider(page, "Zoom to probe", "Home")
    page.wait_for_function(f"() => {SEEN}.panes.domain.range[1] - {SEEN}.panes.domain.range[0] > 1")


def test_morph_and_parameters_by_keyboard(explore: Opener) -> None:
    page = explore({"map": "x = u + k v\ny = v", "parameter.k": "1,-2,2"})
    assert number(page, "jacobian-12") == 1
    slider(page, "k", "ArrowRight")
    wait_for_change(page, "jacobian-12", 1)
    assert number(page, "jacobian-12") == pytest.approx(1.04)
    slider(page, "k", "End")
    slider(page, "Morph", "Home", "PageUp", "PageUp", "ArrowRight")
    wait_for_state(page, "Math.abs(state.morph - 0.21) < 1e-9 && state.parameters.k === 2")
    page.wait_for_function(f"() => Math.abs({SEEN}.here.j[1] - 0.42) < 1e-9")
    wait_for_link(page, "morph=0.21", "parameter.k=2%2C-2%2C2")


def test_play_goes_from_the_identity_to_the_mapping(explore: Opener) -> None:
    page = explore()
    page.get_by_role("button", name="Play morph").click()
    wait_for_state(page, "state.morph < 0.9")
    page.wait_for_function(f"() => !{VIEW}.controls.isPlaying && {SEEN}.state.morph === 1")
    assert_polar(page)


def test_play_jumps_for_who_wants_no_motion(explore: Opener) -> None:
    page = explore(reduced_motion="reduce")
    for wanted in (0, 1, 0):
        page.get_by_role("button", name="Play morph").click()
        wait_for_state(page, f"state.morph === {wanted}")
        assert not page.evaluate(f"() => {VIEW}.controls.isPlaying")


def test_switches(explore: Opener) -> None:
    page = explore()
    view = page.locator(READY)
    kinds = f"() => ['domain', 'image'].map((n) => [...{SEEN}.ground[n], ...{SEEN}.fore[n]].length)"
    for name, key in (
        ("Area factor", "cells"), ("Coordinate curves", "lines"), ("Orientation", "orientation"), ("Cell", "cell"),
        ("Singular set", "singular"), ("Stretches", "ellipse"),
    ):  # fmt: skip
        button = view.get_by_role("button", name=name, exact=True)
        on, before = state(page)["show"][key], page.evaluate(kinds)
        expect(button).to_have_attribute("aria-pressed", str(on).lower())
        button.click()
        wait_for_state(page, f"state.show.{key} === {str(not on).lower()}")
        expect(button).to_have_attribute("aria-pressed", str(not on).lower())
        page.wait_for_function(f"(before) => ({kinds})()[1] {'<' if on else '>'} before[1]", arg=before)
    expect(view.locator('[data-quantity="stretches"]')).to_be_visible()
    expect(view.locator(".jv-legend")).to_be_hidden()
    wait_for_link(page, "show=", "ellipse", "-cells", "-singular")


def test_frozen_axes_and_reset(explore: Opener) -> None:
    page = explore()
    view = page.locator(READY)
    ranges = f"() => {SEEN}.panes.image.range"
    view.get_by_role("button", name="Freeze image axes").click()
    wait_for_state(page, "Array.isArray(state.frozen)")
    frozen = page.evaluate(ranges)
    slider(page, "Morph", "Home")
    page.wait_for_function(f"() => Math.abs({SEEN}.here.f[0] - {SEEN}.here.p[0]) < 1e-12")
    assert page.evaluate(ranges) == pytest.approx(frozen)
    view.get_by_role("button", name="Freeze image axes").click()
    page.wait_for_function(f"(frozen) => Math.abs(({ranges})()[3] - frozen[3]) > 0.5", arg=frozen)
    drag(page, 20, -40)
    view.get_by_role("button", name="Reset view").click()
    wait_for_state(page, "state.morph === 1 && state.frozen === null && state.zoom === 0")
    page.wait_for_function(f"(frozen) => Math.abs(({ranges})()[3] - frozen[3]) < 1e-6", arg=frozen)


def test_lines_and_the_logarithmic_scale(explore: Opener) -> None:
    page = explore()
    page.get_by_label("Number of lines").select_option("40")
    wait_for_state(page, "state.lines === 40")
    page.get_by_role("button", name="Log scale").click()
    expect(page.locator(".jv-kind")).to_contain_text("logarithmic")
    wait_for_link(page, "lines=40", "scale=symlog")


def test_columns_and_entries_of_j_light_up(explore: Opener) -> None:
    page = explore()
    page.get_by_label("Column of r: lights up its arrow").focus()
    page.wait_for_function(f"() => {SEEN}.focus?.column === 0")
    page.locator('td[title="∂y/∂θ"]').hover()
    page.wait_for_function(f"() => {SEEN}.focus?.column === 1 && {SEEN}.focus.row === 1")
