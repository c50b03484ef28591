"""Accumulation, paths and principal stretches: all say the same about one product."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from jacviz.networks import Layer, Network, classic, drawn
from jacviz.networks.accumulation import forward, forward_multiplications, reverse, reverse_multiplications
from jacviz.networks.paths import count, paths
from jacviz.networks.stretches import principal_stretches
from tests.networks.drawing import networks, point


@given(networks())
def test_both_orders_and_all_paths_give_the_product(network: Network) -> None:
    x = point(network.sizes[0])
    jacobians = network.layer_jacobians(x)
    whole = network.input_output_jacobian(x)
    size = 1e-12 * (1 + np.prod([np.abs(J).sum() for J in jacobians]))
    for order in (forward, reverse):
        accumulated = order(jacobians)
        assert len(accumulated.products) == len(jacobians) == len(accumulated.multiplications) + 1
        assert np.abs(accumulated.products[-1] - whole).max() <= size
    listed = list(paths(jacobians, output=network.sizes[-1] - 1))
    assert len(listed) == count(network.sizes)
    assert abs(sum(path.product for path in listed) - whole[-1, 0]) <= size


def test_multiplications_are_those_of_the_products() -> None:
    """Counted one by one by numbers that note each multiplication."""
    counted = 0

    class Noting(float):
        def __mul__(self, other: float) -> Noting:
            nonlocal counted
            counted += 1
            return Noting(float(self) * float(other))

        def __add__(self, other: float) -> Noting:
            return Noting(float(self) + float(other))

    sizes = (3, 5, 2, 4)
    noting = np.frompyfunc(Noting, 1, 1)
    jacobians = [noting(np.ones((m, n))) for n, m in pairwise(sizes)]
    for order, cost in ((forward, forward_multiplications), (reverse, reverse_multiplications)):
        counted = 0
        accumulated = order(jacobians)
        assert accumulated.multiplications == cost(sizes)
        assert counted == sum(cost(sizes))
    assert forward_multiplications(sizes) == [30, 24]
    assert reverse_multiplications(sizes) == [40, 60]


def test_the_four_paths_of_the_classic_network() -> None:
    symbolic = classic().symbolic()
    terms = [str(path.product) for path in paths(symbolic.layer_jacobians)]
    assert terms == ["w111*w211*w311", "w111*w221*w312", "w121*w212*w311", "w121*w222*w312"]
    assert forward(symbolic.layer_jacobians).products[-1] == symbolic.input_output_jacobian


def test_too_many_paths_are_told() -> None:
    network = drawn((1, 101, 100, 1), ("tanh",) * 3, 1)
    with pytest.raises(ValueError, match="10100 paths; at most 10000"):
        next(paths(network.layer_jacobians([1.0])))


def test_principal_stretches_of_known_maps() -> None:
    turn = [[0.6, -0.8], [0.8, 0.6]]
    network = Network([Layer(turn, [0.0, 0.0], "linear"), Layer([[3.0, 0.0], [0.0, 0.5]], [0.0, 0.0], "linear")] * 2)
    found = principal_stretches(network, [1.0, 2.0])
    np.testing.assert_allclose(found[0], [1.0, 1.0])
    np.testing.assert_allclose(found[1], [3.0, 0.5])
    np.testing.assert_allclose(found[3].prod(), (3 * 0.5) ** 2)
    flat = Network([Layer([[1.0, 2.0], [3.0, 6.0]], [0.0, 0.0], "linear")])
    assert principal_stretches(flat, [0.0, 0.0])[0][1] == 0


def test_stretches_beyond_the_doubles_are_told() -> None:
    with pytest.raises(ValueError, match="layers 1 to 4 exceeds"):
        principal_stretches(Network([Layer([[1e100]], [0.0], "linear")] * 5), [0.0])
