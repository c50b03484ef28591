"""Expressions as quotients of polynomials in generators (symbols, sin A, cos A, exp A, roots) with relations.

Sums and products in a sparse polynomial ring are far cheaper than the same work on expressions, and the
identities between the generators (sin^2 + cos^2 = 1, sqrt(A)^2 = A) become substitutions in that ring.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import comb, lcm
from typing import Any

import sympy as sp
from sympy import Expr, Rational, S
from sympy.polys.rings import ring

from jacviz.symbolic.budget import OverBudget, spend

LARGEST = 2000  # terms of a polynomial: beyond it no short form is to be hoped for
PASSES = 3
Poly = Any  # sympy.polys.rings.PolyElement
Monomial = tuple[tuple[int, int], ...]  # positions of generators, and their powers

PARTNER = {sp.sin: sp.cos, sp.cos: sp.sin, sp.sinh: sp.cosh, sp.cosh: sp.sinh}
IN_PARTNERS: dict[Any, Callable[[Expr], Expr]] = {
    sp.tan: lambda a: sp.sin(a) / sp.cos(a),
    sp.cot: lambda a: sp.cos(a) / sp.sin(a),
    sp.sec: lambda a: 1 / sp.cos(a),
    sp.csc: lambda a: 1 / sp.sin(a),
    sp.tanh: lambda a: sp.sinh(a) / sp.cosh(a),
    sp.coth: lambda a: sp.cosh(a) / sp.sinh(a),
    sp.sech: lambda a: 1 / sp.cosh(a),
    sp.csch: lambda a: 1 / sp.sinh(a),
}


@dataclass(frozen=True)
class Quotient:
    """numerator / product of base^exponent; the denominator stays factored as it came."""

    numerator: Poly
    denominator: dict[Poly, int]


Rule = tuple[Monomial, Quotient]  # a product of generators, and what it is equal to


class Algebra:
    """The ring of an expression, and the expression as a quotient in it.

    Sums in `compounds` are generators of their own. Relations, by positions of generators:
    `pairs` (sin A, cos A, -1) or (sinh A, cosh A, +1), where cos^2 = 1 - sin^2 and cosh^2 = 1 + sinh^2;
    `roots` (A^(1/q), q, A); `sums` (compound, its value); `signs` (sign A, A), where (sign A)^2 = 1 off A = 0.
    """

    def __init__(self, expr: Expr, compounds: Collection[Expr] = ()) -> None:
        self._compounds = compounds
        self._multiples: dict[tuple[Expr, Expr], list[Rational]] = {}  # (B, A) -> the k of all B^(k A)
        self._units: dict[tuple[Expr, Expr], Rational] = {}  # (B, A) -> the k of which all those are multiples
        self._roots: dict[Expr, int] = {}  # A -> q of the generator A^(1/q)
        self._known: dict[Expr, Quotient] = {}
        self.spelled: dict[Poly, Expr] = {}  # polynomials as expressions, as far as they were asked for
        self.factors: dict[Poly, Any] = {}  # what they are products of, likewise

        found = dict.fromkeys(self._atoms(expr))
        found |= dict.fromkeys(self._exponential(*u) for u in self._multiples)
        found |= dict.fromkeys(self._root(u) for u in self._roots)
        found |= {PARTNER[g.func](*g.args): None for g in found if g.func in PARTNER}
        self.generators: list[Expr] = list(found)
        self.ring, *self.symbols = ring([f"g{i}" for i in range(len(found))], sp.QQ)
        self.position = {g: i for i, g in enumerate(self.generators)}
        self.one = Quotient(self.ring.one, {})
        self.quotient = self._value(expr)

        at = self.position
        self.pairs = [
            (at[g], at[PARTNER[g.func](*g.args)], 1 if g.func is sp.sinh else -1)
            for g in self.generators
            if g.func in (sp.sin, sp.sinh)
        ]
        self.roots = [(at[self._root(u)], q, self._value(u)) for u, q in self._roots.items()]
        self.sums = [(at[c], self._sum([self._value(a) for a in c.args])) for c in compounds if c in at]
        self.signs = [(at[g], self._signed(g)) for g in self.generators if g.func is sp.sign]

    # what relations make of a quotient

    def rewritten_by(self, x: Quotient, rule: Rule) -> Quotient:
        """The quotient with every multiple of a product above the line replaced by that of its value."""
        top = rewrite(x.numerator, *rule)
        if not top.denominator:
            return x if top.numerator is x.numerator else Quotient(top.numerator, x.denominator)
        return self._product([top, Quotient(self.ring.one, x.denominator)])

    def rewritten_above(self, x: Quotient, rules: Sequence[Rule]) -> Quotient:
        """The quotient after several rules in turn, as often as they find something."""
        for _ in range(PASSES if any(len(monomial) > 1 for monomial, _ in rules) else 1 + len(self.roots)):
            before, x = x, reduce(self.rewritten_by, rules, x)
            if x is before:
                break
        return x

    def rewritten_below(self, x: Quotient, rules: Sequence[Rule]) -> Quotient:
        """The quotient reduced below the line by several rules in turn."""
        new = {base: self.rewritten_above(Quotient(base, {}), rules) for base in x.denominator}
        if all(y.numerator is base for base, y in new.items()):
            return x
        return self._product([Quotient(x.numerator, {}), *(self._power(new[b], -n) for b, n in x.denominator.items())])

    # which generators there are

    def _atoms(self, e: Expr) -> Iterator[Expr]:
        spend(1)
        if e.is_Rational:
            return
        if e.is_Add or e.is_Mul:
            if e in self._compounds:
                yield e
            for a in e.args:
                yield from self._atoms(a)
        elif e.func in IN_PARTNERS:
            yield from self._atoms(IN_PARTNERS[e.func](*e.args))
        elif (height := exponent_of(e)) is not None:
            self._note(S.Exp1, height)
        elif (whole := whole_root(e)) is not e:
            yield from self._atoms(whole)
        elif e.is_Pow:
            base, exponent, rest = split_power(e)
            if rest is not S.One:
                self._note(*rest.args)
            if not exponent.is_Integer:
                self._roots[base] = lcm(self._roots.get(base, 1), exponent.q)
            yield from self._atoms(base)
        else:
            height, step = split_step(e)
            yield step
            yield from self._atoms(height)

    def _note(self, base: Expr, exponent: Expr) -> None:
        k, u = direction(exponent)
        self._multiples.setdefault((base, u), []).append(k)

    def _unit(self, base: Expr, u: Expr) -> Rational:
        """The k of which all other k in base^(k u) are multiples, once these are known."""
        if (base, u) not in self._units:
            multiples = self._multiples[base, u]
            common = Rational(1, lcm(*(k.q for k in multiples)))
            common *= sp.gcd([k / common for k in multiples])
            self._units[base, u] = common if sum(multiples) >= 0 else -common
        return self._units[base, u]

    def _exponential(self, base: Expr, u: Expr) -> Expr:
        return base ** (self._unit(base, u) * u)

    def _symbolic_power(self, base: Expr, exponent: Expr) -> Quotient:
        k, u = direction(exponent)
        return self._power(self._generator(self._exponential(base, u)), int(k / self._unit(base, u)))

    def _root(self, u: Expr) -> Expr:
        return u ** Rational(1, self._roots[u])

    def _signed(self, g: Expr) -> Poly | None:
        """A of sign A as a polynomial, where all that it is made of is at hand."""
        try:
            value = self._value(g.args[0])
        except KeyError:
            return None
        return None if value.denominator else value.numerator

    # the expression in terms of them

    def _value(self, e: Expr) -> Quotient:
        if e not in self._known:
            self._known[e] = self._compute(e)
        return self._known[e]

    def _compute(self, e: Expr) -> Quotient:
        spend(10)
        if e.is_Rational:
            return Quotient(self.ring(sp.QQ(e.p, e.q)), {})
        if e in self._compounds:
            return self._generator(e)
        if e.is_Add:
            return self._sum([self._value(a) for a in e.args])
        if e.is_Mul:
            return self._product([self._value(a) for a in e.args])
        if e.func in IN_PARTNERS:
            return self._value(IN_PARTNERS[e.func](*e.args))
        if (height := exponent_of(e)) is not None:
            return self._symbolic_power(S.Exp1, height)
        if (whole := whole_root(e)) is not e:
            return self._value(whole)
        if e.is_Pow:
            base, exponent, rest = split_power(e)
            if exponent.is_Integer:
                power = self._power(self._value(base), int(exponent))
            else:
                power = self._power(self._generator(self._root(base)), int(exponent * self._roots[base]))
            return power if rest is S.One else self._product([power, self._symbolic_power(*rest.args)])
        height, step = split_step(e)
        return self._product([self._value(height), self._generator(step)])

    def _generator(self, atom: Expr) -> Quotient:
        return Quotient(self.symbols[self.position[atom]], {})

    def _sum(self, terms: list[Quotient]) -> Quotient:
        common: dict[Poly, int] = {}
        for t in terms:
            for base, n in t.denominator.items():
                common[base] = max(common.get(base, 0), n)
        total = self.ring.zero
        for t in terms:
            part = t.numerator
            for base, n in common.items():
                part = times(part, power(base, n - t.denominator.get(base, 0)))
            total = plus(total, part)
        return Quotient(total, common)

    def _product(self, factors: list[Quotient]) -> Quotient:
        numerator = self.ring.one
        denominator: dict[Poly, int] = {}
        for f in factors:
            numerator = times(numerator, f.numerator)
            for base, n in f.denominator.items():
                denominator[base] = denominator.get(base, 0) + n
        return Quotient(numerator, denominator)

    def _power(self, x: Quotient, n: int) -> Quotient:
        if n >= 0:
            return Quotient(power(x.numerator, n), {base: k * n for base, k in x.denominator.items()})
        if not x.numerator:
            raise ZeroDivisionError
        lead = x.numerator.LC
        top = self.ring.one
        for base, k in x.denominator.items():
            top = times(top, power(base, -n * k))
        return Quotient(top.quo_ground(lead**-n), self._bases(x.numerator.quo_ground(lead), -n))

    def _bases(self, p: Poly, n: int) -> dict[Poly, int]:
        if len(p) > 1:
            return {p: n}
        return {self.symbols[i]: k * n for i, k in enumerate(p.LM) if k}


def cancelled(x: Quotient) -> Quotient:
    """The quotient without those bases of its denominator, of several terms, that divide its numerator."""
    top, below = x.numerator, dict(x.denominator)
    for base in x.denominator:
        while below[base] and (rest := divided(top, base)) is not None:
            top, below[base] = rest, below[base] - 1
    return x if top is x.numerator else Quotient(top, {base: n for base, n in below.items() if n})


def divided(p: Poly, divisor: Poly) -> Poly | None:
    """p / divisor where it leaves no rest and both have several terms, else None."""
    if len(divisor) < 2 or len(p) < 2:
        return None
    for first in (max, min):  # the outermost terms tell most of the others
        if any(n < k for n, k in zip(first(p), first(divisor), strict=True)):
            return None
    quotient, rest, lead, c = p.ring.zero, p, divisor.LM, divisor.LC
    while rest:
        step = tuple(n - k for n, k in zip(rest.LM, lead, strict=True))
        if min(step) < 0:
            return None
        spend(len(divisor) + len(rest) // 8)  # the rest is only copied
        term = p.ring.from_dict({step: rest.LC / c})
        quotient, rest = quotient + term, rest - divisor * term
    return quotient


def times(p: Poly, q: Poly) -> Poly:
    """p q; OverBudget if that has too many terms to be worth the time."""
    spend(len(p) * len(q))
    return _bounded(p * q)


def plus(p: Poly, q: Poly) -> Poly:
    """p + q; OverBudget if that has too many terms."""
    spend(len(p) + len(q))
    return _bounded(p + q)


def power(p: Poly, n: int) -> Poly:
    """p^n; OverBudget if that has too many terms."""
    if len(p) > 1 and n > 60:
        raise OverBudget
    terms = comb(n + max(len(p), 1) - 1, n)  # at most
    if terms > LARGEST:
        return reduce(times, [p] * n, p.ring.one)
    spend(terms)
    return p**n


def _bounded(p: Poly) -> Poly:
    if len(p) > LARGEST:
        raise OverBudget
    return p


def rewrite(p: Poly, monomial: Monomial, value: Quotient) -> Quotient:
    """The polynomial with every multiple of a monomial replaced by that of its value."""
    result = Quotient(p, {})
    for _ in range(1 if len(monomial) == 1 else PASSES):  # a product may arise again from its parts
        spend(len(result.numerator))
        parts = _by_multiples(result.numerator, monomial)
        if parts.keys() <= {0}:
            break
        result = _replaced(result, parts, value)
    return result


def _by_multiples(p: Poly, monomial: Monomial) -> dict[int, dict]:
    """The terms of a polynomial by the power of the monomial in them, without that power."""
    parts: dict[int, dict] = {}
    for exponents, coefficient in p.terms():
        k = min(exponents[i] // n for i, n in monomial)
        if k:
            rest = list(exponents)
            for i, n in monomial:
                rest[i] -= k * n
            exponents = tuple(rest)
        parts.setdefault(k, {})[exponents] = coefficient
    return parts


def _replaced(x: Quotient, parts: dict[int, dict], value: Quotient) -> Quotient:
    ring, most = x.numerator.ring, max(parts)
    below = ring.one
    for base, n in value.denominator.items():
        below = times(below, power(base, n))
    total = ring.zero
    for k, terms in parts.items():
        replacement = times(power(value.numerator, k), power(below, most - k))
        total = plus(total, times(ring.from_dict(terms), replacement))
    denominator = dict(x.denominator)
    for base, n in value.denominator.items():
        denominator[base] = denominator.get(base, 0) + n * most
    return Quotient(total, denominator)


def exponent_of(e: Expr) -> Expr | None:
    """u of exp(u), which for u = 1 SymPy writes as a number of its own; None for anything else."""
    return S.One if e is S.Exp1 else e.args[0] if isinstance(e, sp.exp) else None


def direction(u: Expr) -> tuple[Rational, Expr]:
    """u as k * v with a rational k, so that u and -2 u share their v."""
    k, v = u.primitive() if u.is_Add else u.as_coeff_Mul(rational=True)
    return (-k, -v) if v.could_extract_minus_sign() else (k, v)


def split_power(e: Expr) -> tuple[Expr, Rational, Expr]:
    """e as base^rational * rest: x^(a - 1) is x^-1 * x^a, sqrt(1/x) is x^(-1/2)."""
    base, exponent = e.args
    number, symbolic = exponent.as_coeff_Add(rational=True)
    rest = base**symbolic if symbolic is not S.Zero else S.One
    if base.is_Pow and base.exp is S.NegativeOne and not number.is_Integer:
        base, number = base.base, -number
    return base, number, rest


def whole_root(e: Expr) -> Expr:
    """sqrt(1 - u/2) as sqrt(2 - u)/sqrt(2); other expressions as they are."""
    if e.is_Pow and e.base.is_Add and e.exp.is_Rational and not e.exp.is_Integer:
        content, whole = e.base.primitive()
        if content is not S.One:
            return content**e.exp * whole**e.exp
    return e


def split_step(e: Expr) -> tuple[Expr, Expr]:
    """A step function as its height times a step of height 1; other expressions as they are."""
    if isinstance(e, sp.Piecewise):
        height = next((value for value, _ in e.args if value is not S.Zero), S.One)
        ratios = [value / height for value, _ in e.args]
        # A height that is undefined somewhere must stay on its branch.
        if all(r.is_Rational for r in ratios) and height.is_polynomial():
            return height, sp.Piecewise(*((r, c) for r, (_, c) in zip(ratios, e.args, strict=True)))
    return S.One, e
