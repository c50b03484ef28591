"""python -m tests.fuzz [seconds] [target ...]: tries each target for so long, prints what was tried and what broke."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from .journal import Journal
from .targets import TARGETS

GRACE = 30.0  # seconds without a new input after which a process counts as hanging


def watched(name: str, seconds: float, seed: int, journal: Journal) -> None:
    """Runs worker processes until the time is over; one that dies or hangs is a finding, and the next goes on."""
    until = time.monotonic() + seconds
    while (rest := until - time.monotonic()) > 0.5:
        command = [sys.executable, "-m", "tests.fuzz.worker", str(journal.folder), name, f"{rest:.1f}", str(seed)]
        with (journal.folder / "output").open("ab") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output)
        last, since = journal.head[0], time.monotonic()
        while process.poll() is None:
            time.sleep(0.1)
            if journal.head[0] != last:
                last, since = journal.head[0], time.monotonic()
            if time.monotonic() - since > GRACE:
                process.kill()
                process.wait()
                journal.note(journal.now, f"hang {journal.now[:40]}", f"nothing happened for {GRACE:.0f} s")
        if process.returncode > 0 or process.returncode < -1:
            journal.note(journal.now, f"exit {process.returncode} {journal.now[:40]}", tail(journal.folder / "output"))
        seed += 1


def tail(path: Path) -> str:
    return path.read_text("utf-8", "replace")[-1500:]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=60.0, help="for each target")
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}; all when none is named")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000)
    given = parser.parse_args()
    if unknown := set(given.targets) - set(TARGETS):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    engine = "atheris" if find_spec("atheris") else "random mutations (pip install atheris for guidance by coverage)"
    print(f"{engine}, seed {given.seed}")
    total = broken = 0
    for name in given.targets or TARGETS:
        with tempfile.TemporaryDirectory(prefix="jacviz-fuzz-") as folder:
            journal = Journal(Path(folder))
            watched(name, given.seconds, given.seed, journal)
            tried, read, slowest, _ = journal.head
            findings = journal.all()
            total, broken = total + tried, broken + len(findings)
            slow = journal.slowest.read_text("utf-8") if journal.slowest.exists() else ""
            print(f"{name:8} {tried:>9,} inputs, {read:>8,} read, {len(findings)} findings,", end=" ")
            print(f"slowest {slowest:.2f} s: {slow[:300]!r}")
            for finding in findings:
                print(f"         {finding['place']}: {finding['message']}\n           {finding['text']!r}")
            sys.stdout.flush()
    print(f"{total:,} inputs, {broken} findings")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
