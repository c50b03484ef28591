"""What stands between the network and Streamlit: which addresses there are, who may ask, and what is answered.

Streamlit's own server answers more than these pages need. Here everything is shut, and what is needed is opened.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from jacviz.ui.doors.addresses import Addresses
from jacviz.ui.doors.headers import Headers, ancestors
from jacviz.ui.doors.index import index_routes, inline_scripts
from jacviz.ui.doors.journal import quieten
from jacviz.ui.doors.messages import Messages
from jacviz.ui.doors.origins import Origins

__all__ = ["doors"]


def doors(own: Sequence[Route], pages: Sequence[str]) -> tuple[list[Route], list[Middleware]]:
    """Routes and middleware for st.App: `own` routes, and one for each page by its name, of which the first opens.

    ValueError when JACVIZ_FRAME_ANCESTORS is no list of origins.
    """
    path = config.get_option("server.baseUrlPath").strip("/")
    base = f"/{path}" if path else ""
    routes = [*own, *index_routes(base, pages)]
    quieten()
    return routes, [
        Middleware(Headers, scripts=inline_scripts(base), ancestors=ancestors()),
        Middleware(Addresses, base=base, routes=routes),
        Middleware(Origins),
        Middleware(Messages),
    ]
