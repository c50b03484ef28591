"""Shells around a place where an integrand has no bound, or far out: whether what they hold has a finite sum.

Each shell is half as far from the place as the one before. What they hold falls like a power of the distance, or like
a power of its logarithm, or it does not fall (the ratio test, and Bertrand's; Knopp, Infinite Series, sections 36-39).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jacviz.integrals.limits import Cube
from jacviz.integrals.numbers.quadrature import Within
from jacviz.numeric.run import Array

SHELLS = 36
IN_SHELL = 24  # points
STEEP = 0.06  # exponent of the shells' fall by distance: it is a power
FLAT = 0.004  # the same: it does not fall
WAVY = 0.04  # the same for waves
GUARD = 5  # shells before the one that holds nothing, in which few digits are left
FEWEST = 8  # shells
STEADY = 0.7  # ratio of the exponents near and far: a power of the distance has one exponent, that of a logarithm not
LOGARITHM = 1.3  # exponent of a fall by the logarithm: it is enough


@dataclass(frozen=True)
class Place:
    """Where an integral fails: a point (n,) of the new variables, and the axis and end if it is one of those.

    changes: whether the integrand takes both signs near it, again and again; opposite: whether it has opposite signs
    on its two sides.
    """

    point: Array
    axis: int | None = None
    is_far: bool = False
    changes: bool = False
    opposite: bool = False


def distances(first: float = 0.25, shells: int = SHELLS) -> Array:
    """Distances (shells, points) from a place: the same shares of every shell."""
    inner = (np.arange(IN_SHELL) + 0.5) / IN_SHELL
    return first * 0.5 ** np.arange(shells)[:, None] * (0.5 + 0.5 * inner)


def masses_of(values: Array, distance: Array, n: int) -> tuple[Array, bool]:
    """What |g| gives in each shell (up to one factor for all), and whether g changes its sign within the last ones."""
    values = values.reshape(len(distance), -1)
    with np.errstate(all="ignore"):
        masses = np.abs(values).mean(axis=1) * distance[:, -1] ** n
    sign = np.sign(values[len(values) // 2 :])
    changes = np.mean([np.any(row > 0) and np.any(row < 0) for row in sign]) > 0.6
    return masses, bool(changes)


def grows(masses: Array, changes: bool = False) -> bool:
    """Whether what the shells hold has no finite sum; changes: they were sampled from waves, and are less sure."""
    masses = np.where(np.isnan(masses), 0, masses)
    lost = (masses == 0) | np.isinf(masses)  # digits, as those of 1 - sin u beside π/2, or beyond the doubles
    if np.any(lost):
        first = int(np.argmax(lost))
        is_infinite = np.isinf(masses[first])
        masses = masses[: max(0, first - GUARD)]
        if len(masses) < FEWEST:
            return bool(is_infinite)
    k, half = len(masses), len(masses) // 2
    quarter = half // 2
    steps = np.log2(masses[quarter:][:-1] / masses[quarter:][1:])
    far, near = float(np.mean(steps[: half - quarter])), float(np.mean(steps[half - quarter :]))
    if near >= STEEP:
        return False
    if near < (WAVY if changes else FLAT):
        return True
    if near > STEADY * far:
        return False
    fall = np.log(masses[half] / masses[-1]) / np.log((k + 1) / (half + 2))
    return bool(fall < LOGARITHM)


def seen(within: Within, t: Array) -> Array:
    """The point of the new variables at a point of the closed cube."""
    inner = np.clip(t, 1e-15, 1 - 1e-15)[:, None]
    return Cube(within.limits)(inner)[0][:, 0]
