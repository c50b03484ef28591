"""What the live view gets: first of all a probe where there is something to see."""

from __future__ import annotations

import numpy as np
import pytest

from jacviz.explore.payload import payload
from jacviz.parse import parse

UNDEFINED = {  # over ranges of which the usual place of the probe is no part of the domain
    "(√u, ln v)": {"u": (-1.0, 1.0), "v": (-1.0, 1.0)},
    "(ln u, ln v)": {"u": (-1.0, 1.0), "v": (-1.0, 1.0)},
    "f = ln(x y)": {"x": (-2.0, 2.0), "y": (-2.0, 2.0)},
    "z = ln(u v)": {"u": (-2.0, 2.0), "v": (-2.0, 2.0)},
    "(√(u - 0.9), v)": {"u": (-1.0, 1.0)},
    "(1/(u - 0.2), v)": {"u": (0.0, 1.0 / 3)},
    "(√(0.3 - t), t)": {"t": (0.0, 1.0)},
    "(arcsin u, v, w)": {"u": (-9.0, 1.2)},
}


@pytest.mark.parametrize("text", UNDEFINED)
def test_the_probe_rests_first_where_f_and_j_exist(text: str) -> None:
    mapping = parse(text, domain=UNDEFINED[text])
    probe = payload(mapping)["probe"]
    assert np.all(np.isfinite(mapping.values(probe))) and np.all(np.isfinite(mapping.at(probe)))
    assert all(low <= p <= high for p, (low, high) in zip(probe, mapping.domain.intervals, strict=True))


def test_the_usual_place_and_one_asked_for() -> None:
    mapping = parse("x = u\ny = v", domain={"u": (0, 10), "v": (0, 10)})
    assert payload(mapping)["probe"] == pytest.approx([6, 2])
    assert payload(mapping, probe=(1.0, 2.0))["probe"] == [1, 2]


def test_a_mapping_without_values_has_a_probe_all_the_same() -> None:
    mapping = parse("√(-1 - u^2), v")
    assert payload(mapping)["probe"] == pytest.approx([0.2, -0.6])
