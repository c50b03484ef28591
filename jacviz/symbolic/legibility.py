"""How long an expression is to read, without printing it."""

from __future__ import annotations

from sympy import Expr, S

READABLE = 1000  # operations: nobody reads more, and to set them takes seconds


def is_readable(expr: Expr) -> bool:
    """Whether an expression is worth writing out."""
    return Lengths()(expr)[0] <= READABLE


class Lengths:
    """Counts (operations, signs); sub-expressions that several forms share are counted once."""

    def __init__(self) -> None:
        self._known: dict[Expr, tuple[int, int]] = {}

    def __call__(self, expr: Expr) -> tuple[int, int]:
        """Operations as SymPy's count_ops has them, and about as many signs as its text has."""
        if expr not in self._known:
            self._known[expr] = self._count(expr)
        return self._known[expr]

    def _count(self, e: Expr) -> tuple[int, int]:
        if e.is_Symbol:
            return 0, len(e.name)
        if e.is_Rational:
            return (e.p < 0) + (e.q != 1), len(str(e))
        if not e.args:
            return 0, 2
        if e.is_Add:
            negative = [t.could_extract_minus_sign() for t in e.args]
            parts = [self(-t if minus else t) for t, minus in zip(e.args, negative, strict=True)]
            return self._total(parts, len(parts) - 1 + all(negative))
        if e.is_Mul:
            return self._product(e)
        if e.is_Pow:
            base, exponent = e.args
            if exponent.is_Rational and exponent.is_negative:
                return self._total([self(base**-exponent)], 1)
            if exponent is S.Half:
                return self._total([self(base)], 1, 4)
            return self._total([self(base), self(exponent)], 1)
        return self._total([self(a) for a in e.args if a.args or not a.is_Boolean], 1, len(type(e).__name__))

    def _product(self, e: Expr) -> tuple[int, int]:
        above, below, sign = [], [], 0
        for factor in e.args:
            if factor.is_Rational:
                sign += factor.p < 0
                above += [abs(factor.p)] if abs(factor.p) != 1 else []
                below += [factor.q] if factor.q != 1 else []
            elif factor.is_Pow and factor.exp.is_Rational and factor.exp.is_negative:
                below.append(factor.base**-factor.exp)
            else:
                above.append(factor)
        parts = [self(S(f)) for f in above + below]
        return self._total(parts, max(len(above), 1) - 1 + len(below) + sign)

    def _total(self, parts: list[tuple[int, int]], operations: int, signs: int = 2) -> tuple[int, int]:
        return operations + sum(p[0] for p in parts), signs + 2 * operations + sum(p[1] for p in parts)
