"""What an integral holds beyond the last points at which its integrand is known: near an end, or far out.

By s = -ln(distance from the end), h(s) = distance * |f| is what each unit of s holds. A power of the distance makes h
fall like an exponential; 1/(x ln(x)^p) makes it fall like s^-p, of which digits reach s = 36 beside 1 and s = 156
beside 0, and much may lie beyond. With the exponent that h has between two s, the rest is s h/(p - 1), and less where
h falls faster (Karamata's theorem; Bingham, Goldie, Teugels, Regular Variation, section 1.5).
"""

from __future__ import annotations

import math

import numpy as np

from jacviz.numeric.run import Array

FLATTEST = 0.35  # of p - 1: 1/(s ln s), which has no integral, looks like this at s = 17
SURE = 4.0  # times the rest: its exponent may still fall, as that of 1/(s ln(s)^2) does
WINDOW = 0.9  # of s, from which on values are taken together: waves are not to decide


def beyond(first: float, start: float, last: float, end: float) -> float:
    """The integral of h from `end` on, h being `first` at `start` and `last` at `end`; infinite where it may be so."""
    if not last > 0:
        return 0.0
    power = math.log(first / last) / math.log(end / start) if first > 0 and end > start > 0 else 0.0
    return SURE * end * last / (power - 1) if power > 1 + FLATTEST else math.inf


def behind(held: Array, distance: Array) -> float:
    """The integral of h behind the nearest of distances from an end (1 is the farthest), with h at each, both (k,)."""
    s = -np.log(distance)
    end = float(s.max(initial=0))
    windows = [(s >= WINDOW * to) & (s <= to) for to in (end / 2, end)]
    if not end > 0 or not all(map(np.any, windows)):
        return 0.0
    (first, start), (last, end) = ((float(held[w].mean()), float(s[w].mean())) for w in windows)
    return beyond(first, start, last, end)
