"""A complex formula -> its real and imaginary part, found together on the tree so that they stay compact."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, E, Expr, Integer, Mul, Pow, S, Symbol, cos, sin

from .bounds import LARGEST
from .build import POLES, build, symbol
from .errors import ParseError
from .functions import COMPLEX_ONLY, FUNCTIONS
from .pairs import (
    ELEMENTARY,
    REAL_VALUED,
    RECIPROCALS,
    SIZE,
    Pair,
    argument,
    exponential,
    integer_power,
    logarithm,
    square,
    times,
)
from .syntax import Node, calls
from .values import TooLarge, complex_value

COORDINATES = set("x y u v r rho theta phi s t p q xi eta sigma tau".split())


def is_complex(tree: Node, used: Sequence[str], stated: Sequence[str] | None) -> bool:
    """Whether a lone formula speaks of complex numbers."""
    if stated and "i" in stated:
        return False
    if "i" in used or any(c in COMPLEX_ONLY for c in calls(tree)):
        return True
    if stated is not None:
        return ("z" in used and "z" not in stated and len(stated) == 2) or list(stated) == ["z"]
    return "z" in used and not COORDINATES & {*used}


def build_complex(tree: Node, plane: tuple[Symbol, Symbol] | None) -> tuple[Expr, Expr]:
    """Real and imaginary part; `plane` holds the coordinates of z, None when z does not occur."""
    pair = _build(tree, plane)
    return pair.re, pair.im


def _build(node: Node, plane: tuple[Symbol, Symbol] | None) -> Pair:
    pair = _operate(node, plane)
    if pair.size > SIZE:
        told = "This complex formula grows too long when it is split into real and imaginary part: shorten it."
        raise ParseError(told, node.position)
    if node.kind in ("power", "call") and any(p.is_number and not p.is_Rational for p in (pair.re, pair.im)):
        _guard(node)
    if pair.re in POLES or pair.im in POLES or pair.re.has(*POLES) or pair.im.has(*POLES):
        raise ParseError("This divides by 0 or has no value everywhere: change it.", node.position)
    return pair


def _guard(node: Node) -> None:
    """A constant that only SymPy saw (z - z cancelled) must be moderate: later questions would compute it."""
    try:
        too_large = abs(complex_value(node)) > LARGEST
    except TooLarge:
        too_large = True
    except ParseError:
        too_large = False
    if too_large:
        raise ParseError("This number is too large to compute with: make it smaller.", node.position)


def _operate(node: Node, plane: tuple[Symbol, Symbol] | None) -> Pair:
    kind = node.kind
    if kind == "symbol":
        if node.value == "i":
            return Pair(S.Zero, S.One, 1)
        if node.value == "z" and plane:
            return Pair(plane[0], plane[1], 2)
        return Pair(symbol(node.value), S.Zero, 1)
    if kind in ("number", "constant"):
        return Pair(build(node), S.Zero, 1)
    if kind == "cases" or kind in ("compare", "and", "or", "not"):
        raise ParseError("A choice between cases is not read in a complex formula.", node.position)
    if kind == "power":
        return _power(node, plane)
    if kind == "product":
        return _product(node, plane)
    parts = [_build(p, plane) for p in node.parts]
    if kind == "sum":
        return Pair(Add(*(p.re for p in parts)), Add(*(p.im for p in parts)), sum(p.size for p in parts))
    if kind == "negative":
        return Pair(-parts[0].re, -parts[0].im, parts[0].size)
    if kind == "reciprocal":
        return _reciprocal(parts[0], node)
    return _call(node, parts)


def _product(node: Node, plane: tuple[Symbol, Symbol] | None) -> Pair:
    """a/b is a conj(b) / |b|^2: multiplied first and divided once, which keeps one fraction."""
    result = Pair(S.One, S.Zero, 0)
    below: list[Expr] = []
    for each in node.parts:
        if each.kind == "reciprocal":
            factor = _build(each.parts[0], plane)
            if factor.re == 0 and factor.im == 0:
                raise ParseError("This divides by 0: change the denominator.", each.parts[0].position)
            below.append(Pow(factor.re if factor.im == 0 else square(factor), S.NegativeOne))
            factor = Pair(S.One, S.Zero, factor.size) if factor.im == 0 else factor._replace(im=-factor.im)
        else:
            factor = _build(each, plane)
        result = times(result, factor)
        if result.size > SIZE:
            break
    if not below:
        return result
    return Pair(Mul(result.re, *below), Mul(result.im, *below), 2 * result.size)


def _reciprocal(a: Pair, node: Node) -> Pair:
    if a.re == 0 and a.im == 0:
        raise ParseError("This divides by 0: change the denominator.", node.parts[0].position)
    if a.im == 0:
        return Pair(Pow(a.re, S.NegativeOne), S.Zero, a.size)
    modulus = square(a)
    return Pair(a.re / modulus, -a.im / modulus, 3 * a.size)


def _power(node: Node, plane: tuple[Symbol, Symbol] | None) -> Pair:
    base, exponent = (_build(p, plane) for p in node.parts)
    if base.re is E and base.im == 0:
        return exponential(exponent)
    if exponent.im == 0 and exponent.re.is_Integer:
        n = int(exponent.re)
        if n >= 0:
            return integer_power(base, n)
        if base.re == 0 and base.im == 0:
            raise ParseError("This divides by 0: a negative power of 0 has no value.", node.position)
        if base.im == 0:
            return Pair(Pow(base.re, Integer(n)), S.Zero, base.size)
        # 1/z^n is conj(z)^n / |z|^(2n), shorter than dividing by the square of the expanded power.
        above = integer_power(Pair(base.re, -base.im, base.size), -n)
        below = Pow(square(base), Integer(n))
        return Pair(above.re * below, above.im * below, above.size + 2 * base.size)
    if base.re == 0 and base.im == 0:
        raise ParseError("A power of 0 with this exponent has no value: change it.", node.position)
    if exponent.im == 0 and base.im == 0 and base.re.is_positive:
        return Pair(Pow(base.re, exponent.re), S.Zero, base.size + exponent.size)
    if exponent.im == 0:
        size = Pow(square(base), exponent.re / 2)
        angle = Mul(exponent.re, argument(base))
        return Pair(size * cos(angle), size * sin(angle), 4 * (base.size + exponent.size))
    return exponential(times(exponent, logarithm(base)))


def _call(node: Node, parts: Sequence[Pair]) -> Pair:
    name, a = node.value, parts[0]
    if name in ("ln", "arg") and a.re == 0 and a.im == 0:
        raise ParseError(f"`{name}` has no value at 0: change its argument.", node.position)
    if name == "conj":
        return Pair(a.re, -a.im, a.size)
    if name in REAL_VALUED:
        return Pair(REAL_VALUED[name](a), S.Zero, 2 * a.size)
    if name in ELEMENTARY:
        return ELEMENTARY[name](a)
    if name in RECIPROCALS:
        return _reciprocal(RECIPROCALS[name](a), Node("reciprocal", node.position, None, (node,)))
    if all(p.im == 0 for p in parts) and name in FUNCTIONS:
        return Pair(FUNCTIONS[name].construct(*(p.re for p in parts)), S.Zero, sum(p.size for p in parts))
    raise ParseError(f"`{name}` is not offered for complex numbers: write it by exp, ln and sqrt.", node.position)
