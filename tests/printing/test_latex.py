"""LaTeX that reads as on a board and that a strict reader accepts."""

from __future__ import annotations

import re

import pytest
import sympy as sp
from sympy import Expr, Symbol, cos, log, sin

from jacviz.parse import parse
from jacviz.printing.latex import (
    determinant_latex,
    equation,
    expression_latex,
    inverse_latex,
    jacobian_latex,
    jacobian_symbol_latex,
    mapping_latex,
    matrix_width,
    name_latex,
    partial_latex,
    to_latex,
    untidied_determinant_latex,
    volume_element_latex,
)
from tests.classics import CLASSICS, SURFACES
from tests.expressions import a, u, v

POLAR = CLASSICS["polar"].mapping
theta = Symbol("theta", real=True)


def balanced(latex: str) -> bool:
    begins = re.findall(r"\\begin\{(\w+\*?)\}", latex)
    ends = re.findall(r"\\end\{(\w+\*?)\}", latex)
    depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", latex):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    sides = len(re.findall(r"\\left(?![a-z])", latex)) == len(re.findall(r"\\right(?![a-z])", latex))
    return depth == 0 and sorted(begins) == sorted(ends) and sides


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("r", "r"), ("theta", r"\theta"), ("x1", "x_{1}"), ("lambda", r"\lambda"), ("Gamma", r"\Gamma"),
        ("theta12", r"\theta_{12}"), ("speed", r"\mathrm{speed}"), ("a_max", r"a_{\mathrm{max}}"), ("x_i", "x_{i}"),
        ("x1_max", r"x_{1,\mathrm{max}}"),
        ("x'", "x'"), ("xprime", "x'"), ("thetaprimeprime", r"\theta''"), ("prime", r"\mathrm{prime}"),
        (r"\input{/etc/passwd}", r"\mathrm{inputetcpasswd}"), ("$}", r"\mathrm{}"),
    ],
)  # fmt: skip
def test_names(name: str, latex: str) -> None:
    assert name_latex(name) == latex


@pytest.mark.parametrize(
    ("expr", "latex"),
    [
        (sin(theta), r"\sin {\theta}"),
        (2 * sin(2 * theta) * u, r"2 u \sin {2 \theta}"),
        (sin(u) ** 2, r"\sin^{2} {u}"),
        (sin(u * abs(v)), r"\sin{\left(u \left|{v}\right| \right)}"),
        (sp.asin(u), r"\arcsin {u}"),
        (-a * sin(u - v), r"a \sin{\left(v - u \right)}"),
        (-sp.sinh(u - 2 * v), r"\sinh{\left(2 v - u \right)}"),
        (-2 * sin(u - v) / a, r"\frac{2 \sin{\left(v - u \right)}}{a}"),
        (-a * sin(u - v) * sin(2 * u - v), r"a \sin{\left(v - u \right)} \sin{\left(2 u - v \right)}"),
        (-a * sin(u + v), r"- a \sin{\left(u + v \right)}"),
        (-a * sin(u - v) ** 2, r"- a \sin^{2}{\left(u - v \right)}"),
        (-cos(u - v), r"- \cos{\left(u - v \right)}"),
        (log(u), r"\ln{\left(u \right)}"),
        (1 - u**2 - v**2, r"1 - u^{2} - v^{2}"),
        (v - u, "v - u"),
        (-u - v, "- u - v"),
        (sp.sqrt(u) / 2, r"\frac{\sqrt{u}}{2}"),
    ],
)
def test_reads_as_on_a_board(expr: Expr, latex: str) -> None:
    assert expression_latex(expr) == latex


def test_bare_arguments_cannot_be_misread() -> None:
    """Two expressions that differ must not look the same."""
    pairs = [
        (sin(u) * abs(v), sin(u * abs(v))),
        (sin(u) * cos(v), sin(u * cos(v))),
        (sin(u) ** 2, sin(u**2)),
        (sin(u) * v, sin(u * v)),
        (sin(u) / v, sin(u / v)),
        (sin(u) + v, sin(u + v)),
        (sp.sign(u) * v, sp.sign(u * v)),
    ]
    assert all(expression_latex(x) != expression_latex(y) for x, y in pairs)


def test_polar() -> None:
    assert mapping_latex(POLAR) == (
        "\\begin{aligned}\nx &= r \\cos {\\theta} \\\\\ny &= r \\sin {\\theta}\n\\end{aligned}"
    )
    assert partial_latex(POLAR, 0, 1) == r"\dfrac{\partial x}{\partial \theta} = - r \sin {\theta}"
    assert jacobian_symbol_latex(POLAR).count(r"\dfrac{\partial") == 4
    assert determinant_latex(POLAR) == "r"
    assert untidied_determinant_latex(POLAR) == r"r \sin^{2} {\theta} + r \cos^{2} {\theta}"
    assert r"\frac{\cos {\theta}}{r}" in inverse_latex(POLAR)
    assert jacobian_latex(POLAR).index(r"\cos") < jacobian_latex(POLAR).index(r"- r \sin")


def test_equations() -> None:
    assert equation(u, (u, v)) == "u = 0"
    assert equation(2 * u - 1, (u, v)) == r"u = \frac{1}{2}"
    assert equation(u**2 + v**2, (u, v)) == "u = v = 0"
    assert equation(u**2 + 4 * v**4 + v**2, (u, v)) == "u = v = 0"
    assert equation(u**2 - v**2, (u, v)) == "u^{2} - v^{2} = 0"
    assert equation(sp.Integer(3)) == "= 3"


@pytest.mark.parametrize("name", [*CLASSICS, *SURFACES])
def test_is_well_formed(name: str) -> None:
    mapping = (CLASSICS.get(name) or SURFACES[name]).mapping
    texts = [to_latex(mapping), mapping_latex(mapping), jacobian_symbol_latex(mapping), jacobian_latex(mapping)]
    texts.append(volume_element_latex(mapping))
    assert all(balanced(text) for text in texts)
    assert texts[0].startswith("\\begin{align*}\n") and texts[0].endswith("\n\\end{align*}\n")


def test_a_long_matrix_is_wide_and_not_set_to_be_measured():
    wide = matrix_width(parse("max(0, a x^2, b w, s q c p, p, c p, y), x").jacobian_matrix)
    assert wide > 60 > matrix_width(POLAR.jacobian_matrix) > 5
