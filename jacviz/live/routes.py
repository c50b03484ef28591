"""One static route for what the browser needs, under an address that changes with the content."""

from __future__ import annotations

import gzip
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from jacviz.live import assets

FOLDER = "jacviz-assets"
FOR_EVER = "public, max-age=31536000, immutable"


def asset_routes(base_path: str = "") -> list[Route]:
    """The route of the assets below the server's base path."""
    prefix = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    return [Route(f"{prefix}/{FOLDER}/{{version}}/{{name:path}}", _serve)]


async def _serve(request: Request) -> Response:
    name = request.path_params["name"]
    if name != "plotly.min.js" and name not in assets.modules():
        return Response("There is no such file.", status_code=404, media_type="text/plain")
    # An old address serves the new file, but is not kept: a page left open over an update goes on working.
    current = request.path_params["version"] == assets.version()
    headers = {
        "Cache-Control": FOR_EVER if current else "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Vary": "Accept-Encoding",
    }
    body, packed = _body(name)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type="text/javascript", headers={**headers, "Content-Encoding": "gzip"})
    return Response(body, media_type="text/javascript", headers=headers)


@cache
def _body(name: str) -> tuple[bytes, bytes]:
    text = assets.plotly_source() if name == "plotly.min.js" else assets.modules()[name]
    body = text.encode()
    return body, gzip.compress(body, 6)
