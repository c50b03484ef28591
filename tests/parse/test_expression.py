"""What students type, beside the same expression built by Python's operators."""

import pytest
from sympy import (
    Abs,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    erf,
    exp,
    log,
    pi,
    sec,
    sech,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)  # fmt: skip

from jacviz.parse import parse, read

x, y, z, u, v, w, r, s, t = (Symbol(n, real=True) for n in "x y z u v w r s t".split())
a, b, c, k = (Symbol(n, real=True) for n in "a b c k".split())
x1, x2, w12 = (Symbol(n, real=True) for n in ("x1", "x2", "w12"))
theta, phi, rho, lam, tau, sigma = (Symbol(n, real=True) for n in ("theta", "phi", "rho", "lambda", "tau", "sigma"))
half = Rational(1, 2)


def cbrt(q):
    return sign(q) * Abs(q) ** Rational(1, 3)


STUDENTS = [
    ("2x", 2 * x),
    ("2 x1 x2^2", 2 * x1 * x2**2),
    ("x1x2", x1 * x2),
    ("x₁x₂", x1 * x2),
    ("x_1 x_2", x1 * x2),
    ("x_1x_2", x1 * x2),
    ("w_12 x", w12 * x),
    ("(x+1)(x-1)", (x + 1) * (x - 1)),
    ("x(x+1)", x * (x + 1)),
    ("x (x+1)", x * (x + 1)),
    ("x^2 + y**2", x**2 + y**2),
    ("-x^2", -(x**2)),
    ("(-x)^2", x**2),
    ("2^-x", 2 ** (-x)),
    ("x^y^2", x ** (y**2)),
    ("x - y - 1", x - y - 1),
    ("x/y/2", x / y / 2),
    ("x/(2y)", x / (2 * y)),
    ("1/2x", x / 2),
    ("x/2y", x / 2 * y),
    ("x^1/2", x / 2),
    ("--x", x),
    ("x*-y", -x * y),
    ("+x", x),
    ("x^2y", x**2 * y),
    ("xy", x * y),
    ("2xy", 2 * x * y),
    ("abc", a * b * c),
    ("sin x", sin(x)),
    ("sinx", sin(x)),
    ("sin(x)", sin(x)),
    ("Sin(x)", sin(x)),
    ("sin 2x", sin(2 * x)),
    ("sin2x", sin(2 * x)),
    ("sin -x", sin(-x)),
    ("sin 3x cos 3y", sin(3 * x) * cos(3 * y)),
    ("sin x cos y", sin(x) * cos(y)),
    ("cos2θ", cos(2 * theta)),
    ("sin x + y", sin(x) + y),
    ("sin x * y", sin(x) * y),
    ("sin x/2", sin(x) / 2),
    ("sin(x/2)", sin(x / 2)),
    ("sin(x)y", sin(x) * y),
    ("sin(x)^2", sin(x) ** 2),
    ("sin x^2", sin(x**2)),
    ("sin^2 x", sin(x) ** 2),
    ("sin²x", sin(x) ** 2),
    ("sin^2(x) + cos^2 2x", sin(x) ** 2 + cos(2 * x) ** 2),
    ("sin^-1 x", asin(x)),
    ("tan^{-1}(y/x)", atan(y / x)),
    ("cos⁻¹ x", acos(x)),
    ("sin cos x", sin(cos(x))),
    ("sin π(x+y)", sin(pi * (x + y))),
    ("sin 2(x+y)", sin(2 * (x + y))),
    ("sin x(x+1)", sin(x) * (x + 1)),
    ("ln|x|", log(Abs(x))),
    ("log x", log(x)),
    ("log2 x", log(x) / log(2)),
    ("log_10(x)", log(x) / log(10)),
    ("e^u sin v", exp(u) * sin(v)),
    ("e^-x", exp(-x)),
    ("e^(-x^2)", exp(-(x**2))),
    ("e^{-x^2/2}", exp(-(x**2) / 2)),
    ("e^sin x", exp(sin(x))),
    ("exp(x) + exp x", 2 * exp(x)),
    ("rcosθ", r * cos(theta)),
    ("r cost", r * cos(t)),
    ("r sin θ", r * sin(theta)),
    ("rho sin phi cos theta", rho * sin(phi) * cos(theta)),
    ("ρ sin φ cos ϑ", rho * sin(phi) * cos(theta)),
    ("λ x + lambda y", lam * x + lam * y),
    ("π x + pi y", pi * x + pi * y),
    ("2πx", 2 * pi * x),
    ("|u|", Abs(u)),
    ("u|v|", u * Abs(v)),
    ("|u||v|", Abs(u) * Abs(v)),
    ("||u|-1|", Abs(Abs(u) - 1)),
    ("|u|v|u|", u * 0 + Abs(u) ** 2 * v),
    ("2|x - y|^3", 2 * Abs(x - y) ** 3),
    ("√x", sqrt(x)),
    ("√2 x", sqrt(2) * x),
    ("√(x+1)", sqrt(x + 1)),
    ("2√(x^2+y^2)", 2 * sqrt(x**2 + y**2)),
    ("∛x", cbrt(x)),
    ("cbrt(x)", cbrt(x)),
    ("sqrt x", sqrt(x)),
    ("x²", x**2),
    ("x³ − 3x", x**3 - 3 * x),
    ("x⁻¹", 1 / x),
    ("x·y×2", 2 * x * y),
    ("x ÷ y", x / y),
    ("½ x", x / 2),
    ("0.5x", x / 2),
    (".25 x", x / 4),
    ("1e-3 x", x / 1000),
    ("2e^x", 2 * exp(x)),
    ("1.50 x", 3 * x / 2),
    ("arctan(x) + atan x", 2 * atan(x)),
    ("atan2(y, x)", atan2(y, x)),
    ("arcsin x + arccos x", asin(x) + acos(x)),
    ("tan x + cot x + sec x + csc x", tan(x) + cot(x) + sec(x) + csc(x)),
    ("sinh x + cosh x - tanh x", sinh(x) + cosh(x) - tanh(x)),
    ("arsinh x + arcosh x + artanh y", asinh(x) + acosh(x) + atanh(y)),
    ("coth x + sech x", coth(x) + sech(x)),
    ("max(0, u)", Max(0, u)),
    ("min(x, y, 1)", Min(x, y, 1)),
    ("max{0, u}", Max(0, u)),
    ("relu(x - 1)", Max(0, x - 1)),
    ("sigmoid(x)", 1 / (1 + exp(-x))),
    ("σ(x)", 1 / (1 + exp(-x))),
    ("σ(x) + σ", sigma * x + sigma),
    ("softplus(x)", log(1 + exp(x))),
    ("hypot(x, y)", sqrt(x**2 + y**2)),
    ("abs(x) sgn(y)", Abs(x) * sign(y)),
    ("erf(x)", erf(x)),
    ("sinh τ/(cosh τ - cos σ)", sinh(tau) / (cosh(tau) - cos(sigma))),
    ("step(x)", Piecewise((1, x >= 0), (0, True))),
    ("if(x > 0, x, 0)", Piecewise((x, x > 0), (0, True))),
    ("x if x > 0 else -x/2", Piecewise((x, x > 0), (-x / 2, True))),
    ("{x if x > 0; 0 otherwise}", Piecewise((x, x > 0), (0, True))),
    ("2 + (x if x ≥ y else y)", 2 + Piecewise((x, x >= y), (y, True))),
    ("piecewise(x < 0, -1, x < 1, x, 1)", Piecewise((-1, x < 0), (x, x < 1), (1, True))),
    ("if(2 < 1, x, y)", y),
    ("[x + 1] y", (x + 1) * y),
    ("k x # a comment", k * x),
    ("x^(1/2)", sqrt(x)),
    ("x^0.5", sqrt(x)),
    ("a_max x", Symbol("a_max", real=True) * x),
    ("γ(x + 1)", Symbol("gamma", real=True) * (x + 1)),
    ("𝑥 + 𝑦", x + y),
]


