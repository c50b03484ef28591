"""Determinants and adjugates by minors: without division, which Matrix.det would have to simplify."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from sympy import Add, Expr, ImmutableMatrix, MatrixBase, Mul, S

Rows = Sequence[Sequence[Expr]]


def determinant(rows: Rows) -> Expr:
    """The determinant by expansion along the first row; each minor is made once."""

    @cache
    def minor(depth: int, columns: tuple[int, ...]) -> Expr:
        if not columns:
            return S.One
        terms = []
        for position, column in enumerate(columns):
            entry = rows[depth][column]
            if entry is not S.Zero:
                rest = minor(depth + 1, columns[:position] + columns[position + 1 :])
                terms.append(Mul(S.NegativeOne**position, entry, rest))
        return Add(*terms)

    return minor(0, tuple(range(len(rows))))


def maximal_minors(matrix: MatrixBase) -> Iterator[Expr]:
    """The determinants of all square choices of rows, as many rows as there are columns."""
    for rows in combinations(matrix.tolist(), matrix.cols):
        yield determinant(rows)


def adjugate(matrix: MatrixBase) -> ImmutableMatrix:
    """The transposed matrix of cofactors: matrix * adjugate = determinant * identity."""
    rows = matrix.tolist()

    def cofactor(i: int, j: int) -> Expr:
        rest = [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]
        return S.NegativeOne ** (i + j) * determinant(rest)

    size = len(rows)
    return ImmutableMatrix([[cofactor(j, i) for j in range(size)] for i in range(size)])
