"""What comes over the websocket: garbage ends its connection and little else, and nobody else's page notices."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from typing import Any

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from jacviz.ui.doors.journal import MOST
from jacviz.ui.doors.messages import UNREADABLE
from tests.apart import apart
from tests.benchmarks.visitor import of_app
from tests.servers import App

GARBAGE: tuple[bytes | str, ...] = (
    b"", b"\x00", b"\xff\xfe", b"\xff" * 5000, "", "text", "x" * 5000, '{"rerun_script": {}}',
    b"GET / HTTP/1.1\r\n\r\n", random.Random(1).randbytes(999),
)  # fmt: skip
UNUSED = ("clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime")


@pytest.fixture
def server() -> Iterator[App]:
    """A server of its own: its log is looked at from the first line."""
    app = App()
    yield app
    app.stop()
    app.log.unlink()


def connect(url: str, path: str = "/_stcore/stream", **options: Any) -> Any:
    address = url.replace("http://", "ws://") + path
    return websockets.connect(address, subprotocols=["streamlit"], **{"origin": url, "max_size": 32 << 20, **options})


async def closed_by(url: str, message: bytes | str) -> int | None:
    """The code with which a connection ends that sends a message."""
    async with connect(url) as socket, asyncio.timeout(20):
        await socket.send(message)
        await socket.wait_closed()
        return socket.close_code


@pytest.mark.parametrize("message", GARBAGE, ids=lambda message: repr(message[:12]))
def test_garbage_ends_its_connection(app_url: str, message: bytes | str) -> None:
    assert apart(closed_by(app_url, message)) == UNREADABLE


def test_two_hundred_pieces_of_garbage_write_a_few_lines(server: App) -> None:
    async def pour() -> None:
        chance = random.Random(2)
        for _ in range(200):
            await closed_by(server.url, chance.choice(GARBAGE))
        for _ in range(40):
            assert await refused(server.url, origin="http://elsewhere.example") == 403
        visitor = of_app(server.url)
        await visitor.enter()
        assert visitor.is_shown
        await visitor.leave()

    server.url  # noqa: B018 what the start writes comes before
    server.new_log()
    apart(pour())
    log = server.new_log()
    assert "Traceback" not in log
    assert 0 < len(log.splitlines()) <= 2 * MOST, log


@pytest.mark.parametrize("kind", UNUSED)
def test_what_no_page_sends_is_left_unread(app_url: str, kind: str) -> None:
    """The connection stays, and a page is shown over it."""

    async def try_it() -> bool:
        visitor = of_app(app_url)
        await visitor.enter()
        message = BackMsg()
        setattr(message, kind, True)
        await visitor.socket.send(message.SerializeToString())
        await visitor.type("x = u^2\ny = v")
        await visitor.leave()
        return visitor.is_shown

    assert apart(try_it())


async def refused(url: str, path: str = "/_stcore/stream", **options: Any) -> int:
    """The status with which a server declines to open a websocket."""
    with pytest.raises(websockets.InvalidStatus) as declined:
        await connect(url, path, **options)
    return int(declined.value.response.status_code)


@pytest.mark.parametrize("path", ["/", "/networks/_stcore/stream", "/x"])
def test_no_socket_is_open_elsewhere(app_url: str, path: str) -> None:
    assert apart(refused(app_url, path)) == 403
