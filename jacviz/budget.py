"""Time limits on symbolic work: `with limited(0.3): ...` raises OverBudget when the time is over."""

from __future__ import annotations

import math
import signal
import threading
import time
from types import FrameType, TracebackType

REPEAT = 0.05  # seconds: rings again, in case the first OverBudget was swallowed on its way out


class OverBudget(BaseException):
    """The time is over. Not an Exception, so that no `except Exception` inside SymPy keeps it."""


class limited:
    """Run the block for at most so many seconds, then raise OverBudget. Limits nest: the earliest one wins.

    Works in the main thread of a POSIX process. Elsewhere it has no effect: such callers bound the whole
    process instead (jacviz/engine/).
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = max(seconds, 1e-6)

    def __enter__(self) -> limited:
        self.active = (
            self.seconds < math.inf
            and hasattr(signal, "setitimer")
            and threading.current_thread() is threading.main_thread()
        )
        if self.active:
            self.outer, self.interval = signal.setitimer(signal.ITIMER_REAL, 0)
            self.start = time.monotonic()
            self.handler = signal.signal(signal.SIGALRM, _ring)
            first = min(self.seconds, self.outer) if self.outer else self.seconds
            signal.setitimer(signal.ITIMER_REAL, first, REPEAT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.active:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.handler)
            if self.outer:
                rest = self.outer - (time.monotonic() - self.start)
                signal.setitimer(signal.ITIMER_REAL, max(rest, 1e-6), self.interval)


def _ring(signum: int, frame: FrameType | None) -> None:
    # An exception inside __enter__ or __exit__ would leave the timer running; it rings again soon enough.
    if frame is None or frame.f_code not in _UNINTERRUPTED:
        raise OverBudget


_UNINTERRUPTED = {limited.__enter__.__code__, limited.__exit__.__code__}
