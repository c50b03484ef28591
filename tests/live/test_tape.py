"""tape.js runs the same tape to the same numbers as NumPy, and both meet SymPy with thirty digits and more."""

from __future__ import annotations

import itertools
import math
import random
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page
from sympy import Expr, Float, Symbol

from jacviz.explore.gallery import Entry, gallery
from jacviz.explore.payload import payload
from jacviz.mapping import Mapping
from jacviz.numeric.run import OPCODES, evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.borders import borders
from tests.live.modules import call

LOGIC = ("and", "or", "not")  # rules on truth values: 1, 0 or NaN
SPECIAL = {
    "gamma": [(x,) for x in (-20.5, -2.5, -1.0, 0.0, 0.3, 1.0, 1.7, 3.0, 40.2, 170.5, 172.0, math.nan)],
    "erfinv": [(x,) for x in (-1.5, -1.0, -0.3, 0.0, 0.3, 0.999, 1 - 1e-12, 1.0, math.nan)],
    "polygamma": [(n, x) for n in (0.0, 1.0, 2.0) for x in (-7.3, -1.0, 0.0, 0.3, 1.0, 9.5, 60.0, math.nan)],
    "besselj": [(n, x) for n in (-3.0, 0.0, 1.0, 2.0, 9.0) for x in (-8.0, 0.0, 0.3, 2.5, 30.0, 41.0, 900.0, math.nan)],
    "besseli": [(n, x) for n in (-3.0, 0.0, 1.0, 2.0, 9.0) for x in (-8.0, 0.0, 0.3, 2.5, 30.0, 300.0, math.nan)],
}
"""Where the functions are tried that JavaScript has not got."""
ARITY = {"select": 3, "not": 1} | dict.fromkeys("add sub mul div pow atan2 min max lt le eq ne and or".split(), 2)
ARITY |= dict.fromkeys(("polygamma", "besselj", "besseli"), 2)
NUMBERS = (-2.5, -1.0, -0.3, 0.0, 0.3, 1.0, 1.7, 3.0, 40.0, math.nan)
TRUTHS = (0.0, 1.0, math.nan)
POINTS = 50
EXACT = 20  # of them meet SymPy: thirty digits take their time
DIGITS = 34

RUN = """
const answers = [];
for (const { tape, inputs } of given) {
  const n = inputs[0].length;
  const outputs = compile(tape)(inputs.map((values) => Float64Array.from(values)), n);
  answers.push(outputs.map((out) => Array.from(out.slice(0, n))));
}
return answers;
"""


def in_browser(page: Page, jobs: list[tuple[Tape, list[np.ndarray]]]) -> list[np.ndarray]:
    """The values of each tape, shape (outputs, points), all from one visit to the browser."""
    given = [{"tape": tape.to_json(), "inputs": [a.tolist() for a in arrays]} for tape, arrays in jobs]
    return [np.array(outputs) for outputs in call(page, "compile from tape", RUN, given)]


def test_each_opcode_means_the_same_as_in_numpy(module_page: Page) -> None:
    assert set(call(module_page, "rules from tape", "return Object.keys(rules);")) == set(OPCODES)
    jobs, arrays = [], []
    for opcode in OPCODES:
        arity = ARITY.get(opcode, 1)
        choices = [TRUTHS if opcode in LOGIC else NUMBERS] * arity
        if opcode == "select":
            choices = [TRUTHS, (-2.5, 7.0, math.nan), (0.5, math.nan)]
        grid = [np.array(c) for c in zip(*(SPECIAL.get(opcode) or itertools.product(*choices)), strict=True)]
        names = ("a", "b", "c")[:arity]
        jobs.append((Tape(names, (), ((opcode, *range(arity)),), (arity,)), grid))
        arrays.append(grid)
    for opcode, (tape, grid), got in zip(OPCODES, jobs, in_browser(module_page, jobs), strict=True):
        (wanted,) = evaluate(tape, grid)
        known = ~np.isnan(grid).any(axis=0) | (opcode not in ("pow",))  # 1 to the NaN is 1 in C and NaN in JavaScript
        assert np.allclose(
            got[0][known], wanted[known], rtol=1e-12 if opcode in SPECIAL else 4e-15, atol=1e-300, equal_nan=True
        ), opcode


