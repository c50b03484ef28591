"""Matrices against NumPy: singular values, rank, null space, volume elements, determinants."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call

SHAPES = [(1, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (3, 3), (2, 5), (4, 4), (6, 3)]


def decompose(page: Page, matrices: list[np.ndarray]) -> list[dict]:
    given = [{"entries": m.ravel().tolist(), "columns": m.shape[1]} for m in matrices]
    body = "return given.map(({ entries, columns }) => singularValues(entries, columns));"
    return call(page, "singularValues from matrix", body, given)


def random_matrices() -> list[np.ndarray]:
    """Of every shape and size of entries, some of them short of full rank."""
    chance = np.random.default_rng(4)
    found = [chance.normal(size=shape) * 10.0 ** chance.uniform(-4, 4) for shape in SHAPES for _ in range(12)]
    for rows, columns in SHAPES:
        rank = max(0, min(rows, columns) - 1)
        found += [chance.normal(size=(rows, rank)) @ chance.normal(size=(rank, columns)) for _ in range(6)]
    return found


def test_stretches_rank_and_null_space_meet_numpy(module_page: Page) -> None:
    matrices = random_matrices()
    for matrix, answer in zip(matrices, decompose(module_page, matrices), strict=True):
        wanted = np.linalg.svd(matrix, compute_uv=False)
        assert answer["stretches"] == pytest.approx(wanted, rel=1e-12, abs=1e-14 * wanted[0])
        assert answer["rank"] == np.linalg.matrix_rank(matrix, tol=1e-12 * wanted[0])
        kernel = np.array(answer["kernel"]).reshape(-1, matrix.shape[1])
        assert len(kernel) == matrix.shape[1] - answer["rank"]
        assert np.abs(matrix @ kernel.T).max(initial=0) <= 1e-12 * max(wanted[0], 1e-300)
        assert kernel @ kernel.T == pytest.approx(np.eye(len(kernel)), abs=1e-13)


def test_the_zero_matrix_sends_everything_to_zero(module_page: Page) -> None:
    (answer,) = decompose(module_page, [np.zeros((2, 3))])
    assert answer["rank"] == 0 and answer["stretches"] == [0, 0]
    assert np.array(answer["kernel"]) == pytest.approx(np.eye(3))


def test_volume_elements_meet_the_gram_determinant(module_page: Page) -> None:
    chance = np.random.default_rng(8)
    for rows, columns in [(2, 1), (3, 1), (3, 2), (4, 2)]:
        matrices = chance.normal(size=(40, rows, columns))
        body = "return Array.from(volumeElement({ j: given.j.map((w) => Float64Array.from(w)) }, given.columns, 40));"
        given = {"j": matrices.reshape(40, -1).T.tolist(), "columns": columns}
        got = call(module_page, "volumeElement from matrix", body, given)
        wanted = [math.sqrt(np.linalg.det(m.T @ m)) for m in matrices]
        assert got == pytest.approx(wanted, rel=1e-10)


def test_a_nearly_flat_parallelogram_keeps_its_area(module_page: Page) -> None:
    """Columns (1, 0, 0) and (1, e, 0) span e; 1 (1 + e^2) - 1 would lose it to rounding."""
    body = "return volumeElement({ j: [1, 1, 0, 1e-9, 0, 0].map((w) => [w]) }, 2, 1)[0];"
    assert call(module_page, "volumeElement from matrix", body) == pytest.approx(1e-9, rel=1e-12)


def test_determinants_meet_numpy(module_page: Page) -> None:
    chance = np.random.default_rng(9)
    matrices = [chance.normal(size=(n, n)) for n in (1, 2, 3, 4) for _ in range(20)]
    body = "return given.map(({ entries, count }) => determinantOf(entries, count));"
    given = [{"entries": m.ravel().tolist(), "count": len(m)} for m in matrices]
    got = call(module_page, "determinantOf from matrix", body, given)
    assert got == pytest.approx([np.linalg.det(m) for m in matrices], rel=1e-10, abs=1e-12)


def test_principal_stretches_meet_the_svd(module_page: Page) -> None:
    chance = np.random.default_rng(7)
    random = chance.normal(size=(300, 2, 2)) * 10.0 ** chance.uniform(-3, 3, size=(300, 1, 1))
    special = [
        [[0, 0], [0, 0]],
        [[1, 0], [0, 1]],
        [[0, 1], [1, 0]],
        [[1, 2], [2, 4]],
        [[0, -3], [0, 0]],
        [[2, 0], [0, -5]],
    ]
    matrices = np.concatenate([random, np.array(special, dtype=float)])
    got = call(
        module_page,
        "principalStretches from matrix",
        "return given.map((m) => principalStretches(m.flat()));",
        matrices.tolist(),
    )
    for matrix, answer in zip(matrices, got, strict=True):
        wanted = np.linalg.svd(matrix, compute_uv=False)
        assert answer["stretches"] == pytest.approx(wanted, rel=1e-13, abs=1e-14 * wanted[0])
        direction = np.array([math.cos(answer["angle"]), math.sin(answer["angle"])])
        assert np.hypot(*(matrix.T @ direction)) == pytest.approx(wanted[0], rel=1e-12, abs=1e-300)
