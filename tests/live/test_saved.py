"""What is saved is what is seen: pictures of every kind of pane against the screen, pixel by pixel, in one browser."""

from __future__ import annotations

import base64
import re
import urllib.parse
import xml.etree.ElementTree as ElementTree
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.explore.gallery import by_id
from jacviz.integrals import examples as worked
from jacviz.integrals.answer import answer
from jacviz.networks.answer import NetworkRequest, analyse
from tests.live.views import ask, open_view, payload_in

SVG = "{http://www.w3.org/2000/svg}"
SAVED = """async ([name, kind, options]) => {
  const { savePane } = await import("/saving/save.js");
  const click = HTMLAnchorElement.prototype.click; let found = null;
  HTMLAnchorElement.prototype.click = function () { found = [this.download, this.href]; };
  try { await savePane(view, name, kind, options); } finally { HTMLAnchorElement.prototype.click = click; }
  return found;
}"""
# What a hand takes hold of is no part of the picture, nor is what Plotly shows while the mouse is over it.
BARE = ".jv-probe, .jv-hint, .jv-hands, .modebar { visibility: hidden !important; } body { background: #fff; }"
# The share of pixels that no pixel beside them in the other picture matches: edges may lie half a pixel apart.
UNLIKE = """async ([shot, saved, width, height]) => {
  const pixels = async (src) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    const pen = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    pen.drawImage(image, 0, 0);
    return pen.getImageData(0, 0, width, height).data;
  };
  const [a, b] = [await pixels(shot), await pixels(saved)];
  const apart = (p, q) => Math.max(...[0, 1, 2].map((c) => Math.abs(a[4 * p + c] - b[4 * q + c])));
  const near = [-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1];
  let unlike = 0;
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < width - 2; x++) {
      const p = y * width + x;
      if (apart(p, p) > 40 && near.every((step) => apart(p, p + step) > 40)) unlike++;
    }
  return unlike / (width * height);
}"""


def integral(id: str) -> dict[str, Any]:
    payload = answer(worked.by_id(id).request)["payload"]
    assert payload
    return dict(payload)


def network(scene: str, sizes: str = "2-2-2-2", points: str = "two_moons", loss: str = "half_sse") -> dict[str, Any]:
    activations = ("tanh",) * (sizes.count("-") - 1) + ("sigmoid",)
    return dict(analyse(NetworkRequest(sizes, activations, scene=scene, points=points, loss=loss))["payload"])


FOLD = ("x = u\ny = v^2 - u", "u, v")
VIEWS = {
    "polar": lambda: by_id("polar").payload,
    "fold": lambda: payload_in("plane", *FOLD, u=(-1, 1), v=(-1, 1)),
    "graph": lambda: by_id("parabola").payload,
    "relief": lambda: by_id("saddle").payload,
    "functions": lambda: by_id("two-functions").payload,
    "chain": lambda: by_id("square-of-polar").payload,
    "curve": lambda: by_id("helix").payload,
    "surface": lambda: by_id("torus").payload,
    "volume": lambda: by_id("spherical").payload,
    "strips": lambda: integral("sine-twice"),
    "cells": lambda: integral("disk-gaussian"),
    "boxes": lambda: integral("ball"),
    "layers": lambda: network("layers", "1-2-2-1", "xor"),
    "backpropagation": lambda: network("backpropagation", "1-2-2-1", "xor"),
    "warping": lambda: network("warping"),
    "depth": lambda: network("depth", "2-2-2-2-2-2"),
    "training": lambda: network("training", "2-4-1", loss="bce"),
}
UNLIKE_AT_MOST = 0.006  # panes begin between two pixels of the screen


def saved(page: Page, pane: str, kind: str = "svg", **options: Any) -> tuple[str, str]:
    """The name and the data address of a pane's file."""
    name, address = page.evaluate(SAVED, [pane, kind, options])
    return name, address


def tree(address: str) -> ElementTree.Element:
    head, _, text = address.partition(",")
    assert head == "data:image/svg+xml"
    return ElementTree.fromstring(urllib.parse.unquote(text))


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def show(page: Page, view: dict[str, Any], **state: Any) -> list[dict[str, Any]]:
    """Opens a view at rest, without its hands; the panes' descriptions."""
    open_view(page, view, **state)
    page.add_style_tag(content=BARE)
    page.mouse.move(0, 0)
    return list(ask(page, "view.scene.panes"))


def shot(page: Page, pane: str) -> tuple[str, int, int]:
    """The pane on the screen as an address of its picture, its width and its height."""
    ask(page, f"seen.panes['{pane}'].drawing")
    box = page.evaluate(f"seen.panes['{pane}'].root.getBoundingClientRect().toJSON()")
    clip = {"x": box["x"], "y": box["y"], "width": int(box["width"]), "height": int(box["height"])}
    picture = page.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}", clip["width"], clip["height"]


