"""Integrals over a region by its chords: where it meets the lines parallel to the last axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jacviz.integrals.numbers.chart import Chart
from jacviz.integrals.numbers.rules import Rule, clenshaw_curtis, gauss, tanh_sinh
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

ALONG = 20  # half the nodes on a chord
ALONG_COMPACT = 36  # the same where the chart is compact
# With nodes at the ends: a panel of which only a corner meets the region is not taken for empty.
ACROSS = clenshaw_curtis(11)
PANELS = 24
FEWEST = 4  # panels between two breaks
PIECES = 12  # into which the height of a region is cut where the chords are too long for one rule
FINE = 1e-5  # of the size: an error beyond it is worth a second try
SLOWEST_GRID = 0.92  # the same of grids: a larger one is chance
FINER = 0.65  # ratio of the errors of two grids whose lines lie as chance has it
CHANCE = 1.5  # times their differences
GENERATIONS = 32  # of panels that are halved where it pays
LINES = 40_000
GRIDS = ((50, 7), (66, 7), (88, 7), (118, 10))  # lines a side across a solid, an even number, and nodes on each chord
OFFSET = 0.5 + 1e-3 * np.sqrt(
    2
)  # of a cell: a line through an edge of a symmetric mesh would count twice or not at all
ENOUGH = 1e-9  # of the integral
TAIL = 10.0  # times what the last node of a chord holds may lie beyond it
SLOWEST = 0.95  # ratio of the errors of two generations
OF_NOISE = 0.02  # of what the rule along the chords may be off: to halve a panel does not help against that


@dataclass(frozen=True)
class Chords:
    """Intervals on lines: which line, from where to where, and how many points of the domain lie over each point.

    Arrays of one shape, a number for each interval.
    """

    line: Array
    low: Array
    high: Array
    multiplicity: Array


class Region(Protocol):
    """A set of R^n that lines can be laid through, in the coordinates of its chart.

    It lies between the corners low and high, both of shape (n,).
    """

    @property
    def chart(self) -> Chart: ...

    @property
    def low(self) -> Array: ...

    @property
    def high(self) -> Array: ...

    def chords(self, axes: list[Array]) -> Chords:
        """The chords on all lines through the product of n - 1 axes, numbered in its order."""


@dataclass(frozen=True)
class Total:
    """The integral with each point once, with its multiplicity, their errors, and the measure of each multiplicity.

    size: the integral of the absolute value, with multiplicity.
    """

    once: float
    error: float
    repeated: float
    repeated_error: float
    measures: dict[int, float]
    size: float = 0.0


def integrate_over(
    region: Region, integrand: Tape, marks: Sequence[Array] = (), grids: Sequence[tuple[int, int]] = GRIDS
) -> Total:
    """The integral of a function of the region's coordinates; across a solid on those grids, the last one the best.

    marks: for each axis of the chart an array, shape (k,), of where the function has a kink, a peak or no bound.
    """
    n = len(region.low)
    marks = [np.append(each, 0.0) for each in marks or [np.zeros(0)] * n]
    if n == 1:
        sums = _along(region, integrand, [], _rule(region), marks[-1])
        rows, errors = sums[:, 0, 0], np.abs(sums[:, 0, 0] - sums[:, 1, 0])
    elif n == 2:
        rows, errors = _adaptive(region, integrand, marks)
        if errors[0] > FINE * rows[2]:
            finer = np.append(marks[-1], np.linspace(region.low[-1], region.high[-1], PIECES + 1)[1:-1])
            again = _adaptive(region, integrand, [marks[0], finer])
            rows, errors = again if again[1][0] < errors[0] else (rows, errors)
    else:
        found = [_on_grid(region, integrand, size, gauss(nodes), marks[-1]) for size, nodes in grids]
        rows, errors = found[-1], _extrapolated(found) if len(found) > 2 else np.zeros(ROWS)
    once, repeated, size, *shares = map(float, rows)
    measures = {k + 1: m for k, m in enumerate(shares) if m > 0}
    return Total(once, float(errors[0]), repeated, float(errors[1]), measures, size)


MOST = 6  # multiplicities told apart
ROWS = 3 + MOST


def _extrapolated(found: Sequence[Array]) -> Array:
    """How far the last of some sums may be off, each on a grid finer by one ratio.

    They approach like a series, as where there is no bound at an edge; or they jump about, as the lines happen to lie.
    """
    steps = np.diff(found, axis=0)
    sizes = np.abs(steps)
    falls = np.all(steps * steps[-1] > 0, axis=0) & np.all(np.diff(sizes, axis=0) < 0, axis=0)
    with np.errstate(all="ignore"):
        ratio = np.clip(np.nan_to_num(sizes[-1] / sizes[-2]), 0, SLOWEST_GRID)
    chance = CHANCE * np.max(sizes * FINER ** np.arange(len(sizes))[::-1, None], axis=0)
    return np.where(falls, np.maximum(sizes[-1] * ratio / (1 - ratio), chance), chance)


def _split(chords: Chords, marks: Array) -> Chords:
    """Chords cut at marks; 0 is one, where functions such as the distance from the origin bend most."""
    for mark in np.unique(marks):
        crosses = (chords.low < mark) & (chords.high > mark)
        line, multiplicity = (np.concatenate([a, a[crosses]]) for a in (chords.line, chords.multiplicity))
        low = np.concatenate([chords.low, np.full(np.count_nonzero(crosses), mark)])
        high = np.concatenate([np.where(crosses, mark, chords.high), chords.high[crosses]])
        chords = Chords(line, low, high, multiplicity)
    return chords


def _rule(region: Region) -> Rule:
    return tanh_sinh(ALONG_COMPACT if region.chart.compact else ALONG)


def _along(region: Region, integrand: Tape, axes: list[Array], rule: Rule, marks: Array) -> Array:
    """For each line (rows, 2, L): f once, f and |f| with multiplicity, the length of each multiplicity.

    By all nodes and, as a double exponential rule allows, by every other one.
    """
    count = int(np.prod([len(axis) for axis in axes], dtype=int))
    found = _split(region.chords(axes), marks)
    length = found.high - found.low
    last = found.low[:, None] + length[:, None] * rule.nodes
    place = np.stack([a.ravel() for a in np.meshgrid(*axes, indexing="ij")]) if axes else np.zeros((0, 1))
    stretched = [region.chart.outward(place[i][found.line]) for i in range(len(axes))]
    end, slope = region.chart.outward(last)
    inputs = [np.broadcast_to(x[:, None], last.shape) for x, _ in stretched]
    values = evaluate(integrand, [*inputs, end])[0]
    scale = np.prod([dx for _, dx in stretched], axis=0) if stretched else np.ones(len(length))
    with np.errstate(all="ignore"):
        values = values * slope * (length * scale)[:, None] * rule.weights
    values, lost = _without_holes(values)
    measure = (slope * rule.weights).sum(axis=1) * length * scale if not region.chart.compact else length
    kind = np.minimum(found.multiplicity, MOST)
    sums = np.zeros((ROWS, 2, count))
    for k, chosen in enumerate((values, 2 * values[:, ::2])):
        total = chosen.sum(axis=1)
        size = np.abs(chosen).sum(axis=1) * found.multiplicity
        rows = [total, total * found.multiplicity, size, *(measure * (kind == m) for m in range(1, MOST + 1))]
        sums[:, k] = [np.bincount(found.line, row, count) for row in rows]
    # The rules differ at least by what lies beyond the ends of a chord, as far as these are known.
    sums[:2, 1] += np.bincount(found.line, lost, count)
    return sums


def _without_holes(values: Array) -> tuple[Array, Array]:
    """0 for values (chords, nodes) that are none, and what they may hold: each at most what its neighbour does.

    A function without a bound at the border has none just beyond it, and rounding decides where that is.
    """
    real = np.isfinite(values)
    values = np.where(real, values, 0)
    size = np.abs(values)
    beside = np.zeros_like(real)
    beside[:, 1:] |= real[:, 1:] & ~real[:, :-1]
    beside[:, :-1] |= real[:, :-1] & ~real[:, 1:]
    holes = np.count_nonzero(~real, axis=1) * np.where(beside, size, 0).max(axis=1, initial=0)
    return values, holes + TAIL * (size[:, 0] + size[:, -1])


def _adaptive(region: Region, integrand: Tape, marks: Sequence[Array]) -> tuple[Array, Array]:
    """In the plane: panels across the lines, halved where the two halves disagree with the whole."""
    across = Across.of(region, marks[0])
    edges = np.linspace(0, across.count, max(PANELS // across.count, FEWEST) * across.count + 1)
    most = LINES // (1 + len(marks[-1]) // PIECES)
    starts, ends = edges[:-1], edges[1:]
    whole, _ = _panels(region, integrand, across, starts, ends, marks[-1])
    total, errors, lines, before = np.zeros(ROWS), np.zeros(ROWS), 0, np.full(ROWS, np.inf)
    for generation in range(GENERATIONS):
        middles = (starts + ends) / 2
        starts, ends = np.ravel([starts, middles], "F"), np.ravel([middles, ends], "F")
        halves, noise = _panels(region, integrand, across, starts, ends, marks[-1])
        pairs = halves[:, ::2] + halves[:, 1::2]
        gap = np.abs(pairs - whole)
        scale = np.abs(total[:2]).max() + np.abs(pairs[:2]).sum()
        lines += len(starts) * len(ACROSS.nodes)
        noise = noise.reshape(ROWS, -1, 2).sum(axis=2)
        enough = np.maximum(ENOUGH * scale, OF_NOISE * noise[:2].max(axis=0))
        done = (gap[:2].max(axis=0) <= enough) | (generation == GENERATIONS - 1) | (lines > most)
        total += pairs[:, done].sum(axis=1)
        with np.errstate(all="ignore"):
            ratio = np.clip(np.nan_to_num(gap.sum(axis=1) / before), 0, SLOWEST)
        errors += (gap * np.maximum(1, 2 * ratio / (1 - ratio))[:, None] + noise / 4)[:, done].sum(axis=1)
        if done.all():
            break
        before = gap[:, ~done].sum(axis=1)
        left = np.repeat(~done, 2)
        starts, ends, whole = starts[left], ends[left], halves[:, left]
    return total, errors


@dataclass(frozen=True)
class Across:
    """s from 0 to count -> the coordinate across the lines; between two breaks it starts and ends without a slope.

    So a power law at a break, such as that of chords at the ends of a disk, becomes smooth.
    """

    breaks: Array

    @classmethod
    def of(cls, region: Region, marks: Array) -> Across:
        """Broken at the ends of a region and at marks between them, shape (k,)."""
        low, high = region.low[0], region.high[0]
        return cls(np.unique([low, *marks[(marks > low) & (marks < high)], high]))

    @property
    def count(self) -> int:
        return len(self.breaks) - 1

    def __call__(self, s: Array) -> tuple[Array, Array]:
        """The coordinate and its derivative, shape (k,) as s."""
        piece = np.clip(s.astype(int), 0, self.count - 1)
        low, high = self.breaks[piece], self.breaks[piece + 1]
        s = s - piece
        rest = 1 - s
        x = np.where(s < 0.5, low + (high - low) * _step(s), high - (high - low) * _step(rest))
        return x, (high - low) * 30 * (s * rest) ** 2


def _step(s: Array) -> Array:
    """From 0 to 1 with two derivatives that vanish at both ends."""
    return s**3 * (10 - 15 * s + 6 * s**2)


def _panels(
    region: Region, integrand: Tape, across: Across, starts: Array, ends: Array, marks: Array
) -> tuple[Array, Array]:
    """The integrals over panels (rows, P), and how far the rule along the chords may be off."""
    rule = ACROSS
    lines, slopes = across((starts[:, None] + (ends - starts)[:, None] * rule.nodes).ravel())
    order = np.argsort(lines, kind="stable")
    sums = np.empty((ROWS, 2, len(lines)))
    sums[:, :, order] = _along(region, integrand, [lines[order]], _rule(region), marks)
    weighted = np.where(slopes > 0, sums * slopes, 0).reshape(ROWS, 2, len(starts), -1) * rule.weights
    panels = weighted.sum(axis=3) * (ends - starts)
    return panels[:, 0], np.abs(panels[:, 0] - panels[:, 1])


def _on_grid(region: Region, integrand: Tape, size: int, rule: Rule, marks: Array) -> Array:
    """Across a solid: the midpoint rule on a grid of lines."""
    # Not the same number both ways: on a grid of squares, every line of a diagonal would be on its edge.
    sizes = size, size * 5 // 12 * 2
    middles = [(np.arange(count) + OFFSET) / count for count in sizes]
    axes = [a + (b - a) * t for a, b, t in zip(region.low[:2], region.high[:2], middles, strict=True)]
    cell = np.prod((region.high[:2] - region.low[:2]) / sizes)
    return _along(region, integrand, axes, rule, marks)[:, 0].sum(axis=1) * cell


def strips(region: Region, count: int = 90) -> Iterator[tuple[float, float, float, int]]:
    """For drawing a region of the plane: (x, low, high, multiplicity) of chords on evenly spaced lines."""
    middles = (np.arange(count) + 0.5) / count
    x = region.low[0] + (region.high[0] - region.low[0]) * middles
    found = region.chords([x])
    across = region.chart.outward(x)[0]
    for line, low, high, m in zip(found.line, found.low, found.high, found.multiplicity, strict=True):
        ends = region.chart.outward(np.array([low, high]))[0]
        yield float(across[line]), float(ends[0]), float(ends[1]), int(m)
