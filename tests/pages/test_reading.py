"""What was read stands under the formula, and one click says it otherwise."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import expect

from tests.pages.conftest import Opener
from tests.pages.numbers import expect_formula, field, type_mapping, wait_for_link

SIR = "S' = -β S I\nI' = β S I - μ I"


def test_a_click_exchanges_what_varies(explore: Opener) -> None:
    page = explore({"map": SIR})
    expect_formula(page, r"\det J =")
    page.get_by_role("button", name="β", exact=True).click()
    wait_for_link(page, urlencode({"variables": "S, I, β"}))
    expect_formula(page, r"\frac{\partial S'}{\partial \beta}")
    page.get_by_role("button", name="S", exact=True).click()
    wait_for_link(page, urlencode({"variables": "I, β"}))
    page.go_back()
    page.go_back()
    page.wait_for_function("() => !location.search.includes('variables')")
    expect(field(page)).to_have_value(SIR)


def test_a_guess_is_undone_by_a_click(explore: Opener) -> None:
    page = explore()
    type_mapping(page, "u = x\nv = σ(y)")
    expect(page.get_by_text("is read as the sigmoid function")).to_be_visible()
    page.get_by_role("button", name="σ*", exact=True).click()
    expect(field(page)).to_have_value("u = x\nv = σ*(y)")
    expect(page.get_by_text("is read as the sigmoid function")).to_be_hidden()


def test_a_definition_is_shown_with_its_meaning(explore: Opener) -> None:
    page = explore({"map": "den = 1 + x^2 + y^2\nu = x/den\nv = y/den"})
    expect_formula(page, r"\mathrm{den} = x^{2} + y^{2} + 1")
    expect_formula(page, r"\mathrm{den}^{")
