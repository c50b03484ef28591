"""The live view for scripts and notebooks."""

from __future__ import annotations

from dataclasses import dataclass

from jacviz.analysis import payload
from jacviz.live.page import as_frame, page
from jacviz.mapping import Mapping
from jacviz.mathml import formulas_mathml


@dataclass(frozen=True)
class LiveView:
    """The live view of a mapping R^2 -> R^2; ValueError for another shape. height: pixels in a notebook."""

    mapping: Mapping
    title: str | None = None
    height: int = 760

    def __post_init__(self) -> None:
        rows, columns = len(self.mapping.components), len(self.mapping.variables)
        if (rows, columns) != (2, 2):
            raise ValueError(
                f"The live view draws mappings of the plane, two variables to two components "
                f"(here {columns} to {rows}). Read jacobian_matrix and gram_determinant instead."
            )

    def to_html(self) -> str:
        """A self-contained page: opens from disk, without a network."""
        view = payload(self.mapping, title=self.title)
        assert view is not None
        return page(view, title=self.title or "A mapping of the plane", formula=formulas_mathml(self.mapping))

    def _repr_html_(self) -> str:
        return as_frame(self.to_html(), self.height)
