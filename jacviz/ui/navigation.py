"""The pages and the order in which they stand in the navigation."""

from pathlib import Path

import streamlit as st

ABOUT = "**jacviz**: type a mapping, read its Jacobian, and feel with the mouse what the determinant does to area."
FOLDER = Path(__file__).parents[2] / "pages"


def pages() -> dict[str, st.Page]:
    """The pages by their file's name."""
    return {
        "explore": st.Page(
            FOLDER / "explore.py", title="Explore", url_path="explore", icon=":material/grid_on:", default=True
        ),
        "derivatives": st.Page(
            FOLDER / "derivatives.py", title="Derivatives", url_path="derivatives", icon=":material/show_chart:"
        ),
        "shapes": st.Page(
            FOLDER / "shapes.py",
            title="Curves, surfaces and volumes",
            url_path="shapes",
            icon=":material/view_in_ar:",
        ),
        "networks": st.Page(
            FOLDER / "networks.py", title="Neural networks", url_path="networks", icon=":material/hub:"
        ),
        "integrals": st.Page(
            FOLDER / "change_of_variables.py",
            title="Change of variables",
            url_path="integrals",
            icon=":material/swap_horiz:",
        ),
        "gallery": st.Page(FOLDER / "gallery.py", title="Gallery", url_path="gallery", icon=":material/apps:"),
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
    st.navigation(list(pages().values()), position="top").run()
