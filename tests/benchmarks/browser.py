"""What the tables in the browser share: Chromium, pages of the app, and links to entries of the gallery."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from jacviz.gallery import Entry
from jacviz.link import Resting, encode
from jacviz.names import canonical
from tests import chromium
from tests.conftest import VIEWPORT
from tests.servers import App

DRAWN = "[data-jacviz=live][data-ready=true]"
SETTLED = 1_500  # milliseconds: fonts, the first report of the resting state and its rerun are over
PATIENCE = 60_000  # milliseconds: a busy machine is slow, not broken


@contextmanager
def running(*apps: App) -> Iterator[Browser]:
    """A fresh Chromium; the servers end with it."""
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.remedy())
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
            try:
                yield browser
            finally:
                browser.close()
    finally:
        for app in apps:
            app.stop()
            app.log.unlink()


def blank(browser: Browser) -> Page:
    """A page in a context of its own: nothing is in its cache."""
    page = browser.new_context(viewport=VIEWPORT).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def explore(page: Page, app: App, query: dict[str, str] | None = None) -> None:
    """Opens the Explore page and waits until it rests."""
    page.goto(f"{app.url}/?{urlencode(query or {})}")
    page.wait_for_selector(DRAWN)
    page.wait_for_timeout(SETTLED)


def link(entry: Entry, lines: int) -> dict[str, str]:
    """The query that opens an entry with that many lines in each direction."""
    ranges = {canonical(name): tuple(texts) for name, texts in entry.domain.items()}
    parameters = {canonical(name): tuple(texts) for name, texts in entry.parameters.items()}
    return encode(Resting(entry.text, entry.variables or "", ranges, parameters, {"lines": lines}))
