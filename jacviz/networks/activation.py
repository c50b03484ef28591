"""What an activation is: a map R^n -> R^n over the last axis, in numbers, in symbols and as text.

Each has a symmetric Jacobian matrix, diagonal or softmax's, so pullback and pushforward are one product. All arrays,
points, tangents, cotangents and what comes out, have the shape (..., n) unless it says otherwise.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sympy import Add, Expr, exp

Array = NDArray[np.float64]
quietly = np.errstate(over="ignore", invalid="ignore", divide="ignore")
"""Beyond the doubles lies infinity, as everywhere in jacviz; nothing is warned about."""


class Activation(ABC):
    """A map R^n -> R^n with a symmetric Jacobian matrix."""

    name: str

    @abstractmethod
    def __call__(self, z: Array) -> Array:
        """The activations, shape (..., n)."""

    @abstractmethod
    def pushforward(self, z: Array, tangent: Array) -> Array:
        """J(z) tangent, shape (..., n)."""

    def pullback(self, z: Array, cotangent: Array) -> Array:
        """J(z)^T cotangent = J(z) cotangent, shape (..., n)."""
        return self.pushforward(z, cotangent)

    def jacobian_matrix(self, z: Array) -> Array:
        """J(z), shape (..., n, n): the images of the unit vectors."""
        return self.pushforward(z[..., None, :], np.eye(z.shape[-1]))

    def on_kink(self, z: Array) -> NDArray[np.bool_]:
        """Where the derivative does not exist, and the one from the left is taken."""
        return np.zeros(z.shape, dtype=bool)

    @property
    def takes_sums(self) -> bool:
        """Whether `texts` may be given sums: z stands there once, alone or in brackets of its own."""
        return False

    @abstractmethod
    def formulas(self, z: Sequence[Expr]) -> list[Expr]:
        """The activations of expressions z."""

    @abstractmethod
    def texts(self, z: Sequence[str]) -> list[str]:
        """The activations as a person types them, for names z."""


@dataclass(frozen=True)
class Elementwise(Activation):
    """One function of one number in every place: J = diag(derivative(z))."""

    name: str
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]
    formula: Callable[[Expr], Expr]
    text: str
    kinks: tuple[float, ...] = ()

    def __call__(self, z: Array) -> Array:
        return self.function(z)

    def pushforward(self, z: Array, tangent: Array) -> Array:
        return self.derivative(z) * tangent

    def on_kink(self, z: Array) -> NDArray[np.bool_]:
        return np.isin(z, self.kinks)

    @property
    def takes_sums(self) -> bool:
        return self.text in ("z", f"{self.name}(z)")

    def formulas(self, z: Sequence[Expr]) -> list[Expr]:
        return [self.formula(each) for each in z]

    def texts(self, z: Sequence[str]) -> list[str]:
        return [self.text.replace("z", each) for each in z]


@dataclass(frozen=True)
class Softmax(Activation):
    """s_i = e^(z_i) / sum of e^(z_j), every output of every input: J = diag(s) - s s^T."""

    name: str = "softmax"

    def __call__(self, z: Array) -> Array:
        powers = np.exp(z - z.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)

    def pushforward(self, z: Array, tangent: Array) -> Array:
        s = self(z)
        return s * (tangent - (s * tangent).sum(axis=-1, keepdims=True))

    def formulas(self, z: Sequence[Expr]) -> list[Expr]:
        powers = [exp(each) for each in z]
        return [power / Add(*powers) for power in powers]

    def texts(self, z: Sequence[str]) -> list[str]:
        powers = [f"exp({each})" for each in z]
        return [f"{power}/({' + '.join(powers)})" for power in powers]
