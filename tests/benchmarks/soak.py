"""Twenty people for twenty minutes: whether memory, files, threads or workers grow."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from itertools import cycle

from tests.benchmarks import machine, processes
from tests.benchmarks.formulas import mixture, monsters
from tests.benchmarks.load import enter, leave
from tests.benchmarks.table import show
from tests.benchmarks.visitor import Visitor, of_app
from tests.servers import App

VISITORS = 20
MINUTES = 20.0
LONGEST = 120.0  # minutes: it stops by itself
EVERY = 3.0  # seconds between two changes of a visitor
LOOKS = 10  # at what the server holds; the first comes when it is warm
STAY = 60  # changes after which a visitor leaves and another one comes
WRONG = ("x = tam u", "((((u", "u +", "1/0, v", "9^9^9^9", "a = b = c", "", "'; --", "x = u\n\n\ny = ]", "𝕦, \u202ev")


def main(minutes: float = MINUTES) -> None:
    """Prints what the server holds at intervals, and the drift."""
    app = App()
    try:
        rows = asyncio.run(soak(app.url, app.pid, 60 * min(minutes, LONGEST)))
    finally:
        app.stop()
        log = app.log.read_text(errors="replace")
        app.log.unlink()
    print(f"{VISITORS} visitors, a change every {EVERY:g} s: formulas known and new, mistakes, monsters.")
    head = ["minute", "server MB", "all MB", "processes", "files", "threads", "changes", "unanswered"]
    show(head, [[f"{row[0]:.1f}", *(f"{n:.0f}" for n in row[1:])] for row in rows])
    print(f"drift from the middle to the end: {drift(rows)}; {machine.load()}")
    print(f"tracebacks in the log: {log.count('Traceback (most recent call last)')}")


async def soak(url: str, pid: int, seconds: float) -> list[list[float]]:
    """A row for each look: minutes, what is held, changes, runs that did not end."""
    begun = time.monotonic()
    count = {"changes": 0, "unanswered": 0}
    crowd = [asyncio.create_task(live(url, k, begun + seconds, count)) for k in range(VISITORS)]
    rows = []
    for look in range(LOOKS + 1):
        await asyncio.sleep(max(0.0, begun + max(seconds * look / LOOKS, 10.0) - time.monotonic()))
        found = processes.held(pid)
        held = [found.server, found.tree, found.processes, found.files, found.threads]
        rows.append([(time.monotonic() - begun) / 60, *held, *count.values()])
    await asyncio.gather(*crowd)
    return rows


async def live(url: str, seed: int, until: float, count: dict[str, int]) -> None:
    """One person after another at the same desk."""
    texts, dice = typed(seed), random.Random(seed)
    while time.monotonic() < until:
        (visitor,) = await enter(url, of_app, 1)
        for text, _ in zip(texts, range(STAY), strict=False):
            await asyncio.sleep(EVERY * dice.uniform(0.5, 1.5))
            if time.monotonic() > until:
                break
            await change(visitor, text, count)
        await leave([visitor])


async def change(visitor: Visitor, text: str, count: dict[str, int]) -> None:
    count["changes"] += 1
    try:
        await visitor.type(text)
        await visitor.rest()
    except TimeoutError:
        count["unanswered"] += 1


def typed(seed: int) -> Iterator[str]:
    """Mostly formulas; a mistake every fifth time, and for every fourth visitor a monster every tenth."""
    good, bad, wrong = mixture(seed), monsters(seed), cycle(WRONG)
    for k in cycle(range(1, 11)):
        if k == 10 and seed % 4 == 0:
            yield next(bad)
        else:
            yield next(wrong) if k % 5 == 0 else next(good)


def drift(rows: list[list[float]]) -> str:
    """What was gained in the second half, when every cache has filled and the first sessions have ended."""
    middle, end = rows[len(rows) // 2], rows[-1]
    hours = (end[0] - middle[0]) / 60
    names = ("server", "all", "processes", "files", "threads")
    gains = [f"{name} {b - a:+.1f}" for name, a, b in zip(names, middle[1:], end[1:], strict=False)]
    return f"{', '.join(gains)} (memory in MB; the server {(end[1] - middle[1]) / hours:+.0f} MB an hour)"
