"""Weights drawn by a seed: the same numbers in Python and in JavaScript.

Twin: live/networks/seeds.js; tests/live/networks/test_depth.py holds them together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jacviz.networks.layer import Layer
from jacviz.networks.network import Network

MASK = 0xFFFFFFFF
HE = ("relu", "leaky_relu", "elu", "softplus", "silu", "gelu", "gelu_tanh")
"""Activations that pass about half of their inputs."""


def mulberry32(seed: int) -> Iterator[float]:
    """Uniform numbers k/2^32 of [0, 1), from 32-bit steps that JavaScript's Math.imul takes alike.

    Source: T. Ettinger, mulberry32, public domain, 2017.
    """
    state = seed & MASK
    while True:
        state = (state + 0x6D2B79F5) & MASK
        t = ((state ^ (state >> 15)) * (state | 1)) & MASK
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & MASK)) & MASK
        yield (t ^ (t >> 14)) / 2**32


def half_width(activation: str, inputs: int, outputs: int) -> float:
    """Weights are uniform in ± this: sqrt(6/n) after He for ReLU and its like, sqrt(3/n) after LeCun for SELU, else
    sqrt(6/(n + m)) after Glorot."""
    if activation in HE:
        return math.sqrt(6 / inputs)
    if activation == "selu":
        return math.sqrt(3 / inputs)
    return math.sqrt(6 / (inputs + outputs))


def drawn(
    sizes: Sequence[int], activations: Sequence[str], seed: int, *, scale: float = 1.0, digits: int = 3
) -> Network:
    """A network of sizes (inputs, outputs of layer 1, ...) with random weights, times scale, and biases 0.

    Weights are drawn layer by layer, row by row, as scale half_width (2 u - 1), and rounded half up to so many digits
    behind the point, so that a link and a formula stay short. ValueError unless there is an activation for each layer.
    """
    if len(activations) != len(sizes) - 1:
        raise ValueError(f"{len(sizes) - 1} layers need as many activations (here {len(activations)}).")
    uniform = mulberry32(seed)
    power = 10**digits
    layers = []
    for (n, m), activation in zip(pairwise(sizes), activations, strict=True):
        width = scale * half_width(activation, n, m)
        rows = [[math.floor(width * (2 * next(uniform) - 1) * power + 0.5) / power for _ in range(n)] for _ in range(m)]
        layers.append(Layer(rows, [0.0] * m, activation))
    return Network(tuple(layers))
