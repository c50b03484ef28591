"""Many people who type at once, and one among them who types what nobody can work out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.benchmarks import machine, processes
from tests.benchmarks.formulas import mixture, monsters
from tests.benchmarks.table import show, spread
from tests.benchmarks.visitor import Visitor, of_app, of_plain_page
from tests.servers import App

CROWDS = (25, 50, 100, 200)  # visitors at once
EVERY = 5.0  # seconds between two changes of one visitor
SECONDS = 25.0  # of each measurement
AT_ONCE = 6  # visitors who come in together
REPORT = 0.3  # seconds after a picture until the live view reports its resting state
WITH_MONSTER = 25  # visitors beside the one with the monsters
ROUNDS = 4  # of each kind: without, with, with, without ..., so that whatever else the machine does meets both
ROUND = 15.0  # seconds of one
RUSH = 1.0  # seconds between two monsters, whether the last one was answered or not
BESIDE = "tests/benchmarks/beside/sympy_page.py"
MOST = 300.0  # seconds: no measurement lasts longer


@dataclass
class Measured:
    """Seconds from each change to the end of its script, and what happened meanwhile."""

    times: list[float] = field(default_factory=list)
    failed: int = 0  # no answer, or not the right one
    reruns: int = 0
    seconds: float = 0.0

    def cells(self) -> list[str]:
        milliseconds = spread([1e3 * t for t in self.times], 0)
        return [str(len(self.times)), *milliseconds, f"{self.reruns / self.seconds:.1f}", str(self.failed)]


def main() -> None:
    """Prints the three tables."""
    print(f"Each visitor changes the formula every {EVERY:g} s for {SECONDS:g} s, half of them never seen before;")
    print("milliseconds from the change to the end of the script. The generator shares the machine with the server.")
    line("page", "visitors", "changes", "median", "p95", "reruns/s", "failed", "MB each", "machine")
    for n in CROWDS:
        line("jacviz", str(n), *crowd(App(), of_app, n))
    for n in CROWDS[:2]:
        line("SymPy in the page", str(n), *crowd(App(BESIDE), of_plain_page, n))
    print(f"\n{WITH_MONSTER} visitors, and one more who sends a monster every {RUSH:g} s, in {ROUNDS} rounds.")
    asyncio.run(beside_monsters(App()))


def line(page: str, *cells: str) -> None:
    """Prints a row as soon as it is known: each takes half a minute."""
    print(page.ljust(18), *(cell.rjust(9) for cell in cells), flush=True)


def crowd(app: App, kind: Callable[[str], Visitor], count: int) -> list[str]:
    """The cells of one crowd on a fresh server."""
    url = app.url
    try:
        return asyncio.run(_crowd(url, app.pid, kind, count))
    finally:
        app.stop()
        app.log.unlink()


async def _crowd(url: str, pid: int, kind: Callable[[str], Visitor], count: int) -> list[str]:
    async with asyncio.timeout(MOST):
        (first,) = await enter(url, kind, 1)
        for text, _ in zip(mixture(0), range(20), strict=False):  # the first people pay for what is loaded once
            await first.type(text)
        before = processes.held(pid).server
        visitors = await enter(url, kind, count)
        found = await measure(visitors)
        grown = (processes.held(pid).server - before) / count
        await leave([first, *visitors])
    return [*found.cells(), f"{grown:.2f}", machine.load()]


async def enter(url: str, kind: Callable[[str], Visitor], count: int) -> list[Visitor]:
    """So many visitors, who come in a few at a time."""
    door = asyncio.Semaphore(AT_ONCE)
    visitors = [kind(url) for _ in range(count)]

    async def one(visitor: Visitor) -> None:
        async with door:
            await visitor.enter()

    await asyncio.gather(*map(one, visitors))
    return visitors


async def leave(visitors: list[Visitor]) -> None:
    await asyncio.gather(*(visitor.leave() for visitor in visitors))


async def measure(visitors: list[Visitor], seconds: float = SECONDS, seed: int = 1) -> Measured:
    """Lets all of them type, evenly spread over the interval between two changes."""
    found, begun = Measured(), time.monotonic()
    runs, failed = sum(v.runs for v in visitors), sum(v.failed for v in visitors)

    async def one(k: int, visitor: Visitor) -> None:
        due = begun + EVERY * k / len(visitors)
        texts = mixture(seed * 10_000 + k)
        while due < begun + seconds:
            await asyncio.sleep(due - time.monotonic())
            try:
                await visitor.type(next(texts))
                # From when it was due: a page that keeps a person from typing is not excused.
                found.times.append(time.monotonic() - due)
                await visitor.drain(REPORT)
                await visitor.rest()
            except TimeoutError:
                found.failed += 1
            due += EVERY

    await asyncio.gather(*(one(k, visitor) for k, visitor in enumerate(visitors)))
    found.seconds = time.monotonic() - begun
    found.reruns = sum(v.runs for v in visitors) - runs
    found.failed += sum(v.failed for v in visitors) - failed
    return found


async def beside_monsters(app: App) -> None:
    """Prints what one visitor with monsters costs the others."""
    try:
        async with asyncio.timeout(2 * MOST):
            visitors = await enter(app.url, of_app, WITH_MONSTER)
            (villain,) = await enter(app.url, of_app, 1)
            await measure(visitors, EVERY, seed=9)
            calm, beside = Measured(), Measured()
            texts = monsters(7)
            for k in range(2 * ROUNDS):
                if k % 4 in (0, 3):
                    add(calm, await measure(visitors, ROUND, seed=k + 1))
                    continue
                rage = asyncio.create_task(attack(villain, texts))
                add(beside, await measure(visitors, ROUND, seed=k + 1))
                rage.cancel()
                await asyncio.wait([rage])
                await asyncio.sleep(EVERY)  # the last monster is over
            await leave([*visitors, villain])
    finally:
        app.stop()
        app.log.unlink()
    rows = [["alone", *calm.cells()], ["beside monsters", *beside.cells()]]
    show(["visitors", "changes", "median", "p95", "reruns/s", "failed"], rows)
    growth = [float(b) / float(a) - 1 for a, b in zip(calm.cells()[1:3], beside.cells()[1:3], strict=True)]
    print(f"growth: median {growth[0]:+.0%}, p95 {growth[1]:+.0%} (target: p95 below +10%); {machine.load()}")


def add(total: Measured, part: Measured) -> None:
    total.times += part.times
    for name in ("failed", "reruns", "seconds"):
        setattr(total, name, getattr(total, name) + getattr(part, name))


async def attack(villain: Visitor, texts: Iterator[str]) -> None:
    """Sends monster after monster."""
    while True:
        await villain.send(next(texts))
        await villain.drain(RUSH)
