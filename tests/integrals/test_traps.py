"""What goes wrong with integrals, and has to come out right."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import integrate
from sympy import S, Symbol, pi

import jacviz
from jacviz.explore.inputs import FieldError
from jacviz.integrals import Result, change_of_variables
from jacviz.integrals.limits import read_limits
from jacviz.integrals.mistakes import FORGOT, INVERSE, NO_ABSOLUTE, OLD_LIMITS, SWAPPED, TWICE
from jacviz.integrals.symbols.exact import stages
from jacviz.parse import parse, parse_expression

POLAR = "x = r cos θ\ny = r sin θ"
SPHERICAL = "x = ρ sin φ cos θ\ny = ρ sin φ sin θ\nz = ρ cos φ"
LATITUDE = "x = ρ cos φ cos θ\ny = ρ cos φ sin θ\nz = ρ sin φ"


def test_the_interface() -> None:
    result = jacviz.change_of_variables(
        integrand="sqrt(x^2 + y^2)",
        mapping=POLAR,
        limits=[("θ", "0", "π/2"), ("r", "0", "2 cos θ")],
        one_to_one=None,
    )
    r = Symbol("r", real=True)
    assert result.integrand == r**2
    assert [limit.variable.name for limit in result.limits] == ["theta", "r"]
    assert result.exact == S(16) / 9
    assert result.value == pytest.approx(16 / 9, rel=1e-15)
    assert result.with_multiplicity == pytest.approx(16 / 9, rel=1e-12)
    assert abs(result.over_image - 16 / 9) <= 10 * result.over_image_error < 1e-4
    assert result.agree and result.multiplicity == 1
    assert [step.caption for step in result.steps][-3:] == ["The inner integral", "The outer integral", "The value"]


def test_a_mapping_instead_of_a_text() -> None:
    result = change_of_variables("1", parse(POLAR), limits=[("θ", "0", "2π"), ("r", "0", "1")])
    assert result.exact == pi


def test_what_sympy_integrates_to_zero_without_a_word() -> None:
    """SymPy 1.14 gives 0 for 1/(v^2 - u) over real symbols."""
    limits = [("v", "2", "3"), ("u", "0", "1")]
    result = change_of_variables("1/(y^2 - x)", "x = u\ny = v", limits=limits)
    expected, _ = integrate.dblquad(lambda u, v: 1 / (v * v - u), 2, 3, 0, 1)
    assert result.value == pytest.approx(expected, rel=1e-9)
    assert result.exact is None or float(result.exact) == pytest.approx(expected, rel=1e-12)


def test_an_antiderivative_that_jumps() -> None:
    result = change_of_variables("1/(2 + cos x)", "x = u", limits=[("u", "0", "2π")])
    assert result.value == pytest.approx(2 * math.pi / math.sqrt(3), rel=1e-9)
    assert result.exact is not None


@pytest.mark.parametrize(
    ("limits", "value", "whole", "multiplicity"),
    [
        ([("θ", "0", "π"), ("r", "0", "2 cos θ")], math.pi, math.pi, 1),
        ([("θ", "2π", "0"), ("r", "1", "0")], math.pi, math.pi, 1),
        ([("θ", "0", "4π"), ("r", "0", "1")], math.pi, 2 * math.pi, 2),
        ([("θ", "0", "2π"), ("r", "-2", "2")], 4 * math.pi, 8 * math.pi, 2),
        ([("θ", "0", "3π"), ("r", "0", "1")], math.pi, 1.5 * math.pi, 2),
        ([("θ", "0", "2π"), ("r", "-2", "1")], 4 * math.pi, 5 * math.pi, 2),
    ],
)
def test_polar_areas(limits: list, value: float, whole: float, multiplicity: int) -> None:
    result = change_of_variables("1", POLAR, limits=limits)
    assert result.value == pytest.approx(value, rel=1e-5)
    assert result.with_multiplicity == pytest.approx(whole, rel=1e-5)
    assert result.multiplicity == multiplicity
    assert result.agree


def test_the_square_of_z_covers_twice() -> None:
    result = change_of_variables("1", "x = u^2 - v^2\ny = 2u v", limits=[("u", "-1", "1"), ("v", "-1", "1")])
    assert result.exact == S(16) / 3 and result.exact_with_multiplicity == S(32) / 3
    assert result.mistakes[TWICE] == pytest.approx(32 / 3)
    assert result.covering is not None
    over = result.covering.preimages([0.3, 0.4])
    assert over.shape == (2, 2)
    np.testing.assert_allclose(over[0] ** 2 - over[1] ** 2, 0.3, atol=1e-9)
    np.testing.assert_allclose(2 * over[0] * over[1], 0.4, atol=1e-9)


def test_a_fold() -> None:
    result = change_of_variables("x", "x = |u - 1/2|\ny = v", limits=[("u", "0", "1"), ("v", "0", "1")])
    assert result.exact == S(1) / 8
    assert result.multiplicity == 2
    assert result.mistakes[NO_ABSOLUTE] == pytest.approx(0, abs=1e-12)


def test_a_partial_fold_counts_each_point_once() -> None:
    """x = u^2, y = u + v: by hand, 1 - 1/160 with each point once."""
    result = change_of_variables("x", "x = u^2\ny = u + v", limits=[("u", "-1", "1"), ("v", "0", "1")])
    assert result.with_multiplicity == pytest.approx(1, rel=1e-9)
    assert result.value == pytest.approx(0.99375, rel=1e-5)
    assert result.exact is None and result.agree


def test_one_to_one_may_be_stated() -> None:
    limits = [("θ", "0", "4π"), ("r", "0", "1")]
    result = change_of_variables("1", POLAR, limits=limits, one_to_one=True)
    assert result.multiplicity == 1 and result.value == pytest.approx(2 * math.pi)


def test_improper_integrals() -> None:
    on_disk = [("θ", "0", "2π"), ("r", "0", "1")]
    assert change_of_variables("1/sqrt(x^2 + y^2)", POLAR, limits=on_disk).exact == 2 * pi
    assert change_of_variables("1/sqrt(1 - x^2 - y^2)", POLAR, limits=on_disk).exact == 2 * pi
    whole = change_of_variables("e^(-x^2 - y^2)", POLAR, limits=[("θ", "0", "2π"), ("r", "0", "∞")])
    assert whole.exact == pi and whole.agree


def test_a_determinant_that_blows_up() -> None:
    result = change_of_variables("1", inverse="u = x^2\nv = y", limits=[("u", "0", "4"), ("v", "0", "1")])
    assert result.value == pytest.approx(2, rel=1e-7)
    assert result.agree


@pytest.mark.parametrize(("integrand", "expected"), [("x", 0.0), ("x^3 y", 0.0), ("1e-14", math.pi * 1e-14)])
def test_answers_near_zero(integrand: str, expected: float) -> None:
    result = change_of_variables(integrand, POLAR, limits=[("θ", "0", "2π"), ("r", "0", "1")])
    assert result.exact is not None
    assert result.value == pytest.approx(expected, rel=1e-12, abs=1e-30)
    assert result.agree


@pytest.mark.parametrize("order", [("θ", "φ", "ρ"), ("φ", "θ", "ρ"), ("ρ", "θ", "φ")])
def test_the_order_of_spherical_coordinates(order: tuple[str, ...]) -> None:
    ends = {"θ": ("0", "2π"), "φ": ("0", "π"), "ρ": ("0", "1")}
    result = change_of_variables("z^2", SPHERICAL, limits=[(name, *ends[name]) for name in order])
    assert result.exact == 4 * pi / 15


def test_latitude_is_not_the_polar_angle() -> None:
    limits = [("θ", "0", "2π"), ("φ", "-π/2", "π/2"), ("ρ", "0", "1")]
    assert change_of_variables("z^2", LATITUDE, limits=limits).exact == 4 * pi / 15
    carried = change_of_variables("1", LATITUDE, region="x^2 + y^2 + z^2 <= 1, z >= 0")
    assert carried.exact == 2 * pi / 3


def test_a_letter_that_stays() -> None:
    limits = [("θ", "0", "2π"), ("r", "0", "1"), ("z", "0", "r")]
    assert change_of_variables("z", POLAR + "\nz = z", limits=limits).exact == pi / 4


@pytest.mark.parametrize(
    ("asked", "place", "told"),
    [
        ({"integrand": "x", "mapping": "x = 2x\ny = 3y", "region": "x >= 0"}, "mapping", "old and a new variable"),
        ({"integrand": "r", "mapping": POLAR, "region": "x >= 0"}, "integrand", "old variables"),
        ({"integrand": "x +", "mapping": POLAR, "region": "x >= 0"}, "integrand", "missing"),
        ({"integrand": "x", "mapping": "x = (r", "region": "x >= 0"}, "mapping", "never closed"),
        ({"integrand": "x", "inverse": "u = (x", "region": "x >= 0"}, "inverse", "never closed"),
        ({"integrand": "x", "mapping": POLAR, "region": "x^2 + y^2 <= -1"}, "region", "No point"),
        ({"integrand": "x", "mapping": POLAR, "region": "x + y"}, "region", "condition"),
        ({"integrand": "x", "mapping": POLAR, "region": "x >= r"}, "region", "not in both"),
        ({"integrand": "x", "mapping": POLAR, "region": "x >= 0 or y >= 0"}, "region", "or"),
        ({"integrand": "x", "mapping": POLAR}, "region", "one of them"),
        ({"integrand": "x", "region": "x >= 0"}, "mapping", "one of them"),
        ({"integrand": "x", "mapping": POLAR, "limits": [("r", "0", "1")]}, "limits", "one row"),
        ({"integrand": "x", "mapping": POLAR, "limits": [("r", "0", "θ"), ("θ", "0", "1")]}, "r.high", "not known"),
        ({"integrand": "x", "mapping": POLAR, "limits": [("r", "", "1"), ("θ", "0", "1")]}, "r.low", "missing"),
        ({"integrand": "x", "mapping": POLAR, "limits": [("r", "0", "1"), ("r", "0", "1")]}, "limits", "twice"),
        ({"integrand": "x", "mapping": "x = a r cos θ\ny = r sin θ", "region": "x >= 0"}, "mapping", "number"),
        (
            {"integrand": "x", "mapping": "x = u + v", "limits": [("u", "0", "1"), ("v", "0", "1")]},
            "mapping",
            "as many",
        ),
    ],
)
def test_bad_input(asked: dict, place: str, told: str) -> None:
    with pytest.raises(FieldError, match=told) as caught:
        change_of_variables(**asked)
    assert caught.value.place == place


def test_region_and_limits_in_old_variables_are_carried_over() -> None:
    quarter = change_of_variables("1", POLAR, limits=[("x", "0", "1"), ("y", "0", "sqrt(1 - x^2)")])
    assert {str(k.variable): (k.low, k.high) for k in quarter.limits} == {"theta": (0, pi / 2), "r": (0, 1)}
    touching = change_of_variables("1", POLAR, region="x^2 + y^2 <= 2x")
    assert touching.exact == pi
    diamond = change_of_variables("1", inverse="u = x + y\nv = x - y", region="|x| + |y| <= 1")
    assert diamond.exact == 2 and all(k.is_constant for k in diamond.limits)


def test_the_branch_of_an_inverse_follows_the_region() -> None:
    for side, sign in (("x > 0", 1), ("x < 0", -1)):
        result = change_of_variables("x", inverse="u = x y\nv = y/x", region=f"1 <= x y <= 4, 1 <= y/x <= 2, {side}")
        assert sign * result.value > 0 and result.agree


def test_an_inverse_without_a_formula() -> None:
    limits = [("u", "2", "3"), ("v", "0", "1")]
    result = change_of_variables("x y", inverse="u = x^3 + y + e^x\nv = x - y", limits=limits)
    assert result.exact is None and result.agree
    assert result.value == pytest.approx(0.0277896225, rel=1e-7)
    assert "in numbers" in " ".join(result.notes)


def disk(**kinds: str) -> Result:
    return change_of_variables("x^2", POLAR, limits=[("θ", "0", "π"), ("r", "0", "2")], **kinds)


def test_mistakes() -> None:
    result = disk()
    assert result.mistakes[FORGOT] == pytest.approx(4 * math.pi / 3)
    assert result.mistakes[INVERSE] == pytest.approx(math.pi)
    swapped, _ = integrate.dblquad(lambda r, t: r**3 * math.cos(t) ** 2, 0, 2, 0, math.pi)
    assert result.mistakes[SWAPPED] == pytest.approx(swapped)
    assert NO_ABSOLUTE not in result.mistakes and TWICE not in result.mistakes
    old = change_of_variables("x e^(x^2)", inverse="u = x^2", limits=[("x", "0", "2")])
    assert old.mistakes[OLD_LIMITS] == pytest.approx((math.e**2 - 1) / 2)
    turned = change_of_variables("1", "x = v\ny = u", limits=[("u", "0", "1"), ("v", "0", "2")])
    assert turned.mistakes == {NO_ABSOLUTE: pytest.approx(-2)}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("2π", "right"), ("6.28", "right"), ("4π/3", FORGOT), ("4.19", FORGOT), (math.pi, INVERSE), ("7", None)],
)
def test_diagnosis(answer: str | float, expected: str | None) -> None:
    assert disk().diagnose(answer) == expected


def test_the_other_order_is_tried() -> None:
    limits = read_limits([("y", "0", "1"), ("x", "y", "1")])
    found = stages(parse_expression("e^(x^2)", ["x", "y"]), limits, 3.0)
    assert float(found[-1].value) == pytest.approx((math.e - 1) / 2)


def test_no_closed_form_is_said() -> None:
    result = change_of_variables("sin(x^2 y + e^(x y))", "x = u\ny = v", limits=[("u", "0", "1"), ("v", "0", "1")])
    expected, _ = integrate.dblquad(lambda y, x: math.sin(x * x * y + math.exp(x * y)), 0, 1, 0, 1)
    assert result.exact is None and result.value == pytest.approx(expected, rel=1e-10)
    assert "no closed form was found within the budget" in result.notes
    assert r"\pm" in result.steps[-1].latex


def test_a_deadline_says_what_to_change() -> None:
    limits = [("θ", "0", "2π"), ("r", "0", "1")]
    with pytest.raises(jacviz.OutOfTime, match="limits of the new variables") as caught:
        change_of_variables("x^2", POLAR, limits=limits, timeout=0.005)
    assert isinstance(caught.value, TimeoutError) and "0.005 s" in str(caught.value)
    assert change_of_variables("1", POLAR, limits=limits, timeout=math.inf).exact == pi
