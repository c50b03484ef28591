"""The pages and the order in which they stand in the navigation."""

from pathlib import Path

import streamlit as st

from jacviz.live import mount
from jacviz.ui import address
from jacviz.ui.home import HOME

ABOUT = "**jacviz**: type a mapping, read its Jacobian, and feel with the mouse what the determinant does to area."
LONGEST_NAME = 60  # characters of a title's part
FOLDER = HOME / "pages"
PAGES = (
    ("explore", "explore.py", "Explore", "grid_on"),
    ("derivatives", "derivatives.py", "Derivatives", "show_chart"),
    ("shapes", "shapes.py", "Curves, surfaces and volumes", "view_in_ar"),
    ("networks", "networks.py", "Neural networks", "hub"),
    ("integrals", "change_of_variables.py", "Change of variables", "swap_horiz"),
    ("gallery", "gallery.py", "Gallery", "apps"),
)


def pages() -> dict[str, st.Page]:
    """The pages by their address; the first is the one that opens."""
    first, *_ = PAGES
    return {
        path: st.Page(FOLDER / file, title=title, url_path=path, icon=f":material/{icon}:", default=path == first[0])
        for path, file, title, icon in PAGES
    }


def run() -> None:
    """Draws the navigation and runs the chosen page."""
    st.set_page_config(
        page_title="jacviz",
        page_icon=Path(__file__).with_name("icon.svg"),
        layout="wide",
        menu_items={"About": ABOUT},  # with an entry of its own the menu is shown, and the choice of theme with it
    )
    st.html(Path(__file__).with_name("page.css"))
    page = st.navigation(list(pages().values()), position="top")
    mount.connection(page.url_path)
    address.arrive(page.url_path)
    st.html(f'<h1 class="jv-unseen">{page.title}</h1>')
    page.run()


def entitle(*names: str) -> None:
    """Names the browser's tab, and with it the bookmark: from what is shown to the app."""
    shown = (name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…" for name in names if name)
    st.set_page_config(page_title=" · ".join([*shown, "jacviz"]))
