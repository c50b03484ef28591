"""Labelled points of the plane to train on: XOR, two moons, circles, spirals.

Each set takes labels and numbers t from 0 to 1, both of shape (count,), and gives points of shape (count, 2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jacviz.networks.activation import Array

Generator = np.random.Generator


@dataclass(frozen=True, eq=False)
class Points:
    """Points x of shape (count, 2), each with the label 0 or 1."""

    x: Array
    labels: NDArray[np.int64]

    def targets(self, outputs: int = 1) -> Array:
        """The labels as (count, 1), or for more outputs as unit vectors (count, outputs)."""
        return self.labels[:, None].astype(float) if outputs == 1 else np.eye(outputs)[self.labels]


def xor(labels: NDArray[np.int64], t: Array, random: Generator) -> Array:
    """Two opposite quarters of the square [-1, 1]^2 against the other two."""
    x = random.uniform(0.0, 1.0, t.shape)
    y = random.uniform(0.0, 1.0, t.shape)
    side = np.where(t < 0.5, 1.0, -1.0)
    return np.stack([side * x, side * np.where(labels, -1.0, 1.0) * y], axis=-1)


def two_moons(labels: NDArray[np.int64], t: Array, random: Generator) -> Array:
    """Two half circles of radius 1, each with its end inside the other."""
    angle = np.pi * t
    x, y = np.cos(angle) - 0.5, np.sin(angle) - 0.25
    return np.where(labels, -1.0, 1.0)[:, None] * np.stack([x, y], axis=-1)


def circles(labels: NDArray[np.int64], t: Array, random: Generator) -> Array:
    """A circle of radius 1 around one of radius 1/2."""
    return _polar(np.where(labels, 0.5, 1.0), 2 * np.pi * t)


def spirals(labels: NDArray[np.int64], t: Array, random: Generator) -> Array:
    """Two arms of one and a half turns, half a turn apart."""
    return _polar(0.1 + 0.9 * t, 3 * np.pi * t + np.pi * labels)


def _polar(r: Array, theta: Array) -> Array:
    return np.stack([r * np.cos(theta), r * np.sin(theta)], axis=-1)


SHAPES: dict[str, Callable[[NDArray[np.int64], Array, Generator], Array]] = {
    "xor": xor,
    "two_moons": two_moons,
    "circles": circles,
    "spirals": spirals,
}


def points(name: str, count: int = 200, *, noise: float = 0.05, seed: int = 0) -> Points:
    """That many points of a set, the labels in turn, with normal noise of that standard deviation.

    ValueError names the sets there are.
    """
    if name not in SHAPES:
        raise ValueError(f"There is no point set {name[:40]!r}. Choose one of {', '.join(SHAPES)}.")
    random = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    x = SHAPES[name](labels, random.uniform(0.0, 1.0, count), random)
    return Points(x + random.normal(0.0, noise, x.shape), labels)
