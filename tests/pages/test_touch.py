"""Fingers on a phone: one scrolls the page wherever it lies, two move the picture, a handle follows one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.pages.conftest import Opener
from tests.pages.numbers import SEEN

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
Points = tuple[tuple[float, float], ...]
SCROLLED = "() => Math.max(document.querySelector('[data-testid=stMain]').scrollTop, scrollY)"
CENTRE = """(selector) => {
  const node = [...document.querySelectorAll(selector)].at(-1);
  node.scrollIntoView({ block: "center" });
  const box = node.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""
RANGES = f"""() => JSON.stringify(
  [Object.values({SEEN}.panes).map(({{ range, camera }}) => [range, camera]), {SEEN}.state.parameters])"""
PLACES = {
    "plane": ("", {}, ".jv-image .jv-plot"),
    "space": ("shapes", {}, ".jv-turn"),
    "diagram": ("networks", {"part": "layers"}, ".jv-hands"),
}
# The nearest place to the left at which no number of a diagram is taken hold of.
BESIDE_HANDLES = """([x, y]) => {
  const holds = (at) => document.elementFromPoint(at, y)?.matches(".jv-hands circle, .jv-hands rect");
  while (x > 20 && holds(x)) x -= 4;
  return [x, y];
}"""


def hand(page: Page) -> Callable[..., None]:
    """Sends what the screen reports of fingers: hand("touchMove", (x, y), (x, y))."""
    session = page.context.new_cdp_session(page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        given = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})

    return send


@pytest.mark.parametrize("kind", PLACES)
def test_one_finger_on_a_picture_scrolls_the_page(visit: Opener, kind: str) -> None:
    path, query, selector = PLACES[kind]
    page = visit(path, query, **PHONE)
    x, y = page.evaluate(CENTRE, selector)
    scrolled, ranges = page.evaluate(SCROLLED), page.evaluate(RANGES)
    send, (x, y) = hand(page), page.evaluate(BESIDE_HANDLES, [x, y + 60])
    send("touchStart", (x, y))
    for k in range(1, 16):
        send("touchMove", (x, y - 12 * k))
    send("touchEnd")
    page.wait_for_function(f"(before) => ({SCROLLED})() > before + 80", arg=scrolled)
    assert page.evaluate(RANGES) == ranges, "the picture stays"


@pytest.mark.parametrize("kind", ["plane", "space"])
def test_two_fingers_move_the_picture_and_not_the_page(visit: Opener, kind: str) -> None:
    path, query, selector = PLACES[kind]
    page = visit(path, query, **PHONE)
    x, y = page.evaluate(CENTRE, selector)
    scrolled, ranges = page.evaluate(SCROLLED), page.evaluate(RANGES)
    send = hand(page)
    send("touchStart", (x - 30, y), (x + 30, y))
    for k in range(1, 9):
        send("touchMove", (x - 30 - 5 * k, y - 5 * k), (x + 30 + 5 * k, y - 5 * k))
    send("touchEnd")
    page.wait_for_function(f"(before) => ({RANGES})() !== before", arg=ranges)
    assert page.evaluate(SCROLLED) == scrolled, "the page stays"


def test_what_lay_under_two_fingers_follows_them(explore: Opener) -> None:
    page = explore(**PHONE)
    x, y = page.evaluate(CENTRE, ".jv-image .jv-plot")
    place = f"""([x, y]) => {{ const pane = {SEEN}.panes.image, box = pane.base.getBoundingClientRect();
      return pane.transform.toData(x - box.left, y - box.top); }}"""
    under, wide = page.evaluate(place, [x, y]), f"{SEEN}.panes.image.range[1] - {SEEN}.panes.image.range[0]"
    before = page.evaluate(wide)
    send = hand(page)
    send("touchStart", (x - 30, y), (x + 30, y))
    send("touchMove", (x - 30, y + 20), (x + 30, y + 20))
    send("touchMove", (x - 50, y + 40), (x + 70, y + 40))
    send("touchEnd")
    page.wait_for_function(f"(before) => {wide} < 0.6 * before", arg=before)
    assert page.evaluate(place, [x + 10, y + 40]) == pytest.approx(under, abs=1e-6)
    assert page.evaluate(wide) == pytest.approx(before / 2)
