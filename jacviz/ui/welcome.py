"""What the server says when it is ready."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit import config, net_util
from streamlit.web.server.server_util import get_url

ALL = {"", "0.0.0.0", "::"}  # addresses that stand for every one of the machine


@asynccontextmanager
async def welcome(app: Any) -> AsyncIterator[None]:
    """Says where the pages are; Streamlit's own welcome would ask another host for the machine's outer address."""
    for place, url in addresses().items():
        print(f"  {place}: {url}", flush=True)
    yield


def addresses() -> dict[str, str]:
    """Where the pages are for this machine and for others."""
    if config.is_manually_set("browser.serverAddress"):
        return {"jacviz": get_url(config.get_option("browser.serverAddress"))}
    address = config.get_option("server.address") or ""
    if address not in ALL:
        return {"jacviz": get_url(address)}
    others = net_util.get_internal_ip()
    return {"jacviz": get_url("localhost")} | ({"for others": get_url(others)} if others else {})
