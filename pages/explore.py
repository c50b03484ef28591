"""Explore: type a mapping, read its Jacobian, watch area stretch."""

import streamlit as st

from jacviz.ui import inputs, symbols, view
from jacviz.ui.session import session

current = session()
analysis, error = current.analyse()

formula, picture = st.columns([3, 8], gap="medium")
with formula:
    inputs.mapping(current, error)
    if analysis:
        inputs.notes(analysis, stale=error is not None)
        inputs.ranges(current, analysis, error)
        if analysis["payload"]:
            determinant = symbols.summary(analysis)
with picture:
    view.guide(current)
    if analysis and analysis["payload"]:
        view.live(current, analysis)
        symbols.wide_matrix(analysis)
    elif analysis:
        view.elsewhere(analysis)
        determinant = symbols.summary(analysis, has_room=True)
if analysis:
    symbols.details(current, analysis)
current.write_link()
if analysis:
    symbols.shorten(current, analysis, determinant)
