"""The server: the Streamlit pages, plus one static route for the browser's assets. Start it with `make run`."""

from pathlib import Path

import streamlit as st
from streamlit import config

from jacviz.live.routes import asset_routes
from jacviz.ui.mishap import on_script_error
from jacviz.ui.work import engine

engine().warm()

app = st.App(
    Path(__file__).parent / "jacviz" / "ui" / "site.py",
    on_script_error=on_script_error,
    routes=asset_routes(config.get_option("server.baseUrlPath")),
)
