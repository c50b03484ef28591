"""The pages, opened and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import VIEWPORT, collect_errors, no_errors
from tests.pages.numbers import READY, WAIT
from tests.servers import App

Opener = Callable[..., Page]
expect.set_options(timeout=WAIT)


MEDIA = ("color_scheme", "reduced_motion")  # what a page can be told to prefer


@dataclass
class Visitors:
    """A visitor for each kind of device, with a warm cache: a fresh one loads Streamlit again each time."""

    chromium: Browser
    errors: list[str] = field(default_factory=list)
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    def page(self, *, viewport: dict[str, int] | None = None, **options: Any) -> Page:
        """A new page of a device with these options of Playwright's contexts; size and media are the page's own."""
        media = {name: options.pop(name) for name in MEDIA if name in options}
        kind = repr(sorted(options.items()))
        if kind not in self.contexts:
            self.contexts[kind] = self.chromium.new_context(viewport=VIEWPORT, **options)
            collect_errors(self.contexts[kind], self.errors)
        page = self.contexts[kind].new_page()
        page.set_viewport_size(viewport or VIEWPORT)
        page.emulate_media(**media)
        return page

    def leave(self) -> None:
        """Closes every page."""
        for context in self.contexts.values():
            for page in context.pages:
                page.close()


@pytest.fixture(scope="session")
def visitors(chromium: Browser) -> Iterator[Visitors]:
    found = Visitors(chromium)
    yield found
    for context in found.contexts.values():
        context.close()


@pytest.fixture
def visit(visitors: Visitors, app: App, app_url: str, console_errors: list[str]) -> Iterator[Opener]:
    """Opens a page, from a link when there is one: visit("shapes", {"map": "(t, t^2)"}, color_scheme="dark").

    Options are those of Visitors.page. Errors fail the test as those of new_page do.
    """
    visitors.errors.clear()
    app.new_log()

    def make(path: str, query: dict[str, str] | None = None, **options: Any) -> Page:
        page = visitors.page(**options)
        page.set_default_timeout(WAIT)
        page.goto(f"{app_url}/{path}?{urlencode(query)}" if query else f"{app_url}/{path}")
        page.wait_for_selector(READY)
        return page

    yield make
    visitors.leave()
    no_errors(app, [*console_errors, *visitors.errors])


@pytest.fixture
def explore(visit: Opener) -> Opener:
    """Opens Explore: explore({"map": "x = u"})."""
    return partial(visit, "")
