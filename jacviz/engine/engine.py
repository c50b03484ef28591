"""Asks each question once, on behalf of everybody who wants its answer."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Callable, Hashable
from typing import Any

from jacviz.engine.answers import Answers
from jacviz.engine.lane import Job, Lane
from jacviz.engine.machines import place
from jacviz.engine.usage import Usage
from jacviz.engine.workers import End, Outcome, Question, Workers
from jacviz.explore.analysis import analyse, inverse
from jacviz.explore.inputs import failure

PATIENCE = 15.0  # seconds that a person waits for workers that are busy with others
GREEDY = 0.8  # of what the fast lane grants to one question: who used so much lately asks in the slow one
GLANCE = 0.1  # seconds between two looks whether the person still waits
CROWDED = "Many long formulas are being worked out just now. Try again in a minute."
FAULTS = 200  # distinct ones that the log takes: it cannot grow without end

log = logging.getLogger("jacviz.engine")


class Engine:
    """Two lanes of workers and the answers that they gave; safe to ask from many threads.

    visitor: tells in the asking thread who asks, or None. checkpoint: called there now and then while it waits; what
    it raises ends the wait, and the job too unless somebody else waits for it.
    """

    def __init__(
        self,
        fast: Workers | None = None,
        slow: Workers | None = None,
        *,
        answers: Answers | None = None,
        patience: float = PATIENCE,
        visitor: Callable[[], Hashable] = lambda: None,
        checkpoint: Callable[[], Any] = lambda: None,
    ) -> None:
        if fast is None or slow is None:
            fast, slow = place()
        self._lock = threading.RLock()
        self._usage = Usage()
        self._fast, self._slow = (Lane(workers, self._ended, self._usage, self._lock) for workers in (fast, slow))
        self._visitor, self._checkpoint, self._patience = visitor, checkpoint, patience
        self._answers = Answers() if answers is None else answers
        self._jobs: dict[Hashable, Job] = {}
        self._newest: dict[Hashable, object] = {}  # of each visitor who waits: the ticket of the newest question
        self._faults: set[str] = set()

    def analyse(self, request: Hashable) -> dict[str, Any]:
        """jacviz.explore.analysis.analyse, or an error that says why there is no answer."""
        return self.ask(analyse, request)

    def inverse(self, request: Hashable) -> dict[str, Any]:
        """jacviz.explore.analysis.inverse, or an error that says why there is no answer."""
        return self.ask(inverse, request)

    def warm(self) -> None:
        """Starts the workers, so that the first person does not wait for them."""
        self._fast.workers.warm()
        self._slow.workers.warm()

    def close(self) -> None:
        """Ends the workers."""
        self._fast.workers.close()
        self._slow.workers.close()

    def ask(self, question: Question, request: Hashable, *, is_patient: bool = False) -> dict[str, Any]:
        """The answer of a function that can be imported, or an error as plain data; the slow lane for what can wait."""
        key, visitor, ticket = (question.__module__, question.__qualname__, request), self._visitor(), object()
        with self._lock:
            if (known := self._answers.get(key)) is not None:
                return dict(json.loads(known))
            job = self._jobs.get(key)
            if job is None:
                # Who asks one endless question after the other would else keep a worker of the fast lane for himself.
                is_slow = is_patient or self._usage(visitor) > GREEDY * self._fast.workers.pace.seconds
                lane = self._slow if is_slow else self._fast
                job = self._jobs[key] = Job(key, question, request, visitor, lane)
                lane.add(job)
            job.waiting += 1
            if visitor is not None:
                self._newest[visitor] = ticket
        try:
            return self._wait(job, lambda: self._newest.get(visitor, ticket) is ticket)
        finally:
            with self._lock:
                if self._newest.get(visitor) is ticket:
                    del self._newest[visitor]
                job.waiting -= 1
                if not job.waiting and not job.over.is_set():
                    self._abandon(job)

    def _wait(self, job: Job, is_newest: Callable[[], bool]) -> dict[str, Any]:
        until = time.monotonic() + self._patience
        while not job.over.wait(GLANCE):
            self._checkpoint()
            if not is_newest():
                return failure("A newer question has taken the place of this one.")
            if time.monotonic() > until:
                return failure(CROWDED)
        return dict(json.loads(job.answer))

    def _abandon(self, job: Job) -> None:
        """Nobody waits any more. In the fast lane what runs may finish: that is over before a new worker is ready."""
        if job.lane.withdraw(job):
            self._forget(job)
        elif job.lane is self._slow:
            self._forget(job)
            self._slow.stop(job)

    def _forget(self, job: Job) -> None:
        if self._jobs.get(job.key) is job:
            del self._jobs[job.key]

    def _ended(self, job: Job, outcome: Outcome) -> None:
        with self._lock:
            is_first_try = outcome.end is End.LATE and job.lane is self._fast
            if is_first_try and job.waiting:
                job.lane = self._slow
                self._slow.add(job)
                return
            self._forget(job)
            job.answer = self._words(job, outcome)
            if outcome.end not in (End.LOST, End.CROWDED) and not is_first_try:
                self._answers.put(job.key, job.answer)
            job.over.set()

    def _words(self, job: Job, outcome: Outcome) -> str:
        """The answer, or what a person is told instead of it, in JSON."""
        if outcome.end is End.ANSWER:
            return outcome.text
        if outcome.end is End.LATE:
            seconds = self._slow.workers.pace.seconds
            unit = "second" if seconds == 1 else "seconds"
            told = f"This takes longer than {seconds:g} {unit} to work out. Try a shorter formula."
        elif outcome.end is End.CROWDED:
            told = CROWDED
        elif outcome.end is End.LARGE:
            room = f"the {outcome.text} MB that this server has for" if outcome.text else "may be used by"
            told = f"This needs more memory than {room} one formula. Try a shorter formula."
        elif outcome.end is End.LOST:
            told = "The work on this formula was interrupted. Change a character, or try again."
        else:
            self._report(job, outcome)
            told = (
                "Something went wrong on our side with this formula: try to write it in another way. "
                f"If you report it, give the reference {outcome.reference}."
            )
        return json.dumps(failure(told))

    def _report(self, job: Job, outcome: Outcome) -> None:
        """Writes a fault into the log, once for each place: of what was typed, a digest only."""
        if outcome.reference not in self._faults and len(self._faults) < FAULTS:
            self._faults.add(outcome.reference)
            digest = hashlib.sha256(repr(job.request).encode()).hexdigest()[:12]
            log.error("reference %s: %s of %s\n%s", outcome.reference, job.question.__name__, digest, outcome.text)
