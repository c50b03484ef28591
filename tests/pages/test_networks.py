"""Neural networks: the classic network reads off, weights move in the browser, and what is wrong is said."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from jacviz.networks import Layer, Network, classic
from tests.pages.conftest import Opener
from tests.pages.numbers import READY, expect_formula, state, wait_for_link


def panel(visit: Opener, part: str, **query: str) -> Page:
    page = visit("networks", {"part": part, **query})
    page.wait_for_selector(f'{READY}[data-scene="{part}"]')
    return page


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_the_classic_network_reads_off(visit: Opener) -> None:
    page = visit("networks")
    expect_formula(page, r"J_{2} = \dfrac{\partial B}{\partial A} = W^{(2)}")
    expect_formula(page, "w^{(1)}_{11} w^{(2)}_{11} w^{(3)}_{11} + w^{(1)}_{11} w^{(2)}_{21} w^{(3)}_{12}")
    assert classic().input_output_jacobian([1.0])[0, 0] == 1.25
    expect(page.locator(".jv-live")).to_contain_text("1.25")


def test_an_activation_changes_what_one_sees(visit: Opener) -> None:
    page = visit("networks")
    choose(page, "Layer 1: 1 → 2", "tanh")
    expect_formula(page, r"\operatorname{diag}\left(\sigma_{1}'(z^{(1)})\right) W^{(1)}")
    wait_for_link(page, "activations=tanh")


@pytest.mark.parametrize("part", ["layers", "backpropagation", "warping", "depth", "training"])
def test_every_panel_opens_from_a_link(visit: Opener, part: str) -> None:
    page = panel(visit, part, sizes="2-2-2", activations="tanh,tanh", seed="3", loss="half_sse")
    values = state(page)["parameters"]
    assert len(values) == 12 and any(values.values())
    expect(page.get_by_role("textbox", name="Units in each layer")).to_have_value("2-2-2")


@pytest.mark.parametrize(
    ("label", "text", "told"),
    [
        ("Units in each layer", "two", "Type the number of units"),
        ("Units in each layer", "2-99-1", "1 to 16 units"),
        ("Seed of the weights", "x", "A seed is a whole number"),
    ],
)
def test_a_bad_network_says_so_and_keeps_the_picture(visit: Opener, label: str, text: str, told: str) -> None:
    page = visit("networks")
    page.get_by_role("textbox", name=label).fill(text)
    page.keyboard.press("Enter")
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_role("textbox", name=label)).to_have_value(text)
    assert page.locator(READY).is_visible()


def test_moved_weights_are_in_the_link_and_in_the_code(visit: Opener) -> None:
    page = panel(visit, "layers", weights="w111:2,b31:0.5")
    assert state(page)["parameters"]["w111"] == 2
    page.get_by_text("NumPy", exact=True).click()
    moved = Network((Layer([[2.0], [-0.5]], [0.0, 0.0], "linear"), *classic().layers[1:]))
    assert moved.input_output_jacobian([1.0])[0, 0] != 1.25
    expect(page.locator("code").filter(has_text="def network")).to_contain_text("2.0")
    page.get_by_text("As a mapping", exact=True).click()
    page.get_by_role("link", name="Open in One variable").click()
    page.wait_for_selector(f'{READY}[data-scene="graph"]')
