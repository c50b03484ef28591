"""Expressions as quotients of polynomials in generators (symbols, sin A, cos A, exp A, roots) with relations.

Sums and products in a sparse polynomial ring are far cheaper than the same work on expressions, and the
identities between the generators (sin^2 + cos^2 = 1, sqrt(A)^2 = A) become substitutions in that ring.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from math import lcm
from typing import Any

import sympy as sp
from sympy import Expr, Rational, S
from sympy.polys.rings import ring

from jacviz.budget import OverBudget

LARGEST = 2000  # terms of a polynomial: beyond it no short form is to be hoped for
Poly = Any  # sympy.polys.rings.PolyElement

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


class Algebra:
    """The ring of an expression, and the expression as a quotient in it.

    Sums in `compounds` are generators of their own. Relations, by positions of generators:
    `pairs` (sin A, cos A, -1) or (sinh A, cosh A, +1), where cos^2 = 1 - sin^2 and cosh^2 = 1 + sinh^2;
    `roots` (A^(1/q), q, A); `sums` (compound, its value).
    """

    def __init__(self, expr: Expr, compounds: Collection[Expr] = ()) -> None:
        self._compounds = compounds
        self._multiples: dict[Expr, list[Rational]] = {}  # A -> the k of all exp(k A)
        self._roots: dict[Expr, int] = {}  # A -> q of the generator A^(1/q)
        self._known: dict[Expr, Quotient] = {}

        found = dict.fromkeys(self._atoms(expr))
        found |= dict.fromkeys(self._exponential(u) for u in self._multiples)
        found |= dict.fromkeys(self._root(u) for u in self._roots)
        found |= {PARTNER[g.func](*g.args): None for g in found if g.func in PARTNER}
        self.generators: list[Expr] = list(found)
        self.ring, *self.symbols = ring([f"g{i}" for i in range(len(found))], sp.QQ)
        self.position = {g: i for i, g in enumerate(self.generators)}
        self.quotient = self._value(expr)

        at = self.position
        self.pairs = [
            (at[g], at[PARTNER[g.func](*g.args)], 1 if g.func is sp.sinh else -1)
            for g in self.generators
            if g.func in (sp.sin, sp.sinh)
        ]
        self.roots = [(at[self._root(u)], q, self._value(u)) for u, q in self._roots.items()]
        self.sums = [(at[c], self._sum([self._value(a) for a in c.args])) for c in compounds if c in at]

    # which generators there are

    def _atoms(self, e: Expr) -> Iterator[Expr]:
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
            k, u = direction(height)
            self._multiples.setdefault(u, []).append(k)
        elif (whole := whole_root(e)) is not e:
            yield from self._atoms(whole)
        elif e.is_Pow:
            base, exponent, rest = split_power(e)
            if rest is not S.One:
                yield rest
            if not exponent.is_Integer:
                self._roots[base] = lcm(self._roots.get(base, 1), exponent.q)
            yield from self._atoms(base)
        else:
            height, step = split_step(e)
            yield step
            yield from self._atoms(height)

    def _exponential(self, u: Expr) -> Expr:
        multiples = self._multiples[u]
        common = Rational(1, lcm(*(k.q for k in multiples)))
        common *= sp.gcd([k / common for k in multiples])
        return sp.exp((common if sum(multiples) >= 0 else -common) * u)

    def _root(self, u: Expr) -> Expr:
        return u ** Rational(1, self._roots[u])

    # the expression in terms of them

    def _value(self, e: Expr) -> Quotient:
        if e not in self._known:
            self._known[e] = self._compute(e)
        return self._known[e]

    def _compute(self, e: Expr) -> Quotient:
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
            k, u = direction(height)
            generator = self._exponential(u)
            unit, _ = direction(exponent_of(generator))
            return self._power(self._generator(generator), int(k / unit))
        if (whole := whole_root(e)) is not e:
            return self._value(whole)
        if e.is_Pow:
            base, exponent, rest = split_power(e)
            if exponent.is_Integer:
                power = self._power(self._value(base), int(exponent))
            else:
                power = self._power(self._generator(self._root(base)), int(exponent * self._roots[base]))
            return power if rest is S.One else self._product([power, self._generator(rest)])
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
                part = bounded(part * base ** (n - t.denominator.get(base, 0)))
            total = bounded(total + part)
        return Quotient(total, common)

    def _product(self, factors: list[Quotient]) -> Quotient:
        numerator = self.ring.one
        denominator: dict[Poly, int] = {}
        for f in factors:
            numerator = bounded(numerator * f.numerator)
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
            top = bounded(top * power(base, -n * k))
        return Quotient(top.quo_ground(lead**-n), self._bases(x.numerator.quo_ground(lead), -n))

    def _bases(self, p: Poly, n: int) -> dict[Poly, int]:
        if len(p) > 1:
            return {p: n}
        return {self.symbols[i]: k * n for i, k in enumerate(p.LM) if k}


def bounded(p: Poly) -> Poly:
    """The polynomial; OverBudget if it has too many terms to be worth the time."""
    if len(p) > LARGEST:
        raise OverBudget
    return p


def power(p: Poly, n: int) -> Poly:
    """p^n; OverBudget if that has too many terms."""
    if len(p) > 1 and n > 60:
        raise OverBudget
    return bounded(p**n)


def rewrite(p: Poly, position: int, degree: int, replacement: Poly) -> Poly:
    """The polynomial with generator^degree replaced, until it has a lower degree in that generator."""
    parts: dict[int, dict] = {}
    for monomial, coefficient in p.terms():
        times, rest = divmod(monomial[position], degree)
        key = (*monomial[:position], rest, *monomial[position + 1 :])
        parts.setdefault(times, {})[key] = coefficient
    if parts.keys() <= {0}:
        return p
    total = p.ring.zero
    for times, terms in parts.items():
        total = bounded(total + p.ring.from_dict(terms) * power(replacement, times))
    return total


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
