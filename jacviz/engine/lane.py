"""Jobs that wait for workers: as many run as there are workers, and of one visitor one at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jacviz.engine.usage import Usage
from jacviz.engine.workers import End, Outcome, Question, Workers


@dataclass(eq=False)
class Job:
    """A question that at least one person waits for. `visitor` is the one who asked it first."""

    key: Hashable
    question: Question
    request: Any
    visitor: Hashable
    lane: Lane
    waiting: int = 0
    answer: str = ""
    begun: float = 0.0  # when it came to a worker
    over: threading.Event = field(default_factory=threading.Event)


class Lane:
    """Who used least lately is served first, among visitors who have nothing running in this lane."""

    def __init__(
        self, workers: Workers, ended: Callable[[Job, Outcome], None], usage: Usage, lock: threading.RLock
    ) -> None:
        self.workers = workers
        self._ended = ended
        self._usage = usage
        self._lock = lock  # one for all lanes and the engine, so that no two wait for each other
        self._waiting: list[Job] = []
        self._running: dict[Job, Callable[[], Any] | None] = {}

    def add(self, job: Job) -> None:
        """Lets a job wait for its turn."""
        with self._lock:
            self._waiting.append(job)
            self._fill()

    def withdraw(self, job: Job) -> bool:
        """Takes back a job that has not begun; False when it has."""
        with self._lock:
            if job not in self._waiting:
                return False
            self._waiting.remove(job)
            return True

    def stop(self, job: Job) -> None:
        """Ends a job that runs, and its worker."""
        with self._lock:
            if stop := self._running.get(job):
                stop()

    def _fill(self) -> None:
        while len(self._running) < self.workers.pace.workers and (job := self._next()):
            self._waiting.remove(job)
            self._running[job] = None
            job.begun = time.monotonic()
            try:
                stop = self.workers.start(job.question, job.request, partial(self._done, job))
            except RuntimeError:  # the workers are closed, or cannot be reached
                self._done(job, Outcome(End.LOST))
                continue
            if job in self._running:
                self._running[job] = stop

    def _next(self) -> Job | None:
        busy = {job.visitor for job in self._running} - {None}
        free = (job for job in self._waiting if job.visitor not in busy)
        return min(free, key=lambda job: self._usage(job.visitor), default=None)

    def _done(self, job: Job, outcome: Outcome) -> None:
        with self._lock:
            if job in self._running:
                del self._running[job]
                # A worker that was ended cannot tell: at most the time by the clock, and what it was granted.
                held = min(time.monotonic() - job.begun, self.workers.pace.seconds)
                self._usage.add(job.visitor, held if outcome.seconds is None else outcome.seconds)
                self._ended(job, outcome)
                self._fill()
