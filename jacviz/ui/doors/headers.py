"""What a browser is told of every answer: which scripts may run, who may frame the page, and whom it may ask."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from starlette.datastructures import Headers as Read
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

VARIABLE = "JACVIZ_FRAME_ANCESTORS"
# A source of a Content-Security-Policy: a scheme, or a host with or without one; * may stand for a part of its name.
SOURCE = re.compile(r"(https?:)?(//)?(\*\.)?[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*(:(\d{1,5}|\*))?")
HOST = re.compile(r"[a-zA-Z0-9.-]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # a link holds what was typed: no other site learns of it
}


def ancestors() -> tuple[str, ...]:
    """Who may frame a page: its own origin, and the origins that JACVIZ_FRAME_ANCESTORS names, with spaces between.

    ValueError for what is no origin.
    """
    named = os.environ.get(VARIABLE, "").split()
    for source in named:
        if not SOURCE.fullmatch(source):
            raise ValueError(f"{VARIABLE} holds {source!r}. Name origins, such as https://moodle.example.org.")
    return "'self'", *named


def policy(scripts: Sequence[str], frames: Sequence[str], host: str) -> str:
    """The Content-Security-Policy of a page.

    scripts: the digests of those that stand in the page; host: as the browser wrote it, "" where it is no name.
    """
    # Not every browser counts a websocket to the page's own host as 'self'.
    sockets = [f"ws://{host}", f"wss://{host}"] if host else []
    allowed = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "blob:", *scripts],  # Streamlit starts a component's module from a blob
        "style-src": ["'self'", "'unsafe-inline'"],  # its styles are made in the browser
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", *sockets],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": frames,
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in allowed.items())


class Headers:
    """Adds the headers to every answer that has none of that name; ASGI."""

    def __init__(self, app: ASGIApp, *, scripts: Sequence[str], ancestors: Sequence[str]) -> None:
        self.app, self._scripts, self._ancestors = app, scripts, ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._of(scope).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    def _of(self, scope: Scope) -> dict[str, str]:
        host = Read(scope=scope).get("host", "")
        named = host if HOST.fullmatch(host) else ""
        return {**ALWAYS, "Content-Security-Policy": policy(self._scripts, self._ancestors, named)}
