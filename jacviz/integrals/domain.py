"""Where a problem's new variables run: its limits as given, or those of the region carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sympy import Dummy, Expr, Symbol, oo, pi
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from jacviz.explore.inputs import FieldError
from jacviz.integrals.limits import Limit, Limits, oriented, spread
from jacviz.integrals.problem import Problem
from jacviz.integrals.region.inequalities import Inequalities
from jacviz.integrals.region.symmetry import fundamental_domains
from jacviz.integrals.symbols.carry import constraints_of, limits_of
from jacviz.integrals.symbols.inverse import inverse
from jacviz.integrals.symbols.settled import Sample, sample_of, settled
from jacviz.mapping import Mapping
from jacviz.names import label
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

SAMPLE = 300
FAR = 1e6  # where it is looked whether a region has an end
EMPTY = "No point of this region was found: check the signs of its inequalities."


@dataclass(frozen=True)
class Domain:
    """The mapping and the region, each in every form that is known.

    limits are those of the new variables, () when none were found; region holds the inequalities in the new ones,
    image those in the old ones, old_limits limits in them, as typed.
    """

    mapping: Mapping | None
    limits: Limits
    region: Inequalities | None
    image: Inequalities | None
    old_limits: Limits
    notes: tuple[str, ...] = ()


def domain_of(problem: Problem) -> Domain:
    """The region in new variables. FieldError when it has no points."""
    old_limits = oriented(problem.old_limits) if problem.old_limits else ()
    old_constraints = problem.old_constraints or constraints_of(old_limits)
    image, points = _image(problem, old_constraints, old_limits)
    mapping, notes = problem.mapping, list(problem.notes)
    if problem.forward is not None:
        mapping = inverse(problem.forward, points)
        if mapping is None:
            notes.append("no formula for the inverse was found within the budget: it is worked out in numbers")
    if problem.limits and mapping is None:
        return Domain(None, (), None, _pulled(problem), (), tuple(notes))
    if problem.limits:
        return Domain(mapping, oriented(problem.limits), None, None, (), tuple(notes))
    if problem.constraints:
        limits, region, said = _completed(problem.constraints, problem)
        return Domain(mapping, limits, region, None, (), (*notes, *said))
    if mapping is None:
        return Domain(None, (), None, image, old_limits, tuple(notes))
    limits, region = _carried(problem, mapping, old_constraints)
    if not limits:
        notes.append("no limits in the new variables were found within the budget: the region is found by its points")
    return Domain(mapping, limits, region, image, old_limits, tuple(notes))


def _image(
    problem: Problem, constraints: Sequence[Expr], old_limits: Limits
) -> tuple[Inequalities | None, Array | None]:
    """The region in old variables, and points of it; None for a region in new ones."""
    if old_limits:
        sample = sample_of(old_limits)
        order = [sample.variables.index(s) for s in problem.old]
        return None, sample.points[order]
    if not constraints:
        return None, None
    image = Inequalities.of(constraints, problem.old)
    if image is None:
        raise FieldError("region", EMPTY)
    return image, image.sample(SAMPLE)


def _pulled(problem: Problem) -> Inequalities | None:
    """Where the old variables are when the new ones are between their limits; None where that is everywhere."""
    assert problem.forward is not None
    forth = dict(zip(problem.new, problem.forward.components, strict=True))
    constraints = [c.xreplace(forth) for c in constraints_of(oriented(problem.limits))]
    return Inequalities.of(constraints, problem.old) if constraints else None


def _limits(constraints: Sequence[Expr], variables: Sequence[Symbol]) -> tuple[Limits, Inequalities | None]:
    if not constraints:
        return tuple(Limit(x, -oo, oo) for x in variables), None
    region = Inequalities.of(constraints, variables)
    if region is None:
        raise FieldError("region", EMPTY)
    points = region.sample(SAMPLE)
    tidy = [settled(c, Sample(variables, points)) for c in constraints]
    return limits_of(tidy, points, variables) or (), region


def _completed(constraints: Sequence[Expr], problem: Problem) -> tuple[Limits, Inequalities | None, tuple[str, ...]]:
    """Limits of a region in new variables; of those that it leaves free, one turn or r >= 0. And notes that say so."""
    first: Inequalities | None = None
    for fundamental in fundamental_domains(problem.mapping) if problem.mapping is not None else ((),):
        free = [x for x in problem.new if _is_free(x, constraints, problem.new)]
        added = [c for c in fundamental if c.free_symbols <= set(free)]
        limits, region = _limits([*constraints, *added], problem.new)
        if limits:
            return limits, region, tuple(_taken(k, added) for k in limits if k.variable - k.low in added)
        first = first or region
    return (), first, ()


def _is_free(x: Symbol, constraints: Sequence[Expr], variables: Sequence[Symbol]) -> bool:
    """Whether nothing is said of a variable but through its sine or cosine, or only how large it is at most."""
    plain = [c.xreplace({f: Dummy() for f in c.atoms(TrigonometricFunction)}) for c in constraints]
    mine = [c for c, outside in zip(constraints, plain, strict=True) if outside.has(x)]
    points = spread(64, len(variables)) * 3
    points[list(variables).index(x)] = -FAR
    return not mine or bool(np.all(np.stack(evaluate(Tape.of(variables, mine), list(points))) >= 0))


def _taken(limit: Limit, added: Sequence[Expr]) -> str:
    """A note on a limit that the region leaves open, at its low end at least."""
    name, low = label(limit.variable.name), _written(limit.low)
    if limit.high - limit.variable not in added:
        return f"the region does not say where {name} begins: it begins at {low}"
    whole = "its full turn" if limit.high - limit.low == 2 * pi else "every value once"
    return f"the region does not limit {name}: it takes {whole}, from {low} to {_written(limit.high)}"


def _written(end: Expr) -> str:
    return str(end).replace("*", "").replace("pi", "π").replace("-", "−")


def _carried(problem: Problem, mapping: Mapping, constraints: Sequence[Expr]) -> tuple[Limits, Inequalities | None]:
    """The pulled back inequalities, on a domain that is enough; of two turns of an angle the one with limits."""
    back = dict(zip(problem.old, mapping.components, strict=True))
    pulled = [c.xreplace(back) for c in constraints]
    first: Inequalities | None = None
    for fundamental in _domains(problem, mapping):
        limits, region = _limits([*pulled, *fundamental], mapping.variables)
        if limits:
            return limits, region
        first = first or region
    return (), first


def _domains(problem: Problem, mapping: Mapping) -> Iterator[tuple[Expr, ...]]:
    """Nothing more is asked of an inverse that was given: its own branch is one-to-one."""
    if problem.forward is not None:
        yield ()
    else:
        yield from fundamental_domains(mapping)
