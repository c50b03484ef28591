"""g ∘ f: the chain rule, the parameters of both, and what cannot be composed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import jacviz
from jacviz import compose, parse
from jacviz.composition import outer_jacobian_matrix
from jacviz.mapping import Mapping

POLAR = parse("x = r cos t\ny = r sin t", "r, t")
SQUARE = parse("p = x^2 - y^2\nq = 2 x y", "x, y")
number = st.floats(-2, 2)


@given(number, number)
def test_the_chain_rule(r: float, t: float) -> None:
    """Three ways to one matrix: differentiated as a whole, as a product of numbers, and r^2 cos 2t by hand."""
    whole = compose(SQUARE, POLAR).at((r, t))
    product = SQUARE.at(tuple(POLAR.values((r, t)))) @ POLAR.at((r, t))
    by_hand = [
        [2 * r * np.cos(2 * t), -2 * r**2 * np.sin(2 * t)],
        [2 * r * np.sin(2 * t), 2 * r**2 * np.cos(2 * t)],
    ]
    assert np.allclose(whole, product, atol=1e-12) and np.allclose(whole, by_hand, atol=1e-12)


@pytest.mark.parametrize(
    ("outer", "inner", "shape"), [("z = x y", "(t^2, t^3)", (1, 1)), ("(s, s^2, s^3)", "s = u v w", (3, 3))]
)
def test_shapes_meet_in_the_middle(outer: str, inner: str, shape: tuple[int, int]) -> None:
    g, f = parse(outer, "x, y" if "x y" in outer else "s"), parse(inner, "t" if "t" in inner else "u, v, w")
    whole, point = compose(g, f), (0.7, 1.1, -0.4)[: len(f.variables)]
    assert whole.jacobian_matrix.shape == shape
    assert np.allclose(whole.at(point), g.at(tuple(f.values(point))) @ f.at(point), rtol=1e-12)


def test_the_outer_factor_is_taken_at_f() -> None:
    r, t = POLAR.variables
    x, y = POLAR.components
    assert outer_jacobian_matrix(SQUARE, POLAR).tolist() == [[2 * x, -2 * y], [2 * y, 2 * x]]
    assert outer_jacobian_matrix(SQUARE, POLAR).free_symbols == {r, t}


def test_a_swap_of_names_is_simultaneous() -> None:
    """f names its components as g names its variables, crosswise."""
    f = parse("y = u + v\nx = u - v", "u, v")
    g = parse("a = x\nb = y", "x, y")
    u, v = f.variables
    assert compose(g, f).components == (u + v, u - v)


def test_one_parameter_for_both() -> None:
    f = parse("x = a u\ny = v", "u, v", parameters={"a": (2.0, 0.0, 3.0)})
    g = parse("p = a x + b\nq = y", "x, y", parameters={"a": (5.0, 4.0, 6.0), "b": (1.0, 0.0, 2.0)})
    whole = compose(g, f)
    assert [s.name for s in whole.parameters] == ["a", "b"] and whole.parameter_values == (2.0, 1.0)
    assert np.allclose(whole.at((1, 1)), [[4, 0], [0, 1]])


@pytest.mark.parametrize(
    ("g", "f", "told"),
    [
        (parse("z = x y w", "x, y, w"), POLAR, "here 3 and 2"),
        (parse("p = x r\nq = y", "x, y"), POLAR, "r is a variable of f and a parameter of g"),
    ],
)
def test_what_cannot_be_composed_says_why(g: Mapping, f: Mapping, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        jacviz.compose(g, f)
