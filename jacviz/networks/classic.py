"""The network that the page opens on: 1-2-2-1, linear, so that each Jacobian matrix is a matrix of weights."""

from __future__ import annotations

from jacviz.networks.layer import Layer
from jacviz.networks.network import Network


def classic(activation: str = "linear") -> Network:
    """x -> A = [a1, a2] -> B = [b1, b2] -> o; while linear dA/dx = W1, dB/dA = W2, do/dB = W3, and do/dx = 1.25."""
    return Network(
        (
            Layer([[1.0], [-0.5]], [0.0, 0.0], activation),
            Layer([[0.5, 1.0], [-1.5, 2.0]], [0.0, 0.0], activation),
            Layer([[1.0, -0.5]], [0.0], activation),
        )
    )
