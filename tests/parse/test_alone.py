"""One expression, or inequalities, in symbols that are known beforehand."""

from __future__ import annotations

import pytest
from sympy import Abs, S, Symbol, exp

from jacviz.parse import ParseError, parse_expression, parse_inequalities

x, y, theta = (Symbol(name, real=True) for name in ("x", "y", "theta"))


def test_expression() -> None:
    assert parse_expression("e^(-x^2 - y^2)", ["x", "y"]) == exp(-(x**2) - y**2)
    assert parse_expression("2θ", ["theta"]) == 2 * theta
    assert parse_expression("1/2", []) == S.Half


def test_inequalities() -> None:
    found = parse_inequalities("x^2 + y^2 <= 4, 0 < x <= 1 and |x| >= y\ny >= -1", ["x", "y"])
    assert found == (4 - x**2 - y**2, x, 1 - x, Abs(x) - y, y + 1)


@pytest.mark.parametrize(
    ("read", "text", "position", "told"),
    [
        (parse_expression, "x + q", 4, "`q` is not known: only x, y"),
        (parse_expression, "", 0, "Type a formula"),
        (parse_expression, "x < 1", 2, "condition"),
        (parse_expression, "x, y", 1, "before this comma"),
        (parse_expression, "1/0", 2, "divides by 0"),
        (parse_inequalities, "x", 0, "condition such as"),
        (parse_inequalities, " , ", 0, "Type inequalities"),
        (parse_inequalities, "x < 1 or y < 1", 0, "`or` is not read"),
        (parse_inequalities, "x^2 + y^2 = 4", 10, "Use <"),
        (parse_inequalities, "x < z", 4, "`z` is not known"),
    ],
)
def test_errors(read, text: str, position: int, told: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ParseError, match=told.replace("`", ".")) as caught:
        read(text, ["x", "y"])
    assert caught.value.position == position
    assert caught.value.text == text
