"""The engine that all visitors share."""

from functools import cache

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jacviz.engine import Engine


@cache
def engine() -> Engine:
    """One pool of workers for the whole server."""
    return Engine(visitor=_visitor, checkpoint=_checkpoint)


def _visitor() -> str | None:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else None


def _checkpoint() -> None:
    """Lets Streamlit end this run of the script, as it does at a look into the state when a newer run has begun."""
    "explore" in st.session_state  # noqa: B015
