"""The tabs of a page: which of them is shown, from a click, from a link, or the first."""

from __future__ import annotations

import streamlit as st

from jacviz.ui.address import address, turn
from jacviz.ui.rooms import PART


def chosen(label: str, titles: dict[str, str], key: str) -> str:
    """The tab that the visitor clicked, or the link's, or the first; titles by the words that a link has for them."""
    first = next(iter(titles))
    if (wished := address().opened.get(PART)) in titles:
        st.session_state[key] = wished
    st.session_state.setdefault(key, first)
    return (
        st.segmented_control(
            label,
            list(titles),
            format_func=titles.__getitem__,
            required=True,
            key=key,
            persist_state="session",
            label_visibility="collapsed",
            on_change=turn,
        )
        or first
    )
