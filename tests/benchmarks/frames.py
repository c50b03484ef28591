"""Movements in the live view on the real page: the frame's interval, its script, and all work of the main thread."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from jacviz.explore.gallery import Entry, by_id
from tests.benchmarks import slider
from tests.benchmarks.browser import blank, explore, link, running
from tests.benchmarks.table import show, spread
from tests.servers import App

LINES = 40  # cells in each direction, that is 41 by 41 lines: the finest grid offered
SECONDS = 4  # of each movement: 240 frames, so that a 95th percentile is made of a dozen
# One without parameters, a rational one with a long determinant, and one whose singular set moves.
ENTRIES = ("polar", "moebius", "lips")
BETWEEN = 1_000  # milliseconds: the resting state is reported after 300, and its rerun passes

SURFACE = "torus"  # in space, with as many cells

# One step of the movement in every frame, to and fro in two seconds: a mouse reports at least as often, but a driver
# that waits for each of its events to be handled does not. The view notes its scriptTime whenever it has drawn.
RECORD = """async ({ label, grip, seconds }) => {
  const root = document.querySelector("[data-jacviz=live]"), view = root.jacviz, frames = [], script = [];
  Object.defineProperty(view, "scriptTime", { configurable: true, get: () => 0, set: (w) => script.push(w) });
  let long = 0;
  const observer = new PerformanceObserver((list) => { long += list.getEntries().length; });
  observer.observe({ type: "longtask" });
  const held = root.querySelector(grip);
  const pane = held.closest(".jv-pane").querySelector(".jv-base").getBoundingClientRect();
  const input = label && root.querySelector(`input[aria-label="${CSS.escape(label)}"]`);
  const move = (turn) => {
    if (input) {
      const share = (1 + Math.cos(turn)) / 2;
      input.value = Number(input.min) + share * (input.max - input.min);
      return input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const x = pane.left + pane.width / 2 + 0.3 * pane.height * Math.cos(turn);
    const y = pane.top + pane.height / 2 + 0.3 * pane.height * Math.sin(turn);
    held.dispatchEvent(new PointerEvent("pointermove", { pointerId: 1, clientX: x, clientY: y, bubbles: true }));
  };
  await new Promise((done) => {
    const step = (now) => {
      frames.push(now);
      if (now - frames[0] > 1000 * seconds) return done();
      move((Math.PI * (now - frames[0])) / 1000);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  observer.disconnect();
  Object.defineProperty(view, "scriptTime", { configurable: true, writable: true, value: script.at(-1) });
  return { frames, script, long };
}"""


def main() -> None:
    """Prints the table of movements, then one of them through the server beside it."""
    app, beside = App(), App("tests/benchmarks/beside/slider_chart.py")
    with running(app, beside) as browser:
        rows = [row for entry in map(by_id, ENTRIES) for row in movements(browser, app, entry)]
        rows += surface_movements(browser, app, by_id(SURFACE))
        print(f"{LINES + 1} by {LINES + 1} lines, milliseconds. Targets: frame 16.7, p95 under 25, script under 8;")
        print("for the surface in space 30 pictures/s.")
        print("processor: mean time of the page's main thread for a picture; style, layout and paint included.")
        head = ["movement", "mapping", "frame", "p95", "pictures/s", "script", "p95"]
        show([*head, "processor", "of it script", "tasks > 50"], rows, texts=2)
        print()
        slider.main(browser, app, beside, link(by_id(slider.ENTRY), LINES))


def movements(browser: Browser, app: App, entry: Entry) -> list[list[str]]:
    """The rows of one mapping."""
    page = blank(browser)
    explore(page, app, link(entry, LINES))
    sliders = {"probe": "", "parameter": next(iter(entry.parameters), None), "morph": "Morph", "zoom": "Zoom to probe"}
    rows = [[name, entry.id, *figures(record(page, label))] for name, label in sliders.items() if label is not None]
    page.context.close()
    return rows


def surface_movements(browser: Browser, app: App, entry: Entry) -> list[list[str]]:
    """The rows of a surface in space: the probe, a parameter that changes its form, and turning it."""
    page = blank(browser)
    explore(page, app, link(entry, LINES), "shapes")
    parameter = next(iter(entry.parameters))
    found = {"probe": record(page, ""), "parameter": record(page, parameter), "turn": record(page, "", ".jv-turn")}
    page.context.close()
    return [[name, entry.id, *figures(of)] for name, of in found.items()]


def record(page: Page, label: str, grip: str = ".jv-probe") -> dict[str, Any]:
    """Moves the slider of that name, or what is dragged when there is none, for SECONDS."""
    if not label:
        page.locator(grip).hover()
        page.mouse.down()  # a real one: a pointer made by a script cannot be captured
    cdp = page.context.new_cdp_session(page)
    # The processor's time, not the clock's: what other programs take meanwhile is not counted.
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = metrics(cdp)
    found = page.evaluate(RECORD, {"label": label, "grip": grip, "seconds": SECONDS})
    after = metrics(cdp)
    cdp.detach()
    page.mouse.up()
    page.get_by_role("button", name="Reset view").click()
    page.wait_for_timeout(BETWEEN)
    return dict(found) | {name: 1e3 * (after[name] - before[name]) for name in after}


def metrics(cdp: CDPSession) -> dict[str, float]:
    """Seconds that the page's main thread has worked since it began, and those spent in scripts."""
    found = {m["name"]: m["value"] for m in cdp.send("Performance.getMetrics")["metrics"]}
    return {"all": found["TaskDuration"], "scripts": found["ScriptDuration"]}


def figures(found: dict[str, Any]) -> list[str]:
    """The figures of a row."""
    frames, pictures = found["frames"], len(found["script"])
    intervals = [b - a for a, b in pairwise(frames)]
    rate = 1e3 * pictures / (frames[-1] - frames[0])
    mean = [f"{found[kind] / max(1, pictures):.1f}" for kind in ("all", "scripts")]
    return [*spread(intervals), f"{rate:.0f}", *spread(found["script"]), *mean, str(found["long"])]
