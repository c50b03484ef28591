"""Letters in an integral that stand for positive numbers: the area of x^2/a^2 + y^2/b^2 <= 1 is a b π.

A letter is an outer variable that is never integrated over: limits and antiderivatives are found and compared with
quadrature at several of its values, as they are at several values of any outer variable. The formula that comes out is
believed when whole integrals agree with it at values of the letters that were used for nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from sympy import Expr, Rational, Symbol

from jacviz.integrals.limits import Limit, Limits, order, oriented
from jacviz.integrals.problem import Problem
from jacviz.integrals.region.inequalities import Inequalities
from jacviz.integrals.region.symmetry import fundamental_domains
from jacviz.integrals.sides import over_domain
from jacviz.integrals.symbols.carry import constraints_of, limits_of
from jacviz.integrals.symbols.exact import Stage, stages
from jacviz.integrals.symbols.pullback import Pullback
from jacviz.integrals.symbols.settled import Sample, sample_of, settled
from jacviz.mapping import Mapping

AROUND = Rational(1, 2), Rational(2)  # of a letter's value: between them it runs
SPREAD = Rational(3, 4), Rational(1), Rational(4, 3)  # of the same: values at which a region is looked for
CHECKED = 3  # other values at which the formula is compared
POINTS = 120
SYMBOLS = 2.0  # seconds
SECONDS = 0.4
CONFIRMED = 1e-7  # of the size of the integral

Values = dict[Symbol, Expr]


@dataclass(frozen=True)
class Lettered:
    """The solution in letters: the integral is `value`, with its letters positive."""

    problem: Problem
    pullback: Pullback
    limits: Limits
    stages: tuple[Stage, ...]
    value: Expr


def in_letters(problem: Problem, values: Values, multiplicity: int) -> Lettered | None:
    """The integral of a problem that was worked out at values of its letters; None where no formula is confirmed."""
    mapping = problem.mapping
    if mapping is None:
        return None
    letters = tuple(Limit(s, *(share * values[s] for share in AROUND)) for s in problem.letters)
    typed = problem.limits or problem.old_limits
    sign = order((*letters, *typed)) if typed else 1
    limits = _limits(problem, mapping, letters, values)
    if not limits or sign is None:
        return None
    pullback = Pullback(problem.integrand, problem.old, mapping, sample_of((*letters, *limits)))
    found = stages(pullback.product, limits, SYMBOLS, letters)
    if not found:
        return None
    value = settled(sign * found[-1].value / multiplicity, sample_of(letters))
    lettered = Lettered(problem, pullback, limits, found, value)
    return lettered if all(_agrees(lettered, each, sign / multiplicity) for each in _others(values)) else None


def _others(values: Values) -> list[Values]:
    """Values of the letters near the given ones, no two letters changed alike."""
    primes = (2, 3, 5, 7, 11, 13, 17)
    return [
        {s: v * (1 + Rational(k + 1, 2 * p + k)) for p, (s, v) in zip(primes, values.items(), strict=False)}
        for k in range(CHECKED)
    ]


def _agrees(lettered: Lettered, values: Values, factor: float) -> bool:
    """Whether quadrature confirms the formula there."""
    limits = tuple(Limit(k.variable, k.low.xreplace(values), k.high.xreplace(values)) for k in lettered.limits)
    side = over_domain(lettered.pullback.product.xreplace(values), [limits], SECONDS)
    number = complex(lettered.value.xreplace(values).evalf(20))
    tolerance = 10 * side.error + CONFIRMED * side.size
    return number.imag == 0 and abs(number.real - factor * side.value) <= tolerance * abs(factor)


def _limits(problem: Problem, mapping: Mapping, letters: Limits, values: Values) -> Limits:
    """Limits of the new variables in letters, () when none are found."""
    if problem.limits:
        return oriented((*letters, *problem.limits))[len(letters) :]
    old = oriented((*letters, *problem.old_limits))[len(letters) :]
    constraints = problem.constraints
    if not constraints:
        back = dict(zip(problem.old, mapping.components, strict=True))
        constraints = tuple(c.xreplace(back) for c in problem.old_constraints or constraints_of(old))
    plain = problem.at(values).mapping
    assert plain is not None
    for fundamental in fundamental_domains(plain):
        if found := _carried([*constraints, *fundamental], mapping.variables, letters, values):
            return found
    return ()


def _carried(constraints: Sequence[Expr], variables: Sequence[Symbol], letters: Limits, values: Values) -> Limits:
    """Limits of where all constraints are >= 0, found at points for several values of the letters."""
    parts = []
    for share in SPREAD:
        at = {s: v * share ** (k + 1) for k, (s, v) in enumerate(values.items())}
        region = Inequalities.of([c.xreplace(at) for c in constraints], variables)
        if region is None:
            return ()
        points = region.sample(POINTS)
        parts.append(np.vstack([np.tile([[float(v)] for v in at.values()], points.shape[1]), points]))
    every = np.hstack(parts)
    names = (*values, *variables)
    tidy = [settled(c, Sample(names, every)) for c in constraints]
    return limits_of(tidy, every, names, list(permutations(variables)), around=letters) or ()
