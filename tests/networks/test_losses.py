"""Losses: gradients against finite differences, and the cross-entropies where the naive forms break."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest

from jacviz.networks import LOSSES, Layer, Network


def head(size: int, activation: str) -> Network:
    return Network([Layer(np.eye(size), np.zeros(size), activation)])


@pytest.mark.parametrize("name", LOSSES)
def test_gradients_meet_finite_differences(name: str) -> None:
    o, t = np.array([0.2, 0.5, 0.9]), np.array([0.0, 0.3, 0.7])
    loss, h = LOSSES[name], 1e-6
    for each in filter(None, (loss, loss.of_logits)):
        slopes = [(each.value(o + h * e, t) - each.value(o - h * e, t)) / (2 * h) for e in np.eye(3)]
        np.testing.assert_allclose(each.gradient(o, t), slopes, atol=1e-8)


@pytest.mark.parametrize("name", ["bce", "cross_entropy"])
def test_logits_give_the_same_as_outputs(name: str) -> None:
    loss = LOSSES[name]
    z, t = np.array([0.3, -1.2, 2.0]), np.array([0.1, 0.7, 0.4])
    network = head(3, loss.activation)
    output = network.forward(z)[-1]
    np.testing.assert_allclose(loss.of_logits.value(z, t), loss.value(output, t), rtol=1e-13)
    pulled = network.pullback(z, loss.gradient(output, t))
    np.testing.assert_allclose(network.gradient(z, t, name).input, pulled, rtol=1e-12)


@pytest.mark.parametrize(("logit", "target"), [(40.0, 1.0), (40.0, 0.0), (-40.0, 1.0), (-800.0, 1.0), (1000.0, 1.0)])
def test_bce_of_a_large_logit(logit: float, target: float) -> None:
    gradient = head(1, "sigmoid").gradient([logit], [target], "bce")
    with mpmath.workdps(500):
        s = 1 / (1 + mpmath.exp(-logit))
        exact = -mpmath.log(s if target else 1 - s)
        slope = s - target
    np.testing.assert_allclose(gradient.loss, float(exact), rtol=1e-13)
    np.testing.assert_allclose(gradient.input, [float(slope)], rtol=1e-13)


@pytest.mark.parametrize("z", [[1000.0, 1001.0, 1002.0], [0.0, 40.0, -50.0], [-900.0, 0.0, 900.0]])
@pytest.mark.parametrize("which", range(3))
def test_cross_entropy_of_large_logits(z: list[float], which: int) -> None:
    target = np.eye(3)[which]
    gradient = head(3, "softmax").gradient(z, target, "cross_entropy")
    with mpmath.workdps(1000):
        powers = [mpmath.exp(each) for each in z]
        s = [power / mpmath.fsum(powers) for power in powers]
        exact, slopes = -mpmath.log(s[which]), [float(a - b) for a, b in zip(s, map(int, target), strict=True)]
    np.testing.assert_allclose(gradient.loss, float(exact), rtol=1e-13)
    np.testing.assert_allclose(gradient.input, slopes, rtol=1e-13)


def test_certain_outputs_cost_nothing_or_everything() -> None:
    """A step function's output of 0 or 1 under the losses that are not given logits."""
    for name in ("bce", "cross_entropy"):
        network = head(2, "relu")
        assert network.loss([1.0, 0.0], [1.0, 0.0], name) == 0
        assert network.loss([0.0, 1.0], [1.0, 0.0], name) == np.inf
