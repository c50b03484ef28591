"""An entry of the product of Jacobian matrices as the sum over all paths through the network's graph.

Twin: live/networks/paths.js; tests/live/networks/test_network_js.py holds them together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

LARGEST = 10_000
"""Paths that are listed."""


@dataclass(frozen=True)
class Path:
    """A unit of each layer, the input first, counted from 0, and the factor of each edge.

    An edge from j to i has the entry i, j of its layer's matrix: the weight times the activation's derivative (after
    softmax, a sum of such products).
    """

    units: tuple[int, ...]
    factors: tuple[Any, ...]

    @property
    def product(self) -> Any:
        """The path's term."""
        return math.prod(self.factors)


def count(sizes: Sequence[int]) -> int:
    """The paths from one input to one output: the product of the sizes between them."""
    return math.prod(sizes[1:-1])


def paths(jacobians: Sequence[Any], output: int = 0, source: int = 0) -> Iterator[Path]:
    """Each path from an input to an output; the sum of their products is that entry of the product of the matrices.

    Of NumPy or of SymPy matrices, of shape (outputs, inputs) each. ValueError when there are more than 10,000 paths.
    """
    inner = [jacobian.shape[0] for jacobian in jacobians[:-1]]
    if (number := math.prod(inner)) > LARGEST:
        raise ValueError(f"This network has {number} paths; at most {LARGEST} are listed. Make its layers smaller.")
    for between in product(*map(range, inner)):
        units = (source, *between, output)
        yield Path(units, tuple(J[i, j] for J, (j, i) in zip(jacobians, pairwise(units), strict=True)))
