"""The steps of the Derivatives page, and which of them is shown."""

from __future__ import annotations

import streamlit as st

from jacviz.ui.rooms import PART, STEPS, Room
from jacviz.ui.visit import address


def chosen() -> Room:
    """The step that the visitor chose, or the link's, or the first."""
    rooms = {room.key: room for room in STEPS}
    wished = address().get(PART)
    st.session_state.setdefault(PART, wished if wished in rooms else STEPS[0].key)
    key = st.segmented_control(
        "Step",
        list(rooms),
        format_func=lambda key: rooms[key].title,
        required=True,
        key=PART,
        persist_state="session",
        label_visibility="collapsed",
    )
    return rooms[key or STEPS[0].key]
