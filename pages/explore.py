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
        inputs.notes(current, analysis, stale=error is not None)
        symbols.summary(analysis)
        inputs.ranges(current, analysis, error)
with picture:
    if analysis and analysis["payload"]:
        view.live(current, analysis)
    elif analysis:
        view.elsewhere(analysis)
    if analysis:
        symbols.wide_matrix(analysis)
if analysis:
    symbols.details(current, analysis)
current.write_link()
