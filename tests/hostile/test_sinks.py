"""In a real browser: whatever a name, a note, an error, a title or a state holds, it is shown as text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from jacviz.explore.payload import payload
from jacviz.live import assets
from jacviz.live.handout import Handout
from jacviz.live.page import page as page_of
from tests.servers import ROOT, App

from . import made
from .guard import GROUPS, PAYLOADS, Guard

READY = '[data-jacviz="live"][data-ready="true"]'
WAIT = 60_000
VISIBLE = [text for text in PAYLOADS if text.isprintable()]
FORBIDDEN = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.srcdoc|DOMParser"
LOADED = """
globalThis.Plotly ?? await new Promise((onload, onerror) =>
  document.head.append(Object.assign(document.createElement("script"), { src: "/plotly.min.js", onload, onerror })));
document.title = given.title ?? "";
"""
DRAWN = f"""async (given) => {{ {LOADED}
  const {{ LiveView }} = await import("/view.js");
  globalThis.view?.remove();
  const parent = document.body.appendChild(document.createElement("main"));
  globalThis.view = new LiveView(parent, {{ payload: given.payload, state: given.state }});
  await globalThis.view.ready;
  return {{ determinant: globalThis.view.snapshot().here.determinant }};
}}"""
MOUNTED = """async (given) => {
  const mount = (name) => {
    const parent = document.body.appendChild(document.createElement("div"));
    parent.append(Object.assign(document.createElement("div"), { className: name }));
    return parent;
  };
  const { field } = await import("/app/textField.js");
  const { pictures } = await import("/app/pictures.js");
  const error = { message: given.text, line: given.text, column: 3 };
  const data = { value: given.text, edit: 0, error, version: given.version, rows: 2 };
  field({ data, parentElement: mount("jv-field-mount"), setStateValue() {} });
  const entries = [{ id: given.text, title: given.text, group: given.text, look: given.text, payload: given.payload }];
  pictures({ data: { entries }, parentElement: mount("jv-pictures-mount"), setTriggerValue() {} });
}"""


def hostile(texts: Sequence[str]) -> dict[str, Any]:
    """A payload of the live view in which the texts are the names and labels of u, v, p, x, y, and the title."""
    first, second, third, fourth, fifth, sixth = texts
    view = payload(made.mapping("u", "v"))
    assert view is not None
    for named, text in zip([*view["variables"], *view["parameters"]], (first, second, third), strict=True):
        named |= {"name": text, "label": text}
    return {**view, "names": [fourth, fifth], "labels": [fourth, fifth], "title": sixth}


def harmless(svg: str) -> None:
    """A picture without scripts, links, listeners or addresses."""
    for node in ElementTree.fromstring(svg).iter():
        assert re.sub(r"\{.*\}", "", node.tag) not in ("script", "a", "foreignObject", "image", "iframe"), node.tag
        for name, value in node.attrib.items():
            assert not re.sub(r"\{.*\}", "", name).startswith("on"), name
            assert "evil" not in value and "javascript:" not in value, value


@pytest.mark.parametrize("texts", GROUPS)
def test_the_live_view(module_page: Page, texts: tuple[str, ...]) -> None:
    """Pane titles, legend, numbers, hover titles, sliders, accessible names."""
    guard = Guard(module_page, module_page.url)
    given = {"payload": hostile(texts), "state": {"probe": [1.0, 1.0]}}
    shown = module_page.evaluate(DRAWN, given)
    guard.check()
    # A name such as constructor is a key like another: the numbers are those of the mapping.
    assert shown["determinant"] == pytest.approx(2 * math.sin(1) - math.cos(1), rel=1e-12)
    first, second, third, fourth, fifth, _ = texts
    wanted = [f"∂{fourth}/∂{first}", f"|det J| Δ{first}Δ{second}", third, fifth]
    assert guard.missing([text for text in wanted if text.isprintable()]) == []


@pytest.mark.parametrize("text", ["constructor", "__proto__"])
def test_names_that_every_object_has(module_page: Page, text: str) -> None:
    """As a parameter moved by hand, and as one that a link sets."""
    for parameters, value in (({}, 1.0), ({text: 1.5}, 1.5)):
        given = {"payload": payload(made.mapping("u", "v", text)), "state": {"parameters": parameters, "probe": [1, 1]}}
        shown = module_page.evaluate(DRAWN, given)
        if text != "__proto__":  # which Playwright drops on its way into the page
            assert shown["determinant"] == pytest.approx(2 * value * math.sin(1) - math.cos(1))
        Guard(module_page).check()


def test_the_field_and_the_pictures(module_page: Page) -> None:
    guard = Guard(module_page, module_page.url)
    for version, text in enumerate(PAYLOADS):
        view = payload(made.mapping("u", "v"))
        module_page.evaluate(MOUNTED, {"text": text, "version": version, "payload": view})
        guard.check()
    assert guard.missing(VISIBLE) == []


SAVED = "async (name) => { const { savePane } = await import('/saving/save.js'); await savePane(view, name, 'svg'); }"


@pytest.mark.parametrize("texts", GROUPS[::2])
def test_saved_pictures(module_page: Page, texts: tuple[str, ...]) -> None:
    """The names stand in the titles of the axes, as text, and nowhere in the file's name."""
    module_page.evaluate(DRAWN, {"payload": hostile(texts), "state": {}})
    for pane, names in (("domain", texts[:2]), ("image", texts[3:5])):
        with module_page.expect_download() as download:
            module_page.evaluate(SAVED, pane)
        assert download.value.suggested_filename == f"jacviz-plane-{pane}.svg"
        svg = Path(download.value.path()).read_text("utf-8")
        harmless(svg)
        said = re.sub(r"\s", "", "".join(ElementTree.fromstring(svg).itertext()))
        assert all(re.sub(r"\s", "", name) in said for name in names if name.isprintable())


