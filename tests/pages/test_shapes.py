"""Curves, surfaces and volumes: every shape has a picture or a table, and keeps the camera while parameters move."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import expect

from jacviz.explore.gallery import by_id
from tests.pages.conftest import Opener
from tests.pages.numbers import READY, SEEN, expect_formula, number_of, slider, type_in, wait_for_link


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        ("(t^2, t^3)", "curve"),
        ("(cos t, sin t, t)", "curve"),
        ("x = u\ny = v\nz = u v", "surface"),
        ("x = u v\ny = v w\nz = u w", "volume"),
        ("x = a b\ny = b c", "table"),
        ("x = u^2 - v^2\ny = 2 u v", "plane"),
        ("f(x) = x^3", "graph"),
    ],
)
def test_every_shape_has_its_scene(visit: Opener, text: str, scene: str) -> None:
    page = visit("shapes")
    type_in(page, "Mapping", text)
    page.wait_for_selector(f'{READY}[data-scene="{scene}"]')
    expect_formula(page, r"\mathrm{d}" if scene in ("curve", "graph") else r"\partial")


def test_areas_and_lengths_are_right(visit: Opener) -> None:
    page = visit("shapes")
    expect_formula(page, r"\left|{r \left(R + r \cos {v}\right)}\right|")
    big, small = (page.evaluate(f"() => {SEEN}.state.parameters.{name}") for name in ("R", "r"))
    page.wait_for_function(
        "(w) => Math.abs(document.querySelector('[data-quantity=\"total-area\"]').dataset.value / w - 1) < 1e-6",
        arg=4 * math.pi**2 * big * small,
    )
    page = visit("shapes", {"map": by_id("helix").text, "variables": "t", "range.t": "0,6π"})
    page.wait_for_function(
        "(w) => Math.abs(document.querySelector('[data-quantity=\"total-length\"]').dataset.value / w - 1) < 1e-6",
        arg=6 * math.pi * math.hypot(*(page.evaluate(f"() => {SEEN}.state.parameters.{name}") for name in ("r", "c"))),
    )


def test_the_camera_stays_while_a_parameter_moves(visit: Opener) -> None:
    page = visit("shapes")
    pane = page.locator(".jv-turn").first
    box = pane.bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 130, steps=5)
    page.mouse.up()
    camera = page.evaluate(f"() => {SEEN}.state.camera")
    assert camera
    wait_for_link(page, "camera=")
    slider(page, "R", "PageUp", "PageUp")
    wait_for_link(page, "parameter.R=")
    assert page.evaluate(f"() => {SEEN}.state.camera") == pytest.approx(camera)


def test_swapped_variables_flip_the_sign(visit: Opener) -> None:
    query = {"map": by_id("spherical").text, "probe": "1,1,1"}
    page = visit("shapes", {**query, "variables": "r, θ, φ"})
    one = number_of(page, "determinant")
    other = visit("shapes", {**query, "variables": "r, φ, θ"})
    assert one == pytest.approx(math.sin(1)) and number_of(other, "determinant") == pytest.approx(-one)
    expect(other.get_by_text("reverses orientation").first).to_be_visible()


def test_bad_input_keeps_the_picture(visit: Opener) -> None:
    page = visit("shapes")
    type_in(page, "Mapping", "x = cos(u\ny = v")
    expect(page.locator(".jv-error:visible")).not_to_be_empty()
    expect(page.get_by_label("Mapping", exact=True)).to_have_value("x = cos(u\ny = v")
    assert page.locator(f'{READY}[data-scene="surface"]').is_visible()
