"""What the live view needs of a network, and all that it needs, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Symbol

from jacviz.networks.formula import output_names, weight_values
from jacviz.networks.losses import loss_named
from jacviz.networks.network import Network
from jacviz.networks.points import Points

SCENES = ("layers", "backpropagation", "warping", "depth", "training")
REACH = 3.0  # how far a weight's slider goes at least, on both sides
SUBSCRIPTS = str.maketrans("0123456789,", "₀₁₂₃₄₅₆₇₈₉,")
SUPERSCRIPTS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def network_payload(
    network: Network,
    scene: str,
    *,
    x: Sequence[float],
    target: Sequence[float],
    loss: str = "half_sse",
    points: Points | None = None,
    seed: int = 1,
) -> dict[str, Any]:
    """The payload of one of SCENES: the input x is the probe, and every weight and bias a parameter.

    points: what a network of two inputs is trained on; seed: what deep chains draw their weights by.
    """
    symbolic = network.symbolic()
    low, high = _reach(x, points)
    names, labels = output_names(network), unit_labels(network.sizes)
    return {
        "scene": scene,
        "title": None,
        "names": list(names),
        "labels": labels[-1],
        "variables": [
            {"name": s.name, "label": unit, "low": low, "high": high}
            for s, unit in zip(symbolic.inputs, labels[0], strict=True)
        ],
        "parameters": [
            _parameter(symbol, symbolic.latex_names[symbol], value) for symbol, value in weight_values(network).items()
        ],
        "probe": list(map(float, x)),
        "network": {
            "sizes": list(network.sizes),
            "activations": [layer.activation for layer in network.layers],
            "unitLabels": labels,
        },
        "target": list(map(float, target)),
        "loss": loss,
        "lossTitle": loss_named(loss).title,
        "points": points and {"x": points.x.round(4).tolist(), "labels": points.labels.tolist()},
        "seed": seed,
    }


def unit_labels(sizes: Sequence[int]) -> list[list[str]]:
    """x, then a, b, c, ... for the hidden layers, o at last; with an index where a layer has several units."""
    letters = ["x", *"abcdefghijklmn"[: len(sizes) - 2], "o"]
    return [
        [letter] if size == 1 else [letter + str(i).translate(SUBSCRIPTS) for i in range(1, size + 1)]
        for letter, size in zip(letters, sizes, strict=True)
    ]


def _parameter(symbol: Symbol, latex: str, value: float) -> dict[str, Any]:
    """A weight as a slider; its label from its LaTeX, w^{(2)}_{13} as w⁽²⁾₁₃."""
    letter, _, rest = latex.partition("^{")
    layer, _, place = rest.partition("}_{")
    name = letter + layer.translate(SUPERSCRIPTS) + place.rstrip("}").translate(SUBSCRIPTS)
    reach = max(REACH, 2 * abs(value))
    return {"name": symbol.name, "label": name, "value": value, "low": -reach, "high": reach}


def _reach(x: Sequence[float], points: Points | None) -> tuple[float, float]:
    """The range of the inputs: what is trained on, and the input itself."""
    most = max(1.5 if points else 2.0, *(abs(w) for w in x), float(abs(points.x).max()) if points else 0.0)
    return -most, most
