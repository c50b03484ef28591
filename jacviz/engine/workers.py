"""How much a lane grants to a question, and what its workers have to offer."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

Question = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Pace:
    """At most so many jobs at once, so many seconds of processor and of clock each, at that priority.

    The processor's seconds decide, so that an ordinary formula does not fail because the machine is busy; the clock
    ends what waits instead of computing. Memory is counted in bytes beyond what an idle worker has.
    """

    workers: int
    seconds: float
    clock: float
    nice: int = 0
    memory: int = 1 << 30


# The clocks are generous: on a busy machine an ordinary formula waits longer than it computes.
FAST = Pace(workers=max(1, min(16, os.cpu_count() or 2)), seconds=1.0, clock=8.0)
SLOW = Pace(workers=2, seconds=5.0, clock=12.0, nice=19)  # two, so that nobody waits for one person's monster


class End(Enum):
    """How a job ended: with an answer, out of time (the processor's or the clock's), out of memory, and so on."""

    ANSWER = "answer"
    LATE = "late"
    CROWDED = "crowded"
    LARGE = "large"
    FAULT = "fault"
    LOST = "lost"


@dataclass(frozen=True)
class Outcome:
    """An answer is JSON; of a fault there is a reference number and a traceback for the log; of one that ran out of
    memory, where the machine has less than the lane grants, the megabytes there were.

    seconds: of the processor that it took; None where nobody is left who could tell.
    """

    end: End
    text: str = ""
    reference: str = ""
    seconds: float | None = None


class Workers(Protocol):
    """Processes somewhere."""

    pace: Pace

    def start(self, question: Question, request: Any, done: Callable[[Outcome], None]) -> Callable[[], Any]:
        """Begins a job: `done` is called once, in some thread. Returns what ends the job early.

        RuntimeError where no worker can be reached.
        """

    def warm(self) -> None:
        """Starts the processes without waiting for them."""

    def close(self) -> None:
        """Ends the processes."""
