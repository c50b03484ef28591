"""Classic mappings with the determinants that textbooks give, for tests and benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy as sp
from sympy import Expr, Symbol, cos, cosh, exp, log, sin, sinh, sqrt, tanh

from jacviz.mapping import Box, Mapping

u, v, w, r, x, y, a, b = (Symbol(n, real=True) for n in "u v w r x y a b".split())
theta, phi, rho, sigma, tau = (Symbol(n, real=True) for n in "theta phi rho sigma tau".split())


@dataclass(frozen=True)
class Classic:
    """A mapping and its determinant in closed form (None where no short one is known)."""

    mapping: Mapping
    determinant: Expr | None


def classic(
    variables: Sequence[Symbol],
    components: Sequence[Expr | int],
    determinant: Expr | int | None = None,
    low: Sequence[float] | None = None,
    high: Sequence[float] | None = None,
    parameters: dict[Symbol, float] | None = None,
) -> Classic:
    parameters = parameters or {}
    n, k = len(variables), len(parameters)
    mapping = Mapping(
        tuple(variables),
        tuple(["x", "y", "z", "q"][: len(components)]),
        tuple(sp.S(c) if isinstance(c, int) else c for c in components),
        domain=Box(tuple(low or [-2.0] * n), tuple(high or [2.0] * n)),
        parameters=tuple(parameters),
        parameter_values=tuple(float(p) for p in parameters.values()),
        parameter_box=Box((-3.0,) * k, (3.0,) * k),
    )
    return Classic(mapping, None if determinant is None else sp.Add(determinant))


def logistic(t: Expr) -> Expr:
    return 1 / (1 + exp(-t))


TAU = 6.283185307179586
modulus = u**2 + v**2
toroidal = cosh(tau) - cos(sigma)

CLASSICS: dict[str, Classic] = {
    # linear
    "identity": classic([u, v], [u, v], 1),
    "rotation": classic([u, v], [u * cos(a) - v * sin(a), u * sin(a) + v * cos(a)], 1, parameters={a: 1}),
    "shear": classic([u, v], [u + a * v, v], 1, parameters={a: 0.5}),
    "stretch": classic([u, v], [2 * u, 3 * v], 6),
    "swap": classic([u, v], [v, u], -1),
    "rank 1": classic([u, v], [u + v, 2 * u + 2 * v], 0),
    "affine": classic([u, v], [2 * u + v + 1, u - v - 2], -3),
    # coordinate systems
    "polar": classic([r, theta], [r * cos(theta), r * sin(theta)], r, [0, 0], [2, TAU]),
    "spherical": classic(
        [rho, phi, theta],
        [rho * sin(phi) * cos(theta), rho * sin(phi) * sin(theta), rho * cos(phi)],
        rho**2 * sin(phi),
        [0, 0, 0],
        [2, TAU / 2, TAU],
    ),
    "cylindrical": classic([r, theta, w], [r * cos(theta), r * sin(theta), w], r, [0, 0, -1], [2, TAU, 1]),
    "parabolic": classic([u, v], [u * v, (v**2 - u**2) / 2], modulus),
    "elliptic": classic(
        [u, v],
        [a * cosh(u) * cos(v), a * sinh(u) * sin(v)],
        a**2 * (sinh(u) ** 2 + sin(v) ** 2),
        [0, 0],
        [2, TAU],
        {a: 1},
    ),
    "bipolar": classic(
        [sigma, tau],
        [sinh(tau) / toroidal, sin(sigma) / toroidal],
        1 / toroidal**2,
        [0.5, -2],
        [5.5, 2],
    ),
    "toroidal": classic(
        [sigma, tau, phi],
        [sinh(tau) * cos(phi) / toroidal, sinh(tau) * sin(phi) / toroidal, sin(sigma) / toroidal],
        -sinh(tau) / toroidal**3,
        [0.5, 0.5, 0],
        [5.5, 2, TAU],
    ),
    "log-polar": classic([rho, theta], [exp(rho) * cos(theta), exp(rho) * sin(theta)], exp(2 * rho)),
    "hyperbolic": classic([u, v], [v * exp(u), v * exp(-u)], 2 * v, [-1, 0.1], [1, 2]),
    "Duffy": classic([u, v], [u, u * v], u, [0, 0], [1, 1]),
    "square to disk": classic([u, v], [u * sqrt(1 - v**2 / 2), v * sqrt(1 - u**2 / 2)], None, [-1, -1], [1, 1]),
    "bilinear": classic([u, v], [u + u * v / 4, v + u * v / 2], 1 + u / 2 + v / 4, [0, 0], [1, 1]),
    "Mercator": classic([theta, phi], [theta, log(sp.tan(sp.pi / 4 + phi / 2))], 1 / cos(phi), [-3, -1.4], [3, 1.4]),
    "Lambert": classic([theta, phi], [theta, sin(phi)], cos(phi), [-3, -1.5], [3, 1.5]),
    "Lambert azimuthal": classic(
        [theta, phi],
        [
            sqrt(2 / (1 + cos(phi) * cos(theta))) * cos(phi) * sin(theta),
            sqrt(2 / (1 + cos(phi) * cos(theta))) * sin(phi),
        ],
        cos(phi),
        [-2, -1.4],
        [2, 1.4],
    ),
    # complex
    "square": classic([u, v], [u**2 - v**2, 2 * u * v], 4 * modulus),
    "conjugate of the square": classic([u, v], [u**2 - v**2, -2 * u * v], -4 * modulus),
    "reciprocal": classic([u, v], [u / modulus, -v / modulus], 1 / modulus**2, [0.2, 0.2], [2, 2]),
    "inversion": classic([u, v], [u / modulus, v / modulus], -1 / modulus**2, [0.2, 0.2], [2, 2]),
    "Joukowski": classic(
        [u, v],
        [u + u / modulus, v - v / modulus],
        ((u**2 - v**2 - 1) ** 2 + 4 * u**2 * v**2) / modulus**2,
        [0.2, 0.2],
        [2, 2],
    ),
    "sine": classic([u, v], [sin(u) * cosh(v), cos(u) * sinh(v)], cos(u) ** 2 + sinh(v) ** 2),
    "exponential": classic([u, v], [exp(u) * cos(v), exp(u) * sin(v)], exp(2 * u)),
    "cube": classic([u, v], [u**3 - 3 * u * v**2, 3 * u**2 * v - v**3], 9 * modulus**2),
    "Moebius": classic(
        [u, v],
        [(modulus - 1) / ((u + 1) ** 2 + v**2), 2 * v / ((u + 1) ** 2 + v**2)],
        4 / ((u + 1) ** 2 + v**2) ** 2,
        [0, 0],
        [2, 2],
    ),
    "Newton step": classic(
        [u, v],
        [
            2 * u / 3 + (u**2 - v**2) / (3 * modulus**2),
            2 * v / 3 - 2 * u * v / (3 * modulus**2),
        ],
        None,
        [0.3, 0.3],
        [2, 2],
    ),
    # singular
    "fold": classic([u, v], [u**2, v], 2 * u),
    "handkerchief": classic([u, v], [u**2, v**2], 4 * u * v),
    "cusp": classic([u, v], [u, v**3 + u * v], u + 3 * v**2),
    "lips": classic([u, v], [u, v**3 + (u**2 + a) * v], u**2 + 3 * v**2 + a, parameters={a: -1}),
    "deltoid": classic([u, v], [u**2 - v**2 + 2 * u, 2 * v - 2 * u * v], 4 - 4 * u**2 - 4 * v**2),
    "cubic homeomorphism": classic([u, v], [u**3, v**3], 9 * u**2 * v**2),
    # dynamics
    "Henon": classic([x, y], [1 - a * x**2 + y, b * x], -b, parameters={a: 1.4, b: 0.3}),
    "standard map": classic([theta, y], [theta + y + a * sin(theta), y + a * sin(theta)], 1, parameters={a: 0.9}),
    "Euler": classic([x, y], [x + a * y, y - a * sin(x)], 1 + a**2 * cos(x), parameters={a: 0.1}),
    "symplectic Euler": classic([x, y], [x + a * (y - a * sin(x)), y - a * sin(x)], 1, parameters={a: 0.1}),
    # applied
    "lens": classic(
        [u, v],
        [u * (1 + a * modulus), v * (1 + a * modulus)],
        (1 + a * modulus) * (1 + 3 * a * modulus),
        parameters={a: 0.1},
    ),
    "swirl": classic(
        [u, v],
        [
            u * cos(a * exp(-modulus)) - v * sin(a * exp(-modulus)),
            u * sin(a * exp(-modulus)) + v * cos(a * exp(-modulus)),
        ],
        1,
        parameters={a: 2},
    ),
    "homography": classic([u, v], [(2 * u + v) / (u + v + 5), (u - v) / (u + v + 5)], -15 / (u + v + 5) ** 3),
    "gravitational lens": classic([u, v], [u - u / modulus, v - v / modulus], 1 - 1 / modulus**2, [0.2, 0.2], [2, 2]),
    "two-link arm": classic(
        [phi, theta],
        [2 * cos(phi) + cos(phi + theta), 2 * sin(phi) + sin(phi + theta)],
        2 * sin(theta),
    ),
    # machine learning and probability
    "sigmoid layer": classic([u, v], [logistic(2 * u + v), logistic(u - v)], None),
    "tanh layer": classic([u, v], [tanh(2 * u + v), tanh(u - v)], -3 / (cosh(2 * u + v) ** 2 * cosh(u - v) ** 2)),
    "ReLU layer": classic([u, v], [sp.Max(0, u + v), sp.Max(0, u - 2 * v)], None),
    "affine coupling": classic([u, v], [u, v * exp(sin(u)) + u**2], exp(sin(u))),
    "banana": classic([u, v], [u, v + u**2 - 1], 1),
    "Box-Muller": classic(
        [u, v],
        [sqrt(-2 * log(u)) * cos(2 * sp.pi * v), sqrt(-2 * log(u)) * sin(2 * sp.pi * v)],
        -2 * sp.pi / u,
        [0.05, 0],
        [0.95, 1],
    ),
    "softplus": classic([u, v], [log(1 + exp(u)), log(1 + exp(v - u))], logistic(u) * logistic(v - u)),
    "absolute": classic([u, v], [abs(u) + v, abs(v) - u], None),
    "leaky": classic([u, v], [sp.Piecewise((u, u > 0), (u / 10, True)) + v, v], None),
    "error function": classic([u, v], [sp.erf(u), sp.erf(v)], 4 * exp(-(u**2) - v**2) / sp.pi),
    "normal shell": classic(
        [u, v],
        [u / sqrt(1 + modulus), v / sqrt(1 + modulus)],
        1 / (1 + modulus) ** 2,
    ),
    "ellipsoidal": classic(
        [rho, phi, theta],
        [2 * rho * sin(phi) * cos(theta), 3 * rho * sin(phi) * sin(theta), rho * cos(phi)],
        6 * rho**2 * sin(phi),
        [0, 0, 0],
        [2, TAU / 2, TAU],
    ),
    "four-sphere": classic(
        [rho, phi, theta, sigma],
        [
            rho * cos(phi),
            rho * sin(phi) * cos(theta),
            rho * sin(phi) * sin(theta) * cos(sigma),
            rho * sin(phi) * sin(theta) * sin(sigma),
        ],
        rho**3 * sin(phi) ** 2 * sin(theta),
        [0, 0, 0, 0],
        [2, 3, 3, TAU],
    ),
    "half angles": classic([u, v], [cos(u) ** 2 * v, sin(u) ** 2 * v], -sin(2 * u) * v),
}

SURFACES: dict[str, Classic] = {
    # the second entry is det J^T J
    "sphere": classic(
        [phi, theta],
        [sin(phi) * cos(theta), sin(phi) * sin(theta), cos(phi)],
        sin(phi) ** 2,
        [0, 0],
        [3.1, 6.2],
    ),
    "torus": classic(
        [phi, theta],
        [(2 + cos(phi)) * cos(theta), (2 + cos(phi)) * sin(theta), sin(phi)],
        (2 + cos(phi)) ** 2,
    ),
    "helix": classic([theta], [cos(theta), sin(theta), a * theta], 1 + a**2, parameters={a: 0.5}),
    "graph": classic([u, v], [u, v, u * v], 1 + modulus),
    "catenoid": classic([u, v], [cosh(u) * cos(v), cosh(u) * sin(v), u], cosh(u) ** 4),
    "helicoid": classic([u, v], [u * cos(v), u * sin(v), v], 1 + u**2),
    "plane to line": classic([u, v], [u * v], 0),
}
