"""Gradient descent on the mean loss over all points (full batch).

Twin: live/networks/training.js; tests/live/networks/test_training.py holds them together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from numpy.typing import ArrayLike

from jacviz.networks.activation import quietly
from jacviz.networks.layer import Layer
from jacviz.networks.network import Gradient, Network


class Diverged(ValueError):
    """The loss or a weight grew beyond all numbers."""


@dataclass(frozen=True)
class Step:
    """The network after so many steps, and its loss."""

    number: int
    network: Network
    loss: float


@quietly
def moved(network: Network, gradient: Gradient, rate: float) -> Network:
    """One step: each weight and bias less rate times its gradient."""
    changes = zip(network.layers, gradient.weights, gradient.biases, strict=True)
    return Network(tuple(Layer(la.weights - rate * w, la.bias - rate * b, la.activation) for la, w, b in changes))


def descend(
    network: Network, x: ArrayLike, target: ArrayLike | None, loss: str = "half_sse", *, rate: float = 0.1
) -> Iterator[Step]:
    """Step 0 is the network given; each one asked for takes a step more. Diverged says at which step it ends.

    x has the shape (count, inputs), target (count, outputs).
    """
    number = 0
    while True:
        gradient = network.gradient(x, target, loss)
        if not math.isfinite(gradient.loss):
            raise _diverged(number, rate)
        yield Step(number, network, gradient.loss)
        number += 1
        try:
            network = moved(network, gradient, rate)
        except ValueError:
            raise _diverged(number, rate) from None


def _diverged(number: int, rate: float) -> Diverged:
    told = "the loss is no finite number any more"
    return Diverged(f"Training diverged at step {number}: {told}. Use a smaller learning rate than {rate:g}.")
