"""Badges of mappings for which every textbook says what holds."""

from __future__ import annotations

import pytest
import sympy as sp
from sympy import Abs, Expr, Max, Symbol, cos, exp, log, sin

from jacviz.explore.properties import properties
from jacviz.mapping import Box, Mapping
from tests.classics import CLASSICS, SURFACES
from tests.expressions import a, u, v

r, theta = Symbol("r", real=True), Symbol("theta", real=True)

EXPECTED = {
    "identity": {"preserves area", "constant determinant", "conformal", "linear"},
    "rotation": {"preserves area", "constant determinant", "conformal", "linear"},
    "shear": {"preserves area", "constant determinant", "linear"},
    "stretch": {"constant determinant", "linear"},
    "swap": {"preserves area", "constant determinant", "conformal", "reverses orientation", "linear"},
    "rank 1": {"singular everywhere", "linear"},
    "affine": {"constant determinant", "reverses orientation", "affine"},
    "polar": {"singular somewhere"},
    "spherical": {"singular somewhere"},
    "parabolic": {"singular somewhere", "conformal"},
    "bipolar": {"conformal"},
    "log-polar": {"conformal"},
    "Mercator": set(),
    "Lambert": set(),
    "square": {"singular somewhere", "conformal"},
    "conjugate of the square": {"singular somewhere", "conformal", "reverses orientation"},
    "reciprocal": {"conformal"},
    "inversion": {"conformal", "reverses orientation"},
    "Moebius": {"conformal"},
    "fold": {"singular somewhere", "reverses orientation on part"},
    "handkerchief": {"singular somewhere", "reverses orientation on part"},
    "cusp": {"singular somewhere", "reverses orientation on part"},
    "lips": {"singular for some values"},
    "cubic homeomorphism": {"singular somewhere"},
    "Henon": {"constant determinant", "singular for some values"},
    "standard map": {"preserves area", "constant determinant"},
    "swirl": {"preserves area", "constant determinant"},
    "gravitational lens": {"singular somewhere", "reverses orientation on part"},
    "two-link arm": {"singular somewhere", "reverses orientation on part"},
    "tanh layer": {"reverses orientation"},
    "ReLU layer": {"singular somewhere", "reverses orientation"},
    "banana": {"preserves area", "constant determinant"},
    "Box-Muller": {"reverses orientation"},
    "sphere": {"singular somewhere"},
    "torus": set(),
    "catenoid": {"conformal"},
    "helix": set(),
    "plane to line": {"singular somewhere"},
}


def made(*components: Expr, low: float = -1, high: float = 1, **parameters: float) -> Mapping:
    symbols = tuple(Symbol(p, real=True) for p in parameters)
    names = tuple("xyz"[: len(components)])
    variables = (u, v)
    k = len(symbols)
    return Mapping(
        variables,
        names,
        components,
        domain=Box((low, low), (high, high)),
        parameters=symbols,
        parameter_values=tuple(parameters.values()),
        parameter_box=Box((-5.0,) * k, (5.0,) * k),
    )


def names(mapping: Mapping) -> set[str]:
    return {p.name for p in properties(mapping)}


@pytest.mark.parametrize("name", EXPECTED)
def test_classics(name: str) -> None:
    mapping = (CLASSICS.get(name) or SURFACES[name]).mapping
    assert names(mapping) == EXPECTED[name]


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("polar", r"\det J = 0 \text{ where } r = 0"),
        ("square", r"\det J = 0 \text{ where } u = v = 0"),
        ("fold", r"\det J = 0 \text{ where } u = 0"),
        ("sphere", r"\det J^{\mathsf T} J = 0 \text{ where } \sin {\phi} = 0"),
    ],
)
def test_the_singular_set_is_named(name: str, latex: str) -> None:
    mapping = (CLASSICS.get(name) or SURFACES[name]).mapping
    (claim,) = (p for p in properties(mapping) if p.name == "singular somewhere")
    assert (claim.latex, claim.evidence) == (latex, "symbols")


def test_singular_means_in_the_closed_domain() -> None:
    polar = (u * cos(v), u * sin(v))
    assert "singular somewhere" in names(made(*polar, low=0.0, high=2.0))
    assert "singular somewhere" not in names(made(*polar, low=0.001, high=2.0))
    assert "singular somewhere" in names(made(u**2, v, low=-1, high=0))
    assert "singular somewhere" not in names(made(sp.sin(u), v, low=-1.5, high=1.5))
    assert "singular somewhere" in names(made(sp.sin(u), v, low=-1.6, high=1.6))


def test_a_jump_of_the_sign_is_no_zero() -> None:
    assert names(made(Abs(u) + u / 2, v)) == {"reverses orientation on part"}


def test_a_pole_is_no_zero() -> None:
    assert "singular somewhere" not in names(made(log(Abs(u)), v))
    assert "singular somewhere" not in names(made(1 / u, v))


