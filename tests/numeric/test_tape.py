"""The tape against SymPy's evalf with 50 digits, its size, its closed list of opcodes."""

from __future__ import annotations

import json
import math
import time

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Float, Max, Min, Piecewise, Rational

from jacviz.numeric.run import OPCODES, evaluate
from jacviz.numeric.tape import Tape
from tests.classics import CLASSICS
from tests.expressions import a, expressions, u, v

CONTRACT = set(
    "add sub mul div neg pow sqrt square exp log sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh "
    "abs sign min max erf floor gamma polygamma erfinv besselj besseli lt le eq ne and or not select".split()
)


def run(expr: Expr, **at: float) -> float:
    symbols = sorted(expr.free_symbols, key=str)
    (result,) = evaluate(Tape.of(symbols, [expr]), [at[s.name] for s in symbols])
    return float(result)


def test_the_list_of_opcodes_is_closed() -> None:
    assert set(OPCODES) == CONTRACT


@given(expressions(kinks=True), st.floats(-2, 2), st.floats(-2, 2), st.floats(-2, 2))
def test_meets_evalf(expr: Expr, x: float, y: float, z: float) -> None:
    at = {u: x, v: y, a: z}
    exact = sp.N(expr, 50, subs={s: Float(value, 50) for s, value in at.items()})
    # Rounding is measured by the size of the terms, not by what their cancellation leaves.
    scale = sp.N(
        Expr.xreplace(expr, {t: sum(map(sp.Abs, t.args)) for t in expr.atoms(sp.Add)}),
        20,
        subs={s: Float(abs(value), 50) for s, value in at.items()},
    )
    result = run(expr, u=x, v=y, a=z)
    assert abs(result - exact) <= 1e-12 * (1 + abs(exact) + abs(scale))


@pytest.mark.parametrize("name", CLASSICS)
def test_classics_meet_evalf(name: str) -> None:
    mapping = CLASSICS[name].mapping
    outputs = [*mapping.components, *mapping.jacobian_matrix, mapping.jacobian_determinant]
    tape = Tape.of(mapping.variables + mapping.parameters, outputs)
    for share in (0.137, 0.461, 0.773):
        box = mapping.domain
        ends = enumerate(zip(box.lower, box.upper, strict=True))
        at = [low + (high - low) * (share + 0.05 * i) for i, (low, high) in ends]
        at += mapping.parameter_values
        exact = {s: Float(x, 50) for s, x in zip(mapping.variables + mapping.parameters, at, strict=True)}
        for result, expr in zip(evaluate(tape, at), outputs, strict=True):
            expected = sp.N(expr.xreplace(exact) if expr.has(Piecewise, Max) else expr, 50, subs=exact)
            assert abs(float(result) - expected) <= 1e-12 * (1 + abs(expected)), expr


@pytest.mark.parametrize(
    ("expr", "steps"),
    [
        (1 / u, [("div", 1, 0)]),
        (u - v, [("sub", 0, 1)]),
        (-u * v, [("mul", 0, 1), ("neg", 2)]),
        (1 - u, [("sub", 1, 0)]),
        (u**2, [("square", 0)]),
        (u**3, [("square", 0), ("mul", 1, 0)]),
        (sp.sqrt(u), [("sqrt", 0)]),
        (2 * sp.pi * u, [("mul", 1, 0)]),
        (u / 3, [("div", 0, 1)]),
        (sp.exp(-u), [("neg", 0), ("exp", 1)]),
        (u / v**2, [("square", 1), ("div", 0, 2)]),
        ((u - v) ** 2, [("sub", 0, 1), ("square", 2)]),
        ((-u - v) ** 2, [("add", 0, 1), ("square", 2)]),
    ],
)
def test_few_steps(expr: Expr, steps: list[tuple]) -> None:
    assert Tape.of(sorted(expr.free_symbols, key=str), [expr]).steps == tuple(steps)


