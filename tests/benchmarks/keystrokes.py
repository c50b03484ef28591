"""From the last keystroke to the new matrix and to the new picture, over the gallery."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotInTime

from jacviz.engine import Engine
from jacviz.explore.gallery import gallery
from jacviz.explore.inputs import Request
from tests.benchmarks.browser import blank, explore, running
from tests.benchmarks.table import show, spread
from tests.servers import ROOT, App

CALM = 700  # milliseconds after a picture: its resting state, reported after 300, has reached the server
LONGEST = 15_000  # milliseconds: what takes longer counts as not arrived
STUCK = 3  # mappings in a row that did not arrive: the server has ended, and the rest would only wait
WARM = "(u, v) -> (u + sin v, v + cos u)"  # in no gallery: typed first, so that everything is loaded
FIELD = "Mapping"
Took = dict[str, float]

# The matrix is there when KaTeX shows the mapping, all of J, and a det J that is as expected or at least new (its form
# depends on how far tidying came). The picture is there when a view is ready that was not there before. Both clocks
# start at the input event and stop when that frame has been painted.
WATCH = """({ formulas, determinant }) => {
  const root = () => document.querySelector("[data-jacviz=live]");
  const texts = () => [...document.querySelectorAll(".katex annotation")].map((e) => e.textContent);
  const stated = () => texts().find((text) => text.startsWith("\\\\det J ="));
  const old = root(), before = stated(), took = (window.took = {});
  const stop = (name, since) => {
    took[name] = -1; // seen, and not yet painted
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { took[name] = performance.now() - since; };
    port2.postMessage(0);
  };
  const isShown = () => {
    const shown = texts(), now = stated();
    return (now !== before || now === determinant) && formulas.every((f) => shown.some((text) => text.includes(f)));
  };
  addEventListener("input", (event) => {
    const since = event.timeStamp;
    const look = () => {
      if (window.took !== took) return;
      if (!took.matrix && isShown()) stop("matrix", since);
      if (!took.picture && root() && root() !== old && root().dataset.ready) stop("picture", since);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true });
}"""
ARRIVED = "() => window.took.matrix > 0 && window.took.picture > 0"


@dataclass(frozen=True)
class Known:
    """What the engine, asked directly, says of a text, and in how many milliseconds."""

    text: str
    took: float
    formulas: tuple[str, ...]
    determinant: str


def main() -> None:
    """Prints the table."""
    pause = typing_pause()
    known, others = symbols()
    app = App()
    with running(app) as browser:
        page = blank(browser)
        explore(page, app)
        typed(page, Known(WARM, 0, (), ""))
        passes = {"new to the server": walk(page, known), "typed before": walk(page, known)}
    print(f"{len(known)} mappings, milliseconds from the last keystroke; the typing pause is {pause} of them.")
    print("Target: under 250 beyond the pause.")
    rows = []
    for name, found in passes.items():
        for part in ("matrix", "picture"):
            times = [took[part] for took in found.values() if took]
            rows.append([name, part, *spread(times, 0), *spread([w - pause for w in times], 0)])
    rows.append(["new to the server", "engine alone", "", "", *spread([k.took for k in known.values()], 0)])
    show(["mapping", "until", "median", "p95", "beyond the pause", "p95"], rows, texts=2)
    first = {id: took["picture"] - pause for id, took in passes["new to the server"].items() if took}
    slowest = sorted(first, key=lambda id: -first[id])[:5]
    print("slowest pictures when new:", ", ".join(f"{id} {first[id]:.0f}" for id in slowest))
    for name, found in passes.items():
        if late := [id for id, took in found.items() if not took]:
            print(f"{name}, not arrived in {LONGEST / 1e3:.0f} s and not counted: {', '.join(late)}")
    if others:
        print(f"left out, since their text without its list of variables is none of the plane: {', '.join(others)}")


def typing_pause() -> int:
    """Milliseconds without a key until the field reports, as its source says."""
    source = (ROOT / "jacviz" / "live" / "app" / "textField.js").read_text(encoding="utf-8")
    found = re.search(r"const PAUSE = (\d+);", source)
    assert found
    return int(found[1])


def symbols() -> tuple[dict[str, Known], list[str]]:
    """The entries by id, and the ids of those whose text alone is no mapping of the plane."""
    known, others = {}, []
    engine = Engine()
    try:
        engine.analyse(Request(WARM))
        for entry in gallery():
            begun = time.perf_counter()
            answer = engine.analyse(Request(entry.text))
            took = 1e3 * (time.perf_counter() - begun)
            if not answer["ok"] or not answer["payload"]:
                others.append(entry.id)
                continue
            latex = answer["latex"]
            formulas = latex["mapping"], latex["jacobian"]
            known[entry.id] = Known(entry.text, took, formulas, rf"\det J = {latex['determinant']}")
    finally:
        engine.close()
    return known, others


def walk(page: Page, known: dict[str, Known]) -> dict[str, Took]:
    """Types every entry, one after the other; {} stands for what did not arrive."""
    found: dict[str, Took] = {}
    for id, entry in known.items():
        found[id] = typed(page, entry)
        if len(found) >= STUCK and not any(list(found.values())[-STUCK:]):
            print(f"{STUCK} mappings in a row did not arrive: this pass ends at {id}.")
            break
    return found


def typed(page: Page, entry: Known) -> Took:
    """Puts a text into the field in the place of the old one, as one keystroke, and waits for what it brings."""
    page.get_by_label(FIELD, exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.evaluate(WATCH, {"formulas": entry.formulas, "determinant": entry.determinant})
    page.keyboard.insert_text(entry.text)
    try:
        page.wait_for_function(ARRIVED, timeout=LONGEST)
    except NotInTime:
        return {}
    took = page.evaluate("window.took")
    page.wait_for_timeout(CALM)
    return dict(took)
