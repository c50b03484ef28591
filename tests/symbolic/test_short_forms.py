"""Families of mappings whose determinants, volume elements and derivatives have a short form that is known."""

from __future__ import annotations

import pytest
from sympy import Expr, Float

from jacviz.mapping import Mapping
from jacviz.parse import parse, parse_expression
from jacviz.symbolic.legibility import Lengths
from tests.published import contents_outside

# Text, variables, and what it should come to.
FAMILIES: dict[str, list[tuple[str, str, str]]] = {
    "angles together": [
        ("x = l1 cos α + l2 cos β, y = l1 sin α + l2 sin β", "α, β", "l1 l2 sin(β - α)"),
        ("x = a cosh u + b cosh v, y = a sinh u + b sinh v", "u, v", "a b sinh(u - v)"),
        ("x = a cos(2u) + b cos(3v), y = a sin(2u) + b sin(3v)", "u, v", "6 a b sin(3v - 2u)"),
        ("x = cos u + sin v, y = sin u + cos v", "u, v", "-cos(u + v)"),
        ("x = R cos α + r cos(α + β), y = R sin α + r sin(α + β)", "α, β", "R r sin β"),
        ("x = u cos v + cos(2v), y = u sin v + sin(2v)", "u, v", "u + 2 cos v"),
        ("x = cosh u + sinh v, y = sinh u + cosh v", "u, v", "sinh(u) sinh(v) - cosh(u) cosh(v)"),
    ],
    "arms in space": [
        (
            "x = cos(t) (a cos(u) + b cos(u + v)), y = sin(t) (a cos(u) + b cos(u + v)), z = a sin(u) + b sin(u + v)",
            "t, u, v",
            "-a b sin(v) (a cos(u) + b cos(u + v))",
        ),
        (
            """x = cos(t) (a cos(u) + d sin(u + v)) - c sin(t)
            y = sin(t) (a cos(u) + d sin(u + v)) + c cos(t)
            z = d cos(u + v) - a sin(u)""",
            "t, u, v",
            "-a d cos(v) (a cos(u) + d sin(u + v))",
        ),
        (
            """x = cos(t) (a cos(u) + b cos(u + v) - d sin(u + v))
            y = sin(t) (a cos(u) + b cos(u + v) - d sin(u + v))
            z = -a sin(u) - b sin(u + v) - d cos(u + v)""",
            "t, u, v",
            "a (b sin(v) + d cos(v)) (a cos(u) + b cos(u + v) - d sin(u + v))",
        ),
        ("x = r cos(t) cos(u), y = r sin(t) cos(u), z = h + r sin(u)", "r, t, u", "r² cos(u)"),
        (
            "x = cos(t) (l + a cos(u) + b cos(v)), y = sin(t) (l + a cos(u) + b cos(v)), z = a sin(u) + b sin(v)",
            "t, u, v",
            "a b sin(u - v) (l + a cos(u) + b cos(v))",
        ),
        (
            "x = a cos(t) + b cos(t + u), y = a sin(t) + b sin(t + u), z = h + c v",
            "t, u, v",
            "a b c sin(u)",
        ),
    ],
    "powers of the distance": [
        ("u = x (x² + y²)^(p/2), v = y (x² + y²)^(p/2)", "x, y", "(1 + p) (x² + y²)^p"),
        ("u = x sqrt(x² + y²)^p, v = y sqrt(x² + y²)^p", "x, y", "(1 + p) (x² + y²)^p"),
        ("u = x (x² + y²)^n, v = y (x² + y²)^n", "x, y", "(1 + 2 n) (x² + y²)^(2 n)"),
        ("u = x/(x² + y²)^(p/2), v = y/(x² + y²)^(p/2)", "x, y", "(1 - p)/(x² + y²)^p"),
        (
            "u = x (x² + y² + z²)^(p/2), v = y (x² + y² + z²)^(p/2), w = z (x² + y² + z²)^(p/2)",
            "x, y, z",
            "(1 + p) (x² + y² + z²)^(3 p/2)",
        ),
        ("u = x (a² x² + y²)^n, v = y (a² x² + y²)^n", "x, y", "(1 + 2 n) (a² x² + y²)^(2 n)"),
    ],
    "absolute values and signs": [
        ("y = |x|³", "x", "3 x |x|"),
        ("y = x |x|", "x", "2 |x|"),
        ("y = x/|x|", "x", "0"),
        ("y = |x|^5", "x", "5 x³ |x|"),
        ("y = |x - 1|³", "x", "3 (x - 1) |x - 1|"),
        ("y = x²/|x|", "x", "sign(x)"),
        ("y = x sign(x)²", "x", "1"),
        ("x = u |u|, y = v |v|", "u, v", "4 |u v|"),
        ("x = u sign(u)² + v, y = v", "u, v", "1"),
        ("x = |u|³ + v, y = v - u", "u, v", "3 u |u| + 1"),
    ],
    "quotients": [
        ("F = a x/(1 + a h x)", "x", "a/(1 + a h x)²"),
        ("F = a x²/(1 + h x²)", "x", "2 a x/(1 + h x²)²"),
        ("F = m x/(k + x)", "x", "k m/(k + x)²"),
        ("F = m x/(k + x + x²/q)", "x", "m q (k q - x²)/(x² + q x + k q)²"),
        ("F = (a x + b)/(c x + d)", "x", "(a d - b c)/(c x + d)²"),
        ("F = x/sqrt(1 + x²)", "x", "1/(1 + x²)^(3/2)"),
        ("F = ln(x + sqrt(x² - 1))", "x", "1/sqrt(x² - 1)"),
        ("F = exp(x)/(1 + exp(x))", "x", "exp(x)/(1 + exp(x))²"),
        (
            "u = x (1 + k (x² + y²))/(1 + l (x² + y²)), v = y (1 + k (x² + y²))/(1 + l (x² + y²))",
            "x, y",
            "(1 + k (x² + y²)) (1 + 3 k (x² + y²) - l (x² + y²) + k l (x² + y²)²)/(1 + l (x² + y²))³",
        ),
        (
            "X = x + β x/(α + sqrt(x² + y²)), Y = y + β y/(α + sqrt(x² + y²))",
            "x, y",
            "(α + β + sqrt(x² + y²)) (α β + (α + sqrt(x² + y²))²)/(α + sqrt(x² + y²))³",
        ),
    ],
    "whole and proper part": [
        ("X = x + c tanh(x + y), Y = y + d tanh(x + y)", "x, y", "1 + (c + d)/cosh(x + y)²"),
        ("X = x + c tanh(a x + b y), Y = y + d tanh(a x + b y)", "x, y", "1 + (a c + b d)/cosh(a x + b y)²"),
        ("X = x - a/(x + y), Y = y - b/(x + y)", "x, y", "1 + (a + b)/(x + y)²"),
        ("u = x - x/(x² + y²), v = y - y/(x² + y²)", "x, y", "1 - 1/(x² + y²)²"),
        ("X = x + c ln(x + 2 y), Y = y + d ln(x + 2 y)", "x, y", "1 + (c + 2 d)/(x + 2 y)"),
    ],
    "squares completed": [
        ("u = (x² + y² - 1)/((x + 1)² + y²), v = 2 y/((x + 1)² + y²)", "x, y", "4/((x + 1)² + y²)²"),
        ("u = (x - a)/((x - a)² + (y - b)²), v = (y - b)/((x - a)² + (y - b)²)", "x, y", "-1/((x - a)² + (y - b)²)²"),
        ("u = x + x/(x² + y²), v = y - y/(x² + y²)", "x, y", "((x - 1)² + y²) ((x + 1)² + y²)/(x² + y²)²"),
        ("X = x, Y = y, Z = x³ - 3 x y²", "x, y", "sqrt(1 + 9 (x² + y²)²)"),
        ("X = x, Y = y, Z = (x² + y²)²/4", "x, y", "sqrt(1 + (x² + y²)³)"),
        ("u = (x - 2)/((x - 2)² + y²), v = -y/((x - 2)² + y²)", "x, y", "1/((x - 2)² + y²)²"),
        ("u = ((x + a) (x + b) + y²)/((x + b)² + y²), v = (b - a) y/((x + b)² + y²)", "x, y",
         "(b - a)²/((x + b)² + y²)²"),
    ],
    "one root in several powers": [
        (
            """x = (a/sqrt(1 - f sin²φ) + h) cos φ cos λ
            y = (a/sqrt(1 - f sin²φ) + h) cos φ sin λ
            z = (a (1 - f)/sqrt(1 - f sin²φ) + h) sin φ""",
            "λ, φ, h",
            "(a + h sqrt(1 - f sin²φ)) (a - a f + h (1 - f sin²φ)^(3/2)) cos φ/(1 - f sin²φ)²",
        ),
        ("y = a cos φ/sqrt(1 - f sin²φ)", "φ", "a (f - 1) sin φ/(1 - f sin²φ)^(3/2)"),
        ("y = sin φ/sqrt(1 - f sin²φ)", "φ", "cos φ/(1 - f sin²φ)^(3/2)"),
        ("y = u/sqrt(a + u²)", "u", "a/(a + u²)^(3/2)"),
        ("x = u/sqrt(1 + k u v), y = v/sqrt(1 + k u v)", "u, v", "1/(1 + k u v)²"),
        ("x = arcsin(cos φ sin λ), y = arctan(tan φ/cos λ)", "λ, φ", "cos φ/sqrt(1 - cos²φ sin²λ)"),
    ],
    "squares under roots": [
        ("x = a (t - sin t), y = a (1 - cos t)", "t", "2 |a sin(t/2)|"),
        ("x = a cos³t, y = a sin³t", "t", "3 |a sin(2t)|/2"),
        ("x = t - tanh t, y = sech t", "t", "|tanh t|"),
        ("x = (1 + cos t) cos t, y = (1 + cos t) sin t", "t", "2 |cos(t/2)|"),
        ("x = 3 cos t - cos(3t), y = 3 sin t - sin(3t)", "t", "6 |sin t|"),
        ("x = sinh t, y = t, z = 0 t", "t", "sqrt(1 + cosh²t)"),
        ("x = t, y = cosh t", "t", "cosh t"),
        ("x = 2 cos t + cos(2t), y = 2 sin t - sin(2t)", "t", "4 |sin(3t/2)|"),
        ("x = sech u cos v, y = sech u sin v, z = u - tanh u", "u, v", "|tanh u| sech u"),
    ],
    "projections": [
        (
            """x = 2 cos φ sin λ/(1 + sin p sin φ + cos p cos φ cos λ)
            y = 2 (cos p sin φ - sin p cos φ cos λ)/(1 + sin p sin φ + cos p cos φ cos λ)""",
            "λ, φ",
            "4 cos φ/(1 + sin p sin φ + cos p cos φ cos λ)²",
        ),
        (
            """x = R cos φ sin λ/(sin p sin φ + cos p cos φ cos λ)
            y = R (cos p sin φ - sin p cos φ cos λ)/(sin p sin φ + cos p cos φ cos λ)""",
            "λ, φ",
            "R² cos φ/(sin p sin φ + cos p cos φ cos λ)³",
        ),
        (
            """x = sqrt(2/(1 + sin p sin φ + cos p cos φ cos λ)) cos φ sin λ
            y = sqrt(2/(1 + sin p sin φ + cos p cos φ cos λ)) (cos p sin φ - sin p cos φ cos λ)""",
            "λ, φ",
            "cos φ",
        ),
        ("x = cos φ sin λ/(1 + cos φ cos λ), y = sin φ/(1 + cos φ cos λ)", "λ, φ", "cos φ/(1 + cos φ cos λ)²"),
        ("x = cos φ sin λ/(c + cos φ cos λ), y = sin φ/(c + cos φ cos λ)", "λ, φ",
         "(1 + c cos φ cos λ) cos φ/(c + cos φ cos λ)³"),
        (
            """x = cos φ sin λ arccos(cos φ cos λ)/sqrt(1 - (cos φ cos λ)²)
            y = sin φ arccos(cos φ cos λ)/sqrt(1 - (cos φ cos λ)²)""",
            "λ, φ",
            "cos φ arccos(cos φ cos λ)/sqrt(1 - (cos φ cos λ)²)",
        ),
    ],
}  # fmt: skip
CASES = [(family, *case) for family, cases in FAMILIES.items() for case in cases]


