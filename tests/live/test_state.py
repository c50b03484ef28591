"""The resting state: whatever a link or an old page sends, the state is sound, and what is sound is kept."""

from __future__ import annotations

import copy
import math
import random
from typing import Any

import pytest
from playwright.sync_api import Page

from jacviz.explore.gallery import by_id
from jacviz.explore.payload import payload
from tests.live.modules import call, payload_of

VIEW = payload(by_id("shear").mapping)
SCENE = "sceneOf from registry"
GOOD = {
    "probe": [0.25, -0.5], "size": 0.125, "parameters": {"k": -1.5}, "morph": 0.25, "zoom": 0.75,
    "lines": 40, "scale": "symlog", "frozen": [-1.0, 2.0, -3.0, 4.0], "camera": [0.5, -0.25, 2.0],
    "show": {"cells": False, "lines": True, "orientation": False, "cell": True, "ellipse": True, "singular": False},
}  # fmt: skip
GARBAGE: tuple[Any, ...] = (
    None, True, 0, -1, 7, 1e308, -1e308, math.nan, math.inf, "", "1", "NaN", "<img src=x>", [], [1], [1, 2],
    [3, 2, 1, 0], [1, 2, 3, "4"], [None] * 4, [math.nan] * 2, {}, {"k": "1"}, {"k": math.nan},
    {"k": None, "__proto__": 1}, {"cells": 1}, {"cells": "no"},
)  # fmt: skip


def states(page: Page, wishes: list[Any], view: dict[str, Any] = VIEW) -> list[dict[str, Any]]:
    body = "return given.wishes.map((wish) => stateOf(sceneOf(given.view), wish ?? undefined));"
    return call(page, f"stateOf from state, {SCENE}", body, {"view": view, "wishes": wishes})


def default(page: Page, view: dict[str, Any] = VIEW) -> dict[str, Any]:
    return call(page, f"defaultState from state, {SCENE}", "return defaultState(sceneOf(given));", view)


def is_sound(state: dict[str, Any], fallback: dict[str, Any]) -> bool:
    u, v = VIEW["variables"]
    show = fallback["show"]
    frozen, camera = state["frozen"], state["camera"]
    return all(
        [
            set(state) == set(fallback),
            u["low"] <= state["probe"][0] <= u["high"] and v["low"] <= state["probe"][1] <= v["high"],
            0 < state["size"] <= 1,
            set(state["parameters"]) == {"k"} and -2 <= state["parameters"]["k"] <= 2,
            0 <= state["morph"] <= 1 and 0 <= state["zoom"] <= 1,
            state["lines"] in (10, 20, 40) and state["scale"] in ("auto", "linear", "symlog"),
            set(state["show"]) == set(show) and all(isinstance(on, bool) for on in state["show"].values()),
            frozen is None or (len(frozen) == 4 and frozen[0] < frozen[1] and frozen[2] < frozen[3]),
            camera is None or (len(camera) == 3 and camera[2] > 0),
        ]
    )


def test_what_is_sound_is_kept(module_page: Page) -> None:
    (state,) = states(module_page, [GOOD])
    assert state == GOOD


def test_nothing_wished_is_the_default(module_page: Page) -> None:
    wanted = default(module_page)
    assert states(module_page, [None, {}, {"unknown": 1, "probe": None}]) == [wanted] * 3
    assert is_sound(wanted, wanted) and wanted["parameters"] == {"k": 0.8} and wanted["morph"] == 1


def test_garbage_in_one_field_spoils_no_other(module_page: Page) -> None:
    """Each field of a good state in turn is replaced by each piece of garbage."""
    fallback = default(module_page)
    wishes = [(key, copy.deepcopy(GOOD) | {key: junk}) for key in GOOD for junk in GARBAGE]
    for (key, wish), state in zip(wishes, states(module_page, [wish for _, wish in wishes]), strict=True):
        assert is_sound(state, fallback), (key, wish[key], state)
        assert {k: state[k] for k in GOOD if k != key} == {k: GOOD[k] for k in GOOD if k != key}


def test_random_garbage_gives_a_sound_state(module_page: Page) -> None:
    chance, fallback = random.Random(1), default(module_page)
    wishes = [{key: chance.choice(GARBAGE) for key in GOOD if chance.random() < 0.8} for _ in range(500)]
    for wish, state in zip(wishes, states(module_page, wishes), strict=True):
        assert is_sound(state, fallback), (wish, state)


@pytest.mark.parametrize("wish", ["text", 7, [], [1, 2], True])
def test_no_state_at_all_is_the_default(module_page: Page, wish: Any) -> None:
    assert states(module_page, [wish]) == [default(module_page)]


def test_out_of_range_goes_to_the_edge(module_page: Page) -> None:
    wish = {"probe": [99, -99], "parameters": {"k": 1e9, "other": 1}, "morph": 3, "zoom": -1, "size": 1e9}
    (state,) = states(module_page, [wish])
    assert state["probe"] == [1, -1] and state["parameters"] == {"k": 2}
    assert (state["morph"], state["zoom"]) == (1, 0) and state["size"] == pytest.approx(1)


@pytest.mark.parametrize("width", [1e-9, 0.3, 2 * math.pi, 1e6])
def test_the_default_fits_the_domain(module_page: Page, width: float) -> None:
    view = payload_of("x = u\ny = v", u=(5.0, 5.0 + width), v=(-width, width))
    state = default(module_page, view)
    assert 5 < state["probe"][0] < 5 + width and abs(state["probe"][1]) < width
    assert 0.05 * width < state["size"] <= 0.2000001 * width


def test_the_gallerys_probe_is_the_default(module_page: Page) -> None:
    assert default(module_page, VIEW | {"probe": [0.5, 0.25]})["probe"] == [0.5, 0.25]


def test_what_is_told_is_what_was_moved(module_page: Page) -> None:
    """A state is its default changed by what is told of it, and nothing is told of the default."""
    body = """const scene = sceneOf(given.view);
    return given.wishes.map((wish) => {
      const state = stateOf(scene, wish), told = moved(scene, state);
      return [told, stateOf(scene, told), state];
    });"""
    wishes: list[Any] = [{}, {"morph": 0.5}, {"show": {"cells": False}, "parameters": {"k": 1}}, GOOD]
    given = {"view": VIEW, "wishes": wishes}
    found = call(module_page, f"stateOf from state, moved from state, {SCENE}", body, given)
    assert [told for told, _, _ in found[:3]] == wishes[:3]
    assert all(again == state for _, again, state in found)
