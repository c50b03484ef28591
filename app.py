"""The server: the Streamlit pages, and one static route for the browser's assets. Start it with `make run`."""

import streamlit as st
from streamlit import config

from jacviz.live.routes import asset_routes
from jacviz.ui import site
from jacviz.ui.doors import doors
from jacviz.ui.mishap import on_script_error
from jacviz.ui.navigation import PAGES
from jacviz.ui.welcome import welcome
from jacviz.ui.work import engine

engine().warm()

routes, middleware = doors(asset_routes(config.get_option("server.baseUrlPath")), pages=[name for name, *_ in PAGES])

app = st.App(
    site.__file__,
    lifespan=welcome,
    on_script_error=on_script_error,
    routes=routes,
    middleware=middleware,
)
