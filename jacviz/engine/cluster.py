"""Workers on a Ray cluster, so that a large course adds machines instead of code.

Each machine needs the same Python and `pip install "jacviz[app,ray]"`.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from types import FrameType
from typing import Any

import ray
from ray.exceptions import OutOfMemoryError, RayError

from jacviz.engine.worker import work
from jacviz.engine.workers import FAST, SLOW, End, Outcome, Pace, Question
from jacviz.symbolic.budget import OverBudget

STARTING = 8.0  # seconds more by the clock than on this machine: Ray may have to start a process first


def ray_place() -> tuple[RayWorkers, RayWorkers]:
    """The fast and the slow lane on the cluster that RAY_ADDRESS names; without it, on one that is started here."""
    if not ray.is_initialized():
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would report its use to its makers
        ray.init(include_dashboard=False, log_to_driver=False)
    processors = int(ray.cluster_resources().get("CPU", 1))
    patient = max(1, processors // 4)  # a task takes a whole processor there, and yields to nobody
    return RayWorkers(replace(FAST, workers=max(1, processors - patient))), RayWorkers(replace(SLOW, workers=patient))


class RayWorkers:
    """A task of the cluster for each job.

    A task ends itself when the processor's seconds are over; where it is deaf, it is cancelled by force after the
    clock's, and its process with it. RuntimeError where the cluster cannot be reached.
    """

    def __init__(self, pace: Pace) -> None:
        self.pace = replace(pace, clock=pace.clock + STARTING)
        self._task = ray.remote(num_cpus=1, max_retries=0)(_work)

    def start(self, question: Question, request: Any, done: Callable[[Outcome], None]) -> Callable[[], Any]:
        try:
            task = self._task.remote(question, request, self.pace)
        except RayError as error:
            raise RuntimeError("The cluster cannot be reached.") from error
        late = threading.Event()

        def stop(*, is_late: bool = False) -> None:
            if is_late:
                late.set()
            ray.cancel(task, force=True)

        def ended(future: Future) -> None:
            timer.cancel()
            done(outcome(future, late.is_set()))

        timer = threading.Timer(self.pace.clock, stop, kwargs={"is_late": True})
        timer.daemon = True
        timer.start()
        task.future().add_done_callback(ended)
        return stop

    def warm(self) -> None:
        for _ in range(self.pace.workers):
            self._task.remote(dict, (), self.pace)

    def close(self) -> None:
        """Leaves the cluster."""
        ray.shutdown()


def outcome(future: Future, is_late: bool) -> Outcome:
    """How a task ended."""
    try:
        end, *rest = future.result()
        return Outcome(End(end), *rest)
    except OutOfMemoryError:
        return Outcome(End.LARGE)
    except Exception:  # cancelled, its machine lost, the cluster left
        return Outcome(End.LATE if is_late else End.LOST)


def _work(question: Question, request: Any, pace: Pace) -> tuple[str, str, str, float]:
    # Elsewhere SIGPROF ends the process; Ray takes its time to make a new one.
    signal.signal(signal.SIGPROF, _ring)
    return work(question, request, pace)


def _ring(signum: int, frame: FrameType | None) -> None:
    raise OverBudget
