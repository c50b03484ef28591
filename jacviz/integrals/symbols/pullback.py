"""The integrand in the new variables, f(x(u)) |det J|, with the sign of det J decided on the region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, product

from sympy import Abs, Expr, Mul, Symbol, oo

from jacviz.integrals.limits import Limit, Limits, oriented
from jacviz.integrals.symbols.exact import zeros_between
from jacviz.integrals.symbols.settled import Sample, sample_of, settled
from jacviz.mapping import Mapping


@dataclass(frozen=True)
class Pullback:
    """An integrand carried over by a mapping, on the region of a sample."""

    integrand: Expr
    old: tuple[Symbol, ...]
    mapping: Mapping
    sample: Sample

    @cached_property
    def substituted(self) -> Expr:
        """f(x(u)), made short."""
        back = dict(zip(self.old, self.mapping.components, strict=True))
        return settled(self.integrand.xreplace(back), self.sample)

    @cached_property
    def determinant(self) -> Expr:
        return self.mapping.jacobian_determinant

    @cached_property
    def sign(self) -> int | None:
        """1 or -1 where det J has one sign on the region, 0 where it vanishes there, None where it changes."""
        return self.sample.sign(self.determinant)

    @cached_property
    def scaling(self) -> Expr:
        """|det J|, without bars where the sign is known."""
        if self.sign is None:
            return settled(Abs(self.determinant), self.sample)
        return settled(self.sign * self.determinant, self.sample)

    @cached_property
    def product(self) -> Expr:
        """f(x(u)) |det J|, made short."""
        return settled(self.substituted * self.scaling, self.sample)

    def pieces(self, limits: Limits) -> list[Limits]:
        """The limits cut where a factor of det J in one variable changes its sign, so that each part is smooth."""
        factors = Mul.make_args(self.determinant) if self.sign is None else ()
        return _cut(limits, [*factors, *self.turning(limits)])

    def turning(self, limits: Limits) -> list[Expr]:
        """The widths high - low that change their sign on the way: there the limits change places."""
        widths = [limit.high - limit.low for limit in limits if not limit.is_constant]
        return [width for width in widths if not width.has(oo, -oo) and self.sample.sign(width) is None]

    def signed_parts(self, limits: Limits) -> list[tuple[Pullback, Limits]]:
        """Parts in which no two limits change places, these as they were typed: they may fall."""
        widths = [limit.high - limit.low for limit in limits if not limit.is_constant]
        turning = [w for w in widths if not w.has(oo, -oo) and self.sample.sign(w) is None]
        return [(replace(self, sample=sample_of(part)), part) for part in _cut(limits, turning, is_typed=True)]

    def parts(self, limits: Limits) -> list[tuple[Pullback, Limits]]:
        """This integral over parts whose limits rise, each with what is known about signs there."""
        turning = self.turning(limits)
        if not turning:
            return [(self, limits)]
        return [(replace(self, sample=sample_of(part)), part) for part in _cut(limits, turning)]


def _cut(limits: Limits, functions: Sequence[Expr], *, is_typed: bool = False) -> list[Limits]:
    """The boxes of limits between the zeros of functions of one variable; typed limits are not turned round."""
    rows: list[list[Limit]] = []
    for limit in limits:
        x = limit.variable
        cuts: set[Expr] = set()
        if limit.is_constant and limit.low.is_finite and limit.high.is_finite:
            cuts = {zero for f in functions if f.free_symbols == {x} for zero in zeros_between(f, limit)}
        ends = [limit.low, *sorted(cuts, key=float), limit.high]
        rows.append([Limit(x, low, high) for low, high in pairwise(ends)])
    parts = list(product(*rows))
    return parts if is_typed or len(parts) == 1 else [oriented(part) for part in parts]
