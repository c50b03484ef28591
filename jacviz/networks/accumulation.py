"""The product of the layers' Jacobian matrices, accumulated from either end, and what it costs.

Counted are the multiplications of numbers in products of dense matrices, m k n for (m, k) times (k, n). That of the
layers' matrices themselves costs the same in either order and is not counted.
(Griewank and Walther, Evaluating derivatives, 2008, chapters 3 and 10.)

Twin: live/networks/accumulation.js; tests/live/networks/test_network_js.py holds them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from jacviz.networks.activation import quietly


@dataclass(frozen=True)
class Accumulation:
    """The partial products, the first a factor alone, and the multiplications that each one after it takes."""

    products: list[Any]
    multiplications: list[int]


@quietly
def forward(jacobians: Sequence[Any]) -> Accumulation:
    """J1, J2 J1, J3 J2 J1, ...: from the input, columns pushed forward. Of NumPy or of SymPy matrices."""
    products = list(accumulate(jacobians, lambda product, jacobian: jacobian @ product))
    return Accumulation(products, forward_multiplications(_sizes(jacobians)))


@quietly
def reverse(jacobians: Sequence[Any]) -> Accumulation:
    """J3, J3 J2, J3 J2 J1, ...: from the output, rows pulled back. Of NumPy or of SymPy matrices."""
    products = list(accumulate(reversed(jacobians), lambda product, jacobian: product @ jacobian))
    return Accumulation(products, reverse_multiplications(_sizes(jacobians)))


def forward_multiplications(sizes: Sequence[int]) -> list[int]:
    """For sizes n0, n1, ...: n0 n1 n2, n0 n2 n3, ..., a number for each product."""
    return [sizes[0] * n * m for n, m in pairwise(sizes[1:])]


def reverse_multiplications(sizes: Sequence[int]) -> list[int]:
    """For sizes n0, n1, ..., nk: n(k-2) n(k-1) nk, ..., n0 n1 nk, as for the network backwards."""
    return forward_multiplications(sizes[::-1])


def _sizes(jacobians: Sequence[Any]) -> list[int]:
    return [jacobians[0].shape[-1], *(jacobian.shape[-2] for jacobian in jacobians)]
