"""Which symbols of a formula vary, in which order and over which range."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

FAMILIES = (
    ("x", "y", "z"),
    ("u", "v", "w"),
    ("r", "rho", "theta", "phi"),
    ("s", "t"),
    ("p", "q"),
    ("xi", "eta", "zeta"),
    ("sigma", "tau"),
    ("mu", "nu"),
    ("lambda", "phi"),
)
"""Well-known coordinates, the families in the order in which they win, each in the order that people write."""
INDEXED = ("x", "y", "z", "u", "v", "w", "q", "p", "s", "t", "r", "theta", "phi", "xi", "eta")
ORDER = ("r", "rho", "x", "y", "z", "u", "v", "w", "theta", "phi", "s", "t", "p", "q", "xi", "eta", "zeta", "sigma",
         "tau", "mu", "nu", "omega")  # fmt: skip
STRONG = ORDER[: ORDER.index("xi")]
"""The coordinates that vary even when alone, where a lone ω or σ beside them is a parameter."""
TURN = (0.0, 2 * math.pi)
RANGES = {
    "r": (0.0, 2.0), "rho": (0.0, 2.0), "theta": TURN, "phi": TURN, "psi": TURN,
    "x": (-2.0, 2.0), "y": (-2.0, 2.0), "z": (-2.0, 2.0), "p": (-2.0, 2.0), "q": (-2.0, 2.0), "omega": (-2.0, 2.0),
    "tau": (-2.0, 2.0), "sigma": (-math.pi, math.pi), "mu": (0.0, 2.0), "nu": TURN,
}  # fmt: skip
ELSE = (-1.0, 1.0)
PARAMETER = (-2.0, 2.0)


def infer(symbols: Sequence[str], alone: Sequence[str], components: int) -> tuple[str, ...]:
    """The variables among symbols given in reading order; `alone` are those that form a component by themselves."""
    chosen = _family(symbols)
    for weaker in (STRONG, ORDER):
        if not chosen:
            chosen = [s for s in weaker if s in symbols]
    if not chosen:
        indexed = [s for s in symbols if _base(s) in INDEXED]
        return tuple(indexed or symbols)
    if len(chosen) < components:
        extra = [s for s in ORDER if s in alone and s not in chosen]
        if components > 2 and "z" in symbols and "z" not in [*chosen, *extra] and "x" not in chosen:
            extra.append("z")
        chosen = [*chosen, *extra[: components - len(chosen)]]
    return tuple(chosen)


def _base(name: str) -> str:
    match = re.fullmatch(r"([A-Za-z]+?)\d+", name)
    return match.group(1) if match else ""


def _family(symbols: Sequence[str]) -> list[str]:
    """The family with two members or more that wins: indexed ones first."""
    steps = [s for s in symbols if s.endswith(("_n", "_k", "_t")) and s[:-2] in ORDER]
    if len(steps) > 1:
        return sorted(steps, key=lambda s: ORDER.index(s[:-2]))
    for base in INDEXED:
        members = [s for s in symbols if _base(s) == base]
        if len(members) > 1:
            return sorted(members, key=lambda s: int(s[len(base) :]))
    for family in FAMILIES:
        members = [s for s in family if s in symbols]
        if len(members) > 1:
            return members
    return []


def interval(name: str, variables: Sequence[str]) -> tuple[float, float]:
    """The range that a variable starts with."""
    base = _base(name) or name
    if "lambda" in variables and base in ("lambda", "phi"):  # longitude and latitude
        return (-math.pi, math.pi) if base == "lambda" else (-math.pi / 2, math.pi / 2)
    if base == "t" and len(variables) == 1:
        return TURN
    return RANGES.get(base, ELSE)


def parameter_range(value: float) -> tuple[float, float]:
    """A range around a parameter's value, wide enough to hold it."""
    low, high = PARAMETER
    if low <= value <= high:
        return PARAMETER
    return (-2.0 * abs(value), 2.0 * abs(value))
