"""The engine that all visitors share."""

from functools import cache

from jacviz.engine import Engine


@cache
def engine() -> Engine:
    """One pool of workers for the whole server."""
    return Engine()
