"""Names that a person gave, in results: shorter, equal, and each with its meaning."""

from __future__ import annotations

import time

import pytest
import sympy as sp
from hypothesis import given
from sympy import Expr, Symbol, acos, asin, atan, cos, exp, log, sin, sqrt

from jacviz.symbolic.definitions import named, with_definitions
from jacviz.symbolic.legibility import Lengths
from jacviz.symbolic.tidy import agree, tidy
from tests.expressions import a, expressions, u, v

c, k, r, s, w, den = (Symbol(name, real=True) for name in ("c", "k", "r", "s", "w", "den"))
SUM = u**2 + v**2
WIDE = 1 + sin(u) * sin(v) + cos(u) * cos(v) * sin(a)


@pytest.mark.parametrize(
    ("expr", "definitions", "short"),
    [
        (1 / SUM**2, {s: SUM}, 1 / s**2),
        (-SUM, {s: SUM}, -s),
        ((1 + a * SUM) * (1 + 3 * a * SUM), {s: SUM}, (1 + a * s) * (1 + 3 * a * s)),
        (4 * cos(v) / WIDE**2, {k: 2 / WIDE}, k**2 * cos(v)),
        (cos(v) / WIDE**3, {den: WIDE}, cos(v) / den**3),
        (u / SUM ** sp.Rational(3, 2), {r: sqrt(SUM)}, u / r**3),
        (SUM**2, {r: sqrt(SUM)}, r**4),
        (acos(u * v) / sqrt(1 - u**2 * v**2), {c: acos(u * v)}, c / sin(c)),
        (asin(u * v) * sqrt(1 - u**2 * v**2), {c: asin(u * v)}, c * cos(c)),
        (atan(u * v) / sqrt(1 + u**2 * v**2), {c: atan(u * v)}, c * cos(c)),
        (log(SUM) / SUM, {c: log(SUM)}, c * exp(-c)),
        (exp(-SUM) * (1 - exp(-SUM)), {c: exp(-SUM)}, c * (1 - c)),
        (a * cos(u + 3 * v) * u, {c: cos(u + 3 * v)}, a * c * u),
        (a**3 / (1 - u * sin(v) ** 2) ** sp.Rational(3, 2), {w: a / sqrt(1 - u * sin(v) ** 2)}, w**3),
        (((u + 1) ** 2 + v**2) ** 2, {den: u**2 + 2 * u + 1 + v**2}, den**2),
        (1 + u**2 + v**2 + sin(a), {s: SUM}, 1 + s + sin(a)),
        (u * v * sin(u * v * a), {k: u * v}, k * sin(a * k)),
    ],
)
def test_is_as_short_as_by_hand(expr: Expr, definitions: dict[Symbol, Expr], short: Expr) -> None:
    found, used = with_definitions(expr, definitions)
    assert agree(found.xreplace(definitions), expr)
    assert Lengths()(found)[0] <= Lengths()(short)[0]
    assert found.free_symbols <= short.free_symbols
    assert used == definitions


def test_definitions_of_definitions() -> None:
    """With all that is needed to read the result, and nothing else."""
    definitions = {s: SUM, den: 1 + k * s, w: exp(a), c: 1 / den}
    found, used = with_definitions(tidy(v / (1 + k * SUM) ** 2), definitions)
    assert found in (v / den**2, c**2 * v)
    assert used.keys() in ({s, den}, {s, den, c})


def test_what_is_no_shorter_stays() -> None:
    assert with_definitions(sin(u) + v, {s: SUM, w: u + v + 1}) == (sin(u) + v, {})
    assert with_definitions(u + 1, {}) == (u + 1, {})
    assert with_definitions(u + 1, {w: u}) == (u + 1, {})


def test_a_circle_of_definitions_is_left_alone() -> None:
    assert with_definitions(u**2 + 1, {s: w + 1, w: s - 1})[0] == u**2 + 1


@pytest.mark.parametrize("definition", [sqrt(SUM), -SUM, 2 / SUM, SUM**3, a - SUM, log(SUM), acos(u * v), u - v])
@given(expr=expressions())
def test_never_longer_and_never_different(definition: Expr, expr: Expr) -> None:
    whole = expr * definition + definition**2
    found, _ = with_definitions(whole, {c: definition})
    assert Lengths()(found) <= Lengths()(whole)
    assert agree(found.xreplace({c: definition}), whole)


def test_a_root_keeps_its_sign() -> None:
    """N = a/sqrt(1 - u^2) is negative where a is: no |N| and no sqrt(N^2)."""
    expr = 1 / sqrt(1 - u**2)
    found, _ = with_definitions(a * v * expr, {w: a * expr})
    assert found == v * w


def test_stays_within_its_budget() -> None:
    definitions = {Symbol(f"d{i}", real=True): sum(sin(i * u + j * v) for j in range(i + 2)) for i in range(12)}
    expr = sum(value**2 for value in definitions.values()) + SUM
    found, _ = with_definitions(expr, definitions, 0.05)
    assert Lengths()(found) <= Lengths()(expr)


def test_each_entry_of_a_matrix_has_the_names_that_make_it_shorter() -> None:
    matrix = sp.ImmutableMatrix([[u / SUM, v], [SUM**2, exp(a)]])
    found = named(matrix, 1 / SUM**3, {s: SUM, w: exp(a) + 1, den: 1 + SUM})
    assert found.matrix == sp.ImmutableMatrix([[u / s, v], [s**2, exp(a)]])
    assert (found.measure, found.meanings) == (1 / s**3, {s: SUM})
    assert named(matrix, None, {w: exp(a) + 1}) == type(found)(matrix)


def test_names_in_a_large_matrix_take_no_more_than_their_share() -> None:
    """What the budget does not reach stays as it is."""
    matrix = sp.ImmutableMatrix(64, 64, lambda i, j: (u + i) / SUM ** (j + 1) + sin(v) ** i)
    start = time.process_time()
    found = named(matrix, None, {s: SUM, w: sin(v)}, 0.05)
    assert found.matrix[0, 0] == u / s + 1 and found.matrix[63, 63] == matrix[63, 63]
    assert time.process_time() - start < 5
