"""Nodes and weights on the unit interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from jacviz.numeric.run import Array

FARTHEST = 3.15  # of the double exponential: nodes come as near to an end as doubles do to 1
FARTHER = 4.6  # the same where an end is 0: as near as 1e-68


@dataclass(frozen=True)
class Rule:
    """Nodes in (0, 1), their distances to 1 without loss of digits, and weights."""

    nodes: Array
    rest: Array
    weights: Array
    is_open: bool = False  # whether it comes as near to an end as one likes


@cache
def gauss(count: int) -> Rule:
    """Gauss-Legendre."""
    x, w = np.polynomial.legendre.leggauss(count)
    return Rule((1 + x) / 2, (1 - x) / 2, w / 2)


@cache
def clenshaw_curtis(count: int) -> Rule:
    """The extrema of a Chebyshev polynomial, the ends among them: exact for polynomials of degree count - 1."""
    angle = np.pi * np.arange(count) / (count - 1)
    nodes = (1 - np.cos(angle)) / 2
    degrees = np.arange(count)
    moments = np.where(degrees % 2 == 0, 2 / (1.0 - degrees**2 + (degrees == 1)), 0)
    weights = np.linalg.solve(np.cos(np.outer(degrees, angle)), moments) / 2
    return Rule(nodes, nodes[::-1].copy(), weights)


@cache
def tanh_sinh(half: int, farthest: float = FARTHEST) -> Rule:
    """Takahashi and Mori (1974): exact to many digits although the function has no derivative at the ends."""
    u = np.linspace(-farthest, farthest, 2 * half + 1)
    with np.errstate(over="ignore"):
        e = np.exp(-np.pi * np.sinh(u))
        nodes, rest = 1 / (1 + e), e / (1 + e)
    weights = np.pi * np.cosh(u) * nodes * rest * (u[1] - u[0])
    return Rule(nodes, rest, weights, True)


def tensor(rules: Sequence[Rule]) -> tuple[Array, Array, Array]:
    """The product of a rule for each axis: nodes and their distances to 1, shape (n, N), and weights (N,)."""

    def spread(axes: list[Array]) -> Array:
        return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")])

    weights = spread([rule.weights for rule in rules])
    return spread([rule.nodes for rule in rules]), spread([rule.rest for rule in rules]), np.prod(weights, axis=0)
