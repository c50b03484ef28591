"""Worker processes on this machine, by Pebble: a deadline and a cap of memory for each job, and spares at once."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, TimeoutError
from typing import Any

from pebble import ProcessExpired, ProcessPool

from jacviz.engine.worker import prepare, work
from jacviz.engine.workers import End, Outcome, Pace, Question

JOBS = 500  # after so many a worker is replaced: what SymPy keeps in memory is given back


class LocalWorkers:
    """A pool of processes that are forked from one in which everything is loaded."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._lock = threading.Lock()
        self._closed = False
        self._pool = self._make()

    def start(self, question: Question, request: Any, done: Callable[[Outcome], None]) -> Callable[[], Any]:
        future = self._schedule(work, question, request, self.pace)
        future.add_done_callback(lambda ended: done(outcome(ended)))
        return future.cancel

    def warm(self) -> None:
        self._schedule(int)

    def close(self) -> None:
        with self._lock:
            self._closed = True
        _end(self._pool)

    def _schedule(self, function: Callable[..., Any], *args: Any) -> Future:
        with self._lock:
            # When the last idle worker is killed from outside, Pebble gives up the whole pool.
            if not self._pool.active and not self._closed:
                threading.Thread(target=_end, args=(self._pool,), daemon=True).start()
                self._pool = self._make()
            return self._pool.schedule(function, args=args, timeout=self.pace.clock)

    def _make(self) -> ProcessPool:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(method)
        context.set_forkserver_preload(["jacviz.engine.preload"])
        return ProcessPool(self.pace.workers, JOBS, initializer=prepare, initargs=(self.pace,), context=context)


def outcome(future: Future) -> Outcome:
    """How a job of the pool ended."""
    try:
        end, *rest = future.result()
        return Outcome(End(end), *rest)
    except TimeoutError:
        return Outcome(End.CROWDED)
    except ProcessExpired as error:
        return Outcome(End.LATE if error.exitcode == -getattr(signal, "SIGPROF", 0) else End.LOST)
    except (CancelledError, RuntimeError):
        return Outcome(End.LOST)


def _end(pool: ProcessPool) -> None:
    pool.stop()
    pool.join()
