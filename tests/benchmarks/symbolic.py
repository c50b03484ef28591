"""Matrix, determinant and tidying over the gallery, beside bare Matrix.jacobian + det + simplify.

Run as `python -m tests.benchmarks.symbolic`.
"""

from __future__ import annotations

import multiprocessing
import queue
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sympy import Matrix, simplify
from sympy.core.cache import clear_cache

from jacviz.explore.gallery import gallery
from jacviz.mapping import Mapping
from jacviz.symbolic import cofactors
from jacviz.symbolic.derivative import derivative
from jacviz.symbolic.tidy import tidy

LIMIT = 20.0  # seconds for one mapping
HEAD = f"{'mapping':24}{'jacviz':>10}{'ops':>5}{'SymPy':>12}{'ops':>5}{'ratio':>9}"


def ours(mapping: Mapping) -> int:
    """The operations of the tidied determinant."""
    rows = [[derivative(c, x) for x in mapping.variables] for c in mapping.components]
    return int(tidy(cofactors.determinant(rows)).count_ops())


def theirs(mapping: Mapping) -> int:
    """The operations of SymPy's own simplified determinant."""
    return int(simplify(Matrix(mapping.components).jacobian(mapping.variables).det()).count_ops())


WAYS: dict[str, Callable[[Mapping], int]] = {"ours": ours, "theirs": theirs}


def work(jobs: Any, results: Any) -> None:
    """Times (way, position) after position; caches are emptied before each, so that none helps the next."""
    mappings = [entry.mapping for entry in gallery()]
    results.put(None)
    for way, position in iter(jobs.get, None):
        clear_cache()
        start = time.perf_counter()
        operations = WAYS[way](mappings[position])
        results.put((time.perf_counter() - start, operations))


class Worker:
    """A process that can be killed when a job takes too long."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.jobs, self.results = context.Queue(), context.Queue()
        self.process = context.Process(target=work, args=(self.jobs, self.results), daemon=True)
        self.process.start()
        self.results.get(timeout=120)
        for way in WAYS:  # imports and the like that SymPy leaves for the first use
            self.time(way, 0)

    def time(self, way: str, position: int) -> tuple[float, int] | None:
        self.jobs.put((way, position))
        try:
            return self.results.get(timeout=LIMIT)
        except queue.Empty:
            return None


@contextmanager
def workers() -> Iterator[list[Worker]]:
    """One worker, replaced when it hangs; ended with the block."""
    running = [Worker()]
    try:
        yield running
    finally:
        running[0].process.kill()


def main() -> None:
    """Prints the table."""
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    operations: dict[str, int] = dict.fromkeys(WAYS, 0)
    longer, unfinished = [], 0
    print(HEAD)
    with workers() as pool:
        for position, entry in enumerate(gallery()):
            if not entry.mapping.is_square:
                continue
            cells: dict[str, tuple[float, int] | None] = {}
            for way in WAYS:
                cells[way] = pool[0].time(way, position)
                if cells[way] is None:
                    pool[0].process.kill()
                    pool[0] = Worker()
                cell = cells[way]
                times[way].append(cell[0] if cell else LIMIT)
            mine, other = cells["ours"], cells["theirs"]
            unfinished += other is None
            if mine and other:
                operations["ours"] += mine[1]
                operations["theirs"] += other[1]
            if mine is None or (other is not None and mine[1] > other[1]):
                longer.append(entry.id)
            ratio = times["theirs"][-1] / times["ours"][-1]
            print(f"{entry.id:24}{show(mine)}{show(other, 12)}{ratio:>8.1f}x", flush=True)
    total = {way: sum(t) for way, t in times.items()}
    print(f"\n{'total':24}{total['ours'] * 1e3:>7.0f} ms{operations['ours']:>5}", end="")
    print(f"{total['theirs'] * 1e3:>9.0f} ms{operations['theirs']:>5}{total['theirs'] / total['ours']:>8.1f}x")
    medians = {way: statistics.median(t) * 1e3 for way, t in times.items()}
    print(f"median {medians['ours']:.1f} ms beside {medians['theirs']:.1f} ms;", end=" ")
    print(f"not finished in {LIMIT:.0f} s, counted as that: {unfinished};", end=" ")
    print(f"longer results: {', '.join(longer) or 'none'}")


def show(cell: tuple[float, int] | None, width: int = 10) -> str:
    """A time and a count of operations, or a dash."""
    if cell is None:
        return f"{'> 20 s':>{width}}{'-':>5}"
    return f"{cell[0] * 1e3:>{width - 3}.1f} ms{cell[1]:>5}"


if __name__ == "__main__":
    main()
