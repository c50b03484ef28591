"""The functions a person may type: how many arguments, what SymPy builds, and the same in floats."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import sympy
from sympy import Abs, Expr, Integer, Max, Min, Ne, Piecewise, Rational, S, exp, log, sign, sqrt


@dataclass(frozen=True)
class Function:
    """`construct` takes real expressions, `numeric` floats (ValueError outside the real domain)."""

    least: int
    most: int
    construct: Callable[..., Expr]
    numeric: Callable[..., float]
    domain: str = ""
    inverse: str = ""


def _cbrt(x: Expr) -> Expr:
    return sign(x) * Abs(x) ** Rational(1, 3)


def _sinc(x: Expr) -> Expr:
    return Piecewise((sympy.sin(x) / x, Ne(x, 0)), (S.One, S.true))


def _sinc_value(x: float) -> float:
    return math.sin(x) / x if x else 1.0


def _step(x: Expr, at_zero: Expr = S.One) -> Expr:
    if at_zero is S.One:
        return Piecewise((S.One, x >= 0), (S.Zero, S.true))
    return Piecewise((S.One, x > 0), (S.Zero, x < 0), (at_zero, S.true))


def _mod(x: Expr, m: Expr) -> Expr:
    return x - m * sympy.floor(x / m)


def _erfinv(x: float) -> float:
    return NORMAL.inv_cdf((1 + x) / 2) / math.sqrt(2)


def _besselj(n: float, x: float) -> float:
    """Bessel's integral by the trapezoidal rule, far out the first term of Hankel's series."""
    if abs(x) > FAR:
        wave = math.cos(abs(x) - n * math.pi / 2 - math.pi / 4) * math.sqrt(2 / (math.pi * abs(x)))
        return wave if x > 0 or n % 2 == 0 else -wave
    turns = [math.tau * k / (2 * FAR + 200) for k in range(2 * FAR + 200)]
    return math.fsum(math.cos(n * t - x * math.sin(t)) for t in turns) / len(turns)


def _besseli(n: float, x: float) -> float:
    """The integral of the Bessel function at an imaginary argument; OverflowError beyond floats."""
    turns = [math.tau * k / (2 * FAR + 200) for k in range(2 * FAR + 200)]
    return math.fsum(math.exp(x * math.cos(t)) * math.cos(n * t) for t in turns) / len(turns)


FAR = 500


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def _sign(x: float) -> float:
    return (x > 0) - (x < 0)


NORMAL = NormalDist()
FUNCTIONS = {
    "sin": Function(1, 1, sympy.sin, math.sin, inverse="asin"),
    "cos": Function(1, 1, sympy.cos, math.cos, inverse="acos"),
    "tan": Function(1, 1, sympy.tan, math.tan, inverse="atan"),
    "sec": Function(1, 1, sympy.sec, lambda x: 1 / math.cos(x), inverse="asec"),
    "csc": Function(1, 1, sympy.csc, lambda x: 1 / math.sin(x), "its argument must not be 0", "acsc"),
    "cot": Function(1, 1, sympy.cot, lambda x: math.cos(x) / math.sin(x), "its argument must not be 0", "acot"),
    "asin": Function(1, 1, sympy.asin, math.asin, "its argument must lie between -1 and 1"),
    "acos": Function(1, 1, sympy.acos, math.acos, "its argument must lie between -1 and 1"),
    "atan": Function(1, 1, sympy.atan, math.atan),
    "asec": Function(1, 1, lambda x: sympy.acos(1 / x), lambda x: math.acos(1 / x), "its argument is too small"),
    "acsc": Function(1, 1, lambda x: sympy.asin(1 / x), lambda x: math.asin(1 / x), "its argument is too small"),
    "acot": Function(1, 1, lambda x: sympy.pi / 2 - sympy.atan(x), lambda x: math.pi / 2 - math.atan(x)),
    "sinh": Function(1, 1, sympy.sinh, math.sinh, inverse="asinh"),
    "cosh": Function(1, 1, sympy.cosh, math.cosh, inverse="acosh"),
    "tanh": Function(1, 1, sympy.tanh, math.tanh, inverse="atanh"),
    "sech": Function(1, 1, sympy.sech, lambda x: 1 / math.cosh(x), inverse="asech"),
    "csch": Function(1, 1, sympy.csch, lambda x: 1 / math.sinh(x), "its argument must not be 0", "acsch"),
    "coth": Function(1, 1, sympy.coth, lambda x: 1 / math.tanh(x), "its argument must not be 0", "acoth"),
    "asinh": Function(1, 1, sympy.asinh, math.asinh),
    "acosh": Function(1, 1, sympy.acosh, math.acosh, "its argument must be 1 or more"),
    "atanh": Function(1, 1, sympy.atanh, math.atanh, "its argument must lie between -1 and 1"),
    "asech": Function(1, 1, lambda x: sympy.acosh(1 / x), lambda x: math.acosh(1 / x), "its argument is too large"),
    "acsch": Function(1, 1, lambda x: sympy.asinh(1 / x), lambda x: math.asinh(1 / x), "its argument must not be 0"),
    "acoth": Function(1, 1, lambda x: sympy.atanh(1 / x), lambda x: math.atanh(1 / x), "its argument is too small"),
    "exp": Function(1, 1, exp, math.exp),
    "ln": Function(1, 2, log, math.log, "its argument must be positive"),
    "log2": Function(1, 1, lambda x: log(x) / log(Integer(2)), math.log2, "its argument must be positive"),
    "log10": Function(1, 1, lambda x: log(x) / log(Integer(10)), math.log10, "its argument must be positive"),
    "sqrt": Function(1, 1, sqrt, math.sqrt, "its argument must not be negative"),
    "cbrt": Function(1, 1, _cbrt, lambda x: math.copysign(abs(x) ** (1 / 3), x)),
    "abs": Function(1, 1, Abs, abs),
    "sign": Function(1, 1, sign, _sign),
    "erf": Function(1, 1, sympy.erf, math.erf, inverse="erfinv"),
    "erfc": Function(1, 1, lambda x: 1 - sympy.erf(x), math.erfc),
    "sinc": Function(1, 1, _sinc, _sinc_value),
    "normsinc": Function(1, 1, lambda x: _sinc(sympy.pi * x), lambda x: _sinc_value(math.pi * x)),
    "step": Function(1, 2, _step, lambda x, at_zero=1.0: at_zero if x == 0 else float(x > 0)),
    "floor": Function(1, 1, sympy.floor, lambda x: float(math.floor(x))),
    "frac": Function(1, 1, lambda x: x - sympy.floor(x), lambda x: x - math.floor(x)),
    "mod": Function(2, 2, _mod, lambda x, m: x - m * math.floor(x / m), "its second argument must not be 0"),
    "gamma": Function(1, 1, sympy.gamma, math.gamma, "it has no value at 0, -1, -2, ..."),
    "erfinv": Function(1, 1, sympy.erfinv, _erfinv, "its argument must lie between -1 and 1"),
    "normcdf": Function(1, 1, lambda x: (1 + sympy.erf(x / sqrt(Integer(2)))) / 2, NORMAL.cdf, inverse="probit"),
    "probit": Function(
        1,
        1,
        lambda p: sqrt(Integer(2)) * sympy.erfinv(2 * p - 1),
        NORMAL.inv_cdf,
        "its argument must lie between 0 and 1",
    ),
    "normpdf": Function(1, 1, lambda x: exp(-(x**2) / 2) / sqrt(2 * sympy.pi), NORMAL.pdf),
    "besselj": Function(2, 2, sympy.besselj, _besselj),
    "besseli": Function(2, 2, sympy.besseli, _besseli),
    "log1p": Function(1, 1, lambda x: log(1 + x), math.log1p, "its argument must be greater than -1"),
    "expm1": Function(1, 1, lambda x: exp(x) - 1, math.expm1),
    "radians": Function(1, 1, lambda x: x * sympy.pi / 180, math.radians),
    "degrees": Function(1, 1, lambda x: x * 180 / sympy.pi, math.degrees),
    "clamp": Function(3, 3, lambda x, a, b: Min(Max(x, a), b), lambda x, a, b: min(max(x, a), b)),
    "ceil": Function(1, 1, lambda x: -sympy.floor(-x), lambda x: float(math.ceil(x))),
    "pow": Function(2, 2, lambda x, y: x**y, pow),
    "square": Function(1, 1, lambda x: x**2, lambda x: x * x),
    "relu": Function(1, 1, lambda x: Max(S.Zero, x), lambda x: max(0.0, x)),
    "sigmoid": Function(1, 1, lambda x: 1 / (1 + exp(-x)), _sigmoid),
    "softplus": Function(1, 1, lambda x: log(1 + exp(x)), lambda x: math.log1p(math.exp(x))),
    "atan2": Function(2, 2, sympy.atan2, math.atan2),
    "hypot": Function(2, 3, lambda *x: sqrt(sympy.Add(*(each**2 for each in x))), math.hypot),
    "max": Function(2, 8, Max, max),
    "min": Function(2, 8, Min, min),
}  # fmt: skip
COMPLEX_ONLY = ("conj", "re", "im", "arg")
CONDITIONAL = ("if", "piecewise")
ALIASES = {
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctg": "atan", "arccot": "acot", "arcsec": "asec",
    "arccsc": "acsc", "tg": "tan", "ctg": "cot", "cotan": "cot", "cosec": "csc", "arcsinh": "asinh",
    "arccosh": "acosh", "arctanh": "atanh", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
    "argsinh": "asinh", "argcosh": "acosh", "argtanh": "atanh", "log": "ln", "lg": "log10", "log_2": "log2",
    "log_10": "log10", "log_e": "ln", "Log": "ln", "sgn": "sign", "signum": "sign", "heaviside": "step",
    "Heaviside": "step", "ReLU": "relu", "logistic": "sigmoid", "arctan2": "atan2", "Abs": "abs", "Max": "max",
    "Min": "min", "conjugate": "conj", "Re": "re", "Im": "im", "Arg": "arg",
    "real": "re", "imag": "im", "ite": "if", "Piecewise": "piecewise", "Sin": "sin", "Cos": "cos",
    "Tan": "tan", "Exp": "exp", "Ln": "ln", "Sqrt": "sqrt", "Sinh": "sinh", "Cosh": "cosh", "Tanh": "tanh",
    "Sec": "sec", "Csc": "csc", "Cot": "cot", "Sech": "sech", "Csch": "csch", "Coth": "coth", "ArcSin": "asin",
    "ArcCos": "acos", "ArcTan": "atan", "ArcCot": "acot", "ArcSinh": "asinh", "ArcCosh": "acosh", "ArcTanh": "atanh",
    "Sign": "sign", "Erf": "erf", "Erfc": "erfc", "Sinc": "sinc",
    "InverseErf": "erfinv", "inverf": "erfinv", "BesselJ": "besselj", "BesselI": "besseli",
    "Floor": "floor", "Ceiling": "ceil", "ceiling": "ceil",
    "Mod": "mod", "fmod": "mod", "remainder": "mod", "clip": "clamp", "Clip": "clamp", "saturate": "clamp",
    "fabs": "abs", "absolute": "abs", "maximum": "max", "minimum": "min", "fmax": "max", "fmin": "min",
    "power": "pow", "Power": "pow", "UnitStep": "step", "HeavisideTheta": "step", "heaviside_step": "step",
    "expit": "sigmoid", "logsig": "sigmoid", "normal_cdf": "normcdf", "ndtr": "normcdf", "norm_cdf": "normcdf",
    "pnorm": "normcdf", "dnorm": "normpdf", "deg2rad": "radians", "rad2deg": "degrees", "where": "if", "If": "if",
    "iif": "if", "sqrtf": "sqrt", "sinf": "sin", "cosf": "cos", "Cbrt": "cbrt", "Hypot": "hypot", "fract": "frac",
}  # fmt: skip
KEYWORDS = ("if", "else", "and", "or", "not", "otherwise", "when", "for")
NOT_OFFERED = {
    "round": "Write floor(x + 1/2).",
    "lgamma": "Write ln(gamma(x)).",
    "gammaln": "Write ln(gamma(x)).",
    "loggamma": "Write ln(gamma(x)).",
    "factorial": "Write its value.",
    "binomial": "Write its value.",
    "beta": "For the variable β put a * before the bracket.",
    "zeta": "For the variable ζ put a * before the bracket.",
    **dict.fromkeys(
        ("diff", "gradient", "grad", "jacobian", "hessian", "derivative", "Derivative", "pdiff", "Grad"),
        "Type only the mapping: its derivatives are made for you.",
    ),
    "integrate": "Type its closed form.",
    "det": "Type only the mapping: its determinant is made for you.",
    "rand": "A mapping gives the same point every time.",
}


def suggestion(word: str) -> str | None:
    """The function's name that a mistyped word comes nearest to."""
    known = [*FUNCTIONS, *ALIASES, *COMPLEX_ONLY, *CONDITIONAL]
    if len(word) > 20:
        return None
    same_length = sorted(known, key=lambda name: abs(len(name) - len(word)))
    close = difflib.get_close_matches(word.lower(), same_length, 1, 0.66)
    return close[0] if close else None
