"""The integral of a tape between limits: Gauss, then double exponential, then cells that are halved where it pays.

Each with an error estimate; what a formula has of kinks, poles and peaks cuts the region before any rule is trusted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from jacviz.integrals.limits import Cube, Limits
from jacviz.integrals.numbers.rules import FARTHER, FARTHEST, Rule, gauss, tanh_sinh, tensor
from jacviz.integrals.numbers.tails import behind, beyond
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

# Of each dimension: pairs of sizes, from cheap to expensive. Two sizes that agree give the error estimate.
GAUSS = {1: ((24, 31), (80, 99)), 2: ((16, 21), (44, 55)), 3: ((10, 13), (20, 25))}
DOUBLE_EXPONENTIAL = {1: (120, 241), 2: (45, 91), 3: (14, 29)}
INFINITE = {1: (60, 121), 2: (45, 91), 3: (40, 81)}
ALL_OF_SPACE = (18, 36)  # the same for three axes without an end
CELL = {1: 21, 2: 8, 3: 5}  # Gauss nodes along an edge of a cell that may be halved
FIRST = {1: 16, 2: 8, 3: 4}  # cells a side before any is halved
NODES = 2_500_000  # of all attempts together
PER_NODE, PER_STEP = 8e-8, 1e-8  # seconds, on an ordinary machine
AT_ONCE = 400_000
AT_LEAST = {1: 0, 2: 1, 3: 0}  # generations: a ridge is to meet some node of the cells that it crosses
GENERATIONS = 34  # at their end a cell is 1e-12 wide, and a point in it has few digits left
ENOUGH = 1e-11  # of the size of the integrand: nothing is gained by another rule
HALVED = 1e-10  # the same, for the cells
ROUNDING = 2e-14
SURE = 25.0  # times the difference of two Gauss rules: one beside an end without a bound may be so far off
SETTLED = 1e-4  # of the size: a larger difference of two Gauss rules tells nothing
MISSED = 1e-7  # of the size: what cells may miss of a ridge that runs between their nodes
SLOWEST = 0.98  # ratio of the errors of two generations: what goes on falling so slowly is hardly known
EPSILON = 4e-16
NOTICED = 1e-9  # relative: digits lost before that count with the rounding
UNSURE = 0.01  # relative: a node is as near to a cut as doubles come
MOST_DROPPED = 20  # nodes: those farther in hold next to nothing
PANELS = 80  # cut by the formula's own places; more of them are left to the cells
UNRESOLVED = 3.0  # times the largest value at the nodes: a function that is so much larger elsewhere was not seen

Function = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Integral:
    """The value, how far it may be off, and the size: the integral of the absolute value."""

    value: float
    error: float
    size: float


@dataclass(frozen=True)
class Places:
    """Of the unit cube: where to cut each axis, and points at which the function is large or turns sharply."""

    cuts: tuple[Array, ...] = ()
    grades: tuple[Array, ...] = ()  # more cuts, for cells
    points: Array | None = None


UNKNOWN = Integral(float("nan"), float("inf"), float("nan"))


def integrate(tape: Tape, limits: Limits, seconds: float = 0.5, places: Places = Places()) -> Integral:
    """The integral of a tape's one output over the region between the limits; its inputs are their variables.

    So many points as take about those seconds: they are counted, so that every machine finds the same.
    """
    nodes = min(NODES, int(seconds / (PER_NODE + PER_STEP * len(tape.steps))))
    within = Within(tape, limits, places)
    best = UNKNOWN
    for found in within.attempts(nodes):
        best = found if not best.error <= found.error else best
        if best.error <= ENOUGH * best.size:
            break
    return replace(best, error=best.error + best.size * within.cancelled)


@dataclass(frozen=True)
class Within:
    """A tape's output on the unit cube that lies over the region between limits: points (n, N), values (N,)."""

    tape: Tape
    limits: Limits
    places: Places = Places()
    inside: Callable[[Array], NDArray[np.bool_]] | None = None  # of a region that is a part of what lies between them

    @cached_property
    def cube(self) -> Cube:
        return Cube(self.limits)

    def __call__(self, t: Array, rest: Array) -> Array:
        points, weight = self.cube(t, rest)
        with np.errstate(all="ignore"):
            values = evaluate(self.tape, list(points))[0] * weight
        return values if self.inside is None else np.where(self.inside(points), values, 0.0)

    @cached_property
    def cancelled(self) -> float:
        """The digits lost where limits are close together, relative to what lies between them."""
        ends = [(float(k.low), float(k.high)) for k in self.limits if k.is_constant and (k.high - k.low).is_finite]
        return sum(EPSILON * max(abs(a), abs(b)) / max(abs(b - a), 1e-300) for a, b in ends)

    @cached_property
    def largest(self) -> float:
        """The largest value at the places that the formula points to."""
        if self.places.points is None or not self.places.points.size:
            return 0.0
        values = np.abs(self(self.places.points, 1 - self.places.points))
        return float(np.max(values[np.isfinite(values)], initial=0))

    @cached_property
    def panels(self) -> list[tuple[tuple[float, float], ...]]:
        """The unit cube, cut."""
        ends = [np.unique([0.0, 1.0, *cuts]) for cuts in self.places.cuts] or [np.array([0.0, 1.0])] * len(self.limits)
        return list(product(*(list(pairwise(map(float, each))) for each in ends)))

    def attempts(self, nodes: int) -> Iterator[Integral]:
        """From cheap to expensive, with about so many nodes; the cheapest one always."""
        left = nodes
        pairs = list(_pairs(self.cube.infinite_axes)) if len(self.panels) <= PANELS else []
        for k, pair in enumerate(pairs):
            cost = len(self.panels) * sum(math.prod(len(rule.nodes) for rule in rules) for rules in pair)
            if k == 0 or cost <= left:
                left -= cost
                yield self._by_rules(*pair)
        n = len(self.limits)
        first = math.prod(len(self._ends(axis)) - 1 for axis in range(n)) * CELL[n] ** n
        if first * (1 + 2**n) <= (for_cells := max(left, nodes // 2)):
            yield self._by_cells(for_cells)

    def _by_rules(self, coarse: list[Rule], fine: list[Rule]) -> Integral:
        found = [self._compared(panel, coarse, fine) for panel in self.panels]
        value, error, size = map(float, np.sum([each[:3] for each in found], axis=0))
        highest = float(max(each[3] for each in found))
        return Integral(value, error if self.largest <= UNRESOLVED * highest else np.inf, size)

    def _compared(self, panel: Sequence[tuple[float, float]], coarse: list[Rule], fine: list[Rule]) -> list[float]:
        """Value, error, size and largest value over one panel."""
        sums = []
        low, high = np.array(panel).T[:, :, None]
        for rules in (coarse, fine):
            s, before, weights = tensor(rules)
            t, rest = _placed(s, before, low, high)
            values = self(t, rest)
            highest = np.abs(values[np.isfinite(values)]).max(initial=0)
            size = np.abs(values) * weights * np.prod(high - low)
            border = self._rounding(t, rest, np.minimum(s, before) * (high - low), size)
            values, size = (np.where(np.isfinite(values), v, 0) for v in (values * weights * np.prod(high - low), size))
            border += self._behind(rules, size, self._lost(t, rest, np.minimum(s, before) * (high - low)))
            sums.append((values.sum(), size.sum(), border))
        (rough, _, _), (value, size, border) = sums
        return [value, _apart(value - rough, size, fine) + border + ROUNDING * size, size, highest]

    def _behind(self, rules: list[Rule], size: Array, lost: Array) -> float:
        """What may lie beyond the last nodes of double exponential rules, of the size at all nodes of their product."""
        counts, total = [len(rule.nodes) for rule in rules], 0.0
        for axis, rule in enumerate(rules):
            if not rule.is_open:
                continue
            others = tuple(k for k in range(len(rules)) if k != axis)
            held = size.reshape(counts).sum(axis=others) / rule.weights
            known = np.all(lost[axis].reshape(counts) <= UNSURE, axis=others) & (held > 0 if len(rules) == 1 else True)
            for near in (rule.nodes, rule.rest):
                chosen = known & (near <= 0.5)
                total += behind((held * near)[chosen], near[chosen])
        return total

    def _lost(self, t: Array, rest: Array, near: Array) -> Array:
        """The share of its distance from a cut that rounding takes from each coordinate of a point (n, N)."""
        points, _ = self.cube(t, rest)
        with np.errstate(all="ignore"):
            lost = EPSILON * np.abs(points) / (self._widths * near)
            infinite = np.array(self.cube.infinite_axes)[:, None]
            lost = np.where(infinite, lost * np.minimum(t, rest) ** 2, lost)
        return np.where(np.isnan(lost), 0, lost)

    def _rounding(self, t: Array, rest: Array, near: Array, size: Array) -> float:
        """What a singularity at a cut may cost: next to it, a point has fewer digits than its distance from the cut.

        Nodes so near that there is no value at all hold at most what the last ones before them do.
        """
        lost = self._lost(t, rest, near).max(axis=0)
        real = np.isfinite(size)
        counted = np.where(real & (lost > NOTICED), size, 0) * np.minimum(lost, 1)
        unsure = lost > UNSURE
        if len(self.limits) == 1:  # a formula may lose digits of its own: those of 1 - sin u beside π/2
            unsure |= ~real | np.roll(~real, 1) | np.roll(~real, -1)
        dropped = min(np.count_nonzero(~real & unsure), MOST_DROPPED)
        return float(counted.sum() + dropped * size[real & unsure].max(initial=0))

    @cached_property
    def _widths(self) -> Array:
        """Of the axes whose limits are numbers; 1 for the others."""
        known = [abs(float(k.high - k.low)) if k.is_constant and (k.high - k.low).is_finite else 1 for k in self.limits]
        return np.maximum(np.array(known, dtype=float), 1e-300)[:, None]

    def _ends(self, axis: int) -> Array:
        """Where the first cells end along an axis."""
        cuts, grades = (each[axis] if each else np.zeros(0) for each in (self.places.cuts, self.places.grades))
        steps = np.linspace(0, 1, FIRST[len(self.limits)] // (2 if len(grades) else 1) + 1)
        return np.unique(np.concatenate([steps, cuts, grades]))

    def _by_cells(self, most: int) -> Integral:
        """Cells halved where the halves disagree with the whole: for kinks, peaks and waves inside the region."""
        n = len(self.limits)
        rules = [gauss(CELL[n])] * n
        ends = [self._ends(axis) for axis in range(n)]
        low = np.stack([a.ravel() for a in np.meshgrid(*[e[:-1] for e in ends], indexing="ij")])
        high = np.stack([a.ravel() for a in np.meshgrid(*[e[1:] for e in ends], indexing="ij")])
        whole, _, highest = self._cells(rules, low, high)
        unsure = highest < 0
        value = error = total = 0.0
        before, nodes = np.inf, whole.size * CELL[n] ** n
        for generation in range(GENERATIONS):
            low, high = _halves(low, high)
            parts, sizes, tall = self._cells(rules, low, high)
            unsure |= tall < 0
            highest, nodes = max(highest, tall), nodes + parts.size * CELL[n] ** n
            pairs, size = parts.reshape(2**n, -1).sum(axis=0), sizes.reshape(2**n, -1).sum(axis=0)
            gap = np.abs(pairs - whole)
            enough = HALVED * (total + size.sum()) / max(len(gap), 50)
            free = max(0, most - nodes) // (4**n * CELL[n] ** n)
            done = (gap <= enough) & (generation >= AT_LEAST[n]) | (generation == GENERATIONS - 1)
            done[np.argsort(gap)[: max(0, len(gap) - free)]] = True
            ratio = min(gap.sum() / before, SLOWEST) if before else 0.0
            value += pairs[done].sum()
            error += gap[done].sum() * max(1.0, 2 * ratio / (1 - ratio))
            if generation == GENERATIONS - 1:
                error += beyond(before, generation + 3.0, gap.sum(), generation + 4.0)
            total += size[done].sum()
            if done.all():
                break
            before = gap[~done].sum()
            left = np.tile(~done, 2**n)
            low, high, whole = low[:, left], high[:, left], parts[left]
        margin = ROUNDING if n == 1 else MISSED
        seen = self.largest <= UNRESOLVED * highest and not unsure
        return Integral(float(value), float(error + margin * total) if seen else np.inf, float(total))

    def _cells(self, rules: list[Rule], low: Array, high: Array) -> tuple[Array, Array, float]:
        """The integrals of the function and of its absolute value over cells (n, C), and its largest value.

        That is below 0 where a value is missing on a line: cells there hold too little.
        """
        s, before, weights = tensor(rules)
        values, sizes, highest, is_sure = [], [], 0.0, True
        for first in range(0, low.shape[1], AT_ONCE // len(weights)):
            some = slice(first, first + AT_ONCE // len(weights))
            a, b = low[:, some, None], high[:, some, None]
            t, rest = _placed(s[:, None, :], before[:, None, :], a, b)
            found = self(t.reshape(len(t), -1), rest.reshape(len(t), -1)).reshape(t.shape[1:])
            real = np.isfinite(found)
            highest = max(highest, float(np.abs(found[real]).max(initial=0)))
            is_sure &= len(t) > 1 or bool(real.all())
            found = np.where(real, found, 0) * weights
            size = np.prod(high[:, some] - low[:, some], axis=0)
            values.append(found.sum(axis=1) * size)
            sizes.append(np.abs(found).sum(axis=1) * size)
        return np.concatenate(values), np.concatenate(sizes), highest if is_sure else -np.inf


def _apart(gap: float, size: float, rules: Sequence[Rule]) -> float:
    """How far the finer of two rules may be off, by their difference: a Gauss rule creeps where there is no bound."""
    if all(rule.is_open for rule in rules):
        return 2 * abs(gap)
    return SURE * abs(gap) if abs(gap) <= SETTLED * size else math.inf


def _placed(s: Array, before: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """t and 1 - t at s of the way from low to high, before being 1 - s."""
    width = high - low
    return np.where(s < before, low + width * s, high - width * before), np.where(
        s < before, (1 - low) - width * s, (1 - high) + width * before
    )


def _halves(low: Array, high: Array) -> tuple[Array, Array]:
    """Every cell cut in the middle of each axis, the parts of all cells in the same order."""
    middle = (low + high) / 2
    lows, highs = [], []
    for upper in product((False, True), repeat=len(low)):
        up = np.array(upper)[:, None]
        lows.append(np.where(up, middle, low))
        highs.append(np.where(up, high, middle))
    return np.concatenate(lows, axis=1), np.concatenate(highs, axis=1)


def _pairs(infinite: Sequence[bool]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """A coarse and a fine rule for each axis: a double exponential one where it has no end."""
    n = len(infinite)
    fars = ALL_OF_SPACE if n == 3 and all(infinite) else INFINITE[n]
    for sizes in GAUSS[n]:
        coarse, fine = (
            [tanh_sinh(far) if is_infinite else gauss(near) for is_infinite in infinite]
            for near, far in zip(sizes, fars, strict=True)
        )
        yield coarse, fine
    coarse, fine = (
        [tanh_sinh(far if is_infinite else near, FARTHER if n < 3 else FARTHEST) for is_infinite in infinite]
        for near, far in zip(DOUBLE_EXPONENTIAL[n], fars, strict=True)
    )
    yield coarse, fine
