"""The code shown runs as shown and gives the numbers of the page; names cannot smuggle anything in."""

from __future__ import annotations

import ast
import subprocess
import sys

import numpy as np
import pytest
import sympy as sp
from sympy import Abs, Eq, Expr, Max, Min, Ne, Piecewise, Rational, Symbol, exp, sign

from jacviz.explore.zero_search import sample_points
from jacviz.mapping import Box, Mapping
from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.printing.listings import to_latex, to_numpy, to_sympy
from tests.classics import CLASSICS, SURFACES
from tests.test_mapping import full

u, v, lam = Symbol("u", real=True), Symbol("v", real=True), Symbol("lambda", real=True)


def made(*components: Expr, variables: tuple[Symbol, ...] = (u, v), parameters: tuple[Symbol, ...] = ()) -> Mapping:
    n, k = len(variables), len(parameters)
    return Mapping(
        variables,
        tuple(f"f{i}" for i in range(len(components))),
        tuple(map(sp.S, components)),
        domain=Box((-1.3,) * n, (1.7,) * n),
        parameters=parameters,
        parameter_values=(0.7,) * k,
        parameter_box=Box((-1.0,) * k, (1.0,) * k),
    )


SPECIAL = {
    "keyword": made(lam * u, v**lam, variables=(u, v), parameters=(lam,)),
    "keyword as a variable": made(lam**2, u, variables=(lam, u)),
    "names of NumPy's source": made(*(s := sp.symbols("np spread float", real=True)), variables=tuple(s)),
    "names of SymPy's functions": made(sp.sin(t := Symbol("sin", real=True)), sp.E + sp.pi * t, variables=(t, u)),
    "constants": made(3, Rational(1, 3)),
    "only pi": made(sp.pi, sp.E * u),
    "step functions": made(Abs(u) * sign(v), Max(u, v, 0) + Min(u, v)),
    "conditions": made(Piecewise((u, (u > 0) & (v <= 1)), (v, Ne(u, v) | (u < -1)), (0, True)), u),
    "no other branch": made(Piecewise((u, u > 0)), v),
    "equality": made(Piecewise((1, Eq(u, 0)), (sp.sin(u) / u, True)), sp.Not(u > 0).as_set() and v),
    "condition in a condition": made(Max(0, u + Piecewise((v, v > 0), (v / 10, True))), v),
    "powers": made(u ** Rational(1, 3) * v**-2, (1 + u**2) ** Rational(-3, 2) / sp.sqrt(1 + v**2)),
    "inverse functions": made(sp.atan2(v, u) + sp.asin(u / 9), sp.acosh(2 + u**2) + sp.acot(3 + u)),
    "reciprocals": made(sp.sec(u) + sp.csc(u + 5) * sp.cot(v + 5), sp.sech(v) + sp.coth(u + 5)),
    "erf": made(sp.erf(u), sp.erf(u + v)),
    "one variable": made(exp(-u), variables=(u,)),
    "curve": made(u, u**2, u**3, variables=(u,)),
}
ALL = {**{n: c.mapping for n, c in {**CLASSICS, **SURFACES}.items()}, **SPECIAL}


def run(source: str) -> dict:
    namespace: dict = {"__name__": "shown"}
    exec(compile(source, "<shown>", "exec"), namespace)  # noqa: S102
    return namespace


