"""Time limits on symbolic work: `with limited(0.3): ...` raises OverBudget when the time is over.

The processor's time counts, so that a formula looks the same on a busy machine as on an idle one.
"""

from __future__ import annotations

import gc
import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

EARLY = 0.002  # seconds: the processor's time at the first ring is a hair behind the clock's
REPEAT = 0.05  # seconds: rings again, in case the first OverBudget was swallowed on its way out


class OverBudget(BaseException):
    """The time is over. Not an Exception, so that no `except Exception` inside SymPy keeps it."""


class OutOfTime(TimeoutError):
    """A result was not found within the time that it may take; says what to change."""


@contextmanager
def deadline(seconds: float, remedy: str) -> Iterator[None]:
    """Run the block for at most so many seconds of the processor, as `limited` does. OutOfTime with a remedy."""
    start = time.process_time()
    try:
        with limited(seconds):
            yield
    except OverBudget:
        if time.process_time() - start < seconds - EARLY:  # a limit around this one
            raise
        raise OutOfTime(f"No result within {seconds:g} s. {remedy}") from None


class limited:
    """Run the block for at most so many seconds of the processor, then raise OverBudget. Limits nest.

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
            _deadlines.append(min(time.process_time() + self.seconds, *_deadlines[-1:], math.inf))
            first = min(self.seconds, self.outer) if self.outer else self.seconds
            signal.setitimer(signal.ITIMER_REAL, first, REPEAT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.active:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.handler)
            _deadlines.pop()
            if self.outer:
                rest = self.outer - (time.monotonic() - self.start)
                signal.setitimer(signal.ITIMER_REAL, max(rest, 1e-6), self.interval)


def _ring(signum: int, frame: FrameType | None) -> None:
    # The clock rings, the processor's time decides: it rings again soon enough. So it does where an exception inside
    # __enter__ or __exit__ would leave the timer running, and where the garbage collector would swallow it.
    is_over = bool(_deadlines) and time.process_time() >= _deadlines[-1] - EARLY
    if is_over and not _is_deaf(frame):
        raise OverBudget


def _is_deaf(frame: FrameType | None) -> bool:
    codes = {f.f_code for f in (frame, frame.f_back) if f} if frame else set()
    return bool(codes & _UNINTERRUPTED) or any(getattr(call, "__code__", None) in codes for call in gc.callbacks)


_deadlines: list[float] = []  # of the limits around, the innermost last: never later than those around it
_UNINTERRUPTED = {limited.__enter__.__code__, limited.__exit__.__code__}
