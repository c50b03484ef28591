"""The address bar: a link opened elsewhere shows the same picture, and a bad one a message and the default."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Opener
from tests.pages.numbers import (
    READY,
    drag,
    expect_formula,
    field,
    number,
    numbers,
    slider,
    state,
    type_mapping,
    wait_for_change,
    wait_for_link,
    wait_for_probe_in_link,
    wait_for_state,
)


def query_of(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}


def test_a_link_shows_the_same_elsewhere(explore: Opener) -> None:
    page = explore()
    type_mapping(page, "x = a u^2 - v^2\ny = 2 u v")
    expect_formula(page, "a u^{2}")
    page.locator(READY).get_by_label("a", exact=True).wait_for()
    slider(page, "a", "PageUp", "ArrowRight")
    slider(page, "Cell size", "ArrowLeft", "ArrowLeft")
    slider(page, "Morph", "PageDown")
    before = number(page, "determinant")
    drag(page, 30, -25)
    wait_for_change(page, "determinant", before)
    page.get_by_role("button", name="Orientation").click()
    page.get_by_label("Number of lines").select_option("10")
    wait_for_link(page, "lines=10", "show=", "morph=0.9", "probe=", "parameter.a=")
    wait_for_probe_in_link(page)
    here, other = numbers(page), explore(query_of(page), locale="de-DE")
    expect(field(other)).to_have_value("x = a u^2 - v^2\ny = 2 u v")
    there = numbers(other)
    assert there == pytest.approx(here, rel=1e-7)
    assert {k: state(other)[k] for k in ("show", "lines", "scale")} == {
        k: state(page)[k] for k in ("show", "lines", "scale")
    }
    assert state(other)["parameters"] == pytest.approx(state(page)["parameters"], rel=1e-9)


def test_a_reload_brings_everything_back(explore: Opener) -> None:
    page = explore({"map": "x = u^2\ny = v", "probe": "0.75,0.5", "zoom": "0.5", "range.u": "0,2π"})
    before = numbers(page)
    assert before["determinant"] == 1.5
    page.reload()
    page.wait_for_selector(READY)
    assert numbers(page) == before and state(page)["zoom"] == 0.5


def test_bad_parts_of_a_link_are_named_and_left_out(explore: Opener) -> None:
    page = explore({
        "map": "x = u^2\ny = v", "probe": "nan,<img src=x>", "size": "small", "lines": "1000000", "scale": "cubic",
        "show": "Every thing", "axes": "1,2", "morph": "half", "zoom": "0.25", "range.u": "1", "parameter.a": "1,2",
        "nonsense": "1", "range.zz": "a,b",
    })  # fmt: skip
    for name in ("probe", "size", "lines", "scale", "show", "axes", "morph", "range.u", "parameter.a"):
        expect(page.get_by_text(f"“{name}”")).to_be_visible()
    expect(field(page)).to_have_value("x = u^2\ny = v")
    resting = state(page)
    assert (resting["morph"], resting["lines"], resting["scale"], resting["zoom"]) == (1, 20, "auto", 0.25)
    assert number(page, "determinant") == pytest.approx(2 * resting["probe"][0])
    type_mapping(page, "x = u^3\ny = v")
    expect(page.get_by_text("“probe”")).to_be_hidden()


def test_a_link_with_a_bad_mapping_shows_the_default(explore: Opener) -> None:
    """The message stands at the text, the text is kept, and polar coordinates are there meanwhile."""
    page = explore({"map": "x = tam u\ny = v", "probe": "0.5,0.5"})
    expect(page.locator(".jv-error")).to_contain_text("tan")
    expect(field(page)).to_have_value("x = tam u\ny = v")
    expect_formula(page, r"\det J = r")
    type_mapping(page, "x = tan u\ny = v")
    expect_formula(page, r"\tan")
    expect(page.locator(".jv-error")).to_be_hidden()


@pytest.mark.parametrize(("query", "said"), [
    ({"range.u": "oops,1"}, "for u"),
    ({"range.v": "2,1"}, "for v"),
    ({"parameter.a": "1,b,3"}, "for a"),
])  # fmt: skip
def test_bad_numbers_in_a_link_are_given_up(explore: Opener, query: dict[str, str], said: str) -> None:
    page = explore({"map": "x = a u\ny = v", **query})
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.locator(READY).get_by_label("a", exact=True)).to_be_visible()
    assert state(page)["parameters"] == {"a": number(page, "jacobian-11")}


def test_bad_variables_in_a_link_can_be_corrected(explore: Opener) -> None:
    page = explore({"map": "x = u\ny = v^2", "variables": "u, 3"})
    expect(page.get_by_text("▲")).to_be_visible()
    order = page.get_by_role("textbox", name="Variables, in the order of the columns of J")
    order.fill("u, v")
    order.press("Enter")
    expect_formula(page, r"\det J = 2 v")


def test_out_of_range_goes_to_the_edge(explore: Opener) -> None:
    page = explore({"map": "x = a u\ny = v", "probe": "1e9,-1e9", "parameter.a": "5,0,1", "size": "1e9"})
    assert state(page)["parameters"] == {"a": 5}
    u, v = page.evaluate(
        "() => document.querySelector('.jv-live').jacviz.payload.variables.map((w) => [w.low, w.high])"
    )
    assert state(page)["probe"] == [u[1], v[0]]


def test_the_morph_rests_in_the_link(explore: Opener) -> None:
    page = explore()
    slider(page, "Morph", "Home")
    wait_for_state(page, "state.morph === 0")
    wait_for_link(page, "morph=0")
