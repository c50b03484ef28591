"""J at a point where a formula has a kink: the browser says as the library does whether it exists."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call

AT = (
    ("f(x) = x |x|", [0]), ("f(x) = |x|^3", [0]), ("f(x) = |x|", [0]), ("f(x) = 0.001 |x|", [0]), ("f(x) = |x|", [0.1]),
    ("f(u, v) = (|u| v, u, v)", [0, 0]), ("f(u, v) = (|u| v, u, v)", [0, 1]), ("f(u, v, w) = (u |u|, v, w)", [0, 1, 1]),
)  # fmt: skip
PLANES = (("f(u, v) = (u |u|, v)", [0, 0.5]), ("f(u, v) = (|u|, v)", [0, 0.5]))


@pytest.mark.parametrize(("text", "at"), AT)
def test_as_in_the_library(module_page: Page, text: str, at: list[float]) -> None:
    mapping = parse(text)
    body = "const { j, onKink } = new Evaluation(given[0]).point(given[1]); return [j, onKink];"
    j, on_kink = call(module_page, "Evaluation from evaluation", body, [payload(mapping), at])
    wanted = mapping.at(at)
    assert on_kink == (not np.isfinite(wanted).all())
    assert np.allclose(np.array(j, dtype=float), wanted.ravel(), equal_nan=True)


@pytest.mark.parametrize(("text", "at"), PLANES)
def test_in_the_plane_too(module_page: Page, text: str, at: list[float]) -> None:
    mapping = parse(text)
    body = "const { j } = new MorphedEvaluation(given[0]).point(given[1]); return j;"
    j = call(module_page, "MorphedEvaluation from morph", body, [payload(mapping), at])
    assert np.allclose(np.array(j, dtype=float), mapping.at(at).ravel(), equal_nan=True)
