"""Runs symbolic work in warm processes under a deadline and a cap of memory, each question once."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, TimeoutError
from typing import Any

from pebble import ProcessExpired, ProcessPool

from jacviz.analysis import analyse, failure, inverse

DEADLINE = 3.0  # seconds; parsing, matrix, determinant and sources of ordinary mappings take hundredths
MEMORY = 2 << 30  # bytes a worker may hold
KEPT = 512  # answers kept, those that ran out of time included
WORKERS = max(1, min(4, (os.cpu_count() or 2)))

log = logging.getLogger(__name__)


class Engine:
    """A pool of processes and the answers that it gave; safe to ask from many threads."""

    def __init__(self, workers: int = WORKERS, deadline: float = DEADLINE, kept: int = KEPT) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["jacviz.analysis"])
        self._pool = ProcessPool(max_workers=workers, max_tasks=500, initializer=_cap_memory, context=context)
        self._deadline = deadline
        self._kept = kept
        self._answers: OrderedDict[Hashable, Future] = OrderedDict()
        self._lock = threading.Lock()

    def analyse(self, request: Hashable) -> dict[str, Any]:
        """jacviz.analysis.analyse, or an error that says that it took too long."""
        return self._ask(analyse, request)

    def inverse(self, request: Hashable) -> dict[str, Any]:
        """jacviz.analysis.inverse, or an error that says that it took too long."""
        return self._ask(inverse, request)

    def warm(self) -> None:
        """Starts the workers, so that the first person does not wait for them."""
        self._pool.schedule(int)

    def close(self) -> None:
        """Ends the workers."""
        self._pool.stop()
        self._pool.join()

    def _ask(self, question: Callable[[Any], dict[str, Any]], request: Hashable) -> dict[str, Any]:
        key = (question.__name__, request)
        with self._lock:
            future = self._answers.get(key)
            if future is None:
                future = self._pool.schedule(question, args=(request,), timeout=self._deadline)
                self._answers[key] = future
                while len(self._answers) > self._kept:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
        try:
            return future.result()
        except TimeoutError:
            return failure(f"This takes longer than {self._deadline:g} seconds to work out. Try a shorter formula.")
        except MemoryError:
            return failure("This needs more memory than one formula may have. Try a shorter formula.")
        except ProcessExpired:
            self._forget(key)
            return failure("The work on this formula was interrupted. Change a character, or try again.")
        except Exception:
            self._forget(key)
            log.exception("%s failed", question.__name__)
            return failure("Something went wrong on our side with this formula. The log of the server has the details.")

    def _forget(self, key: Hashable) -> None:
        with self._lock:
            self._answers.pop(key, None)


def _cap_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
