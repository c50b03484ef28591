"""An integral that converges only because the waves of its integrand cancel: sin(x)/x from 0 to infinity."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce

import numpy as np
from scipy.special import erfc

from jacviz.integrals.numbers.quadrature import Within
from jacviz.integrals.numbers.rules import FARTHER, gauss, tanh_sinh
from jacviz.integrals.sides import Side
from jacviz.numeric.run import Array, evaluate

FEW, MANY = 300, 20_000  # changes of sign between X and 2 X
LOOK = 40_001  # points to count them
DOUBLINGS = range(1, 15)
SETTLING = 0.85  # ratio of the swings of the integral up to X, when X doubles: it settles
SHARP = 12.0  # of the smooth end of the integral, from 1 at X to 0 at 2 X
SURE = 20.0  # times the difference of two such ends
ENOUGH = 1e-4  # of the value

Half = Callable[[Array], Array]  # the integrand at distances from the finite end


def over_waves(within: Within) -> Side | None:
    """The value, by ends ever farther out that fade smoothly; None where the integral does not settle."""
    found = [side for function in _halves(within) if (side := _half(function)) is not None]
    if len(found) < len(_halves(within)):
        return None
    whole = reduce(Side.plus, found)
    return whole if whole.error <= ENOUGH * whole.size else None


def _halves(within: Within) -> list[Half]:
    (limit,) = within.limits
    if limit.low.is_infinite and limit.high.is_infinite:
        starts = [(0.0, 1.0), (0.0, -1.0)]
    else:
        starts = [(float(limit.low), 1.0)] if limit.high.is_infinite else [(float(limit.high), -1.0)]
    return [partial(_from, within, *start) for start in starts]


def _from(within: Within, start: float, way: float, distance: Array) -> Array:
    return evaluate(within.tape, [start + way * distance])[0]


def _half(function: Half) -> Side | None:
    """From a finite end to infinity."""
    waves = next(((2.0**k, n) for k in DOUBLINGS if (n := _changes(function, 2.0**k)) >= FEW), None)
    if waves is None or waves[1] > MANY:
        return None
    reach, count = waves
    panels = 4 * count
    rule, end = gauss(12), 2 * reach
    width = end / panels
    nodes = (np.arange(1, panels)[:, None] + rule.nodes) * width
    values = function(nodes) * rule.weights * width
    first = tanh_sinh(120, FARTHER)
    start = function(first.nodes * width) * first.weights * width
    start_value = float(np.sum(np.where(np.isfinite(start), start, 0)))
    sums = np.cumsum(np.concatenate([[start_value], values.sum(axis=1)]))
    at = np.arange(1, panels + 1) * width
    near, far = (np.ptp(sums[(at > a) & (at <= 2 * a)]) for a in (reach / 2, reach))
    if not far < SETTLING * near or not np.all(np.isfinite(sums)):
        return None
    found = [start_value + float(np.sum(values * _fading(nodes / x))) for x in (reach / 2, reach)]
    return Side(found[1], SURE * abs(found[1] - found[0]) + 1e-12 * float(np.abs(values).sum()), abs(found[1]))


def _fading(s: Array) -> Array:
    """1 up to 1 and 0 from 2 on, smooth between."""
    return erfc(SHARP * (s - 1.5)) / 2


def _changes(function: Half, reach: float) -> int:
    sign = np.sign(function(np.linspace(reach, 2 * reach, LOOK)))
    return int(np.count_nonzero(sign[1:] * sign[:-1] < 0))
