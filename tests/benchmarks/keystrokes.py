"""From the last keystroke to the new matrix and to the new picture, over the gallery."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from jacviz.analysis import Request
from jacviz.engine import Engine
from jacviz.gallery import gallery
from tests.benchmarks.browser import blank, explore, running
from tests.benchmarks.table import show, spread
from tests.servers import ROOT, App

CALM = 700  # milliseconds after a picture: its resting state, reported after 300 ms, has reached the server
WARM = "(u, v) -> (u + sin v, v + cos u)"  # in no gallery: typed first, so that everything is loaded
FIELD = "Mapping"

# The matrix is there when KaTeX shows the mapping, all of J and det J as they should be; the picture when a view that
# was not there before is ready. Both clocks start at the input event and stop when that frame has been painted.
WATCH = """formulas => {
  const root = () => document.querySelector("[data-jacviz=live]");
  const old = root(), took = (window.took = {});
  const stop = (name, since) => {
    took[name] = -1; // seen, and not yet painted
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { took[name] = performance.now() - since; };
    port2.postMessage(0);
  };
  const isShown = () => {
    const shown = [...document.querySelectorAll(".katex annotation")].map((e) => e.textContent);
    return formulas.every((formula) => shown.some((text) => text.includes(formula)));
  };
  addEventListener("input", (event) => {
    const since = event.timeStamp;
    const look = () => {
      if (!took.matrix && isShown()) stop("matrix", since);
      if (!took.picture && root() && root() !== old && root().dataset.ready) stop("picture", since);
      if (!took.matrix || !took.picture) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true });
}"""
ARRIVED = "() => window.took.matrix > 0 && window.took.picture > 0"


def main() -> None:
    """Prints the table."""
    pause = typing_pause()
    known = symbols()
    app = App()
    with running(app) as browser:
        page = blank(browser)
        explore(page, app)
        typed(page, WARM, [])
        passes = {"new to the server": walk(page, known), "typed before": walk(page, known)}
    print(f"{len(known)} mappings, milliseconds from the last keystroke; of these {pause} are the typing pause.")
    rows = []
    for name, found in passes.items():
        for part in ("matrix", "picture"):
            times = [took[part] for took in found.values()]
            rows.append([name, part, *spread(times, 0), *spread([w - pause for w in times], 0)])
    engine = [w for w, _ in known.values()]
    rows.append(["new to the server", "engine alone", *["" for _ in range(2)], *spread(engine, 0)])
    show(["mapping", "until", "median", "p95", "beyond the pause", "p95"], rows, texts=2)
    slowest = sorted(passes["new to the server"].items(), key=lambda item: -item[1]["picture"])[:5]
    print("slowest pictures:", ", ".join(f"{id} {took['picture'] - pause:.0f}" for id, took in slowest))


def typing_pause() -> int:
    """Milliseconds without a key until the field reports, as its source says."""
    source = Path(ROOT / "jacviz" / "live" / "field.js").read_text(encoding="utf-8")
    found = re.search(r"const PAUSE = (\d+);", source)
    assert found
    return int(found[1])


def symbols() -> dict[str, tuple[float, list[str]]]:
    """By entry: milliseconds that the engine takes for its text, asked directly, and the formulas to wait for."""
    engine = Engine()
    try:
        engine.analyse(Request(WARM))
        found = {}
        for entry in gallery():
            begun = time.perf_counter()
            latex = engine.analyse(Request(entry.text))["latex"]
            took = 1e3 * (time.perf_counter() - begun)
            found[entry.id] = took, [latex["mapping"], latex["jacobian"], rf"\det J = {latex['determinant']}"]
    finally:
        engine.close()
    return found


def walk(page: Page, known: dict[str, tuple[float, list[str]]]) -> dict[str, Any]:
    """Types every entry of the gallery, one after the other."""
    return {entry.id: typed(page, entry.text, known[entry.id][1]) for entry in gallery()}


def typed(page: Page, text: str, formulas: list[str]) -> dict[str, float]:
    """Puts a text into the field in the place of the old one, as one keystroke, and waits for what it brings."""
    page.get_by_label(FIELD, exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.evaluate(WATCH, formulas)
    page.keyboard.insert_text(text)
    page.wait_for_function(ARRIVED)
    took = page.evaluate("window.took")
    page.wait_for_timeout(CALM)
    return dict(took)
