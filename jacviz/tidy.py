"""Symbolic results made short enough to read, within a budget.

Steps go from cheap to expensive, and the best form so far stays when the time is over. A form that disagrees
numerically with the expression that it came from is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from itertools import islice, product
from math import prod
from typing import Any

import numpy as np
import sympy as sp
from sympy import Add, Expr

from jacviz.budget import OverBudget, limited
from jacviz.forms import forms
from jacviz.length import Lengths
from jacviz.numeric import evaluate
from jacviz.quotient import PARTNER, Algebra, Poly, Quotient, rewrite
from jacviz.tape import Tape

SHORT = 2  # operations: nothing is gained by looking for less
CHOICES = 12  # normal forms tried for one expression
FEW = 12  # terms: with more of them, a sum kept together has not helped
WIDEST = 12  # terms of the sine of a sum: beyond them nothing that is written so is short
KEPT = 3  # of these, the ones with the fewest terms are factored


def tidy(expr: Expr, seconds: float = 0.3) -> Expr:
    """The shortest reasonable form of an expression that is found within so many seconds."""
    return tidied(expr, seconds)[0]


def tidied(expr: Expr, seconds: float = 0.3) -> tuple[Expr, bool]:
    """The shortest form that was found, and whether every step came to its end."""
    best, length = expr, Lengths()
    try:
        with limited(seconds):
            shortest = length(best)
            for step in STEPS:
                if shortest[0] <= SHORT:
                    break
                for form in step(expr):
                    if (n := length(form)) < shortest and agree(form, expr):
                        best, shortest = form, n
    except (OverBudget, RecursionError):
        return best, False
    except ZeroDivisionError:  # a denominator that is 0 in disguise
        return best, True
    return best, True


def agree(a: Expr, b: Expr) -> bool:
    """Whether two expressions have the same values at some points where both have one."""
    symbols = sorted(a.free_symbols | b.free_symbols, key=lambda s: s.name)
    try:
        tape = Tape.of(symbols, [a, b])
    except ValueError:
        return True
    # Irrational steps, so that no simple relation between the symbols holds by chance.
    points = [np.modf(np.arange(1, 9) * np.sqrt(7 + 4 * i))[0] * 3 - 1.1 for i in range(len(symbols))]
    x, y = evaluate(tape, points)
    with np.errstate(all="ignore"):
        close = np.abs(x - y) <= 1e-6 * (1e-3 + np.abs(x) + np.abs(y))
    return bool(np.all(close | ~np.isfinite(x) | ~np.isfinite(y)))


def by_relations(expr: Expr, compounds: Collection[Expr] = ()) -> Iterator[Expr]:
    """Forms of the factored quotient, before and after the relations between its generators are used."""
    if expr.is_Atom:
        return
    algebra = Algebra(expr, compounds)
    reduced = sorted(dict.fromkeys(_normal_forms(algebra)), key=len)
    for numerator in dict.fromkeys([*reduced[:KEPT], algebra.quotient.numerator]):
        if len(numerator) <= (FEW if compounds else 2 * len(reduced[0]) + 2):
            yield from forms(algebra, numerator)


def by_compounds(expr: Expr) -> Iterator[Expr]:
    """Forms in which sums that occur more than once are kept together: 1 - 1/(u^2 + v^2)^2 stays as it is."""
    uses = Counter(e for e in _outside_functions(expr) if e.is_Add and not e.is_number)
    compounds = [e for e, n in uses.most_common(3) if n > 1 and e is not expr]
    if compounds:
        yield from by_relations(expr, sorted(compounds, key=Lengths()))


def by_angle_sums(expr: Expr) -> Iterator[Expr]:
    """Forms after sin(a + b) = sin a cos b + cos a sin b, where several angles share a term."""
    waves = dict.fromkeys(e for e in _outside_functions(expr) if e.func in PARTNER)
    angles = {wave.args[0]: wave.args[0].as_coefficients_dict() for wave in waves}
    shared = Counter(term for terms in angles.values() for term in terms if term.free_symbols)
    if all(n == 1 for n in shared.values()):
        return
    # sin 18u goes down to sin 9u where 9u is all that the others need.
    units = {term: sp.gcd([terms.get(term, 0) for terms in angles.values()]) for term in shared}
    if all(prod(abs(terms.get(t, 0) / units[t]) + 1 for t in units) <= WIDEST for terms in angles.values()):
        names = {term: sp.Dummy(real=True) for term in units}
        values = {name: units[term] * term for term, name in names.items()}
        for wave in waves:
            terms = angles[wave.args[0]].items()
            angle = Add(*(k / units[t] * names[t] if t in units else k * t for t, k in terms))
            waves[wave] = sp.expand_trig(wave.func(angle)).xreplace(values)
        yield from by_relations(expr.xreplace(waves))


STEPS: tuple[Callable[[Expr], Iterator[Expr]], ...] = (by_relations, by_angle_sums, by_compounds)


def _outside_functions(expr: Expr) -> Iterator[Expr]:
    yield expr
    if expr.is_Add or expr.is_Mul or expr.is_Pow:
        for a in expr.args:
            yield from _outside_functions(a)


def _normal_forms(algebra: Algebra) -> Iterator[Poly]:
    """The numerator after all relations, for each choice of what is to stay: sin or cos, u or v of a sum."""
    numerator = algebra.quotient.numerator
    for _ in algebra.roots:  # a root may hold another one
        for position, q, value in algebra.roots:
            if not value.denominator:
                numerator = rewrite(numerator, position, q, value.numerator)
    rules: list[list[Any]] = [list(_rules_of_pair(algebra, *pair)) for pair in algebra.pairs]
    rules += [list(_rules_of_sum(algebra, *s)) or [None] for s in algebra.sums]
    for choice in islice(product(*rules), CHOICES):
        p = numerator
        for rule in choice:
            p = rewrite(p, *rule) if rule else p
        yield p


def _rules_of_pair(algebra: Algebra, s: int, c: int, sign: int) -> Iterator[tuple[int, int, Poly]]:
    yield c, 2, 1 + sign * algebra.symbols[s] ** 2
    yield s, 2, sign * (algebra.symbols[c] ** 2 - 1)


def _rules_of_sum(algebra: Algebra, position: int, value: Quotient) -> Iterator[tuple[int, int, Poly]]:
    if value.denominator:
        return
    for monomial, coefficient in value.numerator.terms():
        powers = [(i, n) for i, n in enumerate(monomial) if n]
        if len(powers) == 1:
            rest = value.numerator - value.numerator.ring.from_dict({monomial: coefficient})
            yield *powers[0], (algebra.symbols[position] - rest).quo_ground(coefficient)
