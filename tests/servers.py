"""The two servers that browser tests talk to: the app, and the ES modules of jacviz/live/ on their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from jacviz.live.assets import PLOTLY

ROOT = Path(__file__).resolve().parent.parent
BLANK = b"<!doctype html><html lang='en'><meta charset='utf-8'><title>blank</title><body></body></html>"
START_SECONDS = 60.0


def free_port() -> int:
    """A TCP port that nothing listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class App:
    """The app as `make run` serves it, or another script; its process starts when its address is first asked for."""

    def __init__(self, script: str = "", folder: Path = ROOT) -> None:
        self.start = ["streamlit", "run", script] if script else ["jacviz"]
        self.folder = folder
        self.health = "_stcore/health"  # where it says that it is ready
        self.log = Path(tempfile.mkstemp(prefix="jacviz-app-", suffix=".log")[1])
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""
        self._read = 0

    @property
    def url(self) -> str:
        """Where the server answers, without a slash at the end. RuntimeError with its log if it does not."""
        if self._process is None:
            self._start()
        return self._url

    @property
    def pid(self) -> int:
        """The server's process, which leads the session of all that it started; RuntimeError before its start."""
        if self._process is None:
            raise RuntimeError("The server has not been started: ask for its url first.")
        return self._process.pid

    def command(self, port: int) -> list[str]:
        """How it is started, with nothing set but where it listens and that no browser opens."""
        options = {"--server.port": str(port), "--server.address": "127.0.0.1", "--server.headless": "true"}
        return [sys.executable, "-m", *self.start, *(text for option in options.items() for text in option)]

    def _start(self) -> None:
        port = free_port()
        with self.log.open("wb") as log:
            # A session of its own: the worker processes die with the server.
            self._process = subprocess.Popen(
                self.command(port),
                cwd=self.folder,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._url = f"http://127.0.0.1:{port}"
        self._wait()

    def _wait(self) -> None:
        assert self._process
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self._url}/{self.health}", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"The app did not start in {START_SECONDS:.0f} s. Its log:\n{self.log.read_text()}")

    def stop(self) -> None:
        """Ends the server and every process that it started."""
        if self._process is None:
            return
        for wanted in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, wanted)
                self._process.wait(timeout=10)
            except (ProcessLookupError, PermissionError):
                break
            except subprocess.TimeoutExpired:
                continue
        self._process.wait(timeout=10)
        self._process = None

    def new_log(self) -> str:
        """What the server has written since the last call; empty while it has not been started."""
        text = self.log.read_text(errors="replace")
        new, self._read = text[self._read :], len(text)
        return new


class ModuleHandler(SimpleHTTPRequestHandler):
    """Serves one folder, the tests' own modules below /tests/, a blank page at /, and Plotly."""

    # Named here because the machine's own table may call .js text/plain, which no browser runs as a module.
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".css": "text/css",
        ".json": "application/json",
    }

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            self._send(BLANK, "text/html; charset=utf-8")
        elif path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        elif path == "/plotly.min.js":
            self._send(PLOTLY.read_bytes(), "text/javascript")
        else:
            if path.startswith("/tests/"):
                self.directory = str(ROOT)
            super().do_GET()

    def end_headers(self) -> None:
        # Each process has a port of its own, and so a cache of its own: a page loads 100 modules, each of them once.
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: a request for a missing file already fails its test in the browser."""


@contextmanager
def module_server(folder: Path = ROOT / "jacviz" / "live") -> Iterator[str]:
    """Serves a folder of ES modules; yields its address without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(ModuleHandler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
