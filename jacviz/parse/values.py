"""A formula's value in floats: for numbers typed as text, and to judge constants before SymPy sees them."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from collections.abc import Mapping as Dictionary

from .errors import ParseError
from .functions import FUNCTIONS
from .syntax import Node


class TooLarge(ParseError):
    """A number beyond floats."""


CONSTANTS = {"pi": math.pi, "e": math.e}


def value(node: Node, point: Dictionary[str, float] | None = None) -> float:
    """The real value at a point; ParseError at the place where it stops being a finite real number."""
    try:
        result = _value(node, point or {})
    except OverflowError:
        raise ParseError("This number is too large to compute with: make it smaller.", node.position) from None
    if not math.isfinite(result):
        raise TooLarge("This number is too large to compute with: make it smaller.", node.position)
    return result


def _value(node: Node, point: Dictionary[str, float]) -> float:
    kind, parts = node.kind, node.parts
    if kind == "number":
        return node.value[0] / node.value[1]
    if kind == "constant":
        return CONSTANTS[node.value]
    if kind == "symbol":
        return point[node.value]
    if kind == "cases":
        for condition, branch in zip(parts[:-1:2], parts[1::2], strict=True):
            if holds(condition, point):
                return value(branch, point)
        return value(parts[-1], point)
    arguments = [value(p, point) for p in parts]
    if kind == "sum":
        return math.fsum(arguments)
    if kind == "product":
        return math.prod(arguments)
    if kind == "negative":
        return -arguments[0]
    if kind == "reciprocal":
        if arguments[0] == 0:
            raise ParseError("This divides by 0: change the denominator.", node.parts[0].position)
        return 1 / arguments[0]
    if kind == "power":
        return _power(node, *arguments)
    function = FUNCTIONS.get(node.value)
    if function is None:
        raise ParseError(f"`{node.value}` belongs to complex formulas.", node.position)
    try:
        return function.numeric(*arguments)
    except (ValueError, ZeroDivisionError):
        told = f"`{node.value}` has no real value here: {function.domain or 'change its argument'}."
        raise ParseError(told, node.position) from None


def _power(node: Node, base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        raise ParseError("This divides by 0: a negative power of 0 has no value.", node.position)
    if base < 0 and exponent != round(exponent):
        told = "This root of a negative number is not real: change it (∛ and cbrt give the real cube root)."
        raise ParseError(told, node.position)
    return base**exponent


def holds(node: Node, point: Dictionary[str, float]) -> bool:
    """Whether a condition is true at a point."""
    if node.kind == "compare":
        left, right = (value(p, point) for p in node.parts)
        return left < right if node.value == "<" else left <= right
    truths = [holds(p, point) for p in node.parts]
    return {"and": all, "or": any}[node.kind](truths) if node.kind != "not" else not truths[0]


COMPLEX: dict[str, Callable[[complex], complex]] = {
    "exp": cmath.exp, "ln": cmath.log, "sqrt": cmath.sqrt, "sin": cmath.sin, "cos": cmath.cos, "tan": cmath.tan,
    "sinh": cmath.sinh, "cosh": cmath.cosh, "tanh": cmath.tanh, "abs": abs, "conj": lambda a: a.conjugate(),
    "re": lambda a: a.real, "im": lambda a: a.imag, "arg": cmath.phase, "sec": lambda a: 1 / cmath.cos(a),
    "csc": lambda a: 1 / cmath.sin(a), "cot": lambda a: 1 / cmath.tan(a), "sech": lambda a: 1 / cmath.cosh(a),
    "csch": lambda a: 1 / cmath.sinh(a), "coth": lambda a: 1 / cmath.tanh(a),
}  # fmt: skip


def complex_value(node: Node, z: complex = 0.37 + 0.53j) -> complex:
    """The complex value, every symbol but i at `z`; ParseError where there is none, TooLarge beyond floats."""
    if node.kind in ("cases", "compare", "and", "or", "not"):
        raise ParseError("A choice between cases is not read in a complex formula.", node.position)
    if node.kind == "symbol":
        return 1j if node.value == "i" else z
    if not node.parts:
        return complex(value(node))
    arguments = [complex_value(p, z) for p in node.parts]
    try:
        result = _complex_value(node, arguments)
    except OverflowError:
        raise TooLarge("This number is too large to compute with: make it smaller.", node.position) from None
    except (ValueError, ZeroDivisionError):
        raise ParseError("This has no value here: change it.", node.position) from None
    if not cmath.isfinite(result):
        raise TooLarge("This number is too large to compute with: make it smaller.", node.position)
    return result


def _complex_value(node: Node, arguments: list[complex]) -> complex:
    if node.kind == "sum":
        return sum(arguments)
    if node.kind == "product":
        return math.prod(arguments)
    if node.kind == "negative":
        return -arguments[0]
    if node.kind == "reciprocal":
        return 1 / arguments[0]
    if node.kind == "power":
        return arguments[0] ** arguments[1]
    if node.value in COMPLEX:
        return complex(COMPLEX[node.value](arguments[0]))
    function = FUNCTIONS.get(node.value)
    if function is None or any(a.imag for a in arguments):
        raise ParseError(f"`{node.value}` is not offered for complex numbers.", node.position)
    return complex(function.numeric(*(a.real for a in arguments)))
