"""Whose pages may talk to the server: its own, and those of the hosts that Streamlit's options name.

Streamlit would also allow the machine's outer address, and asks another host for it whenever a stranger comes.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from jacviz.ui.doors.refusal import refuse

HERE = {"localhost", "127.0.0.1", "::1"}  # names of one machine

log = logging.getLogger("jacviz.doors")


class Origins:
    """Opens no session for a page of another origin, and hides such an origin from what answers a request; ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self._named = app, named()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self._is_ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            log.warning("A page of another origin was refused. If it is yours, name it in server.corsAllowedOrigins.")
            await refuse(scope, receive, send, text="This page may not talk to this server.")
        else:
            headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            await self.app({**scope, "headers": headers}, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        return is_ours(headers.get("origin"), headers.get("host", ""), self._named)


def named() -> set[str]:
    """The hosts that browser.serverAddress and server.corsAllowedOrigins name; "*" where server.enableCORS is off."""
    if not config.get_option("server.enableCORS"):
        return {"*"}
    address = config.get_option("browser.serverAddress") if config.is_manually_set("browser.serverAddress") else ""
    return {host_of(origin) for origin in (address, *config.get_option("server.corsAllowedOrigins"))} - {""}


def is_ours(origin: str | None, host: str, named: set[str]) -> bool:
    """Whether a page of that origin may talk to a server that it calls by that host. A program sends no origin."""
    if origin is None or "*" in named:
        return True
    mine, theirs = host_of(host), host_of(origin)
    return bool(theirs) and (origin.partition("://")[2] == host or theirs in named or {mine, theirs} <= HERE)


def host_of(address: str) -> str:
    """The name of the host in an origin or after one, "" where there is none."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
