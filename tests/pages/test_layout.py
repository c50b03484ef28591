"""What a page looks like at every size: nothing is empty, cut off, too small or too pale."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.live.test_contrast import contrast
from tests.pages.conftest import Opener
from tests.pages.numbers import READY, SEEN

PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "explore": ("", {}),
    "one": ("derivatives", {"part": "one"}),
    "several": ("derivatives", {"part": "several"}),
    "functions": ("derivatives", {"part": "functions"}),
    "composition": ("derivatives", {"part": "composition"}),
    "shapes": ("shapes", {}),
    "layers": ("networks", {"part": "layers"}),
    "backpropagation": ("networks", {"part": "backpropagation"}),
    "warping": ("networks", {"part": "warping"}),
    "depth": ("networks", {"part": "depth"}),
    "training": ("networks", {"part": "training"}),
    "integrals": ("integrals", {}),
}
DRAWN = f"""() => Object.values({SEEN}.panes).every((pane) => {{
  const pixels = (canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const isInked = (canvas) => pixels(canvas).some((w, k) => k % 4 === 3 && w > 0);
  return isInked(pane.base) || isInked(pane.overlay);
}})"""
BOXES = f"""() => Object.values({SEEN}.panes).map((pane) => {{
  const boxOf = (node) => {{
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect(), own = node.getBoundingClientRect();
    return [Math.max(text.left, own.left), own.top, Math.min(text.right, own.right), own.bottom];
  }};
  const title = pane.root.querySelector(".jv-title"), own = pane.root.getBoundingClientRect();
  const buttons = [...pane.root.querySelectorAll(".modebar-btn")].map((node) => node.getBoundingClientRect());
  return {{ width: own.width, height: own.height, title: boxOf(title), isCut: title.scrollWidth > title.clientWidth,
    buttons: buttons.map((b) => [b.left, b.top, b.right, b.bottom]) }};
}})"""
SETTLED = f"""() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(
  !document.querySelector("[data-testid=stStatusWidget]") && document.querySelector('{READY}')))))"""
LEAST = 200  # pixels of a pane's sides
NARROW = (390, 430, 600, 768, 900)
SMALLEST = 18  # pixels of a letter on a projector of 1920 by 1080
LETTERS = """(least) => {
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getBoundingClientRect().width > 2;
  const isOther = (node) => node.closest("[data-testid=stIconMaterial], .katex-mathml, .jv-spoken, h1, defs");
  const walker = document.createTreeWalker(document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT);
  const small = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement, size = parseFloat(getComputedStyle(node).fontSize);
    const isLetter = text.data.trim() && text.data !== "\u200b";
    if (isLetter && !isOther(node) && isSeen(node) && size < least) small.push([text.data, size, node.className]);
  }
  return small;
}"""
LABELS = f"""(least) => Object.entries({SEEN}.panes).flatMap(([name, pane]) => {{
  const {{ ground, fore, flat }} = {SEEN};
  const layers = pane.kind === "plane" ? [ground[name], fore[name]] : [flat(name, "base"), flat(name, "overlay")];
  const marks = layers.flatMap((layer) => layer ?? []);
  const isSmall = ({{ kind, text, size }}) => kind === "label" && text && size < least;
  return marks.filter(isSmall).map(({{ text, size }}) => [text, size]);
}})"""
NAMED = f"""() => Object.values({SEEN}.panes).map(({{ root }}) => root.getAttribute("aria-label") ?? "")"""
ANNOUNCED = (
    """() => [...document.querySelectorAll(".jv-live output")].filter((node) => node.ariaLive !== "off").length"""
)
TITLES = {
    "explore": "Polar coordinates · Explore · jacviz",
    "one": "Parabola · One variable · jacviz",
    "layers": "1-2-2-1 · Layers · Neural networks · jacviz",
    "integrals": "The Gaussian over the plane · Change of variables · jacviz",
}


@pytest.mark.parametrize("name", PAGES)
def test_every_pane_is_drawn_on_a_narrow_screen(visit: Opener, name: str) -> None:
    """Opened on a phone, and then wider: no pane is empty or too small, no title is cut or lies on a button, nothing
    scrolls sideways."""
    page = visit(*PAGES[name], viewport={"width": NARROW[0], "height": 900}, has_touch=True)
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(SETTLED)
        page.wait_for_function(DRAWN)
        assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        for pane in page.evaluate(BOXES):
            assert pane["width"] >= LEAST and pane["height"] >= LEAST, (width, pane)
            assert not pane["isCut"], (width, pane)
            assert not any(overlap(pane["title"], button) for button in pane["buttons"]), (width, pane)


def overlap(a: list[float], b: list[float]) -> bool:
    """Whether two boxes [left, top, right, bottom] have a point in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("name", PAGES)
