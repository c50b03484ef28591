"""What a page looks like at every size: nothing is empty, cut off, too small or too pale."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.pages.conftest import Opener
from tests.pages.numbers import READY, VIEW

PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "explore": ("", {}),
    "one": ("derivatives", {"part": "one"}),
    "several": ("derivatives", {"part": "several"}),
    "functions": ("derivatives", {"part": "functions"}),
    "composition": ("derivatives", {"part": "composition"}),
    "shapes": ("shapes", {}),
    "layers": ("networks", {"part": "layers"}),
    "backpropagation": ("networks", {"part": "backpropagation"}),
    "warping": ("networks", {"part": "warping"}),
    "depth": ("networks", {"part": "depth"}),
    "training": ("networks", {"part": "training"}),
    "integrals": ("integrals", {}),
}
DRAWN = f"""() => Object.values({VIEW}.panes).every((pane) => {{
  const pixels = (canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const isInked = (canvas) => pixels(canvas).some((w, k) => k % 4 === 3 && w > 0);
  return isInked(pane.base) || isInked(pane.overlay);
}})"""
BOXES = f"""() => Object.values({VIEW}.panes).map((pane) => {{
  const boxOf = (node) => {{
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect(), own = node.getBoundingClientRect();
    return [Math.max(text.left, own.left), own.top, Math.min(text.right, own.right), own.bottom];
  }};
  const title = pane.root.querySelector(".jv-title"), own = pane.root.getBoundingClientRect();
  const buttons = [...pane.root.querySelectorAll(".modebar-btn")].map((node) => node.getBoundingClientRect());
  return {{ width: own.width, height: own.height, title: boxOf(title), isCut: title.scrollWidth > title.clientWidth,
    buttons: buttons.map((b) => [b.left, b.top, b.right, b.bottom]) }};
}})"""
LEAST = 200  # pixels of a pane's sides


@pytest.mark.parametrize("width", [390, 430, 600, 768, 900])
def test_every_pane_is_drawn_on_a_narrow_screen(visit: Opener, app_url: str, width: int) -> None:
    """On each page: no pane is empty or too small, no title is cut or lies on a button, nothing scrolls sideways."""
    page = visit("", viewport={"width": width, "height": 900}, has_touch=width < 700)
    for name in PAGES:
        go(page, app_url, name)
        page.wait_for_function(DRAWN)
        assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width, name
        for pane in page.evaluate(BOXES):
            assert pane["width"] >= LEAST and pane["height"] >= LEAST, (name, pane)
            assert not pane["isCut"], (name, pane)
            assert not any(overlap(pane["title"], button) for button in pane["buttons"]), (name, pane)


def go(page: Page, app_url: str, name: str) -> None:
    """Opens one of the pages and waits for its live view."""
    path, query = PAGES[name]
    page.goto(f"{app_url}/{path}?{urlencode(query)}")
    page.wait_for_selector(READY)


def overlap(a: list[float], b: list[float]) -> bool:
    """Whether two boxes [left, top, right, bottom] have a point in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
