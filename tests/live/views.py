"""A live view of a payload on the blank page: its numbers, its state, its marks, and a hand that drags."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import ask_module

FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def payload_in(scene: str, text: str, variables: str, **domain: tuple[float, float]) -> dict[str, Any]:
    """What the browser gets of a mapping for a scene."""
    return payload(parse(text, variables, domain=domain), scene)


def open_view(page: Page, view: dict[str, Any], **state: Any) -> dict[str, float]:
    """Shows a payload in place of what was shown before; the numbers at the probe."""
    ask_module(page, "views", "open", {"payload": view, "state": state})
    return numbers(page)


def ask(page: Page, expression: str) -> Any:
    """The value of an expression of `seen`, what is to be seen of the view, once the next frame has been drawn."""
    return page.evaluate(f"async () => {{ await {FRAME}; return {expression}; }}")


def put(page: Page, **state: Any) -> dict[str, float]:
    """Puts a state into the view; the numbers at the probe."""
    page.evaluate("(state) => view.adopt(state)", state)
    return numbers(page)


def numbers(page: Page) -> dict[str, float]:
    nodes = '[...view.root.querySelectorAll("[data-quantity]")]'
    found = ask(page, f"Object.fromEntries({nodes}.map((node) => [node.dataset.quantity, node.dataset.value]))")
    return {name: float(text.replace("Infinity", "inf")) for name, text in found.items()}


def remark(page: Page) -> str:
    """What the view says below its numbers."""
    return ask(page, 'view.root.querySelector(".jv-note").textContent')


def curves(page: Page, layer: str, pane: str, kind: str = "polyline", **style: Any) -> list[np.ndarray]:
    """The points, shape (k, 2), of marks of a kind and a style in the "ground" or "fore" of a pane; NaN is a gap."""
    code = """([layer, pane, kind, style]) => {
      const isSo = (mark) => ([key, value]) => mark[key] === value || mark[key] === seen.theme[value];
      const found = view[layer][pane].filter((mark) => mark.kind === kind && Object.entries(style).every(isSo(mark)));
      return found.map((mark) => Array.from(mark.xy));
    }"""
    found = page.evaluate(code, [layer, pane, kind, style])
    return [np.array([math.nan if w is None else w for w in xy], dtype=float).reshape(-1, 2) for xy in found]


def arrow(page: Page, pane: str, stroke: str) -> tuple[np.ndarray, dict[str, Any]]:
    """The vector of the arrow above the ground of a pane that has a colour of the theme, and the arrow itself."""
    code = '([pane, stroke]) => seen.fore[pane].find((m) => m.kind === "arrow" && m.stroke === seen.theme[stroke])'
    mark = page.evaluate(code, [pane, stroke])
    return np.subtract(mark["to"], mark["from"]), mark


def drag(page: Page, handle: str, dx: float, dy: float) -> dict[str, float]:
    """Drags a handle by so many pixels with the mouse; the numbers at the probe."""
    box = page.get_by_label(handle, exact=True).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()
    return numbers(page)


def press(page: Page, control: str, *keys: str) -> dict[str, float]:
    """Presses keys on a handle or a slider; the numbers at the probe."""
    page.get_by_label(control, exact=True).focus()
    for key in keys:
        page.keyboard.press(key)
    return numbers(page)
