"""No internal error reaches a person, whatever is put together: a sample of outcomes.py."""

from __future__ import annotations

import pytest

from jacviz.integrals import change_of_variables
from tests.integrals.outcomes import INVERSE, outcome, questions

EVERY = 331


@pytest.mark.parametrize("question", list(questions())[::EVERY], ids=lambda q: " ; ".join(map(str, q.values())))
def test_a_solution_or_a_sentence(question: dict) -> None:
    assert outcome(question) != "not worked out"


@pytest.mark.parametrize("where", [{"limits": [("x", "-∞", "∞"), ("y", "-∞", "∞")]}, {"region": "x^2 + y^2 <= 1"}])
def test_an_inverse_that_sympy_cannot_solve(where: dict) -> None:
    result = change_of_variables("e^(-x^2 - y^2)", inverse=INVERSE, **where)
    assert result.verdict.kind.value == "not comparable"
    assert result.over_image == result.value > 0
