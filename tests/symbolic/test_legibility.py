"""Operations as SymPy counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from sympy import Expr, Rational, cos, exp, sin

from jacviz.symbolic.legibility import Lengths
from tests.classics import CLASSICS
from tests.expressions import SMOOTH, a, expressions, u, v


@pytest.mark.parametrize(
    ("expr", "operations"),
    [
        (u, 0), (-u, 1), (u + v, 1), (u - v, 1), (-u - v, 2), (2 * u, 1), (u / 2, 1), (1 / u, 1), (u**2, 1),
        (1 / u**2, 2), (Rational(2, 3) * u, 2), (sin(u), 1), (exp(-u) * v, 3), (u * (u**2 + v**2), 4),
        (cos(u) ** 2 / (a * v), 4),
    ],
)  # fmt: skip
def test_operations(expr: Expr, operations: int) -> None:
    assert Lengths()(expr)[0] == operations


@pytest.mark.parametrize("name", CLASSICS)
def test_near_count_ops(name: str) -> None:
    for expr in CLASSICS[name].mapping.jacobian_matrix:
        counted = expr.count_ops()
        assert abs(Lengths()(expr)[0] - counted) <= 3 + 0.3 * counted


@given(expressions())
def test_more_to_read_is_longer(expr: Expr) -> None:
    for function in SMOOTH[:3]:
        wrapped = function(expr, evaluate=False)
        assert Lengths()(wrapped) > Lengths()(expr)
