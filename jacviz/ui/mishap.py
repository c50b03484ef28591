"""What a person sees, and what the log keeps, when something breaks that should not."""

from __future__ import annotations

import logging

import streamlit as st

from jacviz.engine.worker import fault

FAULTS = 200  # distinct ones that the log takes: it cannot grow without end

log = logging.getLogger("jacviz")
_logged: set[str] = set()


def on_script_error(error: Exception) -> bool:
    """A short message with a reference number for the person; the traceback under that number for the log, once."""
    broken = fault(error)
    if broken.reference not in _logged and len(_logged) < FAULTS:
        _logged.add(broken.reference)
        log.error("reference %s\n%s", broken.reference, broken.text)
    st.error(
        "Something went wrong on our side. What you typed is kept, and the link in the address bar brings this page "
        f"back: reload it, or change the formula. If you report it, give the reference {broken.reference}.",
        icon=":material/error:",
    )
    return True
