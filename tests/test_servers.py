"""One configuration for all: what tests and benchmarks measure is the server that people get."""

from __future__ import annotations

import json
import os
import subprocess
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.apart import apart
from tests.benchmarks.visitor import of_app
from tests.servers import ROOT, App

OWN = {"--server.port", "--server.address", "--server.headless"}  # where it listens, and that no browser opens
CONFIGURED = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


@contextmanager
def running(app: App) -> Iterator[str]:
    """The address of a server that ends with the block."""
    try:
        yield app.url
    finally:
        app.stop()
        app.log.unlink()


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """A configuration file's options under their dotted names."""
    found = {}
    for name, value in table.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return found


def test_the_tests_start_the_app_as_make_run_does() -> None:
    make = ["make", "--no-print-directory", "-n", "run"]
    planned = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=True)
    *_, started = planned.stdout.strip().splitlines()
    _, *command = App().command(1)
    assert " ".join(command).startswith(started.split(maxsplit=1)[1].strip())
    options = command[len(started.split()) - 1 :]
    assert set(options[::2]) == OWN


def test_a_running_server_has_the_options_of_the_configuration() -> None:
    with running(App("tests/options.py")) as url, urllib.request.urlopen(f"{url}/options") as answer:
        effective = json.load(answer)
    wanted = flat(CONFIGURED)
    assert {name: effective[name] for name in wanted} == wanted


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks into the process as Linux shows it")
def test_nobody_who_enters_makes_the_server_watch_files() -> None:
    app = App()
    with running(app) as url:
        apart(enter(url))
        assert not any("inotify" in kind for kind in open_files(app.pid))


def open_files(pid: int) -> Iterator[str]:
    """What a process holds open; what it closes meanwhile is left out."""
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield os.readlink(file)


async def enter(url: str) -> None:
    visitor = of_app(url)
    await visitor.enter()
    await visitor.leave()
