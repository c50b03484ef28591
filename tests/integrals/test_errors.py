"""The errors that are told bound the truth: a sample of the integrals with known values, both sides."""

from __future__ import annotations

import pytest

from tests.integrals.errors import tried
from tests.integrals.known import Known, known

EVERY = 23


def test_there_are_three_hundred() -> None:
    assert len(known()) >= 300
    assert {len(each.limits) for each in known()} == {1, 2, 3}


@pytest.mark.parametrize("integral", known()[::EVERY], ids=str)
def test_errors_bound_the_truth(integral: Known) -> None:
    found = tried(integral)
    assert found.bounds == (True, True), found
    assert found.kind in ("both sides agree", "not comparable", "not resolved")
