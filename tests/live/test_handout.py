"""What stands around a view that is handed out: titles, names of files, the problem, the verdict and the steps."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from jacviz.explore.analysis import analyse
from jacviz.explore.inputs import Request
from jacviz.integrals import examples as worked
from jacviz.integrals.answer import answer
from jacviz.live.handout import Handout, of_integral, of_mapping, slug

HOSTILE = "</dd><script>hurt()</script>&\"'"


def words(markup: str) -> str:
    return "".join(ElementTree.fromstring(f"<body>{markup}</body>").itertext())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Polar coordinates", "polar-coordinates"),
        ("x = r cos θ, y = r sin θ", "x-r-cos-theta-y-r-sin-theta"),
        ("(u² − v², 2uv)", "u2-v2-2uv"),
        ("A helix, unrolled!", "a-helix-unrolled"),
        ("Möbius", "mobius"),
        ("../../etc/passwd", "etc-passwd"),
        ("\u202e…", "view"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word"),
        ("x" * 200, "view"),
    ],
)
def test_names_of_files(title: str, name: str) -> None:
    assert slug(title) == name and len(name) < 60


def test_a_composition_holds_both_mappings_and_the_chain_rule() -> None:
    asked = Request("x = r cos θ\ny = r sin θ", outer="p = x^2 - y^2\nq = 2 x y", scene="chain")
    found = analyse(asked)
    handout = of_mapping("Square", found["latex"], found["chain"], "Look.")
    said = words(handout.above)
    assert said.startswith("Look.")
    for part in ("x=rcosθ", "p=x2−y2", "q=2xy", "detJg∘f=4r3"):
        assert part in said, part
    assert handout.below == ""


def test_one_variable_has_a_derivative_and_no_determinant() -> None:
    latex = analyse(Request("f(x) = x^2"))["latex"]
    assert words(of_mapping("A parabola", latex).above) == "f=x2dfdx=2x"


@pytest.mark.parametrize("id", ["disk-gaussian", "both-signs", "ball", "sine-twice"])
def test_an_integral_holds_problem_value_verdict_and_steps(id: str) -> None:
    example = worked.by_id(id)
    found = answer(example.request)
    handout = of_integral(example.title, example.request, found, example.look)
    said = words(handout.above)
    given = [example.look, example.integrand, example.mapping, example.inverse, example.region]
    for text in [*given, *(end for limit in example.limits for end in limit)]:
        assert text.strip() in said
    assert "Integrand" in said and "Verdict" in said and f"{found['value']:.6g}"[:5] in said
    steps = ElementTree.fromstring(handout.below)
    assert [row.findtext("div/span") for row in steps] == [step["caption"] for step in found["steps"]]
    assert all(row.find("div/math") is not None for row in steps)


@pytest.mark.parametrize(("integrand", "kind"), [("e^(-x^2 - y^2)", "both sides agree"), ("1/(x^2 + y^2)", "diverges")])
def test_the_verdict_is_that_of_the_page(integrand: str, kind: str) -> None:
    asked = replace(worked.by_id("disk-gaussian").request, integrand=integrand)
    found = answer(asked)
    said = words(of_integral("", asked, found).above)
    assert found["verdict"]["kind"] == kind and found["verdict"]["sentence"] in said
    assert ("none" in said) == (kind == "diverges")


def test_texts_are_texts() -> None:
    formulas = ((HOSTILE, "x"), ("", r"\href{a}{b}"))
    handout = Handout(HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),), formulas, ((HOSTILE, "y"),))
    for markup in (handout.above, handout.below):
        assert "<script" not in markup and HOSTILE in words(markup)
    assert r"\href{a}{b}" in words(handout.above), "what is no formula that we know stands there as it is"


def test_a_large_matrix_is_left_to_the_heat_map_of_the_view() -> None:
    formulas = {n: formulas_of("\n".join(f"f{i} = x{i}^2" for i in range(1, n + 1))) for n in (6, 7)}
    assert any("pmatrix" in formula for formula in formulas[6])
    assert not any("pmatrix" in formula for formula in formulas[7]) and any("det J" in f for f in formulas[7])


def formulas_of(text: str) -> list[str]:
    return [latex for _, latex in of_mapping("Large", analyse(Request(text))["latex"]).formulas]
