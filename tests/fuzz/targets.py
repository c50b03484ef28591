"""What is tried with a text, and what must hold whatever the text is: the targets of every kind of fuzzing."""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import NamedTuple

import numpy as np
from sympy import E, I, S, zoo

from jacviz.explore.analysis import analyse
from jacviz.explore.inputs import Request
from jacviz.explore.link import decode, encode
from jacviz.mapping import Mapping
from jacviz.names import canonical, label
from jacviz.numeric import run as numeric
from jacviz.numeric.tape import Tape
from jacviz.parse import ParseError, parse_number, read
from jacviz.printing import latex
from jacviz.printing.mathml import mathml
from jacviz.ui.numbers import typed

from .alphabet import FORMULAS, LINKS, SPLIT

NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)?")
LONGEST_NAME = 40
COMMANDS = set(
    r"""
    \begin \end \left \right \frac \dfrac \sqrt \partial \mathrm \mathsf \operatorname \text \cdot \det \ln \exp
    \sin \cos \tan \cot \sec \csc \sinh \cosh \tanh \coth \arcsin \arccos \arctan \arccot \arcsec \arccsc \log
    \min \max \land \lor \lnot \neg \leq \geq \neq \wedge \vee \infty \pi \alpha \beta \gamma \delta \epsilon
    \zeta \eta \theta \iota \kappa \lambda \mu \nu \xi \rho \sigma \tau \upsilon \phi \chi \psi \omega \Gamma
    \Delta \hat \tilde \lfloor \rfloor \Theta \Lambda \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega \, \; \: \\ \{ \}
    """.split()
)
"""The LaTeX that may reach a page: no command that loads, links, defines, raises or measures anything."""


MATHML = set(
    "math mtable mtr mtd mrow mi mn mo mfrac msqrt mroot msup msub msubsup mspace mtext"
    " display class mathvariant stretchy width".split()
)


class Markup(HTMLParser):
    """The names of the elements and attributes of some markup."""

    found: set[str]

    def reset(self) -> None:
        super().reset()
        self.found = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


class Target(NamedTuple):
    """`examine` raises when something does not hold; True means that the text was read."""

    examine: Callable[[str], bool]
    alphabet: list[str]
    seeds: tuple[str, ...]


def reading(text: str) -> Mapping | None:
    """The mapping of "text SPLIT variables", None when it was refused as it should be."""
    text, _, variables = text.partition(SPLIT)
    try:
        mapping = read(text, variables or None).mapping
    except ParseError as error:
        refused(error, text, variables)
        return None
    names = [*mapping.names, *(s.name for s in mapping.variables + mapping.parameters)]
    assert all(NAME.fullmatch(name) and len(name) <= LONGEST_NAME for name in names), names
    assert all(s.is_real for s in mapping.variables + mapping.parameters)
    assert not any(c.has(zoo, S.NaN, S.Infinity, S.NegativeInfinity, I) for c in mapping.components)
    return mapping


def refused(error: ParseError, *texts: str) -> None:
    """An error is about one of the texts, points into it and is short."""
    assert error.text in texts, error.text
    assert 0 <= error.position <= len(error.text)
    assert 0 < len(error.message) < 250 and str(error)


def parsing(text: str) -> bool:
    return reading(text) is not None


def symbols(text: str) -> bool:
    """Everything that a page shows of a mapping: finite plain data, sources of known names, known LaTeX."""
    text, _, variables = text.partition(SPLIT)
    answer = analyse(Request(text, variables))
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    if not answer["ok"]:
        error = answer["error"]
        assert 0 < len(error["message"]) < 250
        return False
    shown(answer)
    return True


def shown(answer: dict) -> None:
    """Sources that are Python, MathML of its own elements, LaTeX without a command that acts."""
    for source in (answer["code"]["SymPy"], answer["code"]["NumPy"]):
        for node in ast.walk(ast.parse(source)):
            assert not (isinstance(node, ast.Attribute) and node.attr.startswith("_")), node.attr
            assert not (isinstance(node, ast.Name) and node.id.startswith("_")), node.id
    formulas = [answer["code"]["LaTeX"], *(f for f in answer["latex"].values() if isinstance(f, str))]
    for formula in [*formulas, *answer["latex"]["partials"]]:
        commands = set(re.findall(r"\\(?:[A-Za-z]+|.)", formula))
        assert commands <= COMMANDS, commands - COMMANDS
    markup = Markup()
    for formula in (*formulas[1:], *answer["latex"]["partials"]):
        markup.feed(mathml(formula))
    assert markup.found <= MATHML, markup.found - MATHML


def printing(text: str) -> bool:
    """What SymPy and we print of a mapping is read back as the same mapping, where it can be read at all."""
    mapping = reading(text)
    names = () if mapping is None else mapping.variables + mapping.parameters
    if mapping is None or len(names) > 12 or any(s.name in ("E", "I", "i", "z") for s in names):
        return False
    for component in mapping.components:
        plain = str(component)
        for each in (plain.replace("E", "e") if component.has(E) else plain, latex.expression_latex(component)):
            try:
                (again,) = read(each, [s.name for s in names]).mapping.components
            except ParseError:
                continue
            assert again == component or same(again, component, names), (each, str(component), str(again))
    return True


