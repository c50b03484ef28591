"""A payload for each scene."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from jacviz.networks import classic
from jacviz.networks.points import points
from tests.live.integrals.payloads import BALL, DISK, integral
from tests.live.networks.views import payload_for, random_network
from tests.live.test_chain import BENT, SQUARE, chain
from tests.live.views import payload_in

WIDE = random_network(1, [2, 2, 1], ["tanh", "sigmoid"])
TWO_CLASSES = points("xor", 40)
PLANE = "x = u^2 - v^2\ny = 2 u v"
PAYLOADS: dict[str, Callable[[], dict[str, Any]]] = {
    "plane": lambda: payload_in("plane", PLANE, "u, v"),
    "functions": lambda: payload_in("functions", PLANE, "u, v"),
    "table": lambda: payload_in("table", "a = x y\nb = y z\nc = z\nd = x", "x, y, z"),
    "graph": lambda: payload_in("graph", "f(x) = x^2", "x"),
    "relief": lambda: payload_in("relief", "f(x, y) = x^2 y", "x, y"),
    "curve": lambda: payload_in("curve", "x = cos t\ny = sin t", "t"),
    "surface": lambda: payload_in("surface", "x = u\ny = v\nz = u v", "u, v"),
    "volume": lambda: payload_in("volume", "x = u v\ny = v w\nz = w u", "u, v, w"),
    "chain": lambda: chain(SQUARE, BENT),
    "cells": lambda: integral("1", *DISK),
    "boxes": lambda: integral("1", *BALL),
    "strips": lambda: integral("x", "x = t^2", ("t", "0", "1")),
    **{name: partial(payload_for, classic(), name, [0.5], [1.0]) for name in ("layers", "backpropagation", "depth")},
    **{name: partial(payload_for, WIDE, name, [0.5, 0.5], points=TWO_CLASSES) for name in ("warping", "training")},
}