def test_polar_shares_across_outputs_and_is_quick() -> None:
    mapping = CLASSICS["polar"].mapping
    outputs = [*mapping.components, *mapping.jacobian_matrix, mapping.jacobian_determinant]
    tape = Tape.of(mapping.variables, outputs)
    assert [step[0] for step in tape.steps].count("cos") == 1
    assert len(tape.steps) == 5
    times = []
    for _ in range(20):
        start = time.perf_counter()
        Tape.of(mapping.variables, outputs)
        times.append(time.perf_counter() - start)
    assert min(times) < 1e-3


def test_is_plain_data() -> None:
    expr = Piecewise((u, u > 1), (sp.sin(u) / 7, u < -1))
    tape = Tape.of([u], [expr])
    data = json.loads(json.dumps(tape.to_json(), allow_nan=False))
    assert data["inputs"] == ["u"]
    assert set(data) == {"inputs", "constants", "steps", "outputs"}
    assert all(step[0] in CONTRACT for step in data["steps"])
    slots = len(data["inputs"]) + len(data["constants"])
    for i, step in enumerate(data["steps"]):
        assert all(0 <= slot < slots + i for slot in step[1:])


@pytest.mark.parametrize(
    "constant",
    [
        sp.pi,
        2 * sp.pi,
        sp.E,
        Rational(1, 3),
        sp.sqrt(2) / 3,
        sp.exp(-1),
        sp.log(7),
        Rational(10) ** -300,
        sp.sin(1) * sp.pi,
    ],
)
def test_constants_are_the_nearest_double(constant: Expr) -> None:
    value = Tape.of([u], [constant]).constants[0]
    exact = sp.N(constant, 60)
    near = (math.nextafter(value, -math.inf), value, math.nextafter(value, math.inf))
    errors = [abs(sp.Float(x, 60) - exact) for x in near]
    assert errors[1] == min(errors)


def test_too_large_a_number_says_so() -> None:
    for expr in (sp.Integer(10) ** 400 * u, u + Rational(10**400, 3), sp.exp(10**6) * u):
        with pytest.raises(ValueError, match="too large"):
            Tape.of([u], [expr])


def test_what_has_no_opcode_is_named() -> None:
    with pytest.raises(ValueError, match="zeta"):
        Tape.of([u], [sp.zeta(u)])
    with pytest.raises(ValueError, match="v"):
        Tape.of([u], [u + v])


def test_branches_conditions_and_extremes() -> None:
    expr = Piecewise((u, (u > 1) | (v >= 2)), (v, sp.Not(sp.Eq(u, 0)) & (v <= 1)))
    assert run(expr, u=3.0, v=0.0) == 3
    assert run(expr, u=-1.0, v=5.0) == -1
    assert run(expr, u=-1.0, v=0.5) == 0.5
    assert math.isnan(run(expr, u=0.0, v=0.5))
    assert run(Max(u, v, 1), u=0.5, v=-2.0) == 1
    assert run(Min(u, v, 1), u=0.5, v=-2.0) == -2


def test_undefined_is_nan_or_infinite_and_nothing_is_raised() -> None:
    assert math.isnan(run(sp.sqrt(u), u=-1.0))
    assert math.isnan(run(u ** Rational(1, 3), u=-8.0))
    assert math.isnan(run(sp.log(u), u=-1.0))
    assert math.isnan(run(u * sp.sqrt(-2), u=1.0))
    assert run(1 / u, u=0.0) == math.inf
    assert run(sp.exp(u), u=1e4) == math.inf
    assert np.isnan(run(Piecewise((1, sp.log(u) > 0), (2, True)), u=-1.0))


def test_every_function_of_the_parser_has_a_form() -> None:
    for name in "sec csc cot asec acsc acot sech csch coth asech acsch acoth erfc".split():
        function = getattr(sp, name)
        x = 0.6 if name == "asech" else 1.7
        assert run(function(u), u=x) == pytest.approx(float(function(Float(x, 30))), rel=1e-14)
