"""Results in the names that a person gave to parts of a mapping, where that is shorter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy import Add, Expr, ImmutableMatrix, Mul, Rational, S, Symbol

from jacviz.symbolic.budget import OverBudget, counted, spend
from jacviz.symbolic.legibility import Lengths
from jacviz.symbolic.tidy import agree, tidy

Definitions = Mapping[Symbol, Expr]
Solved = tuple[Expr, Rational, Expr]  # base^exponent = value

# name = f(u), solved for what occurs beside u, and then for u.
INVERSES: dict[Any, Callable[[Expr, Expr], tuple[Solved, ...]]] = {
    sp.log: lambda u, name: ((u, S.One, sp.exp(name)),),
    sp.acos: lambda u, name: ((1 - u**2, S.Half, sp.sin(name)), (u, S.One, sp.cos(name))),
    sp.asin: lambda u, name: ((1 - u**2, S.Half, sp.cos(name)), (u, S.One, sp.sin(name))),
    sp.atan: lambda u, name: ((1 + u**2, Rational(-1, 2), sp.cos(name)), (u, S.One, sp.tan(name))),
}


@dataclass(frozen=True)
class Named:
    """J and its measure (det J, or the volume element) as they are to be read, and what the names in them mean."""

    matrix: ImmutableMatrix
    measure: Expr | None = None
    meanings: dict[Symbol, Expr] = field(default_factory=dict)


def named(matrix: ImmutableMatrix, measure: Expr | None, definitions: Definitions, seconds: float = 0.4) -> Named:
    """J and its measure with the names of a text, each entry where that makes it shorter."""
    used: dict[Symbol, Expr] = {}
    results = [measure, *matrix]  # first the one in which names help most

    def short(expr: Expr, share: float) -> Expr:
        form, needed = with_definitions(expr, definitions, seconds * share)
        used.update(needed)
        return form

    try:
        with counted(seconds):
            for k, expr in enumerate(results):
                spend(1)
                if expr is not None and expr.args:
                    results[k] = short(expr, 0.2 if k else 0.5)
    except OverBudget:  # what it does not reach stays
        pass
    meanings = {name: value for name, value in definitions.items() if name in used}
    return Named(ImmutableMatrix(*matrix.shape, results[1:]), results[0], meanings)


def with_definitions(expr: Expr, definitions: Definitions, seconds: float = 0.3) -> tuple[Expr, dict[Symbol, Expr]]:
    """The shortest form with or without the names, and the definitions that are needed to read it.

    A definition may use other names. sin(arccos(w)) is sqrt(1 - w^2): where c = arccos(w), that is sin(c).
    """
    best, length, known = expr, Lengths(), _written_out(definitions)
    try:
        with counted(seconds):
            spend(length(best)[0])
            for name in sorted(known, key=lambda n: length(known[n]), reverse=True):
                for form in _forms(best, name, known[name], seconds / 5):
                    if length(form) < length(best) and agree(form.xreplace(known), expr):
                        best = form
    except (OverBudget, RecursionError):
        pass
    return best, _needed(best, definitions)


def _written_out(definitions: Definitions) -> dict[Symbol, Expr]:
    """Each definition without the names of others."""
    known = dict(definitions)
    for _ in known:
        known = {name: value.xreplace(known) for name, value in known.items()}
    return {name: value for name, value in known.items() if not value.free_symbols & known.keys()}


def _needed(expr: Expr, definitions: Definitions) -> dict[Symbol, Expr]:
    found = expr.free_symbols & definitions.keys()
    for _ in definitions:  # meanings of meanings
        found |= {s for name in found for s in definitions[name].free_symbols} & definitions.keys()
    return {name: value for name, value in definitions.items() if name in found}


def _forms(expr: Expr, name: Symbol, value: Expr, seconds: float) -> Iterator[Expr]:
    named = _put(expr, (value, S.One, name))
    yield named
    for solutions in _solutions(name, value):
        form = named
        for solved in solutions:
            form = _put(form, solved)
        if form != named:
            yield form
            yield tidy(form, seconds)


def _solutions(name: Symbol, value: Expr) -> Iterator[tuple[Solved, ...]]:
    """name = value, solved for the parts of the value that are worth a name."""
    if value.func in INVERSES:
        yield INVERSES[value.func](value.args[0], name)
    for factor in Mul.make_args(value):
        base, exponent = factor.as_base_exp()
        if base.args and base.free_symbols and exponent.is_Rational and base is not value:
            yield ((base, exponent, name / (value / factor)),)


def _put(expr: Expr, solved: Solved) -> Expr:
    """The expression with every power of a base that is a whole power of base^exponent replaced."""
    spend(1)
    base, exponent, value = solved
    if expr.is_Pow and expr.exp.is_Rational and _is_same(expr.base, base):
        times = expr.exp / exponent
        if times.is_Integer:
            return value**times
    for sign in (1, -1):
        if (1 / exponent).is_Integer and _is_same(expr, sign * base):
            return sign * value ** (1 / exponent)
    if not expr.args:
        return expr
    parts = [_put(a, solved) if isinstance(a, Expr) else a for a in expr.args]
    if type(expr) is type(base) and isinstance(expr, Add | Mul) and set(base.args) < set(expr.args) and exponent == 1:
        parts = [*(p for a, p in zip(expr.args, parts, strict=True) if a not in base.args), value]
    return expr.func(*parts)


def _is_same(expr: Expr, base: Expr) -> bool:
    """Equal, or two ways to write one polynomial."""
    if expr == base:
        return True
    symbols = base.free_symbols
    is_alike = expr.is_Add and base.is_Add and expr.free_symbols == symbols
    return bool(is_alike and base.is_polynomial(*symbols) and expr.is_polynomial(*symbols) and agree(expr, base))
