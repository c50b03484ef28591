"""Bounds of a formula, found on the syntax tree: SymPy computes while it constructs, so limits come first."""

from __future__ import annotations

from typing import NamedTuple

from .errors import ParseError
from .syntax import Node, walk
from .values import TooLarge, complex_value, value

HEIGHT = 6
COMPLEX_HEIGHT = 4
"""Each part of a complex function is made of several real ones, of quotients and powers of still more."""
HYPERBOLIC = ("sinh", "cosh", "tanh", "sech", "csch", "coth")
HYPERBOLIC_DEGREE = 8
"""SymPy multiplies powers out when it asks whether a hyperbolic function of a function is real."""
SIMPLE = ("exp", "ln", "sin", "cos", "sinh", "cosh", "abs", "re", "im")
UNDECIDED = ("step", "max", "min", "relu", "sinc")
"""Functions that compare: SymPy tries to decide the comparison, which takes long when a choice stands in it."""
EXPONENT = 64
DEGREE = 200
CONSTANT_DIGITS = 400
LARGEST = 1e100


class Bounds(NamedTuple):
    """`height` of composition, `degree` in the symbols, `digits` of the exact constant, whether it is constant."""

    height: int
    degree: float
    digits: int
    constant: bool


def check(node: Node, real: bool = True) -> Bounds:
    """The bounds of a tree; ParseError at the first place that exceeds one. `real` also judges constants."""
    inner = [check(p, real) for p in node.parts]
    height = max((b.height for b in inner), default=0)
    degree = max((b.degree for b in inner), default=0)
    digits = sum(b.digits for b in inner)
    constant = all(b.constant for b in inner)
    if node.kind == "number":
        digits = len(str(node.value[0])) + (len(str(node.value[1])) if node.value[1] != 1 else 0)
    elif node.kind == "symbol":
        degree, constant = 1, node.value == "i" and not real
    elif node.kind == "product":
        degree = sum(b.degree for b in inner)
    elif node.kind == "power":
        base, exponent = inner
        if exponent.constant:
            power = _exponent(node, base, real)
            degree = base.degree * max(1.0, power)
            digits = int(base.digits * max(1.0, power)) + exponent.digits
            height += (power != round(power)) * (1 if real else 2)
        else:
            height += 1 if real or node.parts[0].kind == "constant" else 2
    elif node.kind == "call":
        height += 1 if real or node.value in SIMPLE else node.value != "conj" and 2
    elif node.kind == "cases":
        height += 1
    if height > (HEIGHT if real else COMPLEX_HEIGHT):
        told = f"More than {HEIGHT if real else COMPLEX_HEIGHT} functions are nested here: simplify the formula."
        raise ParseError(told, node.position)
    if node.kind == "compare" or node.value in UNDECIDED:
        _refuse_choices(node)
    if node.value in HYPERBOLIC and degree > HYPERBOLIC_DEGREE and any(b.height for b in inner):
        told = f"The powers of functions inside `{node.value}` reach degree {degree:.0f}; at most 8 is read."
        raise ParseError(told, node.position)
    if degree > DEGREE:
        raise ParseError(f"The powers here reach degree {degree:.0f}; at most {DEGREE} is read.", node.position)
    if constant and digits > CONSTANT_DIGITS:
        raise ParseError("This number has too many digits when multiplied out: round it.", node.position)
    if constant and node.kind not in ("compare", "and", "or", "not"):
        _judge(node, real)
    return Bounds(height, degree, digits, constant)


def _refuse_choices(node: Node) -> None:
    for inner in walk(node):
        if inner is not node and (inner.kind == "cases" or inner.value in ("step", "sinc")):
            told = "A choice between cases cannot stand inside a comparison: compare simpler formulas."
            raise ParseError(told, inner.position)


def _exponent(node: Node, base: Bounds, real: bool) -> float:
    """The size of a constant exponent."""
    exponent = node.parts[1]
    power = abs(value(exponent) if real else complex_value(exponent))
    of_e = node.parts[0].kind == "constant"
    if power > EXPONENT and not (base.constant and (of_e or power <= 10 * EXPONENT)):
        raise ParseError(f"This exponent is larger than {EXPONENT}: choose a smaller one.", exponent.position)
    return 1.0 if of_e else power


def _judge(node: Node, real: bool) -> None:
    """A constant must be a finite number of moderate size, and real unless the formula is complex."""
    try:
        size = abs(value(node) if real else complex_value(node))
    except TooLarge:
        raise
    except ParseError:
        if real:
            raise
        return  # build_complex says where a complex constant has no value
    if size > LARGEST:
        raise ParseError("This number is too large to compute with: make it smaller.", node.position)
