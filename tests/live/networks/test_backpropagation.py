"""A loss pulled back to every weight, and descent along its gradient, on the screen."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from jacviz.networks import LOSSES, Layer, Network, classic
from jacviz.networks.training import descend
from tests.live.networks.views import entries, hand, payload_for, random_network, type_into
from tests.live.views import ask, numbers, open_view, remark

STEP = "One step of gradient descent"


@pytest.mark.parametrize(
    ("sizes", "activations", "loss"),
    [
        ([1, 2, 2, 1], ["tanh"] * 3, "half_sse"),
        ([2, 3, 2], ["gelu", "softmax"], "cross_entropy"),
        ([2, 7, 2], ["sin", "sigmoid"], "mse"),
    ],
)
def test_gradients_are_those_of_the_library(
    module_page: Page, sizes: list[int], activations: list[str], loss: str
) -> None:
    network, x, target = random_network(8, sizes, activations), [0.4, -0.9][: sizes[0]], [1.0, 0.0][: sizes[-1]]
    found = open_view(module_page, payload_for(network, "backpropagation", x, target, loss=loss))
    ours = network.gradient(x, target, loss)
    assert found["loss"] == pytest.approx(ours.loss, rel=1e-12)
    for k, (w, z) in enumerate(zip(ours.weights, ours.pre_activations, strict=True), 1):
        assert entries(found, f"weight-gradient-{k}", *w.shape) == pytest.approx(w, rel=1e-12)
        assert entries(found, f"z-gradient-{k}", len(z), 1)[:, 0] == pytest.approx(z, rel=1e-12)
    strengths = ask(module_page, "[...view.snapshot().fore.diagram.strengths]")
    flat = [w for k in range(len(activations)) for w in (*ours.weights[k].flat, *ours.biases[k])]
    assert strengths == pytest.approx(flat, rel=1e-12)
    below = ask(module_page, "seen.fore.diagram.units[0].map(({ below }) => below.text)")
    assert below[0].startswith("∇ ") and len(below) == sizes[0]


def test_the_target_moves_the_loss(module_page: Page) -> None:
    found = open_view(module_page, payload_for(classic(), "backpropagation", [1.2], [1.0]))
    assert found["loss"] == pytest.approx((1.5 - 1) ** 2 / 2)
    target = module_page.get_by_label("Target", exact=True)
    target.focus()
    module_page.keyboard.press("End")
    assert numbers(module_page)["loss"] == pytest.approx((1.5 - 2) ** 2 / 2)


def test_steps_are_those_of_the_library(module_page: Page) -> None:
    network = classic("tanh")
    open_view(module_page, payload_for(network, "backpropagation", [1.2], [1.0]), rate=0.25)
    button = module_page.get_by_role("button", name=STEP)
    for _ in range(4):
        button.press("Enter")
    ours = [step for step, _ in zip(descend(network, [1.2], [1.0], rate=0.25), range(5), strict=False)]
    found = numbers(module_page)
    assert found["steps"] == 4 and found["loss"] == pytest.approx(ours[-1].loss, rel=1e-12)
    assert ask(module_page, "view.scene.losses") == pytest.approx([step.loss for step in ours], rel=1e-12)
    kept = ask(module_page, "Object.values(seen.state.parameters)")
    assert kept == pytest.approx([w for la in ours[-1].network.layers for w in (*la.weights.flat, *la.bias)], rel=1e-12)
    curve = ask(module_page, "Array.from(seen.ground.loss[0].xy)")
    is_log = ask(module_page, "seen.panes.loss.axes.y") == "log"
    heights = np.array([step.loss for step in ours])
    assert curve[1::2] == pytest.approx(np.log10(heights) if is_log else heights)


def test_running_and_pausing(module_page: Page) -> None:
    found = open_view(module_page, payload_for(classic(), "backpropagation", [1.2], [1.0]), rate=0.05)
    first = found["loss"]
    module_page.get_by_role("button", name="Run").click()
    module_page.wait_for_function("view.scene.losses.length > 10")
    module_page.get_by_role("button", name="Pause").click()
    found = numbers(module_page)
    assert found["steps"] >= 10 and found["loss"] < first / 10
    assert numbers(module_page)["steps"] == found["steps"]
    module_page.get_by_role("button", name="Reset view").click()
    found = numbers(module_page)
    assert found["steps"] == 0 and found["loss"] == first


def test_divergence_is_said_and_stops(module_page: Page) -> None:
    open_view(module_page, payload_for(classic(), "backpropagation", [1.2], [1.0]), rate=10)
    module_page.get_by_role("button", name="Run").click()
    module_page.wait_for_function("view.scene.diverged !== null")
    assert "Diverged at step" in remark(module_page) and "smaller learning rate than 10" in remark(module_page)
    module_page.get_by_role("button", name="Run").wait_for()
    found = numbers(module_page)
    assert np.isfinite(found["loss"])
    assert ask(module_page, "Object.values(seen.state.parameters).every(Number.isFinite)")


def test_a_hand_begins_the_curve_anew(module_page: Page) -> None:
    open_view(module_page, payload_for(classic(), "backpropagation", [1.2], [1.0]))
    module_page.get_by_role("button", name=STEP).click()
    assert numbers(module_page)["steps"] == 1
    expect(module_page.get_by_text("after 1 step", exact=True)).to_be_visible()
    found = type_into(module_page, "Weight w⁽³⁾₁₁ from b₁ to o", "2")
    assert found["steps"] == 0
    hand(module_page, "Weight w⁽³⁾₁₁ from b₁ to o").focus()
    assert "∂L/∂w = ∂L/∂z · b₁" in ask(module_page, "view.root.querySelector('.jv-readout').textContent")


def test_a_loss_that_needs_other_outputs_says_so(module_page: Page) -> None:
    network = Network([Layer([[2.0]], [0.0], "linear")])
    open_view(module_page, payload_for(network, "backpropagation", [1.0], [1.0], loss="bce"))
    assert "needs outputs between 0 and 1 (here 2): end with sigmoid" in remark(module_page)
    assert module_page.get_by_role("button", name=STEP).is_disabled()


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_has_one_name(module_page: Page, name: str) -> None:
    """What the library calls it is what the screen says, where it is shown and where it fails."""
    title = LOSSES[name].title
    network = Network([Layer([[2.0], [1.0]], [0.0, 1.0], "linear")])
    open_view(module_page, payload_for(network, "backpropagation", [1.0], loss=name))
    assert f"L, {title} = " in ask(module_page, "view.numbers.root.textContent")
    assert not LOSSES[name].activation or f"The {title} needs outputs" in remark(module_page)
