"""The live view for scripts and notebooks."""

from __future__ import annotations

from dataclasses import dataclass

from jacviz.explore.analysis import formulas
from jacviz.explore.payload import TITLES, payload
from jacviz.live.handout import of_mapping
from jacviz.live.page import as_frame, page
from jacviz.mapping import Mapping


@dataclass(frozen=True)
class LiveView:
    """The live view of a mapping, whatever its shape. height: pixels in a notebook."""

    mapping: Mapping
    title: str | None = None
    height: int = 760

    def to_html(self) -> str:
        """A self-contained page: opens from disk, without a network."""
        view = payload(self.mapping, title=self.title)
        return page(view, of_mapping(self.title or TITLES[view["scene"]], formulas(self.mapping)))

    def _repr_html_(self) -> str:
        return as_frame(self.to_html(), self.height)
