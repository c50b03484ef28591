"""From a person's texts to everything that the page shows of a network, as plain data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from sympy import Add, Symbol, diag

from jacviz.explore.inputs import FieldError, failure
from jacviz.networks.activations import activation_named
from jacviz.networks.classic import classic
from jacviz.networks.export import to_jax, to_numpy, to_torch
from jacviz.networks.formula import weight_values
from jacviz.networks.layer import Layer
from jacviz.networks.network import Network
from jacviz.networks.paths import count, paths
from jacviz.networks.payload import network_payload
from jacviz.networks.points import points
from jacviz.networks.seeds import drawn
from jacviz.networks.symbolic import SymbolicNetwork
from jacviz.printing.latex import expression_latex, matrix_latex

UNITS, LAYERS = 16, 8  # of a network that the page can show
ENTRIES = 12  # of a matrix that is written out; a larger one stands as its factors
FEW = 4  # paths whose product is written out in symbols

Weights = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class NetworkRequest:
    """What a person chose: sizes "1-2-2-1", an activation a layer, "" or a seed to draw the weights by, a loss, a point
    set or "", the scene, and the weights that were moved, by name."""

    sizes: str = "1-2-2-1"
    activations: tuple[str, ...] = ()
    seed: str = ""
    loss: str = "half_sse"
    points: str = ""
    scene: str = "layers"
    weights: Weights = ()


def analyse(request: NetworkRequest) -> dict[str, Any]:
    """The live view's payload and the formulas of every layer's Jacobian; or what is wrong, in which field."""
    return _answer(request, _everything)


def sources(request: NetworkRequest) -> dict[str, Any]:
    """The network with its weights as they are now as source text, and as the text of a mapping."""
    return _answer(request, _sources)


def _answer(request: NetworkRequest, work: Callable[[NetworkRequest, Network], dict[str, Any]]) -> dict[str, Any]:
    try:
        return {"ok": True, **work(request, read_network(request))}
    except FieldError as error:
        return failure(str(error), error.place, error.position, error.text)
    except ValueError as error:
        return failure(str(error), "network")


def read_network(request: NetworkRequest) -> Network:
    """The network of a request: the classic one, or drawn by its seed. FieldError."""
    sizes = read_sizes(request.sizes)
    layers = len(sizes) - 1
    activations = (*request.activations, *("linear",) * layers)[:layers]
    for name in activations:
        try:
            activation_named(name)
        except ValueError as error:
            raise FieldError("activations", str(error)) from error
    if not request.seed.strip() and sizes == classic().sizes:
        pairs = zip(classic().layers, activations, strict=True)
        network = Network(tuple(replace(layer, activation=activation) for layer, activation in pairs))
    else:
        network = drawn(sizes, activations, read_seed(request.seed))
    return _with_weights(network, dict(request.weights))


def read_sizes(text: str) -> tuple[int, ...]:
    """2-4-4-1 as numbers of units. FieldError."""
    parts = [part for part in re.split(r"[-–−,;\s]+", text.strip()) if part]
    if not parts or not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
        raise FieldError("sizes", "Type the number of units of each layer, inputs first, such as 1-2-2-1.")
    sizes = tuple(map(int, parts))
    if not 2 <= len(sizes) <= LAYERS + 1:
        told = f"A network has 1 to {LAYERS} layers (here {len(sizes) - 1}): type 2 to {LAYERS + 1} numbers."
        raise FieldError("sizes", told)
    if not all(1 <= size <= UNITS for size in sizes):
        told = f"A layer has 1 to {UNITS} units on this page (here {min(sizes)} to {max(sizes)})."
        raise FieldError("sizes", told)
    return sizes


def read_seed(text: str) -> int:
    """A whole number, 1 where nothing is typed. FieldError."""
    text = text.strip() or "1"
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise FieldError("seed", "A seed is a whole number such as 7: the same number draws the same weights.")
    return int(text)


def _with_weights(network: Network, moved: dict[str, float]) -> Network:
    """The network with some weights replaced by name; names that it does not have are ignored."""
    if not moved:
        return network
    values = iter([moved.get(symbol.name, value) for symbol, value in weight_values(network).items()])
    layers = []
    for layer in network.layers:
        rows = [[next(values) for _ in range(layer.inputs)] for _ in range(layer.outputs)]
        layers.append(Layer(rows, [next(values) for _ in range(layer.outputs)], layer.activation))
    return Network(tuple(layers))


def _everything(request: NetworkRequest, network: Network) -> dict[str, Any]:
    outputs = network.sizes[-1]
    target = [1.0, *[0.0] * (outputs - 1)]
    x = [1.0] if network.sizes[0] == 1 else [0.5, -0.25, *[0.25] * (network.sizes[0] - 2)][: network.sizes[0]]
    try:
        network.loss(x, target, request.loss)
    except ValueError as error:
        raise FieldError("loss", str(error)) from error
    chosen = points(request.points or "xor", 120, seed=read_seed(request.seed)) if network.sizes[0] == 2 else None
    payload = network_payload(
        network, request.scene, x=x, target=target, loss=request.loss, points=chosen, seed=read_seed(request.seed)
    )
    return {"sizes": list(network.sizes), "latex": formulas(network.symbolic()), "payload": payload}


def formulas(network: SymbolicNetwork) -> dict[str, Any]:
    """The LaTeX of every layer, of its Jacobian matrix, and of their product where it has few terms."""
    letters = ["x", *"ABCDEFGHIJKLMN"[: len(network.sizes) - 2], "o"]
    symbols = network.latex_names
    layers = []
    for k, (layer, (before, after)) in enumerate(zip(network.layers, pairwise(letters), strict=True), 1):
        sign = rf"J_{{{k}}} = \dfrac{{\partial {after}}}{{\partial {before}}}"
        sigma = rf"\sigma_{{{k}}}" if layer.activation != "linear" else ""
        z = rf"W^{{({k})}} {before} + b^{{({k})}}"
        inner = rf"\operatorname{{diag}}\left(\sigma_{{{k}}}'(z^{{({k})}})\right) W^{{({k})}}"
        factors = inner if layer.activation not in ("linear", "softmax") else rf"W^{{({k})}}"
        if layer.activation == "softmax":
            factors = rf"\left(\operatorname{{diag}}({after}) - {after} {after}^{{\mathsf T}}\right) W^{{({k})}}"
        m, n = layer.weights.shape
        layers.append(
            {
                "layer": rf"{after} = {sigma}\left({z}\right)" if sigma else f"{after} = {z}",
                "jacobian": f"{sign} = {factors}",
                "entries": matrix_latex(layer.jacobian_matrix, symbols) if m * n <= ENTRIES else None,
                "activation": layer.activation,
                "shape": [m, n],
            }
        )
    chain = r" \, ".join(f"J_{{{k}}}" for k in range(len(network.layers), 0, -1))
    return {"layers": layers, "chain": chain, "product": _sum_over_paths(network)}


def _sum_over_paths(network: SymbolicNetwork) -> str | None:
    """do/dx as a sum over the paths, each its weights times the activations' derivatives, where there are few."""
    is_scalar = network.sizes[0] == network.sizes[-1] == 1
    if not is_scalar or count(network.sizes) > FEW or "softmax" in network.activations:
        return None
    names = dict(network.latex_names)
    jacobians = []
    for k, layer in enumerate(network.layers, 1):
        slopes = [Symbol(f"slope{k}_{i}", real=True) for i in range(len(layer.z))]
        names |= {s: rf"\sigma_{{{k}}}'({names[z]})" for s, z in zip(slopes, layer.z, strict=True)}
        jacobians.append(layer.weights if layer.activation == "linear" else diag(*slopes) * layer.weights)
    return expression_latex(Add(*(path.product for path in paths(jacobians))), names)


def _sources(request: NetworkRequest, network: Network) -> dict[str, Any]:
    try:
        network.mapping()
        text, why = network.text(), ""
    except ValueError as error:
        text, why = "", str(error)
    code = {"NumPy": to_numpy(network), "PyTorch": to_torch(network), "JAX": to_jax(network)}
    return {"code": code, "text": text, "why": why, "sizes": list(network.sizes)}
