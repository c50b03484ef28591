"""The page that is handed out: one file that opens from disk without a network, with every movement in it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sympy import Symbol

import jacviz
from jacviz.explore.analysis import formulas
from jacviz.explore.gallery import by_id
from jacviz.explore.payload import payload
from jacviz.live.handout import Handout, of_mapping
from jacviz.live.page import page as page_of
from jacviz.mapping import Box, Mapping
from tests.pages.numbers import drag, number, number_of, numbers, wait_for_change

SEEN = "document.querySelector('.jv-live').jacviz.snapshot()"
CLOSE = f"() => {{ const [x0, x1] = {SEEN}.panes.domain.range; return x1 - x0 < 0.1; }}"
NewPage = Callable[..., Page]
POLAR = "x = r cos θ\ny = r sin θ"
HOSTILE = (
    '</title></script><script>window.hurt=1</script><img src="http://evil.example/x" onerror="window.hurt=1">'
    "&amp;\"'\u2028{title}"
)


def opened(new_page: NewPage, tmp_path: Path, html: str, **options: object) -> tuple[Page, list[str]]:
    """The file in a browser without a network, and the addresses that it asks for."""
    file = tmp_path / "view.html"
    file.write_text(html, encoding="utf-8")
    page = new_page(**options)
    page.context.set_offline(True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.locator('[data-jacviz="live"]')).to_have_attribute("data-ready", "true", timeout=60_000)
    return page, asked


def outside(asked: list[str], tmp_path: Path) -> list[str]:
    """What was asked for besides the file itself and what stands inside it."""
    own = (tmp_path / "view.html").as_uri()
    return [url for url in asked if url != own and not url.startswith(("data:", "blob:"))]


def test_it_works_without_a_network(new_page: NewPage, tmp_path: Path) -> None:
    html = jacviz.live_view(jacviz.parse(POLAR), title="Polar coordinates").to_html()
    page, asked = opened(new_page, tmp_path, html)
    expect(page).to_have_title("Polar coordinates")
    expect(page.get_by_role("heading", name="Polar coordinates")).to_be_visible()
    assert page.locator("math").count() >= 1

    before = numbers(page)
    drag(page, 25, -20)
    wait_for_change(page, "determinant", before["determinant"])
    r = page.evaluate(f"{SEEN}.state.probe[0]")
    assert number(page, "determinant") == pytest.approx(r, rel=1e-12) and r != before["determinant"]

    page.get_by_label("Probe", exact=True).focus()
    before = numbers(page)
    page.keyboard.press("ArrowLeft")
    wait_for_change(page, "determinant", before["determinant"])

    page.get_by_label("Morph", exact=True).focus()
    page.keyboard.press("Home")
    page.wait_for_function(f"() => {SEEN}.state.morph === 0")
    expect(page.locator('[data-quantity="jacobian-12"]')).to_have_text("0")
    assert [number(page, f"jacobian-{k}") for k in ("11", "12", "21", "22")] == [1, 0, 0, 1]
    page.keyboard.press("End")
    page.get_by_label("Zoom to probe", exact=True).focus()
    page.keyboard.press("End")
    page.wait_for_function(CLOSE)
    assert outside(asked, tmp_path) == []


def test_parameters_move_without_a_network(new_page: NewPage, tmp_path: Path) -> None:
    mapping = jacviz.gallery()[[e.id for e in jacviz.gallery()].index("shear")].mapping
    page, asked = opened(new_page, tmp_path, jacviz.live_view(mapping).to_html())
    assert number(page, "jacobian-12") == pytest.approx(0.8)
    page.get_by_label("k", exact=True).focus()
    page.keyboard.press("End")
    wait_for_change(page, "jacobian-12", 0.8)
    assert number(page, "jacobian-12") == pytest.approx(2) and outside(asked, tmp_path) == []


def test_it_opens_in_the_given_state(new_page: NewPage, tmp_path: Path) -> None:
    state = {"probe": [0.5, 1.5], "size": 0.1, "morph": 0.5}
    view = payload(jacviz.parse(POLAR))
    assert view is not None
    page, _ = opened(new_page, tmp_path, page_of(view, Handout("Half way"), state))
    # (1 - t) identity + t mapping, at t = 1/2, by hand.
    assert number(page, "jacobian-11") == pytest.approx(0.5 + 0.5 * math.cos(1.5), rel=1e-14)
    assert number(page, "jacobian-12") == pytest.approx(-0.25 * math.sin(1.5), rel=1e-14)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_theme_of_the_reader(new_page: NewPage, tmp_path: Path, scheme: str) -> None:
    html = jacviz.live_view(jacviz.parse(POLAR)).to_html()
    page, _ = opened(new_page, tmp_path, html, color_scheme=scheme)
    assert page.evaluate(f"{SEEN}.theme.dark") is (scheme == "dark")
    other = "light" if scheme == "dark" else "dark"
    page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
    page.wait_for_function(f"() => {SEEN}.theme.dark === {str(other == 'dark').lower()}")


def test_hostile_titles_and_names_are_text(new_page: NewPage, tmp_path: Path) -> None:
    """A title, and names that no parser would let through, in a mapping made by hand."""
    u, v = Symbol(HOSTILE, real=True), Symbol("<b onclick=hurt()>v", real=True)
    mapping = Mapping((u, v), (HOSTILE, "<i>y"), (u * v, u - v), domain=Box((0, 0), (1, 1)))
    page, asked = opened(new_page, tmp_path, jacviz.live_view(mapping, title=HOSTILE).to_html())
    assert page.title().startswith("</title></script>")
    assert page.evaluate("window.hurt") is None
    assert (
        page.evaluate(
            "document.querySelectorAll('img, main b, main i, h1 *, #about b, #about i, #about script').length"
        )
        == 0
    )
    assert page.locator("h1").inner_text().startswith("</title></script>")
    with page.expect_download() as download:
        page.get_by_text("Save picture").click()
        page.get_by_role("button", name="Domain SVG").click()
    svg = Path(download.value.path()).read_text("utf-8")
    assert (
        "<img" not in svg and "<script" not in svg and "evil.example" not in re.findall(r'(?:href|src)="([^"]*)"', svg)
    )
    assert page.evaluate("window.hurt") is None and outside(asked, tmp_path) == []


def test_it_is_one_file_of_a_few_megabytes() -> None:
    html = jacviz.live_view(jacviz.parse(POLAR)).to_html()
    assert len(html.encode()) < 2_500_000
    assert html.count("<script") - html.count("<\\/script") < 10
    for tag, address in re.findall(r"<(link|img|iframe|script)\b[^>]*?(?:src|href)=[\"']([^\"']*)", html[:200_000]):
        assert address.startswith("data:"), (tag, address)


def test_a_notebook_cell_holds_the_same_page(new_page: NewPage, assets_url: str) -> None:
    frame = jacviz.live_view(jacviz.parse(POLAR), height=500)._repr_html_()
    page = new_page()
    page.goto(f"{assets_url}/")
    page.set_content(f"<!doctype html><title>notebook</title>{frame}")
    inner = page.frame_locator("iframe")
    expect(inner.locator('[data-jacviz="live"]')).to_have_attribute("data-ready", "true", timeout=60_000)
    expect(inner.locator('[data-quantity="determinant"]')).not_to_be_empty()


# All panes of a view on paper: inside the page, side by side without overlap, and nothing for hands beside them.
ON_PAPER = """() => {
  const view = document.querySelector(".jv-live"), seen = (node) => node.getBoundingClientRect().height > 0;
  return {
    boxes: Array.from(view.querySelectorAll(".jv-print > svg"), (node) => node.getBoundingClientRect().toJSON()),
    hands: [...view.querySelectorAll("button, input, select, .jv-panes, .jv-controls")].filter(seen).length,
    paper: Array.from(view.querySelectorAll(".jv-print > svg > rect"), (node) => node.getAttribute("fill")),
    ink: getComputedStyle(view.querySelector(".jv-point")).color, width: document.documentElement.scrollWidth,
  };
}"""
SHEETS = {"portrait": (718, 1040), "landscape": (1040, 718)}  # A4 without its margins, in pixels


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("id", ["polar", "square-of-polar", "torus"])
def test_a_view_is_printed_whole(new_page: NewPage, tmp_path: Path, id: str, sheet: str) -> None:
    entry, (width, height) = by_id(id), SHEETS[sheet]
    handout = of_mapping(entry.title, formulas(entry.mapping), look=entry.look)
    page, _ = opened(new_page, tmp_path, page_of(entry.payload, handout), color_scheme="dark")
    panes = page.evaluate("document.querySelector('.jv-live').jacviz.scene.panes.length")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": height})
    found = page.evaluate(ON_PAPER)
    assert len(found["boxes"]) == panes and found["hands"] == 0 and found["width"] <= width
    assert set(found["paper"]) == {"#ffffff"} and found["ink"] == "rgb(26, 31, 43)"
    for k, box in enumerate(found["boxes"]):
        assert box["left"] >= 0 and box["right"] <= width and box["height"] > 120, box
        for other in found["boxes"][:k]:
            assert box["left"] >= other["right"] - 1 or box["top"] >= other["bottom"] - 1
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")
    pages = page.pdf(format="A4", landscape=sheet == "landscape", margin=margin)  # type: ignore[arg-type]
    assert len(re.findall(rb"/Type\s*/Page\b", pages)) == 1
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".jv-print").count() == 0
    assert page.evaluate(f"{SEEN}.theme.dark") is True


@pytest.mark.parametrize("id", ["polar", "square-of-polar", "torus", "spherical", "camera", "two-functions"])
def test_nothing_stands_beside_a_narrow_page(new_page: NewPage, tmp_path: Path, id: str) -> None:
    """Wide formulas scroll in their own place."""
    entry = by_id(id)
    handout = of_mapping(entry.title, formulas(entry.mapping), look=entry.look)
    page, _ = opened(new_page, tmp_path, page_of(entry.payload, handout), viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    matrix = page.locator("mrow.left-round").first.bounding_box()
    assert matrix and matrix["height"] > 30, "the brackets are as high as what they hold"


SCENES = ("parabola", "saddle", "two-functions", "square-of-polar", "helix", "torus", "spherical", "camera")


@pytest.mark.parametrize("id", SCENES)
def test_every_scene_can_be_handed_out(new_page: NewPage, tmp_path: Path, id: str) -> None:
    """The page opens from disk without a network and shows the numbers of its mapping."""
    entry = by_id(id)
    page, asked = opened(new_page, tmp_path, page_of(entry.payload, Handout(entry.title)))
    shown = number_of(page, "jacobian-11")
    assert shown == pytest.approx(entry.mapping.at(entry.probe_point)[0, 0], rel=1e-12)
    assert outside(asked, tmp_path) == []
