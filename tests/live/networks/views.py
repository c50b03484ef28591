"""Payloads of networks, and what a hand does to the number of a unit or of an edge."""

from __future__ import annotations

from typing import Any

import numpy as np
from playwright.sync_api import Page

from jacviz.networks import Layer, Network
from jacviz.networks.payload import network_payload
from tests.live.views import ask, numbers


def payload_for(network: Network, scene: str, x: list[float], target: list[float] | None = None, **more: Any) -> Any:
    """The payload of a scene, the target all 1 unless told otherwise."""
    return network_payload(network, scene, x=x, target=target or [1.0] * network.sizes[-1], **more)


def hand(page: Page, name: str) -> Any:
    """What may be dragged or typed: "Weight w⁽¹⁾₁₁ from x to a₁"."""
    return page.get_by_role("slider", name=name, exact=True)


def drag_by(page: Page, name: str, rise: float) -> dict[str, float]:
    """Drags the number of an edge upwards by so many pixels, from its label."""
    box = hand(page, name).locator("rect, circle").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - rise, steps=4)
    page.mouse.up()
    return numbers(page)


def type_into(page: Page, name: str, text: str) -> dict[str, float]:
    """Types a number after Enter on a hand."""
    hand(page, name).focus()
    page.keyboard.press("Enter")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    return numbers(page)


def lit(page: Page) -> list[list[int]]:
    """The edges [layer, to, from] that are lit up."""
    return ask(page, "seen.focus?.edges ?? []")


def entries(found: dict[str, float], key: str, rows: int, columns: int) -> np.ndarray:
    """A matrix on the screen."""
    comma = "," if max(rows, columns) > 6 else ""
    return np.array([[found[f"{key}-{i + 1}{comma}{j + 1}"] for j in range(columns)] for i in range(rows)])


def random_network(seed: int, sizes: list[int], activations: list[str]) -> Network:
    """Normal weights and biases."""
    random = np.random.default_rng(seed)
    shapes = zip(sizes, sizes[1:], activations, strict=False)
    return Network([Layer(random.normal(size=(m, n)), random.normal(size=m), name) for n, m, name in shapes])
