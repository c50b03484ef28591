"""A mapping and its Jacobian matrix in numbers at a point, where they exist.

Twin: live/numeric/kinks.js; tests/live/test_kinks.py holds them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

NEAR, NEARER = 1e-5, 1e-8  # shares of a variable's range, at which the continuity of J is looked at
SAME = 1e-12


@dataclass(frozen=True)
class Tables:
    """What a tape of m components, the m times n entries of J row by row, and kinks is worth at points.

    parameters: the values of the tape's last inputs; widths: of the ranges of the n variables.
    """

    tape: Tape
    shape: tuple[int, int]
    parameters: Sequence[float]
    widths: Sequence[float]

    def at(self, point: ArrayLike) -> tuple[Array, Array]:
        """f(p), shape (m,), and J(p), shape (m, n), NaN where there is no J; ValueError unless p has shape (n,)."""
        m, n = self.shape
        place = vector(point, n, "A point", "variable")
        values, matrix, kinks = self._split(place[:, None])
        smooth = not np.any(kinks == 0) or all(self._is_continuous(place, w, k) for k, w in enumerate((values, matrix)))
        exists = smooth and np.all(np.isfinite(values))
        return values[:, 0], matrix.reshape(m, n) if exists else np.full((m, n), np.nan)

    def _split(self, points: Array) -> tuple[Array, Array, Array]:
        """Components, entries of J row by row, and kinks at points of shape (n, N)."""
        m, n = self.shape
        outputs = evaluate(self.tape, [*points, *self.parameters])
        shaped = np.reshape(outputs, (len(outputs), points.shape[1]))
        values, matrix, kinks = np.split(shaped, [m, m + m * n])
        return values, matrix, kinks

    def _is_continuous(self, place: Array, here: Array, which: int) -> bool:
        """Whether f (0) or J (1) departs from its value at p the less, the nearer one looks, as that of x |x| at 0."""
        widths = np.reshape(self.widths, (-1, 1))

        def gap(share: float) -> float:
            found = self._split(place[:, None] + share * widths * neighbours(len(place)).T)[which]
            return float(np.max(np.nan_to_num(np.abs(found - here), nan=np.inf)))

        near, nearer = gap(NEAR), gap(NEARER)
        return nearer <= 0.1 * near < np.inf or nearer <= SAME * (1 + float(np.max(np.abs(here))))


def neighbours(n: int) -> Array:
    """The steps to all neighbours on a lattice of up to three variables; of more, those along axes and diagonal.

    Shape (number of neighbours, n).
    """
    if n > 3:
        ahead = np.vstack([np.eye(n), np.ones(n)])
        return np.vstack([ahead, -ahead])
    steps = np.stack(np.meshgrid(*[[-1.0, 0.0, 1.0]] * n), axis=-1).reshape(-1, n)
    return steps[np.any(steps != 0, axis=1)]


def vector(values: ArrayLike, size: int, what: str, per: str) -> Array:
    """The values as an array of shape (size,); ValueError, which calls them what they are, on another shape."""
    found = np.asarray(values, dtype=np.float64)
    if found.shape != (size,):
        raise ValueError(f"{what} needs one number for each {per} (shape {(size,)}, here {found.shape}).")
    return found
