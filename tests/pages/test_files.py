"""What a person takes away: pictures of the panes, and the whole view as one page."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Download, Page, expect

from jacviz.integrals.examples import by_id
from tests.pages.conftest import Opener
from tests.pages.numbers import READY, WAIT, drag, number, numbers, state, wait_for_change, wait_for_probe_in_link

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, name: str) -> Download:
    view = page.locator(READY)
    if not view.get_by_role("button", name=name).is_visible():
        view.get_by_text("Save picture").click()
    with page.expect_download() as download:
        view.get_by_role("button", name=name).click()
    return download.value


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the raw filtered bytes of a PNG, each chunk's checksum checked."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data, size = 8, b"", (0, 0)
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        if kind == b"IDAT":
            data += body
        at += 12 + length
    return *size, zlib.decompress(data)


@pytest.mark.parametrize("pane", ["Domain", "Image"])
def test_pictures_of_the_panes(explore: Opener, pane: str) -> None:
    page = explore()
    png = saved(page, f"{pane} PNG")
    assert png.suggested_filename == f"jacviz-polar-coordinates-{pane.lower()}.png"
    width, height, data = pixels(Path(png.path()).read_bytes())
    assert width > 600 and height > 400, "twice the pixels of the screen"
    assert len(set(data)) > 50, "and not blank"

    svg = saved(page, f"{pane} SVG")
    assert svg.suggested_filename == f"jacviz-polar-coordinates-{pane.lower()}.svg"
    root = ElementTree.fromstring(Path(svg.path()).read_text("utf-8"))
    assert root.tag == f"{SVG}svg"
    words = {"".join(node.itertext()).strip() for node in root.iter(f"{SVG}text")}
    assert {pane, *(("r", "θ") if pane == "Domain" else ("x", "y")), "det J"} <= words
    assert len(list(root.iter(f"{SVG}path"))) > 20
    rules = "".join(node.text or "" for node in root.iter(f"{SVG}style"))
    assert rules.startswith('@font-face{font-family:"Source Sans"') and "url(data:" in rules, "the font goes along"


def test_white_paper_of_a_chosen_width(visit: Opener) -> None:
    page = visit("", color_scheme="dark")
    page.get_by_text("Save picture").click()
    page.get_by_role("button", name="White paper").click()
    page.get_by_label("Width of a PNG").select_option("PNG 1200 pixels wide")
    width, _, _ = pixels(Path(saved(page, "Image PNG").path()).read_bytes())
    svg = Path(saved(page, "Image SVG").path()).read_text("utf-8")
    assert width == 1200 and re.search(r'<rect [^>]*fill="#ffffff"', svg)
    assert page.evaluate("document.querySelector('.jv-live').jacviz.snapshot().theme.dark") is True


def test_a_change_of_variables_is_handed_out_with_its_problem_and_its_steps(visit: Opener) -> None:
    page = visit("integrals")
    with page.expect_download() as download:
        page.get_by_role("button", name="Hand out this view").click()
    assert download.value.suggested_filename == "jacviz-the-gaussian-over-the-plane.html"
    html = Path(download.value.path()).read_text("utf-8")
    around = html[: html.index("<main>")] + html[html.index("</main>") :].partition("<script")[0]
    example = by_id("disk-gaussian")
    limits = [" from ".join((name, " to ".join(ends))) for name, *ends in example.limits]
    for part in (example.title, example.look, "Integrand", example.integrand, example.mapping, *limits):
        assert part in around, part
    assert "Both sides" in around and "<mi>π</mi>" in around and around.count("<li>") >= 9


def test_the_view_is_handed_out(explore: Opener, new_page: Callable[..., Page], tmp_path: Path) -> None:
    """The file opens from disk without a network, as the view stood, and goes on moving."""
    page = explore()
    before = number(page, "determinant")
    drag(page, 15, -30)
    wait_for_change(page, "determinant", before)
    wait_for_probe_in_link(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Hand out this view").click()
    assert download.value.suggested_filename == "jacviz-polar-coordinates.html"
    file = tmp_path / "handed out.html"
    download.value.save_as(file)
    assert 1_000_000 < file.stat().st_size < 2_500_000

    here = numbers(page)
    other = new_page()
    other.set_default_timeout(WAIT)
    other.context.set_offline(True)
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(file.as_uri())
    expect(other.locator(READY)).to_be_visible()
    assert numbers(other) == pytest.approx(here, rel=1e-12)
    drag(other, -20, 10)
    wait_for_change(other, "determinant", here["determinant"])
    assert number(other, "determinant") == pytest.approx(state(other)["probe"][0], rel=1e-12)
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
