"""Whether the integral of a problem exists, before any rule is trusted with it."""

from __future__ import annotations

import numpy as np
from sympy import Expr, S, Symbol

from jacviz.integrals import verdict
from jacviz.integrals.conditional import over_waves
from jacviz.integrals.domain import Domain
from jacviz.integrals.limits import Limit, Limits, depending_ends
from jacviz.integrals.numbers import convergence
from jacviz.integrals.numbers.features import features_of
from jacviz.integrals.numbers.quadrature import Within
from jacviz.integrals.problem import Problem
from jacviz.integrals.region.inequalities import Inequalities
from jacviz.integrals.sides import Side
from jacviz.integrals.symbols.pullback import Pullback
from jacviz.integrals.verdict import Verdict
from jacviz.mapping import Mapping
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape


def existing(problem: Problem, domain: Domain, pullback: Pullback | None) -> tuple[Verdict | None, Side | None]:
    """What is wrong with the integral, if it is not absolutely convergent; and its value where waves cancel."""
    if pullback is not None and domain.limits:
        return _between(pullback.product, domain.limits, problem, domain.mapping)
    if pullback is not None and domain.region is not None:
        return _within(pullback.product, pullback.mapping.variables, domain.region, problem, pullback.mapping)
    if domain.old_limits:
        return _between(problem.integrand, domain.old_limits, problem, None)
    if domain.image is not None:
        return _within(problem.integrand, problem.old, domain.image, problem, None)
    return None, None


def _between(
    expr: Expr, limits: Limits, problem: Problem, mapping: Mapping | None
) -> tuple[Verdict | None, Side | None]:
    within = Within(Tape.of([limit.variable for limit in limits], [expr]), limits)
    return _judged(within, expr, problem, mapping)


def _within(
    expr: Expr, variables: tuple[Symbol, ...], region: Inequalities, problem: Problem, mapping: Mapping | None
) -> tuple[Verdict | None, Side | None]:
    """Within the box around a region."""
    low, high = region.chart.outward(np.stack([region.low, region.high]))[0]
    if region.chart.compact:
        low, high = np.full_like(low, -np.inf), np.full_like(high, np.inf)
    box = tuple(Limit(x, S(float(a)), S(float(b))) for x, a, b in zip(variables, low, high, strict=True))
    within = Within(Tape.of(variables, [expr]), box, inside=region.holds_well)
    return _judged(within, expr, problem, mapping)


def _judged(
    within: Within, expr: Expr, problem: Problem, mapping: Mapping | None
) -> tuple[Verdict | None, Side | None]:
    features = features_of([expr, *depending_ends(within.limits)])
    variables = [limit.variable for limit in within.limits]
    missing = convergence.undefined(within, expr, features)
    if missing is not None:
        shown = problem.old, _old(missing.point, variables, mapping, problem)
        return verdict.undefined(missing, *shown), None
    place = convergence.divergence(within, expr, features)
    if place is None:
        return None, None
    value = over_waves(within) if place.is_far and place.changes and len(variables) == 1 else None
    return (verdict.conditional if value else verdict.diverging)(place, variables), value


def _old(point: Array, variables: list[Symbol], mapping: Mapping | None, problem: Problem) -> list[float]:
    """A point of the region in the old variables."""
    components = mapping.components if mapping is not None else problem.old
    return [float(x[0]) for x in evaluate(Tape.of(variables, list(components)), list(point[:, None]))]
