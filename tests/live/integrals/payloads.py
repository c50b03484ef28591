"""What the browser gets of a change of variables."""

from __future__ import annotations

from functools import cache
from typing import Any

from jacviz.integrals.answer import payload
from jacviz.integrals.result import change_of_variables


@cache
def integral(integrand: str, mapping: str, *limits: tuple[str, str, str]) -> dict[str, Any]:
    """The payload for an integrand, a mapping and limits, outermost first."""
    found = payload(change_of_variables(integrand, mapping, limits=limits))
    assert found is not None
    return found
