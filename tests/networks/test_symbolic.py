"""The symbolic network and the typed text, evaluated, against the numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from jacviz.mapping import Box
from jacviz.networks import ACTIVATIONS, Layer, Network, classic, drawn
from jacviz.networks.formula import symbol_values
from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.parse import ParseError, parse
from tests.networks.drawing import networks, point


def at(mapping, x, expressions) -> np.ndarray:
    tape = Tape.of(mapping.variables + mapping.parameters, expressions)
    return np.array(evaluate(tape, [*x, *mapping.parameter_values]))


@settings(max_examples=40)
@given(networks(widest=3, deepest=3))
def test_symbolic_jacobian_matrices_are_the_numbers(network: Network) -> None:
    x = point(network.sizes[0])
    symbolic, values = network.symbolic(), symbol_values(network, x)
    matrices = [*symbolic.layer_jacobians, symbolic.input_output_jacobian]
    numbers = [*network.layer_jacobians(x), network.input_output_jacobian(x)]
    for matrix, expected in zip(matrices, numbers, strict=True):
        found = evaluate(Tape.of(tuple(values), list(matrix.flat())), list(values.values()))
        np.testing.assert_allclose(np.reshape(found, matrix.shape), expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("parameters", [False, True])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_mapping_is_the_network(name: str, parameters: bool) -> None:
    network = drawn((2, 2, 2), (name, name), 4)
    mapping = network.mapping(domain=Box((-1.0, -1.0), (1.0, 2.0)), parameters=parameters)
    assert [v.name for v in mapping.variables] == ["x1", "x2"]
    assert mapping.names == ("o1", "o2")
    assert mapping.domain.upper == (1.0, 2.0)
    assert len(mapping.parameters) == (12 if parameters else 0)
    for seed in range(3):
        x = point(2, seed)
        np.testing.assert_allclose(at(mapping, x, mapping.components), network.forward(x)[-1], rtol=1e-11, atol=1e-13)
        J = at(mapping, x, list(mapping.jacobian_matrix.flat())).reshape(2, 2)
        np.testing.assert_allclose(J, network.input_output_jacobian(x), rtol=1e-10, atol=1e-12)


@settings(max_examples=60)
@given(networks(widest=3, deepest=2, names=("linear", "tanh", "sigmoid", "sin", "softmax", "silu")))
def test_text_is_read_back_to_the_same_numbers(network: Network) -> None:
    try:
        mapping = parse(network.text())
    except ParseError as error:
        assert "64 components" in error.message
        return
    x = point(network.sizes[0])
    np.testing.assert_allclose(at(mapping, x, mapping.components), network.forward(x)[-1], rtol=1e-11, atol=1e-13)


def test_text_reads_as_one_types() -> None:
    assert classic("tanh").text().splitlines() == [
        "a11 = tanh(x)",
        "a12 = tanh(-0.5*x)",
        "a21 = tanh(0.5*a11 + a12)",
        "a22 = tanh(-1.5*a11 + 2*a12)",
        "o(x) = tanh(a21 - 0.5*a22)",
    ]
    assert Network([Layer([[0.0, 0.0]], [0.0], "linear")]).text() == "o(x1, x2) = 0"
    assert Network([Layer([[0.0, -1e-5]], [-2.5], "linear")]).text() == "o(x1, x2) = -1e-05*x2 - 2.5"


def test_too_many_lines_are_told() -> None:
    with pytest.raises(ValueError, match="81 lines; at most 64"):
        drawn((2, 40, 40, 1), ("tanh",) * 3, 1).mapping()


def test_names() -> None:
    symbolic = classic().symbolic()
    assert str(symbolic.input_output_jacobian[0]) == "w311*(w111*w211 + w121*w212) + w312*(w111*w221 + w121*w222)"
    names = {symbol.name: latex for symbol, latex in symbolic.latex_names.items()}
    assert names["x"] == "x"
    assert names["w212"] == "w^{(2)}_{12}"
    assert names["b22"] == "b^{(2)}_{2}"
    wide = drawn((1, 11, 1), ("tanh", "tanh"), 1).symbolic().latex_names
    assert len({symbol.name for symbol in wide}) == len(wide) == 1 + 11 * 4 + 11 + 3
    assert "w^{(2)}_{1,11}" in wide.values()
