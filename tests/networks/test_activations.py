"""Each activation: its numbers against its formula, its typed text and finite differences; far out it stays finite."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.special
from sympy import Symbol

from jacviz.networks import ACTIVATIONS
from jacviz.networks.activation import Elementwise
from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.parse import parse
from jacviz.symbolic.derivative import derivative

NAMES = ("z1", "z2", "z3")
SYMBOLS = tuple(Symbol(name, real=True) for name in NAMES)
SAMPLES = np.random.default_rng(1).normal(scale=2.0, size=(40, 3))
ELEMENTWISE = [name for name, each in ACTIVATIONS.items() if isinstance(each, Elementwise)]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_formula_and_its_derivative_are_the_numbers(name: str) -> None:
    activation = ACTIVATIONS[name]
    formulas = activation.formulas(SYMBOLS)
    slopes = [derivative(f, z) for f in formulas for z in SYMBOLS]
    values = np.stack(evaluate(Tape.of(SYMBOLS, [*formulas, *slopes]), SAMPLES.T), axis=-1)
    np.testing.assert_allclose(activation(SAMPLES), values[:, :3], rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(
        activation.jacobian_matrix(SAMPLES), values[:, 3:].reshape(-1, 3, 3), rtol=1e-11, atol=1e-13
    )


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_typed_text_is_the_numbers(name: str) -> None:
    activation = ACTIVATIONS[name]
    mapping = parse("\n".join(activation.texts(NAMES)), NAMES)
    values = np.stack(evaluate(Tape.of(mapping.variables, mapping.components), SAMPLES.T), axis=-1)
    np.testing.assert_allclose(activation(SAMPLES), values, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_products_meet_finite_differences(name: str) -> None:
    activation = ACTIVATIONS[name]
    h, v = 1e-6, SAMPLES[::-1]
    slope = (activation(SAMPLES + h * v) - activation(SAMPLES - h * v)) / (2 * h)
    np.testing.assert_allclose(activation.pushforward(SAMPLES, v), slope, atol=1e-7)
    J = activation.jacobian_matrix(SAMPLES)
    np.testing.assert_allclose(activation.pullback(SAMPLES, v), np.einsum("kij,ki->kj", J, v), atol=1e-12)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_at_a_kink_the_derivative_is_that_from_the_left(name: str) -> None:
    activation = ACTIVATIONS[name]
    zero = np.zeros(1)
    h = np.array([1e-7])
    left, right = (activation(zero) - activation(-h)) / h, (activation(h) - activation(zero)) / h
    kinked = abs(left - right) > 1e-3
    np.testing.assert_array_equal(activation.on_kink(zero), kinked)
    np.testing.assert_array_equal(activation.on_kink(h), False)
    np.testing.assert_allclose(activation.derivative(zero), left, atol=1e-6)
    z = Symbol("z", real=True)
    (formula,) = evaluate(Tape.of((z,), [derivative(activation.formula(z), z)]), [zero])
    np.testing.assert_allclose(activation.derivative(zero), formula, atol=1e-15)


def test_relu_has_slope_0_at_its_kink() -> None:
    assert ACTIVATIONS["relu"].derivative(np.zeros(1)) == 0


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_far_out_nothing_overflows(name: str) -> None:
    if name == "square":
        return
    far = np.array([-1e100, -1e4, -800.0, 800.0, 1e4, 1e100])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        ACTIVATIONS[name](far), ACTIVATIONS[name].derivative(far)


def test_softmax_of_large_numbers() -> None:
    s = ACTIVATIONS["softmax"](np.array([1000.0, 1001.0, 1002.0]))
    np.testing.assert_allclose(s, scipy.special.softmax([0.0, 1.0, 2.0]), rtol=1e-15)
    J = ACTIVATIONS["softmax"].jacobian_matrix(np.array([1000.0, 1001.0, 1002.0]))
    np.testing.assert_allclose(J, np.diag(s) - np.outer(s, s), atol=1e-16)


def test_tails_keep_their_digits() -> None:
    far = np.array([-40.0, -36.0, -20.0])
    np.testing.assert_allclose(ACTIVATIONS["sigmoid"](far), scipy.special.expit(far), rtol=1e-13)
    np.testing.assert_allclose(ACTIVATIONS["softplus"](far), np.log1p(np.exp(far)), rtol=1e-13)
    np.testing.assert_allclose(ACTIVATIONS["gelu"](far), far * scipy.special.ndtr(far), rtol=1e-11)
