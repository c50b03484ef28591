"""What is said of an integral: green for what is sure, and the reason for everything else."""

from __future__ import annotations

import math

import pytest
from scipy import special

from jacviz.integrals import Result, change_of_variables
from jacviz.integrals.sides import Side
from jacviz.integrals.verdict import Kind, compared

LINE = "x = t"
PLANE = "x = u\ny = v"
POLAR = "x = r cos θ\ny = r sin θ"
SQUARE = [("u", "0", "1"), ("v", "0", "1")]
SI, CI = special.sici(1)
DISK = [("θ", "0", "2π"), ("r", "0", "1")]


def on_line(integrand: str, low: str, high: str) -> Result:
    return change_of_variables(integrand, LINE, limits=[("t", low, high)])


@pytest.mark.parametrize(
    ("integrand", "low", "high"),
    [
        ("1/x^2", "-1", "2"), ("1/x", "-1", "1"), ("tan x", "0", "π"), ("1/(x - 1/3)", "0", "1"), ("1/x", "0", "1"),
        ("1/(1 - x)", "0", "1"), ("1/(x ln(x/3))", "0", "1"), ("e^(1/x)", "0", "1"), ("cot x", "0", "1"),
        ("1/(1 + x)", "0", "∞"), ("1", "0", "∞"), ("sin x", "0", "∞"), ("x/(1 + x^2)", "-∞", "∞"),
        ("1/(e^x - 1)", "0", "1"), ("(1 - cos x)/x^3", "0", "1"), ("1/(x^2 - x + 1/4)", "0", "1"),
    ],
)  # fmt: skip
def test_an_integral_on_a_line_that_diverges(integrand: str, low: str, high: str) -> None:
    result = on_line(integrand, low, high)
    assert result.verdict.kind is Kind.DIVERGES and not result.agree
    assert math.isnan(result.value) and math.isnan(result.over_image) and result.exact is None
    assert result.mistakes == {}


@pytest.mark.parametrize(
    ("integrand", "mapping", "limits"),
    [
        ("1/(x - y)", PLANE, SQUARE),
        ("(x^2 - y^2)/(x^2 + y^2)^2", PLANE, SQUARE),
        ("1/(x^2 + y^2)", PLANE, SQUARE),
        ("1/(x + y)^2", PLANE, SQUARE),
        ("1/(1 - x y)^2", PLANE, SQUARE),
        ("1/((x - 1/2)^2 + (y - 1/3)^2)", PLANE, SQUARE),
        ("x/(x^2 + y^2)^(3/2)", POLAR, DISK),
        ("(x^2 + y^2)^(-30)", POLAR, DISK),
        ("1/(x^2 + y^2)", POLAR, DISK),
        ("1/(1 + x^2 + y^2)", POLAR, [("θ", "0", "2π"), ("r", "0", "∞")]),
        ("1/(1 + x^2 + y^2)", PLANE, [("u", "-∞", "∞"), ("v", "-∞", "∞")]),
        ("1", PLANE, [("u", "0", "1"), ("v", "0", "1/u")]),
        ("1/(x^2 + y^2)", "x = u\ny = v\nz = w", [*SQUARE, ("w", "0", "1")]),
    ],
)
def test_an_integral_over_a_region_that_diverges(integrand: str, mapping: str, limits: list) -> None:
    result = change_of_variables(integrand, mapping, limits=limits)
    assert result.verdict.kind is Kind.DIVERGES
    assert math.isnan(result.value)


