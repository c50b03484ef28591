"""A Möbius mapping drawn the usual way: st.slider, the lines computed on the server, st.plotly_chart."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

LINES, SAMPLES = 41, 25  # the live view's finest grid, and its samples a line before it refines any


def lines() -> tuple[np.ndarray, np.ndarray]:
    """The coordinate lines of the square, shape (2, LINES, SAMPLES + 1) each; NaN ends a line."""
    fixed, along = np.linspace(-0.7, 0.7, LINES), np.append(np.linspace(-0.7, 0.7, SAMPLES), np.nan)
    u, v = np.meshgrid(along, fixed)
    return np.stack([u, v]), np.stack([v, u])


st.set_page_config(layout="wide")
a = st.slider("a", -0.9, 0.9, 0.0, 0.018)
x, y = lines()
w = (x + 1j * y - a) / (1 - a * (x + 1j * y))
figure = make_subplots(1, 2)
for column, (xs, ys) in enumerate([(x, y), (w.real, w.imag)], 1):
    for axis in range(2):
        trace = go.Scatter(x=xs[axis].ravel(), y=ys[axis].ravel(), mode="lines", line_width=1, hoverinfo="skip")
        figure.add_trace(trace, 1, column)
figure.update_layout(title=f"a = {a:.3f}", showlegend=False, width=880, height=340)
figure.update_yaxes(scaleanchor="x", row=1, col=1)
figure.update_yaxes(scaleanchor="x2", row=1, col=2)
st.plotly_chart(figure, key="picture")
