"""Irreducible factors of polynomials in many generators, of which most occur in the first power only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from math import gcd, prod
from typing import Any

from jacviz.symbolic.budget import OverBudget, spend
from jacviz.symbolic.quotient import Poly, divided

HIGHEST = 200  # sum of the degrees of a polynomial that SymPy factors: it does that over dense ones
A_PAIR, A_TERM, A_CUBE = 250, 3, 0.25  # steps for pairs of generators, for each term and degree, and by the degree
Factors = Iterator[tuple[Poly, int]]


def factor_list(p: Poly) -> tuple[Any, list[tuple[Poly, int]]]:
    """p = constant * product of irreducible factor^exponent, each with whole coefficients, the leading one positive.

    OverBudget if that takes too long.
    """
    least = tuple(map(min, zip(*p, strict=True)))
    if any(least):
        p = p.ring.from_dict({tuple(n - k for n, k in zip(m, least, strict=True)): c for m, c in p.terms()})
    monomial = [(p.ring.gens[i], n) for i, n in enumerate(least) if n]
    content, p = p.primitive()
    if len(p) == 1:
        return content * p.LC, monomial
    found = [(_positive(factor), n) for factor, n in _factors(p)]
    lead = prod((factor.LC**n for factor, n in found), start=p.ring.domain.one)
    return content * p.LC / lead, monomial + found


def _factors(p: Poly) -> Factors:
    """Of a polynomial without a common monomial, up to constants."""
    if len(p) == 1:
        return
    if is_irreducible(p):
        yield p, 1
    elif (parts := _by_linear_generator(p)) is not None:
        yield from _of_linear(p, *sorted(parts, key=len))
    else:
        yield from _by_sympy(p)


def is_irreducible(p: Poly) -> bool:
    """Where that is plain to see, for a polynomial without a common monomial.

    A generator that occurs once only, and as such, or two terms whose exponents have no common divisor; u^2 + k v^2.
    """
    uses = Counter(i for m in p for i, n in enumerate(m) for _ in range(min(n, 2)))
    if 1 in uses.values():
        return True
    if len(p) == 2:
        common = gcd(*chain(*p))
        return common == 1 or (common == 2 and prod(p.values()) > 0)
    return False


def _positive(p: Poly) -> Poly:
    whole = p.primitive()[1]
    return whole if whole.LC > 0 else -whole


def _by_linear_generator(p: Poly) -> list[Poly] | None:
    """a and b of p = a x + b, for the generator x of the first degree that leaves the shortest of them."""
    spend(len(p))
    linear = [i for i, n in enumerate(p.degrees()) if n == 1]
    if not linear:
        return None
    uses = Counter(i for m in p for i in linear if m[i])
    x = min(linear, key=lambda i: min(uses[i], len(p) - uses[i]))
    above = {(*m[:x], 0, *m[x + 1 :]): c for m, c in p.terms() if m[x]}
    return [p.ring.from_dict(part) for part in (above, {m: c for m, c in p.terms() if not m[x]})]


def _of_linear(p: Poly, short: Poly, long: Poly) -> Factors:
    """What divides a x + b without x divides a and b; what is left after that has no factors, as x is in one only."""
    for factor, n in factor_list(short)[1]:
        k = 0
        while k < n and (rest := divided(long, factor)) is not None:
            long, p, k = rest, divided(p, factor), k + 1
        if k:
            yield factor, k
    yield p, 1


def _by_sympy(p: Poly) -> Factors:
    degrees = [n for n in p.degrees() if n]
    if sum(degrees) > HIGHEST:
        raise OverBudget
    spend(A_PAIR * len(degrees) ** 2 + A_TERM * len(p) * sum(degrees) + A_CUBE * max(degrees) ** 3)
    yield from p.factor_list()[1]
