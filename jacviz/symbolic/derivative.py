"""The derivative by recursion over an expression: each rule stands beside its primitive.

Never `sympy.diff`: its `Derivative` asks `is_zero`, which takes exponential time on nested hyperbolics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from sympy import Abs, Add, E, Expr, Max, Min, Mul, Piecewise, Pow, S, Symbol, floor, log, pi, sign, sin
from sympy.core import preorder_traversal
from sympy.core.function import ArgumentIndexError, Derivative, Subs
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

Differential = Callable[[Expr], Expr]  # u -> u'


def derivative(expr: Expr, symbol: Symbol) -> Expr:
    """The partial derivative of an expression by a symbol; ValueError for a function without one."""
    known: dict[Expr, Expr] = {symbol: S.One}

    def differential(u: Expr) -> Expr:
        if u not in known:
            known[u] = RULES.get(u.func, _chain)(u, differential) if u.args else S.Zero
        return known[u]

    return differential(expr)


def kinks(expr: Expr) -> tuple[Expr, ...]:
    """Expressions on whose zero sets the derivative of expr need not exist, each once."""
    nodes = (node for node in preorder_traversal(expr) if node.func in EDGES)
    found = (edge for node in nodes for edge in EDGES[node.func](node))
    return tuple(dict.fromkeys(edge for edge in found if edge.free_symbols))


def _sum(u: Expr, d: Differential) -> Expr:
    return Add(*map(d, u.args))


def _product(u: Expr, d: Differential) -> Expr:
    terms = []
    for i, factor in enumerate(u.args):
        slope = d(factor)
        if slope is not S.Zero:
            terms.append(Mul(*u.args[:i], slope, *u.args[i + 1 :]))
    return Add(*terms)


def _power(u: Expr, d: Differential) -> Expr:
    base, exponent = u.args
    terms = []
    if (slope := d(base)) is not S.Zero:
        terms.append(Mul(exponent, base ** (exponent - 1), slope))  # at once: 2 (u + v) alone would be multiplied out
    if (slope := d(exponent)) is not S.Zero:
        terms.append(u * slope if base is E else u * log(base) * slope)
    return Add(*terms)


def _absolute(u: Expr, d: Differential) -> Expr:
    slope = d(u.args[0])
    return slope if slope is S.Zero else sign(u.args[0]) * slope


def _step(u: Expr, d: Differential) -> Expr:
    return S.Zero


def _extreme(u: Expr, d: Differential) -> Expr:
    # Where two arguments meet there is a kink: the first, a constant if there is one, gives the value.
    ordered = sorted(u.args, key=lambda a: (bool(a.free_symbols), a.sort_key()))
    branches = []
    for i, a in enumerate(ordered[:-1], 1):
        # One comparison for each: SymPy distributes `and` over `or`, which takes exponential time.
        others = u.func(*ordered[i:], evaluate=False)
        branches.append((d(a), a >= others if u.func is Max else a <= others))
    return _cases([*branches, (d(ordered[-1]), S.true)])


def _branches(u: Expr, d: Differential) -> Expr:
    return _cases([(d(value), condition) for value, condition in u.args])


def _cases(branches: list[tuple[Expr, Boolean]]) -> Expr:
    """The branches as one list, also where the last holds others: the slope of min(max(0, u), 1) has three cases."""
    last, condition = branches[-1]
    inner = last.args if condition is S.true and isinstance(last, Piecewise) else [branches[-1]]
    return Piecewise(*branches[:-1], *inner)


def _chain(u: Expr, d: Differential) -> Expr:
    terms = []
    for i, argument in enumerate(u.args, 1):
        slope = d(argument)
        if slope is not S.Zero:
            terms.append(_partial(u, i) * slope)
    return Add(*terms)


def _partial(u: Expr, i: int) -> Expr:
    try:
        partial = u.fdiff(i)
    except (ArgumentIndexError, AttributeError, NotImplementedError):
        partial = None
    if partial is None or partial.has(Derivative, Subs):
        raise ValueError(f"{u.func.__name__} has no derivative here. Use another function.")
    return partial


RULES: dict[type, Callable[[Expr, Differential], Expr]] = {
    Add: _sum,
    Mul: _product,
    Pow: _power,
    Abs: _absolute,
    sign: _step,
    floor: _step,
    Max: _extreme,
    Min: _extreme,
    Piecewise: _branches,
}


def _argument(u: Expr) -> Iterator[Expr]:
    yield u.args[0]


def _jumps(u: Expr) -> Iterator[Expr]:
    # Both are 0 at the whole numbers: one exactly, the other with a change of its sign.
    yield u.args[0] - u
    yield sin(pi * u.args[0])


def _ties(u: Expr) -> Iterator[Expr]:
    for a, b in combinations(sorted(u.args, key=lambda a: a.sort_key()), 2):
        yield a - b


def _borders(u: Expr) -> Iterator[Expr]:
    for _, condition in u.args:
        for relation in sorted(condition.atoms(Relational), key=str):
            yield relation.lhs - relation.rhs


EDGES: dict[type, Callable[[Expr], Iterator[Expr]]] = {
    Abs: _argument,
    sign: _argument,
    floor: _jumps,
    Max: _ties,
    Min: _ties,
    Piecewise: _borders,
}
