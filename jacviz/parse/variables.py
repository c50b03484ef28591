"""Which symbols of a formula vary, in which order and over which range, and why."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from .evidence import Use


class Family(NamedTuple):
    """Coordinates that go together; with two of them a text has its variables, the heaviest family first."""

    weight: float
    members: tuple[str, ...]
    reason: str


FAMILIES = (
    Family(10, ("x", "y", "z"), "x, y and z are coordinates"),
    Family(9, ("u", "v", "w"), "u, v and w are coordinates"),
    Family(8, ("r", "rho", "theta", "phi"), "a radius and its angles are coordinates"),
    Family(7.5, ("xi", "eta", "zeta"), "ξ, η and ζ are coordinates"),
    Family(7, ("s", "t"), "s and t are parameters of curves and surfaces"),
    Family(6.5, ("X", "Y", "Z"), "X, Y and Z come as a family"),
    Family(6, ("p", "q"), "p and q are coordinates"),
    Family(5.5, ("U", "V", "W"), "U, V and W come as a family"),
    Family(5.5, ("P", "Q"), "P and Q are coordinates"),
    Family(5.5, ("R", "G", "B"), "R, G and B are the coordinates of colours"),
    Family(5.5, ("S", "I"), "S and I are the states of an epidemic"),
    Family(5, ("sigma", "tau"), "σ and τ are coordinates"),
    Family(5, ("mu", "nu"), "μ and ν are coordinates"),
    Family(5, ("lambda", "phi"), "longitude and latitude are coordinates"),
)
INDEXED = {
    **dict.fromkeys(("x", "y", "z", "u", "v", "w", "q", "theta", "phi", "xi", "eta", "X"), 8.5),
    **dict.fromkeys(("p", "s", "t", "r", "alpha", "beta"), 4.0),
}
"""The weight of two indexed names with the same letter; s1 and s2, or t1 and t2, may as well be constants."""
SINGLE = {
    **dict.fromkeys(("x", "y", "z", "u", "v", "w", "theta", "phi", "s", "t", "rho"), 5.0),
    **dict.fromkeys(("r", "p", "q"), 3.5),
    **dict.fromkeys(("xi", "eta", "zeta", "sigma", "tau", "mu", "nu", "omega"), 3.0),
}
"""The weight of a coordinate that stands for itself: a lone σ beside a lone x is a parameter."""
CONSTANTS = ("a", "b", "c", "d", "e", "g", "h", "k", "m", "n", "K", "N", "R", "alpha", "beta", "gamma", "kappa")
"""Letters that are constants by custom, where anything else can vary."""
SURE = 6
"""The weight below which a family yields to a single coordinate or angle."""
ORDER = ("r", "rho", "x", "y", "z", "u", "v", "w", "theta", "phi", "s", "t", "p", "q", "xi", "eta", "zeta", "sigma",
         "tau", "mu", "nu", "omega")  # fmt: skip
RADII = ("r", "rho")
TURN = (0.0, 2 * math.pi)
RANGES = {
    "r": (0.0, 2.0), "rho": (0.0, 2.0), "theta": TURN, "phi": TURN, "psi": TURN, "alpha": TURN,
    "x": (-2.0, 2.0), "y": (-2.0, 2.0), "z": (-2.0, 2.0), "p": (-2.0, 2.0), "q": (-2.0, 2.0), "omega": (-2.0, 2.0),
    "tau": (-2.0, 2.0), "sigma": (-math.pi, math.pi), "mu": (0.0, 2.0), "nu": TURN,
}  # fmt: skip
ELSE = (-1.0, 1.0)
PARAMETER = (-2.0, 2.0)


class Choice(NamedTuple):
    """The variables in their order, and the reason for each."""

    names: tuple[str, ...]
    reasons: dict[str, str]


def infer(use: Mapping[str, Use], lefts: Collection[str], components: int) -> Choice:
    """The variables among the symbols of a formula, which come in reading order; `lefts` are the components' names."""
    data = {s for s in use if _is_data(s, lefts, use)}
    open_to_all = [s for s in use if s not in data]
    choice = _family(open_to_all, use, components) or _singles(open_to_all, use, components)
    if not choice.names:
        indexed = [s for s in use if base(s) in INDEXED]
        plain = [s for s in open_to_all if "_" not in s] or open_to_all
        varying = [s for s in plain if re.match("[A-Za-z]+", s).group() not in CONSTANTS]  # type: ignore[union-attr]
        rest = indexed or varying or open_to_all or list(use)
        return Choice(tuple(rest), dict.fromkeys(rest, "nothing else could vary"))
    return _completed(choice, open_to_all, use, components)


def _is_data(name: str, lefts: Collection[str], use: Mapping[str, Use]) -> bool:
    """x1 beside x is given, x0 a start, φ in ω t + φ a phase, w in w x + b a weight, r in R - r a circle's."""
    own = use[name]
    start = name.endswith("0") and base(name) not in ("", *(base(s) for s in use if s != name))
    rolling = name in RADII and "R" in own.partners and own.inside
    weight = name == "w" and {"x", "b"} <= use.keys() and "v" not in use
    given = base(name) in lefts or base(name) in use
    return given or start or rolling or weight or (own.phase and not own.outside)


