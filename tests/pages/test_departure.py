"""A link to another page is followed whenever it is clicked, also while the page that one leaves still reports."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import Opener
from tests.pages.numbers import READY, field, type_in, wait_for_link

PAGES = {
    "Gallery": ".jv-card",
    "Derivatives": f'{READY}[data-scene="graph"]',
    "Neural networks": f'{READY}[data-scene="layers"]',
}


@pytest.mark.parametrize("title", PAGES)
@pytest.mark.parametrize("pause", [0, 150, 280])
def test_a_link_that_is_clicked_at_once(explore: Opener, title: str, pause: int) -> None:
    page = explore()
    page.wait_for_timeout(pause)
    page.get_by_role("link", name=title).click()
    page.wait_for_selector(PAGES[title])


def test_what_was_typed_last_goes_along(explore: Opener) -> None:
    """There and back through two pages; what is typed after that is read."""
    page = explore()
    type_in(page, "Mapping", "x = u^5\ny = v")
    page.get_by_role("link", name="Gallery").click()
    page.wait_for_selector(".jv-card")
    page.get_by_role("link", name="Explore").click()
    page.wait_for_selector(READY)
    expect(field(page)).to_have_value("x = u^5\ny = v")
    type_in(page, "Mapping", "x = u^6\ny = v")
    wait_for_link(page, "u%5E6")
