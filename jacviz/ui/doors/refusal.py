"""How a door says no."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

AGAINST_THE_RULES = 1008  # RFC 6455, section 7.4.1; before the handshake a browser sees 403


async def refuse(scope: Scope, receive: Receive, send: Send, *, text: str) -> None:
    """Answers a request by a text and 404, "not found"; opens no websocket."""
    answer = WebSocketClose(AGAINST_THE_RULES) if scope["type"] == "websocket" else PlainTextResponse(text, 404)
    await answer(scope, receive, send)
