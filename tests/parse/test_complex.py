"""Complex formulas against Python's cmath at random points."""

import cmath
import random

import pytest
from sympy import Symbol, cos, sin

from jacviz.parse import ParseError, parse, read

FORMULAS = [
    ("z^2 + 1/z", lambda z: z**2 + 1 / z),
    ("w = z^2", lambda z: z**2),
    ("f(z) = z^3 - 1", lambda z: z**3 - 1),
    ("z + i", lambda z: z + 1j),
    ("2i z", lambda z: 2j * z),
    ("iz", lambda z: 1j * z),
    ("z^12", lambda z: z**12),
    ("1/z^2", lambda z: 1 / z**2),
    ("z^-3", lambda z: z**-3),
    ("(z + 1/z)/2", lambda z: (z + 1 / z) / 2),
    ("(2z - i)/(z + 3)", lambda z: (2 * z - 1j) / (z + 3)),
    ("(z - 1)(z + 1)(z - i)(z + i)", lambda z: z**4 - 1),
    ("z - (z^3 - 1)/(3z^2)", lambda z: z - (z**3 - 1) / (3 * z**2)),
    ("conj(z)", lambda z: z.conjugate()),
    ("conj(z)^2", lambda z: z.conjugate() ** 2),
    ("z̄", lambda z: z.conjugate()),
    (r"\bar{z}^2 + \overline{z}", lambda z: z.conjugate() ** 2 + z.conjugate()),
    ("z^* z", lambda z: abs(z) ** 2),
    ("1/conj(z)", lambda z: 1 / z.conjugate()),
    ("|z| z", lambda z: abs(z) * z),
    ("abs(z)^2 + i arg(z)", lambda z: abs(z) ** 2 + 1j * cmath.phase(z)),
    ("Re(z^2) + i Im(z)", lambda z: (z**2).real + 1j * z.imag),
    ("e^z", cmath.exp),
    ("exp(i z)", lambda z: cmath.exp(1j * z)),
    ("e^(iπ/3) z", lambda z: cmath.exp(1j * cmath.pi / 3) * z),
    ("ln z", cmath.log),
    ("log(1 + z)", lambda z: cmath.log(1 + z)),
    ("sin z", cmath.sin),
    ("cos z", cmath.cos),
    ("tan z", cmath.tan),
    ("cot z", lambda z: 1 / cmath.tan(z)),
    ("sec z", lambda z: 1 / cmath.cos(z)),
    ("sinh z", cmath.sinh),
    ("cosh 2z", lambda z: cmath.cosh(2 * z)),
    ("tanh z", cmath.tanh),
    ("sqrt z", cmath.sqrt),
    ("√(z^2 - 1)", lambda z: cmath.sqrt(z**2 - 1)),
    ("sqrt(-4) z", lambda z: 2j * z),
    ("z^(1/3)", lambda z: z ** (1 / 3)),
    ("z^i", lambda z: z**1j),
    ("z^z", lambda z: z**z),
    ("2^z", lambda z: 2**z),
    ("sin(1/z) + z", lambda z: cmath.sin(1 / z) + z),
    ("e^{1/z}", lambda z: cmath.exp(1 / z)),
    ("z/(1 + |z|)", lambda z: z / (1 + abs(z))),
    ("-z^2 - -z", lambda z: -(z**2) + z),
    ("(1 + 2i)^3 z", lambda z: (1 + 2j) ** 3 * z),
    ("w = i", lambda z: 1j),
]  # fmt: skip


@pytest.mark.parametrize(("text", "formula"), FORMULAS[:-1], ids=[text for text, _ in FORMULAS[:-1]])
def test_both_parts_agree_with_cmath(text, formula):
    mapping = parse(text)
    assert [s.name for s in mapping.variables] == ["x", "y"]
    assert mapping.names == ("u", "v")
    dice = random.Random(text)
    for _ in range(8):
        point = complex(dice.uniform(-2, 2), dice.uniform(-2, 2))
        values = dict(zip(mapping.variables, (point.real, point.imag), strict=True))
        real, imaginary = (float(c.evalf(subs=values)) for c in mapping.components)
        assert complex(real, imaginary) == pytest.approx(formula(point), rel=1e-9, abs=1e-9)


def test_a_moebius_map_keeps_real_parameters():
    mapping = parse("(a z + b)/(c z + d)", parameters={"a": 2, "b": -1, "c": 0.5, "d": 3})
    assert [s.name for s in mapping.parameters] == ["a", "b", "c", "d"]
    point = 0.7 - 1.1j
    values = dict(zip(mapping.variables, (point.real, point.imag), strict=True))
    values |= dict(zip(mapping.parameters, mapping.parameter_values, strict=True))
    real, imaginary = (float(c.evalf(subs=values)) for c in mapping.components)
    assert complex(real, imaginary) == pytest.approx((2 * point - 1) / (0.5 * point + 3))


def test_powers_stay_compact():
    x, y = Symbol("x", real=True), Symbol("y", real=True)
    assert parse("z^2").components == (x**2 - y**2, 2 * x * y)
    assert parse("1/z").components == (x / (x**2 + y**2), -y / (x**2 + y**2))
    assert sum(c.count_ops() for c in parse("(a z + b)/(c z + d)").components) < 40


def test_polar_form_has_its_own_variables():
    r, theta = Symbol("r", real=True), Symbol("theta", real=True)
    mapping = parse("r e^{iθ}")
    assert mapping.variables == (r, theta)
    assert mapping.components == (r * cos(theta), r * sin(theta))


def test_the_plane_may_be_named():
    mapping = parse("z^2", variables="u, v")
    assert [s.name for s in mapping.variables] == ["u", "v"]
    assert not {"u", "v"} & set(mapping.names)


@pytest.mark.parametrize("text", ["z^2, z", "x + z", "f(z) = (cos z, sin z)", "u = z\nv = z^2", "u v z"])
def test_z_is_an_ordinary_variable_elsewhere(text):
    mapping = parse(text)
    assert "z" in [s.name for s in mapping.variables + mapping.parameters]


def test_the_reading_says_that_the_formula_is_complex():
    assert any("z = x + i y" in note for note in read("z^2").notes)
    assert any("parameter" in note for note in read("x + i, y").notes)


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("1/(z - z)", 3, "divides by 0"),
        ("z + ln 0", 4, "no value"),
        ("asin(z)", 0, "not offered"),
        ("erf(z)", 0, "not offered"),
        ("max(z, 1)", 0, "not offered"),
        ("z if z > 0 else 0", 0, "complex"),
        ("z^100", 2, "exponent"),
        ("conj(x), y", 0, "complex"),
        ("(z+1)(z+2)(z+3)(z+4)(z+5)(z+6)(z+7)(z+8)(z+9)(z+10)(z+11)(z+12)(z+13)", 0, "too long"),
    ],
)
def test_complex_formulas_that_cannot_be_split_are_refused(text, position, word):
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert word in caught.value.message
    assert caught.value.position == position