def _family(names: Sequence[str], use: Mapping[str, Use], components: int) -> Choice | None:
    """The heaviest family with two members or more."""
    steps = [s for s in names if s.endswith(("_n", "_k", "_t", "_i", "_j"))]
    if len(steps) > 1:
        ordered = sorted(steps, key=lambda s: ORDER.index(s[:-2]) if s[:-2] in ORDER else len(ORDER))
        return Choice(tuple(ordered), dict.fromkeys(steps, "its index counts steps"))
    found: list[tuple[float, list[str], str]] = []
    for family in FAMILIES:
        members = [s for s in family.members if s in names]
        if len(members) > 1:
            found.append((family.weight, _ordered(members, names, components), family.reason))
    for letter, weight in INDEXED.items():
        members = [s for s in names if base(s) == letter]
        if len(members) > 1:
            members.sort(key=lambda s: int(s[len(letter) :]))
            found.append((weight, members, "its index counts coordinates"))
    if not found:
        return None
    weight, members, reason = max(found, key=lambda each: each[0])
    others = [s for s in names if s not in members and (SINGLE.get(s, 0) >= 5 or (use[s].angle and not use[s].outside))]
    if weight < SURE and others:
        return None
    return Choice(tuple(members), dict.fromkeys(members, reason))


def _ordered(members: list[str], names: Sequence[str], components: int) -> list[str]:
    """A family in its own order, but angles, and q and p, in the order in which they are typed."""
    if members == ["p", "q"]:
        return sorted(members, key=names.index)
    if members[0] in ("r", "rho", "theta", "phi") or (members[0] == "lambda" and components > 2):
        return sorted(members, key=lambda s: (s not in RADII, names.index(s)))
    return members


def _singles(names: Sequence[str], use: Mapping[str, Use], components: int) -> Choice:
    """The coordinates that stand for themselves, the strongest alone where only they are sure."""
    angles = [s for s in names if use[s].angle and not use[s].outside]
    strong = [s for s in ORDER if s in names and SINGLE.get(s, 0) >= 5]
    radial = [s for s in RADII if s in names and (set(angles) - {s}) and s not in strong]
    chosen = radial + strong + [s for s in angles if radial and s not in strong]
    if not chosen and angles:
        # More than three formulas are no curve: what they are fitted by varies.
        chosen = angles if components <= 3 else list(names)
    if not chosen:
        weak = [s for s in ORDER if s in names]
        best = max((SINGLE[s] for s in weak), default=0.0)
        chosen = [s for s in weak if SINGLE[s] == best]
    return Choice(tuple(chosen), {s: _single_reason(s, use) for s in chosen})


def _single_reason(name: str, use: Mapping[str, Use]) -> str:
    if use[name].angle and not use[name].outside:
        return "an angle varies"
    return "it is a radius beside an angle" if name in RADII else "it is a coordinate by custom"


def _completed(choice: Choice, names: Sequence[str], use: Mapping[str, Use], components: int) -> Choice:
    """The choice with what is missing to as many variables as components: angles, components alone, z, h."""
    chosen, reasons = list(choice.names), dict(choice.reasons)
    taken = set(chosen)
    polar = taken & {*RADII, "theta", "phi"} or all(use[s].angle and not use[s].outside for s in chosen)
    angles = [s for s in names if use[s].angle and not use[s].outside and s not in taken] if polar else []
    alone = [s for s in (*ORDER, *names) if s in names and use[s].alone and s not in taken]
    above = ["h"] if {"lambda", "phi"} <= taken and components > 2 and "h" in names else []
    height = ["z"] if components > 2 and "z" in names and "z" not in (*taken, *alone) and "x" not in taken else []
    weaker = [s for s in ORDER if s in names and SINGLE.get(s, 0) == 3.5 and s not in taken and len(taken) == 1]
    told = {**dict.fromkeys(angles, "an angle varies"), **dict.fromkeys(alone, "it is a component by itself")}
    for name in dict.fromkeys([*angles, *alone, *height, *above, *weaker]):
        if len(chosen) < components:
            chosen.append(name)
            reasons[name] = told.get(name, "it is a coordinate by custom")
    return Choice(tuple(chosen), reasons)


def base(name: str) -> str:
    """The letters of an indexed name, "" of a name without an index."""
    match = re.fullmatch(r"([A-Za-z]+?)\d+", name)
    return match.group(1) if match else ""


def same_family(name: str, other: str) -> bool:
    """Whether two names are x1 and x2, or members of one family of coordinates."""
    if not other or name == other:
        return False
    if base(name) and base(name) == base(other):
        return True
    return any(name in family.members and other in family.members for family in FAMILIES)


def interval(name: str, variables: Sequence[str]) -> tuple[float, float]:
    """The range that custom gives a variable; what its formulas say of it is seen to in defaults.py."""
    letters = base(name) or name
    if "lambda" in variables and letters in ("lambda", "phi"):  # longitude and latitude
        return (-math.pi, math.pi) if letters == "lambda" else (-math.pi / 2, math.pi / 2)
    if letters == "t" and len(variables) == 1:
        return TURN
    return RANGES.get(letters, ELSE)


def parameter_range(value: float) -> tuple[float, float]:
    """A range around a parameter's value, wide enough to hold it."""
    low, high = PARAMETER
    if low <= value <= high:
        return PARAMETER
    return (-2.0 * abs(value), 2.0 * abs(value))
