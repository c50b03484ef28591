"""What the tables in the browser share: Chromium, pages of the app, and links to entries of the gallery."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from jacviz.explore.gallery import Entry
from jacviz.explore.link import Resting, encode
from jacviz.names import canonical
from tests import chromium
from tests.conftest import VIEWPORT
from tests.servers import App

DRAWN = "[data-jacviz=live][data-ready=true]"
SETTLED = 1_500  # milliseconds: fonts, the first report of the resting state and its rerun are over
LOG = 2_000  # characters of a server's log that are shown when a table cannot be finished
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
    except PlaywrightError as error:
        logs = "\n".join(f"{app.script}: {state(app)}\n{app.new_log()[-LOG:]}" for app in apps)
        raise SystemExit(f"The page did not do as expected: {error}\nThe servers:\n{logs}") from error
    finally:
        for app in apps:
            app.stop()
            app.log.unlink()


def state(app: App) -> str:
    """Whether a server that has been started still answers."""
    try:
        with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=10) as answer:
            return f"answers with {answer.status}"
    except OSError as error:
        return f"does not answer: {error}"


def blank(browser: Browser) -> Page:
    """A page in a context of its own: nothing is in its cache."""
    page = browser.new_context(viewport=VIEWPORT).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def explore(page: Page, app: App, query: dict[str, str] | None = None, path: str = "") -> None:
    """Opens the Explore page, or that at a path, and waits until it rests."""
    page.goto(f"{app.url}/{path}?{urlencode(query or {})}")
    page.wait_for_selector(DRAWN)
    page.wait_for_timeout(SETTLED)


def link(entry: Entry, lines: int) -> dict[str, str]:
    """The query that opens an entry with that many lines in each direction."""
    ranges = {canonical(name): ends for name, ends in entry.domain.items()}
    parameters = {canonical(name): texts for name, texts in entry.parameters.items()}
    return encode(Resting(entry.text, entry.variables or "", ranges, parameters, {"lines": lines}))
