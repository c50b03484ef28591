"""Where the work runs: the environment variable JACVIZ_ENGINE says so."""

from __future__ import annotations

import os

from jacviz.engine.local import LocalWorkers
from jacviz.engine.workers import FAST, SLOW, Workers

VARIABLE = "JACVIZ_ENGINE"


def place() -> tuple[Workers, Workers]:
    """Workers for the fast and the slow lane: on this machine, or "ray": on the cluster that RAY_ADDRESS names.

    ValueError where JACVIZ_ENGINE names another place.
    """
    name = os.environ.get(VARIABLE, "local")
    if name == "ray":
        from jacviz.engine.cluster import ray_place

        return ray_place()
    if name != "local":
        raise ValueError(f"{VARIABLE} is {name!r}. Use local or ray.")
    return LocalWorkers(FAST), LocalWorkers(SLOW)
