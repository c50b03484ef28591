"""Every number of the live view is a number with a domain: where there is none it says so, in every scene."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from jacviz.explore.analysis import analyse
from jacviz.explore.inputs import Request
from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.views import ask, open_view, remark

SQUARE = {"u": (-1.0, 1.0), "v": (-1.0, 1.0)}
POINT = 'view.root.querySelector(".jv-point").textContent'
# Text, variables and domain, scene, probe: none of f's values, or not all of them, exist there.
NOWHERE: list[tuple[str, dict[str, tuple[float, float]], str, list[float]]] = [
    ("(√u, ln v)", SQUARE, "plane", [0.2, -0.6]),
    ("(ln u, ln v)", SQUARE, "plane", [0.2, -0.6]),
    ("(1/u, v)", SQUARE, "plane", [0.0, 0.3]),
    ("(arcsin(2u), v)", SQUARE, "plane", [0.7, 0.3]),
    ("(ln u, v)", SQUARE, "functions", [-0.2, 0.3]),
    ("f = ln(x y)", {"x": (-2, 2), "y": (-2, 2)}, "relief", [0.4, -1.2]),
    ("f = √(1 - x^2 - y^2)", {"x": (-2, 2), "y": (-2, 2)}, "relief", [1.4, -1.2]),
    ("x = u\ny = v\nz = ln(u v)", SQUARE, "surface", [0.2, -0.6]),
    ("x = u\ny = v\nz = √(1 - u^2 - v^2)", SQUARE, "surface", [0.9, 0.9]),
    ("(ln t, t)", {"t": (-1, 1)}, "curve", [-0.5]),
    ("ln x", {"x": (-1, 1)}, "graph", [-0.5]),
    ("(ln u, v, w)", {}, "volume", [-0.5, 0.2, 0.3]),
    ("(ln u, v, w, u)", {}, "table", [-0.5, 0.2, 0.3]),
]
KNOWN = {
    "total-area",
    "total-volume",
    "total-length",
    "total-error",
    "length-so-far",
    "secant",
    "kernel",
    "slope-seen",
    "order",
}


@pytest.mark.parametrize(("text", "domain", "scene", "probe"), NOWHERE)
def test_where_f_has_no_value_no_number_stands(
    module_page: Page, text: str, domain: dict[str, tuple[float, float]], scene: str, probe: list[float]
) -> None:
    found = open_view(module_page, payload(parse(text, domain=domain), scene), probe=probe)
    assert "not defined at this point" in remark(module_page)
    assert {key for key, w in found.items() if not math.isnan(w)} <= KNOWN, found
    assert "–" in ask(module_page, POINT)


@pytest.mark.parametrize(
    ("f", "g", "known"),
    [
        ("(√u, ln v)", "(a b, a)", set()),
        ("(u - 3, v)", "(√a, b)", {"factor-1-11", "factor-1-12", "factor-1-21", "factor-1-22", "determinant-1"}),
        ("(|u|, v)", "(√a, b)", {"factor-2-12", "factor-2-21", "factor-2-22"}),
    ],
)
def test_of_a_composition_nothing_stands_after_the_stage_that_fails(
    module_page: Page, f: str, g: str, known: set[str]
) -> None:
    answer = analyse(Request(f, "u, v", (("u", ("-1", "1")), ("v", ("-1", "1"))), outer="f(a, b) = " + g))
    found = open_view(module_page, answer["payload"], probe=[0.0 if "|" in f else -0.2, -0.6])
    assert {key for key, w in found.items() if not math.isnan(w)} == known


# The cell at a probe: what the area says, and which word stands beside it.
CELLS: list[tuple[str, list[float], float, float | None, str]] = [
    ("(1/u, 1/v)", [0.2, -0.6], 0.4, None, "does not settle"),
    ("(u/(u - 0.33), v)", [0.2, -0.6], 0.4, None, "does not settle"),
    ("(tan(2u), v)", [0.7, 0.2], 0.4, None, "does not settle"),
    ("(u^2, v)", [0.05, 0.3], 0.4, 0.034, "overlaps itself"),
    ("(u^2, v)", [0.0, 0.3], 0.4, 0.032, "counts what is covered twice, twice"),
    ("(u^2 - v^2, 2 u v)", [0.0, 0.0], 0.4, 4 * 2 * 0.4**4 / 12, "overlaps itself"),
    ("(√u, ln v)", [0.1, 0.3], 0.4, math.sqrt(0.3) * math.log(5), "not defined on all of the cell"),
    ("x = u + (0 if u<0.3 else 0.8)\ny = v", [0.25, 0.1], 0.4, 0.16, "jumps within the cell"),
    ("(cbrt u, v)", [0.1, -0.6], 0.4, (0.3 ** (1 / 3) + 0.1 ** (1 / 3)) * 0.4, ""),
    ("(u cos v, u sin v)", [0.0, 0.5], 0.4, 0.2**2 * 0.4, "det J = 0"),
    ("(u + v, 2u + 2v)", [0.0, 0.5], 0.4, 0.0, "det J = 0: the tangent parallelogram is flat, so there is no ratio."),
    ("(u^3 + u, v)", [0.0, 0.5], 0.4, (0.2**3 + 0.2) * 2 * 0.4, ""),
]


@pytest.mark.parametrize(("text", "probe", "side", "area", "word"), CELLS)
def test_the_area_of_a_cell_has_a_true_word_beside_it(
    module_page: Page, text: str, probe: list[float], side: float, area: float | None, word: str
) -> None:
    found = open_view(module_page, payload(parse(text, domain=SQUARE), "plane"), probe=probe, size=side)
    if area is None:
        assert math.isnan(found["true-area"]) and math.isnan(found["area-ratio"])
        assert ask(module_page, 'view.root.querySelector("[data-quantity=true-area]").textContent') == "does not settle"
    else:
        assert found["true-area"] == pytest.approx(area, rel=3e-8)
    said = remark(module_page)
    assert word in said and (word or said == "") and ("overlaps" in word or "twice" in word or "overlaps" not in said)


def test_a_cell_that_is_cut_off_has_no_ratio(module_page: Page) -> None:
    found = open_view(module_page, payload(parse("(√u, v)", domain=SQUARE)), probe=[0.1, 0.3], size=0.4)
    assert math.isnan(found["area-ratio"]) and found["determinant"] == pytest.approx(0.5 / math.sqrt(0.1))


SPHERE = "f(θ, φ) = (sin θ cos φ, sin θ sin φ, cos θ)"
BALL = "f(r, θ, φ) = (r sin θ cos φ, r sin θ sin φ, r cos θ)"
CAP = "x = u\ny = v\nz = √(1 - u^2 - v^2)"
WHOLES: list[tuple[str, dict[str, Any], str, float, str]] = [
    (SPHERE, {"theta": (0, "2π")}, "area", 8 * math.pi, "covered twice: counted once, its area is 12.56637"),
    (SPHERE, {}, "area", 4 * math.pi, ""),
    ("f(φ, θ) = (sin φ cos θ, sin φ sin θ, cos φ)", {}, "area", 4 * math.pi, ""),
    ("f(θ, φ) = ((2 + cos θ) cos φ, (2 + cos θ) sin φ, sin θ)", {}, "area", 8 * math.pi**2, ""),
    (BALL, {"r": (0, 1)}, "volume", 4 / 3 * math.pi, ""),
    (BALL, {"r": (0, 1), "theta": (0, "2π")}, "volume", 8 / 3 * math.pi, "covered twice"),
    ("(cos t, sin t)", {"t": (0, "6π")}, "length", 6 * math.pi, "3 times: counted once, its length is 6.283185"),
    ("(cos t, sin t)", {"t": (0, "3π")}, "length", 3 * math.pi, "Parts of the image are covered twice"),
    (CAP, {"u": (-2, 2), "v": (-1, 1)}, "area", 2 * math.pi, "not defined on all of the domain"),
]


@pytest.mark.parametrize(("text", "domain", "name", "total", "word"), WHOLES)
def test_a_total_says_what_it_counts(
    module_page: Page, text: str, domain: dict[str, Any], name: str, total: float, word: str
) -> None:
    found = open_view(module_page, payload(parse(text, domain=domain)))
    assert found[f"total-{name}"] == pytest.approx(total, rel=1e-6)
    assert word in remark(module_page) and (word or "covered" not in remark(module_page))


ZEROS: list[tuple[str, dict[str, Any], list[float], str]] = [
    ("(e^-t cos t, e^-t sin t)", {"t": (0, "2π")}, [2 * math.pi], "0)"),
    ("(r cos θ, r sin θ)", {}, [1.0, math.pi / 2], "(0, 1)"),
    ("(r cos θ, r sin θ)", {}, [1.0, math.pi], "(−1, 0)"),
    ("(u - 0.3, v)", {}, [0.1 + 0.2, 0.5], "(0, 0.5)"),
    ("(sin(π u), v)", {}, [1.0, 0.5], "(0, 0.5)"),
    ("(10^-20 u, v)", {}, [1.0, 0.5], "(1·10⁻²⁰, 0.5)"),
    ("(u, v)", {}, [1e-17, 0.5], "(1·10⁻¹⁷, 0.5)"),
]


@pytest.mark.parametrize(("text", "domain", "probe", "shown"), ZEROS)
def test_rounding_is_no_number(
    module_page: Page, text: str, domain: dict[str, Any], probe: list[float], shown: str
) -> None:
    open_view(module_page, payload(parse(text, domain=domain)), probe=probe)
    assert ask(module_page, POINT).endswith(shown)


def test_rounding_is_no_entry_of_j(module_page: Page) -> None:
    found = open_view(module_page, payload(parse("(r cos θ, r sin θ)")), probe=[1.0, math.pi / 2])
    assert (found["jacobian-11"], found["jacobian-12"], found["jacobian-21"], found["jacobian-22"]) == (0, -1, 1, 0)


def test_a_kink_at_a_rounded_place_is_one(module_page: Page) -> None:
    open_view(module_page, payload(parse("(|u - 0.3|, v)")), probe=[0.1 + 0.2, 0.5])
    assert "kink" in remark(module_page)


def test_a_domain_of_very_different_sides(module_page: Page) -> None:
    view = payload(parse("(u^2 - v^2, 2 u v)", domain={"u": (-1e9, 1e9), "v": (-1e-9, 1e-9)}))
    found = open_view(module_page, view)
    side = ask(module_page, "seen.state.size")
    assert found["true-area"] == pytest.approx(4 * (2e8) ** 2 * side**2, rel=1e-9)
    assert found["area-ratio"] == pytest.approx(1) and remark(module_page) == ""


def test_an_oscillation_is_resolved_when_the_picture_rests(module_page: Page) -> None:
    """Between its zeros |1000 cos 1000 u| integrates to a difference of sines: 127 zeros lie in the cell."""
    found = open_view(module_page, payload(parse("(sin(1000 u), v)")), probe=[0.2, 0], size=0.4)
    ends = [0, *((n + 0.5) * math.pi / 1000 for n in range(127)), 0.4]
    wanted = 0.4 * sum(abs(math.sin(1000 * b) - math.sin(1000 * a)) for a, b in pairwise(ends))
    assert found["true-area"] == pytest.approx(wanted, rel=1e-9)