@pytest.mark.parametrize(
    ("integrand", "low", "high", "value"),
    [
        ("1/sqrt x", "0", "1", 2.0),
        ("x^(-9/10)", "0", "1", 10.0),
        ("1/sqrt|x - 1/3|", "0", "1", 2 * (math.sqrt(1 / 3) + math.sqrt(2 / 3))),
        ("ln x", "0", "1", -1.0),
        ("1/(x ln(x/e)^2)", "0", "1/2", 1 / (1 + math.log(2))),
        ("1/(x ln(x)^2)", "2", "∞", 1 / math.log(2)),
        ("x/(e^x - 1)", "0", "∞", math.pi**2 / 6),
        ("e^(-(x - 700)^2)", "0", "10^4", math.sqrt(math.pi)),
        ("e^(-10^8 (x - 1/3)^2)", "0", "1", math.sqrt(math.pi) * 1e-4),
        ("e^(-10^14 (x - 1/3)^2)", "0", "1", math.sqrt(math.pi) * 1e-7),
        ("1/(1 + 10^8 (x - 1/3)^2)", "0", "1", 1e-4 * (math.atan(1e4 / 3) + math.atan(2e4 / 3))),
        ("|sin(40 x)|", "0", "10", (2 * 127 + 1 - math.cos(400 - 127 * math.pi)) / 40),
        ("sin(1000 x)", "0", "1", (1 - math.cos(1000)) / 1000),
        ("sqrt((x - 1/2)^2)", "0", "1", 0.25),
    ],
)
def test_what_looks_as_if_it_diverged(integrand: str, low: str, high: str, value: float) -> None:
    result = on_line(integrand, low, high)
    assert result.verdict.kind in (Kind.AGREES, Kind.NOT_RESOLVED)
    assert result.agree or "ln" in integrand
    assert abs(result.value - value) <= result.error
    assert abs(result.over_image - value) <= result.over_image_error


@pytest.mark.parametrize(
    ("integrand", "low", "high", "value"),
    [
        ("sin(x)/x", "0", "∞", math.pi / 2),
        ("sin(x)/x", "-∞", "∞", math.pi),
        ("cos(x^2)", "-∞", "∞", math.sqrt(math.pi / 2)),
        ("sin(x)/sqrt x", "0", "∞", math.sqrt(math.pi / 2)),
        ("cos(x)/(1 + x)", "0", "∞", (math.pi / 2 - SI) * math.sin(1) - CI * math.cos(1)),
    ],
)  # fmt: skip
def test_waves_that_cancel(integrand: str, low: str, high: str, value: float) -> None:
    result = on_line(integrand, low, high)
    assert result.verdict.kind is Kind.CONDITIONAL
    assert abs(result.value - value) <= result.error <= 1e-3


@pytest.mark.parametrize(
    ("integrand", "mapping", "where", "told"),
    [
        ("sqrt(x - 5)", POLAR, {"limits": DISK}, "anywhere"),
        ("sqrt x", POLAR, {"limits": DISK}, "50 %"),
        ("sqrt x", POLAR, {"region": "x^2 + y^2 <= 1"}, "a part"),
        ("ln x", LINE, {"limits": [("t", "-1", "1")]}, "x = −"),
        ("sqrt(x - 1/10^5)", LINE, {"limits": [("t", "0", "1")]}, "x = "),
        ("sqrt(x + y - 1/100)", PLANE, {"limits": SQUARE}, "(x, y) = ("),
        ("asin(2x)", LINE, {"limits": [("t", "0", "1")]}, "x = "),
        ("ln(x - 1/2)", LINE, {"limits": [("t", "0", "1")]}, "x = "),
    ],
)
def test_no_value_on_a_part_of_the_region(integrand: str, mapping: str, where: dict, told: str) -> None:
    result = change_of_variables(integrand, mapping, **where)
    assert result.verdict.kind is Kind.UNDEFINED
    assert told in result.verdict.sentence
    assert math.isnan(result.value)


def test_lost_digits_are_not_taken_for_a_pole() -> None:
    """Beside π/2 the double of sin u is 1 long before u is π/2."""
    result = change_of_variables("1/sqrt(1 - x)", "x = sin u", limits=[("u", "0", "π/2")])
    assert result.verdict.kind is not Kind.DIVERGES
    assert abs(result.with_multiplicity - 2) <= result.domain_error


def test_an_exponential_beyond_the_doubles_has_a_value() -> None:
    assert on_line("e^(-x) e^(x - x)", "0", "∞").agree
    assert on_line("e^x/(1 + e^(2x))", "0", "∞").value == pytest.approx(math.pi / 4)