def test_the_page_that_is_handed_out(new_page: Callable[..., Page], tmp_path: Path) -> None:
    page = new_page()
    page.context.set_offline(True)
    guard = Guard(page)
    for texts in GROUPS:
        file, title = tmp_path / "view.html", texts[-1]
        state = {"probe": [1, 1], "scale": texts[0], "show": {texts[1]: True}, "parameters": {texts[2]: texts[3]}}
        file.write_text(page_of(hostile(texts), Handout(title, texts[0], ((texts[1], texts[2]),)), state), "utf-8")
        page.goto(file.as_uri())
        expect(page.locator(READY)).to_be_visible(timeout=WAIT)
        guard.check()
        assert page.locator("h1 *").count() == 0
        assert guard.missing([text for text in texts[2:] if text.isprintable()]) == []


@pytest.fixture(scope="module")
def shown() -> Iterator[App]:
    server = App("tests/hostile/server.py", ROOT)
    yield server
    server.stop()
    server.log.unlink()


def test_everything_that_explore_shows(shown: App, new_page: Callable[..., Page]) -> None:
    """Formulas, notes, errors, complaints, labels of the ranges, badges and their help, sources: shown.py."""
    page = new_page()
    page.set_default_timeout(WAIT)
    guard = Guard(page, shown.url)
    for number, texts in enumerate(GROUPS):
        page.goto(f"{shown.url}/?group={number}")
        expect(page.get_by_text("The end.")).to_be_visible(timeout=WAIT)
        expect(page.locator(READY)).to_be_visible(timeout=WAIT)
        page.locator('[data-testid="stTooltipHoverTarget"]', has_text="singular").hover()
        expect(page.locator('[data-testid="stTooltipContent"]').first).to_be_visible(timeout=WAIT)
        guard.check()
        assert page.locator(".katex-error").count() == 0
        assert page.locator('[data-testid="stException"]').count() == 0
        notes = [f"Note: {text}" for text in (texts[5], texts[0], texts[1]) if text.isprintable()]
        assert guard.missing(notes) == []
        page.get_by_text("NumPy", exact=True).click()
        expect(page.locator('[data-testid="stCode"]', has_text="np.stack")).to_be_visible(timeout=WAIT)
        guard.check()
    log = shown.new_log()
    assert not any(text in log for text in PAYLOADS if len(text) > 12)


def test_the_address_bar_and_the_log(app: App, new_page: Callable[..., Page]) -> None:
    """What cannot be read stays as it was typed, in the field and in the link, and the log holds none of it."""
    page = new_page()
    page.set_default_timeout(WAIT)
    guard = Guard(page, app.url)
    texts = [text for text in PAYLOADS if not re.search(r"[\r\n]", text)]
    for text in texts[::5]:
        page.goto(f"{app.url}/?{urlencode({'map': text})}")
        area = page.get_by_label("Mapping", exact=True)
        expect(area).to_have_value(text)
        expect(page.locator(".jv-error")).to_be_visible()
        guard.check()
        assert parse_qs(urlsplit(page.url).query)["map"] == [text]
    log = app.new_log()
    assert not any(text in log for text in texts if len(text) > 12)


def test_the_modules_make_no_markup_and_no_code() -> None:
    """Text goes into the page as text: the modules know no other way."""
    for name, text in assets.modules().items():
        # print.js reads as XML what marks/svgPen.js wrote, every text in it escaped: test_saved_pictures holds that.
        known = "new DOMParser().parseFromString(svg, " if name.endswith("/print.js") else ""
        assert known in text
        found = re.search(FORBIDDEN, text.replace(known, "", 1) if known else text)
        assert found is None, (name, found)
