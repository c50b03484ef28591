"""The live view in a room, its hand-out, and the ways to other rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from jacviz.explore.gallery import Entry, gallery
from jacviz.explore.link import encode
from jacviz.explore.payload import TITLES
from jacviz.live import mount
from jacviz.live.handout import Handout, of_mapping
from jacviz.live.page import page
from jacviz.ui.markdown import literal
from jacviz.ui.navigation import pages
from jacviz.ui.session import Session
from jacviz.ui.visit import Visit

LONGEST_TITLE = 72  # characters


def entry(current: Session) -> Entry | None:
    """The entry of the gallery that is shown."""
    return next((entry for entry in gallery() if (entry.text, entry.outer) == _shown(current)), None)


def _shown(current: Session) -> tuple[str, str]:
    """The texts of what is shown: those that were read last, which need not be those that stand in the fields."""
    texts = current.asked or current.resting
    return texts.text.strip(), texts.outer.strip()


def guide(entry: Entry | None) -> None:
    """The name of an entry and what to look for; below the picture, which must not move when it comes and goes."""
    if entry:
        st.caption(f"**{literal(entry.title)}.** {literal(entry.look)}")


def live(current: Session, analysis: dict[str, Any]) -> None:
    """The live view of the mapping and the button that hands it out."""

    def rest(state: dict[str, Any]) -> None:
        current.resting.view = state

    named = entry(current)
    title, look = (named.title, named.look) if named else (_spoken(current, analysis["payload"]["scene"]), "")
    handout = of_mapping(title, analysis["latex"], analysis["chain"], look)
    show(analysis["payload"], current.resting.view, current, rest, key=current.key("view"), handout=handout)


def _spoken(current: Session, scene: str) -> str:
    """A mapping of one's own in a line: as it was typed where that is short, else by its kind."""
    typed = "; then ".join(", ".join(text.split("\n")) for text in _shown(current) if text)
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
        told = current.told(key, st.session_state[key].rest, dict)
        if told is not None:
            current.settle()
            rest(told)

    mount.live_view({**payload, "file": handout.file}, current.owned(key, state), key=key, on_rest=rested)
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