@pytest.mark.parametrize("name", VIEWS)
def test_the_saved_picture_is_the_one_on_the_screen(module_page: Page, name: str) -> None:
    for pane in show(module_page, VIEWS[name]()):
        screen, width, height = shot(module_page, pane["name"])
        unlike = module_page.evaluate(UNLIKE, [screen, saved(module_page, pane["name"])[1], width, height])
        assert unlike < UNLIKE_AT_MOST, (pane["name"], unlike)


@pytest.mark.parametrize("name", ["polar", "surface", "layers"])
def test_a_png_is_the_same_picture_in_pixels(module_page: Page, name: str) -> None:
    for pane in show(module_page, VIEWS[name]()):
        screen, width, height = shot(module_page, pane["name"])
        wide = ask(module_page, f"Math.ceil(seen.panes['{pane['name']}'].outer.width)")
        address = saved(module_page, pane["name"], "png", width=wide)[1]
        assert module_page.evaluate(UNLIKE, [screen, address, width, height]) < UNLIKE_AT_MOST, pane["name"]
        twice = base64.b64decode(saved(module_page, pane["name"], "png")[1].partition(",")[2])
        assert twice[:8] == b"\x89PNG\r\n\x1a\n" and int.from_bytes(twice[16:20]) == 2 * wide


PLANES = ("polar", "fold", "functions", "chain", "surface", "cells", "warping", "training")


def unit_of(texts: list[ElementTree.Element], axis: str, anchor: str, across: str) -> float:
    """Pixels a unit along an axis, by the numbers that stand in one line with its first."""
    numbers = [node for node in texts if node.get("text-anchor") == anchor]
    along = [node for node in numbers if node.get(across) == numbers[0].get(across)]
    values = [float((node.text or "").replace("−", "-")) for node in along]
    return float(np.polyfit(values, [float(node.get(axis, "nan")) for node in along], 1)[0])


@pytest.mark.parametrize("name", PLANES)
def test_a_circle_is_a_circle(module_page: Page, name: str) -> None:
    """Pixels a unit along both axes, read from the numbers that the picture writes at its ticks."""
    for pane in show(module_page, VIEWS[name]()):
        if pane.get("isFree") or pane.get("kind", "plane") != "plane":
            continue
        texts = tree(saved(module_page, pane["name"])[1]).findall(f"{SVG}text[@font-weight='400']")
        units = {axis: unit_of(texts, axis, *of) for axis, of in {"x": ("middle", "y"), "y": ("end", "x")}.items()}
        assert units["x"] == pytest.approx(-units["y"], rel=5e-3), pane["name"]


def test_numbers_on_level_curves_keep_their_halos(module_page: Page) -> None:
    """Each number twice: a broad line of the paper's colour, then the number itself; else −5 reads 5."""
    show(module_page, VIEWS["functions"]())
    root = tree(saved(module_page, "first")[1])
    levels = {mark["text"] for mark in ask(module_page, "seen.ground.first.filter((m) => m.kind === 'label')")}
    assert len(levels) > 3
    for level in levels:
        halo, number = [
            node for node in root.iter(f"{SVG}text") if (node.text, node.get("font-weight")) == (level, "600")
        ]
        assert float(halo.get("stroke-width", 0)) > 3 and halo.get("stroke") == ask(module_page, "seen.theme.paper")
        assert number.get("stroke") is None and number.get("transform") == halo.get("transform")
    faint = [node for node in root.iter(f"{SVG}path") if node.get("stroke-opacity") == "0.5"]
    assert len(faint) >= len(levels), "level curves let the picture shine through"


def test_the_upper_sheet_of_a_fold_is_the_one_of_the_screen(module_page: Page) -> None:
    """The sheet that reverses orientation is drawn last, and the other shines through it."""
    show(module_page, VIEWS["fold"]())
    cells = [node for node in tree(saved(module_page, "image")[1]).iter(f"{SVG}path") if node.get("fill") != "none"]
    colours = ask(module_page, "import('/marks/palette.js').then(({ palette }) => palette(seen.theme.dark))")
    order = [(colours.index(c.get("fill")), c.get("fill-opacity")) for c in cells if c.get("fill") in colours]
    kept = [k for k, (bin_, _) in enumerate(order) if bin_ >= 24]
    turned = [k for k, (bin_, _) in enumerate(order[:-48]) if bin_ < 24]  # the last 48 are the legend's
    assert kept and turned and min(turned) > max(k for k in kept if k < len(order) - 48)
    assert {order[k][1] for k in turned} == {"0.8"}


