"""What a person does with the Explore page and its live view, and the numbers that they read from it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

WAIT = 60_000  # milliseconds; the machine may be busy with something else
READY = '[data-jacviz="live"][data-ready="true"]'
QUANTITIES = (
    "jacobian-11", "jacobian-12", "jacobian-21", "jacobian-22", "determinant", "linear-area", "true-area", "area-ratio",
)  # fmt: skip
READ = """() => Object.fromEntries([...document.querySelectorAll("[data-quantity]")].map(
  (node) => [node.dataset.quantity, Number(node.dataset.value)]))"""
CHANGED = """([name, old]) => {
  const node = document.querySelector(`[data-jacviz="live"][data-ready="true"] [data-quantity="${name}"]`);
  return node && Number(node.dataset.value) !== old;
}"""
AT_PROBE = """() => {
  const [u, v] = document.querySelector('[data-jacviz="live"]').jacviz.snapshot().state.probe;
  const [p, q] = (new URLSearchParams(location.search).get("probe") ?? "").split(",").map(Number);
  return Math.abs(p - u) + Math.abs(q - v) < 1e-8 * (1 + Math.abs(u) + Math.abs(v));
}"""
HOLDS = """(part) => {
  const bare = (text) => text.replace(/[{}\\s]/g, "").replaceAll("dfrac", "frac");
  return [...document.querySelectorAll("annotation")].some((node) => bare(node.textContent).includes(bare(part)));
}"""
VIEW = "document.querySelector('[data-jacviz=\"live\"]').jacviz"
SEEN = f"{VIEW}.snapshot()"  # all that there is to see of it


def numbers(page: Page) -> dict[str, float]:
    """The full-precision numbers at the probe."""
    found = page.evaluate(READ)
    return {name: found[name] for name in QUANTITIES}


def number(page: Page, name: str) -> float:
    return numbers(page)[name]


def state(page: Page) -> dict[str, Any]:
    """The resting state as the view holds it."""
    return page.evaluate(f"() => structuredClone({SEEN}.state)")


def wait_for_change(page: Page, name: str, old: float) -> None:
    page.wait_for_function(CHANGED, arg=[name, old])


def wait_for_state(page: Page, condition: str) -> None:
    """Until a condition on `state` holds: wait_for_state(page, "state.morph === 0")."""
    page.wait_for_function(f"() => {{ const state = {SEEN}.state; return {condition}; }}")


def wait_for_link(page: Page, *parts: str) -> None:
    """Until the address bar holds each part."""
    page.wait_for_function("(parts) => parts.every((part) => location.search.includes(part))", arg=list(parts))


def wait_for_probe_in_link(page: Page) -> None:
    """Until the address bar says where the probe is."""
    page.wait_for_function(AT_PROBE)


def slider(page: Page, name: str, *keys: str) -> None:
    """Presses keys on a slider."""
    page.locator(READY).get_by_label(name, exact=True).focus()
    for key in keys:
        page.keyboard.press(key)


def field(page: Page) -> Locator:
    return page.get_by_label("Mapping", exact=True)


def type_mapping(page: Page, text: str) -> None:
    """Replaces the mapping, key by key."""
    type_in(page, "Mapping", text)


def type_in(page: Page, label: str, text: str) -> None:
    """Replaces the text of a field, key by key."""
    page.get_by_label(label, exact=True).click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def number_of(page: Page, name: str) -> float:
    """One of the numbers at the probe, whatever the scene."""
    return float(page.locator(f'{READY} [data-quantity="{name}"]').get_attribute("data-value") or "nan")


def formulas(page: Page) -> list[str]:
    """The LaTeX of every formula on the page."""
    return page.locator("annotation").all_text_contents()


def expect_formula(page: Page, part: str) -> None:
    """Until a formula holds this LaTeX, whatever its braces and spaces."""
    page.wait_for_function(HOLDS, arg=part)


def probe(page: Page) -> Locator:
    return page.get_by_label("Probe", exact=True)


def middle(page: Page) -> tuple[float, float]:
    """Where the probe is on the screen."""
    box = probe(page).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, dx: float, dy: float, steps: int = 8) -> None:
    """Drags the probe by so many pixels with the mouse."""
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=steps)
    page.mouse.up()
