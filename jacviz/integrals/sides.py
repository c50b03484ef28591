"""Both sides of the formula in numbers: over the domain with |det J|, and over the image without the mapping's J."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from sympy import Expr, S, Symbol, oo

from jacviz.integrals.limits import Cube, Limit, Limits, depending_ends, spread
from jacviz.integrals.numbers.chords import GRIDS, Chords, Region, Total, integrate_over
from jacviz.integrals.numbers.features import Features, features_of
from jacviz.integrals.numbers.places import places_of
from jacviz.integrals.numbers.quadrature import Places, Within, integrate
from jacviz.integrals.numbers.tails import beyond
from jacviz.integrals.region.covering import PARTS, Covering, reach
from jacviz.integrals.region.inequalities import Inequalities
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

FAR = 1e9  # times the scale of a chart: an interval of the image that goes so far has no end
INTERVALS = 0.5  # seconds for all the intervals of an image
TAIL = 1e-6  # of the integral: what lies farther out of an unbounded solid is left out on the side of the image
MARKS = 24  # along one axis
WITHIN = (-0.999, 0.999)  # of a compact chart: where a function is looked at for peaks
FREE = (-np.inf, np.inf)
MISSED = {1: 1e-9, 2: 2e-6, 3: 2e-4}  # of the size: what error estimates on the side of the image may miss
SURE = {1: 0.99, 2: 0.985, 3: 0.97}  # share of the image with one multiplicity, above which it counts as the only one
SEEN = {1: 0.01, 2: 0.01, 3: 0.03}  # share from which on a multiplicity is told


@dataclass(frozen=True)
class Side:
    """A number, how far it may be off, and the size: the integral of the absolute value."""

    value: float
    error: float
    size: float

    def times(self, sign: int) -> Side:
        """The side with a sign."""
        return replace(self, value=sign * self.value)

    def plus(self, other: Side, times: int = 1) -> Side:
        """The sum with another, which counts some times."""
        mine, others = ((side.value, side.error, side.size) for side in (self, other))
        return Side(*(a + times * b for a, b in zip(mine, others, strict=True)))


NOTHING = Side(float("nan"), float("nan"), float("nan"))


@dataclass(frozen=True)
class Image:
    """The side of the image: once, with multiplicity, and the share of the image with each multiplicity."""

    once: Side
    repeated: Side
    shares: dict[int, float]
    region: Region | None = None

    def times(self, sign: int) -> Image:
        """The side of the image with a sign."""
        return replace(self, once=self.once.times(sign), repeated=self.repeated.times(sign))


def together(signs: Sequence[int], images: Sequence[Image]) -> Image:
    """The sum over parts, each with a sign; its shares and its region are those of the first."""
    sides = [
        [getattr(image.times(sign), name) for sign, image in zip(signs, images, strict=True)]
        for name in ("once", "repeated")
    ]
    once, repeated = (reduce(Side.plus, each) for each in sides)
    return replace(images[0], once=once, repeated=repeated)


def over_domain(integrand: Expr, parts: Sequence[Limits], seconds: float, *, is_careful: bool = True) -> Side:
    """The integral of a function of the new variables over regions between limits.

    A careful one looks for poles, kinks and peaks first; one that is not may miss a narrow peak.
    """
    found: list[Side] = []
    for limits in parts:
        tape = Tape.of([limit.variable for limit in limits], [integrand])
        places = Places()
        if is_careful and (features := features_of([integrand, *depending_ends(limits)])) != Features():
            places = places_of(Within(tape, limits), features)
        each = integrate(tape, limits, seconds / len(parts), places)
        found.append(Side(each.value, each.error, each.size))
    return reduce(Side.plus, found)


def over_image(integrand: Expr, old: Sequence[Symbol], covering: Covering) -> Image:
    """The integral of a function of the old variables over the image of a region between limits."""
    n = len(old)
    if n == 1:
        return _over_intervals(integrand, old[0], covering)
    tape = Tape.of(old, [integrand])
    finer = covering.finer()
    marks = _marks(integrand, old, finer)
    total = integrate_over(finer, tape, marks)
    if n == 3:
        # The border's facets are flat: what they cut off shrinks with the square of their size.
        fine, rough = (integrate_over(each, tape, marks, GRIDS[:1]) for each in (finer, covering))
        total = _moved(total, fine, rough, 1 / (PARTS[n] ** 2 - 1))
    elif n == 2:
        # Folds lie between the lines of the mesh; the border is moved to where it is.
        rough = integrate_over(covering.coarser().finer(), tape, marks)
        share = 1.0 if covering.has_folds else 0.25
        total = replace(
            total,
            error=total.error + share * abs(total.once - rough.once),
            repeated_error=total.repeated_error + share * abs(total.repeated - rough.repeated),
        )
    return _image(total, _shares(total, n), finer, covering.lost)


def _over_intervals(integrand: Expr, x: Symbol, covering: Covering) -> Image:
    """In one variable the image is a few intervals, and each is integrated over with care."""
    found = covering.chords([])
    once = repeated = Side(0.0, 0.0, 0.0)
    measures: dict[int, float] = {}
    for low, high, multiplicity in zip(*_ends(covering, found), found.multiplicity, strict=True):
        limit = Limit(x, *(S(end) if math.isfinite(end) else oo * int(np.sign(end)) for end in (low, high)))
        side = over_domain(integrand, [(limit,)], INTERVALS / max(len(found.low), 1))
        once, repeated = once.plus(side), repeated.plus(side, int(multiplicity))
        measures[int(multiplicity)] = measures.get(int(multiplicity), 0.0) + float(high - low)
    margin = MISSED[1] * once.size
    once, repeated = (replace(side, error=side.error + margin) for side in (once, repeated))
    return Image(once, repeated, _shares(Total(0, 0, 0, 0, measures), 1), covering)


def _ends(covering: Covering, found: Chords) -> list[list[float]]:
    """The ends of the intervals of an image: those of the domain's ends where they are, not a margin from them."""
    ends = covering.chart.outward(np.stack([found.low, found.high]))[0]
    far = FAR * covering.chart.scale if covering.chart.compact else np.inf
    near = covering.images[:, [0, -1]]
    with np.errstate(all="ignore"):
        true = evaluate(covering.mapping, list(covering.cube(np.array([[0.0, 1.0]]))[0]))[0]
    for margin, end in zip(covering.chart.outward(near)[0][0], true, strict=True):
        if not np.isnan(end):
            ends = np.where(ends == margin, end, ends)
    return np.where(np.abs(ends) < far, ends, np.copysign(np.inf, ends)).tolist()