def test_a_zero_at_no_round_place_is_found_by_samples() -> None:
    (claim,) = (p for p in properties(made(u**3 / 3 - u * v / 7 + exp(u) / 9, v)) if p.name == "singular somewhere")
    assert claim.evidence == "samples"
    assert claim.samples > 100
    assert str(claim.samples) in claim.detail


def test_what_is_said_holds_for_all_values_of_the_parameters() -> None:
    by_name = {p.name: p for p in properties(made(a * u, v / a, a=2.0))}
    assert by_name["preserves area"].evidence == "symbols"
    assert "all values of the parameters" in by_name["preserves area"].detail
    for value in (-1.0, 0.0, 1.0, 2.0):
        assert names(made(a * u, v, a=value)) == {"singular for some values", "constant determinant", "linear"}


b, c, d = (Symbol(name, real=True) for name in "bcd")
DEPENDENT = {
    "matrix": ((a * u + b * v, c * u + d * v), r"\det J = 0 \text{ where } a d - b c = 0"),
    "stretch": ((a * u, v), r"\det J = 0 \text{ where } a = 0"),
    "parabola": ((u**2 + a * u, v), r"\det J = 0 \text{ where } a + 2 u = 0"),
    "mirror": ((-(a**2) * u, v), r"\det J = 0 \text{ where } a = 0"),
    "bend": ((u, v**2 + a * u * v), r"\det J = 0 \text{ where } a u + 2 v = 0"),
    "two": ((a * u, b * v), r"\det J = 0 \text{ where } a = 0 \text{ or } b = 0"),
}


@pytest.mark.parametrize("name", DEPENDENT)
@pytest.mark.parametrize("value", [0.0, 1.0, -1.0])
def test_what_depends_on_parameters_carries_its_condition(name: str, value: float) -> None:
    components, latex = DEPENDENT[name]
    values = {s.name: value for s in sorted(set().union(*(x.free_symbols for x in components)) - {u, v}, key=str)}
    said = {p.name: p.latex for p in properties(made(*components, **values))}
    assert said.pop("singular for some values") == latex
    assert not {"singular everywhere", "singular somewhere", "preserves area", "reverses orientation"} & said.keys()


@pytest.mark.parametrize(
    "component",
    [
        sin(u) / u,
        (exp(u) - 1) ** 3 / u**2,
        sin(u - sp.Rational(1, 3)) / (u - sp.Rational(1, 3)),
        u**2 * log(Abs(u)),
        (1 - cos(u)) ** 2 / u**3,
        sp.tan(u) ** 3 / u**2,
    ],
)
def test_where_the_mapping_has_no_value_it_is_not_singular(component: Expr) -> None:
    assert "singular somewhere" not in {p.name for p in properties(made(component, v)) if p.evidence == "symbols"}


def test_a_removed_zero_is_none_by_samples_either() -> None:
    assert names(made(sin(u) / u, v)) == {"reverses orientation on part"}
    assert "singular somewhere" in names(made(sin(u) / u, v, high=5.0)), "that near 4.493 counts"


def test_what_only_samples_can_see() -> None:
    """An identity that no rule here knows: cos(3u) in powers of cos(u)."""
    disguised = cos(3 * u) - 4 * cos(u) ** 3 + 3 * cos(u)
    claim = {p.name: p for p in properties(made(u, v + disguised))}["preserves area"]
    assert claim.samples == 0 or claim.evidence == "samples"


def test_units_do_not_matter() -> None:
    million = sp.Integer(10) ** 13
    assert names(made(million * (u + v), u - v)) == {"constant determinant", "reverses orientation", "linear"}
    assert names(made(million * u, v / million)) == {"preserves area", "constant determinant", "linear"}
    assert "linear" not in names(made(million * u, v + v**2 / 1000))


def test_other_dimensions() -> None:
    w = Symbol("w", real=True)
    cube = Box((-1.0,) * 3, (1.0,) * 3)
    turn = Mapping((u, v, w), ("x", "y", "z"), (v, w, u), domain=cube)
    assert {"preserves volume", "conformal", "linear"} <= names(turn)
    line = Mapping((u,), ("x",), (u + 1,), domain=Box((0.0,), (1.0,)))
    assert names(line) == {"preserves length", "constant determinant", "affine"}
    assert names(made(u, v, u + v)) == {"linear"}
    assert names(made(u + v)) == {"linear"}
    assert "singular everywhere" in names(made(u + v, 2 * u + 2 * v, u + v))


def test_a_domain_without_values_claims_nothing_by_samples() -> None:
    assert all(p.evidence == "symbols" for p in properties(made(log(u), v, low=-2, high=-1)))


def test_relu_is_singular_on_regions() -> None:
    assert {"singular somewhere"} <= names(made(Max(0, u), Max(0, v)))
