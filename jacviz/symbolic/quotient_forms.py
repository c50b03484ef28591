"""Expressions again from a quotient of polynomials, in the few forms in which people write it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp
from sympy import Add, Expr, Mul, Rational, S

from jacviz.symbolic.budget import spend
from jacviz.symbolic.factors import factor_list
from jacviz.symbolic.polynomial_forms import spelled, written
from jacviz.symbolic.quotient import Algebra, Poly, Quotient, power, times

WHOLE = 12  # terms of a numerator that is divided by its denominator
Powers = dict[Poly, int]
HALVED = {sp.sin: sp.tan, sp.sinh: sp.tanh}


def forms(algebra: Algebra, quotient: Quotient) -> Iterator[Expr]:
    """A quotient as people write it: factored, with double angles and tangents, term by term, whole and proper part."""
    if not quotient.numerator:
        yield S.Zero
        return
    constant, powers = factored(algebra, quotient)
    yield _written(algebra, constant, powers)
    joined = _joined(algebra, powers)
    if joined:
        yield _written(algebra, constant * joined[0], *joined[1:])
    yield from _term_by_term(algebra, constant, powers)
    yield from _proper(algebra, constant, powers)


def factored(algebra: Algebra, quotient: Quotient) -> tuple[Rational, Powers]:
    """The quotient as constant * product of irreducible factor^exponent, all with whole coefficients."""
    constant = sp.QQ(1)
    powers: Powers = {}
    for p, n in [(quotient.numerator, 1), *((base, -n) for base, n in quotient.denominator.items())]:
        coefficient, factors = _factors(algebra, p)
        constant *= coefficient**n
        for factor, k in factors:
            content, factor = factor.primitive()
            constant *= content ** (n * k)
            powers[factor] = powers.get(factor, 0) + n * k
    for i, _ in algebra.signs:  # its square is 1
        if algebra.symbols[i] in powers:
            powers[algebra.symbols[i]] %= 2
    whole = Rational(int(constant.numerator), int(constant.denominator))
    return whole, {p: n for p, n in powers.items() if n}


def _factors(algebra: Algebra, p: Poly) -> tuple[Any, list[tuple[Poly, int]]]:
    if p not in algebra.factors:
        algebra.factors[p] = factor_list(p)
    return algebra.factors[p]


def _joined(algebra: Algebra, powers: Powers) -> tuple[int, Powers, list[Expr]] | None:
    """A sign, and powers with others joined; None where there are none to join.

    (1 - sin A)(1 + sin A) is cos^2 A, sin A cos A is sin(2 A)/2, sin A / cos A is tan A, u sign(u) is |u|.
    """
    rest, extra = dict(powers), []
    sign = 1
    for i, j, kind in algebra.pairs:
        s, c = algebra.symbols[i], algebra.symbols[j]
        sign *= _join_squares(rest, s, c, kind)
        a, b = rest.get(s, 0), rest.get(c, 0)
        if a == 0 or b == 0:
            continue
        function, angle = algebra.generators[i].func, algebra.generators[i].args[0]
        if a * b > 0:
            m = min(a, b, key=abs)
            extra.append((function(2 * angle) / 2) ** m)
            rest[s], rest[c] = a - m, b - m
        else:
            extra.append(HALVED[function](angle) ** a)
            rest[s], rest[c] = 0, a + b
    for i, value in algebra.signs:
        n = rest.get(value, 0)
        if n and rest.get(algebra.symbols[i], 0):
            extra.append(sp.Abs(algebra.generators[i].args[0]) ** (1 if n > 0 else -1))
            rest[algebra.symbols[i]], rest[value] = 0, n - 1 if n > 0 else n + 1
    return (sign, rest, extra) if extra or rest != powers else None


def _join_squares(powers: Powers, s: Poly, c: Poly, kind: int) -> int:
    """Puts c^2 for 1 - s^2 and s^2 for 1 - c^2 (for sinh and cosh s^2 for c^2 - 1), and returns the sign of that."""
    sign = 1
    for one, other, minus in ((s, c, -1), (c, s, -1)) if kind < 0 else ((c, s, 1),):
        n = min(powers.get(one - 1, 0), powers.get(one + 1, 0), key=abs)
        if n and powers.get(one - 1, 0) * powers.get(one + 1, 0) > 0:
            powers[one - 1] -= n
            powers[one + 1] -= n
            powers[other] = powers.get(other, 0) + 2 * n
            sign *= minus ** abs(n)
    return sign


def _term_by_term(algebra: Algebra, constant: Rational, powers: Powers) -> Iterator[Expr]:
    top = algebra.ring.one
    for p, n in powers.items():
        top = times(top, power(p, max(n, 0)))
        if len(top) > 4:
            return
    below = [spelled(algebra, p) ** n for p, n in powers.items() if n < 0]
    if len(top) > 1:
        terms = [written(algebra, top.ring.from_dict({m: c})) for m, c in top.terms()]
        yield Add(*(Mul(constant, t, *below) for t in terms))
        yield _scaled(constant, Mul(Add(*terms), *below))


def _proper(algebra: Algebra, constant: Rational, powers: Powers) -> Iterator[Expr]:
    """1 + a/b for (a + b)/b: a whole part, and what is left above the line of one factor below it."""
    above = [(p, n) for p, n in powers.items() if n > 0]
    below = [(p, n) for p, n in powers.items() if n < 0]
    if len(below) != 1 or len(above) != 1 or above[0][1] != 1 or not 1 < len(above[0][0]) <= WHOLE:
        return
    bottom = power(below[0][0], -below[0][1])
    spend(len(above[0][0]) * len(bottom))
    whole, rest = above[0][0].div(bottom)
    if whole and rest:
        yield Add(
            Mul(constant, spelled(algebra, whole)),
            Mul(constant, spelled(algebra, rest), spelled(algebra, below[0][0]) ** below[0][1]),
        )


def _written(algebra: Algebra, constant: Rational, powers: Powers, extra: list[Expr] | None = None) -> Expr:
    factors = [(spelled(algebra, p), n) for p, n in powers.items()]
    for i, (base, n) in enumerate(factors):
        # A minus sign is free inside a difference: 1 - u, not -(u - 1).
        if constant < 0 and n % 2 and base.is_Add and any(t.could_extract_minus_sign() for t in base.args):
            constant, factors[i] = -constant, (-base, n)
    parts = [base**n for base, n in factors]
    exponents = [f.args[0] for f in parts if isinstance(f, sp.exp)]
    parts = [f for f in parts if not isinstance(f, sp.exp)] + (extra or [])
    sizes = [f.args[0] for f in parts if isinstance(f, sp.Abs)]
    parts = [f for f in parts if not isinstance(f, sp.Abs)]
    return _scaled(constant, Mul(*parts, sp.exp(Add(*exponents)), sp.Abs(Mul(*sizes))))


def _scaled(constant: Rational, expr: Expr) -> Expr:
    # SymPy multiplies 4*(u + v) out unless told not to.
    keep = expr.is_Add and constant is not S.One
    return Mul(constant, expr, evaluate=False) if keep else constant * expr
