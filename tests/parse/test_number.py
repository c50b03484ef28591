"""Numbers typed as text."""

import math

import pytest

from jacviz.parse import parse_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2π", 2 * math.pi),
        ("-pi/4", -math.pi / 4),
        ("1e-3", 0.001),
        ("√2", math.sqrt(2)),
        ("2", 2),
        ("-0.5", -0.5),
        ("− 1/3", -1 / 3),
        ("e^2", math.e**2),
        ("2 sin(π/6)", 1),
        (r"\frac{\pi}{2}", math.pi / 2),
        ("3π/2", 1.5 * math.pi),
        ("|−2|", 2),
        ("2^0.5", math.sqrt(2)),
        ("max(1, 2)", 2),
        ("½", 0.5),
        ("+7", 7),
        ("10^6", 1e6),
    ],
)
def test_a_constant_text_is_a_number(text, expected):
    assert parse_number(text) == pytest.approx(expected, rel=1e-15)
