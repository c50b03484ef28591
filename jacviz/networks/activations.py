"""The activations by name: function, derivative, formula and what one types for it stand side by side.

The functions work number by number: an array of any shape gives one of that shape.

Twin: live/networks/activations.js; tests/live/networks/test_network_js.py holds them together.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import sympy as sp
from sympy import Abs, Expr, Max, Piecewise, Rational, S, exp, log, pi, sqrt

from jacviz.networks.activation import Activation, Array, Elementwise, Softmax

LEAK = 0.01
SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772
"""Mean 0 and variance 1 are a fixed point (Klambauer et al., Self-normalizing neural networks, 2017)."""
CUBE = 0.044715
"""The cubic term of the tanh form of GELU (Hendrycks and Gimpel, Gaussian error linear units, 2016)."""
FLAT = 50.0
"""Beyond this GELU is 0 or z in doubles, and its cube could overflow."""


def sigmoid(z: Array) -> Array:
    """1/(1 + e^-z), as exp(-ln(1 + e^-z)): nothing overflows, and the tail keeps its digits."""
    return np.exp(-np.logaddexp(0.0, -z))


def softplus(z: Array) -> Array:
    """ln(1 + e^z)."""
    return np.logaddexp(0.0, z)


def elu(z: Array) -> Array:
    """z above 0, e^z - 1 below."""
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0.0)))


def elu_slope(z: Array) -> Array:
    return np.exp(np.minimum(z, 0.0))


def normal(z: Array) -> Array:
    """The normal distribution function Φ; erfc keeps the digits of its tail."""
    return _erfc(-z / math.sqrt(2)) / 2


def density(z: Array) -> Array:
    """Φ'."""
    return np.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def cubic(z: Array) -> Array:
    """The p with Φ(z) ≈ sigmoid(p), that is (1 + tanh(p/2))/2."""
    return math.sqrt(8 / math.pi) * (z + CUBE * z * z * z)


def cubic_slope(z: Array) -> Array:
    return math.sqrt(8 / math.pi) * (1 + 3 * CUBE * z * z)


def gelu_tanh(z: Array) -> Array:
    return z * sigmoid(cubic(z.clip(-FLAT, FLAT)))


def gelu_tanh_slope(z: Array) -> Array:
    z = z.clip(-FLAT, FLAT)
    return sigmoid(cubic(z)) * (1 + z * sigmoid(-cubic(z)) * cubic_slope(z))


def above(z: Expr, right: Expr, left: Expr) -> Expr:
    """right where z > 0, else left: at a kink the derivative is the one from the left."""
    return Piecewise((right, z > 0), (left, True))


def rational(value: float) -> Rational:
    """The decimal that a float is written as, exactly, as the parser reads it: 0.1 -> 1/10."""
    fraction = Fraction(repr(value))
    return Rational(fraction.numerator, fraction.denominator)


_erfc = np.vectorize(math.erfc, otypes=[np.float64])
_LEAK, _SCALE, _ALPHA, _CUBE = map(rational, (LEAK, SELU_SCALE, SELU_ALPHA, CUBE))

_TABLE: tuple[Activation, ...] = (
    Elementwise("linear", lambda z: z, np.ones_like, lambda z: z, "z"),
    Elementwise("sigmoid", sigmoid, lambda z: sigmoid(z) * sigmoid(-z), lambda z: 1 / (1 + exp(-z)), "sigmoid(z)"),
    Elementwise("tanh", np.tanh, lambda z: 1 - np.tanh(z) ** 2, sp.tanh, "tanh(z)"),
    Elementwise(
        "relu",
        lambda z: np.maximum(z, 0.0),
        lambda z: np.where(z > 0, 1.0, 0.0),
        lambda z: Max(S.Zero, z),
        "relu(z)",
        kinks=(0.0,),
    ),
    Elementwise(
        "leaky_relu",
        lambda z: np.where(z > 0, z, LEAK * z),
        lambda z: np.where(z > 0, 1.0, LEAK),
        lambda z: above(z, z, _LEAK * z),
        f"max(z, {LEAK}z)",
        kinks=(0.0,),
    ),
    Elementwise(
        "elu",
        elu,
        elu_slope,
        lambda z: above(z, z, exp(z) - 1),
        # Only so the derivative at 0 comes out as 1 where a choice between cases cannot be read.
        "(z + abs(z))/2 + exp((z - abs(z))/2) - 1",
    ),
    Elementwise(
        "selu",
        lambda z: SELU_SCALE * np.where(z > 0, z, SELU_ALPHA * elu(z)),
        lambda z: SELU_SCALE * np.where(z > 0, 1.0, SELU_ALPHA * elu_slope(z)),
        lambda z: above(z, _SCALE * z, _SCALE * _ALPHA * (exp(z) - 1)),
        f"{SELU_SCALE}(relu(z) + {SELU_ALPHA}(exp(min(z, 0)) - 1))",
        kinks=(0.0,),
    ),
    Elementwise("softplus", softplus, sigmoid, lambda z: log(1 + exp(z)), "softplus(z)"),
    Elementwise(
        "silu",
        lambda z: z * sigmoid(z),
        lambda z: sigmoid(z) * (1 + z * sigmoid(-z)),
        lambda z: z / (1 + exp(-z)),
        "z*sigmoid(z)",
    ),
    Elementwise(
        "gelu",
        lambda z: z * normal(z),
        lambda z: normal(z) + z * density(z),
        lambda z: z * (1 + sp.erf(z / sqrt(2))) / 2,
        "z*(1 + erf(z/sqrt(2)))/2",
    ),
    Elementwise(
        "gelu_tanh",
        gelu_tanh,
        gelu_tanh_slope,
        lambda z: z * (1 + sp.tanh(sqrt(2 / pi) * (z + _CUBE * z**3))) / 2,
        f"z*sigmoid(sqrt(8/pi)*(z + {CUBE}z^3))",
    ),
    Elementwise(
        "softsign",
        lambda z: z / (1 + abs(z)),
        lambda z: (1 / (1 + abs(z))) ** 2,
        lambda z: z / (1 + Abs(z)),
        "z/(1 + abs(z))",
    ),
    Elementwise("sin", np.sin, np.cos, sp.sin, "sin(z)"),
    Elementwise(
        "gaussian", lambda z: np.exp(-z * z), lambda z: -2 * z * np.exp(-z * z), lambda z: exp(-(z**2)), "exp(-z^2)"
    ),
    Elementwise("square", np.square, lambda z: 2 * z, lambda z: z**2, "z^2"),
    Softmax(),
)
ACTIVATIONS = {each.name: each for each in _TABLE}


def activation_named(name: str) -> Activation:
    """The activation of that name; ValueError names those there are."""
    if not isinstance(name, str) or name not in ACTIVATIONS:
        raise ValueError(f"There is no activation {name[:40]!r}. Choose one of {', '.join(ACTIVATIONS)}.")
    return ACTIVATIONS[name]
