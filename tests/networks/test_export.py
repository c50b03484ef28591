"""Exported sources, run in a process of their own, give the network's numbers."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

import numpy as np
import pytest

from jacviz.networks import ACTIVATIONS, Network, drawn
from jacviz.networks.export import to_jax, to_numpy, to_torch
from tests.networks.drawing import point

WAYS = {
    "numpy": (to_numpy, "np.array"),
    "jax": (to_jax, "jnp.array"),
    "torch": (to_torch, "torch.tensor"),
}


def run(source: str) -> list:
    """What a program prints as JSON, a line each."""
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def program(network: Network, way: str) -> str:
    """The source, and the output and the Jacobian matrix at one point printed."""
    to_source, array = WAYS[way]
    show = "import json\nfor result in (network, jacobian_matrix):\n    print(json.dumps(result(x).tolist()))\n"
    return f"{to_source(network)}\n\nx = {array}({point(network.sizes[0]).tolist()})\n{show}"


@pytest.mark.parametrize("way", WAYS)
def test_the_source_gives_the_same_numbers(way: str) -> None:
    """All activations in one network, softmax last."""
    if importlib.util.find_spec(way) is None:
        pytest.skip(f"{way} is not installed")
    network = drawn([3] * (len(ACTIVATIONS) + 1), list(ACTIVATIONS), 5)
    x = point(3)
    output, J = run(program(network, way))
    np.testing.assert_allclose(output, network.forward(x)[-1], rtol=1e-12)
    np.testing.assert_allclose(J, network.input_output_jacobian(x), rtol=1e-9, atol=1e-12 * np.abs(J).max())


def test_only_what_is_used_is_defined() -> None:
    source = to_numpy(drawn((2, 2), ("tanh",), 1))
    assert "def tanh" in source
    assert "softmax" not in source and "import math" not in source
