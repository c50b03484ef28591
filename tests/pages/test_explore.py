"""Explore: it works before anything is typed, follows the typing, and a slip of the pen loses nothing."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page, expect
from scipy.integrate import dblquad

from tests.pages.conftest import Opener
from tests.pages.numbers import (
    READY,
    SEEN,
    VIEW,
    expect_formula,
    field,
    formulas,
    number,
    numbers,
    state,
    type_mapping,
    wait_for_change,
)

BENT = "x = u^2 - v^2 + v\ny = 2 u v + sin u"


def bent(u: float, v: float) -> tuple[float, float]:
    return u * u - v * v + v, 2 * u * v + math.sin(u)


def differences(u: float, v: float, h: float = 1e-5) -> list[float]:
    """J of the bent mapping by central differences, row by row."""
    along_u = [(p - q) / (2 * h) for p, q in zip(bent(u + h, v), bent(u - h, v), strict=True)]
    along_v = [(p - q) / (2 * h) for p, q in zip(bent(u, v + h), bent(u, v - h), strict=True)]
    return [along_u[0], along_v[0], along_u[1], along_v[1]]


def test_opening_shows_polar_coordinates(explore: Opener) -> None:
    page = explore()
    expect(field(page)).to_have_value("x = r cos θ\ny = r sin θ")
    expect_formula(page, r"\det J = r")
    r, angle = state(page)["probe"]
    found = numbers(page)
    assert found["determinant"] == pytest.approx(r, rel=1e-14)
    assert found["jacobian-12"] == pytest.approx(-r * math.sin(angle), rel=1e-14)
    assert found["true-area"] == pytest.approx(r * state(page)["size"] ** 2, rel=1e-12)
    expect(page.get_by_text("singular somewhere").first).to_be_visible()


def test_typing_a_mapping(explore: Opener) -> None:
    """The formula echoes, the picture follows, and the numbers meet finite differences and SciPy's quadrature."""
    page = explore()
    type_mapping(page, BENT)
    expect_formula(page, r"\sin u")
    page.wait_for_function(f"() => {VIEW}.payload.variables[0].name === 'u'")
    expect(page.locator(READY)).to_be_visible()
    resting, found = state(page), numbers(page)
    u, v = resting["probe"]
    a, b, c, d = wanted = differences(u, v)
    assert [found[f"jacobian-{k}"] for k in ("11", "12", "21", "22")] == pytest.approx(wanted, rel=1e-7, abs=1e-8)
    assert found["determinant"] == pytest.approx(a * d - b * c, rel=1e-7)
    half = resting["size"] / 2

    def factor(t: float, s: float) -> float:
        p, q, r, w = differences(s, t, 1e-4)
        return abs(p * w - q * r)

    area, _ = dblquad(factor, u - half, u + half, v - half, v + half)
    assert found["true-area"] == pytest.approx(area, rel=1e-5)
    assert found["linear-area"] == pytest.approx(abs(found["determinant"]) * resting["size"] ** 2, rel=1e-12)
    assert found["area-ratio"] == pytest.approx(found["true-area"] / found["linear-area"], rel=1e-12)


def test_a_slip_loses_nothing(explore: Opener) -> None:
    page = explore()
    before = numbers(page)
    wrong = "x = r cos θ + tam r\ny = r sin θ"
    type_mapping(page, wrong)
    error = page.get_by_role("alert").filter(has_text="tam")
    expect(error).to_contain_text("did you mean `tan`?")
    caret = page.locator(".jv-caret").inner_text().split("\n")
    assert caret[0] == "x = r cos θ + tam r" and caret[1].index("▲") == caret[0].index("tam")
    expect(field(page)).to_have_value(wrong)
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(READY)).to_be_visible()
    assert numbers(page) == before
    expect_formula(page, r"\det J = r")
    expect(page.get_by_text("the last mapping that could be read")).to_be_visible()

    field(page).press("End")
    type_mapping(page, "x = 2 r cos θ\ny = r sin θ")
    expect(error).to_be_hidden()
    expect_formula(page, r"\det J = 2 r")
    wait_for_change(page, "determinant", before["determinant"])
    assert number(page, "determinant") == pytest.approx(2 * before["determinant"])


def test_an_empty_field_keeps_the_picture(explore: Opener) -> None:
    page = explore()
    before = numbers(page)
    field(page).fill("")
    expect(page.get_by_role("alert").filter(has_text="Type a mapping")).to_be_visible()
    expect(field(page)).to_have_value("")
    assert numbers(page) == before


