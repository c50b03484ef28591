"""Answers as open textbooks print them: the value, and both sides."""

from __future__ import annotations

import pytest

from jacviz.integrals.examples import Example, ExampleError, examples, read_examples
from jacviz.parse import parse_number
from tests.integrals.published import Problem, problems

PROBLEMS = problems()
# Four have none: an antiderivative through complex logarithms, an ellipse in Cartesian limits, two loops. The budget is
# processor time, so that a slow machine finds some less.
WITHOUT_CLOSED_FORM = 10


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: f"{p.source}: {p.integrand}")
def test_published_answer(problem: Problem) -> None:
    result = problem.result
    expected = parse_number(problem.answer)
    assert result.value == pytest.approx(expected, rel=1e-6, abs=1e-6 * result.size)
    if result.exact is not None:
        assert float(result.exact) == pytest.approx(expected, rel=1e-12, abs=1e-12)
    assert result.over_image == pytest.approx(expected, rel=5e-3, abs=5e-3 * result.size)
    assert result.agree or "Only the side over the image was worked out" in result.verdict.sentence
    SOLVED.append(result.exact is not None)


SOLVED: list[bool] = []


def test_most_have_a_closed_form() -> None:
    if len(SOLVED) < len(PROBLEMS):
        pytest.skip("only a part of the problems was tried")
    assert SOLVED.count(False) <= WITHOUT_CLOSED_FORM


def test_there_are_enough() -> None:
    assert len(PROBLEMS) >= 60
    assert len(examples()) >= 30


@pytest.mark.parametrize("example", examples(), ids=lambda e: e.id)
def test_example(example: Example) -> None:
    result = example.result
    expected = parse_number(example.answer)
    assert result.value == pytest.approx(expected, rel=1e-6)
    assert result.agree
    assert example.look.endswith(".")


BLOCK = {
    "id": "a", "title": "A", "group": "G", "integrand": "1", "answer": "1", "look": "L.",
    "mapping": "x = u", "limits": [["u", "0", "1"]],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "A b"}, "small letters"),
        ({"title": ""}, "text in quotation marks"),
        ({"colour": "red"}, "is no field"),
        ({"inverse": "u = x"}, "give one of them"),
        ({"limits": [["u", "0"]]}, "three texts"),
    ],
)
def test_bad_example(change: dict, told: str) -> None:
    with pytest.raises(ExampleError, match=told):
        read_examples({"example": [BLOCK | change]})


def test_example_without_a_field_or_twice() -> None:
    with pytest.raises(ExampleError, match="is missing"):
        read_examples({"example": [{k: v for k, v in BLOCK.items() if k != "look"}]})
    with pytest.raises(ExampleError, match="used twice"):
        read_examples({"example": [BLOCK, BLOCK]})
