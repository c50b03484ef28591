"""From `make run` to the first drawn live view, a second person's visit, and a reload."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from tests.benchmarks.browser import SETTLED, blank, running
from tests.benchmarks.table import median, show
from tests.servers import App

RUNS = 3

# Notes the moment of the first ready view, on the clock that begins with the navigation.
NOTE = """
const look = () => {
  if (document.querySelector("[data-jacviz=live][data-ready=true]")) window.drawn = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def main() -> None:
    """Prints the table: each run has a server, a browser and a cache of its own."""
    found = [run() for _ in range(RUNS)]
    print(f"Seconds, {RUNS} runs; the files of the programs may be in the system's memory from earlier runs.")
    rows = []
    for name in found[0]:
        times = [took[name] for took in found]
        rows.append([name, f"{min(times):.2f}", f"{median(times):.2f}", f"{max(times):.2f}"])
    show(["until", "least", "median", "most"], rows)


def run() -> dict[str, float]:
    """One start, in seconds."""
    app = App()
    with running(app) as browser:
        begun = time.monotonic()
        answering = -begun
        url = app.url
        answering += time.monotonic()
        first = blank(browser)
        first.add_init_script(NOTE)
        visit = drawn(first, url)
        cold = time.monotonic() - begun
        first.wait_for_timeout(SETTLED)
        again = drawn(first, None)
        second = blank(browser)
        second.add_init_script(NOTE)
        other = drawn(second, url)
    return {
        "cold start to the first drawn view": cold,
        "  of this, the server answers": answering,
        "  of this, the first visit draws": visit,
        "a reload draws (warm cache)": again,
        "a second person's first visit draws (empty cache)": other,
    }


def drawn(page: Page, url: str | None) -> float:
    """Seconds from the navigation (None: a reload) to the first drawn view."""
    if url is None:
        page.reload(wait_until="commit")
    else:
        page.goto(url, wait_until="commit")
    page.wait_for_function("window.drawn")
    return float(page.evaluate("window.drawn")) / 1e3
