"""The gallery's pictures, and what a click on one does."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from jacviz.explore.gallery import by_id, gallery
from jacviz.live import mount
from jacviz.ui.navigation import pages
from jacviz.ui.rooms import PART, room_of
from jacviz.ui.session import of_entry, session

KEY = "gallery_pictures"


def show() -> None:
    """All entries as pictures; a click opens the entry in its room."""
    mount.pictures(entries(), key=KEY, on_chosen=_open)
    if page := st.session_state.pop("gallery_open", None):
        st.switch_page(pages()[page])


@cache
def entries() -> list[dict[str, Any]]:
    """What the browser needs of each entry."""
    return [{"id": e.id, "title": e.title, "group": e.group, "look": e.look, "payload": e.payload} for e in gallery()]


def _open() -> None:
    chosen = st.session_state[KEY].chosen
    if chosen in {entry.id for entry in gallery()}:
        entry = by_id(chosen)
        room = room_of(entry.scene)
        session(room).open(of_entry(entry))
        st.session_state[PART] = room.key
        st.session_state.gallery_open = room.page
