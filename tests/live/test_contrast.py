"""Every ink that writes has a contrast of at least 4.5 on its paper, by the formula of WCAG 2."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.live.modules import call

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())["theme"]
PAPERS = {kind: CONFIG[kind]["backgroundColor"] for kind in ("light", "dark")}
WRITTEN = ("ink", "muted", "domain", "image", "first", "second", "third", "singular", "kink")
INKS = """document.documentElement.style.setProperty("--st-background-color", given);
  const theme = themeOf(document.body);
  return { ...theme, "more than 0": signInk(theme, 1), "less than 0": signInk(theme, -1) };"""


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [w / 12.92 if w <= 0.04045 else ((w + 0.055) / 1.055) ** 2.4 for w in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_the_formula() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005), "published: just not enough"


@pytest.mark.parametrize("kind", PAPERS)
def test_inks_of_pictures(module_page: Page, kind: str) -> None:
    theme = call(module_page, "themeOf from theme, signInk from diagramMarks", INKS, PAPERS[kind])
    assert theme["dark"] == (kind == "dark")
    for name in (*WRITTEN, "more than 0", "less than 0"):
        assert contrast(theme[name], PAPERS[kind]) >= 4.5, (name, theme[name])


@pytest.mark.parametrize("kind", PAPERS)
def test_points_are_seen_on_every_colour_of_the_decision(module_page: Page, kind: str) -> None:
    """Their ring or their edge differs from each by 3 : 1 at least, whatever their own colour."""
    body = """document.documentElement.style.setProperty("--st-background-color", given);
      const theme = themeOf(document.body), pane = { width: 300, transform: { sx: 1, sy: 1 } };
      const hexadecimal = (colour) => `#${channels(colour).map((w) => w.toString(16).padStart(2, "0")).join("")}`;
      const marks = [0, 1].map((label) => classDots([[0], [0]], [label], theme, pane).filter(({ xy }) => xy.length));
      const strokes = marks.map((own) => own.map(({ stroke }) => stroke));
      return { strokes, colours: palette(theme.dark).map(hexadecimal) };"""
    imports = "themeOf from theme, classDots from classPoints, palette from palette, channels from palette"
    found = call(module_page, imports, body, PAPERS[kind])
    for strokes in found["strokes"]:
        for colour in found["colours"]:
            assert max(contrast(stroke, colour) for stroke in strokes) >= 3, (strokes, colour)


@pytest.mark.parametrize("kind", PAPERS)
def test_inks_of_the_page(kind: str) -> None:
    theme = CONFIG[kind]
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        for ink in ("textColor", "linkColor"):
            assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground)
    assert contrast(theme["codeTextColor"], theme["codeBackgroundColor"]) >= 4.5


def test_the_pages_style_has_the_colours_of_the_theme() -> None:
    style = (Path(__file__).parents[2] / "jacviz" / "ui" / "page.css").read_text()
    for key in ("linkColor", "backgroundColor"):
        assert f"light-dark({CONFIG['light'][key]}, {CONFIG['dark'][key]})" in style
