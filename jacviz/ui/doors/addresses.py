"""Which addresses are answered: our routes, and of Streamlit's what the pages ask for. All others are not found."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from jacviz.ui.doors.refusal import refuse

VARIABLE = "JACVIZ_METRICS"
# Nothing is uploaded here, no component has files of its own, nobody logs in, and no agent drives a page.
STREAMLITS = ("_stcore/health", "_stcore/host-config", "_stcore/stream")
MADE = "media/"  # below it stand the files that a page hands out


class Addresses:
    """Hands on what is asked of an open address; ASGI."""

    def __init__(self, app: ASGIApp, *, base: str, routes: Sequence[Route]) -> None:
        self.app, self._base, self._routes = app, base, routes
        self._known = {*STREAMLITS, *streamlits_files(), *metrics()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not self._is_open(scope):
            await refuse(scope, receive, send, text=f"There is no such page. Begin at {self._base}/")
        else:
            await self.app(scope, receive, send)

    def _is_open(self, scope: Scope) -> bool:
        path = scope["path"]
        if path == self._base:
            return True  # Streamlit sends who asks without a slash to the root
        if not path.startswith(f"{self._base}/"):
            return False
        name = path[len(self._base) + 1 :]
        return name in self._known or name.startswith(MADE) or self._is_ours(scope)

    def _is_ours(self, scope: Scope) -> bool:
        # Streamlit sends who asks with a slash at the end to the address without it.
        plain = {**scope, "path": scope["path"].rstrip("/") or "/"}
        return any(route.matches(asked)[0] is not Match.NONE for asked in (scope, plain) for route in self._routes)


def metrics() -> Iterable[str]:
    """The address of Streamlit's counters, where the environment variable JACVIZ_METRICS is "public"."""
    return ("_stcore/metrics",) if os.environ.get(VARIABLE) == "public" else ()


def streamlits_files() -> set[str]:
    """The files of Streamlit's own page."""
    folder = Path(file_util.get_static_dir())
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
