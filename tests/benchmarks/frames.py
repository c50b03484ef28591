"""Movements in the live view on the real page: the frame's interval, script, and all work of the main thread."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from itertools import cycle, pairwise
from typing import Any

from playwright.sync_api import CDPSession, Page

from jacviz.gallery import Entry, by_id
from tests.benchmarks import slider
from tests.benchmarks.browser import DRAWN, blank, explore, link, running
from tests.benchmarks.table import show, spread
from tests.servers import App

LINES = 40  # cells in each direction, that is 41 by 41 lines: the finest grid offered
SECONDS = 4.0  # of each movement: 240 frames, so that a 95th percentile is made of a dozen
STEPS = 24  # mouse events between two corners of a path: a few pixels each, as a hand makes them
# One without parameters, a rational one with a long determinant, and one whose singular set moves.
ENTRIES = ("polar", "moebius", "lips")
Point = tuple[float, float]

# The view sets scriptTime once a frame that it draws; Chromium calls a task long from 50 ms on.
RECORD = """root => {
  const view = root.jacviz, frames = [], script = [];
  Object.defineProperty(view, "scriptTime", { configurable: true, get: () => script.at(-1), set: (w) => script.push(w) });
  let long = 0, request;
  const observer = new PerformanceObserver((list) => { long += list.getEntries().length; });
  observer.observe({ type: "longtask" });
  const step = (now) => { frames.push(now); request = requestAnimationFrame(step); };
  request = requestAnimationFrame(step);
  window.endRecord = () => {
    cancelAnimationFrame(request);
    observer.disconnect();
    Object.defineProperty(view, "scriptTime", { configurable: true, writable: true, value: script.at(-1) });
    return { frames, script, long };
  };
}"""


def main() -> None:
    """Prints the table of movements, then the same movement through the server beside it."""
    app, beside = App(), App("tests/benchmarks/beside/slider_chart.py")
    rows = []
    with running(app, beside) as browser:
        for entry in map(by_id, ENTRIES):
            page = blank(browser)
            explore(page, app, link(entry, LINES))
            for name, path in movements(page, entry).items():
                rows.append([name, entry.id, *figures(record(page, path))])
            page.context.close()
        print(f"{LINES + 1} by {LINES + 1} lines, milliseconds. Targets: frame 16.7, p95 under 25, script under 8.")
        print("main thread: all its work a drawn picture, that is script with events, style, layout, paint.")
        head = ["movement", "mapping", "frame", "p95", "pictures/s", "script", "p95"]
        show([*head, "main thread", "style+layout", "tasks > 50"], rows, texts=2)
        print()
        slider.main(browser, app, beside, link(by_id(slider.ENTRY), LINES))


def movements(page: Page, entry: Entry) -> dict[str, Iterator[list[Point]]]:
    """Endless paths of the mouse, in legs; the first point is where the button goes down."""
    sliders = {"parameter": next(iter(entry.parameters), ""), "morph": "Morph", "zoom": "Zoom to probe"}
    found: dict[str, Iterator[list[Point]]] = {"probe": around_the_domain(page)}
    for name, label in sliders.items():
        if label:
            found[name] = along(page, label)
    return found


def around_the_domain(page: Page) -> Iterator[list[Point]]:
    """From the probe round an ellipse inside the domain pane."""
    start, pane = middle(page, ".jv-probe"), box(page, ".jv-domain canvas.jv-base")
    centre = pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] / 2
    size = 0.3 * min(pane["width"], pane["height"])
    corners = [
        (centre[0] + size * math.cos(math.tau * k / 8), centre[1] + 0.7 * size * math.sin(math.tau * k / 8))
        for k in range(8)
    ]
    return legs([start, *corners], back_to=1)


def along(page: Page, label: str) -> Iterator[list[Point]]:
    """From a slider's knob to its ends and back, again and again."""
    name = f'input[type=range][aria-label="{label}"]'
    track = box(page, name)
    share = page.locator(name).evaluate("e => (e.valueAsNumber - e.min) / (e.max - e.min)")
    y = track["y"] + track["height"] / 2
    knob = track["height"]  # the knob is about as wide as the track is high, and stays inside it
    low, high = track["x"] + knob / 2, track["x"] + track["width"] - knob / 2
    return legs([(low + share * (high - low), y), (low, y), (high, y)], back_to=1)


def legs(points: list[Point], back_to: int) -> Iterator[list[Point]]:
    """The ways from point to point, the last followed by points[back_to]."""
    yield points[:2]
    for a, b in cycle(pairwise([*points[back_to:], points[back_to]])):
        yield [a, b]


def record(page: Page, path: Iterator[list[Point]]) -> dict[str, Any]:
    """Presses the mouse button and moves along the path for SECONDS."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable")
    first = next(path)
    page.mouse.move(*first[0])
    page.mouse.down()
    page.locator(DRAWN).evaluate(RECORD)
    before = metrics(cdp)
    until = time.monotonic() + SECONDS
    leg = first
    while time.monotonic() < until:
        page.mouse.move(*leg[1], steps=STEPS)
        leg = next(path)
    after = metrics(cdp)
    found = page.evaluate("endRecord()")
    page.mouse.up()
    cdp.detach()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reset view").click()
    page.wait_for_timeout(1_000)  # the resting state is reported after 300 ms, and its rerun passes
    return found | {name: 1e3 * (after[name] - before[name]) for name in after}


def metrics(cdp: CDPSession) -> dict[str, float]:
    """Seconds that the page's main thread has spent since it began, by kind of work."""
    found = {m["name"]: m["value"] for m in cdp.send("Performance.getMetrics")["metrics"]}
    return {"tasks": found["TaskDuration"], "layout": found["LayoutDuration"] + found["RecalcStyleDuration"]}


def figures(found: dict[str, Any]) -> list[str]:
    """One row of the table: the first frame starts the clock."""
    frames, pictures = found["frames"], max(1, len(found["script"]))
    intervals = [b - a for a, b in pairwise(frames)]
    rate = 1e3 * len(found["script"]) / (frames[-1] - frames[0])
    per_picture = [f"{found[kind] / pictures:.1f}" for kind in ("tasks", "layout")]
    return [*spread(intervals), f"{rate:.0f}", *spread(found["script"]), *per_picture, str(found["long"])]


def box(page: Page, selector: str) -> dict[str, float]:
    """Where an element stands in the window."""
    found = page.locator(selector).bounding_box()
    assert found
    return dict(found)


def middle(page: Page, selector: str) -> Point:
    """The middle of an element."""
    found = box(page, selector)
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2
