"""A mapping u = u(x) inverted in numbers: Newton's method from the nearest known point."""

from __future__ import annotations

import numpy as np
from sympy import Expr

from jacviz.integrals.limits import Cube, Limits
from jacviz.integrals.numbers.rules import gauss, tensor
from jacviz.integrals.sides import Side
from jacviz.mapping import Mapping
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

SIZES = {1: (40, 61), 2: (16, 25), 3: (7, 10)}
STEPS = 40
CLOSE = 1e-10


def preimages(forward: Mapping, targets: Array, known: Array) -> Array:
    """For each target (n, N) in new variables a point of the old ones that is sent there; NaN where none is found.

    known (n, K) are points of the region to start from.
    """
    n = len(targets)
    tape = Tape.of(forward.variables, [*forward.components, *forward.jacobian_matrix])
    images = np.stack(evaluate(tape, list(known), range(n)))
    scale = np.std(images, axis=1)[:, None] + 1e-300
    distance = np.linalg.norm((images[:, None, :] - targets[:, :, None]) / scale[:, :, None], axis=0)
    points = known[:, np.argmin(distance, axis=1)]
    for _ in range(STEPS):
        values = np.stack(evaluate(tape, list(points)))
        gap = values[:n] - targets
        matrix = values[n:].reshape(n, n, -1).transpose(2, 0, 1)
        regular = np.abs(np.linalg.det(matrix)) > 0
        move = np.zeros_like(points)
        move[:, regular] = np.linalg.solve(matrix[regular], gap.T[regular][:, :, None])[:, :, 0].T
        points = points - move
        if np.all(np.abs(move) <= CLOSE * (1 + np.abs(points))):
            break
    found = np.all(np.abs(np.stack(evaluate(tape, list(points), range(n))) - targets) <= 1e-7 * scale, axis=0)
    return np.where(found, points, np.nan)


def over_inverse(integrand: Expr, forward: Mapping, limits: Limits, known: Array) -> Side:
    """The integral of f(x(u)) / |det du/dx| between limits of the new variables; known (n, K) as in preimages."""
    n = len(limits)
    order = [s.name for s in (limit.variable for limit in limits)]
    rows = [order.index(name) for name in forward.names]
    tape = Tape.of(forward.variables, [integrand, forward.jacobian_determinant])
    sums = []
    for size in SIZES[n]:
        t, rest, weights = tensor([gauss(size)] * n)
        new, weight = Cube(limits)(t, rest)
        old = preimages(forward, new[rows], known)
        f, determinant = evaluate(tape, list(old))
        with np.errstate(all="ignore"):
            values = f / np.abs(determinant) * weight * weights
        if np.mean(np.isfinite(values)) < 1:
            return Side(float("nan"), float("nan"), float("nan"))
        sums.append((float(values.sum()), float(np.abs(values).sum())))
    (rough, _), (value, size_of) = sums
    return Side(value, abs(value - rough) + 1e-14 * size_of, size_of)
