"""Where a mapping takes each of its values once, when it repeats itself: r >= 0 and one turn of the angle.

Periods and mirrors are proposed by the arguments of the sines and cosines, and believed when the mapping has the same
values at sample points. A mirror that keeps the domain as it is, perhaps together with half a turn or a mirror of other
variables, halves it: so on, until no mirror is left (a fundamental domain of a group that reflections generate;
Humphreys, Reflection Groups and Coxeter Groups, section 1.12).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import product
from math import gcd, lcm

import numpy as np
import sympy as sp
from sympy import Expr, Rational, S, Symbol, oo, pi
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from jacviz.integrals.limits import spread
from jacviz.mapping import Mapping
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

CLOSE = 1e-9
HALVINGS = 3  # of one variable: a tangent has half the period of its sine and cosine, a product may have less


@dataclass(frozen=True)
class Move:
    """u -> sign u + shift, of one variable."""

    sign: int = 1
    shift: Expr = S.Zero


@dataclass(frozen=True)
class Range:
    """Where one variable runs: all of a line or of a turn (then it has a period), or between two ends."""

    low: Expr = -oo
    high: Expr = oo
    period: Expr | None = None
    centres: tuple[Expr, ...] = (S.Zero,)  # of its mirrors
    is_halved: bool = False  # whether its sines and cosines alone have twice this period

    @property
    def is_line(self) -> bool:
        return self.period is None and self.low is -oo and self.high is oo

    @property
    def mirrors(self) -> tuple[Expr, ...]:
        """The c of each mirror u -> 2c - u that keeps the range."""
        if self.period is not None or self.is_line:
            return self.centres
        return ((self.low + self.high) / 2,) if self.low.is_finite and self.high.is_finite else ()

    @property
    def moves(self) -> tuple[Move, ...]:
        """What keeps the range."""
        turned = (Move(shift=self.period / 2),) if self.period is not None else ()
        return (Move(), *turned, *(Move(-1, 2 * c) for c in self.mirrors))

    def half(self, centre: Expr) -> Range:
        """One side of a mirror, of a turn the one that lies nearer to 0."""
        if self.period is None:
            return Range(self.low if self.low.is_finite else centre, centre if self.low.is_finite else oo)
        sides = [(centre + k * self.period / 2, centre + (k + 1) * self.period / 2) for k in (0, -1)]
        return Range(*min(sides, key=lambda ends: abs(float(sum(ends)))))

    def bounds(self, u: Symbol, start: int) -> tuple[Expr, ...]:
        """What is >= 0 on the range; a turn begins at 0, or with start = -1 half a turn before."""
        if self.period is not None:
            low = start * self.period / 2
            return u - low, low + self.period - u
        return tuple(b for b in (u - self.low, self.high - u) if not b.has(oo, -oo))


def fundamental_domains(mapping: Mapping) -> Iterator[tuple[Expr, ...]]:
    """What is >= 0 in a domain that is enough: the angles from 0 on, then the same centred on 0."""
    repeats = Repeats(mapping)
    ranges = [_range(u, i, mapping, repeats) for i, u in enumerate(mapping.variables)]
    for _ in range(HALVINGS * len(ranges)):
        ranges = _halved(ranges, repeats) or ranges
    # A tangent's turn has its pole at the end when it is centred.
    turns = [r for r in ranges if r.period is not None]
    for start in (-1, 0) if any(r.is_halved for r in turns) else (0, -1):
        yield tuple(b for u, r in zip(mapping.variables, ranges, strict=True) for b in r.bounds(u, start))
        if not turns:
            return


def _halved(ranges: Sequence[Range], repeats: Repeats) -> list[Range] | None:
    """The ranges with one of them halved, lines before turns; None where no mirror is left."""
    for i in sorted(range(len(ranges)), key=lambda k: not ranges[k].is_line):
        others = [[Move()] if k == i else each.moves for k, each in enumerate(ranges)]
        for moves in sorted(product(*others), key=lambda each: sum(move != Move() for move in each)):
            for centre in ranges[i].mirrors:
                if repeats([*moves[:i], Move(-1, 2 * centre), *moves[i + 1 :]]):
                    return [*ranges[:i], ranges[i].half(centre), *ranges[i + 1 :]]
    return None


def _range(u: Symbol, i: int, mapping: Mapping, repeats: Repeats) -> Range:
    """A turn where the mapping is periodic, with the mirrors of its sines and cosines; else a line."""
    angles = [a for a in _angles(mapping, u) if a[0]]
    period = _common_period([k for k, _ in angles])

    def turns(by: Expr) -> bool:
        return repeats([Move(shift=by) if k == i else Move() for k in range(len(mapping.variables))])

    if period is None or not turns(period):
        return Range()
    halvings = next((k for k in range(HALVINGS, 0, -1) if turns(period / 2**k)), 0)
    turn = period / 2**halvings
    centres = {sp.Mod((n * pi / 2 - c) / k, turn / 2): None for k, c in angles for n in (0, 1)}
    return Range(period=turn, centres=tuple(centres), is_halved=halvings > 0)


def _angles(mapping: Mapping, u: Symbol) -> Iterator[tuple[Expr, Expr]]:
    """k and c of each sine, cosine or tangent of k u + c, other variables left out."""
    for f in {f for component in mapping.components for f in component.atoms(TrigonometricFunction)}:
        rest, with_u = sp.expand(f.args[0]).as_independent(u, as_Add=True)
        if (k := with_u / u).is_number:
            constant = rest.as_coeff_add(*mapping.variables)[0]
            yield k, constant if constant.is_number else S.Zero


def _common_period(factors: Sequence[Expr]) -> Expr | None:
    """The least period that sin(k u) have in common; None where there is none."""
    if not factors:
        return None
    ratios = [k / factors[0] for k in factors]
    if not all(isinstance(ratio, Rational) for ratio in ratios):
        return None
    fractions = [Fraction(ratio.p, ratio.q) for ratio in ratios]
    shared = Fraction(reduce(gcd, (f.numerator for f in fractions)), lcm(*(f.denominator for f in fractions)))
    return 2 * pi / abs(factors[0] * Rational(shared.numerator, shared.denominator))


class Repeats:
    """Whether a mapping has the same values at sample points and where a move for each variable takes them."""

    def __init__(self, mapping: Mapping) -> None:
        self.tape = Tape.of(mapping.variables, mapping.components)
        self.points = spread(32, len(mapping.variables)) * 3 + 0.1
        self.values = self._at(self.points)

    def __call__(self, moves: Sequence[Move]) -> bool:
        points = np.stack([m.sign * row + float(m.shift) for m, row in zip(moves, self.points, strict=True)])
        values = self._at(points)
        both = np.isfinite(values) & np.isfinite(self.values)
        return bool(np.any(both) and np.allclose(values[both], self.values[both], rtol=CLOSE, atol=CLOSE))

    def _at(self, points: Array) -> Array:
        return np.stack(evaluate(self.tape, list(points)))
