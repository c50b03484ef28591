"""Integrals over a region by its chords: where it meets the lines parallel to the last axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jacviz.integrals.chart import Chart
from jacviz.integrals.rules import Rule, clenshaw_curtis, gauss, tanh_sinh
from jacviz.numeric import Array, evaluate
from jacviz.tape import Tape

ALONG = 20  # half the nodes on a chord
ALONG_COMPACT = 36  # the same where the chart is compact
# With nodes at the ends: a panel of which only a corner meets the region is not taken for empty.
ACROSS = clenshaw_curtis(11)
PANELS = 24
GENERATIONS = 32  # of panels that are halved where it pays
LINES = 40_000
GRIDS = ((97, 7), (140, 10))  # lines a side across a solid, and nodes on each chord
OFFSET = 0.5 + 1e-3 * np.sqrt(
    2
)  # of a cell: a line through an edge of a symmetric mesh would count twice or not at all
ENOUGH = 1e-9  # of the integral
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
    """The integral with each point once, with its multiplicity, their errors, and the measure of each multiplicity."""

    once: float
    error: float
    repeated: float
    repeated_error: float
    measures: dict[int, float]


def integrate_over(region: Region, integrand: Tape, grids: Sequence[tuple[int, int]] = GRIDS) -> Total:
    """The integral of a function of the region's coordinates; across a solid on those grids, the last one the best."""
    n = len(region.low)
    if n == 1:
        sums = _along(region, integrand, [], _rule(region))
        rows, errors = sums[:, 0, 0], np.abs(sums[:, 0, 0] - sums[:, 1, 0])
    elif n == 2:
        rows, errors = _adaptive(region, integrand)
    else:
        found = [_on_grid(region, integrand, size, gauss(nodes)) for size, nodes in grids]
        rows, errors = found[-1], np.abs(found[-1] - found[0])
    measures = {k + 1: float(m) for k, m in enumerate(rows[2:]) if m > 0}
    return Total(float(rows[0]), float(errors[0]), float(rows[1]), float(errors[1]), measures)


MOST = 6  # multiplicities told apart
ROWS = 2 + MOST


def _split(chords: Chords) -> Chords:
    """Chords cut at 0, where functions such as the distance from the origin bend most."""
    crosses = (chords.low < 0) & (chords.high > 0)
    line, multiplicity = (np.concatenate([a, a[crosses]]) for a in (chords.line, chords.multiplicity))
    low = np.concatenate([chords.low, np.zeros(np.count_nonzero(crosses))])
    high = np.concatenate([np.where(crosses, 0, chords.high), chords.high[crosses]])
    return Chords(line, low, high, multiplicity)


def _rule(region: Region) -> Rule:
    return tanh_sinh(ALONG_COMPACT if region.chart.compact else ALONG)


def _along(region: Region, integrand: Tape, axes: list[Array], rule: Rule) -> Array:
    """For each line (rows, 2, L): f once, f with multiplicity, the length of each multiplicity.

    By all nodes and, as a double exponential rule allows, by every other one.
    """
    count = int(np.prod([len(axis) for axis in axes], dtype=int))
    found = _split(region.chords(axes))
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
    values = np.where(np.isfinite(values), values, 0)
    measure = (slope * rule.weights).sum(axis=1) * length * scale if not region.chart.compact else length
    kind = np.minimum(found.multiplicity, MOST)
    sums = np.zeros((ROWS, 2, count))
    for k, chosen in enumerate((values, 2 * values[:, ::2])):
        total = chosen.sum(axis=1)
        rows = [total, total * found.multiplicity, *(measure * (kind == m) for m in range(1, MOST + 1))]
        sums[:, k] = [np.bincount(found.line, row, count) for row in rows]
    return sums


def _adaptive(region: Region, integrand: Tape) -> tuple[Array, Array]:
    """In the plane: panels across the lines, halved where the two halves disagree with the whole."""
    edges = np.linspace(region.low[0], region.high[0], PANELS + 1)
    starts, ends = edges[:-1], edges[1:]
    whole, _ = _panels(region, integrand, starts, ends)
    total, errors, lines = np.zeros(ROWS), np.zeros(ROWS), 0
    for generation in range(GENERATIONS):
        middles = (starts + ends) / 2
        halves, noise = _panels(region, integrand, np.ravel([starts, middles], "F"), np.ravel([middles, ends], "F"))
        pairs = halves[:, ::2] + halves[:, 1::2]
        gap = np.abs(pairs - whole)
        scale = np.abs(total[:2]).max() + np.abs(pairs[:2]).sum()
        lines += 2 * len(starts) * len(ACROSS.nodes)
        noise = noise.reshape(ROWS, -1, 2).sum(axis=2)
        enough = np.maximum(ENOUGH * scale, OF_NOISE * noise[:2].max(axis=0))
        done = (gap[:2].max(axis=0) <= enough) | (generation == GENERATIONS - 1) | (lines > LINES)
        total += pairs[:, done].sum(axis=1)
        errors += (gap + noise / 4)[:, done].sum(axis=1)
        if done.all():
            break
        left = np.repeat(~done, 2)
        starts, ends = np.ravel([starts, middles], "F")[left], np.ravel([middles, ends], "F")[left]
        whole = halves[:, left]
    return total, errors


def _panels(region: Region, integrand: Tape, starts: Array, ends: Array) -> tuple[Array, Array]:
    """The integrals over panels (rows, P), and how far the rule along the chords may be off."""
    rule = ACROSS
    lines = (starts[:, None] + (ends - starts)[:, None] * rule.nodes).ravel()
    order = np.argsort(lines, kind="stable")
    sums = np.empty((ROWS, 2, len(lines)))
    sums[:, :, order] = _along(region, integrand, [lines[order]], _rule(region))
    weighted = sums.reshape(ROWS, 2, len(starts), -1) * rule.weights
    panels = weighted.sum(axis=3) * (ends - starts)
    return panels[:, 0], np.abs(panels[:, 0] - panels[:, 1])


def _on_grid(region: Region, integrand: Tape, size: int, rule: Rule) -> Array:
    """Across a solid: the midpoint rule on a grid of lines."""
    middles = (np.arange(size) + OFFSET) / size
    axes = [low + (high - low) * middles for low, high in zip(region.low[:2], region.high[:2], strict=True)]
    cell = np.prod((region.high[:2] - region.low[:2]) / size)
    return _along(region, integrand, axes, rule)[:, 0].sum(axis=1) * cell


def strips(region: Region, count: int = 90) -> Iterator[tuple[float, float, float, int]]:
    """For drawing a region of the plane: (x, low, high, multiplicity) of chords on evenly spaced lines."""
    middles = (np.arange(count) + 0.5) / count
    x = region.low[0] + (region.high[0] - region.low[0]) * middles
    found = region.chords([x])
    across = region.chart.outward(x)[0]
    for line, low, high, m in zip(found.line, found.low, found.high, found.multiplicity, strict=True):
        ends = region.chart.outward(np.array([low, high]))[0]
        yield float(across[line]), float(ends[0]), float(ends[1]), int(m)