def _moved(total: Total, fine: Total, rough: Total, share: float) -> Total:
    """Richardson: on from a value by a share of what another, as fine, has moved from a rough one."""
    once, repeated = (fine.once - rough.once) * share, (fine.repeated - rough.repeated) * share
    return replace(
        total,
        once=total.once + once,
        repeated=total.repeated + repeated,
        error=total.error + abs(once),
        repeated_error=total.repeated_error + abs(repeated),
    )


def over_region(integrand: Expr, old: Sequence[Symbol], region: Inequalities) -> Image:
    """The image side over a region of the old variables that inequalities describe."""
    return _image(integrate_over(region, Tape.of(old, [integrand]), _marks(integrand, old, region)), {1: 1.0}, region)


def _marks(integrand: Expr, old: Sequence[Symbol], region: Region) -> list[Array]:
    """Where along each axis of a region's chart a function has a kink, a peak or no bound."""
    if (features := features_of([integrand])) == Features():
        return []
    low, high = region.chart.outward(np.clip([region.low, region.high], *WITHIN if region.chart.compact else FREE))[0]
    box = tuple(Limit(x, S(float(a)), S(float(b))) for x, a, b in zip(old, low, high, strict=True))
    places = places_of(Within(Tape.of(old, [integrand]), box), features)
    found = [np.concatenate(each)[:MARKS] for each in zip(places.cuts, places.grades, strict=True)]
    return [region.chart.inward(a + (b - a) * t) for a, b, t in zip(low, high, found, strict=True)]


