"""Coordinates in which an unbounded region of the image fits into a box."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jacviz.numeric.run import Array


@dataclass(frozen=True)
class Chart:
    """Each coordinate x = scale X / (1 - X^2) for X in (-1, 1) when compact, else x = X. Lines stay lines.

    Number by number: an array of any shape gives one of that shape.
    """

    compact: bool = False
    scale: float = 1.0

    def inward(self, x: Array) -> Array:
        """X of x; an infinite x is at the border."""
        if not self.compact:
            return x
        with np.errstate(all="ignore"):
            a = 2 * x / self.scale
            inner = a / (1 + np.sqrt(1 + a**2))
        return np.where(np.isfinite(inner), inner, np.sign(x))

    def outward(self, inner: Array) -> tuple[Array, Array]:
        """x and dx/dX."""
        if not self.compact:
            return inner, np.ones_like(inner)
        with np.errstate(all="ignore"):
            gap = 1 - inner**2
            return self.scale * inner / gap, self.scale * (1 + inner**2) / gap**2
