"""Minors against NumPy and against SymPy's own determinant."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from sympy import Matrix, S, eye

from jacviz.cofactors import adjugate, determinant, maximal_minors


@pytest.mark.parametrize("n", range(7))
def test_determinant_of_numbers(n: int) -> None:
    numbers = np.random.default_rng(n).integers(-9, 9, (n, n))
    rows = [[sp.Integer(int(x)) for x in row] for row in numbers]
    assert determinant(rows) == (round(np.linalg.det(numbers)) if n else 1)


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_determinant_and_adjugate_of_symbols(n: int) -> None:
    matrix = Matrix(n, n, sp.symbols(f"m:{n * n}"))
    assert sp.expand(determinant(matrix.tolist()) - matrix.det()) == 0
    assert (matrix * adjugate(matrix) - determinant(matrix.tolist()) * eye(n)).expand() == sp.zeros(n, n)


def test_zeros_cost_nothing() -> None:
    rows = [[S(i + 1) if i == j else S.Zero for j in range(14)] for i in range(14)]
    assert determinant(rows) == sp.factorial(14)


def test_maximal_minors_give_the_gram_determinant() -> None:
    numbers = np.random.default_rng(3).integers(-5, 5, (5, 3))
    minors = list(maximal_minors(Matrix(numbers.tolist())))
    assert len(minors) == 10
    assert sum(m**2 for m in minors) == round(np.linalg.det(numbers.T @ numbers))
    assert list(maximal_minors(Matrix([[1, 2]]))) == []
