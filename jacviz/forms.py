"""Expressions again from a quotient of polynomials, in the few forms in which people write it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy import Add, Expr, Mul, Rational, S

from jacviz.budget import OverBudget
from jacviz.quotient import Algebra, Poly

HIGHEST = 200  # sum of the degrees of a polynomial that is factored: SymPy does that over dense ones
Powers = dict[Poly, int]
HALVED = {sp.sin: sp.tan, sp.sinh: sp.tanh}


def forms(algebra: Algebra, numerator: Poly) -> Iterator[Expr]:
    """Written forms of numerator / denominator: factored, with double angles and tangents, term by term."""
    if not numerator:
        yield S.Zero
        return
    constant, powers = factored(algebra, numerator)
    yield _written(algebra, constant, powers)
    if joined := _joined(algebra, powers):
        yield _written(algebra, constant, *joined)
    yield from _term_by_term(algebra, constant, powers)


@lru_cache(maxsize=64)
def _factor_list(p: Poly) -> tuple[Any, list[tuple[Poly, int]]]:
    if len(p) > 1 and sum(p.degrees()) > HIGHEST:
        raise OverBudget
    return p.factor_list()


def factored(algebra: Algebra, numerator: Poly) -> tuple[Rational, Powers]:
    """The quotient as constant * product of irreducible factor^exponent, all with whole coefficients."""
    constant = sp.QQ(1)
    powers: Powers = {}
    for p, n in [(numerator, 1), *((base, -n) for base, n in algebra.quotient.denominator.items())]:
        coefficient, factors = _factor_list(p)
        constant *= coefficient**n
        for factor, k in factors:
            content, factor = factor.primitive()
            constant *= content ** (n * k)
            powers[factor] = powers.get(factor, 0) + n * k
    whole = Rational(int(constant.numerator), int(constant.denominator))
    return whole, {p: n for p, n in powers.items() if n}


def _joined(algebra: Algebra, powers: Powers) -> tuple[Powers, list[Expr]] | None:
    """sin A cos A as sin(2 A)/2 and sin A / cos A as tan A, wherever both occur; None where none do."""
    rest, extra = dict(powers), []
    for i, j, _ in algebra.pairs:
        s, c = algebra.symbols[i], algebra.symbols[j]
        a, b = powers.get(s, 0), powers.get(c, 0)
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
    return (rest, extra) if extra else None


def _term_by_term(algebra: Algebra, constant: Rational, powers: Powers) -> Iterator[Expr]:
    top = algebra.ring.one
    for p, n in powers.items():
        top = top * p ** max(n, 0)
        if len(top) > 4:
            return
    below = [_expr(algebra, p) ** n for p, n in powers.items() if n < 0]
    if len(top) > 1:
        terms = [_expr(algebra, top.ring.from_dict({m: c})) for m, c in top.terms()]
        yield Add(*(Mul(constant, t, *below) for t in terms))
        yield _scaled(constant, Mul(Add(*terms), *below))


def _written(algebra: Algebra, constant: Rational, powers: Powers, extra: list[Expr] | None = None) -> Expr:
    factors = [(_expr(algebra, p), n) for p, n in powers.items()]
    for i, (base, n) in enumerate(factors):
        # A minus sign is free inside a difference: 1 - u, not -(u - 1).
        if constant < 0 and n % 2 and base.is_Add and any(t.could_extract_minus_sign() for t in base.args):
            constant, factors[i] = -constant, (-base, n)
    written = [base**n for base, n in factors]
    exponents = [f.args[0] for f in written if isinstance(f, sp.exp)]
    written = [f for f in written if not isinstance(f, sp.exp)]
    return _scaled(constant, Mul(*written, sp.exp(Add(*exponents)), *(extra or [])))


def _scaled(constant: Rational, expr: Expr) -> Expr:
    # SymPy multiplies 4*(u + v) out unless told not to.
    keep = expr.is_Add and constant is not S.One
    return Mul(constant, expr, evaluate=False) if keep else constant * expr


def _expr(algebra: Algebra, p: Poly) -> Expr:
    return p.as_expr(*algebra.generators)
