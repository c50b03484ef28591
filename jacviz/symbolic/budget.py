"""Limits on symbolic work: `with counted(0.3): ...` raises OverBudget when its steps are spent.

Steps are counted, not timed, so that a formula looks the same on a slow or busy machine as on a fast one. What cannot
be counted is `limited` by the processor's time, and so is what is counted, far above what it takes.
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
from typing import Any

STEP = 1e-6  # seconds on an ordinary machine: one product of two terms of polynomials
SLOWEST = 10.0  # times as slow as an ordinary machine: there the clock ends what is counted
EARLY = 0.002  # seconds: the processor's time at the first ring is a hair behind the clock's
REPEAT = 0.05  # seconds: rings again, in case the first OverBudget was swallowed on its way out


class OverBudget(BaseException):
    """The time is over. Not an Exception, so that no `except Exception` inside SymPy keeps it."""


class counted:
    """Let the block do as much as takes about so many seconds on an ordinary machine, then raise OverBudget.

    What is spent is counted, so that the same work ends at the same place on any machine. Limits nest, in any thread.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> counted:
        self.outer = _counter.left
        self.given = _counter.left = min(self.seconds / STEP, self.outer)
        self.clock = limited(self.seconds * SLOWEST)
        self.clock.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        try:
            self.clock.__exit__(*error)
        finally:
            _counter.left = self.outer - (self.given - _counter.left)


def spend(steps: float = 1) -> None:
    """Counts so many steps; OverBudget when fewer were left."""
    _counter.left -= steps
    if _counter.left < 0:
        raise OverBudget


class _Counter(threading.local):
    left = math.inf


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


def _ring(signum: int, frame: FrameType | None) -> None:
    # The clock rings, the processor's time decides: it rings again soon enough. So it does where an exception inside
    # __enter__ or __exit__ would leave the timer running, and where the garbage collector would swallow it.
    is_over = bool(_deadlines) and time.process_time() >= _deadlines[-1] - EARLY
    if is_over and not _is_deaf(frame):
        raise OverBudget


def _is_deaf(frame: FrameType | None) -> bool:
    codes = {f.f_code for f in (frame, frame.f_back) if f} if frame else set()
    return bool(codes & _UNINTERRUPTED) or any(getattr(call, "__code__", None) in codes for call in gc.callbacks)


_counter = _Counter()
_deadlines: list[float] = []  # of the limits around, the innermost last: never later than those around it
_UNINTERRUPTED = {limited.__enter__.__code__, limited.__exit__.__code__}