def test_a_projector_shows_no_small_letters(visit: Opener, name: str) -> None:
    """At 1920 by 1080: texts of page and canvas. What is drawn has a name, numbers are silent."""
    page = visit(*PAGES[name], viewport={"width": 1920, "height": 1080})
    assert page.evaluate(LETTERS, SMALLEST) == []
    assert page.evaluate(LABELS, SMALLEST) == []
    assert all(len(text) > 10 and "undefined" not in text for text in page.evaluate(NAMED))
    assert page.evaluate(ANNOUNCED) == 0
    assert page.locator("h1").first.inner_text()
    if name in TITLES:
        expect(page).to_have_title(TITLES[name])


def test_letters_grow_with_the_screen(explore: Opener) -> None:
    """What can be read from the last row at 1080p can be read there on every projector."""
    page = explore()
    for width, height, least in ((1920, 1080, 20.5), (2560, 1440, 27), (3840, 2160, 41), (3440, 1440, 27)):
        page.set_viewport_size({"width": width, "height": height})
        size = page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert least <= size <= least + 1, (width, height)


def test_the_title_follows_what_is_typed(explore: Opener) -> None:
    page = explore({"map": "x = u + v^2\ny = v"})
    expect(page).to_have_title("x = u + v^2; y = v · Explore · jacviz")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chosen_tab_and_the_focus_are_clear(visit: Opener, scheme: str) -> None:
    page = visit("derivatives", color_scheme=scheme)
    tab = page.get_by_role("radio", name="One variable")
    ink, tint = tab.evaluate(
        "(node) => [getComputedStyle(node.querySelector('p')).color, getComputedStyle(node).backgroundColor]"
    )
    ground = page.evaluate("() => getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert contrast(hexadecimal(ink), over(tint, ground)) >= 4.5
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("Tab")
        link = page.evaluate("""() => { const node = document.activeElement, style = getComputedStyle(node);
          return [node.closest("header") !== null, style.outlineStyle, parseFloat(style.outlineWidth),
            style.outlineColor]; }""")
        if link[0]:
            assert link[1] == "solid" and link[2] >= 2 and contrast(hexadecimal(link[3]), hexadecimal(ground)) >= 4.5
            return
    pytest.fail("no link of the navigation was reached")


def rgba(colour: str) -> list[float]:
    """Red, green, blue and opacity of rgb(...) or rgba(...)."""
    return [*(float(w) for w in re.findall(r"[\d.]+", colour)), 1.0][:4]


def hexadecimal(colour: str) -> str:
    return "#" + "".join(f"{round(w):02x}" for w in rgba(colour)[:3])


def over(colour: str, ground: str) -> str:
    """A colour laid over an opaque one."""
    *channels, alpha = rgba(colour)
    return "#" + "".join(
        f"{round(alpha * w + (1 - alpha) * g):02x}" for w, g in zip(channels, rgba(ground), strict=False)
    )


def test_what_opens_opens_in_view(explore: Opener) -> None:
    page = explore()
    for name in ("Each partial", "Inverse of J", "SymPy"):
        page.get_by_role("radio", name=name, exact=True).click()
        page.wait_for_function("""() => {
          const place = document.querySelector(".st-key-symbols").getBoundingClientRect();
          return place.height > 120 && place.bottom <= innerHeight + 2;
        }""")
        page.evaluate("() => { document.querySelector('[data-testid=stMain]').scrollTop = 0; }")
        page.get_by_role("radio", name=name, exact=True).click()


def test_no_formula_is_cut(explore: Opener) -> None:
    """Long ones are smaller, broken, or scroll and say so."""
    page = explore({"map": "x = u^2 + u v + sin(u) cos(v) e^(u v)\ny = u v^2 + ln(1 + u^2 + v^2) cos(u - v)"})
    page.get_by_role("radio", name="Inverse of J").click()
    cut = """() => [...document.querySelectorAll(".katex-display")].filter((node) => {
      const room = node.closest("[data-testid=stVerticalBlock]").getBoundingClientRect();
      const parts = [...node.querySelectorAll(".katex-html > *")].map((part) => part.getBoundingClientRect());
      const isOut = parts.some(({ right }) => right > room.right + 2);
      return isOut && !(node.classList.contains("jv-scrolls") && node.tabIndex === 0);
    }).length"""
    page.wait_for_function(f"() => document.querySelectorAll('.katex-display').length > 4 && ({cut})() === 0")


def test_the_picture_stays_while_one_types(explore: Opener) -> None:
    """Half a word makes sliders, an error or neither: the panes keep their place and their size."""
    page = explore()
    place = "() => ['top', 'height'].map((side) => document.querySelector('.jv-panes').getBoundingClientRect()[side])"
    before = page.evaluate(place)
    page.get_by_label("Mapping", exact=True).click()
    page.keyboard.press("Control+End")
    for text, typed in ((" + s", "+ s"), ("i", "+ si"), ("n(r", "+ sin(r"), (")", "+ sin(r)")):
        page.keyboard.type(text, delay=40)
        expect(page).to_have_title(f"x = r cos θ; y = r sin θ {typed} · Explore · jacviz")
        page.wait_for_function(SETTLED)
        assert page.evaluate(place) == pytest.approx(before, abs=1), text
