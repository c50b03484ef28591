"""A process that tries texts on one target until its time is over: by atheris where it is installed, else at random."""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from jacviz.symbolic.budget import OverBudget, limited

from .alphabet import decoded, encoded
from .journal import Journal

ALARM = 5.0  # seconds for one input
MEMORY = 3 << 30
LONGEST = 160  # bytes, that is pieces of text


def examiner(name: str, journal: Journal) -> Callable[[bytes], None]:
    """What is done with the bytes of one input; nothing comes out of it, findings go to the journal."""
    from .targets import TARGETS

    target = TARGETS[name]

    def examine(data: bytes) -> None:
        text = decoded(data, target.alphabet)
        journal.begin(text)
        begun, accepted = time.perf_counter(), False
        try:
            with limited(ALARM):
                accepted = target.examine(text)
        except OverBudget as error:
            if time.perf_counter() - begun > 0.9 * ALARM:  # libFuzzer rings now and then too
                journal.found(text, error)
        except Exception as error:
            journal.found(text, error)
        journal.end(text, accepted, time.perf_counter() - begun)

    return examine


def seeds(name: str) -> list[bytes]:
    from .targets import TARGETS

    return [encoded(text, TARGETS[name].alphabet) for text in TARGETS[name].seeds]


def by_chance(name: str, journal: Journal, seconds: float, seed: int) -> None:
    """Mutations of the seeds and of each other, and now and then a text out of nothing."""
    chance, examine, pool = random.Random(seed), examiner(name, journal), seeds(name)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = mutated(chance, pool)
        before = journal.head[1]
        examine(data)
        if journal.head[1] > before:  # it was read: what comes from it may get further
            if len(pool) < 3000:
                pool.append(data)
            else:
                pool[chance.randrange(len(pool))] = data


def mutated(chance: random.Random, pool: list[bytes]) -> bytes:
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(40))
    data = bytearray(chance.choice(pool))
    for _ in range(1 + int(chance.expovariate(0.7))):
        at, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        other = chance.choice(pool)
        start = chance.randrange(len(other) + 1)
        replacements = (
            chance.randbytes(1),
            other[start : start + chance.randrange(1, 12)],
            data[at:end] * chance.choice((0, 1, 2, 3)),
        )
        data[at : min(end, at + chance.randrange(4))] = chance.choice(replacements)
    return bytes(data[:LONGEST])


def by_coverage(name: str, journal: Journal, seconds: float, seed: int) -> None:
    """libFuzzer's mutations, kept when they reach new code."""
    import atheris

    with atheris.instrument_imports(include=["jacviz"]):
        examine = examiner(name, journal)

    def guarded(data: bytes) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)  # libFuzzer's own handler ends the process
        examine(data)

    folder = Path(tempfile.mkdtemp(prefix="jacviz-fuzz-", dir=journal.folder))
    for number, data in enumerate(seeds(name)):
        (folder / f"seed{number}").write_bytes(data)
    options = {
        "max_total_time": int(seconds), "max_len": LONGEST, "seed": seed + 1, "verbosity": 0, "rss_limit_mb": 0,
        "timeout": 0, "artifact_prefix": f"{folder}/",
    }  # fmt: skip
    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(folder)], guarded)
    atheris.Fuzz()


def main() -> None:
    folder, name, seconds, seed = sys.argv[1:]
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except ImportError:  # Windows has no such limit
        pass
    run = by_coverage if find_spec("atheris") else by_chance
    run(name, Journal(Path(folder)), float(seconds), int(seed))


if __name__ == "__main__":
    main()
