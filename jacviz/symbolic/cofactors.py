"""Determinants and adjugates by minors: without division, which Matrix.det would have to simplify."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from sympy import Add, Expr, ImmutableMatrix, MatrixBase, Mul, S

Rows = Sequence[Sequence[Expr]]
PRODUCTS = 1100  # of an entry and a minor: a full matrix of 8 rows has 1024


class TooManyProducts(ValueError):
    """A determinant that is the sum of more products than can be written out."""


class Counter:
    """Counts products, and raises TooManyProducts beyond its limit."""

    def __init__(self, limit: int = PRODUCTS) -> None:
        self.left = limit

    def one(self) -> None:
        """Counts one more."""
        self.left -= 1
        if self.left < 0:
            raise TooManyProducts("This determinant is the sum of too many products to be written out.")


def determinant(rows: Rows, counter: Counter | None = None) -> Expr:
    """The determinant by expansion along rows and columns with few entries; each minor is made once.

    TooManyProducts beyond the counter.
    """
    filled = [frozenset(j for j, entry in enumerate(row) if entry is not S.Zero) for row in rows]
    count = counter or Counter()

    @cache
    def minor(kept: tuple[int, ...], columns: tuple[int, ...]) -> Expr:
        if not kept:
            return S.One
        line = _fewest(filled, kept, columns)
        terms = []
        for i, j in line:
            count.one()
            k, m = kept.index(i), columns.index(j)
            rest = minor(kept[:k] + kept[k + 1 :], columns[:m] + columns[m + 1 :])
            terms.append(Mul(S.NegativeOne ** (k + m), rows[i][j], rest))
        return Add(*terms)

    everything = tuple(range(len(rows)))
    return minor(everything, everything)


def _fewest(filled: Sequence[frozenset[int]], kept: Sequence[int], columns: Sequence[int]) -> list[tuple[int, int]]:
    """The places in the row with the fewest entries that are not 0, or in a column that has only one or none."""
    uses = dict.fromkeys(columns, 0)
    row: list[tuple[int, int]] | None = None
    for i in kept:
        found = [j for j in columns if j in filled[i]]
        for j in found:
            uses[j] += 1
        if row is None or len(found) < len(row):
            row = [(i, j) for j in found]
    single = min(columns, key=uses.__getitem__)
    if uses[single] < min(2, len(row or ())):
        return [(i, single) for i in kept if single in filled[i]]
    return row or []


def sum_of_squared_minors(matrix: MatrixBase) -> Expr:
    """det M^T M by Cauchy-Binet, or from the entries of M^T M where there are too many minors; TooManyProducts."""
    try:
        return Add(*(minor**2 for minor in maximal_minors(matrix, Counter())))
    except TooManyProducts:
        return determinant(gram(matrix))


def gram(matrix: MatrixBase) -> list[list[Expr]]:
    """M^T M."""
    columns = matrix.T.tolist()
    return [[Add(*(a * b for a, b in zip(p, q, strict=True))) for q in columns] for p in columns]


def maximal_minors(matrix: MatrixBase, counter: Counter | None = None) -> Iterator[Expr]:
    """The determinants of all square choices of rows, as many rows as there are columns."""
    for rows in combinations(matrix.tolist(), matrix.cols):
        if counter:
            counter.one()
        yield determinant(rows, counter)


def adjugate(matrix: MatrixBase) -> ImmutableMatrix:
    """The transposed matrix of cofactors: matrix * adjugate = determinant * identity. TooManyProducts."""
    rows, counter = matrix.tolist(), Counter()

    def cofactor(i: int, j: int) -> Expr:
        rest = [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]
        return S.NegativeOne ** (i + j) * determinant(rest, counter)

    size = len(rows)
    return ImmutableMatrix([[cofactor(j, i) for j in range(size)] for i in range(size)])