@pytest.mark.parametrize(
    ("mapping", "limits", "value"),
    [
        (LINE, [("t", "1", "0")], -0.5),
        ("x = sin u", [("x", "1", "0")], -0.5),
        (PLANE, [("u", "0", "2"), ("v", "1", "u")], 2 / 3),
        (PLANE, [("u", "1", "0"), ("v", "1", "0")], 0.5),
        (PLANE, [("u", "1", "0"), ("v", "0", "1")], -0.5),
        (POLAR, [("θ", "0", "π"), ("r", "0", "2 cos θ")], math.pi),
    ],
)
def test_limits_that_fall(mapping: str, limits: list, value: float) -> None:
    """Of x: by hand, the integral of u (u - 1) from 0 to 2 is 2/3, and the disk with its centre at 1 has area π."""
    result = change_of_variables("x", mapping, limits=limits)
    assert result.value == pytest.approx(value) and result.agree
    assert result.exact is None or float(result.exact) == pytest.approx(value)
    is_plain = limits[0][1] == limits[1][1] == "1" if len(limits) > 1 else False
    assert is_plain or any("limit" in note for note in result.notes)


def test_the_area_between_limits_that_change_places_is_signed() -> None:
    assert change_of_variables("1", PLANE, limits=[("u", "0", "2"), ("v", "1", "u")]).exact == 0


QUARTERS = [("0", "π/2", 1), ("π/2", "π", 1), ("0", "3π/2", 3), ("0", "2π", 4)]


@pytest.mark.parametrize(("low", "high", "count"), QUARTERS)
@pytest.mark.parametrize("integrand", ["e^(-x^2 - y^2)", "1/(1 + x^2 + y^2)^2"])
def test_unbounded_regions_with_an_edge_on_an_axis(integrand: str, low: str, high: str, count: int) -> None:
    result = change_of_variables(integrand, POLAR, limits=[("θ", low, high), ("r", "0", "∞")])
    assert result.agree
    assert result.over_image == pytest.approx(count * math.pi / 4, abs=1e-4)
    assert abs(result.over_image - count * math.pi / 4) <= result.over_image_error < 2e-3


def test_other_unbounded_regions() -> None:
    slanted = change_of_variables("e^(-x^2 - y^2)", POLAR, limits=[("θ", ".1", "π/2"), ("r", "0", "∞")])
    quadrant = change_of_variables("e^(-x - y)", "x = r t\ny = r (1 - t)", limits=[("t", "0", "1"), ("r", "0", "∞")])
    roots = change_of_variables(
        "e^(-sqrt x - sqrt y)/(4 sqrt(x y))", "x = u^2\ny = v^2", limits=[("u", "0", "∞"), ("v", "0", "∞")]
    )
    for result, value in ((slanted, math.pi / 4 - 0.05), (quadrant, 1), (roots, 1)):
        assert result.agree
        assert abs(result.over_image - value) <= result.over_image_error < 1e-3


@pytest.mark.parametrize(
    ("domain", "image", "kind"),
    [
        (Side(592.18, 1e-9, 592.18), Side(570.7, 8.5, 570.7), Kind.DIFFERS),
        (Side(1.0, 1e-9, 1.0), Side(3.45, 2.4, 3.45), Kind.DIFFERS),
        (Side(1.0, 1e-9, 1.0), Side(1.3, 0.5, 1.0), Kind.NOT_COMPARABLE),
        (Side(1.0, 0.5, 1.0), Side(1.0, 1e-9, 1.0), Kind.NOT_RESOLVED),
        (Side(0.0, 1e-14, 1.0), Side(1e-9, 1e-8, 1.0), Kind.AGREES),
        (Side(0.0, 1e-14, 1.0), Side(1e-6, 1e-8, 1.0), Kind.DIFFERS),
        (Side(0.0, 0.0, 0.0), Side(0.0, 0.0, 0.0), Kind.AGREES),
        (Side(math.nan, math.inf, math.nan), Side(1.0, 1e-9, 1.0), Kind.NOT_RESOLVED),
        (Side(1.0, 1e-9, 1.0), Side(math.nan, math.nan, math.nan), Kind.NOT_COMPARABLE),
    ],
)
def test_agreement_means_small_errors_and_a_difference_within_them(domain: Side, image: Side, kind: Kind) -> None:
    assert compared(domain, image).kind is kind


def test_a_mapping_of_the_whole_plane() -> None:
    for mapping in ("x = u + v\ny = u - v", "x = 2u + v\ny = u + 2v", "x = 2u\ny = 3v", PLANE, "x = u\ny = v + u^2"):
        whole = [("x", "-∞", "∞"), ("y", "-∞", "∞")]
        result = change_of_variables("e^(-x^2 - y^2)", mapping, limits=whole)
        assert result.agree and result.value == pytest.approx(math.pi)
