"""Letters that stand for positive numbers: formulas in them, confirmed in numbers."""

from __future__ import annotations

import math

import pytest
from sympy import simplify

from jacviz.explore.inputs import FieldError
from jacviz.integrals import change_of_variables
from jacviz.integrals.answer import Request, answer, read_letters
from jacviz.integrals.letters import in_letters
from jacviz.integrals.problem import read_problem, read_values
from jacviz.parse import parse_expression

POLAR = "x = r cos θ\ny = r sin θ"
ELLIPTIC = "x = a r cos θ\ny = b r sin θ"
CYLINDRICAL = POLAR + "\nz = z"
SPHERICAL = "x = ρ sin φ cos θ\ny = ρ sin φ sin θ\nz = ρ cos φ"
TURN, PLANE = ("θ", "0", "2π"), [("θ", "0", "2π"), ("r", "0", "∞")]


@pytest.mark.parametrize(
    ("integrand", "mapping", "where", "values", "formula"),
    [
        ("1", ELLIPTIC, "x^2/a^2 + y^2/b^2 <= 1", {"a": 2, "b": 3}, "π a b"),
        ("x^2", ELLIPTIC, [TURN, ("r", "0", "1")], {"a": 2, "b": 3}, "π a^3 b/4"),
        ("x^2", POLAR, "x^2 + y^2 <= R^2", {"R": 1.5}, "π R^4/4"),
        ("x^2 + y^2", POLAR, [("x", "-a", "a"), ("y", "-sqrt(a^2 - x^2)", "sqrt(a^2 - x^2)")], {"a": 2}, "π a^4/2"),
        ("e^(-(x^2 + y^2)/(2σ^2))", POLAR, PLANE, {"σ": 1.2}, "2π σ^2"),
        ("e^(-x^2/(2σ^2))", "x = σ u", [("u", "-∞", "∞")], {"σ": 1.2}, "σ sqrt(2π)"),
        ("1", CYLINDRICAL, [TURN, ("r", "0", "R"), ("z", "0", "h (1 - r/R)")], {"R": 2, "h": 3}, "π R^2 h/3"),
        ("z^2", SPHERICAL, [TURN, ("φ", "0", "π"), ("ρ", "0", "a")], {"a": 2}, "4π a^5/15"),
        ("x^2", "x = u + v\ny = u - v", "x >= 0, y >= 0, x + y <= a", {"a": 2}, "a^4/12"),
        ("x", "x = u/k", [("u", "0", "c")], {"k": 2, "c": 5}, "c^2/(2k^2)"),
        ("e^(-k x)", "x = t", [("t", "0", "∞")], {"k": 2}, "1/k"),
        ("1/(x^2 + c^2)", "x = c tan t", [("t", "0", "π/4")], {"c": 2}, "π/(4c)"),
        ("x", "x = t", [("t", "a", "0")], {"a": 2}, "-a^2/2"),
        ("1", POLAR, [("θ", "0", "4π"), ("r", "0", "R")], {"R": 2}, "π R^2"),
    ],
)
def test_a_formula_in_letters(integrand: str, mapping: str, where: str | list, values: dict, formula: str) -> None:
    """By hand. The last one covers the disk twice, and counts it once."""
    given = {"region": where} if isinstance(where, str) else {"limits": where}
    result = change_of_variables(integrand, mapping, **given, parameters=values)
    letters = [s.name for s in result.values]
    expected = parse_expression(formula, letters)
    assert result.agree
    assert result.lettered is not None and simplify(result.lettered.value - expected) == 0
    assert result.value == pytest.approx(float(expected.xreplace(result.values)), rel=1e-9)
    assert result.diagnose(formula) == "right"
    assert "confirms the formula" in result.notes[-1]


def test_the_steps_are_in_letters() -> None:
    result = change_of_variables("1", ELLIPTIC, limits=[TURN, ("r", "0", "1")], parameters={"a": 2, "b": 3})
    last = {step.caption: step.latex for step in result.steps}
    assert last["Its determinant"] == r"\det J = a b r"
    assert last["The value, for positive letters"] == r"\pi a b"
    assert last["The value for a = 2, b = 3"].startswith(r"6 \pi")


def test_no_formula_is_said_and_the_numbers_stay() -> None:
    result = change_of_variables("sin(x^2 + e^(a x))", "x = t", limits=[("t", "0", "1")], parameters={"a": 2})
    assert result.lettered is None and "no formula" in result.notes[-1]
    assert result.agree and math.isfinite(result.value)


def test_a_formula_that_holds_at_one_value_only_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were |x - a| taken for a - x, the integral over 0 to 2 would be right at a = 2, and wrong at a = 1."""
    values = read_values({"a": 2.0})
    problem = read_problem("|x - a|", "x = t", None, [("t", "0", "2")], None, ["a"])
    found = in_letters(problem, values, 1)
    (a,) = values
    assert found is None or abs(float(found.value.subs(a, 1)) - 1) < 1e-9


@pytest.mark.parametrize(
    ("letters", "told"),
    [
        ("a", "value"),
        ("a = ", "number"),
        ("a = b", "numbers belong"),
        ("a = -1", "positive"),
        ("a = 0", "positive"),
        ("a = 1, r = 1", "is a variable"),
        ("a = 1, b = 1, c = 1, d = 1, k = 1", "Up to 4"),
        ("b = 1", "put a number"),
    ],
)
def test_bad_letters(letters: str, told: str) -> None:
    with pytest.raises(FieldError, match=told) as caught:
        change_of_variables("x", "x = a r", limits=[("r", "0", "1")], parameters=read_letters(letters))
    assert caught.value.place in ("letters", "mapping")


def test_the_answer_of_the_engine() -> None:
    limits = (TURN, ("r", "0", "1"))
    found = answer(Request("1", ELLIPTIC, limits=limits, letters="a = 2; b = 1/3", answer="π a b"))
    assert found["ok"] and found["formula"] == r"\pi a b" and found["exact"] == r"\frac{2 \pi}{3}"
    assert [letter["name"] for letter in found["letters"]] == ["a", "b"]
    assert found["diagnosis"] == "right"
    assert answer(Request("1", ELLIPTIC, limits=limits, letters="a = , b"))["error"]["place"] == "letters"


def test_the_picture_has_a_slider_for_each_letter() -> None:
    """But where a formula is for each point once, and the picture counts it twice."""
    found = answer(Request("1", POLAR, limits=(TURN, ("r", "0", "R")), letters="R = 2"))["payload"]
    assert found["parameters"] == [{"name": "R", "label": "R", "value": 2.0, "low": 1.0, "high": 4.0}]
    assert found["layout"]["total"] == 1
    twice = answer(Request("1", POLAR, limits=(("θ", "0", "4π"), ("r", "0", "R")), letters="R = 2"))["payload"]
    assert twice["parameters"] == [] and "total" not in twice["layout"]