COLOURED = [("polar", "image"), ("surface", "image"), ("cells", "domain"), ("chain", "stage-1")]
PLAIN = [
    ("cells", "convergence"),
    ("training", "loss"),
    ("graph", "graph"),
    ("volume", "image"),
    ("warping", "layer-0"),
]


@pytest.mark.parametrize(("name", "pane"), COLOURED)
def test_a_legend_stands_whole_below_its_colours(module_page: Page, name: str, pane: str) -> None:
    show(module_page, VIEWS[name]())
    said = words(tree(saved(module_page, pane)[1]))
    shown = ask(module_page, "Array.from(view.legend.root.querySelectorAll('span'), (node) => node.textContent)")
    assert said[-len(shown) :] == [shown[0], shown[-1], *shown[1:-1]]


@pytest.mark.parametrize(("name", "pane"), PLAIN)
def test_no_legend_of_other_colours(module_page: Page, name: str, pane: str) -> None:
    show(module_page, VIEWS[name]())
    assert not {"linear", "logarithmic"} & set(words(tree(saved(module_page, pane)[1])))


def test_logarithmic_axes_are_saved_with_their_ticks(module_page: Page) -> None:
    show(module_page, VIEWS["graph"](), step=0.01)
    numbers = "seen.panes.remainder.plot.querySelectorAll('.ytick > text')"
    ticks = ask(module_page, f"Array.from({numbers}, (node) => node.textContent)")
    assert len(ticks) > 1 and set(ticks) <= set(words(tree(saved(module_page, "remainder")[1])))


def test_large_numbers_at_ticks_keep_their_powers(module_page: Page) -> None:
    show(module_page, payload_in("graph", "f(x) = 100000 x^2", "x", x=(-2, 2)))
    assert "2·10⁵" in words(tree(saved(module_page, "graph")[1]))


def test_all_cells_of_a_surface_are_there(module_page: Page) -> None:
    show(module_page, VIEWS["surface"]())
    root = tree(saved(module_page, "image")[1])
    paths = [node.get("d") or "" for node in root.iter(f"{SVG}path")]
    assert len(paths) > 1600 and {"Image", "x", "y", "z", "area element"} <= set(words(root))
    numbers = np.array([float(w) for d in paths for w in re.findall(r"-?\d+\.?\d*", d)])
    assert "NaN" not in "".join(paths) and np.abs(numbers).max() < 2000


@pytest.mark.parametrize("name", ["polar", "surface", "backpropagation"])
def test_white_paper(module_page: Page, name: str) -> None:
    """On a dark page a picture for paper is the one that a light page shows, and the page itself stays dark."""
    view = VIEWS[name]()
    pane = show(module_page, view)[0]["name"]
    light = saved(module_page, pane)[1].replace(urllib.parse.quote("rgb(255, 255, 255)", safe="()"), "%23ffffff")
    module_page.evaluate("document.documentElement.style.setProperty('--st-background-color', '#10131a')")
    try:
        show(module_page, view)
        assert ask(module_page, "seen.theme.dark") is True
        dark = saved(module_page, pane)[1]
        paper = saved(module_page, pane, isWhite=True)[1]
        assert paper == light and "10131a" in dark and "10131a" not in paper
        assert ask(module_page, "seen.theme.dark") is True and saved(module_page, pane)[1] == dark
    finally:
        module_page.evaluate("document.documentElement.style.removeProperty('--st-background-color')")


def test_files_say_what_they_are(module_page: Page) -> None:
    show(module_page, {**VIEWS["polar"](), "file": "polar-coordinates"})
    assert saved(module_page, "image")[0] == "jacviz-polar-coordinates-image.svg"
    show(module_page, VIEWS["polar"]())
    assert saved(module_page, "domain", "png")[0] == "jacviz-plane-domain.png"


def test_text_in_a_picture_is_text(module_page: Page) -> None:
    hostile = '<script>"&'
    show(module_page, {**VIEWS["polar"](), "labels": [hostile, "y"]})
    root = tree(saved(module_page, "image")[1])
    assert hostile in words(root) and not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("length", [2.0, 8.0, 20.0, 44.0, 300.0])
def test_an_arrowhead_leaves_room_for_what_it_spans(module_page: Page, length: float) -> None:
    """A short arrow has a small head and a thin line: it never covers the cell whose side it is."""
    code = "([length, wide]) => import('/marks/arrow.js').then(({ arrowOf }) => arrowOf([0, 0], [length, 0], wide))"
    found = module_page.evaluate(code, [length, 3])
    tip, *base = found["head"]
    assert tip == [length, 0] and length - base[0][0] <= 0.4 * length
    assert abs(base[0][1] - base[1][1]) <= 0.4 * length and found["width"] <= max(1.5, 0.1 * length)
    assert length < 44 or (length - base[0][0] == 13 and found["width"] == 3), "a long one is as it is asked for"
