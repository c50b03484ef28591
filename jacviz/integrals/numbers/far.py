"""Whether the integral of |g| is infinite far out, in several variables at once and along ridges of any direction.

At each distance the largest value of |g| is looked for, and how far it reaches until half of it is left: that is less
than what |g| holds there, so that where it has no finite sum over shells, |g| has none either. e^(-(x - y)^2) falls in
every direction but one; there it has the same width at every distance. The search climbs ln |g|, which underflows
nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp
from sympy import Expr

from jacviz.integrals.limits import Limit
from jacviz.integrals.numbers.places import climbed
from jacviz.integrals.numbers.quadrature import Within
from jacviz.integrals.numbers.shells import Place, grows, seen
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

RADII = 2.0 ** np.arange(2, 27)  # farther out, a ridge is narrower than the search is exact
LATTICE = {1: 65, 2: 17}  # starts of the search along each of the other variables
STARTS = 2  # of these, the best
HALVINGS = 40
NARROWEST = 1e-13


def far(within: Within, expr: Expr) -> Iterator[Place]:
    """Each way out of the unbounded region on which the integral of |g| is infinite."""
    if len(within.limits) < 2 or not any(within.cube.infinite_axes):
        return
    tape = Tape.of([limit.variable for limit in within.limits], [logarithm(expr)])
    for axis, limit in enumerate(within.limits):
        for end, sign in ((limit.low, -1), (limit.high, 1)):
            if end.is_infinite:
                side = Side(within, tape, axis, sign)
                if grows(side.held()):
                    point = np.full(len(within.limits), 0.5)
                    point[axis] = sign > 0
                    yield Place(seen(within, point), axis, True)


def logarithm(expr: Expr) -> Expr:
    """ln |expr|, factor by factor."""
    parts = [f.args[0] if isinstance(f, sp.exp) else sp.log(sp.Abs(f)) for f in sp.Mul.make_args(expr)]
    return sp.Add(*parts)


@dataclass(frozen=True)
class Side:
    """Points at a distance from the finite end (or 0) along one axis, and no farther along the others.

    A share s in (0, 1) of each other axis says where: of the way to that distance, or of the interval if it is finite.
    """

    within: Within
    logarithm: Tape
    axis: int
    sign: int

    @cached_property
    def others(self) -> list[int]:
        return [i for i in range(len(self.within.limits)) if i != self.axis]

    def height(self, s: Array) -> Array:
        """ln |g| at shares (n - 1, N), the columns of each distance together; -inf outside the region."""
        radius = np.repeat(RADII, s.shape[1] // len(RADII))
        t = np.empty((len(s) + 1, s.shape[1]))
        rest, stretch = np.empty_like(t), np.ones(s.shape[1])
        shares = dict(zip(self.others, s, strict=True)) | {self.axis: np.full(len(radius), float(self.sign > 0))}
        for i, share in shares.items():
            limit = self.within.limits[i]
            if self.within.cube.infinite_axes[i]:
                t[i], rest[i], by = _placed(limit, radius, share, is_last=i == self.axis)
                stretch = stretch * by
            else:
                t[i], rest[i] = share, 1 - share
        points, weight = self.within.cube(t, rest)
        with np.errstate(all="ignore"):
            found = evaluate(self.logarithm, list(points))[0] + np.log(weight / stretch)
        if self.within.inside is not None:
            found = np.where(self.within.inside(points), found, -np.inf)
        return np.where(np.isnan(found), -np.inf, found)

    def held(self) -> Array:
        """At most what |g| holds in the shell at each distance, up to a factor that is the same for all."""
        s = self._highest()
        top = self.height(s)
        size = top + np.log(RADII)
        for row, i in enumerate(self.others):
            far = np.log(RADII) if self.within.cube.infinite_axes[i] else 0.0
            size = size + np.log(self._width(s, top, row)) + far
        return np.exp(np.clip(size, -700, 700)) * (size > -700)

    def _highest(self) -> Array:
        """For each distance the shares (n - 1, K) where |g| is largest."""
        n, count = len(self.others), len(RADII)
        axis = (np.arange(LATTICE[n]) + 0.5) / LATTICE[n]
        lattice = np.stack([a.ravel() for a in np.meshgrid(*[axis] * n, indexing="ij")])
        values = self.height(np.tile(lattice, count)).reshape(count, -1)
        best = np.argsort(values, axis=1)[:, ::-1][:, :STARTS]
        found = climbed(self.height, lattice[:, best].reshape(n, -1), 1 / LATTICE[n])
        top = np.argmax(self.height(found).reshape(count, STARTS), axis=1)
        return found.reshape(n, count, STARTS)[:, np.arange(count), top]

    def _width(self, s: Array, top: Array, row: int) -> Array:
        """How far along one share |g| stays above half its height, on both sides together."""
        total = np.zeros(len(top))
        for side in (-1, 1):
            low, high = np.full(len(top), np.log(NARROWEST)), np.zeros(len(top))
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                moved = s.copy()
                moved[row] += side * np.exp(middle)
                is_in = (moved[row] > 0) & (moved[row] < 1) & (self.height(moved) > top - np.log(2))
                low, high = np.where(is_in, middle, low), np.where(is_in, high, middle)
            total = total + np.exp(low)
        return total


def _placed(limit: Limit, radius: Array, share: Array, *, is_last: bool) -> tuple[Array, Array, Array]:
    """t, 1 - t and the derivative of an infinite variable by t, at a share of the way to a distance."""
    if limit.low.is_infinite and limit.high.is_infinite:
        u = radius * (2 * share - 1)
        small = 2 / (np.abs(u) + 2 + np.sqrt(u * u + 4))
        t, rest = np.where(u > 0, 1 - small, small), np.where(u > 0, small, 1 - small)
        return t, rest, 1 / t**2 + 1 / rest**2
    u = radius if is_last else radius * share
    near, far = u / (1 + u), 1 / (1 + u)
    return (near, far, 1 / far**2) if limit.high.is_infinite else (far, near, 1 / far**2)