@pytest.mark.parametrize(("text", "expected"), STUDENTS, ids=[text for text, _ in STUDENTS])
def test_a_students_formula_means_what_it_says(text, expected):
    (component,) = parse(text).components
    assert component == expected


def test_joined_conditions_keep_both_borders():
    (component,) = parse("if(0 < x < 1 and y > 0, x, 2)").components
    for point, expected in [((0.5, 1), 0.5), ((2, 1), 2), ((-1, 1), 2), ((0.5, -1), 2)]:
        assert float(component.subs({x: Rational(point[0]), y: point[1]})) == expected


NOTED = [
    ("log x", "log is read as ln"),
    ("x1x2", "x1x2 is read as x1 · x2"),
    ("xy", "xy is read as x · y"),
    ("1/2x", "1/2x is read as (1/2) · x"),
    ("sin x/2", "(sin x)/2"),
    ("sin^-1 x", "inverse"),
    ("sin x y", "sin(x y)"),
    ("sin x(x+1)", "(sin x) · (...)"),
    ("e^2x", "(e^2) · x"),
    ("x^1/2", "(x^1)/2"),
    ("r cost", "cost is read as cos t"),
    ("σ(x)", "sigmoid"),
    ("0,5 x", "0.5"),
    ("x^(1/3)", "cbrt"),
]


@pytest.mark.parametrize(("text", "expected"), NOTED)
def test_a_choice_is_told(text, expected):
    assert any(expected in note for note in read(text).notes), read(text).notes


@pytest.mark.parametrize("text", ["2x", "sin 2x cos y", "rcosθ", "x/2 + y", "sin x / 2", "x^2y", "f(x,y) = xy"])
def test_what_has_one_meaning_is_not_commented(text):
    assert read(text).notes == ()