def over_limits(integrand: Expr, limits: Limits, seconds: float) -> Image:
    """The image side over a region between limits of the old variables."""
    side = over_domain(integrand, [limits], seconds)
    return Image(side, side, {1: 1.0})


def _image(total: Total, shares: dict[int, float], region: Region, lost: float = 0.0) -> Image:
    margin = 2 * lost + MISSED[len(region.low)] * total.size
    once = Side(total.once, total.error + margin, total.size)
    repeated = Side(total.repeated, total.repeated_error + margin, total.size)
    return Image(once, repeated, shares, region)


def _shares(total: Total, n: int) -> dict[int, float]:
    whole = sum(total.measures.values())
    shares = {m: measure / whole for m, measure in total.measures.items() if measure > SEEN[n] * whole}
    main = max(shares, key=lambda m: shares[m], default=1)
    return {main: 1.0} if shares.get(main, 1.0) >= SURE[n] else shares


def covering_of(limits: Limits, variables: Sequence[Symbol], components: Sequence[Expr], product: Expr) -> Covering:
    """The image of the region between limits; of an unbounded solid the part that matters for an integrand."""
    cube = Cube(limits)
    order = [limit.variable for limit in limits]
    mapping = Tape.of(order, list(components))
    tape = Tape.of(order, [product])
    if len(limits) < 3 or cube.is_finite:
        return replace(Covering.of(cube, mapping), lost=_beyond(Within(tape, limits)))
    near, scale, lost = _truncated(limits, tape, mapping)
    return replace(Covering.of(Cube(near), mapping, scale), lost=lost)


def _beyond(within: Within) -> float:
    """The integral of |f| between where the covering ends and the domain does."""
    n, total = len(within.limits), 0.0
    for axis, limit in enumerate(within.limits):
        for is_high, gap in enumerate(reach(limit)):
            gaps = gap, gap / 2
            held = [g * _mean(within, n, axis, bool(is_high), g) for g in gaps]
            total += beyond(held[0], -math.log(gaps[0]), held[1], -math.log(gaps[1]))
    return total


def _mean(within: Within, n: int, axis: int, is_high: bool, gap: float) -> float:
    """The mean of |f| over the others at a distance from an end of one axis of the unit cube."""
    t = spread(512, n)
    rest = 1 - t
    t[axis], rest[axis] = (1 - gap, gap) if is_high else (gap, 1 - gap)
    values = np.abs(within(t, rest))
    return float(np.where(np.isfinite(values), values, 0).mean())


def _truncated(limits: Limits, product: Tape, mapping: Tape) -> tuple[Limits, float, float]:
    """Limits with each infinite end moved in as far as next to nothing is lost, how far out most lies, what is lost."""
    cube = Cube(limits)
    t = (np.arange(40) + 0.5) / 40
    grid = np.stack([a.ravel() for a in np.meshgrid(t, t, t, indexing="ij")])
    points, weight = cube(grid)
    with np.errstate(all="ignore"):
        mass = np.abs(evaluate(product, list(points))[0] * weight)
    mass = np.where(np.isfinite(mass), mass, 0)
    found: list[Limit] = []
    for i, limit in enumerate(limits):
        kept = points[i][mass > TAIL * mass.max()]
        low = S(float(kept.min())) if limit.low.is_infinite else limit.low
        high = S(float(kept.max())) if limit.high.is_infinite else limit.high
        found.append(Limit(limit.variable, low, high))
    images = np.abs(np.stack(evaluate(mapping, list(points)))).max(axis=0)
    order = np.argsort(images)
    middle = np.searchsorted(np.cumsum(mass[order]), mass.sum() / 2)
    outside = np.zeros(len(mass), dtype=bool)
    for row, limit in zip(points, found, strict=True):
        outside |= (row < _number(limit.low)) | (row > _number(limit.high))
    return tuple(found), float(images[order][middle]), float(mass[outside].sum() / len(mass))


def _number(end: Expr) -> float:
    """An end that is a number; NaN for one that depends on other variables."""
    return float(end) if not end.free_symbols else float("nan")
