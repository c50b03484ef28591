"""The plane's way through a network: the Jacobian matrix of each pane, kinks, and points carried along."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.networks import Layer, Network
from jacviz.networks.accumulation import forward
from jacviz.networks.payload import network_payload
from jacviz.networks.points import points
from tests.live.modules import call
from tests.live.networks.views import entries, payload_for, random_network
from tests.live.views import ask, curves, drag, open_view, remark

X = [0.5, -0.4]


@pytest.mark.parametrize(
    ("sizes", "activations", "layers"),
    [
        ([2, 2, 2, 2], ["tanh", "sin", "linear"], [1, 2, 3]),
        ([2, 5, 2, 1], ["tanh", "gelu", "sigmoid"], [2]),
        ([2, 2, 3, 2], ["relu", "tanh", "softmax"], [1, 3]),
        ([2] * 7, ["silu"] * 6, [2, 3, 5, 6]),
    ],
)
def test_the_products_are_those_of_the_library(
    module_page: Page, sizes: list[int], activations: list[str], layers: list[int]
) -> None:
    network = random_network(4, sizes, activations)
    found = open_view(module_page, payload_for(network, "warping", X, [1.0] * sizes[-1]))
    titles = ask(module_page, "view.scene.panes.map(({ title }) => title)")
    assert titles == ["Domain", *(f"After layer {k}" for k in layers)]
    products, places = forward(network.layer_jacobians(X)).products, network.forward(X)
    assert np.array(ask(module_page, "seen.here.products.slice(1)")) == pytest.approx(
        np.array([products[k - 1].ravel() for k in layers]), rel=1e-12, abs=1e-15
    )
    assert np.array(ask(module_page, "seen.here.points.slice(1)")) == pytest.approx(
        np.array([places[k - 1] for k in layers])
    )
    for k in layers:
        assert found[f"determinant-{k}"] == pytest.approx(np.linalg.det(products[k - 1]), rel=1e-9, abs=1e-15)
    assert entries(found, "product", 2, 2) == pytest.approx(products[layers[-1] - 1], rel=1e-12, abs=1e-15)


def test_cells_have_the_area_factor_of_the_product_so_far(module_page: Page) -> None:
    network = random_network(2, [2, 4, 2, 2], ["tanh", "tanh", "sigmoid"])
    payload = payload_for(network, "warping", X, [1.0, 0.0])
    open_view(module_page, payload)
    side = payload["variables"][0]["high"]
    centres = ((np.arange(40) + 0.5) / 20 - 1) * side
    grid = np.stack(np.meshgrid(centres, centres), axis=-1)
    for k in (2, 3):
        cells = f"seen.ground['layer-{k}'].find((mark) => mark.kind === 'cells')"
        shown = ask(module_page, f"[...{cells}.grid.typical]")
        ours = np.linalg.det(forward(network.layer_jacobians(grid)).products[k - 1])
        assert np.array(shown).reshape(40, 40) == pytest.approx(ours, rel=1e-9, abs=1e-14)


def test_kinks_lie_where_a_pre_activation_is_zero(module_page: Page) -> None:
    network = Network([Layer([[1.0, 2.0], [1.0, -1.0]], [0.25, 0.5], "relu"), Layer([[1.0, 1.0]], [0.0], "tanh")])
    open_view(module_page, payload_for(network, "warping", X, [1.0]))
    [lines] = curves(module_page, "ground", "layer-0", stroke="kink")
    x, y = lines[~np.isnan(lines[:, 0])].T
    on_first, on_second = np.abs(x + 2 * y + 0.25) < 1e-9, np.abs(x - y + 0.5) < 1e-9
    assert (on_first | on_second).all() and on_first.any() and on_second.any()
    assert np.isnan(lines[:, 0]).sum() <= 6, "the segments are linked, so that they can be dotted"
    # Where either unit is dead the product has rank 1 at most: dotted in the domain.
    flat = ask(module_page, "seen.ground['layer-0'].find((mark) => mark.kind === 'cells').flat")
    centres = ((np.arange(40) + 0.5) / 20 - 1) * 2.0
    u, v = np.tile(centres, 40), np.repeat(centres, 40)
    dead = (u + 2 * v + 0.25 <= 0) | (u - v + 0.5 <= 0)
    whole = {k for k in flat if k < 1600}  # smaller ones follow, along the kinks
    assert whole <= set(np.flatnonzero(dead)) and len(whole) > 0.9 * dead.sum()


def test_a_probe_on_a_kink_is_told_with_the_convention(module_page: Page) -> None:
    network = Network([Layer([[1.0, 0.0], [0.0, 1.0]], [0.0, 0.0], "relu")])
    found = open_view(module_page, payload_for(network, "warping", [0.0, 0.7], [1.0, 1.0]))
    assert entries(found, "product", 2, 2).tolist() == [[0, 0], [0, 1]]
    assert "By convention the one from the left is used: 0." in remark(module_page)


def test_points_are_carried_along_in_two_shapes(module_page: Page) -> None:
    network, data = random_network(6, [2, 3, 2, 1], ["tanh", "tanh", "sigmoid"]), points("two_moons", 40, seed=2)
    open_view(module_page, network_payload(network, "warping", x=X, target=[1.0], loss="bce", points=data))
    carried = {"layer-0": data.x.round(4), "layer-2": network.forward(data.x.round(4))[1]}
    for pane, places in carried.items():
        for label, (ink, corners) in enumerate([("second", 13), ("third", 5)]):
            [outlines] = curves(module_page, "ground", pane, fill=ink)
            shapes = np.split(outlines, np.flatnonzero(np.isnan(outlines[:, 0])) + 1)[:-1]
            assert {len(shape) for shape in shapes} == {corners + 1}
            middles = np.array([shape[: corners - 1].mean(axis=0) for shape in shapes])
            assert middles == pytest.approx(places[data.labels == label], abs=1e-12)


def test_the_probe_is_dragged_through_all_layers(module_page: Page) -> None:
    network = random_network(4, [2, 2, 2], ["tanh", "tanh"])
    open_view(module_page, payload_for(network, "warping", X, [1.0, 1.0]))
    found = drag(module_page, "Probe", 25, -10)
    p = ask(module_page, "seen.state.probe")
    assert p[0] > X[0] and p[1] > X[1]
    assert entries(found, "product", 2, 2) == pytest.approx(network.input_output_jacobian(p), rel=1e-12)


@pytest.mark.parametrize(
    ("sizes", "told", "panes"), [([1, 2, 1], "choose two inputs", 0), ([2, 3, 1], "give a layer two units", 1)]
)
def test_what_cannot_be_drawn_says_what_to_do(module_page: Page, sizes: list[int], told: str, panes: int) -> None:
    open_view(module_page, payload_for(random_network(1, sizes, ["tanh"] * 2), "warping", X[: sizes[0]], [1.0]))
    assert told in remark(module_page)
    assert ask(module_page, "view.scene.panes.length") == panes


def test_segments_are_linked_to_lines(module_page: Page) -> None:
    """A line in pieces of either direction, one of them twice, one without length, and a piece elsewhere."""
    pieces = [[2, 0, 1, 0], [5, 5, 6, 5], [0, 0, 1, 1e-9], [2, 0, 3, 1], [0, 0, -1, 0], [1, 0, 2, 0], [3, 1, 3, 1]]
    body = """const xy = linked(Float64Array.from(given.flat()), 1e-6);
      return Array.from(xy, (w) => (Number.isNaN(w) ? null : Math.round(w)));"""
    xy = call(module_page, "linked from joinedSegments", body, pieces)
    points = list(zip(xy[::2], xy[1::2], strict=True))
    assert points.count((None, None)) == 2
    long, short = points[: points.index((None, None))], points[points.index((None, None)) + 1 : -1]
    way = [(-1, 0), (0, 0), (1, 0), (2, 0), (3, 1)]
    assert long in (way, way[::-1]) and short == [(5, 5), (6, 5)]
