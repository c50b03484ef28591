"""Labels on pictures: none on another, none cut by the frame, none struck through, all large enough."""

from __future__ import annotations

import math
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.live.modules import ask_module, call
from tests.live.networks.views import payload_for, random_network
from tests.live.views import ask, open_view, payload_in

SCREENS = {"phone": (362, 13.5), "laptop": (880, 14.4), "projector": (1340, 18.6)}  # the live view's width, its letters
NETWORKS = ([1, 2, 2, 1], [2, 3, 3, 1], [2, 8, 8, 1], [6, 3], [3, 3], [2, 2, 2])


def checked(page: Page, *panes: str) -> dict[str, Any]:
    ask(page, "0")
    return ask_module(page, "views", "labels", list(panes))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scene", ["layers", "backpropagation"])
def test_labels_of_networks_keep_apart(module_page: Page, scene: str, screen: str) -> None:
    """Whatever the network's numbers: also after twenty steps of descent, when they are no longer round."""
    ask_module(module_page, "views", "size", SCREENS[screen])
    for seed, sizes in enumerate(NETWORKS):
        network = random_network(seed, sizes, ["tanh"] * (len(sizes) - 1))
        open_view(module_page, payload_for(network, scene, [0.3] * sizes[0]))
        found = checked(module_page, "diagram")
        assert found["faults"] == [] and found["least"] >= 1, (sizes, found)
        assert found["count"] >= len(sizes), sizes
        if scene == "backpropagation":
            module_page.evaluate("() => { for (let k = 0; k < 20; k++) view.scene.step(view); }")
            assert checked(module_page, "diagram")["faults"] == [], sizes


@pytest.mark.parametrize("screen", SCREENS)
def test_small_networks_show_all_weights(module_page: Page, screen: str) -> None:
    ask_module(module_page, "views", "size", SCREENS[screen])
    for sizes in ([1, 2, 2, 1], [2, 2, 2], [3, 3], [2, 3, 3, 1]):
        network = random_network(1, sizes, ["tanh"] * (len(sizes) - 1))
        open_view(module_page, payload_for(network, "layers", [0.3] * sizes[0]))
        assert ask(module_page, "seen.panes.diagram.labelPlaces.every(({ rows }) => rows > 0)"), sizes


@pytest.mark.parametrize("screen", SCREENS)
def test_labels_of_a_graph_keep_apart(module_page: Page, screen: str) -> None:
    ask_module(module_page, "views", "size", SCREENS[screen])
    for text in ("f(x) = x^2", "f(x) = sin(5x)", "f(x) = |x|", "f(x) = 2x + 1", "f(x) = e^x", "f(x) = 100 x^3"):
        open_view(module_page, payload_in("graph", text, "x", x=(-2.0, 2.0)))
        for probe in (-1.9, -0.6, 0, 0.4, 1, 1.9):
            for step, side in ((1, 1), (0.4, -1), (0.05, 1), (1e-6, -1)):
                state = {"probe": [probe], "step": step, "side": side}
                module_page.evaluate("(state) => view.adopt(state)", state)
                assert checked(module_page, "graph", "remainder")["faults"] == [], (text, state)


@pytest.mark.parametrize("screen", SCREENS)
def test_names_of_level_curves_are_upright_and_keep_apart(module_page: Page, screen: str) -> None:
    ask_module(module_page, "views", "size", SCREENS[screen])
    for text in ("(x^2 y, 3x + sin y)", "(x^2 - y^2, x y)", "(1/x, e^(3x))", "(sin(3x), cos(2y))"):
        open_view(module_page, payload_in("functions", text, "x, y", x=(-2.0, 2.0), y=(-2.0, 2.0)))
        found = checked(module_page, "first", "second")
        assert found["faults"] == [] and found["least"] >= 1 and found["count"] > 3, (text, found)
        marks = "[...view.snapshot().ground.first, ...view.snapshot().ground.second]"
        assert ask(module_page, f"{marks}.every(({{ kind, angle }}) => kind !== 'label' || !angle)")


def test_turned_boxes_keep_apart(module_page: Page) -> None:
    """A box turned by 45° beside one that is not: their corners' distance by hand."""
    square = {"width": 2, "height": 2}
    reach = 1 + math.sqrt(2)  # half a side and half a diagonal
    body = "return given.map(([a, b]) => areApart(a, b));"
    pairs = [
        [{**square, "at": [0, 0]}, {**square, "at": [x, 0], "angle": math.pi / 4}] for x in (reach - 0.01, reach + 0.01)
    ]
    diagonal = [[{**square, "at": [0, 0]}, {**square, "at": [x, x], "angle": math.pi / 4}] for x in (1.69, 1.72)]
    assert call(module_page, "areApart from labelPlaces", body, pairs + diagonal) == [False, True, False, True]


def test_a_line_goes_around_boxes(module_page: Page) -> None:
    body = "return Array.from(around(given, [0, 0], [10, 0])).map((w) => (Number.isNaN(w) ? null : w));"
    boxes = [{"at": at, "width": 2, "height": 1} for at in ([7, 0], [3, 0.2], [5, 3])]
    gap = [None, None]
    assert call(module_page, "around from labelPlaces", body, boxes) == [
        0,
        0,
        2,
        0,
        *gap,
        4,
        0,
        6,
        0,
        *gap,
        8,
        0,
        10,
        0,
    ]


def test_the_place_that_covers_least_is_taken(module_page: Page) -> None:
    """First among equals; off what is taken; none that leaves the frame."""
    body = """const label = { width: 4, height: 2, places: given.map((at) => ({ at })), lines: [[0, 5, 20, 5]] };
      const [box] = placed([label], { frame: [0, 0, 20, 20], taken: [{ at: [5, 10], width: 4, height: 4 }] });
      return box?.at ?? null;"""

    def search(*places: list[float]) -> list[float] | None:
        return call(module_page, "placed from labelPlaces", body, list(places))

    assert search([10, 5], [10, 9], [10, 12]) == [10, 9]
    assert search([1, 9], [5, 9], [10, 5]) == [10, 5], "one leaves the frame, one is taken: a line through it is left"
    assert search([1, 9], [5, 9]) is None
