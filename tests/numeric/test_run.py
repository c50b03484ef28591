"""Evaluation: shapes, constants that broadcast, chosen outputs, and no warnings."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import sympy as sp
from scipy import special
from sympy import Integer

from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from tests.classics import CLASSICS
from tests.expressions import u, v


def test_everything_has_the_common_shape_and_is_float64() -> None:
    tape = Tape.of([u, v], [u + v, Integer(3), v, sp.sign(u)])
    results = evaluate(tape, [np.arange(3)[:, None], np.arange(4)])
    assert all(r.shape == (3, 4) and r.dtype == np.float64 and r.flags.writeable for r in results)
    np.testing.assert_array_equal(results[0], np.arange(3)[:, None] + np.arange(4))
    np.testing.assert_array_equal(results[1], np.full((3, 4), 3.0))


def test_numbers_and_empty_arrays() -> None:
    tape = Tape.of([u, v], [u * v, sp.erf(u)])
    assert [r.shape for r in evaluate(tape, [2, 3.5])] == [(), ()]
    assert [r.shape for r in evaluate(tape, [np.empty((0,)), 1.0])] == [(0,), (0,)]


def test_a_choice_of_outputs() -> None:
    tape = Tape.of([u], [u + 1, u + 2, u + 3])
    np.testing.assert_array_equal(evaluate(tape, [[1.0, 2.0]], outputs=[2, 0]), [[4, 5], [2, 3]])


def test_wrong_number_of_inputs() -> None:
    with pytest.raises(ValueError, match="2 inputs, not 1"):
        evaluate(Tape.of([u, v], [u + v]), [1.0])


def test_no_warning_escapes() -> None:
    tape = Tape.of([u], [1 / u, sp.log(u), sp.exp(1000 * u), sp.sqrt(u), sp.asin(u) / u, sp.acosh(u), u**u])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        evaluate(tape, [np.array([-2.0, 0.0, 5.0, np.nan, np.inf])])


def test_inputs_are_left_as_they_are() -> None:
    given = np.array([1.0, 2.0])
    (result,) = evaluate(Tape.of([u], [u]), [given])
    result += 1
    np.testing.assert_array_equal(given, [1, 2])


def test_erf_meets_scipy() -> None:
    x = np.linspace(-6, 6, 201)
    (result,) = evaluate(Tape.of([u], [sp.erf(u)]), [x])
    np.testing.assert_allclose(result, special.erf(x), rtol=1e-14, atol=1e-300)


@pytest.mark.parametrize(
    "name", ["polar", "bipolar", "toroidal", "swirl", "normal shell", "error function", "Box-Muller"]
)
def test_jacobian_meets_central_differences(name: str) -> None:
    mapping = CLASSICS[name].mapping
    tape = Tape.of(mapping.variables + mapping.parameters, [*mapping.components, *mapping.jacobian_matrix])
    m, n = mapping.jacobian_matrix.shape
    low, high = np.array(mapping.domain.lower), np.array(mapping.domain.upper)
    point = low + 0.37 * (high - low)
    step = 1e-5
    ahead = point[:, None] + step * np.hstack([np.eye(n), -np.eye(n)])
    values = np.array(evaluate(tape, [*ahead, *mapping.parameter_values])[:m])
    slopes = (values[:, :n] - values[:, n:]) / (2 * step)
    matrix = np.array(evaluate(tape, [*point, *mapping.parameter_values])[m:]).reshape(m, n)
    np.testing.assert_allclose(matrix, slopes, rtol=1e-7, atol=1e-8)
