"""Zero sets by factors: each factor vanishes where the determinant does, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from sympy import Abs, Expr, Max, S, Symbol, cos, cosh, exp, log, sin, sinh, sqrt, tan, tanh

from jacviz.explore.zero_search import sample_points
from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.derivative import derivative
from jacviz.symbolic.zero_set import factors
from tests.classics import CLASSICS
from tests.expressions import a, u, v


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (S.Zero, {S.Zero}),
        (sp.Integer(-3), set()),
        (4 * u**2 * v, {u, v}),
        (u**2 + v**2, {u**2 + v**2}),
        (exp(u) * (1 + v**2) * 7, set()),
        (a * u, {a, u}),
        (u / v, {u}),
        (1 - 1 / (u**2 + v**2) ** 2, {u**2 + v**2 - 1}),
        (Abs(u) * v, {u, v}),
        (tan(u), {sin(u)}),
        (sinh(u) / cosh(u), {u}),
        (tanh(u - v), {u - v}),
        (log(u), {u - 1}),
        (sqrt(u - 1), {u - 1}),
        (sp.sign(u) * v, {v}),
        (cosh(u) ** 3 / u, set()),
        (u**3 - u, {u, u - 1, u + 1}),
    ],
)
def test_factors(expr: Expr, expected: set[Expr]) -> None:
    found = factors(expr)
    assert len(found) == len(set(found)) == len(expected)
    assert all(f in expected or -f in expected for f in found)


@pytest.mark.parametrize("name", CLASSICS)
def test_the_product_of_the_factors_vanishes_with_the_determinant(name: str) -> None:
    """Without zeros, determinant / factors keeps one sign or is itself a product of powers of factors."""
    mapping = CLASSICS[name].mapping
    found = mapping.singular_factors
    if found == (S.Zero,):
        assert mapping.untidied_determinant.equals(0)
        return
    points = [*sample_points(mapping.domain, 200), *mapping.parameter_values]
    tape = Tape.of(mapping.variables + mapping.parameters, [mapping.untidied_determinant, *found])
    determinant, *values = evaluate(tape, points)
    ok = np.isfinite(determinant)
    vanishing = np.abs(determinant[ok]) < 1e-13
    some_factor = np.any([np.abs(f[ok]) < 1e-13 for f in values], axis=0) if values else np.zeros(ok.sum(), bool)
    np.testing.assert_array_equal(vanishing, some_factor)


def test_steps_of_a_relu_stay() -> None:
    slope = derivative(Max(0, u), u)
    assert factors(slope * v) and set(factors(slope * v)) == {slope, v}


def test_what_takes_too_long_stays_whole() -> None:
    x = [Symbol(f"x{i}", real=True) for i in range(6)]
    expr = sum(x) ** 40 * (x[0] - cos(x[1])) ** 30 + 1
    assert factors(expr, 0.05) == (expr,)
