"""Every named mapping: it reads, its determinant meets finite differences, its tape meets 50 digits."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import groupby, permutations

import numpy as np
import pytest
import sympy
from sympy import Expr, Float, Symbol

from jacviz.explore.gallery import Entry, by_id, gallery
from jacviz.mapping import Mapping
from jacviz.names import canonical
from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from tests.closed_forms import DETERMINANTS, VOLUME_ELEMENTS

DIGITS = 50
each_entry = pytest.mark.parametrize("entry", gallery(), ids=lambda entry: entry.id)

CONFORMAL = (
    "square",
    "reciprocal",
    "sine",
    "exponential",
    "moebius",
    "cayley",
    "newton",
    "parabolic",
    "bipolar",
)
ANTICONFORMAL = ("conjugate-square", "inversion")


def random_points(entry: Entry, count: int) -> list[dict[Symbol, Float]]:
    """Interior points of the domain together with parameters from their ranges, the same in every run."""
    chance = random.Random(entry.id)
    mapping = entry.mapping
    symbols = mapping.variables + mapping.parameters
    lower = mapping.domain.lower + mapping.parameter_box.lower
    upper = mapping.domain.upper + mapping.parameter_box.upper
    return [
        {
            symbol: Float(low + (high - low) * chance.uniform(0.01, 0.99), DIGITS)
            for symbol, low, high in zip(symbols, lower, upper, strict=True)
        }
        for _ in range(count)
    ]


def exact(expr: Expr, at: dict[Symbol, Float]) -> Float:
    return sympy.N(expr, DIGITS, subs=at)


def differences(mapping: Mapping, at: dict[Symbol, Float]) -> sympy.Matrix:
    """J from the components alone. With 50 digits and a step of 1e-15 the error is about 1e-30."""
    step = Float("1e-15", DIGITS)
    columns = []
    for variable in mapping.variables:
        ahead, behind = at | {variable: at[variable] + step}, at | {variable: at[variable] - step}
        columns.append([(exact(c, ahead) - exact(c, behind)) / (2 * step) for c in mapping.components])
    return sympy.Matrix(columns).T


def products(jacobian: sympy.Matrix) -> Float:
    """The permanent of |J|: what rounding and truncation of a determinant are measured by."""
    rows = jacobian.applyfunc(abs).tolist()
    orders = permutations(range(len(rows)))
    return sum(sympy.prod(row[k] for row, k in zip(rows, order, strict=True)) for order in orders)


@each_entry
def test_reads(entry: Entry) -> None:
    mapping = entry.mapping
    assert {canonical(name) for name in entry.domain} == {s.name for s in mapping.variables}
    assert {canonical(name) for name in entry.parameters} == {s.name for s in mapping.parameters}
    box = mapping.parameter_box
    for low, value, high in zip(box.lower, mapping.parameter_values, box.upper, strict=True):
        assert low <= value <= high
    assert len(entry.probe_point) == len(mapping.variables)
    assert entry.look.endswith(".") and "  " not in entry.look


@each_entry
def test_jacobian_matrix_meets_finite_differences(entry: Entry) -> None:
    for at in random_points(entry, 5):
        jacobian = differences(entry.mapping, at)
        error = (entry.mapping.jacobian_matrix.applyfunc(lambda e, at=at: exact(e, at)) - jacobian).norm()
        assert error <= Float("1e-20") * (jacobian.norm() + 1)
        if entry.mapping.is_square:
            error = abs(exact(entry.mapping.jacobian_determinant, at) - jacobian.det())
            assert error <= Float("1e-20") * (products(jacobian) + 1)
        elif jacobian.rows > jacobian.cols:
            wanted = sympy.sqrt((jacobian.T * jacobian).det())
            assert abs(exact(entry.mapping.volume_element, at) - wanted) <= Float("1e-15") * (wanted + 1)


@each_entry
def test_tape_meets_fifty_digits(entry: Entry) -> None:
    """Components, entries of J and what measures its rank to 1e-12 of the largest number that occurs on the way."""
    mapping = entry.mapping
    inputs = mapping.variables + mapping.parameters
    outputs = [*mapping.components, *mapping.jacobian_matrix, mapping.rank_measure]
    points = random_points(entry, 12)
    arrays = [np.array([float(at[symbol]) for at in points]) for symbol in inputs]
    values = evaluate(Tape.of(inputs, outputs), arrays)
    for expr, value in zip(outputs, values, strict=True):
        scale = largest_on_the_way(Tape.of(inputs, [expr]), arrays)
        wanted = [exact(expr, at) for at in points]
        error = [abs(float(Float(float(v), DIGITS) - w)) for v, w in zip(value, wanted, strict=True)]
        assert np.all(np.array(error) <= 1e-12 * scale), (expr, max(error / scale))


def largest_on_the_way(tape: Tape, arrays: list[np.ndarray]) -> np.ndarray:
    """At each point the largest magnitude among the steps that lead to the output (or the output itself)."""
    first = len(tape.inputs) + len(tape.constants)
    slots = (*range(first, first + len(tape.steps)), *tape.outputs)
    return np.max(np.abs(evaluate(replace(tape, outputs=slots), arrays)), axis=0)


@pytest.mark.parametrize("id", DETERMINANTS)
def test_determinant_is_the_known_one(id: str) -> None:
    entry = by_id(id)
    mapping = entry.mapping
    names = {symbol.name: symbol for symbol in mapping.variables + mapping.parameters if symbol.name != "lambda"}
    known = sympy.sympify(DETERMINANTS[id], locals=names)
    for at in random_points(entry, 5):
        scale = products(mapping.jacobian_matrix.applyfunc(lambda e, at=at: exact(e, at))) + 1
        assert abs(exact(mapping.jacobian_determinant, at) - exact(known, at)) < Float("1e-40") * scale


@pytest.mark.parametrize("id", VOLUME_ELEMENTS)
def test_volume_element_is_the_known_one(id: str) -> None:
    mapping = by_id(id).mapping
    names = {symbol.name: symbol for symbol in mapping.variables + mapping.parameters}
    known = sympy.sympify(VOLUME_ELEMENTS[id], locals=names)
    for at in random_points(by_id(id), 5):
        assert abs(exact(mapping.volume_element, at) - exact(known, at)) < Float("1e-40")


@pytest.mark.parametrize("id", CONFORMAL + ANTICONFORMAL)
def test_angles_are_kept(id: str) -> None:
    """J^T J is a multiple of the identity; the sign of det J says which way round angles are read."""
    entry = by_id(id)
    for at in random_points(entry, 5):
        jacobian = differences(entry.mapping, at)
        stretch = jacobian.T * jacobian
        assert abs(stretch[0, 1]) + abs(stretch[0, 0] - stretch[1, 1]) < Float("1e-20") * stretch.trace()
        assert (jacobian.det() > 0) == (id in CONFORMAL)


def image(id: str, u: np.ndarray, v: np.ndarray) -> list[np.ndarray]:
    mapping = by_id(id).mapping
    tape = Tape.of(mapping.variables + mapping.parameters, mapping.components)
    return evaluate(tape, [u, v, *mapping.parameter_values])


TURN = np.linspace(0, 2 * np.pi, 33)


def test_inversion_undoes_itself() -> None:
    u, v = np.linspace(-1.5, 1.5, 9), np.linspace(0.25, 2.25, 9)
    assert np.allclose(image("inversion", *image("inversion", u, v)), [u, v], rtol=1e-14)


def test_square_to_disk_takes_the_border_to_the_circle() -> None:
    side = np.linspace(-1, 1, 21)
    for u, v in ((side, 1.0), (side, -1.0), (1.0, side), (-1.0, side)):
        assert np.allclose(np.hypot(*image("square-to-disk", u, v)), 1, rtol=1e-14)


def test_moebius_keeps_the_unit_circle() -> None:
    assert np.allclose(np.hypot(*image("moebius", np.cos(TURN), np.sin(TURN))), 1, rtol=1e-14)


def test_singular_circle_becomes_the_deltoid() -> None:
    """The hypocycloid with three cusps: 2 cos t + cos 2t, sin 2t - 2 sin t."""
    curve = 2 * np.cos(TURN) + np.cos(2 * TURN), np.sin(2 * TURN) - 2 * np.sin(TURN)
    assert np.allclose(image("deltoid", np.cos(TURN), np.sin(TURN)), curve, atol=1e-14)


def test_singular_parabola_becomes_the_cusp() -> None:
    """Its image (-2 u^3, 3 u^2) is the semicubical parabola 27 x^2 = 4 y^3."""
    u = np.linspace(-0.6, 0.6, 25)
    x, y = image("cusp", u, 3 * u**2)
    assert np.allclose(27 * x**2, 4 * y**3, rtol=1e-13)


def test_einstein_ring_of_the_lens_becomes_a_point_without_shear() -> None:
    """With g = 0 the circle r^2 = m - s^2 goes to the origin: a source there is seen as a ring."""
    mapping = by_id("gravitational-lens").mapping
    values = dict(zip((p.name for p in mapping.parameters), mapping.parameter_values, strict=True)) | {"g": 0.0}
    radius = np.sqrt(values["m"] - values["s"] ** 2)
    tape = Tape.of(mapping.variables + mapping.parameters, mapping.components)
    inputs = [radius * np.cos(TURN), radius * np.sin(TURN), *(values[p.name] for p in mapping.parameters)]
    assert np.allclose(evaluate(tape, inputs), 0, atol=1e-15)


def test_box_muller_makes_a_normal_cloud() -> None:
    """x and y of evenly spread (u, v) have the moments 0, 1, 0, 3 of the normal distribution."""
    n = 2000
    u, v = np.meshgrid((np.arange(n) + 0.5) / n, (np.arange(64) + 0.5) / 64)
    for values in image("box-muller", u, v):
        moments = [np.mean(values**k) for k in (1, 2, 3, 4)]
        assert np.allclose(moments, [0, 1, 0, 3], atol=0.01)


def test_order_and_names() -> None:
    found = gallery()
    assert len(found) >= 79
    assert found is gallery() and by_id("polar") is found[[e.id for e in found].index("polar")]
    assert len({e.title for e in found}) == len(found)
    groups = [group for group, _ in groupby(found, key=lambda e: e.group)]
    assert len(groups) == len(set(groups)), "the mappings of a group stand together"
    with pytest.raises(KeyError, match="polar"):
        by_id("no-such-mapping")
