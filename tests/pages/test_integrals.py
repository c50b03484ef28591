"""Change of variables: both sides agree, the steps are there, mistakes are named, and nothing typed is lost."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page, expect

from jacviz.integrals.examples import examples
from tests.pages.conftest import Opener
from tests.pages.numbers import READY, expect_formula, slider, type_in, wait_for_link

HALF_DISK = {
    "integrand": "sqrt(x^2 + y^2)", "mapping": "x = r cos θ\ny = r sin θ", "limits": "θ; 0; π/2\nr; 0; 2 cos θ",
}  # fmt: skip

# Whether the live view is drawn faint.
OPACITY = """(faint) => {
  let opacity = 1;
  const view = document.querySelector("[data-ready]");
  for (let node = view; node; node = node.parentElement) opacity *= Number(getComputedStyle(node).opacity);
  return faint === opacity < 0.5;
}"""


def problem(visit: Opener, scene: str, **query: str) -> Page:
    page = visit("integrals", query)
    page.wait_for_selector(f'{READY}[data-scene="{scene}"]')
    return page


def test_the_first_problem_is_worked_out(visit: Opener) -> None:
    page = visit("integrals")
    expect(page.get_by_text("both sides agree")).to_be_visible()
    expect_formula(page, r"\pi")
    expect(page.get_by_text("The Jacobian matrix", exact=False).first).to_be_visible()


def test_a_problem_of_ones_own(visit: Opener) -> None:
    """The quarter of the disk (x - 1)^2 + y^2 <= 1 above the axis: the integral of r is 16/9."""
    page = problem(visit, "cells", **HALF_DISK)
    expect_formula(page, r"\frac{16}{9}")
    expect(page.get_by_text("both sides agree")).to_be_visible()
    type_in(page, "Integrand", "1")
    expect_formula(page, r"\frac{\pi}{2}")
    wait_for_link(page, "integrand=1")


def test_riemann_sums_come_closer(visit: Opener) -> None:
    page = problem(visit, "cells", **HALF_DISK)
    error = "() => Math.abs(document.querySelector('[data-quantity=\"error-domain\"]').dataset.value)"
    before = page.evaluate(error)
    slider(page, "Cells a side, N", "PageUp", "PageUp")
    page.wait_for_function(f"(before) => ({error})() < before / 2", arg=before)


def test_a_wrong_answer_is_recognised(visit: Opener) -> None:
    page = problem(visit, "cells", **HALF_DISK)
    page.get_by_text("What went wrong?").click()
    field = page.get_by_role("textbox", name="Your answer")
    field.fill("16/9")
    field.press("Enter")
    expect(page.get_by_text("This is right.")).to_be_visible()
    # Without the factor r the integral of r over 0 < r < 2 cos θ is that of 2 cos² θ, π/2.
    field.fill("π/2")
    field.press("Enter")
    expect(page.get_by_text("forgot |det J|").first).to_be_visible()
    expect(page.get_by_text("This number comes out for one who")).to_be_visible()
    wait_for_link(page, "answer=")


def test_letters_have_a_formula_and_go_into_the_link(visit: Opener) -> None:
    ellipse = {"mapping": "x = a r cos θ\ny = b r sin θ", "limits": "θ; 0; 2π\nr; 0; 1", "letters": "a = 3, b = 2"}
    page = problem(visit, "cells", **{**HALF_DISK, **ellipse, "integrand": "1"})
    expect_formula(page, r"\pi a b = 6 \pi")
    expect(page.get_by_text("quadrature confirms the formula")).to_be_visible()
    slider(page, "b", "PageUp", "PageUp")
    wait_for_link(page, "parameter.b=2.6")
    page.reload()
    expect(page.locator(READY).get_by_label("b", exact=True)).to_have_value("2.6")
    type_in(page, "Letters", "a = 5, b = 2")
    expect_formula(page, r"\pi a b = 10 \pi")
    wait_for_link(page, "letters=a")
    type_in(page, "Letters", "a = 5")
    expect(page.locator(".jv-error:visible")).to_contain_text("give its value")


def test_a_double_cover_is_said(visit: Opener) -> None:
    page = problem(visit, "cells", **{**HALF_DISK, "integrand": "1", "limits": "θ; 0; 4π\nr; 0; 1"})
    expect(page.get_by_text("covered up to 2 times").first).to_be_visible()
    expect(page.get_by_text("not one-to-one")).to_contain_text(f"{2 * math.pi:.6g}")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"integrand": "sqrt(x^2 +"}, "bracket is never closed"),
        ({"mapping": "x = r cos θ\ny = tam θ"}, "tan"),
        ({"limits": "θ; 0; π/2\nr; 0; two"}, ""),
    ],
)
def test_bad_input_keeps_the_last_solution(visit: Opener, change: dict[str, str], told: str) -> None:
    """It stays to be seen, but faint, and nothing is claimed of it."""
    page = problem(visit, "cells", **{**HALF_DISK, **change})
    expect(page.get_by_text("belong to the last problem")).to_be_visible()
    if told:
        expect(page.locator(".jv-error:visible")).to_contain_text(told)
    expect(page.get_by_text("both sides agree")).to_have_count(0)
    page.wait_for_function(OPACITY, arg=True)


def test_what_is_corrected_is_no_longer_faint(visit: Opener) -> None:
    page = problem(visit, "cells", **{**HALF_DISK, "integrand": "1 +"})
    expect(page.get_by_text("belong to the last problem")).to_be_visible()
    type_in(page, "Integrand", "1")
    expect(page.get_by_text("both sides agree")).to_be_visible()
    page.wait_for_function(OPACITY, arg=False)


@pytest.mark.parametrize(
    ("integrand", "limits", "badge"),
    [
        ("1/x^2", "t; -1; 2", "diverges"),
        ("ln x", "t; -1; 1", "undefined on a part of the region"),
        ("sin(x)/x", "t; 0; ∞", "conditionally convergent"),
    ],
)
def test_no_green_badge_without_agreement(visit: Opener, integrand: str, limits: str, badge: str) -> None:
    page = problem(visit, "strips", integrand=integrand, mapping="x = t", limits=limits)
    expect(page.get_by_text(badge).first).to_be_visible()
    expect(page.get_by_text("both sides agree")).to_have_count(0)


def test_limits_that_fall_are_said(visit: Opener) -> None:
    page = problem(visit, "strips", integrand="x", mapping="x = t", limits="t; 1; 0")
    expect_formula(page, r"- \frac{1}{2}")
    expect(page.get_by_text("the integral changes its sign")).to_be_visible()


def test_an_answer_that_cannot_be_read_is_said_at_its_field(visit: Opener) -> None:
    page = problem(visit, "cells", **{**HALF_DISK, "answer": "16/"})
    panel = page.locator("details", has_text="What went wrong?")
    expect(panel.get_by_text("missing", exact=False).first).to_be_visible()
    expect(page.get_by_text("both sides agree")).to_be_visible()
    field = page.get_by_role("textbox", name="Your answer")
    field.fill("")
    field.press("Enter")
    expect(panel.get_by_text("missing", exact=False)).to_have_count(0)
    expect(field).to_be_visible()


@pytest.mark.parametrize(("id", "scene"), [("sine-substitution", "strips"), ("ball", "boxes"), ("trapezoid", "cells")])
def test_one_two_and_three_variables(visit: Opener, id: str, scene: str) -> None:
    page = visit("integrals")
    example = next(e for e in examples() if e.id == id)
    page.get_by_role("combobox", name="Examples").click()
    page.keyboard.type(example.title)
    page.get_by_role("option", name=f"{example.group}: {example.title}", exact=True).click()
    page.wait_for_selector(f'{READY}[data-scene="{scene}"]')
    expect(page.get_by_text(example.look)).to_be_visible()
    expect(page.get_by_text("both sides agree")).to_be_visible()


def test_steps_can_be_hidden(visit: Opener) -> None:
    page = visit("integrals")
    expect_formula(page, r"\det J")
    page.get_by_text("Predict, then reveal").click()
    expect(page.get_by_text("1. The mapping")).to_be_visible()
    page.wait_for_function("() => [...document.querySelectorAll('details')].every((d) => !d.open)")
