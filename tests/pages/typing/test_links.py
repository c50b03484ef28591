"""The address bar is written by the page, and read when a link is opened, on a reload, and on a way back or forward."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Opener
from tests.pages.numbers import (
    READY,
    drag,
    expect_formula,
    field,
    slider,
    state,
    type_in,
    type_mapping,
    wait_for_link,
    wait_for_probe_in_link,
)

FIRST, SECOND = "x = u^2\ny = v", "x = u^3\ny = v"


def typed(page: Page, text: str, part: str) -> None:
    type_mapping(page, text)
    expect_formula(page, part)
    wait_for_link(page, urlencode({"map": text}))


def shows(page: Page, text: str, part: str) -> None:
    expect(field(page)).to_have_value(text)
    expect_formula(page, part)
    wait_for_link(page, urlencode({"map": text}))


def test_back_and_forward_between_formulas(explore: Opener) -> None:
    page = explore()
    typed(page, FIRST, r"\det J = 2 u")
    page.get_by_role("button", name="Orientation").click()
    wait_for_link(page, "show=")
    typed(page, SECOND, r"\det J = 3 u^{2}")
    page.go_back()
    shows(page, FIRST, r"\det J = 2 u")
    page.go_back()
    shows(page, "x = r cos θ\ny = r sin θ", r"\det J = r")
    page.go_forward()
    page.go_forward()
    shows(page, SECOND, r"\det J = 3 u^{2}")
    typed(page, "x = u^4\ny = v", r"\det J = 4 u^{3}")


def test_moving_the_probe_makes_no_history(explore: Opener) -> None:
    page = explore()
    before = page.evaluate("() => history.length")
    for k in range(3):
        drag(page, 10 + k, -8)
        wait_for_probe_in_link(page)
    slider(page, "Morph", "Home")
    wait_for_link(page, "morph=0")
    assert page.evaluate("() => history.length") == before


def test_back_goes_between_tabs(visit: Opener) -> None:
    page = visit("derivatives", {"part": "several"})
    for name, part in (("Several functions", "part=functions"), ("Composition", "part=composition")):
        page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
        wait_for_link(page, part)
    page.go_back()
    wait_for_link(page, "part=functions")
    page.wait_for_selector(f'{READY}[data-scene="functions"]')
    page.go_back()
    page.wait_for_selector(f'{READY}[data-scene="relief"]')
    page.go_forward()
    page.wait_for_selector(f'{READY}[data-scene="functions"]')


def test_back_goes_between_pages(explore: Opener) -> None:
    page = explore()
    typed(page, FIRST, r"\det J = 2 u")
    page.get_by_role("link", name="Neural networks").click()
    page.wait_for_selector(f'{READY}[data-scene="layers"]')
    wait_for_link(page, "part=layers")
    page.go_back()
    shows(page, FIRST, r"\det J = 2 u")
    page.go_forward()
    page.wait_for_selector(f'{READY}[data-scene="layers"]')


def test_back_goes_between_networks(visit: Opener) -> None:
    page = visit("networks")
    type_in(page, "Units in each layer", "1-3-1")
    wait_for_link(page, "sizes=1-3-1")
    page.get_by_role("button", name="New weights").click()
    wait_for_link(page, "seed=1")
    page.go_back()
    page.wait_for_function("() => !location.search.includes('seed')")
    expect(page.get_by_label("Units in each layer")).to_have_value("1-3-1")
    expect(page.get_by_label("Seed of the weights")).to_have_value("")


def test_a_link_opened_in_a_used_tab(explore: Opener, app_url: str) -> None:
    page = explore()
    typed(page, FIRST, r"\det J = 2 u")
    page.goto(f"{app_url}/?{urlencode({'map': SECOND, 'probe': '0.5,0.25'})}")
    page.wait_for_selector(READY)
    shows(page, SECOND, r"\det J = 3 u^{2}")
    assert state(page)["probe"] == [0.5, 0.25]


def test_two_tabs_do_not_know_each_other(explore: Opener) -> None:
    here, there = explore(), explore()
    typed(here, FIRST, r"\det J = 2 u")
    typed(there, SECOND, r"\det J = 3 u^{2}")
    shows(here, FIRST, r"\det J = 2 u")
    here.reload()
    here.wait_for_selector(READY)
    shows(here, FIRST, r"\det J = 2 u")
    shows(there, SECOND, r"\det J = 3 u^{2}")


def test_a_reload_right_after_the_last_key(explore: Opener) -> None:
    page = explore()
    typed(page, FIRST, r"\det J = 2 u")
    type_mapping(page, SECOND)
    page.reload()
    page.wait_for_selector(READY)
    shows(page, SECOND, r"\det J = 3 u^{2}")


@pytest.mark.parametrize("pause", [60, 260])
def test_the_last_of_many_edits_counts(explore: Opener, pause: int) -> None:
    page = explore()
    type_mapping(page, "x = u + \ny = v")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    page.keyboard.type("0")
    for k in range(30):
        page.keyboard.press("Backspace")
        page.keyboard.type(str(k % 10))
        page.wait_for_timeout(pause)
    shows(page, "x = u + 9\ny = v", "u + 9")


def test_the_examples_name_what_is_shown(visit: Opener) -> None:
    page = visit("derivatives", {"part": "one"})
    box = page.get_by_role("combobox", name="Examples")
    expect(box).to_have_value("Parabola")
    typed(page, "f(x) = |x|", "x")
    expect(box).to_have_value("Absolute value")
    typed(page, "f(x) = |x| + 7", "7")
    expect(box).to_have_value("")
    box.click()
    page.get_by_role("option", name="Parabola").click()
    expect(field(page)).to_have_value("f(x) = x^2")
    expect(box).to_have_value("Parabola")
    page.go_back()
    expect(field(page)).to_have_value("f(x) = |x| + 7")
