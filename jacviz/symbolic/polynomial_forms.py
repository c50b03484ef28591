"""A polynomial in the generators of an expression, written as people write it.

The addition theorems put angles together, squares are completed, u sign(u) is |u|: whatever is shortest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations_with_replacement
from typing import Any

import sympy as sp
from sympy import Add, Expr, Mul, Rational, cos, cosh, default_sort_key, sin, sinh

from jacviz.symbolic.budget import spend
from jacviz.symbolic.legibility import Lengths
from jacviz.symbolic.quotient import PARTNER, Algebra, Poly, times

MANY = 24  # terms: a sum of more is not short, however it is written
FEW = 12  # terms of a sum in which squares are looked for
ANGLES = 6
A_PRODUCT = 100  # steps that it takes to write one
Powers = frozenset[tuple[Expr, int]]  # a product: generators and their exponents
Terms = dict[Powers, Any]


def spelled(algebra: Algebra, p: Poly) -> Expr:
    """The shortest of the ways to write a polynomial that has no factors."""
    if p not in algebra.spelled:
        ways = [written(algebra, p)]
        if len(p) <= MANY:
            ways += [way for write in WAYS for way in write(algebra, p)]
        algebra.spelled[p] = min(ways, key=Lengths()) if len(ways) > 1 else ways[0]
    return algebra.spelled[p]


def written(algebra: Algebra, p: Poly) -> Expr:
    """A polynomial as a sum of products of generators."""
    spend(A_PRODUCT * len(p))
    expr: Expr = p.as_expr(*algebra.generators)
    return expr


def with_angles(algebra: Algebra, p: Poly) -> Iterator[Expr]:
    """sin(A + B) for sin A cos B + cos A sin B, and the like."""
    waves = {i for pair in algebra.pairs for i in pair[:2]}
    if waves and len(p) > 1 and any(sum(m[i] for i in waves) > 1 for m in p):
        terms = _terms(algebra, p)
        if (together := put_together(terms)) is not terms:
            yield _expr(together)


def with_absolute_values(algebra: Algebra, p: Poly) -> Iterator[Expr]:
    """|u| for u sign(u)."""
    if not algebra.signs:
        return
    terms = _terms(algebra, p)
    for position, _ in algebra.signs:
        step = algebra.generators[position]
        product, size = _product(step, step.args[0]), _product(sp.Abs(step.args[0]))
        terms = {_replaced(t, product, size) if _holds(t, product) else t: c for t, c in terms.items()}
    yield _expr(terms)


def with_squares(algebra: Algebra, p: Poly) -> Iterator[Expr]:
    """(u + v)^2 + w for u^2 + 2 u v + v^2 + w."""
    if 3 < len(p) <= FEW:
        found = [(k, root, p - times(root, root).mul_ground(k)) for k, root in _squares(p)]
        k, root, rest = min(found, key=lambda f: len(f[1]) + len(f[2]), default=(0, p, p))
        if len(root) + len(rest) < len(p):
            whole = Rational(int(k.numerator), int(k.denominator))
            yield Add(Mul(whole, spelled(algebra, root) ** 2), spelled(algebra, rest))


WAYS: tuple[Callable[[Algebra, Poly], Iterator[Expr]], ...] = (with_angles, with_absolute_values, with_squares)


def _squares(p: Poly) -> Iterator[tuple[Any, Poly]]:
    """k and r such that k r^2 has a term of p that is a square, and others that are twice its root times another."""
    ring = p.ring
    for square, k in p.terms():
        if any(square) and not any(n % 2 for n in square):
            root = tuple(n // 2 for n in square)
            beside = {
                tuple(n - r for n, r in zip(m, root, strict=True)): c / (2 * k)
                for m, c in p.terms()
                if m != square and all(n >= r for n, r in zip(m, root, strict=True))
            }
            lead = ring.from_dict({root: ring.domain.one})
            if len(beside) > 1:
                yield k, lead + ring.from_dict(beside)
            for m, c in beside.items():
                yield k, lead + ring.from_dict({m: c})


# sums of products of waves


def put_together(terms: Terms) -> Terms:
    """A sum after the addition theorems, read from right to left, wherever both of their products occur."""
    while (fewer := next(_put_together(terms), None)) is not None:
        terms = fewer
    return terms


def _put_together(terms: Terms) -> Iterator[Terms]:
    for sine in (sin, sinh):
        found = {g.args[0] for powers in terms for g, _ in powers if g.func in (sine, PARTNER[sine])}
        angles = sorted(found, key=default_sort_key)[:ANGLES] if len(found) > 1 else list(found)
        for a, b in combinations_with_replacement(angles, 2):
            for first, second, ratio, k, function, sign in TWICE[sine] if a == b else ADDITION[sine]:
                yield from _applied(
                    terms, _waves(first, a, b), _waves(second, a, b), ratio, partial(_wave, k, function, a, sign * b)
                )


def _applied(
    terms: Terms, first: Powers, second: Powers, ratio: Rational, value: Callable[[], Expr]
) -> Iterator[Terms]:
    """The terms with k R value instead of k R first and ratio k R second, for each k and R where there are both."""
    spend(2 * len(terms))
    for term, k in terms.items():
        if not _holds(term, first):
            continue
        other = _replaced(term, first, second)
        if ratio and terms.get(other) != ratio * k:
            continue
        kept = {t: c for t, c in terms.items() if t != term and (t != other or not ratio)}
        number, wave = value().as_coeff_Mul()
        joined = _replaced(term, first, _product(wave))
        kept[joined] = kept.get(joined, 0) + k * sp.QQ(number.p, number.q)
        yield {t: c for t, c in kept.items() if c}


def _waves(functions: tuple[Any, ...], a: Expr, b: Expr) -> Powers:
    return _product(*(f(angle) for f, angle in zip(functions, (a, b), strict=False)))


def _wave(k: Rational, function: Any, a: Expr, b: Expr) -> Expr:
    return k * function(a + b)


# f(A) g(B) + ratio f'(A) g'(B) = k h(A + sign B): two functions, two functions, ratio, k, h, sign
HALF = Rational(1, 2)
ADDITION: dict[Any, tuple[Any, ...]] = {
    sin: (
        ((sin, cos), (cos, sin), 1, 1, sin, 1),
        ((sin, cos), (cos, sin), -1, 1, sin, -1),
        ((cos, cos), (sin, sin), -1, 1, cos, 1),
        ((cos, cos), (sin, sin), 1, 1, cos, -1),
    ),
    sinh: (
        ((sinh, cosh), (cosh, sinh), 1, 1, sinh, 1),
        ((sinh, cosh), (cosh, sinh), -1, 1, sinh, -1),
        ((cosh, cosh), (sinh, sinh), 1, 1, cosh, 1),
        ((cosh, cosh), (sinh, sinh), -1, 1, cosh, -1),
    ),
}
TWICE: dict[Any, tuple[Any, ...]] = {  # the same for A = B
    sin: (
        ((sin, cos), (), 0, HALF, sin, 1),
        ((cos, cos), (sin, sin), -1, 1, cos, 1),
        ((sin, sin), (), -HALF, -HALF, cos, 1),
        ((cos, cos), (), -HALF, HALF, cos, 1),
    ),
    sinh: (
        ((sinh, cosh), (), 0, HALF, sinh, 1),
        ((cosh, cosh), (sinh, sinh), 1, 1, cosh, 1),
        ((sinh, sinh), (), HALF, HALF, cosh, 1),
        ((cosh, cosh), (), -HALF, HALF, cosh, 1),
    ),
}


def _product(*factors: Expr) -> Powers:
    return frozenset(Counter(factors).items())


def _holds(term: Powers, product: Powers) -> bool:
    powers = dict(term)
    return all(powers.get(g, 0) >= n for g, n in product)


def _replaced(term: Powers, old: Powers, new: Powers) -> Powers:
    """The product with a product of its factors replaced by another."""
    powers = Counter(dict(term))
    powers.subtract(dict(old))
    powers.update(dict(new))
    return frozenset((g, n) for g, n in powers.items() if n)


def _terms(algebra: Algebra, p: Poly) -> Terms:
    return {frozenset((algebra.generators[i], n) for i, n in enumerate(m) if n): c for m, c in p.terms()}


def _expr(terms: Terms) -> Expr:
    products = ((Rational(int(c.numerator), int(c.denominator)), t) for t, c in terms.items())
    spend(A_PRODUCT * len(terms))
    return Add(*(Mul(c, *(g**n for g, n in sorted(t, key=_by_text))) for c, t in products))


def _by_text(power: tuple[Expr, int]) -> Any:
    return default_sort_key(power[0])
