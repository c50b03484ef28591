"""Where an expression or its derivative may cease to be a real number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import sympy as sp
from sympy import Expr, Pow
from sympy.core import preorder_traversal

MOST = 24  # of a long formula the first


def borders(expressions: Iterable[Expr]) -> tuple[Expr, ...]:
    """Functions at whose zeros alone the expressions have poles or jumps or end: denominators, radicands, arguments."""
    nodes = (node for expr in expressions for node in preorder_traversal(expr) if node.func in BORDERS)
    found = (_bare(border) for node in nodes for border in BORDERS[node.func](node))
    return tuple(dict.fromkeys(border for border in found if border.free_symbols))[:MOST]


def _bare(border: Expr) -> Expr:
    return border.args[0] if isinstance(border, sp.Abs) else border


def _base(u: Expr) -> Iterator[Expr]:
    base, exponent = u.args
    if not (exponent.is_Integer and exponent.is_nonnegative):
        yield base


def _argument(u: Expr) -> Iterator[Expr]:
    yield u.args[0]


def _within_one(u: Expr) -> Iterator[Expr]:
    yield 1 - u.args[0]
    yield 1 + u.args[0]


def _from_one(u: Expr) -> Iterator[Expr]:
    yield u.args[0] - 1


def _zeros_of(function: Callable[[Expr], Expr]) -> Callable[[Expr], Iterator[Expr]]:
    return lambda u: iter([function(u.args[0])])


BORDERS: dict[Any, Callable[[Expr], Iterator[Expr]]] = {
    Pow: _base,
    sp.log: _argument,
    sp.coth: _argument,
    sp.csch: _argument,
    sp.atan2: _argument,  # the angle jumps where its first argument is 0
    sp.asin: _within_one,
    sp.acos: _within_one,
    sp.atanh: _within_one,
    sp.acosh: _from_one,
    sp.tan: _zeros_of(sp.cos),
    sp.sec: _zeros_of(sp.cos),
    sp.cot: _zeros_of(sp.sin),
    sp.csc: _zeros_of(sp.sin),
}
