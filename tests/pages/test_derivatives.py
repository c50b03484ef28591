"""Derivatives: each step opens on its example, follows the hand, and leads on to the next page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from jacviz.explore.gallery import by_id
from tests.pages.conftest import Opener
from tests.pages.numbers import (
    READY,
    drag,
    expect_formula,
    field,
    number_of,
    slider,
    state,
    type_in,
    wait_for_change,
    wait_for_link,
)

SCENES = {"one": "graph", "several": "relief", "functions": "functions", "composition": "chain"}


def step(visit: Opener, part: str, **query: str) -> Page:
    page = visit("derivatives", {"part": part, **query})
    page.wait_for_selector(f'{READY}[data-scene="{SCENES[part]}"]')
    return page


def test_the_slope_follows_the_probe(visit: Opener) -> None:
    page = visit("derivatives")
    expect_formula(page, r"\mathrm{d}x")
    expect_formula(page, "= 2 x")
    before = number_of(page, "jacobian-11")
    drag(page, -60, 0)
    wait_for_change(page, "jacobian-11", before)
    now = number_of(page, "jacobian-11")
    assert now == pytest.approx(2 * state(page)["probe"][0]) and now < before


def test_the_row_of_partials(visit: Opener) -> None:
    page = step(visit, "several", map=by_id("first-function").text, probe="1.5,-0.5")
    expect_formula(page, "2 x_{2}^{2} + 3 & 4 x_{1} x_{2} + 2")
    assert (number_of(page, "jacobian-11"), number_of(page, "jacobian-12")) == pytest.approx((3.5, -1))


def test_two_rows_and_the_way_to_explore(visit: Opener) -> None:
    page = step(visit, "functions")
    type_in(page, "Mapping", "f = x^2 + y\ng = x y^2")
    expect_formula(page, r"\begin{pmatrix} 2 x & 1 \\ y^{2} & 2 x y \end{pmatrix}")
    wait_for_link(page, "part=functions", "map=f")
    page.get_by_role("link", name="Open in Explore").click()
    page.wait_for_selector(f'{READY}[data-scene="plane"]')
    expect(field(page)).to_have_value("f = x^2 + y\ng = x y^2")
    assert parse_qs(urlsplit(page.url).query)["map"] == ["f = x^2 + y\ng = x y^2"]


def test_the_chain_rule_in_symbols_and_numbers(visit: Opener) -> None:
    page = step(visit, "composition")
    expect_formula(page, r"J_{g \circ f}(p) = J_g(f(p)) \; J_f(p)")
    expect_formula(page, r"2 r \cos {\theta} & - 2 r \sin {\theta}")
    type_in(page, "g: then, of what f gives", "p = x + y\nq = x y")
    expect_formula(page, r"J_g = \begin{pmatrix} 1 & 1 \\ y & x")
    wait_for_link(page, "outer=p")


def test_a_bad_outer_mapping_says_so_and_keeps_the_picture(visit: Opener) -> None:
    page = step(visit, "composition")
    type_in(page, "g: then, of what f gives", "p = x^2 +")
    expect(page.locator(".jv-error:visible")).to_contain_text("something is missing")
    expect(page.get_by_label("g: then, of what f gives")).to_have_value("p = x^2 +")
    assert page.locator(READY).is_visible()
    type_in(page, "g: then, of what f gives", "p = u v w\nq = u")
    expect(page.locator(".jv-error:visible")).to_contain_text("as many variables")


def test_examples_and_steps_keep_what_each_has(visit: Opener) -> None:
    page = visit("derivatives")
    type_in(page, "Mapping", "x^4")
    expect_formula(page, "4 x^{3}")
    page.get_by_text("Several variables", exact=True).click()
    page.wait_for_selector(f'{READY}[data-scene="relief"]')
    page.get_by_role("combobox", name="Examples").click()
    page.get_by_role("option", name="Saddle", exact=True).click()
    expect(field(page)).to_have_value(by_id("saddle").text)
    wait_for_link(page, "part=several")
    page.get_by_text("One variable", exact=True).click()
    page.wait_for_selector(f'{READY}[data-scene="graph"]')
    expect(field(page)).to_have_value("x^4")


def test_no_tangent_at_a_kink(visit: Opener) -> None:
    page = step(visit, "one", map="f(x) = |x|", probe="0")
    expect(page.get_by_text("J does not exist at this point", exact=False)).to_be_visible()
    slider(page, "Probe x", "ArrowRight")
    expect(page.get_by_text("J does not exist at this point", exact=False)).to_be_hidden()


def test_a_long_derivative_is_no_determinant(visit: Opener) -> None:
    page = step(visit, "one", map="f(x) = e^(-x^2/3) sin(5x) cos(x/2) + ln(1 + x^2)/(1 + x^4)")
    expect_formula(page, r"\mathrm{d}f")
    assert not any(r"\det" in formula for formula in page.locator("annotation").all_text_contents())
