"""Mappings without a picture: matrix, rank, null space, stretches and volume element against NumPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.views import ask, open_view, press, remark

TABLES = {
    "3 to 2": ("a = x y\nb = y z + x^2", "x, y, z"),
    "4 to 4": ("a = w x\nb = x y + w\nc = y z\nd = z w + y", "w, x, y, z"),
    "2 to 4": ("a = u\nb = v\nc = u v\nd = u^2 - v", "u, v"),
    "4 to 1": ("a = w x y + z^2", "w, x, y, z"),
    "1 to 4": ("a = cos t\nb = sin t\nc = t\nd = t^2", "t"),
    "3 to 5": ("a = x\nb = y\nc = z\nd = x y z\ne = x + y + z", "x, y, z"),
}


def matrix(found: dict[str, float], rows: int, columns: int) -> np.ndarray:
    return np.array([[found[f"jacobian-{i + 1}{j + 1}"] for j in range(columns)] for i in range(rows)])


def text_of(page: Page, key: str) -> str:
    return str(ask(page, f"view.root.querySelector('[data-quantity={key}]').textContent"))


@pytest.mark.parametrize("name", TABLES)
def test_numbers_meet_numpy(module_page: Page, name: str) -> None:
    text, variables = TABLES[name]
    view = payload(parse(text, variables))
    assert view["scene"] == "table"
    found = open_view(module_page, view)
    j = matrix(found, len(view["labels"]), len(view["variables"]))
    stretches = np.linalg.svd(j, compute_uv=False)
    assert found["rank"] == np.linalg.matrix_rank(j)
    assert found["stretches"] == pytest.approx(stretches[0])
    assert found["kernel"] == j.shape[1] - found["rank"]
    gram = j.T @ j if j.shape[0] >= j.shape[1] else j @ j.T
    assert found["volume-element"] == pytest.approx(math.sqrt(np.linalg.det(gram)))
    kernel = np.array(ask(module_page, "seen.here.kernel")).reshape(-1, j.shape[1])
    assert j @ kernel.T == pytest.approx(np.zeros((j.shape[0], len(kernel))), abs=1e-12)
    if j.shape[0] == j.shape[1]:
        assert found["determinant"] == pytest.approx(np.linalg.det(j))


def test_where_the_rank_drops_the_null_space_grows(module_page: Page) -> None:
    found = open_view(module_page, payload(parse(*TABLES["3 to 2"])), probe=[0, 0, 0])
    assert found["rank"] == 0 and found["kernel"] == 3 and "rank of J drops" in remark(module_page)
    assert text_of(module_page, "rank") == "0 of at most 2"
    assert text_of(module_page, "kernel") == "(1, 0, 0),  (0, 1, 0),  (0, 0, 1)"
    press(module_page, "Probe y", "ArrowRight")
    assert remark(module_page) == "" and text_of(module_page, "rank") == "2 of at most 2"


def test_stretches_below_the_tolerance_are_zero(module_page: Page) -> None:
    """The rows of a matrix in arithmetic progression have rank 2, which rounding blurs."""
    rows = [" + ".join(f"{4 * i + k + 1} {name}" for k, name in enumerate("wxyz")) for i in range(4)]
    text = "\n".join(f"{out} = {row}" for out, row in zip("abcd", rows, strict=True))
    found = open_view(module_page, payload(parse(text, "w, x, y, z")))
    assert found["rank"] == 2 and found["volume-element"] == 0
    assert ask(module_page, "seen.here.stretches.slice(2)") == [0, 0]


def test_where_j_does_not_exist(module_page: Page) -> None:
    found = open_view(module_page, payload(parse("a = |x|\nb = y + z", "x, y, z")), probe=[0, 0.5, 0.5])
    assert math.isnan(found["rank"]) and text_of(module_page, "kernel") == "–"
    assert "J does not exist" in remark(module_page)
