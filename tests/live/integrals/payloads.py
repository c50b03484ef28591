"""What the browser gets of a change of variables."""

from __future__ import annotations

from functools import cache
from typing import Any

from jacviz.integrals.answer import payload
from jacviz.integrals.result import change_of_variables

POLAR = "x = r cos θ\ny = r sin θ"
SPHERICAL = "x = ρ sin φ cos θ\ny = ρ sin φ sin θ\nz = ρ cos φ"
DISK = (POLAR, ("θ", "0", "2π"), ("r", "0", "2"))
BALL = (SPHERICAL, ("θ", "0", "2π"), ("φ", "0", "π"), ("ρ", "0", "1"))
SQUARE = ("x = u^2 - v^2\ny = 2u v", ("u", "-1", "1"), ("v", "-1", "1"))


@cache
def integral(
    integrand: str, mapping: str, *limits: tuple[str, str, str], region: str = "", **letters: float
) -> dict[str, Any]:
    """The payload for an integrand, a mapping (or, where it gives u and v, its inverse) and limits, outermost first."""
    way = {"inverse" if mapping.startswith("u =") else "mapping": mapping}
    found = payload(change_of_variables(integrand, **way, limits=limits, region=region, parameters=letters))
    assert found is not None
    return found
