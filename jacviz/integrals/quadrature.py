"""Integrals of tapes between limits: Gauss, then double exponential, then adaptive; each with an error estimate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.integrate import cubature

from jacviz.budget import OverBudget, limited
from jacviz.integrals.limits import Cube, Limits
from jacviz.integrals.rules import Rule, gauss, outermost, tanh_sinh, tensor
from jacviz.numeric import Array, evaluate
from jacviz.tape import Tape

Value = tuple[Array, Array]  # a number for each output of the tape

# Of each dimension: pairs of sizes, from cheap to expensive. Two sizes that agree give the error estimate.
GAUSS = {1: ((24, 31), (80, 99)), 2: ((16, 21), (44, 55)), 3: ((10, 13), (20, 25))}
DOUBLE_EXPONENTIAL = {1: (60, 121), 2: (30, 61), 3: (14, 29)}
INFINITE = {1: (60, 121), 2: (45, 91), 3: (40, 81)}
SUBDIVISIONS = {1: 2000, 2: 250, 3: 60}
ENOUGH = 1e-11  # of the size of the integrand: nothing is gained by another rule
ADAPTIVE = 1e-8  # the same, for the adaptive rule
ROUNDING = 1e-15
DIVERGENT = 1e-3  # of the size: so much next to the border means that it never ends
HOLES = 0.02  # of the nodes: so many without a value are rounding at the edge


@dataclass(frozen=True)
class Integral:
    """Values, errors, sizes (the integrals of the absolute values) of several integrands over one region."""

    value: Array
    error: Array
    size: Array
    holes: float = 0.0
    diverges: tuple[bool, ...] = ()  # whether much of it lies next to the border, however near one goes


def integrate(tape: Tape, limits: Limits, seconds: float = 0.5) -> Integral:
    """The integrals of a tape's outputs over the region between the limits; its inputs are their variables in order."""
    cube, n = Cube(limits), len(limits)
    best: Integral | None = None

    def integrand(t: Array, rest: Array) -> Array:
        points, weight = cube(t, rest)
        with np.errstate(all="ignore"):
            return np.stack(evaluate(tape, list(points))) * weight

    try:
        with limited(seconds):
            for coarse, fine in _pairs(cube.infinite_axes):
                found = _compared(integrand, coarse, fine)
                best = found if best is None else _better(best, found)
                if np.all(best.error <= ENOUGH * best.size):
                    return best
            if best is not None:
                best = _better(best, _adaptive(integrand, n, best))
    except OverBudget:
        pass
    if best is None:
        nothing = np.full(len(tape.outputs), np.nan)
        return Integral(nothing, nothing, nothing, 0.0, (False,) * len(nothing))
    return best


def _pairs(infinite: Sequence[bool]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """A coarse and a fine rule for each axis: a double exponential one where it has no end."""
    n = len(infinite)
    for sizes in GAUSS[n]:
        coarse, fine = (
            [tanh_sinh(far) if is_infinite else gauss(near) for is_infinite in infinite]
            for near, far in zip(sizes, INFINITE[n], strict=True)
        )
        yield coarse, fine
    coarse, fine = (
        [tanh_sinh(far if is_infinite else near) for is_infinite in infinite]
        for near, far in zip(DOUBLE_EXPONENTIAL[n], INFINITE[n], strict=True)
    )
    yield coarse, fine


def _compared(integrand: Callable[[Array, Array], Array], coarse: list[Rule], fine: list[Rule]) -> Integral:
    sums = []
    for rules in (coarse, fine):
        t, rest, weights = tensor(rules)
        values = integrand(t, rest)
        real = np.isfinite(values)
        values = np.where(real, values, 0) * weights
        size = np.abs(values).sum(axis=1)
        border = np.abs(values[:, outermost(rules)]).sum(axis=1)
        sums.append((values.sum(axis=1), size, border, 1 - real.mean()))
    (rough, _, _, _), (value, size, border, holes) = sums
    error = 2 * np.abs(value - rough) + border + ROUNDING * size
    return Integral(value, error, size, float(holes), tuple((border > DIVERGENT * size).tolist()))


def _adaptive(integrand: Callable[[Array, Array], Array], n: int, so_far: Integral) -> Integral:
    """Genz and Malik or Gauss-Kronrod on cells that are halved where it pays: for kinks inside the region."""

    def of_rows(rows: Array) -> Array:
        values = integrand(rows.T, 1 - rows.T).T
        return np.where(np.isfinite(values), values, 0)

    found = cubature(
        of_rows, np.zeros(n), np.ones(n), rule="gk21" if n < 3 else "genz-malik", rtol=0,
        atol=ADAPTIVE * float(np.nanmax(so_far.size, initial=0)), max_subdivisions=SUBDIVISIONS[n],
    )  # fmt: skip
    # Far from what the other rules found, its error estimate is as wrong as its value.
    trusted = np.abs(found.estimate - so_far.value) <= 20 * so_far.error
    error = np.where(trusted, found.error + ROUNDING * so_far.size, np.inf)
    return Integral(found.estimate, error, so_far.size, so_far.holes, so_far.diverges)


def _better(a: Integral, b: Integral) -> Integral:
    """Of each integrand the value with the smaller error."""
    first = ~(b.error < a.error)
    return Integral(
        np.where(first, a.value, b.value),
        np.where(first, a.error, b.error),
        b.size,
        min(a.holes, b.holes),
        tuple(map(any, zip(a.diverges, b.diverges, strict=True))),
    )
