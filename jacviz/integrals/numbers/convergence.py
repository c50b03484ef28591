"""Whether an integral exists: where its integrand has no value, and whether it grows too fast to have an integral.

By Tonelli's theorem the integral of |g| is infinite if it is so along an axis for a set of lines that is not null.
Around a place where g has no bound, and far out, g is integrated over shells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import sympy as sp
from sympy import Expr

from jacviz.integrals.limits import Limits, spread
from jacviz.integrals.numbers.far import far
from jacviz.integrals.numbers.features import Features
from jacviz.integrals.numbers.places import climbed, summits
from jacviz.integrals.numbers.quadrature import Within
from jacviz.integrals.numbers.shells import IN_SHELL, Place, distances, grows, masses_of, seen
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

LINES = 7  # along each axis
MANY = 0.4  # of the lines: so many are more than chance
ALONG = 801  # points of a line, to find poles on it
ZERO = 1e-7  # of a function's size: less is none
CLOSE = 1e-11  # the same for a zero that was refined
HALVINGS = 56
SAMPLES = {1: 4001, 2: 6001, 3: 8001}
CHECKED = 3  # points without a value that are looked at with more digits


@dataclass(frozen=True)
class Undefined:
    """A point (n,) of the new variables without a value, and the share of the region like it."""

    point: Array
    share: float


def undefined(within: Within, expr: Expr, features: Features) -> Undefined | None:
    """A part of the region, not a null set, on which the integrand has no real value."""
    n = len(within.limits)
    t = spread(SAMPLES[n], n)
    values = within(t, 1 - t)
    points, _ = within.cube(t)
    tried = len(values) if within.inside is None else np.count_nonzero(within.inside(points))
    share = float(np.count_nonzero(np.isnan(values)) / max(tried, 1))
    suspects = points[:, np.isnan(values)][:, :CHECKED]
    if not suspects.shape[1]:
        suspects = np.concatenate([points[:, :0], *(_below(within, c) for c in features.conditions)], axis=1)
    for point in suspects.T:
        if _has_no_value(expr, within.limits, point):
            return Undefined(point, share)
    return None


def _below(within: Within, condition: Expr) -> Array:
    """A point (n, 1) where a condition falls below 0 although the samples did not show it, or none (n, 0)."""
    n = len(within.limits)
    tape = Tape.of([limit.variable for limit in within.limits], [condition])

    def depth(t: Array) -> Array:
        points = within.cube(t)[0]
        found = -evaluate(tape, list(points))[0]
        return found if within.inside is None else np.where(within.inside(points), found, -np.inf)

    t = summits(depth, n)
    values = depth(t)
    sizes = np.abs(depth(spread(400, n)))
    size = float(np.median(sizes[np.isfinite(sizes)])) if np.any(np.isfinite(sizes)) else 0.0
    deep = values > ZERO * size
    return within.cube(t[:, deep])[0][:, :1]


def _has_no_value(expr: Expr, limits: Limits, point: Array) -> bool:
    """Whether it is the formula that has no real value there, not the range of doubles."""
    at = {limit.variable: sp.Float(float(x), 17) for limit, x in zip(limits, point, strict=True)}
    try:
        value = expr.xreplace(at).evalf(15)
    except (TypeError, ValueError, OverflowError):
        return True
    return not value.is_extended_real and not value.has(sp.AccumBounds)


def divergence(within: Within, expr: Expr, features: Features) -> Place | None:
    """A place at which the integral of |g| is infinite; None where none was found."""
    infinite = within.cube.infinite_axes
    if not features.poles and not any(infinite):
        return None
    places = _faces(within, features), _crossings(within, features), _corners(within, features), far(within, expr)
    return next((place for kind in places for place in kind), None)


def _faces(within: Within, features: Features) -> Iterator[Place]:
    """At the ends of the axes."""
    n = len(within.limits)
    generic = spread(LINES, n) * 0.9 + 0.05
    for axis, limit in enumerate(within.limits):
        for is_high, end in enumerate((limit.low, limit.high)):
            if not features.poles and not end.is_infinite:
                continue
            found = [_shells_at_end(within, line, axis, bool(is_high)) for line in generic.T]
            if np.mean([grows(*each) for each in found]) >= MANY:
                point = generic[:, 0].copy()
                point[axis] = is_high
                changes = bool(np.mean([c for _, c in found]) > 0.5)
                yield Place(seen(within, point), axis, bool(end.is_infinite), changes)


def _shells_at_end(within: Within, line: Array, axis: int, is_high: bool) -> tuple[Array, bool]:
    distance = distances()
    t = np.repeat(line[:, None], distance.size, axis=1)
    rest = 1 - t
    near, far = (rest, t) if is_high else (t, rest)
    near[axis], far[axis] = distance.ravel(), 1 - distance.ravel()
    return masses_of(within(t, rest), distance, 1)


def _crossings(within: Within, features: Features) -> Iterator[Place]:
    """On lines along each axis, where a pole lies inside."""
    n = len(within.limits)
    generic = spread(LINES, n) * 0.9 + 0.05
    variables = [limit.variable for limit in within.limits]
    for pole in features.poles:
        tape = Tape.of(variables, [pole])
        for axis in range(n):
            found = [place for line in generic.T if (place := _on_line(within, tape, line, axis)) is not None]
            if len(found) >= MANY * LINES:
                yield found[0]


def _on_line(within: Within, tape: Tape, line: Array, axis: int) -> Place | None:
    """A zero of a function on a line at which what lies around it has no finite sum."""

    def along(t: Array) -> Array:
        points = np.repeat(line[:, None], t.size, axis=1)
        points[axis] = t.ravel()
        return evaluate(tape, list(within.cube(points)[0]))[0].reshape(t.shape)

    for zero in _zeros(along):
        first = min(zero, 1 - zero) / 2
        if first < 1e-6:
            continue
        shells = int(np.log2(first / 1e-10))
        distance = distances(first, shells)
        sides = []
        for side in (-1, 1):
            t = np.repeat(line[:, None], distance.size, axis=1)
            t[axis] = zero + side * distance.ravel()
            sides.append(within(t, 1 - t))
        endless = [grows(*masses_of(values, distance, 1)) for values in sides]
        if any(endless):
            point = line.copy()
            point[axis] = zero
            last = [float(np.median(np.sign(values[-IN_SHELL * 4 :]))) for values in sides]
            return Place(seen(within, point), opposite=all(endless) and last[0] * last[1] < 0)
    return None


def _zeros(along: Callable[[Array], Array]) -> list[float]:
    """Zeros on the unit interval: changes of sign, and places where the function touches 0."""
    t = np.linspace(0, 1, ALONG)[1:-1] + 1e-7 * np.sqrt(2)
    values = along(t)
    sign, size = np.sign(values), np.abs(values)
    scale = float(np.nanmedian(size)) if np.any(np.isfinite(size)) else 1.0
    at = np.flatnonzero(sign[:-1] * sign[1:] < 0)[:8]
    low, high, before = t[at], t[at + 1], sign[at]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        same = np.sign(along(middle)) == before
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    found = [float(x) for x in high if abs(along(np.array([x]))[0]) < 1e-3 * scale]
    with np.errstate(invalid="ignore"):
        touch = 1 + np.flatnonzero((size[1:-1] < size[:-2]) & (size[1:-1] <= size[2:]))[:8]
    if len(touch):
        near = climbed(lambda points: -np.abs(along(points[0])), t[None, touch], 1 / ALONG)[0]
        found += [float(x) for x in near if abs(along(np.array([x]))[0]) <= CLOSE * scale]
    return found


def _corners(within: Within, features: Features) -> Iterator[Place]:
    """Around single points, and on planes through three dimensions around those of a line."""
    n = len(within.limits)
    if n < 2:
        return
    variables = [limit.variable for limit in within.limits]
    for pole in features.poles:
        tape = Tape.of(variables, [pole])
        yield from _around(within, tape, list(range(n)), np.full(n, 0.5))
        if n == 3:
            for plane in combinations(range(3), 2):
                found = []
                for generic in (spread(3, n) * 0.8 + 0.1).T:
                    found += list(_around(within, tape, list(plane), generic))[:1]
                if len(found) >= 2:
                    yield found[0]


def _around(within: Within, tape: Tape, axes: Sequence[int], others: Array) -> Iterator[Place]:
    """Zeros of a function that it does not cross, with the other coordinates held: shells around them."""
    n = len(axes)

    def lifted(t: Array) -> Array:
        points = np.repeat(others[:, None], t.shape[1], axis=1)
        points[axes] = t
        return points

    def height(t: Array) -> Array:
        return -np.abs(evaluate(tape, list(within.cube(lifted(t))[0]))[0])

    places = summits(height, n)
    # A corner of the cube is where it is: the search comes near it only.
    places = np.where(places < 1e-9, 0, np.where(places > 1 - 1e-9, 1, places))
    scale = float(np.nanmedian(-height(spread(400, n))))
    reached = -height(np.clip(places, 1e-13, 1 - 1e-13)) <= ZERO * scale
    directions = spread(IN_SHELL * 6, n) * 2 - 1
    for zero in places[:, reached].T[:2]:
        inward = np.where(zero == 0, np.abs(directions.T), np.where(zero == 1, -np.abs(directions.T), directions.T)).T
        inward = inward / np.abs(inward).max(axis=0)
        distance = 0.25 * 0.5 ** np.arange(30)[:, None]
        t = zero[:, None, None] + inward[:, None, :] * distance
        inside = np.all((t > 0) & (t < 1), axis=0)
        flat = lifted(np.clip(t, 0, 1).reshape(n, -1))
        rest = 1 - flat
        exact = (distance * -inward[:, None, :]).reshape(n, -1)
        rest[axes] = np.where(np.repeat(zero[:, None], flat.shape[1], axis=1) == 1, exact, rest[axes])
        values = np.where(inside.ravel(), within(flat, rest), 0)
        masses, _ = masses_of(np.where(np.isnan(values), 0, values), np.repeat(distance, 2, axis=1), n)
        if grows(masses):
            yield Place(seen(within, lifted(zero[:, None])[:, 0]))