def expected(mapping: Mapping, points: list, parameters: tuple[float, ...] | None = None) -> tuple:
    measure = mapping.jacobian_determinant if mapping.is_square else mapping.volume_element
    m, n = mapping.jacobian_matrix.shape
    tape = Tape.of(mapping.variables + mapping.parameters, [*mapping.components, *mapping.jacobian_matrix, measure])
    values = np.array(evaluate(tape, [*points, *(parameters or mapping.parameter_values)]))
    return values[:m], values[m:-1].reshape(m, n, *values.shape[1:]), values[-1]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_numpy_source(name: str) -> None:
    mapping = ALL[name]
    shown = run(to_numpy(mapping))
    third = shown["jacobian_determinant" if mapping.is_square else "volume_element"]
    points = sample_points(mapping.domain, 40)
    for given in (points, [p.reshape(5, 8) for p in points], [float(p[3]) for p in points]):
        functions = (shown["mapping"], shown["jacobian_matrix"], third)
        for function, values in zip(functions, expected(mapping, given), strict=True):
            result = function(*given)
            assert result.shape == values.shape
            np.testing.assert_allclose(result, values, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", ALL)
def test_sympy_source(name: str) -> None:
    mapping = ALL[name]
    shown = run(to_sympy(mapping))
    measure = shown["jacobian_determinant" if mapping.is_square else "volume_element"]
    expressions = [*shown["components"], *shown["jacobian_matrix"], measure]
    symbols = {s.name: s for s in set().union(*(e.free_symbols for e in expressions))}
    assert all(s.is_real for s in symbols.values())
    inputs = [symbols.get(s.name, s) for s in mapping.variables + mapping.parameters]
    points = sample_points(mapping.domain, 40)
    values = evaluate(Tape.of(inputs, expressions), [*points, *mapping.parameter_values])
    f, matrix, third = expected(mapping, points)
    np.testing.assert_allclose(values, [*f, *matrix.reshape(-1, 40), third], rtol=1e-10, atol=1e-12)
    assert shown["jacobian_matrix"].shape == mapping.jacobian_matrix.shape


def test_parameters_have_the_shown_values_and_can_be_changed() -> None:
    shown = run(to_numpy(SPECIAL["keyword"]))
    np.testing.assert_allclose(shown["mapping"](2.0, 3.0), [1.4, 3**0.7])
    np.testing.assert_allclose(shown["mapping"](2.0, 3.0, lambda_=-1.0), [-2.0, 1 / 3])


def test_one_function_inputs_broadcast() -> None:
    shown = run(to_numpy(CLASSICS["polar"].mapping))
    assert shown["jacobian_matrix"](np.ones((3, 1)), np.ones(4)).shape == (2, 2, 3, 4)
    assert run(to_numpy(SPECIAL["constants"]))["mapping"](np.ones(5), 0).shape == (2, 5)


@pytest.mark.parametrize("source", [to_numpy, to_sympy])
def test_runs_as_a_script(source) -> None:
    text = source(CLASSICS["Box-Muller"].mapping) + "\nprint('ran')\n"
    ran = subprocess.run([sys.executable, "-W", "error", "-c", text], capture_output=True, text=True, check=True)
    assert ran.stdout == "ran\n"


@pytest.mark.parametrize(
    "name",
    [
        '__import__("os")',
        "x;import os",
        "a\nimport os",
        "f(1)",
        'q"); import os #',
        "\\input{x}",
        "$}",
        "é",
        "1x",
        "",
        "import",
        "x" * 99,
    ],
)
def test_names_stay_names(name: str) -> None:
    odd = Symbol(name, real=True)
    mapping = Mapping((odd, u), (name, "x'"), (odd**2, odd + u), domain=Box((0.0, 0.0), (1.0, 1.0)))
    for source in (to_numpy, to_sympy):
        text = source(mapping)
        calls = {
            n.func.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        modules = {
            alias.name if isinstance(node, ast.Import) else node.module
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert modules <= {"numpy", "sympy", "math"}
        assert calls <= {"spread", "Matrix", "Symbol", "S", "tuple"}
        run(text)
    latex = to_latex(mapping)
    assert "input{x}" not in latex.replace("inputx", "")
    assert latex.count("{") == latex.count("}")
    assert "$" not in latex and '"' not in latex and ";" not in latex


@pytest.mark.parametrize("shape", [(6, 6), (9, 9), (12, 4), (12, 10)])
def test_a_measure_too_long_to_write_out_is_computed_from_the_matrix(shape: tuple[int, int]) -> None:
    mapping = full(*shape)
    shown, points = run(to_numpy(mapping)), sample_points(mapping.domain, 6)
    matrix = np.moveaxis(shown["jacobian_matrix"](*points), 2, 0)
    wanted = np.sqrt(np.linalg.det(np.swapaxes(matrix, 1, 2) @ matrix))
    measure = shown["jacobian_determinant" if mapping.is_square else "volume_element"](*points)
    np.testing.assert_allclose(np.abs(measure), wanted, rtol=1e-6)
    assert len(to_numpy(mapping)) < 40_000
