"""Gradient descent, point sets, and weights drawn by a seed."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from jacviz.networks import Layer, Network, drawn
from jacviz.networks.points import SHAPES, points
from jacviz.networks.seeds import half_width, mulberry32
from jacviz.networks.training import Diverged, descend


def test_a_step_is_known_by_hand() -> None:
    """o = w x + b, x = 2, t = 1, w = 3, b = 0: o - t = 5, so w falls by 0.1 * 5 * 2 and b by 0.1 * 5."""
    network = Network([Layer([[3.0]], [0.0], "linear")])
    first, second = islice(descend(network, [2.0], [1.0], rate=0.1), 2)
    assert (first.number, first.loss) == (0, 12.5)
    assert second.network.layers[0].weights.tolist() == [[2.0]]
    assert second.network.layers[0].bias.tolist() == [-0.5]
    assert second.loss == 0.5 * 2.5**2


@pytest.mark.parametrize(
    ("name", "sizes", "steps", "rate"),
    [("xor", (2, 8, 1), 600, 2.0), ("two_moons", (2, 8, 1), 600, 2.0), ("circles", (2, 8, 1), 600, 2.0),
     ("spirals", (2, 16, 16, 1), 2500, 1.0)],
)  # fmt: skip
def test_every_set_is_learned(name: str, sizes: tuple[int, ...], steps: int, rate: float) -> None:
    data = points(name, 100, seed=1)
    network = drawn(sizes, [*["tanh"] * (len(sizes) - 2), "sigmoid"], 1)
    *_, last = islice(descend(network, data.x, data.targets(), "bce", rate=rate), steps)
    right = (last.network.forward(data.x)[-1][:, 0] > 0.5) == data.labels
    assert right.mean() >= 0.93


def test_divergence_names_its_step() -> None:
    network = Network([Layer([[3.0]], [0.0], "square")])
    with pytest.raises(Diverged, match=r"diverged at step \d+: .* smaller learning rate than 10"):
        for _ in islice(descend(network, [2.0], [1.0], rate=10.0), 1000):
            pass


@pytest.mark.parametrize("name", SHAPES)
def test_points_are_two_sets_by_a_seed(name: str) -> None:
    data, again, other = points(name, 60, seed=3), points(name, 60, seed=3), points(name, 60, seed=4)
    assert data.x.shape == (60, 2)
    assert np.bincount(data.labels).tolist() == [30, 30]
    np.testing.assert_array_equal(data.x, again.x)
    assert not np.array_equal(data.x, other.x)
    assert np.abs(data.x).max() < 2
    assert data.targets().shape == (60, 1)
    np.testing.assert_array_equal(data.targets(2).argmax(axis=1), data.labels)


def test_point_sets_have_their_shape() -> None:
    xor = points("xor", 100, noise=0.0)
    np.testing.assert_array_equal(xor.x.prod(axis=1) < 0, xor.labels)
    circles = points("circles", 100, noise=0.0)
    np.testing.assert_allclose(np.hypot(*circles.x.T), np.where(circles.labels, 0.5, 1.0))
    moons = points("two_moons", 100, noise=0.0)
    side = np.where(moons.labels, -1.0, 1.0)
    np.testing.assert_allclose(np.hypot(side * moons.x[:, 0] + 0.5, side * moons.x[:, 1] + 0.25), 1.0)
    with pytest.raises(ValueError, match="no point set 'moon'"):
        points("moon")


def test_mulberry32_gives_its_known_numbers() -> None:
    assert list(islice(mulberry32(1), 3)) == [0.6270739405881613, 0.002735721180215478, 0.5274470399599522]


def test_drawn_weights_are_reproducible_and_bounded() -> None:
    network = drawn((3, 40, 2), ("relu", "tanh"), 7, scale=2.0)
    again = drawn((3, 40, 2), ("relu", "tanh"), 7, scale=2.0)
    for ours, same, name in zip(network.layers, again.layers, ("relu", "tanh"), strict=True):
        np.testing.assert_array_equal(ours.weights, same.weights)
        most = 2 * half_width(name, ours.inputs, ours.outputs)
        assert 0.8 * most < np.abs(ours.weights).max() <= most + 5e-4
        np.testing.assert_array_equal(ours.weights, np.round(ours.weights, 3))
        assert not ours.bias.any()
    with pytest.raises(ValueError, match="2 layers need as many activations"):
        drawn((1, 2, 1), ("tanh",), 1)
