"""The symbolic side of a page: the Jacobian matrix, the determinant, badges, and more on request."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jacviz.explore.analysis import shorter
from jacviz.ui.markdown import literal
from jacviz.ui.session import Session
from jacviz.ui.work import engine

NARROW = 27  # characters of a Jacobian matrix that fits beside the picture
SMALL = (
    6  # rows and columns of one that is written out; what is larger, live/controls/heatMap.js shows, which has the same
)
CONVENTION = "Rows of J are the components, columns the variables in the order of the variables field"
SQUARE = ": swapping two variables flips the sign of det J."


def summary(analysis: dict[str, Any]) -> DeltaGenerator:
    """J with its entries named, what follows from it, and the badges; returns the place of the determinant."""
    latex = analysis["latex"]
    with st.container(key="summary"):
        if not _is_large(analysis):
            _beside_the_picture(analysis)
        place = st.empty()
        if latex["determinant"] and not _is_ordinary(analysis):
            _determinant(place, latex["determinant"], "" if latex["finished"] else "Looking for a shorter form …")
        if latex["element"]:
            st.latex(rf"\sqrt{{\det J^{{\mathsf T}} J}} = {latex['element']}")
        if not _is_ordinary(analysis):
            badges(analysis)
    return place


def _beside_the_picture(analysis: dict[str, Any]) -> None:
    """J where it fits into the narrow column, else its entries one by one where they are few."""
    latex = analysis["latex"]
    if analysis["width"] <= NARROW and _is_ordinary(analysis):
        st.latex(latex["partials"][0])
    elif analysis["width"] <= NARROW:
        st.latex(rf"\begin{{aligned}} J &= {latex['symbols']} \\[2.6ex] &= {latex['jacobian']} \end{{aligned}}")
    elif 1 < len(latex["partials"]) <= 4:
        for partial in latex["partials"]:
            st.latex(partial)


def _is_ordinary(analysis: dict[str, Any]) -> bool:
    """One function of one variable: it has a derivative, of which nobody says determinant."""
    return analysis["shape"] == [1, 1]


def _is_large(analysis: dict[str, Any]) -> bool:
    return max(analysis["shape"]) > SMALL


def shorten(current: Session, analysis: dict[str, Any], place: DeltaGenerator) -> None:
    """A longer search for a short determinant, where the first was cut short; the page shows everything else before."""
    if analysis["latex"]["finished"] or _is_ordinary(analysis):
        return
    answer = engine().ask(shorter, current.asked, is_patient=True)
    found = answer["latex"] if answer["ok"] else analysis["latex"]["determinant"]
    is_shortest = answer["ok"] and answer["finished"]
    _determinant(place, found, "" if is_shortest else "There may be a shorter form: the search took too long.")


def _determinant(place: DeltaGenerator, formula: str, note: str) -> None:
    with place.container():
        st.latex(rf"\det J = {formula}")
        if note:
            st.caption(note)


def wide(analysis: dict[str, Any]) -> None:
    """What needs the whole width: the chain rule, and J where it is too wide to stand beside the picture."""
    latex, chain = analysis["latex"], analysis["chain"]
    if chain:
        st.latex(r"J_{g \circ f}(p) = J_g(f(p)) \; J_f(p)")
        st.latex(rf"{latex['jacobian']} = {chain['outer_at_f']} {chain['inner']}")
        st.latex(rf"J_g = {chain['outer']}")
    elif _is_large(analysis):
        rows, columns = analysis["shape"]
        st.caption(f"J has {rows} × {columns} entries: the table shows their values, “Each partial” their formulas.")
    elif analysis["width"] > NARROW and _is_ordinary(analysis):
        st.latex(latex["partials"][0])
    elif analysis["width"] > NARROW:
        st.latex(rf"J = {latex['symbols']} = {latex['jacobian']}")


def badges(analysis: dict[str, Any]) -> None:
    """What holds for the mapping; each badge says on what evidence."""
    with st.container(horizontal=True, gap="xsmall"):
        for badge in analysis["badges"]:
            by_samples = badge["evidence"] == "samples"
            st.badge(
                badge["name"] + (" (sampled)" if by_samples else ""),
                color="orange" if badge["name"].startswith(("singular", "reverses")) else "blue",
                icon=":material/query_stats:" if by_samples else ":material/check:",
                help=literal(badge["detail"]),
            )
    for badge in analysis["badges"]:
        if badge["latex"] and badge["name"].startswith("singular"):
            st.latex(badge["latex"])


def details(current: Session, analysis: dict[str, Any]) -> None:
    """The partials, the determinant before tidying, the inverse and the sources, one at a time."""
    latex = analysis["latex"]
    square = latex["determinant"] is not None
    choices = ["Each partial", *(["Before tidying", "Inverse of J"] if square else []), *analysis["code"]]
    with st.container(key="symbols"):
        st.caption(CONVENTION + (SQUARE if square and not _is_ordinary(analysis) else "."))
        chosen = st.segmented_control("Show", choices, key=current.key("details"), label_visibility="collapsed")
        if chosen == "Each partial" and _is_large(analysis):
            _partials_of_one(current, analysis)
        elif chosen == "Each partial":
            _partials(analysis)
        elif chosen == "Before tidying":
            st.latex(rf"\det J = {latex['untidied']}")
        elif chosen == "Inverse of J":
            answer = engine().inverse(current.asked)
            if answer["ok"]:
                st.latex(rf"J^{{-1}} = {answer['latex']}")
            else:
                st.text(answer["error"]["message"])
        elif chosen in analysis["code"]:
            st.code(analysis["code"][chosen], language="latex" if chosen == "LaTeX" else "python")


def _partials(analysis: dict[str, Any]) -> None:
    rows, columns = analysis["shape"]
    partials = analysis["latex"]["partials"]
    for i in range(rows):
        for column, partial in zip(st.columns(columns), partials[i * columns : (i + 1) * columns], strict=True):
            column.latex(partial)


def _partials_of_one(current: Session, analysis: dict[str, Any]) -> None:
    """The partial derivatives that are not 0 of one component among many."""
    _, columns = analysis["shape"]
    labels = [name["label"] for name in analysis["names"]]
    row = st.selectbox("of", range(len(labels)), format_func=labels.__getitem__, key=current.key("component"))
    partials = analysis["latex"]["partials"][row * columns : (row + 1) * columns]
    for partial in [p for p in partials if not p.endswith("= 0")] or partials[:1]:
        st.latex(partial)
