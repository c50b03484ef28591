"""Complex expressions as pairs (re, im) of real ones, and the elementary functions of them."""

from __future__ import annotations

from math import comb
from typing import NamedTuple

from sympy import Add, Expr, Integer, Mul, Pow, Rational, S, atan2, cos, cosh, exp, log, sin, sinh, sqrt

SIZE = 600
"""The largest `size` that is built."""


class Pair(NamedTuple):
    """re + i im; `size` bounds how many symbols both hold when written out."""

    re: Expr
    im: Expr
    size: int


def times(a: Pair, b: Pair) -> Pair:
    if a.im == 0 and b.im == 0:
        return Pair(Mul(a.re, b.re), S.Zero, a.size + b.size)
    re = Add(Mul(a.re, b.re), Mul(S.NegativeOne, a.im, b.im))
    im = Add(Mul(a.re, b.im), Mul(a.im, b.re))
    return Pair(re, im, (a.size + b.size) * (1 if a.im == 0 or b.im == 0 else 2))


def square(a: Pair) -> Expr:
    """|a|^2."""
    return Add(a.re**2, a.im**2)


def modulus(a: Pair) -> Expr:
    return sqrt(square(a))


def argument(a: Pair) -> Expr:
    return atan2(a.im, a.re)


def integer_power(a: Pair, n: int) -> Pair:
    """The binomial theorem, its terms sorted by powers of i."""
    if n == 0:
        return Pair(S.One, S.Zero, 1)
    if a.im == 0:
        return Pair(Pow(a.re, Integer(n)), S.Zero, a.size)
    if a.re == 0:
        raised = Pow(a.im, Integer(n)) * (-1 if n % 4 in (2, 3) else 1)
        return Pair(S.Zero, raised, a.size) if n % 2 else Pair(raised, S.Zero, a.size)
    terms: tuple[list[Expr], list[Expr]] = ([], [])
    for k in range(n + 1):
        sign = -1 if k % 4 in (2, 3) else 1
        terms[k % 2].append(Mul(Integer(sign * comb(n, k)), Pow(a.re, Integer(n - k)), Pow(a.im, Integer(k))))
    return Pair(Add(*terms[0]), Add(*terms[1]), (n + 1) * a.size)


def exponential(a: Pair) -> Pair:
    return Pair(exp(a.re) * cos(a.im), exp(a.re) * sin(a.im), 2 * a.size)


def logarithm(a: Pair) -> Pair:
    if a.im == 0 and a.re.is_positive:
        return Pair(log(a.re), S.Zero, a.size)
    return Pair(log(square(a)) / 2, argument(a), 2 * a.size)


def sine(a: Pair) -> Pair:
    return Pair(sin(a.re) * cosh(a.im), cos(a.re) * sinh(a.im), 2 * a.size)


def cosine(a: Pair) -> Pair:
    return Pair(cos(a.re) * cosh(a.im), -sin(a.re) * sinh(a.im), 2 * a.size)


def tangent(a: Pair) -> Pair:
    below = cos(2 * a.re) + cosh(2 * a.im)
    return Pair(sin(2 * a.re) / below, sinh(2 * a.im) / below, 3 * a.size)


def hyperbolic_sine(a: Pair) -> Pair:
    return Pair(sinh(a.re) * cos(a.im), cosh(a.re) * sin(a.im), 2 * a.size)


def hyperbolic_cosine(a: Pair) -> Pair:
    return Pair(cosh(a.re) * cos(a.im), sinh(a.re) * sin(a.im), 2 * a.size)


def hyperbolic_tangent(a: Pair) -> Pair:
    below = cosh(2 * a.re) + cos(2 * a.im)
    return Pair(sinh(2 * a.re) / below, sin(2 * a.im) / below, 3 * a.size)


def square_root(a: Pair) -> Pair:
    if a.im == 0 and a.re.is_nonnegative:
        return Pair(sqrt(a.re), S.Zero, a.size)
    if a.im == 0 and a.re.is_negative:
        return Pair(S.Zero, sqrt(-a.re), a.size)
    size, angle = Pow(square(a), Rational(1, 4)), argument(a) / 2
    return Pair(size * cos(angle), size * sin(angle), 4 * a.size)


ELEMENTARY = {
    "exp": exponential, "ln": logarithm, "sqrt": square_root, "sin": sine, "cos": cosine, "tan": tangent,
    "sinh": hyperbolic_sine, "cosh": hyperbolic_cosine, "tanh": hyperbolic_tangent,
}  # fmt: skip
RECIPROCALS = {
    "sec": cosine, "csc": sine, "cot": tangent, "sech": hyperbolic_cosine, "csch": hyperbolic_sine,
    "coth": hyperbolic_tangent,
}  # fmt: skip
REAL_VALUED = {
    "re": lambda a: a.re,
    "im": lambda a: a.im,
    "abs": modulus,
    "arg": argument,
}
