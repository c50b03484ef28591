"""Principal stretches against depth: singular values by NumPy, and what is said where they vanish or explode."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.networks import Layer, Network, classic, drawn
from jacviz.networks.stretches import principal_stretches
from tests.live.modules import call
from tests.live.networks.views import payload_for, random_network
from tests.live.views import ask, curves, numbers, open_view, press, put, remark


def scaled(network: Network, factor: float) -> Network:
    return Network([Layer(factor * layer.weights, layer.bias, layer.activation) for layer in network.layers])


def gradient_norms(network: Network, x: list[float], target: list[float]) -> list[float]:
    """By the input and by each layer's output, from the gradients by z."""
    gradient = network.gradient(x, target)
    inner = [z @ layer.weights for z, layer in zip(gradient.pre_activations, network.layers, strict=True)]
    return [float(np.linalg.norm(g)) for g in [*inner, network.forward(x)[-1] - target]]


@pytest.mark.parametrize(
    ("sizes", "activation", "gain"),
    [([2, 3, 4, 2], "tanh", 1.0), ([3, 2, 5, 1], "sin", 0.4), ([1, 2, 2, 1], "gelu", 2.5)],
)
def test_a_networks_own_stretches(module_page: Page, sizes: list[int], activation: str, gain: float) -> None:
    network, x = random_network(3, sizes, [activation] * 3), [0.5, -0.4, 0.9][: sizes[0]]
    found = open_view(module_page, payload_for(network, "depth", x, [1.0] * sizes[-1]), width=0, gain=gain)
    ours = principal_stretches(scaled(network, gain), x)
    shown = ask(module_page, "seen.here.stretches")
    assert shown[0] == [1] * sizes[0]
    for values, expected in zip(shown[1:], ours, strict=True):
        assert values == pytest.approx(list(expected), rel=1e-10, abs=1e-13)
    assert found["largest"] == pytest.approx(ours[-1][0]) and found["smallest"] == pytest.approx(ours[-1][-1])
    assert found["condition"] == pytest.approx(ours[-1][0] / ours[-1][-1])
    norms = gradient_norms(scaled(network, gain), x, [1.0] * sizes[-1])
    assert ask(module_page, "seen.here.gradients") == pytest.approx(norms, rel=1e-10)
    assert found["gradient"] == pytest.approx(norms[0])


@pytest.mark.parametrize(
    ("activation", "width", "depth", "gain"), [("tanh", 8, 50, 1.0), ("relu", 4, 12, 1.5), ("linear", 2, 30, 0.5)]
)
def test_a_chain_is_drawn_by_the_seed(module_page: Page, activation: str, width: int, depth: int, gain: float) -> None:
    payload = payload_for(classic(activation), "depth", [0.5], [1.0], seed=7)
    found = open_view(module_page, payload, width=width, depth=depth, gain=gain)
    chain = scaled(drawn([width] * (depth + 1), [activation] * depth, 7), gain)
    ours = principal_stretches(chain, [0.5] * width)
    for values, expected in zip(ask(module_page, "seen.here.stretches.slice(1)"), ours, strict=True):
        assert np.array(values) == pytest.approx(expected, rel=1e-6, abs=1e-14 * expected[0])
    assert found["growth"] == pytest.approx(ours[-1][0] ** (1 / depth))
    assert found["gradient"] == pytest.approx(gradient_norms(chain, [0.5] * width, [1.0] * width)[0])


def test_the_picture_shows_logarithms_and_ends_a_line_at_zero(module_page: Page) -> None:
    """Layers diag(1, 1/2) and then diag(2, 0)."""
    network = Network([Layer(np.diag(w), [0.0, 0.0], "linear") for w in ([1.0, 0.5], [2.0, 0.0])])
    found = open_view(module_page, payload_for(network, "depth", [0.5, 0.5]), width=0)
    [largest] = curves(module_page, "ground", "stretches", stroke="image")
    [smallest] = curves(module_page, "ground", "stretches", stroke="domain")
    assert largest == pytest.approx(np.array([[0, 0], [1, 0], [2, np.log10(2)]]))
    assert smallest[:2] == pytest.approx(np.array([[0, 0], [1, np.log10(0.5)]])) and np.isnan(smallest[2]).all()
    assert found["smallest"] == 0 and found["condition"] == np.inf
    said = ask(module_page, "view.root.querySelector('.jv-areas').textContent")
    assert "below 10⁻¹⁴ of the largest" in said and "above 10¹⁴" in said and "∞" not in said
    assert "A line ends where its stretch is 0" in remark(module_page)
    assert ask(module_page, "seen.panes.stretches.axes.y") == "log"
    assert ask(module_page, "seen.panes.stretches.axes.x") == "linear"


def test_the_weight_scale_makes_derivatives_vanish_and_explode(module_page: Page) -> None:
    open_view(module_page, payload_for(classic("linear"), "depth", [0.5], [1.0]), width=8, gain=0.3)
    assert "vanish" in remark(module_page)
    found = put(module_page, width=8, gain=2.0)
    assert "explode" in remark(module_page) and found["largest"] > 1e3
    low = press(module_page, "Weight scale", "Home")
    assert low["largest"] < 1e-10 < found["largest"]
    press(module_page, "Depth of the chain", "Home")
    assert ask(module_page, "seen.here.depth") == 1


def test_layers_are_chosen_by_keyboard(module_page: Page) -> None:
    """The network itself comes first; a depth is there to be chosen for a chain alone."""
    found = open_view(module_page, payload_for(classic("tanh"), "depth", [0.5], [1.0]))
    choice, depth = (module_page.get_by_label(name, exact=True) for name in ("Layers", "Depth of the chain"))
    assert ask(module_page, "seen.state.width") == 0 and not depth.is_visible()
    assert found["largest"] == pytest.approx(float(principal_stretches(classic("tanh"), [0.5])[-1][0]))
    choice.focus()
    module_page.keyboard.press("End")
    assert ask(module_page, "seen.state.width") == 16 and depth.is_visible()
    module_page.keyboard.press("Home")
    assert numbers(module_page) == found


def test_entries_beyond_the_doubles_have_no_stretches(module_page: Page) -> None:
    body = "return stretchesByDepth(given, [2, 2, 2, 2]).map((values) => values.map(String));"
    found = call(
        module_page,
        "stretchesByDepth from depthScene",
        body,
        [[1e200, 0, 0, 1e-200], [1, 0, 0, 1], [1e200, 0, 0, 1]],
    )
    assert [list(map(float, values)) for values in found[:3]] == [[1, 1], [1e200, 0], [1e200, 0]]
    assert found[3] == ["NaN", "NaN"]
