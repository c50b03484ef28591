"""A network: layers one after another, and the derivatives that follow from the chain rule.

Twin: live/networks/network.js; tests/live/networks/test_network_js.py holds them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jacviz.mapping import Box, Mapping
from jacviz.networks import formula
from jacviz.networks.activation import Array, quietly
from jacviz.networks.layer import Layer, numbers
from jacviz.networks.losses import Loss, loss_named
from jacviz.networks.symbolic import SymbolicNetwork


@dataclass(frozen=True)
class Gradient:
    """A loss and its gradients: by the weights, the biases and the pre-activations of each layer, and by the input."""

    loss: float
    weights: list[Array]
    biases: list[Array]
    pre_activations: list[Array]
    input: Array


@dataclass(frozen=True, eq=False)
class Network:
    """A composition of layers. Every x may be one point of shape (inputs,) or many, (..., inputs).

    ValueError where there is no layer, or one takes another number of inputs than the one before it gives.
    """

    layers: Sequence[Layer]

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", tuple(self.layers))
        if not self.layers:
            raise ValueError("A network needs at least one layer.")
        for k, (before, layer) in enumerate(zip(self.layers, self.layers[1:], strict=False), 1):
            if before.outputs != layer.inputs:
                raise ValueError(
                    f"Layer {k} has {before.outputs} outputs, but layer {k + 1} takes {layer.inputs} inputs. "
                    f"Give the weights of layer {k + 1} {before.outputs} columns."
                )

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of units: the inputs, then each layer's outputs."""
        return (self.layers[0].inputs, *(layer.outputs for layer in self.layers))

    def point(self, x: ArrayLike) -> Array:
        """x as an array; ValueError unless it has a finite number for each input."""
        return _sized(x, self.sizes[0], "input")

    def trace(self, x: ArrayLike) -> Iterator[tuple[Layer, Array, Array, Array]]:
        """Each layer with its input, its pre-activations z and its activations."""
        a = self.point(x)
        for layer in self.layers:
            z = layer.pre_activations(a)
            after = layer.rule(z)
            yield layer, a, z, after
            a = after

    @quietly
    def forward(self, x: ArrayLike) -> list[Array]:
        """The activations of each layer, shape (..., outputs) each; the last are the network's output."""
        return [after for _, _, _, after in self.trace(x)]

    @quietly
    def pre_activations(self, x: ArrayLike) -> list[Array]:
        """z = W a + b of each layer, shape (..., outputs) each."""
        return [z for _, _, z, _ in self.trace(x)]

    @quietly
    def on_kinks(self, x: ArrayLike) -> list[NDArray[np.bool_]]:
        """For each layer which units stand where their derivative is a convention: that from the left, 0 for ReLU."""
        return [layer.rule.on_kink(z) for layer, _, z, _ in self.trace(x)]

    @quietly
    def layer_jacobians(self, x: ArrayLike) -> list[Array]:
        """The Jacobian matrix of each layer by its own input, shape (..., outputs, inputs) each."""
        return [layer.jacobian_matrix(z) for layer, _, z, _ in self.trace(x)]

    @quietly
    def input_output_jacobian(self, x: ArrayLike) -> Array:
        """The product of the layers' Jacobian matrices, the last on the left: shape (..., outputs, inputs)."""
        return reduce(lambda product, jacobian: jacobian @ product, self.layer_jacobians(x))

    @quietly
    def pushforward(self, x: ArrayLike, tangent: ArrayLike) -> Array:
        """J(x) tangent (JVP), shape (..., outputs), without forming J."""
        carried = _sized(tangent, self.sizes[0], "tangent")
        for layer, _, z, _ in self.trace(x):
            carried = layer.pushforward(z, carried)
        return carried

    @quietly
    def pullback(self, x: ArrayLike, cotangent: ArrayLike) -> Array:
        """J(x)^T cotangent (VJP), shape (..., inputs), without forming J."""
        carried = _sized(cotangent, self.sizes[-1], "cotangent")
        for layer, _, z, _ in reversed(list(self.trace(x))):
            carried = layer.pullback(z, carried)
        return carried

    @quietly
    def loss(self, x: ArrayLike, target: ArrayLike | None = None, loss: str = "half_sse") -> float:
        """The loss at a point, or its mean over many points. `sum` takes no target."""
        network, measure = self._judged(loss)
        output = network.forward(x)[-1]
        return float(measure.value(output, self._target(target, output, measure)).mean())

    @quietly
    def gradient(self, x: ArrayLike, target: ArrayLike | None = None, loss: str = "half_sse") -> Gradient:
        """The loss pulled back to every weight, bias and input (backpropagation); of its mean over many points.

        Layer by layer the gradient by z gives that by W as an outer product with the layer's input, that by b as it
        is, and that by the layer's input as W^T times it.
        """
        network, measure = self._judged(loss)
        trace = list(network.trace(x))
        output = trace[-1][-1]
        wanted = self._target(target, output, measure)
        value = measure.value(output, wanted)
        carried = measure.gradient(output, wanted) / value.size
        weights, biases, pre_activations = [], [], []
        for layer, a, z, _ in reversed(trace):
            slope = layer.rule.pullback(z, carried)
            carried = slope @ layer.weights
            rows = slope.reshape(-1, layer.outputs)
            weights.append(rows.T @ a.reshape(-1, layer.inputs))
            biases.append(rows.sum(axis=0))
            pre_activations.append(slope)
        return Gradient(float(value.mean()), weights[::-1], biases[::-1], pre_activations[::-1], carried)

    def symbolic(self) -> SymbolicNetwork:
        """The network of these sizes and activations with a symbol for each weight, bias and input."""
        return SymbolicNetwork(self.sizes, tuple(layer.activation for layer in self.layers))

    def mapping(self, *, domain: Box | None = None, parameters: bool = False) -> Mapping:
        """The network as a Mapping of its inputs, its weights as numbers or as parameters; see formula.to_mapping."""
        return formula.to_mapping(self, domain=domain, parameters=parameters)

    def text(self, *, parameters: bool = False) -> str:
        """What a person would type for that mapping; see formula.to_text."""
        return formula.to_text(self, parameters=parameters)

    def to_json(self) -> list[dict[str, Any]]:
        """A description of each layer as plain lists, ready for json.dumps."""
        return [layer.to_json() for layer in self.layers]

    @classmethod
    def from_json(cls, layers: Sequence[dict[str, Any]]) -> Network:
        """The network of such descriptions; ValueError names the layer that is wrong."""
        made = []
        for k, layer in enumerate(layers, 1):
            try:
                made.append(Layer(layer["weights"], layer["bias"], layer["activation"]))
            except (KeyError, TypeError):
                raise ValueError(f"Layer {k} needs weights, a bias and an activation.") from None
            except ValueError as error:
                raise ValueError(f"Layer {k}: {error}") from None
        return cls(tuple(made))

    def _judged(self, loss: str) -> tuple[Network, Loss]:
        """The network and the loss of its output; of its logits where these belong together."""
        measure = loss_named(loss)
        *rest, last = self.layers
        if measure.of_logits is None or measure.activation != last.activation:
            return self, measure
        return Network((*rest, Layer(last.weights, last.bias, "linear"))), measure.of_logits

    def _target(self, target: ArrayLike | None, output: Array, loss: Loss) -> Array:
        """The target; ValueError unless it has a number for each output and the loss is defined there."""
        if loss.activation and not ((output >= 0) & (output <= 1)).all():
            wrong = output[(output < 0) | (output > 1)].flat[0]
            told = f"The loss {loss.name}, {loss.title}, needs outputs between 0 and 1 (here {wrong:.4g})"
            raise ValueError(f"{told}. End with {loss.activation}.")
        if loss.name == "sum":
            return np.zeros_like(output)
        if target is None:
            raise ValueError(f"The loss {loss.name} needs a target: {self.sizes[-1]} numbers.")
        wanted = _sized(target, self.sizes[-1], "target")
        if wanted.shape != output.shape:
            raise ValueError(f"The targets' shape {wanted.shape} and the outputs' {output.shape} must be equal.")
        return wanted


def _sized(given: ArrayLike, size: int, name: str) -> Array:
    array = numbers(given, name)
    if array.shape[-1:] != (size,):
        told = f"The {name} needs {size} number{'s' * (size != 1)}"
        raise ValueError(f"{told} (here its shape is {array.shape}).")
    return array
