"""Mappings, their Jacobian matrices, and what the determinant does to area."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jacviz.composition import compose
from jacviz.mapping import Box, Mapping
from jacviz.parse import ParseError, parse
from jacviz.symbolic.budget import OutOfTime

if TYPE_CHECKING:
    from jacviz.explore.gallery import gallery
    from jacviz.integrals import change_of_variables
    from jacviz.live.notebook import LiveView

__all__ = [
    "Box", "Mapping", "OutOfTime", "ParseError", "change_of_variables", "compose", "gallery", "live_view", "parse",
]  # fmt: skip
__version__ = "0.1.0"


def live_view(mapping: Mapping, *, title: str | None = None, height: int = 760) -> LiveView:
    """The live view of a mapping: shown by a notebook, and .to_html() is a page that works offline."""
    from jacviz.live.notebook import LiveView  # the library loads without Plotly until a picture is wanted

    return LiveView(mapping, title=title, height=height)


WHEN_WANTED = {"change_of_variables": "jacviz.integrals", "gallery": "jacviz.explore.gallery"}


def __getattr__(name: str) -> Any:
    """What needs NumPy or SciPy is loaded when it is wanted: the symbols do without both."""
    if name not in WHEN_WANTED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(WHEN_WANTED[name]), name)
