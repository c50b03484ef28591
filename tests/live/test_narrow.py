"""The view of every scene as a hand-out shows it on a phone and a little wider: drawn, and nothing out to the side."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.integrals.payloads import BALL, DISK, integral
from tests.live.modules import ask_module
from tests.live.networks.views import payload_for, random_network
from tests.live.test_chain import BENT, SQUARE, TURNED, chain
from tests.live.views import ask, payload_in

BOX = {"u": (-1.0, 1.0), "v": (-1.0, 1.0)}
PLANE_NETWORK = random_network(0, [2, 2, 2, 2], ["tanh"] * 3)
NETWORK = random_network(1, [2, 3, 2], ["tanh"] * 2)
VIEWS: dict[str, Any] = {
    "plane": lambda: payload(parse("x = u^2 - v^2\ny = 2 u v", "u, v", domain=BOX)),
    "graph": lambda: payload_in("graph", "f(x) = x^2", "x", x=(-2.0, 2.0)),
    "relief": lambda: payload_in("relief", "f(u, v) = u^2 v", "u, v", **BOX),
    "functions": lambda: payload_in("functions", "(u^2 v, 3u + sin v)", "u, v", **BOX),
    "chain": lambda: chain(SQUARE, BENT, TURNED),
    "curve": lambda: payload(parse("(cos t, sin t, t)", "t", domain={"t": (0.0, 6.0)})),
    "surface": lambda: payload(parse("x = cos u\ny = sin u\nz = v", "u, v", domain=BOX)),
    "volume": lambda: payload(parse("(u v, v w, w u)", "u, v, w", domain={**BOX, "w": (-1.0, 1.0)})),
    "cells": lambda: integral("e^(-x^2-y^2)", *DISK),
    "boxes": lambda: integral("x^2 + y^2", *BALL),
    "strips": lambda: integral("2x (x^2 + 1)^3", "x = sqrt(u - 1)", ("x", "0", "2")),
    "warping": lambda: payload_for(PLANE_NETWORK, "warping", [0.3, 0.4]),
    "layers": lambda: payload_for(NETWORK, "layers", [0.3, 0.4]),
    "backpropagation": lambda: payload_for(NETWORK, "backpropagation", [0.3, 0.4]),
    "depth": lambda: payload_for(NETWORK, "depth", [0.3, 0.4]),
}
PAGE = "body { margin: 0 auto; padding: 0.8rem 1.2rem; font-family: system-ui, sans-serif; }"  # as a hand-out has it


@pytest.mark.parametrize("width", [390, 480, 700])
@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_empty_or_out_of_the_page(module_page: Page, name: str, width: int) -> None:
    module_page.set_viewport_size({"width": width, "height": 844})
    ask_module(module_page, "views", "open", {"payload": VIEWS[name](), "style": PAGE})
    ask(module_page, "0")
    assert ask_module(module_page, "views", "emptyPanes") == []
    assert ask_module(module_page, "views", "tooWide") == []
    assert ask(module_page, "document.documentElement.scrollWidth") <= width
