"""Symbolic results made short enough to read, within a budget.

Steps go from cheap to expensive, and the best form so far stays when what they may cost is spent. A form that disagrees
numerically with the expression that it came from is dropped.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice, product
from math import prod
from typing import Any

import sympy as sp
from sympy import Add, Expr, Symbol

from jacviz.numeric.tape import Tape
from jacviz.symbolic.budget import OverBudget, counted, spend
from jacviz.symbolic.legibility import Lengths
from jacviz.symbolic.quotient import IN_PARTNERS, PARTNER, Algebra, Poly, Quotient, Rule, cancelled
from jacviz.symbolic.quotient_forms import forms

SHARE = 0.6  # of the work, that one step may take
LONGEST = 30_000  # operations, all products written out: even to walk through them takes too long
SHORT = 2  # operations: nothing is gained by looking for less
CHOICES = 12  # normal forms tried for one expression
FEW = 12  # terms: with more of them, a sum kept together has not helped
WIDEST = 12  # terms of the sine of a sum: beyond them nothing that is written so is short
AN_INSTRUCTION = 10  # steps that it takes to try one of a tape
KEPT = 3  # of these, the ones with the fewest terms are factored


def tidy(expr: Expr, seconds: float = 0.3) -> Expr:
    """The shortest reasonable form of an expression that is found with the work of so many seconds."""
    return tidied(expr, seconds)[0]


def tidied(expr: Expr, seconds: float = 0.3) -> tuple[Expr, bool]:
    """The shortest form that was found, and whether every step came to its end."""
    best, length, finished = expr, Lengths(), True
    if length(expr)[0] > LONGEST:
        return expr, False
    try:
        with counted(seconds):
            shortest = length(best)
            for step in STEPS:
                if shortest[0] <= SHORT and not best.has(sp.sign):
                    break
                try:
                    with counted(seconds * SHARE):
                        for form in step(expr):
                            if (n := length(form)) < shortest and agree(form, expr):
                                best, shortest = form, n
                except ZeroDivisionError:  # a denominator that is 0 in disguise
                    continue
                except (OverBudget, RecursionError):  # another step may do with less
                    finished = False
            if best is not expr and _has_both_squares(best):
                for form in by_relations(best):
                    if length(form) < shortest and agree(form, expr):
                        best, shortest = form, length(form)
    except (OverBudget, RecursionError):
        return best, False
    return best, finished


def _has_both_squares(expr: Expr) -> bool:
    """Whether sin^2 A stands beside cos^2 A: found in a factor that came to light only on the way."""
    squares = {e.base for e in _parts(expr) if e.is_Pow and e.exp == 2 and e.base.func in PARTNER}
    return any(PARTNER[e.func](*e.args) in squares for e in squares)


def tidied_entries(rows: Sequence[Sequence[Expr]], seconds: float = 0.3) -> list[list[Expr]]:
    """A matrix with those entries in a short form that lose a quarter of their operations by it.

    Others stay as differentiated, so that each rule can be seen in them; so does what is not reached with that work.
    """
    found, length = [list(row) for row in rows], Lengths()
    try:
        with counted(seconds):
            for row in found:
                for j, entry in enumerate(row):
                    spend(length(entry)[0])
                    if (length(entry)[0] > SHORT or entry.has(sp.sign)) and _is_involved(entry):
                        form = tidy(entry, seconds / 3)
                        row[j] = form if length(form)[0] <= 0.75 * length(entry)[0] else entry
    except OverBudget:
        pass
    return found


def _is_involved(expr: Expr) -> bool:
    """Whether there are signs, or quotients or roots beside a sum: polynomials gain little."""
    parts = list(_parts(expr))
    if any(isinstance(e, sp.sign) for e in parts):
        return True
    return any(e.is_Add for e in parts) and any(e.is_Pow and not _is_polynomial(e) for e in parts)


def agree(a: Expr, b: Expr) -> bool:
    """Whether two expressions have the same values at some points where both have one."""
    symbols = sorted(a.free_symbols | b.free_symbols, key=lambda s: s.name) or [Symbol("x")]
    try:
        tape = Tape.of(symbols, [a, b])
        spend(AN_INSTRUCTION * len(tape.steps))
    except ValueError:
        return True
    # Irrational steps, so that no simple relation between the symbols holds by chance.
    points = [[math.modf(k * math.sqrt(7 + 4 * i))[0] * 3 - 1.1 for k in range(1, 9)] for i in range(len(symbols))]
    return all(
        abs(x - y) <= 1e-6 * (1e-3 + abs(x) + abs(y))
        for x, y in _values(tape, (a, b), symbols, points)
        if math.isfinite(x) and math.isfinite(y)
    )


def _values(
    tape: Tape, exprs: tuple[Expr, Expr], symbols: list[Symbol], points: list[list[float]]
) -> Iterable[Iterable[float]]:
    """The values of a tape's expressions at points, a list for each symbol; without NumPy slowly, by SymPy."""
    try:
        from jacviz.numeric.run import evaluate
    except ModuleNotFoundError:
        places = (dict(zip(symbols, map(sp.Float, point), strict=True)) for point in zip(*points, strict=True))
        return ([_number(expr, at) for expr in exprs] for at in places)
    return zip(*evaluate(tape, points), strict=True)