def same(a: object, b: object, names: tuple) -> bool:
    """Equal numbers at some points."""
    points = np.random.default_rng(1).uniform(0.1, 1.9, (len(names), 8))
    try:
        with np.errstate(all="ignore"):
            left, right = numeric.evaluate(Tape.of(names, [a, b]), list(points))
    except ValueError:  # no opcode
        return True
    return bool(np.allclose(left, right, rtol=1e-6, atol=1e-9, equal_nan=True))


def numbers(text: str) -> bool:
    """A finite float, which the page's own spelling of it gives back."""
    try:
        value = parse_number(text)
    except ParseError as error:
        refused(error, text)
        return False
    assert math.isfinite(value)
    again = parse_number(typed(value)) if abs(value) < 1e40 and (not value or abs(value) > 1e-20) else value
    assert math.isclose(again, value, rel_tol=1e-14), (value, typed(value), again)
    return True


def ranges(text: str) -> bool:
    """Five fields of numbers of a page: the answer is plain finite data, and an error names one of the fields."""
    fields = (text + 5 * SPLIT).split(SPLIT)[:5]
    request = Request("a r cos θ, r sin θ", "r, θ", (("r", tuple(fields[:2])),), (("a", tuple(fields[2:])),))
    answer = analyse(request)
    json.dumps(answer, allow_nan=False)
    assert answer["ok"] or (answer["error"]["place"] in ("r", "a") and answer["error"]["message"])
    return answer["ok"]


def links(text: str) -> bool:
    """Any query gives a resting state and complaints; what it encodes to is read back without a complaint."""
    query = dict(pair.partition("=")[::2] for pair in text.split("&"))
    resting, complaints = decode(query)
    assert all(0 < len(c) < 200 for c in complaints)
    json.dumps(resting.view, allow_nan=False)
    again, none = decode(encode(resting))
    assert not none and (again.text, again.ranges) == (resting.text, resting.ranges)
    return not complaints


def names(text: str) -> bool:
    """A canonical name is a plain word whose label stands for it again and whose LaTeX is tame."""
    try:
        name = canonical(text)
    except ValueError:
        return False
    assert NAME.fullmatch(name), name
    assert canonical(label(name)) == name, (name, label(name))
    assert set(re.findall(r"\\(?:[A-Za-z]+|.)", latex.name_latex(name))) <= COMMANDS
    return True


MAPPINGS = (
    "x = r cos θ\ny = r sin θ", "f(u, v) = (e^u cos v, e^u sin v)", "w = z^2 + 1/z", "a x^2 + y, b x y\fx, y",
    r"x = \frac{u^2-v^2}{2}; y = u v", "x = u/(u^2 + v^2)\ny = -v/(u^2 + v^2)", "if(u > 0, u^2, -u), |v|",
    r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}, y", "max(0, a x + b y), min(x, y)", "√(1 - x²), ∛y",
    "tanh(w11 x1 + w12 x2 + b1), tanh(w21 x1 + w22 x2 + b2)", "(φ, θ) -> (sin φ cos θ, sin φ sin θ, cos φ)",
    r"\begin{pmatrix} \sqrt{x} \\ \ln y \end{pmatrix}", "s = x^2 + y^2\nu = x cos s\nv = y sin s",
    "x' = 1 - a x^2 + y; y' = b x", "u = x/den; v = y/den; den = 1 + x^2 + y^2", "a = 2; x = a u; y = v, 0 ≤ u ≤ 1",
    "g(t) = t^3; u = g(x) + y; v = g(y)", "f = lambda x, y: [np.cos(x), y**2] # polar", r"\dot x = y \\ \dot y = -x",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}\begin{pmatrix} x \\ y \end{pmatrix}", "<u^2, v>",
    "u i + v j + u v k", r"$\begin{cases} x = r\cos t \\ y = r\sin t \end{cases}$", "x[0]**2, (x[1] + 1) % 2",
    "dx/dt = -β x y; dy/dt = β x y",
    "0,5 x", "J_0(x) + floor(y), erfinv(x) gamma(y)", "jacobian([x*y, x + y], [x, y])", "σ(y - x), acosθ, H(x) Φ(y)",
)  # fmt: skip
TARGETS = {
    "parse": Target(parsing, FORMULAS, MAPPINGS),
    "symbols": Target(symbols, FORMULAS, MAPPINGS),
    "print": Target(printing, FORMULAS, MAPPINGS),
    "numbers": Target(numbers, FORMULAS, ("2π", "-pi/4", "√2", "1e-3", "cos(1)^2", r"\frac{1}{2}", "½", "e^-1")),
    "ranges": Target(ranges, FORMULAS, ("0\f2π\f1\f-2\f2", "-1e60\f1e60\f√2\f0\f9")),
    "link": Target(
        links, LINKS, ("map=u,v&probe=1,2&range.u=0,2π&parameter.a=1,0,2", "map=x&show=cells,lines&axes=0,1,2,3")
    ),
    "names": Target(names, FORMULAS, ("θ", "x₁", "x_1", "a_max", "x'", "lambda", "x_{12}")),
}  # fmt: skip
