"""Who used how much lately."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

HALF_LIFE = 10.0  # seconds until half of what somebody used is forgotten
VISITORS = 1_000  # that are remembered


class Usage:
    """Seconds of processor by visitor, which fade (Kay and Lauder, A fair share scheduler, CACM 31, 1988).

    Nobody in particular, None, uses nothing. Not safe for several threads by itself.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._used: dict[Hashable, tuple[float, float]] = {}  # seconds, and when they were so many; newest last

    def __call__(self, visitor: Hashable) -> float:
        """What is left of the seconds that a visitor used."""
        seconds, then = self._used.get(visitor, (0.0, 0.0))
        return float(seconds * 0.5 ** ((self._clock() - then) / HALF_LIFE))

    def add(self, visitor: Hashable, seconds: float) -> None:
        """Takes note of a use; who used nothing for longest is forgotten."""
        if visitor is None:
            return
        total = self(visitor) + seconds
        self._used.pop(visitor, None)
        self._used[visitor] = (total, self._clock())
        if len(self._used) > VISITORS:
            del self._used[next(iter(self._used))]
