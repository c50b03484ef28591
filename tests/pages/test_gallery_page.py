"""Gallery: every named mapping is a picture, and a click opens it in Explore."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from jacviz.explore.gallery import by_id, gallery
from tests.pages.conftest import Opener
from tests.pages.numbers import READY, SEEN, WAIT, expect_formula, field, numbers, wait_for_link

INKED = """() => [...document.querySelectorAll(".jv-card")].map((card) => {
  const canvas = card.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let k = 0; k < data.length; k += 4)
    if (data[k + 3] > 20) colours.add(data[k] << 16 | data[k + 1] << 8 | data[k + 2]);
  return [card.dataset.id, colours.size];
})"""


@pytest.fixture
def pictures(explore: Opener) -> Page:
    """The gallery, reached as a person reaches it."""
    page = explore()
    page.get_by_role("link", name="Gallery").click()
    expect(page.locator(".jv-card")).to_have_count(len(gallery()))
    return page


def test_every_named_mapping_is_a_picture(pictures: Page) -> None:
    pictures.wait_for_function(f"() => ({INKED})().every(([, colours]) => colours > 3)")
    found = dict(pictures.evaluate(INKED))
    assert list(found) == [entry.id for entry in gallery()]
    for entry in gallery():
        card = pictures.locator(f'.jv-card[data-id="{entry.id}"]')
        assert card.locator("strong").inner_text() == entry.title and card.locator("span").inner_text() == entry.look
    assert len(set(pictures.locator(".jv-group h3").all_inner_texts())) == len({e.group for e in gallery()})


@pytest.mark.parametrize("id", ["shear", "deltoid"])
def test_a_click_opens_it_in_explore(pictures: Page, id: str) -> None:
    entry = by_id(id)
    pictures.locator(f'.jv-card[data-id="{id}"]').click()
    expect(field(pictures)).to_have_value(entry.text)
    pictures.wait_for_selector(READY)
    u, v = entry.probe_point
    pictures.wait_for_function(f"([u, v]) => {SEEN}.state.probe[0] === u && {SEEN}.state.probe[1] === v", arg=[u, v])
    if entry.parameters:
        assert pictures.evaluate(f"() => {SEEN}.state.parameters") == pytest.approx(
            {p.name: w for p, w in zip(entry.mapping.parameters, entry.mapping.parameter_values, strict=True)}
        )
    expect(pictures.get_by_text(entry.look)).to_be_visible()
    assert numbers(pictures)["determinant"] == pytest.approx(
        float(entry.mapping.jacobian_determinant.evalf(subs=values_of(id))), rel=1e-12, abs=1e-12
    )
    wait_for_link(pictures, "map=")


def values_of(id: str) -> dict:
    entry = by_id(id)
    mapping = entry.mapping
    return dict(zip(mapping.variables + mapping.parameters, entry.probe_point + mapping.parameter_values, strict=True))


def test_back_and_forth_keeps_what_was_typed(explore: Opener) -> None:
    page = explore({"map": "x = u^3\ny = v"})
    page.get_by_role("link", name="Gallery").click()
    expect(page.locator(".jv-card").first).to_be_visible()
    page.get_by_role("link", name="Explore").click()
    page.wait_for_selector(READY)
    expect(field(page)).to_have_value("x = u^3\ny = v")
    expect_formula(page, r"\det J = 3 u^{2}")


def test_the_gallery_has_an_address_of_its_own(
    new_page: Callable[..., Page], app_url: str, console_errors: list[str]
) -> None:
    page = new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{app_url}/gallery")
    expect(page.locator(".jv-card")).to_have_count(len(gallery()))
    # Streamlit looks for its server below the page's own address first, and the browser reports that 404.
    console_errors[:] = [text for text in console_errors if "/gallery/_stcore/" not in text]


def test_a_dark_gallery(new_page: Callable[..., Page], explore: Opener) -> None:
    page = explore(color_scheme="dark")
    page.get_by_role("link", name="Gallery").click()
    expect(page.locator(".jv-card")).to_have_count(len(gallery()))
    page.wait_for_function(f"() => ({INKED})().every(([, colours]) => colours > 3)")
