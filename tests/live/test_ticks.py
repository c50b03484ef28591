"""Ticks of the axes: round, in the range, at least two, not more than there is room for."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page

from tests.live.modules import call

RANGES = [
    [-1.7, 1.7], [-2.2, 2.2], [-0.02, 1000], [0, 1.05], [0.0298, 0.0313], [-1e-9, 1e-9], [5, 5.001], [-7, -0.5],
    [-3e12, 4e12], [0.9, 1.9], [-0.04, 20.4], [99.6, 100.4],
]  # fmt: skip


@pytest.mark.parametrize("most", [3, 4, 7])
def test_even_axes_have_two_ticks_at_least(module_page: Page, most: int) -> None:
    body = "return given[0].map((r) => evenStep(r, given[1]));"
    steps = call(module_page, "evenStep from ticks", body, [RANGES, most])
    for (low, high), step in zip(RANGES, steps, strict=True):
        count = math.floor(high / step + 1e-9) - math.ceil(low / step - 1e-9) + 1
        assert 2 <= count <= most + 1, (low, high, step)
        assert round(step / 10 ** math.floor(math.log10(step) + 1e-9), 6) in (1, 2, 2.5, 5)


@pytest.mark.parametrize("most", [3, 7])
def test_logarithmic_axes_have_two_ticks_at_least(module_page: Page, most: int) -> None:
    """Over many decades, within one, and where a loss has hardly fallen yet."""
    ranges = [[-6, 0], [-15, 3], [-0.3, 0.9], [-1.55, -1.2], [-1.52, -1.50], [2.1, 2.4], [-60, 2]]
    body = "return given[0].map((r) => logTicks(r, given[1]));"
    for (low, high), ticks in zip(ranges, call(module_page, "logTicks from ticks", body, [ranges, most]), strict=True):
        seen = [w for w in ticks["tickvals"] if low <= math.log10(w) <= high]
        assert 2 <= len(seen) <= max(most + 1, 6), (low, high, ticks)
        assert len(ticks["tickvals"]) == len(ticks["ticktext"])
