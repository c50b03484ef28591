"""One copy of the domain of a mapping that repeats itself, whatever the order of its variables; and regions on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from sympy import Expr, Symbol, oo, pi

from jacviz.integrals.domain import Domain, domain_of
from jacviz.integrals.problem import read_problem
from jacviz.integrals.region.symmetry import fundamental_domains
from jacviz.parse import parse, parse_expression

POLAR = "x = r cos θ\ny = r sin θ"
CYLINDRICAL = POLAR + "\nz = z"
SPHERICAL = "x = ρ sin φ cos θ\ny = ρ sin φ sin θ\nz = ρ cos φ"
LATITUDE = "x = ρ cos φ cos θ\ny = ρ cos φ sin θ\nz = ρ sin φ"
TILTED = "x = r cos(θ + π/4)\ny = r sin(θ + π/4)"
R, RHO, THETA, PHI, T, U, V = (Symbol(name, real=True) for name in ("r", "rho", "theta", "phi", "t", "u", "v"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (POLAR, {R, THETA, 2 * pi - THETA}),
        (SPHERICAL, {RHO, PHI, pi - PHI, THETA, 2 * pi - THETA}),
        (LATITUDE, {RHO, PHI + pi / 2, pi / 2 - PHI, THETA, 2 * pi - THETA}),
        ("x = r cos(3θ)\ny = r sin(3θ)", {R, THETA, 2 * pi / 3 - THETA}),
        ("x = r cos(2π t)\ny = r sin(2π t)", {R, T, 1 - T}),
        ("x = (2 + cos v) cos u\ny = (2 + cos v) sin u\nz = sin v", {U, 2 * pi - U, V, 2 * pi - V}),
        ("x = cos u cos v\ny = cos u sin v", {U, pi / 2 - U, V, 2 * pi - V}),
        ("x = cos(u)^2", {U, pi / 2 - U}),
        ("x = tan u", {U + pi / 2, pi / 2 - U}),
        ("x = cosh u cos v\ny = sinh u sin v", {U, V, 2 * pi - V}),
        ("x = u^3\ny = v^2", {V}),
    ],
)
def test_a_domain_that_is_enough_in_every_order_of_the_variables(text: str, expected: set) -> None:
    """By hand; of polar coordinates in degrees or turns, a turn is what the formula says."""
    mapping = parse(text)
    for order in permutations(mapping.variables):
        assert set(next(fundamental_domains(replace(mapping, variables=order)))) == expected


def test_one_of_a_pair_of_opposite_points_is_enough() -> None:
    """(u, v) and (-u, -v) have one square."""
    assert len(next(fundamental_domains(parse("x = u^2 - v^2\ny = 2u v")))) == 1


@pytest.mark.parametrize(
    ("mapping", "region", "expected"),
    [
        (LATITUDE, "x^2 + y^2 + z^2 <= 1, z >= 0", {"rho": "0 1", "phi": "0 π/2", "theta": "0 2π"}),
        (LATITUDE, "x^2 + y^2 + z^2 <= 1, x <= 0, y <= 0, z <= 0", {"rho": "0 1", "phi": "-π/2 0", "theta": "π 3π/2"}),
        (LATITUDE, "x^2 + y^2 + z^2 <= 1, z >= sqrt(x^2 + y^2)", {"rho": "0 1", "phi": "π/4 π/2", "theta": "0 2π"}),
        (SPHERICAL, "1 <= x^2 + y^2 + z^2 <= 4, x <= 0, z <= 0", {"rho": "1 2", "phi": "π/2 π", "theta": "π/2 3π/2"}),
        (POLAR, "x^2 + y^2 <= 1, x <= 0", {"r": "0 1", "theta": "π/2 3π/2"}),
        (POLAR, "x^2 + y^2 <= 1, -x <= y <= x", {"r": "0 1", "theta": "-π/4 π/4"}),
        (POLAR, "x^2 + y^2 <= 1, y <= x, x >= 0", {"r": "0 1", "theta": "-π/2 π/4"}),
        (CYLINDRICAL, "x^2 + y^2 <= 1, y <= 0, 0 <= z <= 2", {"r": "0 1", "theta": "π 2π", "z": "0 2"}),
        (TILTED, "x^2 + y^2 <= 1, y >= 0", {"r": "0 1", "theta": "-π/4 3π/4"}),
        ("x = r cos(2π t)\ny = r sin(2π t)", "x^2 + y^2 <= 1, x <= 0, y <= 0", {"r": "0 1", "t": "1/2 3/4"}),
        ("x = r cos(3 t)\ny = r sin(3 t)", "x^2 + y^2 <= 1, y >= 0", {"r": "0 1", "t": "0 π/3"}),
    ],
)
def test_a_region_is_carried_to_one_copy(mapping: str, region: str, expected: dict[str, str]) -> None:
    found = domain_of(read_problem("1", mapping, None, None, region))
    assert ends_of(found) == ends(expected)


def ends_of(domain: Domain) -> dict[str, tuple[Expr, Expr]]:
    return {limit.variable.name: (limit.low, limit.high) for limit in domain.limits}


def ends(texts: dict[str, str]) -> dict[str, tuple[Expr, Expr]]:
    return {
        name: tuple(oo if end == "∞" else parse_expression(end, []) for end in both.split())
        for name, both in texts.items()
    }


@pytest.mark.parametrize(
    ("mapping", "region", "expected", "told"),
    [
        (POLAR, "1 ≤ r ≤ 2", {"r": "1 2", "theta": "0 2π"}, "θ: it takes its full turn, from 0 to 2π"),
        (POLAR, "r <= 2", {"r": "0 2", "theta": "0 2π"}, "r begins: it begins at 0"),
        (POLAR, "r <= 2 cos θ", None, "r begins: it begins at 0"),
        (POLAR, "0 <= θ <= π/2", {"r": "0 ∞", "theta": "0 π/2"}, "r begins: it begins at 0"),
        (
            SPHERICAL,
            "1 ≤ ρ ≤ 2",
            {"rho": "1 2", "phi": "0 π", "theta": "0 2π"},
            "φ: it takes every value once, from 0",
        ),
        (
            LATITUDE,
            "ρ <= 1",
            {"rho": "0 1", "phi": "-π/2 π/2", "theta": "0 2π"},
            "φ: it takes every value once, from −",
        ),
        (CYLINDRICAL, "1 <= r <= 3, 0 <= z <= 2", {"r": "1 3", "theta": "0 2π", "z": "0 2"}, "θ"),
        ("x = u\ny = v", "0 <= u <= 1, 0 <= v <= 1", {"u": "0 1", "v": "0 1"}, ""),
    ],
)
def test_what_a_region_leaves_open(mapping: str, region: str, expected: dict[str, str] | None, told: str) -> None:
    found = domain_of(read_problem("1", mapping, None, None, region))
    assert found.limits
    assert expected is None or ends_of(found) == ends(expected)
    assert told in " ".join(found.notes) if told else not found.notes
