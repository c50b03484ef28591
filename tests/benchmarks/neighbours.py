"""What one person with monsters costs the others at the engine: threads that ask it, without server and browser.

Alone and beside monsters in turn, so that whatever else the machine does meets both.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from jacviz.engine import Engine
from jacviz.explore.inputs import Request
from tests.benchmarks import machine
from tests.benchmarks.formulas import mixture, monsters
from tests.benchmarks.table import share, show, spread

VISITORS = 10
EVERY = 2.0  # seconds between two changes of one visitor
RUSH = 1.0  # seconds between two monsters, whether the last one was answered or not
SECONDS = 10.0  # of each round
PAIRS = 4  # of rounds: alone, beside, beside, alone ..., since workers grow warmer

person = threading.local()  # `name` in the threads that ask


def main(pairs: float = PAIRS) -> None:
    """Prints the two rows and the growth."""
    engine = Engine(visitor=lambda: person.name)
    alone: list[float] = []
    beside: list[float] = []
    try:
        crowd = [mixture(k) for k in range(VISITORS)]
        bad = monsters(7)
        round_of(engine, crowd, EVERY)  # the first people pay for what is loaded once
        for k in range(2 * int(pairs)):
            if k % 4 in (0, 3):
                alone += round_of(engine, crowd, SECONDS)
                continue
            over = threading.Event()
            rage = threading.Thread(target=attack, args=(engine, bad, over))
            rage.start()
            beside += round_of(engine, crowd, SECONDS)
            over.set()
            rage.join()
            time.sleep(2 * EVERY)  # the last monster is over
    finally:
        engine.close()
    print(f"{VISITORS} visitors, each with a new formula every {EVERY:g} s; one more with a monster every {RUSH:g} s.")
    rows = [["alone", *cells(alone)], ["beside monsters", *cells(beside)]]
    show(["visitors", "changes", "median ms", "p95 ms"], rows)
    growth = [share(beside, fraction) / share(alone, fraction) - 1 for fraction in (0.5, 0.95)]
    print(f"growth: median {growth[0]:+.0%}, p95 {growth[1]:+.0%} (target: p95 below +10%); {machine.load()}")


def cells(times: list[float]) -> list[str]:
    return [str(len(times)), *spread([1e3 * t for t in times])]


def round_of(engine: Engine, crowd: list[Iterator[str]], seconds: float) -> list[float]:
    """Seconds from each change to its answer."""
    begun, times = time.monotonic(), []

    def one(k: int) -> None:
        person.name = f"visitor {k}"
        due = begun + EVERY * k / len(crowd)
        while due < begun + seconds:
            time.sleep(max(0.0, due - time.monotonic()))
            next(crowd[k])  # a known one, whose answer waits for nothing
            engine.analyse(Request(next(crowd[k])))
            times.append(time.monotonic() - due)
            due += EVERY

    threads = [threading.Thread(target=one, args=(k,)) for k in range(len(crowd))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def attack(engine: Engine, texts: Iterator[str], over: threading.Event) -> None:
    """Sends monster after monster; each takes the place of the one before."""

    def send(text: str) -> None:
        person.name = "villain"
        engine.analyse(Request(text))

    while not over.wait(RUSH):
        threading.Thread(target=send, args=(next(texts),), daemon=True).start()
