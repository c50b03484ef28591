"""Random networks and points for hypothesis."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from jacviz.networks import ACTIVATIONS, Layer, Network


@st.composite
def networks(
    draw: st.DrawFn, widest: int = 5, deepest: int = 4, names: tuple[str, ...] = tuple(ACTIVATIONS)
) -> Network:
    """Normal weights, so no kink is ever hit, and moderate z at point(inputs): the oracle's forms are plain."""
    sizes = draw(st.lists(st.integers(1, widest), min_size=2, max_size=deepest + 1))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    network = Network(
        [
            Layer(random.normal(size=(m, n)), random.normal(size=m), draw(st.sampled_from(names)))
            for n, m in pairwise(sizes)
        ]
    )
    assume(max(np.abs(z).max() for z in network.pre_activations(point(sizes[0]))) < 30)
    return network


def point(size: int, seed: int = 0) -> np.ndarray:
    """A normal point."""
    return np.random.default_rng(seed).normal(size=size)
