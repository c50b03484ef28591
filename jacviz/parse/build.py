"""Syntax tree -> real SymPy expression, by constructors alone: no text ever reaches SymPy but a symbol's name.

What has no finite real value raises ParseError, at its place in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sympy import (
    Add,
    And,
    E,
    Expr,
    I,
    Integer,
    Le,
    Lt,
    Mul,
    Not,
    Or,
    Piecewise,
    Pow,
    Rational,
    S,
    Symbol,
    exp,
    pi,
)
from sympy.logic.boolalg import Boolean

from .errors import ParseError
from .functions import COMPLEX_ONLY, FUNCTIONS
from .syntax import Node, symbols
from .values import value

Result = TypeVar("Result")
CONSTANTS = {"pi": pi, "e": E}
POLES = (S.ComplexInfinity, S.Infinity, S.NegativeInfinity, S.NaN)


def symbol(name: str) -> Symbol:
    """The real symbol of a canonical name."""
    return Symbol(name, real=True)


def build(node: Node) -> Expr:
    """The real expression of a tree whose bounds have been checked; ParseError where it is not real or finite."""
    kind = node.kind
    if kind == "number":
        p, q = node.value
        return Integer(p) if q == 1 else Rational(p, q)
    if kind == "constant":
        return CONSTANTS[node.value]
    if kind == "symbol":
        return symbol(node.value)
    if kind == "cases":
        return _cases(node)
    if kind == "call" and node.value in COMPLEX_ONLY:
        told = f"`{node.value}` belongs to a complex formula in z alone, such as w = conj(z)^2."
        raise ParseError(told, node.position)
    if kind in ("compare", "and", "or", "not"):
        raise ParseError("A condition is no number: write if(condition, 1, 0).", node.position)
    arguments = [build(p) for p in node.parts]
    if kind == "negative" and node.parts[0].kind == "product":
        # -3(x + 1)(x - 1) keeps its factors: SymPy would multiply the sign into a sum.
        arguments = [S.NegativeOne, *(build(p) for p in node.parts[0].parts)]
        result = Mul(*arguments)
    elif kind == "negative":
        result = Mul(S.NegativeOne, *arguments)
    elif kind == "sum":
        result = Add(*arguments)
    elif kind == "product":
        result = Mul(*arguments)
    elif kind == "reciprocal":
        result = Pow(arguments[0], S.NegativeOne)
    elif kind == "power":
        base, exponent = arguments
        result = exp(exponent) if base is E else Pow(base, exponent)
    else:
        result = _compared(node, lambda: FUNCTIONS[node.value].construct(*arguments))
    return checked(result, node)


def checked(result: Expr, node: Node) -> Expr:
    """The result, unless it is infinite, undefined or not real."""
    if result in POLES:
        raise ParseError("This divides by 0 or has no value everywhere: change it.", node.position)
    if node.kind in ("reciprocal", "power", "call") and result.has(*POLES):
        raise ParseError("This divides by 0 or has no value in one of its cases: change it.", node.position)
    if node.kind in ("power", "call") and result.has(I):
        raise ParseError("This is not a real number anywhere: change what stands under the root.", node.position)
    if node.kind in ("power", "call") and result.is_number and not result.is_Rational:
        guard(node)
    return result


def guard(node: Node) -> None:
    """A constant that only SymPy saw (x - x cancelled) must be moderate too: later questions would compute it."""
    point = {s.value: 0.37 + 0.11 * i for i, s in enumerate(symbols(node))}
    if abs(value(node, point)) > 1e100:
        raise ParseError("This number is too large to compute with: make it smaller.", node.position)


def _compared(node: Node, construct: Callable[[], Result]) -> Result:
    """What is constructed, unless SymPy finds that it compares numbers that are not real."""
    try:
        return construct()
    except TypeError:
        raise ParseError("This compares values that are not real numbers: change it.", node.position) from None


def condition(node: Node) -> Boolean:
    """The SymPy condition of a tree."""
    if node.kind == "compare":
        left, right = (build(p) for p in node.parts)
        return _compared(node, lambda: (Lt if node.value == "<" else Le)(left, right))
    parts = [condition(p) for p in node.parts]
    if node.kind == "not":
        return Not(parts[0])
    return (And if node.kind == "and" else Or)(*parts)


def _cases(node: Node) -> Expr:
    *parts, otherwise = node.parts
    branches = []
    for test, branch in zip(parts[::2], parts[1::2], strict=True):
        decided = condition(test)
        if decided == S.true:
            otherwise = branch
            break
        if decided != S.false:
            branches.append((build(branch), decided))
    last = build(otherwise)
    if not branches:
        return last
    # Evaluation would solve joined conditions as inequalities, which can take any time.
    joined = any(isinstance(test, And | Or | Not) for _, test in branches)
    return Piecewise(*branches, (last, S.true), evaluate=not joined)
