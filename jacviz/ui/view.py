"""The live view in a room, its hand-out, and the ways to other rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from jacviz.gallery import Entry, gallery
from jacviz.link import encode
from jacviz.live import mount
from jacviz.live.handout import Handout, of_mapping
from jacviz.live.page import page
from jacviz.payload import TITLES
from jacviz.ui.markdown import literal
from jacviz.ui.navigation import pages
from jacviz.ui.session import Session
from jacviz.ui.visit import Visit

LONGEST_TITLE = 72  # characters


def guide(current: Session) -> None:
    """For a mapping of the gallery as it stands there: its name and what to look for."""
    if entry := _entry(current):
        st.caption(f"**{literal(entry.title)}.** {literal(entry.look)}")


def _entry(current: Session) -> Entry | None:
    """The entry of the gallery that the texts are, as they stand."""
    texts = (current.resting.text.strip(), current.resting.outer.strip())
    return next((entry for entry in gallery() if (entry.text, entry.outer) == texts), None)


def live(current: Session, analysis: dict[str, Any]) -> None:
    """The live view of the mapping and the button that hands it out."""

    def rest(state: dict[str, Any]) -> None:
        current.resting.view = state

    entry = _entry(current)
    title, look = (entry.title, entry.look) if entry else (_spoken(current, analysis["payload"]["scene"]), "")
    handout = of_mapping(title, analysis["latex"], analysis["chain"], look)
    show(analysis["payload"], current.resting.view, current, rest, key=current.key("view"), handout=handout)


def _spoken(current: Session, scene: str) -> str:
    """A mapping of one's own in a line: as it was typed where that is short, else by its kind."""
    stages = (current.resting.text, current.resting.outer)
    typed = "; then ".join(", ".join(text.split("\n")) for text in map(str.strip, stages) if text)
    return typed if len(typed) <= LONGEST_TITLE else TITLES[scene]


def show(
    payload: dict[str, Any],
    state: dict[str, Any],
    current: Visit,
    rest: Callable[[dict[str, Any]], None],
    *,
    key: str,
    handout: Handout,
) -> None:
    """The live view of a payload, which tells `rest` its state when a movement has ended, and the hand-out of both."""
    def rested() -> None:
        told = st.session_state[key].rest
        if isinstance(told, dict) and told.pop("version", None) == current.version:
            rest(told)

    mount.live_view({**payload, "file": handout.file}, state, current.version, key=key, on_rest=rested)
    st.download_button(
        "Hand out this view",
        lambda: page(payload, handout, state),
        file_name=f"jacviz-{handout.file}.html",
        mime="text/html",
        on_click="ignore",
        icon=":material/download:",
        help="One HTML file with everything in it: it opens from disk, without a network, and every movement works.",
    )


def way_to_explore(current: Session) -> None:
    """A link that opens the same mapping in Explore, as one of the plane."""
    query = encode(replace(current.resting, view={}, outer=""))
    st.page_link(pages()["explore"], label="Open in Explore", icon=":material/grid_on:", query_params=query)
