"""Ranges and values to begin with: where the formulas are defined, cover nothing twice and meet no accident."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np
from sympy import Expr, Symbol, cos, sin, tan

from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.borders import borders

Interval = tuple[float, float]
TURN = (0.0, 2 * math.pi)
TIME = (-2.0, 2.0)
"""The range of the parameter t of a curve that does not go round."""
VALUES = (1.0, 0.75, 0.4, 1.5, 0.6, 1.25, 0.3, 0.5, 1.75)
"""Values of parameters: distinct, mild, and no two by two of them in a row make a singular matrix."""
POINTS = 64
CLOSE = 1e-9  # relative difference of what counts as equal
FLAT = 1e-6  # of the largest principal stretch: what a difference quotient leaves of 0
STEP = 1e-6  # of a range
WHOLE = 0.9  # of a box, and more: a mapping that is defined there needs no other range
BETTER = 0.2  # of a box, that another range must gain
MANY = 250  # boxes that are looked at, at most


class Defaults:
    """Ranges of variables, which begin as custom has them, and values of parameters for some components."""

    def __init__(
        self, components: Sequence[Expr], variables: Sequence[Symbol], parameters: Sequence[Symbol],
        ranges: Sequence[Interval], given: Sequence[float | None],
    ) -> None:  # fmt: skip
        self.variables, self.parameters = tuple(variables), tuple(parameters)
        self.ranges, self.values = list(ranges), tuple(1.0 if w is None else w for w in given)
        try:
            self._tape = Tape.of((*variables, *parameters), components)
            self._borders = borders(components)
            self._edges = Tape.of((*variables, *parameters), self._borders)
        except ValueError:  # what cannot be evaluated keeps what custom has
            return
        if (
            self.variables == (Symbol("t", real=True),)
            and self.ranges == [TURN]
            and not _turns(components, variables[0])
        ):
            self.ranges = [TIME]
        with np.errstate(all="ignore"):
            self._choose_values(given)
            self._halve_what_covers_twice()
            self._go_where_it_is_defined()

    def _at(self, points: Sequence[Array], values: Sequence[float] | None = None) -> Array:
        """The components at points, shape (m, N)."""
        return np.stack(evaluate(self._tape, [*points, *(self.values if values is None else values)]))

    def _share(self, ranges: Sequence[Interval], values: Sequence[float] | None = None) -> float:
        """The share of a box on which all components have values."""
        return float(np.mean(np.all(np.isfinite(self._at(_spread(ranges), values)), axis=0)))

    def _choose_values(self, given: Sequence[float | None]) -> None:
        """Of several rows of values the first that gives J full rank somewhere, and loses no part of the domain."""
        if all(w is not None for w in given):
            return
        best = -1.0
        for k in range(len(VALUES)):
            row = [VALUES[(i + k) % len(VALUES)] for i in range(len(given))]
            values = tuple(w if own is None else own for w, own in zip(row, given, strict=True))
            score = self._share(self.ranges, values) * (1.0 if self._has_rank(values) else 0.5)
            score *= 0.8 if self._has_poles(values) else 1.0
            if score > best + BETTER / 2:
                self.values, best = values, score
            if best > WHOLE:
                return

    def _has_poles(self, values: Sequence[float]) -> bool:
        """Whether a border crosses the domain."""
        found = np.array(evaluate(self._edges, [*_spread(self.ranges), *values]))
        return bool(np.any(np.any(found > 0, axis=1) & np.any(found < 0, axis=1))) if len(found) else False

    def _has_rank(self, values: Sequence[float]) -> bool:
        """Whether somewhere J has full rank, by difference quotients; units do not matter."""
        points = _spread(self.ranges)
        columns = []
        for i, (low, high) in enumerate(self.ranges):
            ends = [[p + way * STEP * (high - low) * (j == i) for j, p in enumerate(points)] for way in (-1, 1)]
            before, after = (self._at(end, values) for end in ends)
            columns.append(after - before)
        matrix = np.moveaxis(np.stack(columns, axis=1), 2, 0)
        matrix = matrix[np.all(np.isfinite(matrix), axis=(1, 2))]
        if not len(matrix):
            return False
        for axis in (2, 1):
            largest = np.max(np.abs(matrix), axis=axis, keepdims=True)
            matrix = matrix / np.where(largest > 0, largest, 1)
        stretches = np.linalg.svd(matrix, compute_uv=False)
        return bool(np.any(stretches[:, -1] > FLAT * np.maximum(stretches[:, 0], FLAT)))

    def _halve_what_covers_twice(self) -> None:
        """A polar angle a: with an angle b that goes round, (-a, b + π) or (π - a, b + π) gives the point of (a, b)."""
        for i, j in product(range(len(self.variables)), repeat=2):
            low, high = self.ranges[i]
            if i == j or self.ranges[j] != TURN or not (self.ranges[i] == TURN or low == -high):
                continue
            if self._is_mirrored(i, j, 0.0):
                self.ranges[i] = (0.0, high / 2 if low == 0 else high)
            elif self.ranges[i] == TURN and self._is_mirrored(i, j, math.pi):
                self.ranges[i] = (-math.pi / 2, math.pi / 2)

    def _is_mirrored(self, i: int, j: int, total: float) -> bool:
        points = _spread(self.ranges)
        mirrored = [total - p if k == i else p + math.pi if k == j else p for k, p in enumerate(points)]
        here, there = self._at(points), self._at(mirrored)
        if not np.all(np.isfinite(here)) or not np.all(np.isfinite(there)):
            return False
        size = np.max(np.abs(here), axis=1, keepdims=True)
        return bool(np.all(np.abs(here - there) <= CLOSE * size))

    def _go_where_it_is_defined(self) -> None:
        """Halves of the ranges, or what lies between the ends of formulas, if the mapping has more values there."""
        share = self._share(self.ranges)
        if share > WHOLE:
            return
        choices = [list(self._others(i)) for i in range(len(self.ranges))]
        while math.prod(map(len, choices)) > MANY:
            max(choices, key=len).pop()
        boxes = list(product(*choices))
        scores = [self._share(box) - 0.01 * sum(map(list.index, choices, box)) / len(box) for box in boxes]
        if max(scores) > share + BETTER:
            self.ranges = list(boxes[int(np.argmax(scores))])

    def _others(self, i: int) -> Iterator[Interval]:
        """The range of a variable, and others that might take its place, the better liked before."""
        low, high = self.ranges[i]
        width, middle = high - low, (low + high) / 2
        places = sorted(self._ends(i))
        found = [(low, high), (middle, high), (low, middle), (low + width / 4, high - width / 4)]
        for place in places:
            found += [(place, high) if low <= place < high else (place, place + width)]
            found += [(low, place) if low < place <= high else (place - width, place)]
        found += pairwise(places)
        yield from dict.fromkeys(found)

    def _ends(self, i: int) -> Iterator[float]:
        """Places near its range where a formula in one variable may end: where a border changes its sign."""
        low, high = self.ranges[i]
        width = high - low
        ts = np.linspace(low - 3 * width, high + 3 * width, 421)
        middles = [np.full_like(ts, (a + b) / 2) for a, b in self.ranges]
        for k, border in enumerate(self._borders):
            if border.free_symbols & set(self.variables) != {self.variables[i]}:
                continue

            def value(t: Array, k: int = k) -> Array:
                inputs = [t if j == i else np.full_like(t, p[0]) for j, p in enumerate(middles)]
                return evaluate(self._edges, [*inputs, *self.values], [k])[0]

            signs = np.sign(value(ts))
            changes = np.flatnonzero(signs[:-1] * signs[1:] <= 0)[:4]
            a, b, before = ts[changes], ts[changes + 1], signs[changes]
            for _ in range(60):
                half = (a + b) / 2
                is_before = np.sign(value(half)) == before
                a, b = np.where(is_before, half, a), np.where(is_before, b, half)
            yield from (round(float(t), 12) + 0.0 for t in (a + b) / 2)


def _spread(ranges: Sequence[Interval]) -> list[Array]:
    """Evenly spread points of a box, the same at every call (Kronecker): an array for each coordinate."""
    ratio = 2.0
    for _ in range(40):
        ratio = (1 + ratio) ** (1 / (len(ranges) + 1))
    steps = np.arange(1, POINTS + 1)
    return [low + (high - low) * np.modf(0.5 + steps * ratio ** -(i + 1.0))[0] for i, (low, high) in enumerate(ranges)]


def _turns(components: Sequence[Expr], t: Symbol) -> bool:
    """Whether a component goes up and down with t."""
    return any(node.has(t) for c in components for node in c.atoms(sin, cos, tan))
