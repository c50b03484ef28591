"""Where expressions may end: at the zeros of these functions and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Abs, Expr, Rational, acos, acosh, asin, atan, atanh, cos, exp, log, sin, sqrt, tan

from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.borders import borders
from jacviz.symbolic.derivative import derivative
from tests.expressions import u, v

ENDING = [
    sqrt(u - v), log(u * v), 1 / (u - Rational(1, 3)), asin(u), acos(u + v), acosh(u), atanh(2 * u), tan(3 * u),
    (u + v) ** Rational(-3, 2), u**v, 1 / (u**2 - v), log(log(u + 1)), sqrt(1 - u**2 - v**2), exp(u) / u,
    u / sin(4 * v), sqrt(sqrt(u) - v), log(Abs(u)), 1 / cos(2 * u),
]  # fmt: skip


@pytest.mark.parametrize("expr", ENDING, ids=str)
def test_between_its_borders_an_expression_is_smooth(expr: Expr) -> None:
    """Along random segments on which no border changes its sign, value and slope do not jump between finite and not."""
    chance = np.random.default_rng(1)
    start, step = chance.uniform(-1.5, 1.5, (2, 400)), chance.normal(size=(2, 400)) * 0.05
    places = start[:, :, None] + step[:, :, None] * np.linspace(0, 1, 9)
    found = borders([expr])
    outputs = [*found, expr, derivative(expr, u), derivative(expr, v)]
    values = np.array(evaluate(Tape.of((u, v), outputs), list(places)))
    signs = np.sign(values[: len(found)])
    whole = np.all((signs == signs[:, :, :1]) & (signs != 0), axis=(0, 2))
    finite = np.isfinite(values[len(found) :])
    assert whole.sum() > 100
    assert np.all(finite[:, whole] == finite[:, whole][:, :, :1])


@pytest.mark.parametrize("expr", [u**2 * v + 3, sin(u) * exp(v), atan(u) + Abs(v), Rational(1, 3) + u], ids=str)
def test_what_never_ends_has_no_border(expr: Expr) -> None:
    assert borders([expr]) == ()


def test_equal_borders_count_once_and_few_are_kept() -> None:
    assert borders([1 / u, 2 / u, log(Abs(u))]) == (u,)
    assert len(borders([1 / (u + k) for k in range(1, 60)])) == 24
