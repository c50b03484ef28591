"""From inequalities to limits: each end is a zero of one of them, recognised at points of the region."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import sympy as sp
from numpy.typing import NDArray
from sympy import Abs, Dummy, Expr, Max, Min, Mul, Pow, S, Symbol, oo

from jacviz.integrals.limits import Limit, Limits
from jacviz.integrals.symbols.settled import Sample, sample_of, settled
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.budget import OverBudget, limited
from jacviz.symbolic.legibility import Lengths

Inside = Callable[[Array], NDArray[np.bool_]]
SOLVING = 0.12  # seconds for one inequality and one variable
STEP = 1e-5  # how far beside a zero it is looked whether the region ends there
EDGE = 1e-9
TURNS = range(-2, 3)
MANY = 16  # inequalities
INSIDE = 0.99  # of the points between limits: rounding at the edge aside, all


def limits_of(
    constraints: Sequence[Expr],
    points: Array,
    variables: Sequence[Symbol],
    orders: Sequence[Sequence[Symbol]] | None = None,
    seconds: float = 1.0,
    around: Limits = (),
) -> Limits | None:
    """Limits of the region where all constraints are >= 0, of which points (n, N) are given; None when none are found.

    Of the orders of integration, outermost first, the one with the simplest limits. around: where letters run that the
    constraints hold beside the variables.
    """
    best: tuple[tuple[int, int, int], Limits] | None = None
    sample, constraints = Sample(variables, points), without_known_factors(without_absolutes(constraints))
    try:
        with limited(seconds):
            for order in orders or list(permutations(variables)):
                found = _in_order(constraints, sample, order)
                if found and _holds((*around, *found), constraints) and (best is None or _effort(found) < best[0]):
                    best = _effort(found), found
                    if best[0][:2] == (0, 0):
                        break
    except OverBudget:
        pass
    return best[1] if best else None


def constraints_of(limits: Limits) -> tuple[Expr, ...]:
    """What is >= 0 between limits that rise."""
    ends = [(limit.variable - limit.low, limit.high - limit.variable) for limit in limits]
    return tuple(c for pair in ends for c in pair if not c.has(oo, -oo))


def without_absolutes(constraints: Sequence[Expr]) -> tuple[Expr, ...]:
    """Constraints of one region, where c - |a| >= 0 has become c - a >= 0 and c + a >= 0."""
    if not any(c.has(Abs) for c in constraints):
        return tuple(constraints)
    found: list[Expr] = []
    queue = list(constraints)
    while queue and len(found) + len(queue) < MANY:
        c = sp.expand(queue.pop(0))
        absolute = next((a for a in c.atoms(Abs) if c.coeff(a).is_negative), None)
        if absolute is None:
            found.append(c)
        else:
            queue += [c.xreplace({absolute: sign * absolute.args[0]}) for sign in (1, -1)]
    return tuple(found + queue)


def without_known_factors(constraints: Sequence[Expr]) -> tuple[Expr, ...]:
    """Constraints of one region, where r cos t >= 0 beside r >= 0 has become cos t >= 0."""
    known = {c for c in constraints if not c.is_Mul}
    found = []
    for c in constraints:
        kept = [f for f in Mul.make_args(c) if f not in known and not f.is_positive and not _is_even(f)]
        found.append(c if c in known else Mul(*kept))
    return tuple(c for c in dict.fromkeys(found) if not c.is_positive)


def _is_even(factor: Expr) -> bool:
    return factor.is_Pow and factor.exp.is_Integer and factor.exp % 2 == 0


def _effort(limits: Limits) -> tuple[int, int, int]:
    ends = [end for limit in limits for end in (limit.low, limit.high)]
    length = Lengths()
    return (
        sum(e.has(Max, Min) for e in ends),
        sum(not limit.is_constant for limit in limits),
        sum(length(e)[0] for e in ends),
    )


def _in_order(constraints: Sequence[Expr], sample: Sample, order: Sequence[Symbol]) -> Limits | None:
    left = list(constraints)
    found: list[Limit] = []
    for x in reversed(order):
        bounding = [c for c in left if c.has(x)]
        limit = _limit(bounding, x, sample)
        if limit is None:
            return None
        found.insert(0, limit)
        left = [c for c in left if c not in bounding]
        if not limit.is_constant and limit.low is not -oo and limit.high is not oo:
            left += [settled(high - low, sample) for low in _parts(limit.low) for high in _parts(limit.high)]
    return tuple(found)


def _holds(limits: Limits, constraints: Sequence[Expr]) -> bool:
    """Whether everything between the limits belongs to the region: an inequality may not have shown as an end."""
    sample = sample_of(limits)
    return all(np.mean(sample.values(c) >= -1e-7) > INSIDE for c in constraints)


def _parts(end: Expr) -> Sequence[Expr]:
    return end.args if isinstance(end, Max | Min) else (end,)


@dataclass(frozen=True)
class Crossing:
    """A function of the other variables at which one variable may leave the region."""

    expr: Expr
    values: Array  # at the points of the sample
    ends_below: NDArray[np.bool_]  # whether the region ends there, going down
    ends_above: NDArray[np.bool_]


def _limit(constraints: Sequence[Expr], x: Symbol, sample: Sample) -> Limit | None:
    at = sample.variables.index(x)
    tape = Tape.of(sample.variables, list(constraints))

    def inside(values: Array) -> NDArray[np.bool_]:
        points = [*sample.points]
        points[at] = values
        return np.all(np.stack(evaluate(tape, points)) >= -EDGE, axis=0) if constraints else np.isfinite(values)

    crossings = list(_crossings(constraints, x, sample, inside))
    low = _end(crossings, sample.points[at], inside, -1)
    high = _end(crossings, sample.points[at], inside, 1)
    return None if low is None or high is None else Limit(x, low, high)


def _crossings(constraints: Sequence[Expr], x: Symbol, sample: Sample, inside: Inside) -> Iterator[Crossing]:
    seen: set[Expr] = set()
    for constraint in constraints:
        for zero in _zeros(constraint, x, sample):
            if zero in seen:
                continue
            seen.add(zero)
            try:
                values = sample.values(zero)
            except ValueError:
                continue
            step = STEP * (1 + np.abs(values))
            below, above = inside(values - step), inside(values + step)
            yield Crossing(zero, values, above & ~below, below & ~above)


def _zeros(constraint: Expr, x: Symbol, sample: Sample) -> Iterator[Expr]:
    forms = [settled(constraint, sample)]
    forms += [settled(squared, sample) for squared in _squared(forms[0])]
    for factor in (f for form in forms for f in Mul.make_args(sp.factor_terms(sp.together(form)))):
        if not factor.has(x):
            continue
        try:
            with limited(SOLVING):
                roots = sp.solve(factor, x)
        except (OverBudget, NotImplementedError, ValueError, TypeError):
            continue
        is_periodic = factor.has(sp.sin, sp.cos, sp.tan)
        for root in roots:
            if not isinstance(root, Expr) or root.has(sp.I):
                continue
            yield settled(root, sample)
            if is_periodic and root.is_number:
                yield from (root + k * sp.pi for k in TURNS if k)


def _squared(constraint: Expr) -> Iterator[Expr]:
    """Of a sqrt(g) + b the expression a^2 g - b^2, whose zeros are easier to find."""
    for root in (p for p in constraint.atoms(Pow) if p.exp is S.Half):
        stand_in = Dummy()
        linear = sp.expand(constraint.xreplace({root: stand_in}))
        a, b = linear.coeff(stand_in, 1), linear.coeff(stand_in, 0)
        if linear == sp.expand(a * stand_in + b):
            yield a**2 * root.base - b**2


def _end(crossings: Sequence[Crossing], values: Array, inside: Inside, side: int) -> Expr | None:
    """The crossing next to each point on one side: one function for all, the least or largest of some, or infinity."""
    distances = np.full((len(crossings) + 1, len(values)), np.inf)
    for row, crossing in zip(distances, crossings, strict=False):
        ends = crossing.ends_below if side < 0 else crossing.ends_above
        gap = side * (crossing.values - values)
        np.copyto(row, np.where(ends & (gap >= -EDGE), gap, np.inf))
    nearest = np.where(np.isfinite(distances.min(axis=0)), distances.argmin(axis=0), len(crossings))
    chosen = [int(k) for k in np.unique(nearest)]
    if chosen == [len(crossings)]:
        far = values + side * 1e6 * (1 + np.abs(values))
        return side * oo if np.mean(inside(far)) > 0.99 else None
    gap = distances.min(axis=0)
    if (
        len(crossings) in chosen
        or not np.all(inside(values + side * gap * 0.5))
        or not np.all(inside(values + side * gap * 0.98))
    ):
        return None
    if len(chosen) == 1:
        return crossings[chosen[0]].expr
    joined = (Max if side < 0 else Min)(*(crossings[k].expr for k in chosen))
    every = np.stack([crossings[k].values for k in chosen])
    extreme = every.max(axis=0) if side < 0 else every.min(axis=0)
    return joined if np.allclose(extreme, values + side * gap, rtol=1e-7, atol=1e-9) else None
