"""Questions for the engine's workers, in a module that they can import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from sympy import Symbol


def echo(request: Any) -> dict[str, Any]:
    return {"ok": True, "echo": request}


def count(request: tuple[str, str]) -> dict[str, Any]:
    """Leaves a line in a file each time that it is really asked."""
    note(request)
    time.sleep(0.2)
    return {"ok": True, "worker": os.getpid(), "echo": request[1]}


def hang(request: tuple[str, str]) -> dict[str, Any]:
    """Never answers; the file says how often it was begun."""
    note(request)
    while True:
        time.sleep(0.05)


def compute(request: tuple[str, str]) -> dict[str, Any]:
    """Never answers, and keeps a processor busy; the file says how often it was begun, and at which priority."""
    note((request[0], str(os.nice(0))))
    while True:
        sum(range(1000))


def announce_and_wait(request: tuple[str, str]) -> dict[str, Any]:
    """Writes its process id into a file, then waits until another file appears."""
    Path(request[0]).write_text(str(os.getpid()))
    while not Path(request[1]).exists():
        time.sleep(0.02)
    return {"ok": True, "worker": os.getpid()}


def priority(request: str) -> dict[str, Any]:
    return {"ok": True, "nice": os.nice(0)}


def fail(request: str) -> dict[str, Any]:
    raise RuntimeError(request)


def not_plain(request: str) -> dict[str, Any]:
    return {"ok": True, "symbol": Symbol(request)}


def eat(request: int) -> dict[str, Any]:
    """Asks for more memory than there may be."""
    return {"ok": True, "size": len(bytearray(request))}


def talk(request: int) -> dict[str, Any]:
    return {"ok": True, "text": "x" * request}


def end(request: str) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def stuck_in_c(request: str) -> dict[str, Any]:
    """Hangs where Python's own signals do not reach: a power of a huge number."""
    return {"ok": True, "digits": len(str(7 ** (10**8)))}


def note(request: tuple[str, str]) -> None:
    with Path(request[0]).open("a") as file:
        file.write(f"{request[1]}\n")
