"""A server that tells which options it runs with: streamlit run tests/options.py, then GET /options."""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit import config


async def options(request: Request) -> JSONResponse:
    """Every option by its name, as it stands in the running server."""
    return JSONResponse({name: option.value for name, option in config.get_config_options().items()})


app = st.App(Path(__file__), routes=[Route("/options", options)])
