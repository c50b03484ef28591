"""One blank page for all tests of a file: the modules hold no state between calls, and a new page takes its time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import VIEWPORT, collect_errors


@pytest.fixture(scope="module")
def blank_page(chromium: Browser, assets_url: str) -> Iterator[tuple[Page, list[str]]]:
    errors: list[str] = []
    context = chromium.new_context(viewport=VIEWPORT)
    collect_errors(context, errors)
    page = context.new_page()
    page.goto(f"{assets_url}/")
    yield page, errors
    context.close()


@pytest.fixture
def module_page(blank_page: tuple[Page, list[str]]) -> Iterator[Page]:
    """A page on the modules' own server: `await import('/numeric/tape.js')` works inside evaluate."""
    page, errors = blank_page
    errors.clear()
    yield page
    if errors:
        pytest.fail("The browser's console holds errors:\n" + "\n".join(errors))
