"""Minors against NumPy and against SymPy's own determinant."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from sympy import Matrix, S, eye

from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.cofactors import TooManyProducts, adjugate, determinant, maximal_minors, sum_of_squared_minors


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


def full(n: int) -> list[list[sp.Expr]]:
    return Matrix(n, n, sp.symbols(f"m:{n * n}")).tolist()


def with_zeros(n: int, places: list[tuple[int, int]], shuffle: int) -> np.ndarray:
    """Whole numbers at these places, zeros elsewhere, rows and columns in another order."""
    dice = np.random.default_rng(shuffle)
    numbers = np.zeros((n, n), dtype=int)
    for place in places:
        numbers[place] = dice.choice([-2, -1, 1, 2, 3])
    return numbers[dice.permutation(n)][:, dice.permutation(n)]


SPARSE = {
    "triangular": [(i, j) for i in range(24) for j in range(i, 24)],
    "cyclic": [(i, j % 24) for i in range(24) for j in (i, i + 1)],
    "tridiagonal": [(i, j) for i in range(24) for j in (i - 1, i, i + 1) if 0 <= j < 24],
    "arrow": [(i, j) for i in range(24) for j in range(24) if i == j or 0 in (i, j)],
    "blocks": [(i, j) for i in range(24) for j in range(24) if i // 4 == j // 4],
    "a column of zeros": [(i, j) for i in range(24) for j in range(23) if abs(i - j) < 3],
}


@pytest.mark.parametrize("shuffle", range(3))
@pytest.mark.parametrize("pattern", SPARSE)
def test_sparse_matrices_of_many_rows(pattern: str, shuffle: int) -> None:
    numbers = with_zeros(24, SPARSE[pattern], shuffle)
    found = determinant([[sp.Integer(int(x)) for x in row] for row in numbers])
    assert float(found) == pytest.approx(np.linalg.det(numbers), rel=1e-9, abs=1e-6)


def test_full_matrices_of_up_to_eight_rows() -> None:
    expr = determinant(full(8))
    numbers = np.random.default_rng(1).integers(-3, 4, (8, 8))
    tape = Tape.of(sp.symbols("m:64"), [expr])
    assert evaluate(tape, [*map(float, numbers.flat)])[0] == pytest.approx(np.linalg.det(numbers))
    with pytest.raises(TooManyProducts, match="too many products"):
        determinant(full(9))


@pytest.mark.parametrize("shape", [(5, 2), (31, 1), (31, 2), (64, 3), (12, 6), (7, 7)])
def test_squared_minors_of_tall_matrices(shape: tuple[int, int]) -> None:
    numbers = np.random.default_rng(2).integers(-2, 3, shape)
    found = sum_of_squared_minors(Matrix(numbers.tolist()))
    assert float(found) == pytest.approx(np.linalg.det(numbers.T @ numbers))
