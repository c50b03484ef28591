"""Use that fades, and who is served first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from jacviz.engine import usage
from jacviz.engine.lane import Job, Lane
from jacviz.engine.usage import HALF_LIFE, Usage
from jacviz.engine.workers import End, Outcome, Pace


def test_use_fades_by_half_and_adds_up() -> None:
    now = [100.0]
    used = Usage(clock=lambda: now[0])
    assert used("somebody") == 0
    used.add("somebody", 4.0)
    now[0] += HALF_LIFE
    assert used("somebody") == pytest.approx(2)
    used.add("somebody", 1.0)
    now[0] += 2 * HALF_LIFE
    assert used("somebody") == pytest.approx(0.75)
    used.add(None, 5.0)
    assert used(None) == 0, "nobody in particular uses nothing"


def test_who_used_nothing_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage, "VISITORS", 2)
    used = Usage(clock=lambda: 0.0)
    for visitor in ("first", "second", "first", "third"):
        used.add(visitor, 1.0)
    assert [used(visitor) for visitor in ("first", "second", "third")] == [2, 0, 1]


class OneWorker:
    """Begins jobs and ends them when it is told."""

    pace = Pace(workers=1, seconds=1.0, clock=1.0)

    def __init__(self) -> None:
        self.begun: list[Any] = []

    def start(self, question: Any, request: Any, done: Callable[[Outcome], None]) -> Callable[[], None]:
        self.begun.append(request)
        self.done = done
        return lambda: None

    def warm(self) -> None: ...

    def close(self) -> None: ...


def test_who_used_least_is_served_first() -> None:
    workers, used = OneWorker(), Usage()
    lane = Lane(workers, lambda job, outcome: None, used, threading.RLock())
    used.add("modest", 0.1)
    for k, visitor in enumerate(["greedy", "greedy", "modest", "newcomer", None]):
        lane.add(Job(k, dict, f"{visitor} {k}", visitor, lane))
    for seconds in (3.0, 0.1, 0.1, 0.1, None):
        workers.done(Outcome(End.ANSWER, seconds=seconds))
    assert workers.begun == ["greedy 0", "newcomer 3", "None 4", "modest 2", "greedy 1"]
    assert 3 <= used("greedy") + 0.1 <= 3.2 and used("modest") > 0.19
