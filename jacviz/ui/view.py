"""The live view on a page, its hand-out, and what stands in its place for mappings of other shapes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from jacviz.gallery import gallery
from jacviz.live import mount
from jacviz.live.page import page
from jacviz.ui.markdown import literal
from jacviz.ui.session import Session

KEY = "live_view"
TITLE = "A mapping of the plane"


def guide(current: Session) -> None:
    """For a mapping of the gallery as it stands there: its name and what to look for."""
    for entry in gallery():
        if entry.text == current.resting.text.strip():
            st.caption(f"**{literal(entry.title)}.** {literal(entry.look)}")


def live(current: Session, analysis: dict[str, Any]) -> None:
    """The live view of the mapping and the button that hands it out."""

    def rested() -> None:
        rest = st.session_state[KEY].rest
        if isinstance(rest, dict) and rest.pop("version", None) == current.version:
            current.resting.view = rest

    mount.live_view(analysis["payload"], current.resting.view, current.version, key=KEY, on_rest=rested)
    st.download_button(
        "Hand out this view",
        lambda: page(analysis["payload"], title=TITLE, formula=analysis["mathml"], state=current.resting.view),
        file_name="jacviz-view.html",
        mime="text/html",
        on_click="ignore",
        icon=":material/download:",
        help="One HTML file with everything in it: it opens from disk, without a network, and every movement works.",
    )


def elsewhere(analysis: dict[str, Any]) -> None:
    """What is said where a mapping is not one of the plane."""
    rows, columns = analysis["shape"]
    home = "Derivatives" if rows == 1 else "Curves, surfaces and volumes"
    st.info(
        f"This mapping takes {columns} variable{'s' * (columns > 1)} to {rows} component{'s' * (rows > 1)}. "
        f"Explore draws mappings of the plane, two to two; pictures of this shape belong to the page “{home}”, "
        "which is not built yet. Its symbols are complete.",
        icon=":material/info:",
    )
