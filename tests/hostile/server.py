"""The server of the page shown.py, with the browser's assets: streamlit run tests/hostile/server.py."""

from pathlib import Path
from sys import path

path.insert(0, str(Path(__file__).parents[2]))

import streamlit as st

from jacviz.live.routes import asset_routes

app = st.App(Path(__file__).with_name("shown.py"), routes=asset_routes())
