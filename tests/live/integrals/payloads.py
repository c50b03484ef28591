"""What the browser gets of an integral: the library's payload with the words, the window and the numbers around it."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np

from jacviz import names
from jacviz.integrals.answer import payload
from jacviz.integrals.limits import Cube
from jacviz.integrals.result import change_of_variables
from jacviz.payload import named

SCENES = {1: "strips", 2: "cells", 3: "boxes"}
WINDOW = 0.85  # of the unit interval that is seen of an infinite one


@cache
def integral(
    integrand: str, mapping: str, *limits: tuple[str, str, str], region: str = "", inverse: bool = False
) -> dict[str, Any]:
    """The payload of one change of variables; the mapping is the inverse one where so said."""
    way = {"inverse": mapping} if inverse else {"mapping": mapping}
    result = change_of_variables(integrand, **way, limits=limits, region=region)
    found = payload(result)
    assert found is not None
    n = len(result.limits)
    t = np.stack([axis.ravel() for axis in np.meshgrid(*[np.linspace(0, 1, 33)] * n)])
    infinite = Cube(result.limits).infinite_axes
    for axis in range(n):
        t[axis] = np.clip(t[axis], 1 - WINDOW if infinite[axis] else 1e-9, WINDOW if infinite[axis] else 1 - 1e-9)
    points, _ = Cube(result.limits)(t)
    around = [
        {**named(k.variable.name), "low": float(p.min()), "high": float(p.max())}
        for k, p in zip(result.limits, points, strict=True)
    ]
    old = [s.name for s in result.problem.old]
    return {
        **found,
        "scene": SCENES[n], "title": integrand, "names": old, "labels": [names.label(name) for name in old],
        "variables": around, "parameters": [], "probe": None, "value": result.value,
        "with_multiplicity": result.with_multiplicity if math.isfinite(result.with_multiplicity) else result.value,
        "over_image": result.over_image, "multiplicity": result.multiplicity, "integrand": integrand,
    }  # fmt: skip
