"""The same networks and losses in the autodiff library autograd, written down on their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import autograd.numpy as anp
from autograd.scipy.special import erf

from jacviz.networks import Network

ACTIVATIONS: dict[str, Callable] = {
    "linear": lambda z: 1.0 * z,
    "sigmoid": lambda z: (1 + anp.tanh(z / 2)) / 2,
    "tanh": anp.tanh,
    "relu": lambda z: anp.maximum(z, 0.0),
    "leaky_relu": lambda z: anp.maximum(z, 0.01 * z),
    "elu": lambda z: anp.where(z > 0, z, anp.exp(z) - 1),
    "selu": lambda z: 1.0507009873554805 * anp.where(z > 0, z, 1.6732632423543772 * (anp.exp(z) - 1)),
    "softplus": lambda z: anp.log(1 + anp.exp(z)),
    "silu": lambda z: z / (1 + anp.exp(-z)),
    "gelu": lambda z: z * (1 + erf(z / anp.sqrt(2))) / 2,
    "gelu_tanh": lambda z: z * (1 + anp.tanh(anp.sqrt(2 / anp.pi) * (z + 0.044715 * z**3))) / 2,
    "softsign": lambda z: z / (1 + anp.abs(z)),
    "sin": anp.sin,
    "gaussian": lambda z: anp.exp(-(z**2)),
    "square": lambda z: z**2,
    "softmax": lambda z: anp.exp(z) / anp.sum(anp.exp(z)),
}
LOSSES: dict[str, Callable] = {
    "half_sse": lambda o, t: 0.5 * anp.sum((o - t) ** 2),
    "sse": lambda o, t: anp.sum((o - t) ** 2),
    "mse": lambda o, t: anp.mean((o - t) ** 2),
    "bce": lambda o, t: -anp.mean(t * anp.log(o) + (1 - t) * anp.log(1 - o)),
    "cross_entropy": lambda o, t: -anp.sum(t * anp.log(o)),
    "sum": lambda o, t: anp.sum(o),
}
Parameters = list[tuple[Any, Any]]


def parameters(network: Network) -> Parameters:
    """The weights and biases, as autograd differentiates by them."""
    return [(layer.weights, layer.bias) for layer in network.layers]


def function(network: Network) -> Callable[[Any, Parameters], Any]:
    """The network as a function of its input and parameters."""
    rules = [ACTIVATIONS[layer.activation] for layer in network.layers]

    def output(x: Any, given: Parameters) -> Any:
        for rule, (weights, bias) in zip(rules, given, strict=True):
            x = rule(anp.dot(weights, x) + bias)
        return x

    return output
