"""The scale of the area factor: symmetric, monotone, with 0 and 1 marked, and not ruined by one pole."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.modules import call

LIMITS = (1e-6, 0.02, 0.5, 1.0, 2.0, 3.0, 80.0, 1e5)


def robust(page: Page, values: list[float]) -> tuple[float, bool]:
    found = call(page, "robustLimit from scale", "return robustLimit(given, given.length);", values)
    return found["limit"], found["clipped"]


def test_limit_is_round_and_not_below_what_is_shown(module_page: Page) -> None:
    chance = np.random.default_rng(3)
    for magnitude in (1e-8, 1e-3, 1.0, 7.3, 1e6):
        values = (chance.uniform(-1, 1, 400) * magnitude).tolist()
        limit, clipped = robust(module_page, values)
        assert not clipped and max(map(abs, values)) <= limit <= 2 * magnitude
        assert float(f"{limit:.1e}") == pytest.approx(limit, rel=1e-12)


def test_one_pole_does_not_ruin_the_scale(module_page: Page) -> None:
    values = [*np.linspace(0.1, 3, 400).tolist(), 1e9, -4e12, math.inf, math.nan]
    limit, clipped = robust(module_page, values)
    assert clipped and 2.5 <= limit <= 4


@pytest.mark.parametrize("values", [[], [math.nan, math.inf], [0.0, 0.0], [-0.0]])
def test_nothing_to_show_has_a_scale_too(module_page: Page, values: list[float]) -> None:
    limit, clipped = robust(module_page, values)
    assert math.isfinite(limit) and limit > 0 and not clipped


def test_a_constant_factor_stands_in_the_middle_of_its_side(module_page: Page) -> None:
    for value in (1.0, -3.0, 0.01):
        limit, _ = robust(module_page, [value] * 100)
        assert 1.5 <= limit / abs(value) <= 3


def scale(page: Page, kind: str, limit: float, at: list[float]) -> dict[str, Any]:
    body = """
    const scale = scaleOf(given.kind, given.limit);
    return { places: given.at.map(scale.place), ticks: scale.ticks, bins: given.at.map((w) => binOf(scale, w)) };
    """
    return call(page, "scaleOf from scale, binOf from scale", body, {"kind": kind, "limit": limit, "at": at})


@pytest.mark.parametrize("kind", ["linear", "symlog"])
def test_scale_is_symmetric_monotone_and_clipped(module_page: Page, kind: str) -> None:
    for limit in LIMITS:
        rise = [limit * x for x in (0, 1e-6, 1e-3, 0.01, 0.1, 0.4, 0.8, 1.0)]
        found = scale(module_page, kind, limit, [*rise, *(-w for w in rise), 5 * limit, -1e9 * limit])
        places = np.array(found["places"])
        up, down, beyond = places[:8], places[8:16], places[16:]
        assert (np.diff(up) > 0).all() and up == pytest.approx(-down, abs=1e-15)
        assert (up[0], up[-1], *beyond) == (0, pytest.approx(1), 1, -1)
        if kind == "linear":
            assert up == pytest.approx(np.array(rise) / limit)
        else:
            assert up[3] > 3 * 0.01, "a logarithm shows what is small"


@pytest.mark.parametrize("kind", ["linear", "symlog"])
def test_zero_is_always_marked_and_one_where_it_is_in_range(module_page: Page, kind: str) -> None:
    for limit in LIMITS:
        found = scale(module_page, kind, limit, [0, 1])
        ticks, (zero, one) = found["ticks"], found["places"]
        assert 0 in ticks and (1 in ticks) == (limit >= 1 and one - zero > 0.02), "else they would run into each other"
        assert ticks == sorted(ticks) and len(set(ticks)) == len(ticks)
        assert -limit in ticks


def test_bins_keep_the_sign(module_page: Page) -> None:
    for kind in ("linear", "symlog"):
        bins = scale(module_page, kind, 2.0, [-9.0, -2.0, -1e-9, 1e-9, 2.0, 9.0, math.nan, math.inf])["bins"]
        assert bins[:6] == [0, 0, 23, 24, 47, 47] and bins[6:] == [-1, -1]


def test_a_logarithm_where_most_would_be_pale(module_page: Page) -> None:
    body = "return given.map(([wish, values, limit]) => kindOf(wish, values, values.length, limit));"
    wide = [10.0**k for k in np.linspace(-4, 1, 60)]
    jobs = [
        ["auto", wide, 10],
        ["auto", np.linspace(0, 10, 60).tolist(), 10],
        ["linear", wide, 10],
        ["symlog", [1], 1],
        ["auto", [], 1],
    ]
    assert call(module_page, "kindOf from scale", body, jobs) == [
        "symlog",
        "linear",
        "linear",
        "symlog",
        "linear",
    ]


def test_colours_diverge_from_a_neutral_middle(module_page: Page) -> None:
    """Left and right differ for every kind of eye: lightness falls (light page) or rises (dark page) away from 0."""
    for dark, colours in zip(
        (False, True),
        call(module_page, "palette from palette", "return [palette(false), palette(true)];"),
        strict=True,
    ):
        rgb = np.array([[int(c) for c in text[4:-1].split(",")] for text in colours], dtype=float)
        lightness = rgb @ (0.2126, 0.7152, 0.0722)
        left, right = lightness[:24][::-1], lightness[24:]
        for side in (left, right):
            outward = np.diff(side) * (1 if dark else -1)
            assert (outward > 0).all()
        assert np.ptp(rgb[23:25], axis=1).max() < 30, "the middle is neutral"
