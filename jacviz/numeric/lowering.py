"""From an expression to elementary steps: each rule stands beside the SymPy class that it lowers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import sympy as sp
from sympy import Add, Basic, Mul, Pow, S

INPUT, CONSTANT = "input", "constant"


class Lowering:
    """A growing list of nodes, each once: (INPUT, index), (CONSTANT, value) or (opcode, node, ...)."""

    def __init__(self, inputs: Sequence[sp.Symbol]) -> None:
        self.nodes: list[tuple[Any, ...]] = []
        self._index: dict[tuple[Any, ...], int] = {}
        self._known: dict[Basic, tuple[bool, int]] = {}
        for i, symbol in enumerate(inputs):
            self._known[symbol] = (False, self.step(INPUT, i))

    def step(self, opcode: str, *operands: Any) -> int:
        key = (opcode, *operands)
        if key not in self._index:
            self._index[key] = len(self.nodes)
            self.nodes.append(key)
        return self._index[key]

    def number(self, value: float) -> int:
        return self.step(CONSTANT, value + 0.0)  # no -0.0, which would equal 0.0 as a key

    def node(self, expr: Basic) -> int:
        negative, i = self.signed(expr)
        if not negative:
            return i
        opcode, *operands = self.nodes[i]
        return self.number(-operands[0]) if opcode == CONSTANT else self.step("neg", i)

    def signed(self, expr: Basic) -> tuple[bool, int]:
        """Whether a minus sign stands before it, and the node of what follows: a sum then subtracts."""
        if expr not in self._known:
            self._known[expr] = self._lower(expr)
        return self._known[expr]

    def is_constant(self, i: int) -> bool:
        return self.nodes[i][0] == CONSTANT

    def _lower(self, expr: Basic) -> tuple[bool, int]:
        if not expr.args:
            return self._leaf(expr)
        rule = RULES.get(expr.func)
        if rule is None:
            raise ValueError(f"{expr.func.__name__} has no numeric form. Use another function.")
        if isinstance(expr, sp.Expr) and expr.is_number:
            return self._constant(expr)
        result = rule(self, expr)
        return result if isinstance(result, tuple) else (False, result)

    def _leaf(self, expr: Basic) -> tuple[bool, int]:
        if expr in (S.true, S.false):
            return False, self.number(float(expr is S.true))
        if isinstance(expr, sp.Expr) and expr.is_number:
            return self._constant(expr)
        raise ValueError(f"{expr} is neither a variable nor a parameter. Add it to one of them.")

    def _constant(self, expr: sp.Expr) -> tuple[bool, int]:
        value = nearest_double(expr)
        if math.isnan(value):
            return False, self.step("sqrt", self.number(-1.0))  # JSON has no NaN
        if math.isinf(value):
            return value < 0, self.step("div", self.number(1.0), self.number(0.0))
        return value < 0, self.number(abs(value))


def nearest_double(expr: sp.Expr) -> float:
    """The double nearest to a constant; NaN when it is not real, ValueError when it is beyond the doubles."""
    if expr in (S.Infinity, S.NegativeInfinity):
        return math.inf if expr is S.Infinity else -math.inf
    try:
        if isinstance(expr, sp.Rational):
            return expr.p / expr.q
        value = expr.evalf(25)
        if value.is_real is not True:
            return math.nan
        result = float(value)
    except OverflowError:
        result = math.inf
    if math.isinf(result):
        raise ValueError("A number is too large (beyond 1e308). Use smaller numbers.")
    return result


def _sum(to: Lowering, expr: Basic) -> tuple[bool, int]:
    # A leading term without a minus sign saves a step, a constant last reads as written: x - 1.
    constants = [a for a in expr.args if a.is_number]
    terms = [to.signed(a) for a in expr.args if not a.is_number]
    if constants:
        terms.append(to.signed(Add(*constants)))
    terms.sort(key=lambda term: term[0])
    negative, total = terms[0]
    for minus, i in terms[1:]:
        total = to.step("add" if minus == negative else "sub", total, i)
    return negative, total


def _product(to: Lowering, expr: Basic) -> tuple[bool, int]:
    coefficient, above, below = [], [], []
    for factor in expr.args:
        if factor.is_number:
            coefficient.append(factor)
        elif isinstance(factor, Pow) and _is_negative(factor.exp):
            below.append(to.node(Pow(factor.base, -factor.exp)))
        else:
            above.append(to.signed(factor))
    negative = sum(minus for minus, _ in above) % 2 == 1
    factors = [i for _, i in above]
    number = Mul(*coefficient)
    if number is S.NegativeOne:
        negative = not negative
    elif isinstance(number, sp.Rational) and abs(number.p) == 1:
        negative ^= number.p < 0
        if number.q != 1:
            below.append(to.node(sp.Integer(number.q)))
    elif number is not S.One:
        minus, i = to.signed(number)
        negative ^= minus
        factors.insert(0, i)
    top = to_chain(to, "mul", factors) if factors else to.number(1.0)
    return negative, to.step("div", top, to_chain(to, "mul", below)) if below else top


def _is_negative(exponent: Basic) -> bool:
    return isinstance(exponent, sp.Rational) and exponent.p < 0


def to_chain(to: Lowering, opcode: str, nodes: Iterable[int]) -> int:
    first, *rest = nodes
    for i in rest:
        first = to.step(opcode, first, i)
    return first


def _power(to: Lowering, expr: Basic) -> int:
    base, exponent = expr.args
    if base is S.Exp1:
        return to.step("exp", to.node(exponent))
    if _is_negative(exponent):
        return to.step("div", to.number(1.0), to.node(Pow(base, -exponent)))
    even = isinstance(exponent, sp.Integer) and exponent % 2 == 0
    x = to.signed(base)[1] if even else to.node(base)
    if exponent == 2:
        return to.step("square", x)
    if exponent == 3:
        return to.step("mul", to.step("square", x), x)
    if exponent == S.Half:
        return to.step("sqrt", x)
    if exponent == sp.Rational(3, 2):
        return to.step("mul", x, to.step("sqrt", x))
    return to.step("pow", x, to.node(exponent))


def _branches(to: Lowering, expr: Basic) -> int:
    result = to.node(S.NaN)
    for value, condition in reversed(expr.args):
        chosen = to.node(value)
        result = chosen if condition is S.true else to.step("select", to.node(condition), chosen, result)
    return result


Rule = Callable[[Lowering, Basic], Any]


def call(opcode: str) -> Rule:
    return lambda to, expr: to.step(opcode, *map(to.node, expr.args))


def swapped(opcode: str) -> Rule:
    return lambda to, expr: to.step(opcode, *map(to.node, reversed(expr.args)))


def chain(opcode: str) -> Rule:
    return lambda to, expr: to_chain(to, opcode, [to.node(a) for a in sorted(expr.args, key=sp.default_sort_key)])


def ratio(above: str | None, below: str) -> Rule:
    """above(x) / below(x), with 1 for no function above."""

    def rule(to: Lowering, expr: Basic) -> int:
        x = to.node(expr.args[0])
        return to.step("div", to.step(above, x) if above else to.number(1.0), to.step(below, x))

    return rule


def of_reciprocal(opcode: str) -> Rule:
    return lambda to, expr: to.step(opcode, to.step("div", to.number(1.0), to.node(expr.args[0])))


NAMED = "exp log sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh sign erf"

RULES: dict[Any, Rule] = {
    Add: _sum,
    Mul: _product,
    Pow: _power,
    sp.Piecewise: _branches,
    **{getattr(sp, name): call(name) for name in NAMED.split()},
    sp.Abs: call("abs"),
    sp.sec: ratio(None, "cos"),
    sp.csc: ratio(None, "sin"),
    sp.cot: ratio("cos", "sin"),
    sp.sech: ratio(None, "cosh"),
    sp.csch: ratio(None, "sinh"),
    sp.coth: ratio("cosh", "sinh"),
    sp.asec: of_reciprocal("acos"),
    sp.acsc: of_reciprocal("asin"),
    sp.acot: of_reciprocal("atan"),
    sp.asech: of_reciprocal("acosh"),
    sp.acsch: of_reciprocal("asinh"),
    sp.acoth: of_reciprocal("atanh"),
    sp.erfc: lambda to, expr: to.step("sub", to.number(1.0), to.step("erf", to.node(expr.args[0]))),
    sp.floor: call("floor"),
    sp.gamma: call("gamma"),
    sp.polygamma: call("polygamma"),
    sp.erfinv: call("erfinv"),
    sp.besselj: call("besselj"),
    sp.besseli: call("besseli"),
    sp.Max: chain("max"),
    sp.Min: chain("min"),
    sp.StrictLessThan: call("lt"),
    sp.LessThan: call("le"),
    sp.StrictGreaterThan: swapped("lt"),
    sp.GreaterThan: swapped("le"),
    sp.Equality: call("eq"),
    sp.Unequality: call("ne"),
    sp.And: chain("and"),
    sp.Or: chain("or"),
    sp.Not: call("not"),
    sp.ITE: call("select"),
}
