"""Where a function's features lie on the unit cube over a region: where to cut it, and where to look closer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from sympy import Expr, Symbol

from jacviz.integrals.limits import Cube, Limit
from jacviz.integrals.numbers.features import Features
from jacviz.integrals.numbers.quadrature import Places, Within
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

LATTICE = {1: 8001, 2: 65, 3: 17}  # points an axis
HALVINGS = 60
THIRDS = 90
MOST = 400  # cuts of one axis
STARTS = 4
ROUNDS = 48  # each shrinks a search to 0.55 of its size: 3e-13 at the end
EDGE = 1e-9  # of the cube: a cut so near to its border is the border
NARROW = 0.03  # of the cube: a peak with such a width along an axis gets cells of its own
SPIKE = 1e-9  # of the cube: what is still narrower is no peak but a place without a bound
GRADES = 5  # of these cells to each side, each 4 times as far as the one before


Height = Callable[[Array], Array]  # of points (n, N) of the unit cube


def places_of(within: Within, features: Features) -> Places:
    """Cuts at the features of one variable, and finer ones around the narrow peaks of the function."""
    limits = within.limits
    cuts = [np.zeros(0)] * len(limits)
    for i, limit in enumerate(limits):
        if limit.is_constant:
            cuts[i] = _cuts(features, limit)
    points = _tall(within, _points(within, features))
    widths = np.array([[_width(within, point, axis) for axis in range(len(limits))] for point in points.T])
    # What is narrower than a spike is a place without a bound, and no rule has to see how high it is there.
    is_peak = np.all(widths > SPIKE, axis=1) if len(widths) else np.zeros(0, dtype=bool)
    grades = [_graded(points[axis], widths[:, axis]) if len(widths) else np.zeros(0) for axis in range(len(limits))]
    return Places(tuple(map(_apart, cuts)), tuple(map(_apart, grades)), points[:, is_peak])


def _apart(cuts: Array) -> Array:
    cuts = np.unique(cuts[(cuts > EDGE) & (cuts < 1 - EDGE)])
    return cuts[np.diff(cuts, prepend=-1) > 1e-14][:MOST]


def _cuts(features: Features, limit: Limit) -> Array:
    """Where on one axis a feature of that variable alone is 0, or nearest to 0, or largest."""
    x = limit.variable
    alone = [[f for f in kind if f.free_symbols == {x}] for kind in (features.poles, features.bends, features.peaks)]
    found = [np.zeros(0)]
    for kind, functions in enumerate(alone):
        for function in functions:
            line = Line(function, limit)
            if kind < 2:
                found.append(line.zeros())
            if kind != 1:
                found.append(line.largest() if kind == 2 else line.least())
    return np.concatenate(found)


class Line:
    """A function of one variable on the unit interval that lies over its limits: points and values, shape (N,)."""

    def __init__(self, function: Expr, limit: Limit) -> None:
        self.cube, self.tape = Cube((limit,)), Tape.of([limit.variable], [function])
        t = np.linspace(0, 1, LATTICE[1])
        self.lattice = np.clip(t, 1e-12, 1 - 1e-12)
        self.values = self(self.lattice)

    def __call__(self, t: Array) -> Array:
        return evaluate(self.tape, [self.cube(t[None])[0][0]])[0]

    def zeros(self) -> Array:
        """Where the sign changes, by bisection."""
        sign = np.sign(self.values)
        at = np.flatnonzero(sign[:-1] * sign[1:] < 0)
        low, high = self.lattice[at], self.lattice[at + 1]
        before = sign[at]
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            same = np.sign(self(middle)) == before
            low, high = np.where(same, middle, low), np.where(same, high, middle)
        return np.concatenate([high, self.lattice[sign == 0]])

    def largest(self) -> Array:
        """The inner maxima, by thirds."""
        return self._extremes(self.values, 1)

    def least(self) -> Array:
        """Where the function comes nearest to 0 without a change of sign."""
        return self._extremes(-np.abs(self.values), -1)

    def _extremes(self, values: Array, kind: int) -> Array:
        with np.errstate(invalid="ignore"):
            at = 1 + np.flatnonzero((values[1:-1] > values[:-2]) & (values[1:-1] >= values[2:]))
        low, high = self.lattice[at - 1], self.lattice[at + 1]
        for _ in range(THIRDS):
            a, b = low + (high - low) / 3, high - (high - low) / 3
            left, right = ((v if kind == 1 else -np.abs(v)) for v in (self(a), self(b)))
            up = right > left
            low, high = np.where(up, a, low), np.where(up, high, b)
        return (low + high) / 2


def _points(within: Within, features: Features) -> Array:
    """Points at which the function is largest, or a pole of it near, or the argument of an exponential largest."""
    variables, n = [limit.variable for limit in within.limits], len(within.limits)

    def height(t: Array) -> Array:
        return np.abs(within(t, 1 - t))

    found = [summits(height, n)]
    for functions, sign in ((features.peaks, 1), (features.poles, -1)):
        for function in functions:
            found.append(summits(_height_of(function, variables, within.cube, sign), n))
    # Of a sum of peaks each has a start of its own.
    starts = np.concatenate(found, axis=1)
    return np.concatenate([starts, climbed(height, starts, 0.5 / LATTICE[n])], axis=1)


def _height_of(function: Expr, variables: Sequence[Symbol], cube: Cube, sign: int) -> Height:
    tape = Tape.of(variables, [function])

    def height(t: Array) -> Array:
        values = evaluate(tape, list(cube(t)[0]))[0]
        return values if sign > 0 else -np.abs(values)

    return height


def summits(height: Height, n: int) -> Array:
    """Points (n, K) of the unit cube where a function is largest, from the best of a lattice."""
    axis = (np.arange(LATTICE[n]) + 0.5) / LATTICE[n]
    lattice = np.stack([a.ravel() for a in np.meshgrid(*[axis] * n, indexing="ij")])
    values = height(lattice)
    values = np.where(np.isnan(values), -np.inf, values)
    best = np.argsort(values)[::-1][:STARTS]
    return climbed(height, lattice[:, best], 1 / LATTICE[n])


def climbed(height: Height, starts: Array, reach: float) -> Array:
    """From each of some points (n, K) uphill, by ever smaller steps, within the unit cube."""
    n = len(starts)
    steps = np.array(list(product((-1.0, -0.4, 0.0, 0.4, 1.0), repeat=n))).T
    centres = starts
    for _ in range(ROUNDS):
        around = np.clip(centres[:, :, None] + reach * steps[:, None, :], 1e-13, 1 - 1e-13)
        values = height(around.reshape(n, -1)).reshape(centres.shape[1], -1)
        best = np.argmax(np.where(np.isnan(values), -np.inf, values), axis=1)
        centres = around[:, np.arange(centres.shape[1]), best]
        reach *= 0.55
    return centres


def _tall(within: Within, points: Array) -> Array:
    """Of some points (n, K) those at which the function is largest."""
    values = np.abs(within(points, 1 - points))
    tall = np.isfinite(values) & (values > 1e-3 * np.max(values[np.isfinite(values)], initial=0)) & (values > 0)
    return points[:, tall][:, np.argsort(values[tall])[::-1][:STARTS]]


def _graded(coordinates: Array, widths: Array) -> Array:
    """Cuts of one axis around points at which the function falls to its half within a small distance."""
    found = [np.zeros(0)]
    for at, width in zip(coordinates, widths, strict=True):
        if SPIKE < width < NARROW:
            steps = width * 4.0 ** np.arange(GRADES)
            found.append(np.concatenate([at - steps, [at], at + steps]))
    return np.concatenate(found)


def _width(within: Within, point: Array, axis: int) -> float:
    """The distance along an axis within which the function falls to its half; 1 where it does not."""
    distances = 0.5 ** np.arange(1, 44)
    narrowest = 1.0
    for side in (-1, 1):
        t = np.repeat(point[:, None], len(distances) + 1, axis=1)
        t[axis, 1:] += side * distances
        inside = (t[axis] > 0) & (t[axis] < 1)
        t = np.clip(t, 1e-14, 1 - 1e-14)
        values = np.abs(within(t, 1 - t))
        low = inside[1:] & (values[1:] < values[0] / 2)
        if np.any(low):
            narrowest = min(narrowest, float(distances[low].min()))
    return narrowest
