"""Gallery: the named mappings as pictures to click."""

import streamlit as st

from jacviz.ui import pictures

st.subheader("Named mappings")
st.caption("Point at a picture to see the plane bend into it; click it to open it in Explore.")
pictures.show()
