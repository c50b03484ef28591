"""Integrals with known values: improper, singular at edges and inside, thin, oscillating; in one to three variables.

Families with closed forms, so that each value is a formula of its own and no other quadrature is trusted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import atan, cos, erf, factorial, gamma, log, pi, sin, sqrt

from jacviz.integrals import Result, change_of_variables

Rows = tuple[tuple[str, str, str], ...]

POLAR = "x = r cos θ\ny = r sin θ"
SPHERICAL = "x = ρ sin φ cos θ\ny = ρ sin φ sin θ\nz = ρ cos φ"
CYLINDRICAL = POLAR + "\nz = z"
PLANE, SPACE = "x = u\ny = v", "x = u\ny = v\nz = w"
UNIT, LINE = (("t", "0", "1"),), (("t", "-∞", "∞"),)
SQUARE = (("u", "0", "1"), ("v", "0", "1"))
CUBE = (*SQUARE, ("w", "0", "1"))
FULL = ("θ", "0", "2π")


@dataclass(frozen=True)
class Known:
    """An integral as one types it, and its value over the new variables."""

    kind: str
    integrand: str
    mapping: str
    limits: Rows
    value: float

    @property
    def result(self) -> Result:
        return change_of_variables(self.integrand, self.mapping, limits=self.limits)

    def __str__(self) -> str:
        ends = ", ".join(f"{name} {low}..{high}" for name, low, high in self.limits)
        return f"{self.kind}: {self.integrand}; {self.mapping}; {ends}".replace("\n", ", ")


@cache
def known() -> tuple[Known, ...]:
    """All of them, in the order of the families."""
    return tuple(integral for family in FAMILIES for integral in family())


def on_unit(kind: str, integrand: str, value: float, *, is_changed: bool = False) -> Iterator[Known]:
    """From 0 to 1 by x = t, and if wanted by two mappings that bend the interval."""
    yield Known(kind, integrand, "x = t", UNIT, value)
    if is_changed:
        yield Known(kind, integrand, "x = u^2", (("u", "0", "1"),), value)
        yield Known(kind, integrand, "x = sin u", (("u", "0", "π/2"),), value)


def on_half_line(kind: str, integrand: str, value: float, *, is_changed: bool = False) -> Iterator[Known]:
    """From 0 to infinity by x = t, and if wanted by two mappings."""
    yield Known(kind, integrand, "x = t", (("t", "0", "∞"),), value)
    if is_changed:
        yield Known(kind, integrand, "x = u^2", (("u", "0", "∞"),), value)
        yield Known(kind, integrand, "x = tan u", (("u", "0", "π/2"),), value)


def powers() -> Iterator[Known]:
    for p in (1, 3, 5, 7, 8, 9):
        yield from on_unit("end", f"x^(-{p}/10)", 1 / (1 - p / 10), is_changed=True)
    for p in (2, 5, 7):
        yield from on_unit("end", f"(1 - x)^(-{p}/10)", 1 / (1 - p / 10), is_changed=True)
    for p, c in product((2, 5), ("1/3", "1/sqrt 2")):
        at = 1 / 3 if c == "1/3" else 1 / sqrt(2)
        q = 1 - p / 10
        yield from on_unit("inside", f"|x - {c}|^(-{p}/10)", (at**q + (1 - at) ** q) / q, is_changed=True)
    for a, b in ((0.5, 0.5), (0.3, 0.6), (2, 0.4), (1.5, 2.5)):
        yield from on_unit("end", f"x^({a} - 1) (1 - x)^({b} - 1)", gamma(a) * gamma(b) / gamma(a + b), is_changed=True)


def logarithms() -> Iterator[Known]:
    for a, n in product((0, 1, -0.5), (1, 2, 3)):
        value = (-1) ** n * factorial(n) / (a + 1) ** (n + 1)
        yield from on_unit("end", f"x^({a}) ln(x)^{n}", value, is_changed=True)
    yield from on_unit("end", "ln(1 + x)/x", pi**2 / 12)


def decaying() -> Iterator[Known]:
    for n in range(6):
        yield from on_half_line("improper", f"x^{n} e^(-x)", factorial(n), is_changed=True)
    yield from on_half_line("improper", "e^(-x)/sqrt x", sqrt(pi), is_changed=True)
    for p in (1.2, 1.5, 2, 3):
        yield from on_half_line("improper", f"(1 + x)^(-{p})", 1 / (p - 1), is_changed=True)
    for p in (0.75, 1, 1.5, 2, 3):
        yield Known("improper", f"(1 + x^2)^(-{p})", "x = t", LINE, sqrt(pi) * gamma(p - 0.5) / gamma(p))
    for a in (1e-4, 1, 1e4):
        yield Known("improper", f"e^(-{a:.4f} x^2)", "x = t", LINE, sqrt(pi / a))
    yield Known("improper", "1/cosh(x)", "x = t", LINE, pi)
    for n, value in ((1, pi**2 / 6), (3, pi**4 / 15)):
        yield from on_half_line("improper", f"x^{n}/(e^x - 1)", value)


def peaks() -> Iterator[Known]:
    for c, s in product((1 / 3, 0.77), (1, 3, 5)):
        width, at = 10.0**-s, "1/3" if c == 1 / 3 else "0.77"
        bell = width * sqrt(pi) / 2 * (erf((1 - c) / width) + erf(c / width))
        yield from on_unit("thin", f"e^(-10^{2 * s} (x - {at})^2)", bell)
        spread = width * (atan((1 - c) / width) + atan(c / width))
        yield from on_unit("thin", f"1/(1 + 10^{2 * s} (x - {at})^2)", spread)
    for s in (10, 1000, 100_000):
        yield from on_unit("thin", f"tanh({s} (x - 1/3))", (_log_cosh(s * 2 / 3) - _log_cosh(s / 3)) / s)


def _log_cosh(x: float) -> float:
    return abs(x) + math.log1p(math.exp(-2 * abs(x))) - log(2)


def waves() -> Iterator[Known]:
    for k in (10, 100, 1000):
        yield from on_unit("waves", f"sin({k} x)", (1 - cos(k)) / k)
        yield from on_unit("waves", f"cos({k} x)^2", 0.5 + sin(2 * k) / (4 * k))
    for k in (3, 20, 70):
        yield Known("waves", f"|sin({k} x)|", "x = t", (("t", "0", "π"),), 2)
    for k in (1, 5, 20):
        yield from on_half_line("waves", f"e^(-x) sin({k} x)", k / (1 + k * k))


def kinks() -> Iterator[Known]:
    for c, at in (("1/3", 1 / 3), ("0.9", 0.9)):
        yield from on_unit("kink", f"|x - {c}|", (at**2 + (1 - at) ** 2) / 2, is_changed=True)
        yield from on_unit("kink", f"max(x, {c})", at + (1 - at) ** 2 / 2)


def on_square() -> Iterator[Known]:
    def known(kind: str, integrand: str, value: float) -> Known:
        return Known(kind, integrand, PLANE, SQUARE, value)

    for p, q in ((1, 1), (5, 5), (5, 2), (8, 0), (3, 7)):
        yield known("end", f"x^(-{p}/10) y^(-{q}/10)", 1 / (1 - p / 10) / (1 - q / 10))
    for s, (c, d) in product((1, 2, 3), ((1 / 3, 1 / 4), (0.8, 0.5))):
        k, width = 10 ** (2 * s), 10.0**-s
        bell = [width * sqrt(pi) / 2 * (erf((1 - e) / width) + erf(e / width)) for e in (c, d)]
        at = "1/3" if c == 1 / 3 else "0.8", f"{d}"
        yield known("thin", f"e^(-{k} ((x - {at[0]})^2 + (y - {at[1]})^2))", bell[0] * bell[1])
    for k in (5, 30, 90):
        yield known("waves", f"sin({k} x) cos({k} y)", (1 - cos(k)) / k * sin(k) / k)
    for p in (10, 5, -3):
        yield known("kink", f"|x - y|^({p}/10)", 2 / (p / 10 + 1) / (p / 10 + 2))
    for p in (0.5, 1.5):
        yield known("end", f"(x + y)^(-{p})", (2 ** (2 - p) - 2) / ((1 - p) * (2 - p)))
    yield known("end", "1/(x + y)", 2 * log(2))
    yield known("end", "1/(1 - x y)", pi**2 / 6)
    yield known("kink", "max(x, y)", 2 / 3)
    yield known("kink", "min(x, y)", 1 / 3)
    yield known("end", "1/sqrt(x^2 + y^2)", 2 * log(1 + sqrt(2)))
    for a, b in product((0, 1, 2), repeat=2):
        limits = (("u", "0", "1"), ("v", "0", "u"))
        yield Known("corner", f"x^{a} y^{b}", PLANE, limits, 1 / ((b + 1) * (a + b + 2)))


def thin() -> Iterator[Known]:
    for k in (1, 3, 5):
        yield Known("thin", "1 + x", f"x = u\ny = v/10^{k}", SQUARE, 1.5 * 10.0**-k)
        yield Known("thin", "1", f"x = u + v\ny = u + v (1 + 1/10^{k})", SQUARE, 10.0**-k)
        yield Known("thin", "x", POLAR, (("θ", "0", f"1/10^{k}"), ("r", "0", "1")), sin(10.0**-k) / 3)
        yield Known("thin", "1", POLAR, (FULL, ("r", "1", f"1 + 1/10^{k}")), pi * 10.0**-k * (2 + 10.0**-k))


def disks() -> Iterator[Known]:
    radius = "(x^2 + y^2)"
    for p in (-1.5, -1, -0.5, 0, 1, 2, 5):
        yield Known("disk", f"{radius}^({p}/2)", POLAR, (FULL, ("r", "0", "2")), 2 * pi * 2 ** (p + 2) / (p + 2))
    for (low, high, turn), p in product((("0", "π/2", pi / 2), ("-π/3", "π", 4 * pi / 3), ("1", "2", 1)), (0, -1)):
        yield Known("disk", f"{radius}^({p}/2)", POLAR, (("θ", low, high), ("r", "0", "1")), turn / (p + 2))
    for p in (0.3, 0.5, 0.7):
        yield Known("end", f"(1 - x^2 - y^2)^(-{p})", POLAR, (FULL, ("r", "0", "1")), pi / (1 - p))
    yield Known("end", f"ln{radius}", POLAR, (FULL, ("r", "0", "1")), -pi)
    yield Known("disk", "1", POLAR, (FULL, ("r", "0", "1 + cos θ")), 1.5 * pi)
    yield Known("disk", "1", POLAR, (("θ", "-π/4", "π/4"), ("r", "0", "cos(2θ)")), pi / 8)
    yield Known("disk", "x", POLAR, (("θ", "-π/2", "π/2"), ("r", "0", "2 cos θ")), pi)
    yield Known("disk", "1", "x = u^2 - v^2\ny = 2u v", SQUARE, 8 / 3)
    yield Known("end", f"1/sqrt{radius}", "x = u^2 - v^2\ny = 2u v", SQUARE, 4)
    yield Known("disk", "1", "x = 3 r cos θ\ny = r sin θ/2", (FULL, ("r", "0", "1")), 1.5 * pi)


TURNS = (("0", "2π", 2.0), ("0", "π/2", 0.5), ("π/2", "π", 0.5), ("0", "3π/2", 1.5))


def planes() -> Iterator[Known]:
    for (low, high, turn), a in product(TURNS, (0.01, 1, 100)):
        limits = (("θ", low, high), ("r", "0", "∞"))
        yield Known("improper", f"e^(-{a} (x^2 + y^2))", POLAR, limits, turn * pi / (2 * a))
    for (low, high, turn), p in product(TURNS[:3], (1.5, 2, 3)):
        limits = (("θ", low, high), ("r", "0", "∞"))
        yield Known("improper", f"(1 + x^2 + y^2)^(-{p})", POLAR, limits, turn * pi / 2 / (p - 1))
    whole = (("u", "-∞", "∞"), ("v", "-∞", "∞"))
    for b in (0, 1, -1.5):
        yield Known("improper", f"e^(-x^2 - ({b}) x y - y^2)", PLANE, whole, pi / sqrt(1 - b * b / 4))
    yield Known("improper", "1/((1 + x^2)(1 + y^2))", PLANE, whole, pi**2)
    for a, b in product((0, 1, 2), repeat=2):
        limits = (("t", "0", "1"), ("r", "0", "∞"))
        value = factorial(a) * factorial(b)
        yield Known("improper", f"x^{a} y^{b} e^(-x - y)", "x = r t\ny = r (1 - t)", limits, value)
    quarter = (("u", "0", "∞"), ("v", "0", "∞"))
    yield Known("improper", "e^(-sqrt x - sqrt y)/(4 sqrt(x y))", "x = u^2\ny = v^2", quarter, 1)
    yield Known("improper", "e^(-x - y)/sqrt(x y)", PLANE, quarter, pi)


def solids() -> Iterator[Known]:
    for a, b, c in ((0, 0, 0), (1, 2, 3), (-0.5, 0, 0), (-0.5, -0.3, -0.2), (4, 1, 0)):
        yield Known("end", f"x^({a}) y^({b}) z^({c})", SPACE, CUBE, 1 / ((a + 1) * (b + 1) * (c + 1)))
    for k in (3, 10, 25):
        yield Known("waves", f"cos({k} x) cos({k} y) cos({k} z)", SPACE, CUBE, (sin(k) / k) ** 3)
    yield Known("kink", "|x - y|", SPACE, CUBE, 1 / 3)
    yield Known("kink", "max(x, y, z)", SPACE, CUBE, 3 / 4)
    yield Known("corner", "1", SPACE, (("u", "0", "1"), ("v", "0", "u"), ("w", "0", "v")), 1 / 6)
    ball = (FULL, ("φ", "0", "π"), ("ρ", "0", "1"))
    octant = (("θ", "0", "π/2"), ("φ", "0", "π/2"), ("ρ", "0", "1"))
    for p, (limits, turn) in product((-2, -1, 0, 1, 2), ((ball, 4 * pi), (octant, pi / 2))):
        yield Known("disk", f"(x^2 + y^2 + z^2)^({p}/2)", SPHERICAL, limits, turn / (p + 3))
    square = "x^2 + y^2 + z^2"
    fading = ((f"e^(-({square}))", pi**1.5), (f"e^(-sqrt({square}))", 8 * pi), (f"(1 + {square})^(-3)", pi**2 / 4))
    for (limits, turn), (f, value) in product(((ball, 1.0), (octant, 0.125)), fading):
        yield Known("improper", f, SPHERICAL, (*limits[:2], ("ρ", "0", "∞")), turn * value)
    for p, q in product((-1, 0, 1), (0, 2)):
        limits = (FULL, ("r", "0", "1"), ("z", "0", "2"))
        value = 2 * pi / (p + 2) * 2 ** (q + 1) / (q + 1)
        yield Known("disk", f"(x^2 + y^2)^({p}/2) z^{q}", CYLINDRICAL, limits, value)
    yield Known("corner", "1", CYLINDRICAL, (FULL, ("z", "0", "1"), ("r", "0", "z")), pi / 3)
    yield Known("improper", "e^(-x - y - z)", SPACE, (("u", "0", "∞"), ("v", "0", "∞"), ("w", "0", "∞")), 1)
    for k in (1, 2, 3):
        yield Known("thin", "1 + z", f"x = u\ny = v + w\nz = w/10^{k}", CUBE, 10.0**-k * (1 + 0.5 * 10.0**-k))


FAMILIES = (
    powers, logarithms, decaying, peaks, waves, kinks, on_square, thin, disks, planes, solids,
)  # fmt: skip
