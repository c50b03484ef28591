"""LaTeX pasted from a paper."""

import pytest
from sympy import Abs, Max, Piecewise, Rational, Symbol, cos, exp, pi, sign, sin, sqrt

from jacviz.parse import ParseError, parse

x, y, u, v, r, theta, phi, x1, x2 = (Symbol(n, real=True) for n in "x y u v r theta phi x1 x2".split())

PAPERS = [
    (r"\frac{u^2-v^2}{2}", [(u**2 - v**2) / 2]),
    (r"r\cos\theta, r\sin\theta", [r * cos(theta), r * sin(theta)]),
    (r"x = r \cos \theta \\ y = r \sin \theta", [r * cos(theta), r * sin(theta)]),
    (r"\begin{aligned} x &= r\cos\theta \\ y &= r\sin\theta \end{aligned}", [r * cos(theta), r * sin(theta)]),
    (r"f(x, y) = \left( x^{2} - y^{2},\, 2xy \right)", [x**2 - y**2, 2 * x * y]),
    (r"\begin{pmatrix} u + v \\ u v \end{pmatrix}", [u + v, u * v]),
    (r"F(u,v) = \begin{bmatrix} u + v \\ u v \\ \end{bmatrix}", [u + v, u * v]),
    (r"(u, v) \mapsto (u + v, u v)", [u + v, u * v]),
    (r"\sqrt{x^2 + y^2}", [sqrt(x**2 + y**2)]),
    (r"\sqrt[3]{x}", [sign(x) * Abs(x) ** Rational(1, 3)]),
    (r"\sqrt[5]{x}", [x ** Rational(1, 5)]),
    (r"\left| x \right| + \lvert y \rvert", [Abs(x) + Abs(y)]),
    (r"e^{-\frac{x^2}{2}} \cdot y", [exp(-(x**2) / 2) * y]),
    (r"\sin^{2}\theta", [sin(theta) ** 2]),
    (r"\sin{2x}\cos(y)", [sin(2 * x) * cos(y)]),
    (r"x_{1} x_{2}", [x1 * x2]),
    (r"\frac12 x", [x / 2]),
    (r"\frac{1}{2} \varphi", [phi / 2]),
    (r"\operatorname{sgn}(x)\,\mathrm{e}^{y}", [sign(x) * exp(y)]),
    (r"\max\{0, x\}", [Max(0, x)]),
    (r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}", [Piecewise((x, x > 0), (0, True))]),
    (r"\begin{cases} x & \text{if } x \ge 0, \\ -x & \text{otherwise} \end{cases}",
     [Piecewise((x, x >= 0), (-x, True))]),
    (r"\mathbf{f}(u, v) = (u \times v, 2\pi u)", [u * v, 2 * pi * u]),
    (r"\dfrac{x}{y} \quad", [x / y]),
    (r"\{x + y\}^2", [(x + y) ** 2]),
    (r"\big(x+y\big) x", [(x + y) * x]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAPERS, ids=[text for text, _ in PAPERS])
def test_latex_means_what_it_shows(text, expected):
    assert list(parse(text).components) == expected


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        (r"x + \fraq{1}{2}", 4, "frac"),
        (r"\int x", 0, "integral"),
        (r"\frac{\partial x}{\partial y}", 6, "derivatives"),
        (r"x + \begin{tikzpicture}", 4, "cases"),
        (r"\begin{pmatrix} x \\ y", 0, "never closed"),
        (r"\frac", 0, "{...}"),
        (r"\left( x", 5, "never closed"),
        (r"\href{http://a}{x}", 0, "LaTeX command"),
        (r"\rule{19000pt}{1pt} x", 0, "LaTeX command"),
        (r"\text{two words} x", 0, "single word"),
    ],
)
def test_latex_that_is_no_mapping_is_refused(text, position, word):
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert word in caught.value.message
    assert caught.value.position == position