def test_constants_and_numbers_spread_over_all_points(module_page: Page) -> None:
    """A parameter is one number; a constant output has a value for every point; a buffer grows when it must."""
    tape = Tape(("u", "a"), (3.0,), (("mul", 1, 2), ("add", 0, 3)), (3, 4, 2, 1))
    body = """
    const run = compile(given);
    return [2, 700, 1].map((n) => run([new Float64Array(n).fill(5), 7], n).map((out) => Array.from(out.slice(0, n))));
    """
    for n, outputs in zip((2, 700, 1), call(module_page, "compile from tape", body, tape.to_json()), strict=True):
        assert outputs == [[21.0] * n, [26.0] * n, [3.0] * n, [7.0] * n]


def test_an_unknown_opcode_is_refused(module_page: Page) -> None:
    tape = Tape(("u",), (), (("constructor", 0),), (1,))
    body = "try { compile(given); } catch (error) { return error.message; }"
    assert "constructor" in call(module_page, "compile from tape", body, tape.to_json())


def test_erf_meets_the_c_library(module_page: Page) -> None:
    x = [*np.linspace(-7, 7, 1401).tolist(), 1e-300, 1e-9, 2.5, -2.5, 26.0, math.inf, -math.inf]
    got = call(module_page, "erf from specialFunctions", "return given.map((x) => erf(x));", x)
    for t, w in zip(x, got, strict=True):
        assert w == pytest.approx(math.erf(t), rel=1e-14, abs=0), t
    assert math.isnan(call(module_page, "erf from specialFunctions", "return erf(NaN);"))


def inner_points(entry: Entry) -> list[np.ndarray]:
    """An array of interior points for each variable and for each parameter's range, the same in every run."""
    chance, mapping = random.Random(f"browser {entry.id}"), entry.mapping
    lower = mapping.domain.lower + mapping.parameter_box.lower
    upper = mapping.domain.upper + mapping.parameter_box.upper
    ends = zip(lower, upper, strict=True)
    return [np.array([low + (high - low) * chance.uniform(0.01, 0.99) for _ in range(POINTS)]) for low, high in ends]


def outputs_of(mapping: Mapping) -> list[Expr]:
    """The expressions behind the outputs of the live view's tape, in order."""
    determinant = [mapping.jacobian_determinant] if mapping.is_square else []
    edges = [*mapping.singular_factors, *mapping.kinks, *borders(mapping.components)]
    return [*mapping.components, *mapping.jacobian_matrix, *determinant, *edges]


def tape_of(view: dict[str, Any]) -> Tape:
    data = view["tape"]
    return Tape(
        *(tuple(map(tuple, data[k]) if k == "steps" else data[k]) for k in ("inputs", "constants", "steps", "outputs"))
    )


def largest_on_the_way(expr: Expr, inputs: tuple[Symbol, ...], arrays: list[np.ndarray]) -> np.ndarray:
    """At each point the largest modulus among the intermediate values: what rounding is measured by."""
    tape = Tape.of(inputs, [expr])
    every = tuple(range(len(tape.inputs) + len(tape.constants) + len(tape.steps)))
    values = np.abs(evaluate(Tape(tape.inputs, tape.constants, tape.steps, every), arrays))
    return np.maximum(np.nanmax(np.where(np.isfinite(values), values, np.nan), axis=0), 1e-300)


def exact_values(expr: Expr, inputs: tuple[Symbol, ...], arrays: list[np.ndarray]) -> np.ndarray:
    points = [
        dict(zip(inputs, (Float(float(w), DIGITS) for w in point), strict=True)) for point in zip(*arrays, strict=True)
    ]
    return np.array([float(expr.evalf(DIGITS, subs=at)) for at in points])


def test_every_named_mapping_meets_numpy_and_sympy(module_page: Page) -> None:
    entries = gallery()
    jobs = [(tape_of(payload(e.mapping)), inner_points(e)) for e in entries]
    wrong = []
    for entry, (tape, arrays), got in zip(entries, jobs, in_browser(module_page, jobs), strict=True):
        mapping = entry.mapping
        symbols = mapping.variables + mapping.parameters
        expressions = outputs_of(mapping)
        assert len(got) == len(tape.outputs) == len(expressions)
        for expr, browser, server in zip(expressions, got, evaluate(tape, arrays), strict=True):
            scale = largest_on_the_way(expr, symbols, arrays)
            exact = exact_values(expr, symbols, [a[:EXACT] for a in arrays])
            for name, values, wanted in (("NumPy", browser, server), ("SymPy", browser[:EXACT], exact)):
                error = np.abs(values - wanted) / scale[: len(wanted)]
                if not np.all(error <= 1e-12):
                    wrong.append(f"{entry.id}, {expr}: {np.max(error):.1e} from {name}")
    assert not wrong, "\n".join(wrong)
