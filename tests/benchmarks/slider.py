"""One step of a slider, from the key to the painted picture: in the live view, and by st.slider + st.plotly_chart."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.benchmarks.browser import DRAWN, SETTLED, blank, explore
from tests.benchmarks.table import median, show, spread
from tests.servers import App

ENTRY = "moebius"  # the mapping that beside/slider_chart.py draws
MOVES = 30
CALM = 250  # milliseconds between two keys: what one of them set off is over
TITLE = ".js-plotly-plot .gtitle"

# Both clocks start at the key event and stop in the first task after the frame that shows the new picture: a message
# posted within a frame's callback is delivered when that frame has been painted.
PAINTED = """
const painted = () => {
  const { port1, port2 } = new MessageChannel(), { pressed } = window;
  window.pressed = null; // frames after the first one have other reasons
  if (pressed !== null) port1.onmessage = () => window.took.push(performance.now() - pressed);
  port2.postMessage(0);
};
window.took = [];
window.pressed = null;
addEventListener("keydown", (event) => { window.pressed = event.timeStamp; }, true);
"""
LIVE = f"""root => {{ {PAINTED}
  let time;
  Object.defineProperty(root.jacviz, "scriptTime", {{ get: () => time, set: (w) => {{ time = w; painted(); }} }});
}}"""
THROUGH_THE_SERVER = f"""() => {{ {PAINTED}
  const title = () => document.querySelector("{TITLE}")?.textContent ?? "";
  let last = title();
  new MutationObserver(() => {{
    if (!title() || title() === last) return;
    last = title();
    requestAnimationFrame(painted);
  }}).observe(document.body, {{ childList: true, subtree: true, characterData: true }});
}}"""


def main(browser: Browser, app: App, beside: App, query: dict[str, str]) -> None:
    """Prints the table and the ratio."""
    page = blank(browser)
    explore(page, app, query)
    page.locator(DRAWN).evaluate(LIVE)
    ours = steps(page, 'input[type=range][aria-label="a"]')
    page.context.close()

    page = blank(browser)
    page.goto(beside.url)
    page.wait_for_selector(TITLE)
    page.wait_for_timeout(SETTLED)
    page.evaluate(THROUGH_THE_SERVER)
    theirs = steps(page, "[role=slider], input[type=range]")
    page.context.close()

    print(f"One step of the slider a, {MOVES} times, from the key to the painted picture, milliseconds.")
    print("The live view also fills the cells, carries the letters and finds the singular set; the other draws lines.")
    rows = [["live view", *spread(ours)], ["st.slider + st.plotly_chart", *spread(theirs)]]
    show(["way", "median", "p95"], rows)
    print(f"ratio of the medians: {median(theirs) / median(ours):.1f}")


def steps(page: Page, selector: str) -> list[float]:
    """Milliseconds from each key to its picture."""
    page.locator(selector).first.focus()
    for count in range(1, MOVES + 1):
        page.keyboard.press("ArrowRight")
        page.wait_for_function("count => window.took.length >= count", arg=count)
        page.wait_for_timeout(CALM)
    return [float(w) for w in page.evaluate("window.took")][:MOVES]
