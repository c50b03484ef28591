"""The region where inequalities hold together, found by looking: no mapping and no limits are needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Symbol

from jacviz.explore.zero_search import sample_points
from jacviz.integrals.numbers.chart import Chart
from jacviz.integrals.numbers.chords import Chords
from jacviz.mapping import Box
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

LATTICE = {1: 4001, 2: 301, 3: 65}  # points an axis, to find where the region is
ALONG = {1: 4001, 2: 161, 3: 49}  # points of a line, to find where its chords end
HALVINGS = 42
THIRDS = 40
SCALES = (1.0, 0.03, 30.0, 1e3, 1e5)  # of the chart in which the region is looked for, the first that holds it whole
WELL = 1e-9
THIN = 6  # cells added to the box of what was seen: a corner may be thinner than a cell
FLAT = 200  # points from which the end of the region is looked for
TRIES = 8  # boxes, each wider than the one before
NEAR_END = 5e-3  # of a compact chart: a region that comes so near to its end is unbounded


@dataclass(frozen=True)
class Inequalities:
    """Where every output of a tape over the coordinates is >= 0, within a box of the chart."""

    tape: Tape
    chart: Chart
    low: Array
    high: Array

    @classmethod
    def of(cls, constraints: Sequence[Expr], symbols: Sequence[Symbol]) -> Inequalities | None:
        """The region, or None when no point of it is found."""
        tape, n = Tape.of(symbols, list(constraints)), len(symbols)
        looks = [cls(tape, Chart(True, scale), -np.ones(n), np.ones(n)) for scale in SCALES]
        found = [(look, *ends) for look in looks if (ends := look._extent(LATTICE[n])) is not None]
        if not found:
            return None
        if all(np.any(np.abs([low, high]) > 1 - NEAR_END) for _, low, high in found):
            return found[0][0]
        # A chart of one scale misses what is small or thin in it.
        plain = [look.chart.outward(np.clip([low, high], NEAR_END - 1, 1 - NEAR_END))[0] for look, low, high in found]
        low, high = np.min([p[0] for p in plain], axis=0), np.max([p[1] for p in plain], axis=0)
        margin = (high - low) / 8 + 1e-9
        for _ in range(TRIES):
            near = cls(tape, Chart(), low - margin, high + margin)
            cell = 1.01 * (near.high - near.low) / (LATTICE[n] - 1)
            seen = near._extent(LATTICE[n]) or (low, high)
            low, high = np.minimum(low, seen[0]), np.maximum(high, seen[1])
            if np.all(low - cell > near.low) and np.all(high + cell < near.high):
                return cls(tape, Chart(), low - THIN * cell, high + THIN * cell)._cut_flat(cell)
            margin = (high - low) / 4
        return near

    def _cut_flat(self, cell: Array) -> Inequalities:
        """With the box cut where the region ends on a plane across an axis: nothing is to be lost there."""
        points = self.sample(FLAT)
        low, high = self.low.copy(), self.high.copy()
        for axis in range(len(low)):
            for ends, pick in ((low, np.min), (high, np.max)):
                outside = points.copy()
                outside[axis] = ends[axis]
                inner = points.copy()
                for _ in range(HALVINGS):
                    middle = (inner + outside) / 2
                    holds = self.holds(middle)
                    inner, outside = np.where(holds, middle, inner), np.where(holds, outside, middle)
                edge = pick(inner[axis])
                if np.mean(np.abs(inner[axis] - edge) < 1e-9 * cell[axis]) > 0.2:
                    ends[axis] = edge
        return replace(self, low=low, high=high)

    def holds(self, points: Array) -> NDArray[np.bool_]:
        """Whether points (n, N), in plain coordinates, belong to the region."""
        return self._least(points) >= 0

    def holds_well(self, points: Array) -> NDArray[np.bool_]:
        """Whether points (n, N) are in the region, a thin layer along its border excepted, where rounding counts."""
        return self._least(points) >= WELL

    def sample(self, count: int) -> Array:
        """Points (n, K) of the region in plain coordinates, K at most count: the same at every call."""
        n = len(self.low)
        inner = sample_points(Box(tuple(self.low), tuple(self.high)), 40 * count)
        points = self.chart.outward(np.stack(inner))[0].reshape(n, -1)
        return points[:, self.holds(points)][:, :count]

    def _least(self, points: Array) -> Array:
        """The least of the constraints; NaN where one of them has no value."""
        return np.min(np.stack(evaluate(self.tape, list(points))), axis=0)

    def chords(self, axes: list[Array]) -> Chords:
        """Where lines through the product of the axes meet the region: signs along them, then bisection.

        axes: n - 1 arrays, each of a shape (k,) of its own.
        """
        place = np.stack([a.ravel() for a in np.meshgrid(*axes, indexing="ij")]) if axes else np.zeros((0, 1))
        n, lines = len(self.low), place.shape[1]
        # Not evenly: chords are often short near the ends of the box.
        steps = (1 - np.cos(np.pi * np.linspace(0, 1, ALONG[n]))) / 2
        height = self.low[-1] + (self.high[-1] - self.low[-1]) * steps
        grid = [np.repeat(row, len(height)) for row in place]
        least = self._least(self._plain([*grid, np.tile(height, lines)])).reshape(lines, -1)
        inside = least >= 0
        padded = np.pad(inside, ((0, 0), (1, 1)))
        line, enters = np.nonzero(~padded[:, :-1] & padded[:, 1:])
        _, leaves = np.nonzero(padded[:, :-1] & ~padded[:, 1:])
        top = len(height) - 1
        low = self._edge(place[:, line], height[enters], height[np.maximum(enters - 1, 0)])
        high = self._edge(place[:, line], height[leaves - 1], height[np.minimum(leaves, top)])
        short, seed, around = self._between(place, height, np.where(np.isnan(least), -np.inf, least), inside)
        low = np.concatenate([low, self._edge(place[:, short], seed, around[0])])
        high = np.concatenate([high, self._edge(place[:, short], seed, around[1])])
        return Chords(np.concatenate([line, short]), low, high, np.ones(len(low)))

    def _between(
        self, place: Array, height: Array, least: Array, inside: NDArray[np.bool_]
    ) -> tuple[NDArray[np.intp], Array, Array]:
        """Chords shorter than the steps along their lines: the lines, a point on each, and the steps around."""
        low, middle, high = least[:, :-2], least[:, 1:-1], least[:, 2:]
        peak = (middle > low) & (middle >= high) & ~(inside[:, :-2] | inside[:, 1:-1] | inside[:, 2:])
        line, best = np.nonzero(peak)
        around = np.stack([height[best], height[best + 2]])
        low, high = around
        for _ in range(THIRDS):
            third = (high - low) / 3
            a, b = low + third, high - third
            left, right = (self._least(self._plain([*place[:, line], x])) for x in (a, b))
            up = right > left
            low, high = np.where(up, a, low), np.where(up, high, b)
        seed = (low + high) / 2
        found = self._inside([*place[:, line], seed])
        return line[found], seed[found], around[:, found]

    def _edge(self, place: Array, inside: Array, outside: Array) -> Array:
        """Between a point inside and one that is outside or the end of the box."""
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            holds = self._inside([*place, middle])
            inside, outside = np.where(holds, middle, inside), np.where(holds, outside, middle)
        return (inside + outside) / 2

    def _inside(self, coordinates: Sequence[Array]) -> NDArray[np.bool_]:
        return self.holds(self._plain(coordinates))

    def _plain(self, coordinates: Sequence[Array]) -> Array:
        return np.stack([self.chart.outward(c)[0] for c in coordinates])

    def _extent(self, count: int) -> tuple[Array, Array] | None:
        """The box of the points of a lattice that are inside."""
        edge = 1e-9 if self.chart.compact else 0.0
        axes = [np.linspace(a + edge, b - edge, count) for a, b in zip(self.low, self.high, strict=True)]
        lattice = np.stack([a.ravel() for a in np.meshgrid(*axes, indexing="ij")])
        inside = lattice[:, self._inside(list(lattice))]
        return (inside.min(axis=1), inside.max(axis=1)) if inside.shape[1] else None
