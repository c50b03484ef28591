"""Whether a function has a zero in a box: by the symbols where that is easy, else by a search."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

import numpy as np
import sympy as sp
from sympy import Expr, Rational, S, Symbol

from jacviz.mapping import Box, Mapping
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.roots import exact_value, linear_root

ROUNDS = 60  # each shrinks the search to 0.6 of its size: 5e-14 at the end
STARTS = 4
MOST = 1000  # points of a lattice
APART = 4  # steps of the lattice: a search does not get so far
SMALL = 1e-10  # of the function's size in the box


def sample_points(box: Box, count: int) -> list[Array]:
    """Evenly spread points of a box, the same at every call (Kronecker): for each coordinate an array (count,)."""
    n = box.dimension
    ratio = 2.0  # the root of x^(n+1) = x + 1, whose powers fill the cube most evenly
    for _ in range(40):
        ratio = (1 + ratio) ** (1 / (n + 1))
    steps = np.arange(1, count + 1)
    unit = [np.modf(0.5 + steps * ratio ** -(i + 1.0))[0] for i in range(n)]
    return [lo + (hi - lo) * t for t, lo, hi in zip(unit, box.lower, box.upper, strict=True)]


def find_zero(expr: Expr, mapping: Mapping, avoid: Sequence[Sequence[float]] = ()) -> tuple[float, ...] | None:
    """A point of the closed domain where a function of the symbols is 0, at the parameter values; none near others."""
    low, high = np.array(mapping.domain.lower), np.array(mapping.domain.upper)
    n = len(low)
    tape = Tape.of(mapping.variables + mapping.parameters, [expr, *mapping.components])

    def size(points: Array) -> Array:
        values = np.abs(evaluate(tape, [*points, *mapping.parameter_values]))
        return np.where(np.all(np.isfinite(values), axis=0), values[0], np.inf)

    per_axis = {1: 257, 2: 25, 3: 9}.get(n, 5 if n == 4 else 3)
    lattice = _spread(mapping.domain, per_axis)
    values = size(lattice)
    reach = (high - low) / (per_axis - 1)
    own = [i for i, x in enumerate(mapping.variables) if x in expr.free_symbols]
    for point in avoid:
        away = np.abs(lattice - np.array(point)[:, None]) / reach[:, None]
        values[np.all(away[own] < APART, axis=0)] = np.inf
    if not np.any(np.isfinite(values)):
        return None
    near = _spread(Box((-1.0,) * n, (1.0,) * n), 5 if n < 4 else 3)
    enough = SMALL * np.median(values[np.isfinite(values)])
    starts = np.argsort(values, kind="stable")[:STARTS]
    centres, least = lattice[:, starts], values[starts]
    for _ in range(ROUNDS):
        if least[0] == 0:
            break
        around = centres[:, :, None] + (reach[:, None] * near)[:, None, :]
        around = np.clip(around, low[:, None, None], high[:, None, None])
        found = size(around.reshape(n, -1)).reshape(len(starts), -1)
        best = np.argmin(found, axis=1)
        rows = np.arange(len(starts))
        centres = np.where(found[rows, best] < least, around[:, rows, best], centres)
        least = np.minimum(found[rows, best], least)
        reach = reach * 0.6
    zeros = np.flatnonzero(least <= enough)
    return tuple(map(float, centres[:, zeros[0]])) if len(zeros) else None


def is_removed(expr: Expr, mapping: Mapping, near: Sequence[float]) -> bool:
    """Whether a zero near a point is at a round one where the mapping has no value: sin u/u has none at u = 0."""
    places = [
        _round_numbers(x, lo, hi) for x, lo, hi in zip(near, mapping.domain.lower, mapping.domain.upper, strict=True)
    ]
    for place in islice(product(*places), 16):
        point = dict(zip(mapping.variables, place, strict=True))
        if exact_value(expr, point) == 0 and not all(_has_value(c, point) for c in mapping.components):
            return True
    return False


def is_removed_plane(expr: Expr, mapping: Mapping) -> bool:
    """Whether the mapping has no value where c x - d = 0: u ln|u| has none at u = 0."""
    root = linear_root(expr)
    return root is not None and not all(_has_value(c, dict([root])) for c in mapping.components)


def _has_value(component: Expr, point: dict[Symbol, Expr]) -> bool:
    value = exact_value(component, point)
    return not value.has(S.NaN, S.ComplexInfinity, S.Infinity, S.NegativeInfinity)


def known_zero(expr: Expr, variables: Sequence[Symbol], box: Box, near: Sequence[float] | None = None) -> bool:
    """Whether symbols alone show a zero in the box: of c x - d, or at a round point near the given one."""
    if near is None:
        root = linear_root(expr)
        if root is None or root[0] not in variables:
            return False
        i = list(variables).index(root[0])
        return bool(box.lower[i] <= float(root[1]) <= box.upper[i])
    places = [_round_numbers(x, lo, hi) for x, lo, hi in zip(near, box.lower, box.upper, strict=True)]
    points = (dict(zip(variables, point, strict=True)) for point in islice(product(*places), 16))
    return any(exact_value(expr, point) == 0 for point in points)


def _round_numbers(x: float, low: float, high: float) -> list[Expr]:
    candidates = [S(round(x)), *(Rational(round(x * q), q) for q in (10, 12))]
    candidates.append(round(x / np.pi * 12) * sp.pi / 12)
    slack = 1e-9 * (high - low)  # an end typed as 2 pi arrives as the double below it
    return [
        c for c in dict.fromkeys(candidates) if abs(float(c) - x) < 1e-5 and low - slack <= float(c) <= high + slack
    ]


def _spread(box: Box, per_axis: int) -> Array:
    """Points all over a box, shape (n, N): a lattice, or where that has too many points others and the axes."""
    if per_axis**box.dimension > MOST:
        low, high = np.array(box.lower), np.array(box.upper)
        half = np.diag((high - low) / 2)
        along = (low + high)[:, None] / 2 + np.hstack([half, -half])
        return np.hstack([np.stack(sample_points(box, MOST)), along])
    axes = [np.linspace(low, high, per_axis) for low, high in box.intervals]
    return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")])
