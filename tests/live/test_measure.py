"""Lengths, areas and volumes of images against closed forms and SciPy, and how sure they are."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page
from scipy.integrate import dblquad

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call, payload_of

AREA = "return measureAround(new MorphedEvaluation(given.view), [given.u, given.v], given.side).value;"
POLAR = "x = u cos v\ny = u sin v"


def area_in_browser(page: Page, text: str, u: float, v: float, side: float) -> float:
    given = {"view": payload_of(text), "u": u, "v": v, "side": side}
    return call(page, "measureAround from measure, MorphedEvaluation from morph", AREA, given)


@pytest.mark.parametrize(
    ("text", "at", "side", "wanted"),
    [
        (POLAR, (1.2, 0.4), 0.5, 1.2 * 0.25),
        (POLAR, (-0.7, 2.0), 0.2, 0.7 * 0.04),
        # det = 4 (u^2 + v^2): over a square of side s around p the mean of u^2 is p^2 + s^2 / 12.
        ("x = u^2 - v^2\ny = 2 u v", (0.3, -0.8), 0.6, 4 * (0.3**2 + 0.8**2 + 0.36 / 6) * 0.36),
        ("x = u^3\ny = v^3", (0.5, 0.1), 0.4, 9 * (0.25 + 0.16 / 12) * (0.01 + 0.16 / 12) * 0.16),
        ("x = 3u + v\ny = u - 2v", (0.0, 0.0), 0.25, 7 * 0.0625),
        ("x = u + v\ny = 2u + 2v", (0.1, 0.2), 0.5, 0.0),
    ],
)
def test_area_meets_closed_forms(
    module_page: Page, text: str, at: tuple[float, float], side: float, wanted: float
) -> None:
    assert area_in_browser(module_page, text, *at, side) == pytest.approx(wanted, rel=1e-13, abs=1e-15)


def test_every_fold_of_the_image_counts(module_page: Page) -> None:
    """Around r = 0 the integrand |r| has a kink: r dr dθ over (-h, h) gives h^2 Δθ, not 0."""
    assert area_in_browser(module_page, POLAR, 0.0, 1.0, 0.5) == pytest.approx(0.25**2 * 0.5, rel=1e-12)
    assert area_in_browser(module_page, POLAR, 0.03, 1.0, 0.5) == pytest.approx(
        (0.28**2 + 0.22**2) / 2 * 0.5, rel=1e-12
    )


def test_area_meets_quadrature_by_scipy(module_page: Page) -> None:
    """x = u e^v, y = v + sin u: the determinant by hand is e^v (1 - u cos u)."""
    u, v, side = 0.4, -0.3, 0.8
    half = side / 2
    wanted, _ = dblquad(lambda t, s: abs(math.exp(t) * (1 - s * math.cos(s))), u - half, u + half, v - half, v + half)
    got = area_in_browser(module_page, "x = u e^v\ny = v + sin u", u, v, side)
    assert got == pytest.approx(wanted, rel=1e-10)


def test_area_of_a_morphed_mapping(module_page: Page) -> None:
    """Half way from the identity to -identity everything is at one point; a quarter of the way areas are a quarter."""
    body = """const m = new MorphedEvaluation(given);
    return [0, 0.25, 0.5, 1].map((t) => { m.morph = t; return measureAround(m, [0.2, 0.1], 1).value; });"""
    got = call(
        module_page,
        "measureAround from measure, MorphedEvaluation from morph",
        body,
        payload_of("x = -u\ny = -v"),
    )
    assert got == pytest.approx([1, 0.25, 0, 1], rel=1e-13, abs=1e-15)


# Text, variables, box, parameters, and the length, area or volume by a closed form.
WHOLES = {
    "helix": ("x = cos t\ny = sin t\nz = t/4", "t", [(0, 6 * math.pi)], 6 * math.pi * math.hypot(1, 0.25)),
    "cycloid": ("x = t - sin t\ny = 1 - cos t", "t", [(0, 2 * math.pi)], 8.0),
    "cardioid": ("x = 3 (1 - cos t) cos t\ny = 3 (1 - cos t) sin t", "t", [(0, 2 * math.pi)], 24.0),
    "sphere": (
        "x = 3 sin θ cos φ\ny = 3 sin θ sin φ\nz = 3 cos θ", "θ, φ", [(0, math.pi), (0, 2 * math.pi)], 36 * math.pi,
    ),
    "torus": (
        "x = (2 + 0.7 cos v) cos u\ny = (2 + 0.7 cos v) sin u\nz = 0.7 sin v",
        "u, v", [(0, 2 * math.pi), (0, 2 * math.pi)], 4 * math.pi**2 * 2 * 0.7,
    ),
    "ball": (
        "x = r sin θ cos φ\ny = r sin θ sin φ\nz = r cos θ",
        "r, θ, φ", [(0, 2), (0, math.pi), (0, 2 * math.pi)], 4 / 3 * math.pi * 8,
    ),
    "corner": ("x = u\ny = u v\nz = u v w", "u, v, w", [(0, 1), (0, 1), (0, 1)], 1 / 6),
}  # fmt: skip
WHOLE = """
const whole = new WholeMeasure(new Evaluation(given)), soon = whole.now, refined = whole.refine() && !whole.refine();
return { soon, refined, late: whole.now };
"""


@pytest.mark.parametrize("name", WHOLES)
def test_whole_images_meet_closed_forms(module_page: Page, name: str) -> None:
    text, variables, box, wanted = WHOLES[name]
    view = payload(parse(text, variables, domain=dict(zip(variables.split(", "), box, strict=True))))
    found = call(module_page, "WholeMeasure from estimate, Evaluation from evaluation", WHOLE, view)
    assert found["soon"]["value"] == pytest.approx(wanted, rel=1e-5), "a frame's estimate is good enough to look at"
    late = found["late"]
    assert late["value"] == pytest.approx(wanted, rel=1e-9)
    assert abs(late["value"] - wanted) <= late["error"] + 1e-13 * wanted, "the error is no less than it says"
    assert found["refined"] and late["multiplicity"] == {"least": 1, "most": 1}


def test_an_infinite_length_does_not_settle(module_page: Page) -> None:
    body = "const m = new Evaluation(given); return settled(measureOfImage(m, [[-2, 2]]));"
    view = payload(parse("x = t\ny = tan t", "t"))
    got = call(
        module_page,
        "Evaluation from evaluation, measureOfImage from measure, settled from measure",
        body,
        view,
    )
    assert math.isnan(got)


def test_the_whole_follows_parameters_and_morph(module_page: Page) -> None:
    body = """const m = new MorphedEvaluation(given), whole = new WholeMeasure(m), found = [whole.now.value];
    m.parameters = [3]; found.push(whole.now.value); m.morph = 0; found.push(whole.now.value); return found;"""
    view = payload(parse("x = a u\ny = v\nz = w", "u, v, w", parameters={"a": 2.0}))
    got = call(module_page, "MorphedEvaluation from morph, WholeMeasure from estimate", body, view)
    assert got == pytest.approx([16, 24, 8], rel=1e-12), "the domain is [-1, 1] along each variable"
