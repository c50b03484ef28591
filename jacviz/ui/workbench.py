"""The screen of a room: what was typed on the left, the picture on the right, the symbols below."""

from __future__ import annotations

from typing import Any

import streamlit as st

from jacviz.ui import inputs, symbols, view
from jacviz.ui.navigation import entitle
from jacviz.ui.rooms import Room
from jacviz.ui.session import Session, session


def show(room: Room) -> None:
    """Everything about the mapping that the visitor has in a room.

    What comes and goes stands in a container of its own: whatever it pushed along in its column, a field, a fold or the
    picture, would be taken out of the page and put back, under the hand of who types or drags.
    """
    current = session(room)
    analysis, error = current.analyse()
    formula, picture = st.columns([3, 8], gap="medium")
    with formula:
        inputs.mapping(current, error)
        if analysis:
            with st.container():
                inputs.notes(current, analysis, stale=error is not None)
            inputs.ranges(current, analysis, error)
            determinant = symbols.summary(analysis)
    with picture:
        if analysis:
            view.live(current, analysis)
        entry = view.entry(current)
        with st.container():
            view.guide(entry)
        if analysis:
            symbols.wide(analysis)
    entitle(entry.title if entry else "; ".join(current.resting.text.split("\n")), room.title)
    if analysis:
        symbols.details(current, analysis)
    current.write_link()
    if analysis:
        _leave(current, analysis)
        symbols.shorten(current, analysis, determinant)


def _leave(current: Session, analysis: dict[str, Any]) -> None:
    """The way to Explore, where the same mapping is drawn as one of the plane."""
    if analysis["shape"] == [2, 2] and analysis["payload"]["scene"] != "plane":
        view.way_to_explore(current)
