"""Descriptions that refuse nonsense, and derivatives that meet their definitions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from sympy import Abs, Integer, Matrix, Max, S, Symbol, cos, sin

from jacviz.explore.zero_search import sample_points
from jacviz.mapping import Box, Mapping
from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.parse import parse
from tests.classics import CLASSICS, SURFACES
from tests.expressions import a, u, v

SQUARE = {n: c.mapping for n, c in CLASSICS.items()}
UNIT = Box((0.0, 0.0), (1.0, 1.0))


def values(mapping: Mapping, expr: sp.Expr, count: int = 7) -> np.ndarray:
    points = sample_points(mapping.domain, count)
    tape = Tape.of(mapping.variables + mapping.parameters, [expr])
    return evaluate(tape, [*points, *mapping.parameter_values])[0]


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ((0.0,), (0.0,)),
        ((1.0,), (0.0,)),
        ((0.0,), (float("inf"),)),
        ((float("nan"),), (1.0,)),
        ((0.0,), ()),
        ((-1.7e308,), (1.7e308,)),
    ],
)
def test_boxes_refuse_what_is_no_box(lower: tuple, upper: tuple) -> None:
    with pytest.raises(ValueError, match=r"Put|Use|as many"):
        Box(lower, upper)


def test_frozen_hashable_equal() -> None:
    def polar() -> Mapping:
        return Mapping((u, v), ("x", "y"), (u * cos(v), u * sin(v)), domain=UNIT)

    assert polar() == polar()
    assert len({polar(), polar()}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        polar().names = ("p", "q")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"names": ("x",)}, "name"),
        ({"variables": (u, u)}, "once"),
        ({"components": (u, a)}, "a is neither"),
        ({"components": (u, "v")}, "jacviz.parse"),
        ({"domain": Box((0.0,), (1.0,))}, "one range for each"),
        ({"parameters": (a,)}, "one value and one range"),
        ({"variables": (), "components": (), "names": ()}, "at least one"),
    ],
)
def test_mappings_refuse_what_does_not_fit(changes: dict, message: str) -> None:
    fields = {"variables": (u, v), "names": ("x", "y"), "components": (u, v), "domain": UNIT}
    with pytest.raises(ValueError, match=message):
        Mapping(**{**fields, **changes})


def test_rows_are_components_and_columns_are_variables() -> None:
    mapping = Mapping((u, v), ("x", "y", "z"), (u, u * v, v**2), domain=UNIT)
    assert mapping.jacobian_matrix == Matrix([[1, 0], [v, u], [0, 2 * v]])
    swapped = Mapping((v, u), ("x", "y"), (u, v), domain=UNIT)
    assert swapped.jacobian_determinant == -1


@pytest.mark.parametrize("name", [n for n in SQUARE if n != "rank 1"])
def test_determinant_and_inverse_meet_numpy(name: str) -> None:
    mapping = SQUARE[name]
    n = len(mapping.variables)
    entries = np.array([values(mapping, e) for e in mapping.jacobian_matrix]).reshape(n, n, -1)
    matrices = np.moveaxis(entries, 2, 0)
    for expr in (mapping.jacobian_determinant, mapping.untidied_determinant):
        np.testing.assert_allclose(values(mapping, expr), np.linalg.det(matrices), rtol=1e-9, atol=1e-12)
    good = np.abs(np.linalg.det(matrices)) > 1e-6
    inverse = np.array([values(mapping, e) for e in mapping.inverse_jacobian_matrix]).reshape(n, n, -1)
    inverse = np.moveaxis(inverse, 2, 0)[good]
    np.testing.assert_allclose(inverse @ matrices[good], np.broadcast_to(np.eye(n), inverse.shape), atol=1e-8)


@pytest.mark.parametrize("name", SURFACES)
def test_gram_meets_numpy(name: str) -> None:
    mapping = SURFACES[name].mapping
    m, n = mapping.jacobian_matrix.shape
    matrices = np.moveaxis(np.array([values(mapping, e) for e in mapping.jacobian_matrix]).reshape(m, n, -1), 2, 0)
    gram = np.swapaxes(matrices, 1, 2) @ matrices
    np.testing.assert_allclose(values(mapping, mapping.gram_determinant), np.linalg.det(gram), rtol=1e-9, atol=1e-12)
    volume = values(mapping, mapping.volume_element)
    np.testing.assert_allclose(volume**2, np.linalg.det(gram), rtol=1e-9, atol=1e-12)
    assert np.all(volume >= 0)
    shown = np.array([values(mapping, e) for e in mapping.gram_matrix]).reshape(n, n, -1)
    np.testing.assert_allclose(np.moveaxis(shown, 2, 0), gram, rtol=1e-12, atol=1e-12)


def test_errors_tell_the_next_step() -> None:
    surface = SURFACES["sphere"].mapping
    with pytest.raises(ValueError) as raised:
        _ = surface.jacobian_determinant
    expected = "The determinant needs as many components as variables (here 3 and 2). Use volume_element."
    assert str(raised.value) == expected
    with pytest.raises(ValueError, match="no inverse"):
        _ = SQUARE["rank 1"].inverse_jacobian_matrix
    with pytest.raises(ValueError, match="volume_element"):
        _ = surface.inverse_jacobian_matrix


def test_volume_element_of_a_square_map() -> None:
    assert SQUARE["polar"].volume_element == Abs(Symbol("r", real=True))
    assert SURFACES["plane to line"].mapping.volume_element is S.Zero


def test_kinks_are_those_of_all_components() -> None:
    mapping = Mapping((u, v), ("x", "y"), (Abs(u) + Max(0, v), Abs(u)), domain=UNIT)
    assert set(mapping.kinks) in ({u, v}, {u, -v})


def test_nothing_reads_strings() -> None:
    with pytest.raises(ValueError):
        Mapping((u,), ("x",), ("__import__('os')",), domain=Box((0.0,), (1.0,)))


def test_constants_are_mappings_too() -> None:
    mapping = Mapping((u,), ("x",), (Integer(3),), domain=Box((0.0,), (1.0,)))
    assert mapping.jacobian_determinant is S.Zero
    assert mapping.singular_factors == (S.Zero,)


# At a point -----------------------------------------------------------------------------------------------------------

SADDLES = parse("x = a u^2 - v\ny = sin(u v)\nz = u + v^3", "u, v", parameters={"a": 1.5})
coordinate = st.floats(-2, 2)


@given(coordinate, coordinate)
def test_the_matrix_at_a_point_meets_finite_differences(u: float, v: float) -> None:
    h = 1e-5
    columns = [
        (SADDLES.values((u + du, v + dv)) - SADDLES.values((u - du, v - dv))) / (2 * h) for du, dv in ((h, 0), (0, h))
    ]
    matrix = SADDLES.at((u, v))
    assert matrix.shape == (3, 2) and np.allclose(matrix, np.transpose(columns), atol=1e-7)


@given(coordinate, coordinate, st.tuples(coordinate, coordinate), st.tuples(coordinate, coordinate, coordinate))
def test_pushforward_and_pullback_are_dual(
    u: float, v: float, tangent: tuple[float, ...], cotangent: tuple[float, ...]
) -> None:
    """w . (J v) = (J^T w) . v."""
    forward, back = SADDLES.pushforward((u, v), tangent), SADDLES.pullback((u, v), cotangent)
    assert forward.shape == (3,) and back.shape == (2,)
    assert np.dot(cotangent, forward) == pytest.approx(np.dot(back, tangent), rel=1e-9, abs=1e-9)


@given(coordinate, coordinate)
def test_the_linearization_misses_by_the_square_of_the_step(u: float, v: float) -> None:
    affine = SADDLES.linearization((u, v))
    assert np.allclose(affine.values((u, v)), SADDLES.values((u, v))) and affine.parameters == ()
    assert np.allclose(affine.at((0, 0)), SADDLES.at((u, v)))
    far, near = (np.linalg.norm(affine.values((u + h, v - h)) - SADDLES.values((u + h, v - h))) for h in (1e-2, 1e-3))
    assert near <= far / 50 + 1e-9


def test_where_there_is_no_derivative() -> None:
    bend = parse("x = |u|\ny = sqrt(v)", "u, v")
    assert np.isnan(bend.at((0, 1))).all() and not np.isnan(bend.at((1, 1))).any()
    assert not np.all(np.isfinite(bend.at((1, 0)))) and np.isnan(bend.values((1, -1))[1])
    with pytest.raises(ValueError, match="does not exist"):
        bend.linearization((0, 1))


WRONG = (lambda m: m.at((1,)), lambda m: m.pushforward((1, 2), (1, 2, 3)), lambda m: m.pullback((1, 2), 3))


@pytest.mark.parametrize("call", WRONG)
def test_a_vector_of_the_wrong_length_says_so(call: Callable[[Mapping], object]) -> None:
    with pytest.raises(ValueError, match="one number for each"):
        call(SADDLES)


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("f(x) = x |x|", (0,), [[0.0]]),
        ("f(x) = x sign(x)^2", (0,), [[1.0]]),
        ("f(x) = (x^2 - 1)/(x - 1)", (0,), [[1.0]]),
        ("f(x) = |x|^3", (0,), [[0.0]]),
        ("f(x) = max(x^3, 0)", (0,), [[0.0]]),
        ("f(x) = |x - 1| + x^2", (0.999,), [[0.998]]),
        ("f(u, v) = (|u| v, u)", (0, 0), [[0.0, 0.0], [1.0, 0.0]]),
        ("f(x) = 0.001 |x|", (0,), None),
        ("f(u, v) = (|u| v, u)", (0, 1), None),
        ("f(u, v) = sqrt(u^2 + v^2)", (0, 0), None),
    ],
)
def test_a_kink_in_the_formula_need_not_be_one_of_the_mapping(
    text: str, at: tuple[float, ...], wanted: list[list[float]] | None
) -> None:
    found = parse(text).at(at)
    assert not np.isfinite(found).all() if wanted is None else np.allclose(found, wanted, atol=1e-12)


@pytest.mark.parametrize(("text", "point"), [("y = x/|x|", 0), ("y = sign(x)", 0), ("y = (x^2 - 1)/(x - 1)", 1)])
def test_a_jump_or_a_gap_has_no_derivative(text: str, point: float) -> None:
    """Also where the formula of the derivative, made short, has a value."""
    assert np.isnan(parse(text, "x").at([point])).all()


def full(rows: int, columns: int) -> Mapping:
    """Components that depend on all variables, by no rule that a short determinant could follow from."""
    names = [f"x{j}" for j in range(1, columns + 1)]
    terms = [
        " + ".join(f"sin({1 + (3 * i + j * j) % 7} {x} + {1 + i * j % 4} {names[j - 1]})" for j, x in enumerate(names))
        for i in range(rows)
    ]
    return parse("\n".join(f"f{i} = {term}" for i, term in enumerate(terms, 1)), names)


@pytest.mark.parametrize("size", [4, 6, 8])
def test_determinants_of_full_matrices(size: int) -> None:
    mapping = full(size, size)
    assert mapping.has_determinant
    found = values(mapping, mapping.jacobian_determinant, 5)
    points = np.stack(sample_points(mapping.domain, 5), axis=1)
    np.testing.assert_allclose(found, [np.linalg.det(mapping.at(p)) for p in points], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("shape", [(9, 9), (12, 12), (12, 10), (10, 12)])
def test_more_products_than_can_be_written_out(shape: tuple[int, int]) -> None:
    """Then J(p) is still there, and the error says what is the matter."""
    mapping = full(*shape)
    assert not mapping.has_determinant and not mapping.has_measure and mapping.determinant_is_tidied
    assert np.isfinite(mapping.at(np.linspace(0, 1, shape[1]))).all()
    with pytest.raises(ValueError, match="too many products"):
        _ = mapping.rank_measure


@pytest.mark.parametrize("shape", [(12, 3), (20, 2), (12, 6)])
def test_volume_elements_of_many_components(shape: tuple[int, int]) -> None:
    mapping = full(*shape)
    found = values(mapping, mapping.volume_element, 5)
    for value, p in zip(found, np.stack(sample_points(mapping.domain, 5), axis=1), strict=True):
        assert value == pytest.approx(np.sqrt(np.linalg.det(mapping.at(p).T @ mapping.at(p))), rel=1e-6)


def test_a_long_determinant_is_no_measure_to_read() -> None:
    assert full(3, 3).has_measure and not full(6, 6).has_measure
    assert parse("\n".join(f"f{i} = x{i}^2" for i in range(1, 41))).has_measure
