"""A network as the text that a person would type for it, and as the Mapping that this text means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from numpy.typing import ArrayLike
from sympy import Symbol

from jacviz.mapping import Box, Mapping
from jacviz.networks.activations import activation_named
from jacviz.parse import parse
from jacviz.parse.limits import COMPONENTS

if TYPE_CHECKING:
    from jacviz.networks.network import Network


def to_mapping(network: Network, *, domain: Box | None = None, parameters: bool = False) -> Mapping:
    """The network as a mapping of x (x1, x2, ...) to o (o1, o2, ...), its weights as numbers or as parameters.

    ValueError when its text has more lines than the mapping field takes, ParseError when it is too long or too deep.
    """
    text = to_text(network, parameters=parameters)
    if (lines := text.count("\n") + 1) > COMPONENTS:
        told = f"As a formula this network has {lines} lines; at most {COMPONENTS} are read"
        raise ValueError(f"{told}. Use fewer units.")
    names = [x.name for x in network.symbolic().inputs]
    ranges = dict(zip(names, zip(domain.lower, domain.upper, strict=True), strict=True)) if domain else None
    values = {symbol.name: value for symbol, value in weight_values(network).items()} if parameters else None
    return parse(text, domain=ranges, parameters=values)


def weight_values(network: Network) -> dict[Symbol, float]:
    """The value of each symbol for a weight or bias, layer by layer."""
    values: dict[Symbol, float] = {}
    for symbols, layer in zip(network.symbolic().layers, network.layers, strict=True):
        values |= dict(zip(symbols.weights.flat(), layer.weights.flatten().tolist(), strict=True))
        values |= dict(zip(symbols.bias, layer.bias.tolist(), strict=True))
    return values


def symbol_values(network: Network, x: ArrayLike) -> dict[Symbol, float]:
    """The value of every symbol of network.symbolic() at one point x, shape (inputs,): x, w, b, z and a."""
    symbolic = network.symbolic()
    values = weight_values(network) | dict(zip(symbolic.inputs, network.point(x).tolist(), strict=True))
    for layer, (_, _, z, a) in zip(symbolic.layers, network.trace(x), strict=True):
        values |= dict(zip(layer.z + layer.a, [*z.tolist(), *a.tolist()], strict=True))
    return values


def output_names(network: Network) -> tuple[str, ...]:
    """o, or o1, o2, ..."""
    count = network.sizes[-1]
    return ("o",) if count == 1 else tuple(f"o{i}" for i in range(1, count + 1))


def to_text(network: Network, *, parameters: bool = False) -> str:
    """A line for each unit, as the mapping field takes it: a11 = tanh(0.5*x1 - x2 + 0.1), ..., o(x1, x2) = 2*a11 - a12.

    Where an activation needs its z more than once, z has a line of its own. With parameters w and b stand by name.
    """
    symbolic = network.symbolic()
    values = weight_values(network)
    head = ", ".join(x.name for x in symbolic.inputs)
    lines: list[str] = []
    for layer in symbolic.layers:
        rule = activation_named(layer.activation)
        z = []
        for row, b in zip(layer.weights.tolist(), layer.bias, strict=True):
            factors = [symbol.name if parameters else values[symbol] for symbol in (*row, b)]
            z.append(_sum(factors, [*(a.name for a in layer.inputs), ""]))
        if not rule.takes_sums:
            lines += [f"{symbol.name} = {text}" for symbol, text in zip(layer.z, z, strict=True)]
            z = [symbol.name for symbol in layer.z]
        names = [a.name for a in layer.a]
        if layer is symbolic.layers[-1]:
            names = [f"{name}({head})" for name in output_names(network)]
        lines += [f"{name} = {text}" for name, text in zip(names, rule.texts(z), strict=True)]
    return "\n".join(lines)


def _sum(factors: Sequence[float | str], names: Sequence[str]) -> str:
    """0.5*x1 - x2 + 0.1: what has the factor 0 is left out."""
    text = ""
    for factor, name in zip(factors, names, strict=True):
        if factor == 0:
            continue
        minus = isinstance(factor, float) and factor < 0
        size = factor if isinstance(factor, str) else repr(abs(factor)).removesuffix(".0")
        term = "*".join(part for part in (size, name) if part and not (part == "1" and name))
        text += (" - " if minus else " + ") + term
    return text.removeprefix(" + ").replace(" - ", "-", 1) if text[:3] == " - " else text.removeprefix(" + ") or "0"
