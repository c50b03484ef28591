"""Both sides of the formula in numbers: over the domain with |det J|, and over the image without the mapping's J."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from sympy import Expr, S, Symbol

from jacviz.integrals.chords import GRIDS, Region, Total, integrate_over
from jacviz.integrals.covering import PARTS, Covering
from jacviz.integrals.inequalities import Inequalities
from jacviz.integrals.limits import Cube, Limit, Limits
from jacviz.integrals.quadrature import Integral, integrate
from jacviz.numeric import evaluate
from jacviz.tape import Tape

TAIL = 1e-6  # of the integral: what lies farther out of an unbounded solid is left out on the side of the image
SURE = {1: 0.99, 2: 0.985, 3: 0.97}  # share of the image with one multiplicity, above which it counts as the only one
SEEN = {1: 0.01, 2: 0.01, 3: 0.03}  # share from which on a multiplicity is told


@dataclass(frozen=True)
class Side:
    """A number, how far it may be off, and the size: the integral of the absolute value."""

    value: float
    error: float
    size: float


@dataclass(frozen=True)
class Image:
    """The side of the image: once, with multiplicity, and the share of the image with each multiplicity."""

    once: Side
    repeated: Side
    shares: dict[int, float]
    region: Region | None = None


def over_domain(integrands: Sequence[Expr], parts: Sequence[Limits], seconds: float) -> tuple[list[Side], bool]:
    """The integrals of several functions of the new variables, and whether the first does not seem to converge."""
    found: list[Integral] = []
    for limits in parts:
        tape = Tape.of([limit.variable for limit in limits], list(integrands))
        found.append(integrate(tape, limits, seconds / len(parts)))
    value, error, size = (np.sum([getattr(f, name) for f in found], axis=0) for name in ("value", "error", "size"))
    doubtful = any(f.diverges[0] for f in found) or not error[0] <= 0.02 * max(size[0], 1e-300)
    return [Side(*map(float, row)) for row in zip(value, error, size, strict=True)], bool(doubtful and size[0] > 0)


def over_image(integrand: Expr, old: Sequence[Symbol], covering: Covering) -> Image:
    """The integral of a function of the old variables over the image of a region between limits."""
    n = len(old)
    tape = Tape.of(old, [integrand])
    finer = covering.finer()
    total = integrate_over(finer, tape)
    if n == 3 and not covering.chart.compact:
        # The border's facets are flat: what they cut off shrinks with the square of their size.
        total = _moved(total, integrate_over(covering, tape, GRIDS[:1]), 1 / (PARTS[n] ** 2 - 1))
    elif n == 2:
        # Folds lie between the lines of the mesh; the border is moved to where it is.
        rough = integrate_over(covering.coarser().finer(), tape)
        share = 1.0 if covering.has_folds else 0.25
        total = replace(
            total,
            error=total.error + share * abs(total.once - rough.once),
            repeated_error=total.repeated_error + share * abs(total.repeated - rough.repeated),
        )
    return _image(total, _shares(total, n), finer)


def _moved(fine: Total, rough: Total, share: float) -> Total:
    """Richardson: on from the fine value by a share of what it moved from the rough one."""
    once, repeated = (fine.once - rough.once) * share, (fine.repeated - rough.repeated) * share
    return replace(
        fine,
        once=fine.once + once,
        repeated=fine.repeated + repeated,
        error=fine.error + abs(once) / 2,
        repeated_error=fine.repeated_error + abs(repeated) / 2,
    )


def over_region(integrand: Expr, old: Sequence[Symbol], region: Inequalities) -> Image:
    """The image side over a region of the old variables that inequalities describe."""
    return _image(integrate_over(region, Tape.of(old, [integrand])), {1: 1.0}, region)


def over_limits(integrand: Expr, limits: Limits, seconds: float) -> Image:
    """The image side over a region between limits of the old variables."""
    (side,), _ = over_domain([integrand], [limits], seconds)
    return Image(side, side, {1: 1.0})


def _image(total: Total, shares: dict[int, float], region: Region) -> Image:
    once = Side(total.once, total.error, abs(total.once))
    repeated = Side(total.repeated, total.repeated_error, abs(total.repeated))
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
    if len(limits) < 3 or cube.is_finite:
        return Covering.of(cube, mapping)
    near, scale = _truncated(limits, Tape.of(order, [product]), mapping)
    return Covering.of(Cube(near), mapping, scale)


def _truncated(limits: Limits, product: Tape, mapping: Tape) -> tuple[Limits, float]:
    """Limits with each infinite end moved in as far as next to nothing is lost, and how far out most of it lies."""
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
    return tuple(found), float(images[order][middle])
