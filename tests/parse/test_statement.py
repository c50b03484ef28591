"""Lines, headers, arrows and tuples, and the names that come out."""

import pytest
from sympy import Symbol, cos, sin, sqrt

from jacviz.parse import parse, read

r, theta, u, v, x, y, z, a, b, p, q, h = (Symbol(n, real=True) for n in "r theta u v x y z a b p q h".split())
POLAR = (r * cos(theta), r * sin(theta))

FORMS = [
    ("x = r cos θ\ny = r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("x = r cos θ; y = r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("x = r cos θ, y = r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("r cos θ\n\nr sin θ\n", ("r", "theta"), ("x", "y"), POLAR),
    ("r cos θ, r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("x(r, θ) = r cos θ\ny(r, θ) = r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("f(θ, r) = (r cos θ, r sin θ)", ("theta", "r"), ("x", "y"), POLAR),
    ("f(r, θ) = r cos θ, r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("(x, y) = (r cos θ, r sin θ)", ("r", "theta"), ("x", "y"), POLAR),
    ("(x, y) = f(r, θ) = (r cos θ, r sin θ)", ("r", "theta"), ("x", "y"), POLAR),
    ("(r, θ) -> (r cos θ, r sin θ)", ("r", "theta"), ("x", "y"), POLAR),
    ("r, θ ↦ r cos θ, r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("f: (r, θ) => [r cos θ, r sin θ]", ("r", "theta"), ("x", "y"), POLAR),
    ("f(r, θ) := (r cos θ,\n r sin θ)", ("r", "theta"), ("x", "y"), POLAR),
    ("F = (r cos θ, r sin θ)^T", ("r", "theta"), ("x", "y"), POLAR),
    ("x = r cos θ  # polar\ny = r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("x = r cos θ\r\ny = r sin θ", ("r", "theta"), ("x", "y"), POLAR),
    ("f(u, v) = (u^2 - v^2, 2 u v)", ("u", "v"), ("x", "y"), (u**2 - v**2, 2 * u * v)),
    ("(u, v) -> (u + v, u v)", ("u", "v"), ("x", "y"), (u + v, u * v)),
    ("x^2 - y^2, 2xy", ("x", "y"), ("u", "v"), (x**2 - y**2, 2 * x * y)),
    ("a u, v + b", ("u", "v"), ("x", "y"), (a * u, v + b)),
    ("f(x, y) = x^2 + y^2", ("x", "y"), ("f",), (x**2 + y**2,)),
    ("y = x^2", ("x",), ("y",), (x**2,)),
    ("lat = u + v\nlon = u", ("u", "v"), ("lat", "lon"), (u + v, u)),
    ("x = 1 - a x^2 + y\ny = b x", ("x", "y"), ("xprime", "yprime"), (1 - a * x**2 + y, b * x)),
    ("x' = 1 - a x^2 + y\ny' = b x", ("x", "y"), ("xprime", "yprime"), (1 - a * x**2 + y, b * x)),
    ("x = y; y = x", ("x", "y"), ("xprime", "yprime"), (y, x)),
    ("s = x^2 + y^2\nu = x s\nv = y s", ("x", "y"), ("u", "v"), (x * (x**2 + y**2), y * (x**2 + y**2))),
    ("r = sqrt(x^2 + y^2); x/r, y/r", ("x", "y"), ("u", "v"), (x / sqrt(x**2 + y**2), y / sqrt(x**2 + y**2))),
    ("p' = p - h q; q' = q + h p'", ("p", "q"), ("pprime", "qprime"), (p - h * q, q + h * (p - h * q))),
    ("x = u; y = v; z = x y", ("u", "v"), ("x", "y", "z"), (u, v, u * v)),
]


@pytest.mark.parametrize(("text", "variables", "names", "components"), FORMS, ids=[repr(f[0]) for f in FORMS])
def test_every_form_of_a_mapping(text, variables, names, components):
    mapping = parse(text)
    assert tuple(s.name for s in mapping.variables) == variables
    assert mapping.names == names
    assert mapping.components == components


def test_a_new_value_of_a_variable_is_told():
    assert any("x′" in note for note in read("x = 1 - a x^2 + y\ny = b x").notes)


def test_a_line_that_later_lines_use_is_told():
    assert any("no component" in note for note in read("s = x^2 + y^2\nu = x s\nv = y s").notes)


def test_a_header_hides_nothing():
    mapping = parse("f(u, v) = (a u, b v)")
    assert mapping.parameters == (a, b)
