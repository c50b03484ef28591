"""The filled cells: all of them for a tame mapping, none across a pole or a branch jump, signs by orientation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call, payload_of

GRID = """
const grid = cellGrid(new MorphedEvaluation(given.view), given.us, given.vs);
const { bins, reversed, flat } = binCells(grid, scaleOf("linear", 10));
return { determinant: Array.from(grid.determinant), binned: bins.flat().length, reversed, flat: flat ?? [],
         corners: Array.from(grid.determinant, (_, k) => verticesOf(grid, k).map((i) => [grid.u[i], grid.v[i]])) };
"""
IMPORTS = (
    "cellGrid from cellGrid, binCells from cellBins, verticesOf from quadrangle, "
    "scaleOf from scale, MorphedEvaluation from morph"
)


def cells(page: Page, text: str, us: np.ndarray, vs: np.ndarray) -> dict[str, Any]:
    given = {"view": payload_of(text), "us": us.tolist(), "vs": vs.tolist()}
    found = call(page, IMPORTS, GRID, given)
    found["determinant"] = np.array(found["determinant"]).reshape(len(vs) - 1, len(us) - 1)
    found["corners"] = np.array(found["corners"])
    return found


def centres(positions: np.ndarray) -> np.ndarray:
    return (positions[1:] + positions[:-1]) / 2


def test_all_cells_of_a_tame_mapping(module_page: Page) -> None:
    us, vs = np.linspace(-1, 1, 11), np.linspace(-1, 1, 9)
    found = cells(module_page, "x = u^3 + v\ny = v + u/5", us, vs)
    wanted = np.broadcast_to(3 * centres(us) ** 2 - 0.2, (8, 10))
    assert found["determinant"] == pytest.approx(wanted, rel=1e-12)
    assert found["binned"] == 80
    assert sorted(found["reversed"]) == np.flatnonzero(wanted.ravel() < 0).tolist()


def test_the_cell_on_top_of_a_zero_is_kept(module_page: Page) -> None:
    """z^2 on an odd grid: the central cell covers the singular point, and its image folds over itself."""
    side = np.linspace(-1, 1, 10)
    found = cells(module_page, "x = u^2 - v^2\ny = 2 u v", side, side)
    assert np.isfinite(found["determinant"]).all() and found["determinant"][4, 4] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("x = u/(u^2 + v^2)\ny = v/(u^2 + v^2)", np.linspace(-1, 1, 10)),
        ("x = u/(u^2 + v^2)\ny = v/(u^2 + v^2)", np.linspace(-1, 1, 11)),
    ],
)
def test_cells_around_a_pole_are_left_out(module_page: Page, text: str, side: np.ndarray) -> None:
    found = cells(module_page, text, side, side)
    holds_pole = (np.abs(found["corners"]).min(axis=(1, 2)) < 1e-9) | (
        (found["corners"].min(axis=1) <= 1e-9).all(axis=1) & (found["corners"].max(axis=1) >= -1e-9).all(axis=1)
    )
    at_pole = (found["corners"].min(axis=1) <= 1e-9).all(axis=1) & (found["corners"].max(axis=1) >= -1e-9).all(axis=1)
    missing = np.isnan(found["determinant"].ravel())
    assert missing[at_pole].all() and not missing[~holds_pole].any()


@pytest.mark.parametrize("count", [10, 11])
def test_cells_across_a_line_of_poles_are_left_out(module_page: Page, count: int) -> None:
    us, vs = np.linspace(-1, 1, count), np.linspace(0, 1, 5)
    found = cells(module_page, "x = 1/u\ny = v", us, vs)
    across = (us[1:] >= -1e-12) & (us[:-1] <= 1e-12)
    assert np.isnan(found["determinant"][:, across]).all()
    assert np.isfinite(found["determinant"][:, ~across]).all()


@pytest.mark.parametrize("count", [20, 21])
def test_cells_across_a_branch_jump_are_left_out(module_page: Page, count: int) -> None:
    """atan2(v, u) jumps by 2π where v changes its sign on the left."""
    us, vs = np.linspace(-2, -0.5, 8), np.linspace(-1, 1, count)
    found = cells(module_page, "x = atan2(v, u)\ny = √(u^2 + v^2)", us, vs)
    below_to_above = (vs[:-1] < -1e-12) & (vs[1:] >= -1e-12)
    assert below_to_above.sum() == 1
    assert np.isnan(found["determinant"][below_to_above]).all()
    assert np.isfinite(found["determinant"][~below_to_above]).all()


def test_rounding_is_no_orientation(module_page: Page) -> None:
    """Rank 1 with coefficients that do not cancel exactly: no cell is hatched."""
    side = np.linspace(-1, 1, 6)
    found = cells(module_page, "x = u/10 + 3v/10\ny = √2 u/10 + 3 √2 v/10", side, side)
    assert found["reversed"] == [] and found["determinant"] == pytest.approx(np.zeros((5, 5)), abs=1e-15)


def test_a_flat_region_is_told_from_a_curve(module_page: Page) -> None:
    """max(u, 0) is flat for u < 0; u^2 is flat on a line only."""
    side = np.linspace(-1, 1, 11)
    flat = cells(module_page, "x = max(u, 0)\ny = v", side, side)["flat"]
    assert {k % 10 for k in flat} == {0, 1, 2, 3, 4}
    assert cells(module_page, "x = u^2\ny = v", side, side)["flat"] == []


def test_subdivision_keeps_the_positions(module_page: Page) -> None:
    got = call(module_page, "subdivide from cellGrid", "return subdivide(given, 2);", [0.0, 1.0, 4.0])
    assert got == [0, 0.5, 1, 2.5, 4]
