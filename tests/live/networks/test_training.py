"""Training in the browser: the steps are the library's, and hands start, stop and take them back."""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.networks import Network, drawn
from jacviz.networks.payload import network_payload
from jacviz.networks.points import Points, points
from jacviz.networks.training import Diverged, descend
from tests.live.networks.views import payload_for, random_network
from tests.live.views import ask, curves, numbers, open_view, press, put, remark


def rounded(data: Points) -> Points:
    """The points as the payload holds them."""
    return Points(data.x.round(4), data.labels)


def training(network: Network, data: Points, loss: str) -> Any:
    return network_payload(network, "training", x=[0.3, 0.2], target=[1.0] * network.sizes[-1], loss=loss, points=data)


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).press("Enter")


def run(page: Page) -> None:
    """Starts, and waits for the end."""
    click(page, "Start")
    page.wait_for_function("!view.numbers.isPlaying")


@pytest.mark.parametrize(
    ("sizes", "activations", "loss", "rate", "name"),
    [
        ([2, 4, 1], ["tanh", "sigmoid"], "bce", 1.5, "xor"),
        ([2, 3, 3, 2], ["gelu", "sin", "softmax"], "cross_entropy", 0.5, "two_moons"),
        ([2, 5, 1], ["relu", "linear"], "half_sse", 0.2, "circles"),
        ([2, 2, 2], ["silu", "sigmoid"], "mse", 2.0, "spirals"),
    ],
)
def test_steps_are_those_of_the_library(
    module_page: Page, sizes: list[int], activations: list[str], loss: str, rate: float, name: str
) -> None:
    network, data = drawn(sizes, activations, 3), rounded(points(name, 40, seed=5))
    open_view(module_page, training(network, data, loss), rate=rate)
    for _ in range(20):
        click(module_page, "One step")
    steps = list(islice(descend(network, data.x, data.targets(sizes[-1]), loss, rate=rate), 21))
    assert ask(module_page, "view.scene.descent.losses") == pytest.approx(
        [step.loss for step in steps], rel=1e-9, abs=1e-12
    )
    found, last = numbers(module_page), steps[-1].network
    assert found["step"] == 20 and found["loss"] == pytest.approx(steps[-1].loss, rel=1e-9)
    outputs = last.forward(data.x)[-1]
    sides = outputs[:, 0] > 0.5 if sizes[-1] == 1 else outputs.argmax(axis=1) == 1
    assert found["accuracy"] == pytest.approx((sides == data.labels).mean())
    weights = [w for layer in last.layers for w in (*layer.weights.ravel(), *layer.bias)]
    assert list(ask(module_page, "seen.state.parameters").values()) == pytest.approx(weights, rel=1e-9, abs=1e-12)


def test_a_run_learns_xor_and_is_taken_back(module_page: Page) -> None:
    network, data = drawn([2, 8, 1], ["tanh", "sigmoid"], 1), rounded(points("xor", 60, seed=1))
    before = open_view(module_page, training(network, data, "bce"), steps=200, rate=3.0)
    run(module_page)
    after = numbers(module_page)
    assert after["step"] == 200 and after["accuracy"] > 0.9 > before["accuracy"]
    progress = module_page.get_by_role("progressbar", name="Progress of the run")
    assert progress.evaluate("(bar) => bar.value / bar.max") == 1
    assert len(ask(module_page, "Array.from(seen.ground.loss[0].xy)")) == 2 * 201
    run(module_page)
    assert numbers(module_page)["step"] == 400, "Start goes on where the last run ended"
    click(module_page, "Reset")
    again = numbers(module_page)
    assert again["step"] == 0 and again["loss"] == before["loss"]
    assert list(ask(module_page, "seen.state.parameters").values()) == [
        w for layer in network.layers for w in (*layer.weights.ravel(), *layer.bias)
    ]


