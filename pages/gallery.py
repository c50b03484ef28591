"""Gallery: the named mappings as pictures to click."""

import streamlit as st

from jacviz.ui import pictures
from jacviz.ui.navigation import entitle

entitle("Gallery")
st.subheader("Named mappings")
st.caption("Point at a picture to see it move; click it to open it.")
pictures.show()
