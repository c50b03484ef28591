"""Sees every event by which Python would run code, start a program, write a file or load a module."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

EVENTS = ("compile", "exec", "import", "os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.Popen",
          "ctypes.dlopen", "socket.connect", "socket.getaddrinfo", "pickle.find_class", "shutil.rmtree", "os.remove",
          "os.rename", "os.mkdir")  # fmt: skip
_seen: list[str] | None = None
_thread = 0


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is None or threading.get_ident() != _thread:
        return
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event in EVENTS:
        _seen.append(f"{event} {arguments!r:.200}")


sys.addaudithook(_hook)  # a hook cannot be taken away: it sleeps while nobody watches


@contextmanager
def watched() -> Iterator[list[str]]:
    """The events of this thread while the block runs."""
    global _seen, _thread
    _seen, _thread = [], threading.get_ident()
    try:
        yield _seen
    finally:
        _seen = None


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """TimeoutError in the block when it takes longer."""

    def ring(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"it took longer than {seconds:g} s")

    # SIGALRM belongs to jacviz.symbolic.budget, whose limits lie within this one; here the processor's time counts.
    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
