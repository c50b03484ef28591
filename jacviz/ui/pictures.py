"""The gallery's pictures, and what a click on one does."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from jacviz.analysis import payload
from jacviz.gallery import by_id, gallery
from jacviz.live import mount
from jacviz.ui.navigation import pages
from jacviz.ui.session import of_entry, session

KEY = "gallery_pictures"


def show() -> None:
    """All entries as pictures; a click opens the entry in Explore."""
    mount.pictures(entries(), key=KEY, on_chosen=_open)
    if st.session_state.pop("gallery_open", False):
        st.switch_page(pages()["explore"])


@cache
def entries() -> list[dict[str, Any]]:
    """What the browser needs of each entry."""
    return [
        {"id": e.id, "title": e.title, "group": e.group, "look": e.look, "payload": payload(e.mapping)}
        for e in gallery()
    ]


def _open() -> None:
    chosen = st.session_state[KEY].chosen
    if chosen in {entry.id for entry in gallery()}:
        session().open(of_entry(by_id(chosen)))
        st.session_state.gallery_open = True
