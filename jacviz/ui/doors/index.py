"""The one HTML page of all addresses: Streamlit's, which learns from us where its server is."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import file_util

# Without this it looks below the address of each page first, and the browser reports what it does not find there.
TOLD = '<head><script>window.__streamlit = {{ BACKEND_BASE_URL: location.origin + "{base}/" }}</script>'
# What Streamlit's page says of itself, and what this one says.
WORDS = {
    r"<title>.*?</title>": "<title>jacviz</title>",
    r"<noscript>.*?</noscript>": "<noscript>These pages are drawn by JavaScript: please allow it.</noscript>",
    r'<!--(?:(?!-->).)*-->\s*<link rel="service-desc".*?>': "",  # an interface for programs, which is shut here
}
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def index(base: str) -> str:
    """The HTML of every page, below the server's base path."""
    text = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    for theirs, ours in WORDS.items():
        text = re.sub(theirs, ours, text, count=1, flags=re.DOTALL)
    return text.replace("<head>", TOLD.format(base=base), 1)


def inline_scripts(base: str) -> list[str]:
    """The digests of the scripts that stand in the page, as a Content-Security-Policy names them."""
    digests = [hashlib.sha256(script.encode()).digest() for script in _SCRIPT.findall(index(base))]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def index_routes(base: str, pages: Sequence[str]) -> list[Route]:
    """An address for each page, by its name; the first stands at the root, and its name leads there."""

    async def serve(request: Request) -> Response:
        return HTMLResponse(index(base), headers={"Cache-Control": "no-cache"})

    async def to_root(request: Request) -> Response:
        return RedirectResponse(request.url.replace(path=f"{base}/"))

    first, *others = pages
    return [Route(f"{base}/{first}", to_root), *(Route(f"{base}/{page}", serve) for page in ("", *others))]