def assert_same_values(found: Expr, known: Expr, *, positive: bool = False) -> None:
    """Equal to 30 digits at points where both are real."""
    symbols = sorted(found.free_symbols | known.free_symbols, key=str)
    compared = 0
    for k in range(1, 13):
        at = {s: Float(((k * (7 + 4 * i) ** 0.5) % 1) * 2.4 - (0 if positive else 1.2), 60) / (3 if positive else 1)
              for i, s in enumerate(symbols)}  # fmt: skip
        p, q = (e.xreplace(at).evalf(50) for e in (found, known))
        if p.is_real and q.is_real and p.is_finite and q.is_finite:
            compared += 1
            assert abs(p - q) < Float("1e-30") * (1 + abs(q)), (found, known, at)
    assert compared


def shown(mapping: Mapping) -> Expr:
    if mapping.is_square:
        return mapping.jacobian_determinant if len(mapping.variables) > 1 else mapping.jacobian_matrix[0, 0]
    return mapping.volume_element


@pytest.mark.parametrize(("family", "text", "variables", "known"), CASES)
def test_is_as_short_as_known(family: str, text: str, variables: str, known: str) -> None:
    mapping = parse(text, variables)
    found = shown(mapping)
    short = parse_expression(known, [s.name for s in mapping.variables + mapping.parameters])
    assert_same_values(found, short)
    assert Lengths()(found)[0] <= min(Lengths()(short)[0], Lengths()(contents_outside(short))[0]), (found, short)
