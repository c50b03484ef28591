"""MathML from the LaTeX of our printers: read by eye, for everything that they write, and against hostile text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import pytest

from jacviz.explore.analysis import formulas
from jacviz.explore.gallery import Entry, gallery
from jacviz.integrals.answer import answer
from jacviz.integrals.examples import by_id
from jacviz.networks.answer import NetworkRequest, analyse
from jacviz.printing.mathml import mathml

NBSP = "\N{NO-BREAK SPACE}"


def shown(latex: str) -> str:
    """The signs in the order of the markup."""
    return "".join(ElementTree.fromstring(mathml(latex)).itertext())


def tags(latex: str) -> list[str]:
    return [node.tag for node in ElementTree.fromstring(mathml(latex)).iter()]


@pytest.mark.parametrize(
    ("latex", "markup"),
    [
        (r"\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\sqrt[3]{u}", "<mroot><mi>u</mi><mn>3</mn></mroot>"),
        (r"x_{1}", "<msub><mi>x</mi><mn>1</mn></msub>"),
        (r"w^{2}", "<msup><mi>w</mi><mrow><mn>2</mn></mrow></msup>"),
        (r"\text{where } u", f"<mrow><mtext>where{NBSP}</mtext><mi>u</mi></mrow>"),
    ],
)
def test_elements(latex: str, markup: str) -> None:
    assert mathml(latex) == f'<math display="block">{markup}</math>'


def test_an_exponent_stands_at_the_function_and_space_before_its_argument() -> None:
    """sin² θ, not sin(θ)²."""
    root = ElementTree.fromstring(mathml(r"r \sin^{2}{\theta}"))
    power = root.find(".//msup")
    assert power is not None and "".join(power.itertext()) == "sin2"
    row = next(row for row in root.iter("mrow") if power in list(row))
    assert [node.tag for node in row] == ["mi", "mspace", "msup", "mspace", "mi"]


def test_minus_is_a_minus_sign() -> None:
    assert shown("- u - 1") == "−u−1" and "-" not in shown(r"\frac{- u}{2} - 3")


@pytest.mark.parametrize("inner", [r"\frac{u}{2}", r"\begin{matrix} a \\ b \end{matrix}"])
def test_brackets_grow_with_what_they_hold(inner: str) -> None:
    """By the style sheet, whatever the fonts; around what is low they are signs."""
    tall = mathml(rf"\left( {inner} \right)")
    assert 'class="left-round right-round"' in tall and "<mo" not in tall
    assert shown(r"\left(u + 1\right)") == "(u+1)"
    cases = r"\begin{cases} u & \text{for } u > 0 \\ 0 & \text{else} \end{cases}"
    assert 'class="left-brace right-none"' in mathml(cases)


def test_a_matrix_has_its_rows_and_columns() -> None:
    root = ElementTree.fromstring(mathml(r"\begin{pmatrix} a & b & c \\[2.4ex] d & e & f \end{pmatrix}"))
    rows = [["".join(cell.itertext()) for cell in row] for row in root.iter("mtr")]
    assert rows == [["a", "b", "c"], ["d", "e", "f"]]


def latex_of(entry: Entry) -> Iterator[str]:
    for text in formulas(entry.mapping).values():
        yield from [text] if isinstance(text, str) else text if isinstance(text, list) else []


@pytest.mark.parametrize("entry", gallery(), ids=lambda entry: entry.id)
def test_every_formula_of_the_gallery(entry: Entry) -> None:
    """All numbers, letters and signs are there, in their order: nothing is lost on the way."""
    for latex in latex_of(entry):
        signs = re.sub(r"\\(?:begin|end)\{[a-z]+\}|\\\\\[[^]]*\]|\\[,:;! ]|\\(?:left|right)[.]?", "", latex)
        digits = re.sub(r"[^0-9]", "", signs)
        if r"\sqrt[" not in latex:  # the degree of a root stands after what it is the root of
            assert re.sub(r"[^0-9]", "", shown(latex)) == digits, latex
        assert shown(latex).count("−") == signs.count("-")


@pytest.mark.parametrize("id", ["disk-gaussian", "both-signs", "ball", "sine-twice", "folded-square", "torus"])
def test_every_step_of_an_integral(id: str) -> None:
    for step in answer(by_id(id).request)["steps"]:
        assert shown(step["latex"])


@pytest.mark.parametrize("sizes", ["1-2-2-1", "3-4-2"])
def test_every_formula_of_a_network(sizes: str) -> None:
    found = analyse(NetworkRequest(sizes, scene="layers"))["latex"]
    for layer in found["layers"]:
        assert "mfrac" in tags(layer["jacobian"])
        if layer["entries"]:
            assert "mtable" in tags(layer["entries"])


@pytest.mark.parametrize("text", ["<script>", "a & b", '"><img src=x>', r"\text{</math><script>}"])
def test_text_is_escaped(text: str) -> None:
    root = ElementTree.fromstring(mathml(text))
    assert {node.tag for node in root.iter()} <= {"math", "mrow", "mi", "mo", "mn", "mtext", "mspace"}


@pytest.mark.parametrize("latex", [r"\href{x}{y}", r"\class{a}{b}", r"\input{x}"])
def test_what_no_printer_writes_is_refused(latex: str) -> None:
    with pytest.raises(ValueError, match="No MathML is known"):
        mathml(latex)
