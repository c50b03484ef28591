"""Which messages a page may send over its websocket: those of Streamlit's protocol that these pages use."""

from __future__ import annotations

import logging

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

# Beside them a browser may ask to empty the cache that all share, and for more that no visitor of these pages needs. A
# deferred file is one that is made when its button is pressed.
USED = {"rerun_script", "stop_script", "app_heartbeat", "deferred_file"}
UNREADABLE = 1003  # why a connection is closed: unsupported data (RFC 6455, section 7.4.1)

log = logging.getLogger("jacviz.doors")


class Messages:
    """Ends a connection that sends anything but messages of the protocol; hands on those that are used; ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        is_closed = False

        async def receive_used() -> Message:
            nonlocal is_closed
            while (message := await receive())["type"] == "websocket.receive":
                kind = kind_of(message)
                if kind in USED:
                    break
                if kind is None:
                    is_closed = True
                    log.warning("A connection was closed: what it sent is no message of a page.")
                    await send({"type": "websocket.close", "code": UNREADABLE})
                    return {"type": "websocket.disconnect", "code": UNREADABLE}
            return message

        async def send_while_open(message: Message) -> None:
            if not is_closed:
                await send(message)

        await self.app(scope, receive_used, send_while_open)


def kind_of(message: Message) -> str | None:
    """The kind of a message from a page; None for what is none."""
    read = BackMsg()
    try:
        read.ParseFromString(message.get("bytes") or b"")
    except DecodeError:
        return None
    kind = read.WhichOneof("type")
    return read.backend_operation_request.WhichOneof("payload") if kind == "backend_operation_request" else kind