def test_a_run_is_stopped_and_goes_on(module_page: Page) -> None:
    data = rounded(points("spirals", 60, seed=1))
    open_view(module_page, training(drawn([2, 8, 8, 1], ["tanh", "tanh", "sigmoid"], 1), data, "bce"), steps=5000)
    click(module_page, "Start")
    module_page.wait_for_function("view.scene.descent.steps > 10")
    click(module_page, "Stop")
    stopped = numbers(module_page)["step"]
    assert 10 < stopped < 5000
    assert ask(module_page, "view.numbers.isPlaying") is False and numbers(module_page)["step"] == stopped
    click(module_page, "One step")
    assert numbers(module_page)["step"] == stopped + 1
    put(module_page)
    assert numbers(module_page)["step"] == 0, "other weights begin anew"


def test_divergence_is_told_and_leaves_finite_weights(module_page: Page) -> None:
    network, data = random_network(3, [2, 3, 1], ["square", "square"]), rounded(points("circles", 40, seed=1))
    open_view(module_page, training(network, data, "half_sse"), rate=10.0)
    run(module_page)
    with pytest.raises(Diverged) as told:
        list(islice(descend(network, data.x, data.targets(), "half_sse", rate=10.0), 1000))
    assert remark(module_page) == str(told.value)
    assert np.isfinite(list(ask(module_page, "seen.state.parameters").values())).all()
    click(module_page, "Reset")
    assert remark(module_page) == ""
    press(module_page, "Learning rate", "Home")
    click(module_page, "One step")
    assert numbers(module_page)["step"] == 1 and remark(module_page) == ""


@pytest.mark.parametrize(("sizes", "activations"), [([2, 4, 1], ["tanh", "sigmoid"]), ([2, 4, 2], ["tanh", "softmax"])])
def test_the_border_is_where_the_network_is_undecided(
    module_page: Page, sizes: list[int], activations: list[str]
) -> None:
    network, data = random_network(5, sizes, activations), rounded(points("xor", 40, seed=1))
    open_view(module_page, training(network, data, "bce" if sizes[-1] == 1 else "cross_entropy"))
    [border] = curves(module_page, "ground", "plane", kind="segments", stroke="ink")
    assert len(border) > 20
    assert network.forward(border)[-1][:, -1] == pytest.approx(0.5, abs=1e-6)
    bins = ask(module_page, "seen.ground.plane[0].bins")
    side = ask(module_page, "view.payload.variables[0].high")
    centres = ((np.arange(60) + 0.5) / 30 - 1) * side
    outputs = network.forward(np.stack(np.meshgrid(centres, centres), axis=-1).reshape(-1, 2))[-1][:, -1]
    for k, cells in enumerate(bins):
        assert all(k / 48 - 1e-9 <= outputs[cell] <= (k + 1) / 48 + 1e-9 for cell in cells)
    assert sum(map(len, bins)) == 3600


def test_the_loss_has_a_logarithmic_axis_once_it_has_fallen_far(module_page: Page) -> None:
    network, data = random_network(1, [2, 1], ["linear"]), Points(np.array([[1.0, 0.0], [-1.0, 0.0]]), np.array([1, 0]))
    open_view(module_page, training(network, data, "half_sse"), rate=0.5, steps=200)
    assert ask(module_page, "seen.panes.loss.axes.y") == "linear"
    run(module_page)
    assert ask(module_page, "seen.panes.loss.axes.y") == "log"
    [losses] = curves(module_page, "ground", "loss", stroke="image")
    assert 10 ** losses[:, 1] == pytest.approx(ask(module_page, "view.scene.descent.losses"), rel=1e-9)
    click(module_page, "Reset")
    assert ask(module_page, "seen.panes.loss.axes.y") == "linear"


def test_what_cannot_be_trained_says_what_to_do(module_page: Page) -> None:
    open_view(module_page, payload_for(random_network(1, [1, 2, 1], ["tanh"] * 2), "training", [0.5]))
    assert "Training takes two inputs and a set of points" in remark(module_page)
    network, data = random_network(1, [2, 3, 1], ["tanh", "linear"]), rounded(points("xor", 20, seed=1))
    open_view(module_page, training(network, data, "bce"))
    assert "not defined for these outputs" in remark(module_page)