def _number(expr: Expr, at: dict[Symbol, sp.Float]) -> float:
    """The value at a point; NaN where it is none or no real number."""
    value = expr.xreplace(at).evalf()
    return float(value) if value.is_extended_real else math.nan


def by_relations(expr: Expr, compounds: Collection[Expr] = ()) -> Iterator[Expr]:
    """Forms of the factored quotient, before and after the relations between its generators are used."""
    if expr.is_Atom:
        return
    algebra = Algebra(expr, compounds)
    reduced = sorted({_key(x): cancelled(x) for x in normal_forms(algebra)}.values(), key=_size)
    for x in {_key(x): x for x in [*reduced[: KEPT - bool(compounds)], cancelled(algebra.quotient)]}.values():
        if len(x.numerator) <= (FEW if compounds else 2 * len(reduced[0].numerator) + 2):
            yield from forms(algebra, x)


def _key(x: Quotient) -> tuple[Poly, frozenset[tuple[Poly, int]]]:
    return x.numerator, frozenset(x.denominator.items())


def _size(x: Quotient) -> tuple[int, int]:
    return len(x.numerator), sum(map(len, x.denominator))


def by_compounds(expr: Expr) -> Iterator[Expr]:
    """Forms in which sums that occur more than once are kept together: 1 - 1/(u^2 + v^2)^2 stays as it is."""
    uses = Counter(e for e in _parts(expr) if e.is_Add and not e.is_number)
    often = [e for e, n in uses.most_common() if n > 1 and e is not expr]
    # What a mapping divides by stays in its derivatives; the sums above the line come from differentiating that.
    divisors = _divisors(expr) if often else ()
    compounds = [e for e in often if e in divisors] or often
    if compounds:
        kept = compounds[:3]
        # 1 + k (u^2 + v^2) is a polynomial in u^2 + v^2, and need not be kept beside it.
        own = [e for e in kept if not any(p is not e and p in kept for p in _parts(e, _is_polynomial))]
        yield from by_relations(expr, sorted(own, key=Lengths()))


def by_angle_sums(expr: Expr) -> Iterator[Expr]:
    """Forms after sin(a + b) = sin a cos b + cos a sin b, where several angles share a term."""
    waves = dict.fromkeys(e for e in _parts(expr) if e.func in PARTNER)
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


def by_signs(expr: Expr) -> Iterator[Expr]:
    """Forms after |u| = u sign(u), with sign(u)^2 = 1: that holds off u = 0, where a kink is marked anyway."""
    sizes = {e: e.args[0] * sp.sign(e.args[0]) for e in _parts(expr) if isinstance(e, sp.Abs)}
    if sizes:
        yield from by_relations(expr.xreplace(sizes))


def by_squares(expr: Expr) -> Iterator[Expr]:
    """Forms with squares taken out of roots: sqrt(2 - 2 cos t) = 2 |sin(t/2)|."""
    for root in {e for e in _parts(expr) if e.is_Pow and e.exp.is_Rational and e.exp.q == 2 and _may_be_square(e.base)}:
        for radicand in dict.fromkeys((root.base, _with_half_angles(root.base))):
            for form in by_relations(radicand):
                outside = form**root.exp
                if not any(e.is_Pow and e.exp == root.exp and e.free_symbols for e in _parts(outside)):
                    without = expr.xreplace({root: outside})
                    yield without
                    yield from by_relations(without)


def _may_be_square(expr: Expr) -> bool:
    return expr.is_Add and (len(expr.args) > 2 or any(e.func in PARTNER or e.func in IN_PARTNERS for e in _parts(expr)))


