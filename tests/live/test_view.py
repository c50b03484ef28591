"""The whole live view on a page of its own: every named mapping is drawn, and the camera closes in on the probe."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.explore.gallery import gallery
from tests.live.modules import ask_module, payload_of


def drawn(page: Page, *views: dict[str, Any], state: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """What stands on the screen for each payload, drawn one after the other."""
    given = [{"view": view, "state": state or {}} for view in views]
    return ask_module(page, "views", "drawn", given)


def test_every_named_mapping_is_drawn(module_page: Page) -> None:
    entries = gallery()
    found = drawn(module_page, *(e.payload for e in entries))
    for entry, view in zip(entries, found, strict=True):
        assert view["ready"] == "true" and (any(view["inked"]) or entry.scene == "table"), entry.id
        assert view["at"]["p"] == pytest.approx(entry.probe_point), entry.id
        assert view["at"]["f"] == pytest.approx(entry.mapping.values(entry.probe_point), rel=1e-12, abs=1e-12), entry.id
        matrix = entry.mapping.at(entry.probe_point)
        rows, columns = matrix.shape
        shown = [[view["numbers"][f"jacobian-{i}{j}"] for j in range(1, columns + 1)] for i in range(1, rows + 1)]
        assert np.allclose(shown, matrix, rtol=1e-12, atol=1e-12, equal_nan=True), entry.id


def test_the_plane_shows_cell_and_curves(module_page: Page) -> None:
    entries = [e for e in gallery() if e.scene == "plane"]
    for entry, view in zip(entries, drawn(module_page, *(e.payload for e in entries)), strict=True):
        assert view["inked"] == [True] * 4, entry.id
        numbers = {k: w for k, w in view["numbers"].items() if k != "area-ratio"}
        assert all(map(math.isfinite, numbers.values())), (entry.id, numbers)
        a, b, c, d = (numbers[f"jacobian-{k}"] for k in ("11", "12", "21", "22"))
        assert numbers["determinant"] == pytest.approx(a * d - b * c, rel=1e-9, abs=1e-12), entry.id
        assert numbers["linear-area"] == pytest.approx(abs(numbers["determinant"]) * view["state"]["size"] ** 2), (
            entry.id
        )
        assert any(len(xy) > 100 for xy in view["curves"][1]), entry.id


CURVED = {
    "x": "x = u^2 - v^2 + u\ny = 2 u v + sin v",
    "exp": "x = e^u cos v\ny = e^u sin v",
    "shear": "x = u + 2v\ny = v",
}


@pytest.mark.parametrize("name", CURVED)
def test_zoom_closes_in_on_both_points(module_page: Page, name: str) -> None:
    view = payload_of(CURVED[name], u=(-2.0, 2.0), v=(-2.0, 2.0))
    wide, close = (drawn(module_page, view, state={"probe": [0.9, 0.4], "zoom": zoom})[0] for zoom in (0, 1))
    for k, centre in enumerate(((0.9, 0.4), close["at"]["f"])):
        x0, x1, y0, y1 = close["ranges"][k]
        assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(centre, abs=0.02 * (x1 - x0))
        before = wide["ranges"][k]
        assert x0 > before[0] and x1 < before[1] and (x1 - x0) < (before[1] - before[0]) / 50


def test_at_full_zoom_both_panes_show_the_same_cells(module_page: Page) -> None:
    """z^2 beside its singular point stretches by 2 |z| only: the image window is so much smaller than the domain's."""
    view = payload_of("x = u^2 - v^2\ny = 2 u v", u=(-2.0, 2.0), v=(-2.0, 2.0))
    (close,) = drawn(module_page, view, state={"probe": [0.03, 0.04], "zoom": 1})
    (u0, u1, *_), (x0, x1, *_) = close["ranges"]
    assert 0.5 < (x1 - x0) / (u1 - u0) / 0.1 < 2


def test_at_full_zoom_the_curves_are_straight(module_page: Page) -> None:
    """Local linearity: each visible coordinate curve leaves its chord by less than a thousandth of the window."""
    view = payload_of(CURVED["x"], u=(-2.0, 2.0), v=(-2.0, 2.0))
    (close,) = drawn(module_page, view, state={"probe": [0.9, 0.4], "zoom": 1})
    x0, x1, y0, y1 = close["ranges"][1]
    lines = 0
    for xy in close["curves"][1]:
        points = np.array([np.nan if w is None else w for w in xy], dtype=float).reshape(-1, 2)
        for piece in np.split(points, np.flatnonzero(np.isnan(points[:, 0]))):
            piece = piece[~np.isnan(piece[:, 0])]
            piece = piece[(piece[:, 0] > x0) & (piece[:, 0] < x1) & (piece[:, 1] > y0) & (piece[:, 1] < y1)]
            if len(piece) < 3:
                continue
            lines += 1
            (ax, ay), chord = piece[0], piece[-1] - piece[0]
            away = np.abs((piece[:, 0] - ax) * chord[1] - (piece[:, 1] - ay) * chord[0]) / np.hypot(*chord)
            assert away.max() < 1e-3 * (x1 - x0)
    assert lines >= 10, "the grid is as dense as before"


def test_frozen_axes_stay(module_page: Page) -> None:
    frozen = [-5.0, 5.0, -4.0, 4.0]
    (view,) = drawn(module_page, payload_of(CURVED["exp"]), state={"frozen": frozen, "morph": 0.3})
    x0, x1, y0, y1 = view["ranges"][1]
    assert x0 <= -5 and x1 >= 5 and y0 <= -4 and y1 >= 4
    assert (x0 + x1) / 2 == pytest.approx(0, abs=1e-9) and min((x1 - x0) / 10, (y1 - y0) / 8) == pytest.approx(1)


def test_both_axes_have_one_scale(module_page: Page) -> None:
    views = drawn(module_page, payload_of(CURVED["exp"], u=(-2.0, 2.0), v=(0.0, 0.1)), payload_of(CURVED["shear"]))
    shape = [(x1 - x0) / (y1 - y0) for view in views for x0, x1, y0, y1 in view["ranges"]]
    assert shape == pytest.approx([shape[0]] * 4, rel=1e-9), "all panes have one shape, whatever they show"


@pytest.mark.parametrize(
    "text", ["x = ln(u - 9)\ny = √(v - 9)", "x = 5\ny = 7", "x = 10^200 u\ny = v", "x = 1/(u - u^2/u)\ny = v"]
)
def test_odd_mappings_are_no_crash(module_page: Page, text: str) -> None:
    try:
        view = payload_of(text)
    except ValueError:
        return  # refused with a message is as good
    for zoom in (0, 1):
        (found,) = drawn(module_page, view, state={"zoom": zoom})
        assert found["ready"] == "true" and all(map(math.isfinite, found["ranges"][0] + found["ranges"][1]))