@pytest.mark.parametrize(("text", "scene"), [
    ("x = ρ sin φ cos θ\ny = ρ sin φ sin θ\nz = ρ cos φ", "volume"),
    ("x = u cos v\ny = u sin v\nz = v", "surface"),
    ("f(x, y) = x^2 y", "relief"),
])  # fmt: skip
def test_other_shapes_are_drawn_as_what_they_are(explore: Opener, text: str, scene: str) -> None:
    page = explore()
    type_mapping(page, text)
    page.wait_for_selector(f'{READY}[data-scene="{scene}"]')
    assert any(r"\partial" in formula for formula in formulas(page))
    type_mapping(page, "x = u + v\ny = v")
    page.wait_for_selector(f'{READY}[data-scene="plane"]')


@pytest.mark.parametrize(("text", "badges"), [
    ("x = u + 2v\ny = v", ("preserves area", "linear", "constant determinant")),
    ("x = v\ny = u", ("reverses orientation",)),
    ("x = u^2 - v^2\ny = 2 u v", ("conformal", "singular somewhere")),
    ("x = u + v\ny = 2u + 2v", ("singular everywhere",)),
])  # fmt: skip
def test_badges(explore: Opener, text: str, badges: tuple[str, ...]) -> None:
    page = explore({"map": text})
    for badge in badges:
        expect(page.get_by_text(badge).first).to_be_visible()


def shown(page: Page, choice: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(choice, exact=True).click()


def test_more_on_request(explore: Opener) -> None:
    page = explore()
    shown(page, "Each partial")
    expect_formula(page, r"\frac{\partial x}{\partial \theta} =")
    shown(page, "Before tidying")
    expect_formula(page, r"\sin^{2}")
    shown(page, "Inverse of J")
    expect_formula(page, "J^{-1} =")
    code = page.get_by_test_id("stCode")
    for choice, part in (("LaTeX", r"\theta"), ("SymPy", "from sympy import"), ("NumPy", "def jacobian_matrix(")):
        shown(page, choice)
        expect(code).to_contain_text(part)
    expect(page.get_by_text("Rows of J are the components")).to_be_visible()


def test_the_inverse_belongs_to_the_mapping_that_is_shown(explore: Opener) -> None:
    page = explore()
    shown(page, "Inverse of J")
    expect_formula(page, "J^{-1} =")
    type_mapping(page, "x = r cos θ +\ny = r sin θ")
    expect(page.locator(".jv-error")).to_be_visible()
    expect_formula(page, "J^{-1} =")


def test_the_order_of_the_variables_flips_the_sign(explore: Opener) -> None:
    page = explore()
    before = number(page, "determinant")
    page.get_by_text("Variables, ranges and parameters").click()
    order = page.get_by_role("textbox", name="Variables, in the order of the columns of J")
    order.fill("θ, r")
    order.press("Enter")
    expect_formula(page, r"\det J = - r")
    wait_for_change(page, "determinant", before)
    assert number(page, "determinant") < 0


def test_a_range_is_typed_and_a_bad_one_says_why(explore: Opener) -> None:
    page = explore()
    page.get_by_text("Variables, ranges and parameters").click()
    end = page.get_by_label("r to", exact=True)
    end.fill("√2 +")
    end.press("Enter")
    expect(page.get_by_text("▲")).to_be_visible()
    expect(end).to_have_value("√2 +")
    expect(page.locator(READY)).to_be_visible()
    end.fill("√2")
    end.press("Enter")
    page.wait_for_function(f"() => Math.abs({VIEW}.payload.variables[0].high - Math.SQRT2) < 1e-15")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_of_the_reader(explore: Opener, scheme: str) -> None:
    page = explore(color_scheme=scheme)
    assert page.evaluate(f"() => {SEEN}.theme.dark") is (scheme == "dark")
    red, green, blue = page.evaluate("""() => getComputedStyle(document.querySelector(".stApp")).backgroundColor
      .match(/[0-9]+/g).slice(0, 3).map(Number)""")
    assert (red + green + blue < 150) is (scheme == "dark")


def test_a_large_matrix_stands_in_a_table_and_its_formulas_are_shown_on_request(explore: Opener) -> None:
    query = {"map": "\n".join(f"r{i} = a exp(-{i} b)" for i in range(1, 16)), "variables": "a, b"}
    page = explore(query, reduced_motion="reduce")  # a list that opens closes when the page scrolls
    expect(page.locator(".jv-heat tbody tr")).to_have_count(15)
    expect(page.get_by_text("J has 15 × 2 entries")).to_be_visible()
    assert not any("pmatrix" in formula for formula in formulas(page))
    shown(page, "Each partial")
    expect_formula(page, r"\frac{\partial r_{1}}{\partial b} = - a e^{- b}")
    page.get_by_label("of", exact=True).click()
    page.get_by_role("option", name="r₁₂").click()
    expect_formula(page, r"\frac{\partial r_{12}}{\partial b} = - 12 a e^{- 12 b}")
