"""Mappings, their Jacobian matrices, and what the determinant does to area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jacviz.composition import compose
from jacviz.explore.gallery import gallery
from jacviz.mapping import Box, Mapping
from jacviz.parse import ParseError, parse
from jacviz.symbolic.budget import OutOfTime

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """jacviz.change_of_variables: the library loads without SciPy until an integral is wanted."""
    if name != "change_of_variables":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from jacviz.integrals import change_of_variables

    return change_of_variables
