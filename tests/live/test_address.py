"""The address bar is written by the page, but by none that does not know what stands in it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.live.modules import call

RUNS = """
const told = [];
return given.map(([session, query, isTold, entry, read = {}]) => {
  const setStateValue = (name, value) => told.push([name, value.search]);
  address({ data: { session, query, isTold, entry, read }, setStateValue });
  return [location.search, told.length, told.at(-1)?.[1] ?? null, history.length];
});
"""


def runs(page: Page, *given: list[Any]) -> list[list[Any]]:
    """After each run: what the address holds, how often the server was told of it, what, and the history's length."""
    return call(page, "address from address", RUNS, given)


def test_what_the_page_says_is_written(module_page: Page) -> None:
    found = runs(module_page, ["a", {"map": "u"}, False, 0], ["a", {"map": "u^2"}, False, 0], ["a", {}, False, 1])
    assert [row[0] for row in found] == ["?map=u", "?map=u%5E2", ""]
    assert [row[3] - found[0][3] for row in found] == [0, 0, 1]
    assert all(row[1] == 0 for row in found)


@pytest.mark.parametrize("late", [1, 2, 3])
def test_a_server_that_lost_the_session_is_told_first(module_page: Page, late: int) -> None:
    """However many runs it takes until the server has heard, none of them brings back what stood there before."""
    module_page.reload()
    opened = ["b", {"map": "x^3"}, False, 0]
    found = runs(module_page, ["a", {"map": "u"}, False, 0], *[opened] * late, ["b", {"map": "u"}, True, 0])
    assert {row[0] for row in found} == {"?map=u"}
    assert found[-1][1:3] == [1, "?map=u"]
    assert runs(module_page, ["b", {"map": "v"}, True, 0])[0][0] == "?map=v"


def test_an_older_answer_is_not_written_over_the_entry_that_one_went_to(module_page: Page) -> None:
    module_page.reload()
    first, second = {"map": "u"}, {"map": "v"}
    runs(module_page, ["a", first, False, 0], ["a", second, False, 1])
    module_page.evaluate(
        "() => new Promise((done) => { addEventListener('popstate', done, { once: true }); history.back(); })"
    )
    found = runs(
        module_page, ["a", second, False, 1, {}], ["a", second, False, 1, second], ["a", first, False, 1, first]
    )
    assert [row[0] for row in found] == ["?map=u"] * 3
    assert runs(module_page, ["a", {"map": "u^2"}, False, 1, first])[0][0] == "?map=u%5E2"
    module_page.go_forward()
    assert runs(module_page, ["a", first, False, 1, first])[0][0] == "?map=v"


def test_what_is_begun_anew_is_written_wherever_one_went(module_page: Page) -> None:
    module_page.reload()
    runs(module_page, ["a", {"map": "u"}, False, 0], ["a", {"map": "v"}, False, 1])
    module_page.go_back()
    assert runs(module_page, ["a", {"map": "w"}, False, 2])[0][0] == "?map=w"
