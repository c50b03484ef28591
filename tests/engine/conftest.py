"""Engines for tests, and what tests of them share."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jacviz.engine import Engine, Pace
from jacviz.engine.local import LocalWorkers


def local(seconds: float, clock: float, **options: Any) -> Engine:
    """Two workers in the fast lane, one in the slow one, which grants twice as much."""
    fast, slow = Pace(2, seconds, clock), Pace(1, 2 * seconds, 2 * clock, nice=5)
    return Engine(LocalWorkers(fast), LocalWorkers(slow), **{"patience": 600, **options})


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """An engine with patience."""
    made = local(30, 60)
    yield made
    made.close()


@pytest.fixture
def hasty() -> Iterator[Engine]:
    """An engine that grants half a second of processor or one by the clock, then twice as much."""
    made = local(0.5, 1)
    yield made
    made.close()


class Asked(threading.Thread):
    """A question that waits in a thread of its own; `answer` has its answer, `error` what ended the wait."""

    def __init__(self, ask: Callable[..., dict[str, Any]], *args: Any) -> None:
        super().__init__(daemon=True)
        self.ask, self.args = ask, args
        self.answer: dict[str, Any] = {}
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.answer = self.ask(*self.args)
        except BaseException as error:
            self.error = error

    def wait(self) -> dict[str, Any]:
        self.join(timeout=60)
        assert not self.is_alive(), "no answer came"
        return self.answer


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


def wait_for(file: Path) -> str:
    until = time.monotonic() + 60
    while not (file.exists() and file.read_text()):
        assert time.monotonic() < until, "no worker began"
        time.sleep(0.02)
    return file.read_text()


def message(answer: dict[str, Any]) -> str:
    assert answer["ok"] is False
    return str(answer["error"]["message"])
