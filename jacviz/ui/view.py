"""The live view in a room, its hand-out, and the ways to other rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from jacviz.gallery import Entry, gallery
from jacviz.link import encode
from jacviz.live import mount
from jacviz.live.page import page
from jacviz.payload import TITLES
from jacviz.ui.markdown import literal
from jacviz.ui.navigation import pages
from jacviz.ui.session import Session
from jacviz.ui.visit import Visit


def entry(current: Session) -> Entry | None:
    """The entry of the gallery that the texts are, as they stand."""
    texts = (current.resting.text.strip(), current.resting.outer.strip())
    return next((entry for entry in gallery() if (entry.text, entry.outer) == texts), None)


def guide(entry: Entry | None) -> None:
    """The name of an entry and what to look for; below the picture, which must not move when it comes and goes."""
    if entry:
        st.caption(f"**{literal(entry.title)}.** {literal(entry.look)}")


def live(current: Session, analysis: dict[str, Any]) -> None:
    """The live view of the mapping and the button that hands it out."""

    def rest(state: dict[str, Any]) -> None:
        current.resting.view = state

    payload = analysis["payload"]
    title = TITLES[payload["scene"]]
    show(payload, current.resting.view, current, rest, key=current.key("view"), title=title, formula=analysis["mathml"])


def show(
    payload: dict[str, Any],
    state: dict[str, Any],
    current: Visit,
    rest: Callable[[dict[str, Any]], None],
    *,
    key: str,
    title: str,
    formula: str = "",
) -> None:
    """The live view of a payload, which tells `rest` its state when a movement has ended, and the hand-out of both."""

    def rested() -> None:
        told = current.told(key, st.session_state[key].rest, dict)
        if told is not None:
            current.settle()
            rest(told)

    mount.live_view(payload, current.owned(key, state), key=key, on_rest=rested)
    st.download_button(
        "Hand out this view",
        lambda: page(payload, title=title, formula=formula, state=state),
        file_name="jacviz-view.html",
        mime="text/html",
        on_click="ignore",
        icon=":material/download:",
        help="One HTML file with everything in it: it opens from disk, without a network, and every movement works.",
    )


def way_to_explore(current: Session) -> None:
    """A link that opens the same mapping in Explore, as one of the plane."""
    query = encode(replace(current.resting, view={}, outer=""))
    st.page_link(pages()["explore"], label="Open in Explore", icon=":material/grid_on:", query_params=query)
