"""What a server and its workers hold, read from /proc; nothing on other systems."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
MB = 1 << 20


@dataclass(frozen=True)
class Held:
    """Megabytes of the server and of all its processes (shared pages once); how many processes, open files, threads."""

    server: float
    tree: float
    processes: int
    files: int
    threads: int


def held(server: int) -> Held:
    """What a server holds that was started in a session of its own."""
    tree = [pid for pid in pids() if session(pid) == server]
    own = Path(f"/proc/{server}")
    return Held(
        server=resident(server),
        tree=sum(map(proportional, tree)),
        processes=len(tree),
        files=len(list((own / "fd").iterdir())) if own.exists() else 0,
        threads=len(list((own / "task").iterdir())) if own.exists() else 0,
    )


def pids() -> list[int]:
    return [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()] if Path("/proc").exists() else []


def session(pid: int) -> int:
    """The session of a process; 0 when it has ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[3])
    except OSError:
        return 0


def resident(pid: int) -> float:
    """Megabytes in memory."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / MB
    except OSError:
        return 0.0


def proportional(pid: int) -> float:
    """Megabytes in memory, those that several processes share divided among them."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024
