"""One layer: a -> activation(W a + b)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from jacviz.networks.activation import Activation, Array
from jacviz.networks.activations import activation_named


@dataclass(frozen=True, eq=False, init=False)
class Layer:
    """Weights of shape (outputs, inputs), a bias of shape (outputs,), and an activation's name.

    ValueError where the shapes differ from these, a number is not finite or there is no such activation.
    """

    weights: Array
    bias: Array
    activation: str

    def __init__(self, weights: ArrayLike, bias: ArrayLike, activation: str = "tanh") -> None:
        object.__setattr__(self, "weights", numbers(weights, "weights"))
        object.__setattr__(self, "bias", numbers(bias, "bias"))
        object.__setattr__(self, "activation", activation)
        activation_named(activation)
        if self.weights.ndim != 2 or 0 in self.weights.shape:
            told = "The weights need a row for each output and a column for each input"
            raise ValueError(f"{told} (here their shape is {self.weights.shape}).")
        if self.bias.shape != (self.outputs,):
            told = f"The bias needs one number for each of the {self.outputs} rows of the weights"
            raise ValueError(f"{told} (here its shape is {self.bias.shape}).")

    @property
    def inputs(self) -> int:
        return self.weights.shape[1]

    @property
    def outputs(self) -> int:
        return self.weights.shape[0]

    @property
    def rule(self) -> Activation:
        """The activation itself."""
        return activation_named(self.activation)

    def pre_activations(self, a: Array) -> Array:
        """z = W a + b, shape (..., outputs)."""
        return a @ self.weights.T + self.bias

    def jacobian_matrix(self, z: Array) -> Array:
        """The activation's Jacobian matrix at z, times W: shape (..., outputs, inputs)."""
        return self.rule.pushforward(z[..., None, :], self.weights.T).swapaxes(-1, -2)

    def pushforward(self, z: Array, tangent: Array) -> Array:
        """A tangent at the layer's input carried to its output, shape (..., outputs)."""
        return self.rule.pushforward(z, tangent @ self.weights.T)

    def pullback(self, z: Array, cotangent: Array) -> Array:
        """A cotangent at the layer's output carried back to its input, shape (..., inputs)."""
        return self.rule.pullback(z, cotangent) @ self.weights

    def to_json(self) -> dict[str, Any]:
        """Plain lists, ready for json.dumps."""
        return {"weights": self.weights.tolist(), "bias": self.bias.tolist(), "activation": self.activation}


def numbers(given: ArrayLike, name: str) -> Array:
    """A read-only array of doubles, of the shape given; ValueError, by that name, unless all are finite numbers."""
    try:
        array = np.array(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"The {name} must be numbers, in rows of equal length.") from None
    if not np.isfinite(array).all():
        place = np.argwhere(~np.isfinite(array))[0]
        words = ("row", "column") if len(place) == 2 else ("place",) * len(place)
        told = ", ".join(f"{word} {i + 1}" for word, i in zip(words, place, strict=True))
        raise ValueError(f"The {name} must be finite numbers (here {array[tuple(place)]} at {told}).")
    array.flags.writeable = False
    return array
