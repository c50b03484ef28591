"""What a worker does: one question within its limits, answered in plain data."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
import traceback
from functools import cache
from typing import Any

from sympy.core.cache import clear_cache

from jacviz.engine.workers import End, Outcome, Pace, Question
from jacviz.symbolic.budget import REPEAT, OverBudget

LONGEST = 1 << 20  # characters of an answer: no browser sets longer formulas in time
FRAMES = 20  # of a traceback
QUOTED = 80  # characters of a message, which may hold what somebody typed


def work(question: Question, request: Any, pace: Pace) -> tuple[str, str, str, float]:
    """The fields of an Outcome. When the processor's seconds are over, SIGPROF ends the process unless it is handled.

    Only strings leave the worker: to unpickle a SymPy object would run its constructors in the server.
    """
    room = _cap_memory(pace.memory)
    begun = time.process_time()
    try:
        _ring_after(pace.seconds)
        text = json.dumps(question(request))
        outcome = Outcome(End.ANSWER, text) if len(text) <= LONGEST else Outcome(End.LARGE)
    except OverBudget:
        outcome = Outcome(End.LATE)
    except MemoryError:
        outcome = Outcome(End.LARGE, "" if room >= pace.memory else f"{room >> 20}")
    except Exception as error:
        outcome = fault(error)
    finally:
        _ring_after(0)
    if outcome.end is not End.ANSWER:
        clear_cache()
    return outcome.end.value, outcome.text, outcome.reference, time.process_time() - begun


def fault(error: Exception) -> Outcome:
    """The place of an error, and a reference number that is the same whenever it happens there."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    place = [type(error).__name__, *(f"{os.path.basename(f.filename)}:{f.name}:{f.lineno}" for f in frames)]
    head = "Traceback (most recent call last):\n" + "".join(traceback.format_list(frames))
    text = f"{head}{type(error).__name__}: {ascii(str(error))[:QUOTED]}"
    return Outcome(End.FAULT, text, hashlib.sha256("\n".join(place).encode()).hexdigest()[:6])


def prepare(pace: Pace) -> None:
    """The first thing that a new worker does."""
    # Pebble's own handler runs between two steps of Python; without it a worker that is stuck in C ends at once too.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if pace.nice and hasattr(os, "nice"):
        os.nice(pace.nice)
    _cap_memory(pace.memory)


def _ring_after(seconds: float) -> None:
    """SIGPROF after so many seconds of this process's processor time, and again; 0: never."""
    if hasattr(signal, "ITIMER_PROF"):
        signal.setitimer(signal.ITIMER_PROF, seconds, REPEAT if seconds else 0)


@cache
def _cap_memory(extra: int) -> int:
    """Grants this process so many bytes beyond what it has, or as many as its own limits leave; how many these are."""
    try:
        import resource

        with open("/proc/self/statm") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):  # Windows has no such limit; macOS does not enforce it
        return extra
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = min(limit for limit in (held + extra, soft, hard) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    return most - held
