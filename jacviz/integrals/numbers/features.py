"""Where a function may have no value, no bound, a kink or a narrow peak: read off its formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import sympy as sp
from sympy import Add, Expr, Mul, Pow, S

Found = Iterator[tuple[str, Expr]]

MANY = 24  # of one kind: what a longer formula has beyond them is left to the samples


@dataclass(frozen=True)
class Features:
    """conditions: no value where one is < 0; poles: no bound, perhaps, where one is 0; bends: a kink or a step where
    one is 0; peaks: narrow, perhaps, where one is largest."""

    conditions: tuple[Expr, ...] = ()
    poles: tuple[Expr, ...] = ()
    bends: tuple[Expr, ...] = ()
    peaks: tuple[Expr, ...] = ()


def features_of(expressions: Iterable[Expr]) -> Features:
    """The features of several expressions together."""
    found: dict[str, dict[Expr, None]] = {"conditions": {}, "poles": {}, "bends": {}, "peaks": {}}
    for expr in expressions:
        for part in sp.preorder_traversal(expr):
            for kind, function in _of(part):
                if function.free_symbols and len(found[kind]) < MANY:
                    found[kind][function] = None
    return Features(**{kind: tuple(functions) for kind, functions in found.items()})


def _of(part: Any) -> Found:
    if isinstance(part, Pow) and part.base is not S.Exp1:
        yield from _of_power(part)
    elif isinstance(part, sp.exp | Pow):
        yield from (("peaks", term) for term in _by_variable(part.args[-1]))
    elif rule := RULES.get(part.func):
        yield from rule(*part.args)


def _of_power(power: Pow) -> Found:
    base, exponent = power.args
    if not exponent.is_Integer:
        yield "conditions", base
    if exponent.is_negative is not False:
        yield from (("poles", _base(factor)) for factor in Mul.make_args(base))
    elif not exponent.is_Integer:
        yield "bends", base


def _base(factor: Expr) -> Expr:
    return factor.args[0] if isinstance(factor, sp.Abs) else factor.as_base_exp()[0]


def _by_variable(exponent: Expr) -> Iterator[Expr]:
    """The sum's parts of one variable each, and the sum where its variables are mixed."""
    terms = Add.make_args(sp.expand(exponent) if exponent.is_Add else exponent)
    for x in exponent.free_symbols:
        yield Add(*(term for term in terms if term.free_symbols == {x}))
    if any(len(term.free_symbols) > 1 for term in terms):
        yield exponent


def _kind(kind: str, function: Callable[[Expr], Expr] = lambda x: x) -> Callable[..., Found]:
    return lambda *args: iter([(kind, function(args[0]))])


def _logarithm(x: Expr) -> Found:
    yield from [("conditions", x), ("poles", x)]


def _within_one(x: Expr) -> Found:
    yield from [("conditions", 1 - x**2), ("bends", 1 - x**2)]


def _hyperbolic_area(x: Expr) -> Found:
    yield from [("conditions", 1 - x**2), ("poles", 1 - x**2)]


def _choice(*args: Expr) -> Found:
    yield from (("bends", a - b) for a, b in combinations(args, 2))


def _branches(*args: Any) -> Found:
    for _, condition in args:
        yield from (("bends", r.lhs - r.rhs) for r in condition.atoms(sp.core.relational.Relational))


RULES: dict[Any, Callable[..., Found]] = {
    sp.log: _logarithm,
    sp.tan: _kind("poles", sp.cos),
    sp.sec: _kind("poles", sp.cos),
    sp.cot: _kind("poles", sp.sin),
    sp.csc: _kind("poles", sp.sin),
    sp.coth: _kind("poles"),
    sp.csch: _kind("poles"),
    sp.asin: _within_one,
    sp.acos: _within_one,
    sp.atanh: _hyperbolic_area,
    sp.acosh: _kind("conditions", lambda x: x - 1),
    sp.Max: _choice,
    sp.Min: _choice,
    sp.Piecewise: _branches,
    **{step: _kind("bends") for step in (sp.Abs, sp.sign, sp.atan, sp.tanh, sp.erf, sp.erfc)},
}
