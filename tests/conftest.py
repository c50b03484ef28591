"""What tests share: the browser, the app, and pages that fail their test on any error in the console."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests import chromium as chromium_program
from tests.servers import App, module_server

# Two test processes share two cores, so a single example may be slow for no fault of its own.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

VIEWPORT = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for a test process."""
    path = chromium_program.find()
    if path is None:
        pytest.fail(chromium_program.remedy())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium_program.FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app() -> Iterator[App]:
    """The app's server, not yet started."""
    server = App()
    yield server
    server.stop()
    server.log.unlink()


@pytest.fixture(scope="session")
def app_url(app: App) -> str:
    """The address of the running app, without a slash at the end; one server for a test process."""
    return app.url


@pytest.fixture
def console_errors() -> list[str]:
    """Errors of this test's pages. A test that provokes one looks at it here and clears the list."""
    return []


def collect_errors(context: BrowserContext, into: list[str]) -> None:
    """Appends every console error and uncaught exception of a context's pages."""

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location
            into.append(f"{message.text} ({place['url']}:{place['lineNumber']})")

    context.on("console", console)
    context.on("weberror", lambda error: into.append(f"uncaught: {error.error}"))


def no_errors(app: App, console: list[str]) -> None:
    """Fails the test on a traceback in what the app logged since its log was last read, and on the console's errors."""
    log = app.new_log()
    if "Traceback (most recent call last)" in log:
        pytest.fail(f"The app's log holds a traceback:\n{log}")
    if console:
        pytest.fail("The browser's console holds errors:\n" + "\n".join(console))


@pytest.fixture
def new_page(chromium: Browser, app: App, console_errors: list[str]) -> Iterator[Callable[..., Page]]:
    """Makes pages, each in a context of its own: new_page(color_scheme="dark", viewport=..., has_touch=True).

    At the end of the test any console error, uncaught exception or traceback in the app's log fails it.
    """
    contexts: list[BrowserContext] = []
    app.new_log()

    def make(**options: Any) -> Page:
        context = chromium.new_context(**{"viewport": VIEWPORT, **options})
        contexts.append(context)
        collect_errors(context, console_errors)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield make
    for context in contexts:
        context.close()
    no_errors(app, console_errors)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A blank page of 1280 by 720."""
    return new_page()


@pytest.fixture(scope="session")
def assets_url() -> Iterator[str]:
    """The address that serves jacviz/live/ (and /plotly.min.js), without a slash at the end."""
    with module_server() as url:
        yield url


@pytest.fixture
def module_page(page: Page, assets_url: str) -> Page:
    """A blank page on the modules' own server: `await import('/numeric/tape.js')` works inside evaluate."""
    page.goto(f"{assets_url}/")
    return page
