"""A network in symbols: weights w, biases b, inputs x, pre-activations z and activations a of each layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import product

from sympy import Add, Expr, ImmutableMatrix, Symbol

from jacviz.networks.activations import activation_named
from jacviz.symbolic.derivative import derivative


@dataclass(frozen=True)
class SymbolicLayer:
    """z = W inputs + b and a = activation(z)."""

    activation: str
    inputs: tuple[Symbol, ...]
    weights: ImmutableMatrix
    bias: tuple[Symbol, ...]
    z: tuple[Symbol, ...]
    a: tuple[Symbol, ...]

    @property
    def pre_activations(self) -> list[Expr]:
        """Each z as W inputs + b."""
        rows = zip(self.weights.tolist(), self.bias, strict=True)
        return [Add(*(w * a for w, a in zip(row, self.inputs, strict=True)), b) for row, b in rows]

    @property
    def activations(self) -> list[Expr]:
        """Each a as a formula in z."""
        return activation_named(self.activation).formulas(self.z)

    @cached_property
    def activation_jacobian(self) -> ImmutableMatrix:
        """The derivatives of a by z, shape (outputs, outputs), in z: diagonal but for softmax."""
        return ImmutableMatrix([[derivative(a, z) for z in self.z] for a in self.activations])

    @cached_property
    def jacobian_matrix(self) -> ImmutableMatrix:
        """The derivatives of a by the inputs, shape (outputs, inputs), in w and z: activation_jacobian W."""
        return self.activation_jacobian * self.weights


@dataclass(frozen=True)
class SymbolicNetwork:
    """A network of sizes (inputs, outputs of layer 1, ...) with an activation's name for each layer."""

    sizes: tuple[int, ...]
    activations: tuple[str, ...]

    @cached_property
    def inputs(self) -> tuple[Symbol, ...]:
        """x, or x1, x2, ..."""
        return tuple(self._symbols("x", 0, self.sizes[0]))

    @cached_property
    def layers(self) -> tuple[SymbolicLayer, ...]:
        """The layers; the inputs of each are the symbols a of the one before."""
        made: list[SymbolicLayer] = []
        inputs = self.inputs
        for k, name in enumerate(self.activations, 1):
            n, m = self.sizes[k - 1 : k + 1]
            weights = ImmutableMatrix(m, n, list(self._symbols("w", k, m, n)))
            bias, z, a = (tuple(self._symbols(letter, k, m)) for letter in "bza")
            made.append(SymbolicLayer(name, inputs, weights, bias, z, a))
            inputs = a
        return tuple(made)

    @property
    def layer_jacobians(self) -> list[ImmutableMatrix]:
        """The Jacobian matrix of each layer, in its w and z."""
        return [layer.jacobian_matrix for layer in self.layers]

    @property
    def input_output_jacobian(self) -> ImmutableMatrix:
        """Their product, the last on the left, in all w and z."""
        return reduce(lambda product, jacobian: jacobian * product, self.layer_jacobians)

    @cached_property
    def latex_names(self) -> dict[Symbol, str]:
        """What each symbol looks like: x_{1}, w^{(2)}_{13}, b^{(1)}_{2}, z^{(1)}_{2}, a^{(1)}_{2}."""
        names = self._symbols("x", 0, self.sizes[0])
        for k, (n, m) in enumerate(zip(self.sizes, self.sizes[1:], strict=False), 1):
            names |= self._symbols("w", k, m, n)
            for letter in "bza":
                names |= self._symbols(letter, k, m)
        return names

    def _symbols(self, letter: str, layer: int, *sizes: int) -> dict[Symbol, str]:
        """Real symbols such as w213 with their LaTeX; all numbers have as many digits, so that no two names meet."""
        if letter == "x" and sizes == (1,):
            return {Symbol("x", real=True): "x"}
        width = len(str(max(len(self.activations), *self.sizes)))
        above = f"^{{({layer})}}" if layer else ""
        comma = "," if width > 1 else ""
        made = {}
        for place in product(*(range(1, size + 1) for size in sizes)):
            digits = "".join(f"{i:0{width}}" for i in ((layer, *place) if layer else place))
            made[Symbol(letter + digits, real=True)] = f"{letter}{above}_{{{comma.join(map(str, place))}}}"
        return made
