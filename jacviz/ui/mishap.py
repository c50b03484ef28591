"""What a person sees, and what the log keeps, when something breaks that should not."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

log = logging.getLogger("jacviz")


def on_script_error(error: Exception) -> bool:
    """A short message with a reference number for the person, the traceback under that number for the log."""
    reference = secrets.token_hex(3)
    log.error("reference %s", reference, exc_info=error)
    st.error(
        "Something went wrong on our side. What you typed is kept, and the link in the address bar brings this page "
        f"back: reload it, or change the formula. If you report it, give the reference {reference}.",
        icon=":material/error:",
    )
    return True
