"""The pages, opened and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import VIEWPORT, collect_errors
from tests.pages.numbers import READY, WAIT

Opener = Callable[..., Page]
expect.set_options(timeout=WAIT)


@pytest.fixture(scope="session")
def visitor(chromium: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """One visitor with a warm cache, and the errors of their pages: a fresh one loads Streamlit again each time."""
    errors: list[str] = []
    context = chromium.new_context(viewport=VIEWPORT)
    collect_errors(context, errors)
    yield context, errors
    context.close()


@pytest.fixture
def visit(
    new_page: Callable[..., Page],
    visitor: tuple[BrowserContext, list[str]],
    app_url: str,
    console_errors: list[str],
) -> Iterator[Opener]:
    """Opens a page, from a link when there is one: visit("shapes", {"map": "(t, t^2)"}, color_scheme="dark").

    Options make a context of its own. Errors fail the test as those of new_page do.
    """
    context, errors = visitor
    errors.clear()

    def make(path: str, query: dict[str, str] | None = None, **options: object) -> Page:
        page = new_page(**options) if options else context.new_page()
        page.set_default_timeout(WAIT)
        page.goto(f"{app_url}/{path}?{urlencode(query)}" if query else f"{app_url}/{path}")
        page.wait_for_selector(READY)
        return page

    yield make
    for page in context.pages:
        page.close()
    console_errors.extend(errors)


@pytest.fixture
def explore(visit: Opener) -> Opener:
    """Opens Explore: explore({"map": "x = u"})."""
    return partial(visit, "")
