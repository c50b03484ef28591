"""How often an image is covered stands on it, for coverings of one orientation; a fold shows in other ways."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.views import open_view

LABELS = """seen.ground.image.filter(({ kind, text }) => kind === "label" && text.endsWith("×"))
  .map(({ text, at }) => [text, at])"""
TURN = 2 * math.pi


def labels(page: Page, text: str, **domain: tuple[float, float]) -> dict[str, list[float]]:
    open_view(page, payload(parse(text, domain=domain)))
    return dict(page.evaluate(LABELS))


@pytest.mark.parametrize(
    ("text", "domain", "wanted"),
    [
        ("w = z^2", {}, {"2×"}),
        ("w = conj(z)^2", {}, {"2×"}),
        ("w = z^3", {}, {"2×", "3×"}),
        ("w = z^4", {}, {"4×"}),
        ("w = e^z", {"x": (-1, 1), "y": (-TURN, TURN)}, {"2×"}),
        ("w = e^z", {"x": (-1, 1), "y": (0, 3 * math.pi)}, {"2×"}),
        ("x = r cos θ\ny = r sin θ", {"r": (0, 2), "θ": (0, 3 * TURN)}, {"3×"}),
        ("w = sin z", {"x": (0, 2 * TURN), "y": (-1, 1)}, {"4×"}),
        ("w = z + 1/z", {"x": (-2, 2), "y": (-2, 2)}, {"2×"}),
    ],
)
def test_a_covering_is_counted(
    module_page: Page, text: str, domain: dict[str, tuple[float, float]], wanted: set[str]
) -> None:
    assert set(labels(module_page, text, **domain)) >= wanted


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("w = z", {}),
        ("w = 1/z", {}),
        ("x = r cos θ\ny = r sin θ", {"r": (0, 2), "θ": (0, TURN)}),
        ("x = r cos(θ + r)\ny = r sin(θ + r)", {"r": (0, 3), "θ": (0, TURN)}),
        ("x = u^2\ny = v", {}),
        ("x = max(u, v)\ny = min(u, v)", {}),
        ("w = e^z", {}),
        ("x = u^3 + v\ny = v", {}),
    ],
)
def test_what_is_covered_once_has_no_number(
    module_page: Page, text: str, domain: dict[str, tuple[float, float]]
) -> None:
    assert labels(module_page, text, **domain) == {}


def test_the_number_stands_where_it_is_true(module_page: Page) -> None:
    """e^z over half a turn more than one: the image is covered twice in the upper half only."""
    (_, (x, y)), *more = labels(module_page, "w = e^z", x=(-1, 1), y=(0, 3 * math.pi)).items()
    assert not more and y > 0 and math.exp(-1) < math.hypot(x, y) < math.e
