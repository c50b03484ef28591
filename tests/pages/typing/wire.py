"""The wire between a browser and a server: it can be slow, be cut, and lead to another server."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from urllib.parse import urlsplit


class Wire:
    """A TCP relay on a port of its own. delay: seconds that every piece of data takes, each way."""

    def __init__(self, target: str, delay: float = 0.0) -> None:
        self.delay = delay
        self.lead_to(target)
        self._ends: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        start(self._accept)

    def lead_to(self, target: str) -> None:
        """New connections go to this address."""
        address = urlsplit(target)
        self._target = (address.hostname or "", address.port or 80)

    def cut(self) -> None:
        """Breaks every connection that there is; new ones are taken."""
        for end in tuple(self._ends):
            self._hang_up(end)

    def close(self) -> None:
        """Ends the relay."""
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):  # when the listener is closed
            while True:
                here, _ = self._listener.accept()
                start(self._connect, here)

    def _connect(self, here: socket.socket) -> None:
        try:
            there = socket.create_connection(self._target, timeout=5)
        except OSError:
            here.close()
            return
        there.settimeout(None)
        self._ends |= {here, there}
        for source, sink in ((here, there), (there, here)):
            pieces: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
            start(self._listen, source, pieces)
            start(self._deliver, pieces, sink)

    def _listen(self, source: socket.socket, pieces: SimpleQueue[tuple[float, bytes]]) -> None:
        piece = b"first"
        while piece:
            try:
                piece = source.recv(65536)
            except OSError:
                piece = b""
            pieces.put((time.monotonic() + self.delay, piece))

    def _deliver(self, pieces: SimpleQueue[tuple[float, bytes]], sink: socket.socket) -> None:
        """Hands every piece on when it has been on its way for the delay, in the order in which they came."""
        with suppress(OSError):
            while (due_piece := pieces.get())[1]:
                time.sleep(max(0.0, due_piece[0] - time.monotonic()))
                sink.sendall(due_piece[1])
        self._hang_up(sink)

    def _hang_up(self, end: socket.socket) -> None:
        self._ends.discard(end)
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


def start(work: object, *arguments: object) -> None:
    """Has a thread do it, that ends with the process."""
    Thread(target=work, args=arguments, daemon=True).start()  # type: ignore[arg-type]
