"""Jacobian matrices, pushforward, pullback and gradients against autodiff and finite differences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from autograd import grad, jacobian
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jacviz.networks import LOSSES, Layer, Network, classic
from tests.networks import oracle
from tests.networks.drawing import networks, point


def close(ours: object, theirs: object, tolerance: float = 1e-12) -> None:
    a, b = np.asarray(ours), np.asarray(theirs)
    assert a.shape == b.shape
    scale = 1 + np.abs(b).max(initial=0.0)
    assert np.abs(a - b).max(initial=0.0) <= tolerance * scale


@settings(max_examples=150)
@given(networks())
def test_jacobian_matrices_meet_autodiff(network: Network) -> None:
    x = point(network.sizes[0])
    run, given_ = oracle.function(network), oracle.parameters(network)
    inputs = [x, *network.forward(x)]
    for k, J in enumerate(network.layer_jacobians(x)):
        alone = Network([network.layers[k]])
        close(J, jacobian(oracle.function(alone))(inputs[k], oracle.parameters(alone)))
    whole = jacobian(run)(x, given_)
    close(network.forward(x)[-1], run(x, given_))
    close(network.input_output_jacobian(x), whole)
    tangent, cotangent = point(network.sizes[0], 1), point(network.sizes[-1], 2)
    close(network.pushforward(x, tangent), whole @ tangent)
    close(network.pullback(x, cotangent), cotangent @ whole)


@settings(max_examples=150)
@given(networks(), st.sampled_from(sorted(LOSSES)))
def test_gradients_meet_autodiff(network: Network, loss: str) -> None:
    if loss in ("bce", "cross_entropy"):
        *rest, last = network.layers
        network = Network([*rest, Layer(last.weights, last.bias, LOSSES[loss].activation)])
    x = point(network.sizes[0])
    target = np.abs(np.sin(point(network.sizes[-1], 3)))
    run, given_ = oracle.function(network), oracle.parameters(network)

    def objective(x: np.ndarray, given_: oracle.Parameters) -> float:
        return oracle.LOSSES[loss](run(x, given_), target)

    if loss in ("bce", "cross_entropy"):  # nearer to 0 and 1 the oracle loses its digits: test_losses.py judges these
        output = network.forward(x)[-1]
        assume(output.min() > 1e-4 and (loss == "cross_entropy" or output.max() < 1 - 1e-4))
    ours = network.gradient(x, target, loss)
    close(ours.loss, objective(x, given_))
    close(ours.input, grad(objective, 0)(x, given_))
    for w, b, (w0, b0) in zip(ours.weights, ours.biases, grad(objective, 1)(x, given_), strict=True):
        close(w, w0)
        close(b, b0)


@settings(max_examples=40)
@given(networks(), st.sampled_from(["half_sse", "sse", "mse", "sum"]))
def test_gradients_meet_finite_differences(network: Network, loss: str) -> None:
    x, target = point(network.sizes[0]), point(network.sizes[-1], 3)
    gradient = network.gradient(x, target, loss)
    h = 1e-6
    for k, layer in enumerate(network.layers):
        W = layer.weights

        def moved(step: float, k: int = k, layer: Layer = layer, W: np.ndarray = W) -> float:
            changed = W.copy()
            changed[0, 0] += step
            layers = list(network.layers)
            layers[k] = Layer(changed, layer.bias, layer.activation)
            return Network(layers).loss(x, target, loss)

        slope = (moved(h) - moved(-h)) / (2 * h)
        size = 1 + abs(slope) + abs(network.loss(x, target, loss))
        assert abs(gradient.weights[k][0, 0] - slope) <= 1e-4 * size**2


@given(networks())
def test_many_points_are_each_point(network: Network) -> None:
    many = np.stack([point(network.sizes[0], seed) for seed in range(3)])
    targets = np.stack([point(network.sizes[-1], seed) for seed in range(5, 8)])
    tangents = many[::-1]
    for k, x in enumerate(many):
        close(network.forward(many)[-1][k], network.forward(x)[-1])
        close(network.input_output_jacobian(many)[k], network.input_output_jacobian(x))
        close(network.pushforward(many, tangents)[k], network.pushforward(x, tangents[k]))
        close(network.pullback(many, targets)[k], network.pullback(x, targets[k]))
    each = [network.gradient(x, t, "sse") for x, t in zip(many, targets, strict=True)]
    mean = network.gradient(many, targets, "sse")
    close(mean.loss, np.mean([g.loss for g in each]))
    for k in range(len(network.layers)):
        close(mean.weights[k], np.mean([g.weights[k] for g in each], axis=0))
        close(mean.biases[k], np.mean([g.biases[k] for g in each], axis=0))


def test_the_gradient_by_z_gives_that_by_the_weights() -> None:
    network = classic("tanh")
    gradient = network.gradient([0.7], [1.0])
    inputs = [np.array([0.7]), *network.forward([0.7])[:-1]]
    for slope, a, w, b in zip(gradient.pre_activations, inputs, gradient.weights, gradient.biases, strict=True):
        close(w, np.outer(slope, a))
        close(b, slope)


def test_the_classic_network_reads_off_its_weights() -> None:
    network = classic()
    for J, layer in zip(network.layer_jacobians([3.0]), network.layers, strict=True):
        np.testing.assert_array_equal(J, layer.weights)
    np.testing.assert_array_equal(network.input_output_jacobian([3.0]), [[1.25]])


def test_a_kink_is_told() -> None:
    network = Network([Layer([[1.0], [1.0]], [0.0, 1.0], "relu")])
    assert [k.tolist() for k in network.on_kinks([0.0])] == [[True, False]]
    assert network.layer_jacobians([0.0])[0].tolist() == [[0.0], [1.0]]


def test_a_description_gives_the_network_back() -> None:
    network = classic("gelu")
    again = Network.from_json(network.to_json())
    np.testing.assert_array_equal(again.forward([0.3])[-1], network.forward([0.3])[-1])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Network([]), "at least one layer"),
        (lambda: Network([Layer([[1], [2]], [0, 0]), Layer([[1]], [0])]), "Layer 1 has 2 outputs, but layer 2 takes 1"),
        (lambda: Layer([1.0], [0.0]), r"shape is \(1,\)"),
        (lambda: Layer([[1.0], [2.0]], [0.0]), r"each of the 2 rows .* shape is \(1,\)"),
        (lambda: Layer([["a"]], [0.0]), "weights must be numbers"),
        (lambda: Layer([[1.0, 2.0], [3.0]], [0.0, 0.0]), "rows of equal length"),
        (lambda: Layer([[1.0, math.inf]], [0.0]), "inf at row 1, column 2"),
        (lambda: Layer([[1.0]], [math.nan]), "bias must be finite .*nan at place 1"),
        (lambda: Layer([[1.0]], [0.0], "than"), "no activation 'than'"),
        (lambda: Network.from_json([{"weights": [["x"]], "bias": [0], "activation": "tanh"}]), "Layer 1: The weights"),
        (lambda: Network.from_json([{"weights": [[1]]}]), "Layer 1 needs weights, a bias"),
        (lambda: classic().forward([1.0, 2.0]), r"input needs 1 number \(here its shape is \(2,\)"),
        (lambda: classic().pushforward([1.0], [1.0, 2.0]), "tangent needs 1 number"),
        (lambda: classic().pullback([1.0], [1.0, 2.0]), "cotangent needs 1 number"),
        (lambda: classic().gradient([1.0]), "needs a target: 1 number"),
        (lambda: classic().gradient([1.0], [1.0, 2.0]), "target needs 1 number"),
        (lambda: classic().gradient([[1.0]], [1.0]), "must be equal"),
        (lambda: classic().gradient([1.0], [1.0], "bce"), "between 0 and 1 .*End with sigmoid"),
        (lambda: classic().gradient([1.0], [1.0], "hinge"), "no loss 'hinge'"),
    ],
)  # fmt: skip
def test_errors_say_what_is_wrong(make, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        make()