def _with_half_angles(expr: Expr) -> Expr:
    """cos A = 2 cos^2(A/2) - 1 and sin A = 2 sin(A/2) cos(A/2), which make 1 - cos A and 1 + cos A squares."""
    waves = {e for e in _parts(expr) if e.func in PARTNER}
    if len({wave.args[0] for wave in waves}) != 1:
        return expr
    return expr.xreplace({wave: _with_half_angle(wave.func, wave.args[0] / 2) for wave in waves})


def _with_half_angle(wave: Any, half: Expr) -> Expr:
    return 2 * wave(half) ** 2 - 1 if wave in (sp.cos, sp.cosh) else 2 * wave(half) * PARTNER[wave](half)


STEPS: tuple[Callable[[Expr], Iterator[Expr]], ...] = (by_relations, by_angle_sums, by_compounds, by_signs, by_squares)


def _is_rational(expr: Expr) -> bool:
    return expr.is_Add or expr.is_Mul or expr.is_Pow


def _is_polynomial(expr: Expr) -> bool:
    return expr.is_Add or expr.is_Mul or (expr.is_Pow and expr.exp.is_Integer and expr.exp.is_positive)


def _parts(expr: Expr, opened: Callable[[Expr], bool] = _is_rational) -> Iterator[Expr]:
    """The expression and the parts of those parts that are opened: by default what stands outside functions."""
    spend(1)
    yield expr
    if opened(expr):
        for a in expr.args:
            yield from _parts(a, opened)


def _divisors(expr: Expr) -> set[Expr]:
    """Sums below a line or a root, and the sums inside them."""
    bases = (e.base for e in _parts(expr) if e.is_Pow and not _is_polynomial(e))
    return {e for base in bases for e in _parts(base) if e.is_Add}


def normal_forms(algebra: Algebra) -> Iterator[Quotient]:
    """The quotient after all relations, for each choice of what is to stay: sin or cos, u or v of a sum."""
    for rules in islice(_choices(algebra), CHOICES):
        x = algebra.rewritten_above(algebra.quotient, rules)
        yield x
        if (y := algebra.rewritten_below(x, rules)) is not x:
            yield y


def _choices(algebra: Algebra) -> Iterator[list[Rule]]:
    """One relation for each sign, root, sum and pair, where those of pairs replace no part of what others replace.

    Of relations without common parts the order does not matter, and what they leave is the only form of its value.
    """
    signs = [(((i, 2),), algebra.one) for i, _ in algebra.signs]
    roots = [list(_rules_of_root(algebra, *root)) for root in algebra.roots]
    sums = [list(_rules_of_sum(algebra, *s)) for s in algebra.sums]
    for chosen in product(*filter(None, [*roots, *sums])):
        taken = {i for monomial, _ in chosen for i, _ in monomial}
        free = [[r for r in _rules_of_pair(algebra, *pair) if r[0][0][0] not in taken] for pair in algebra.pairs]
        for pairs in product(*filter(None, free)):
            yield [*signs, *chosen, *pairs]


def _rules_of_root(algebra: Algebra, position: int, q: int, value: Quotient) -> Iterator[Rule]:
    """r^q = A, and where r = sqrt(1 - f s^2) also f s^2 = 1 - r^2."""
    yield ((position, q),), value
    if len(value.numerator) > 1 and not value.denominator:
        yield from (rule for rule in _solved(value.numerator, algebra.symbols[position] ** q) if len(rule[0]) > 1)


def _rules_of_pair(algebra: Algebra, s: int, c: int, sign: int) -> Iterator[Rule]:
    yield ((c, 2),), Quotient(1 + sign * algebra.symbols[s] ** 2, {})
    yield ((s, 2),), Quotient(sign * (algebra.symbols[c] ** 2 - 1), {})


def _rules_of_sum(algebra: Algebra, position: int, value: Quotient) -> Iterator[Rule]:
    if not value.denominator:
        yield from _solved(value.numerator, algebra.symbols[position])


def _solved(total: Poly, name: Poly) -> Iterator[Rule]:
    """total = name, solved for each of the products in it."""
    for exponents, coefficient in total.terms():
        if any(exponents):
            rest = total - total.ring.from_dict({exponents: coefficient})
            monomial = tuple((i, n) for i, n in enumerate(exponents) if n)
            yield monomial, Quotient((name - rest).quo_ground(coefficient), {})
