"""Factors of polynomials are those that SymPy finds, also where it takes too long."""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import QQ, ring

from jacviz.symbolic.budget import OverBudget, counted
from jacviz.symbolic.factors import factor_list

R, x, y, z, *OTHERS = ring("x, y, z, a, b, c, d, e, f, g, h, k, l, m, n", QQ)
MONOMIALS = st.tuples(*[st.integers(0, 2)] * 3, *[st.just(0)] * len(OTHERS))
POLYNOMIALS = st.dictionaries(MONOMIALS, st.integers(-4, 4).filter(bool), min_size=1, max_size=4).map(
    lambda terms: R.from_dict({m: QQ(k, 3) for m, k in terms.items()})
)


def canonical(constant: Any, factors: list[tuple[Any, int]]) -> Any:
    """The constant and the factors with 1 before their leading terms; equal ones counted together."""
    powers: dict[Any, int] = {}
    for p, n in factors:
        constant *= p.LC**n
        powers[p.monic()] = powers.get(p.monic(), 0) + n
    return constant, powers


@settings(max_examples=60)
@given(st.lists(POLYNOMIALS, min_size=1, max_size=2))
def test_are_those_of_sympy(parts: list[Any]) -> None:
    p = prod(parts, start=R.one)
    assert canonical(*factor_list(p)) == canonical(*p.factor_list())


@pytest.mark.parametrize(
    "factors",
    [
        {x + 1: 1, y * x + z: 1},
        {x * y + z: 2},
        {x * y + z + 1: 3, x - z: 1, y: 2},
        {x**2 + y: 1, x**2 - y: 1, z + x: 1},
        {x**2 + 1: 1, z**2 + x: 1, y + 1: 2},
        {x: 3},
        {},
    ],
    ids=str,
)
def test_finds_what_was_multiplied(factors: dict[Any, int]) -> None:
    p = prod((factor**n for factor, n in factors.items()), start=R(5) / 3)
    assert canonical(*factor_list(p)) == canonical(R.domain(5) / 3, list(factors.items()))


def test_many_generators_of_the_first_degree_are_no_work() -> None:
    """Two sums of 15 generators: SymPy takes seconds for a product like this."""
    first = sum((k + 1) * a * x**k for k, a in enumerate(OTHERS)) + y
    second = sum(a * b for a, b in pairwise(OTHERS)) + z
    with counted(0.05):
        assert canonical(*factor_list(first * second)) == canonical(R.domain.one, [(first, 1), (second, 1)])


def test_dense_ones_of_high_degree_are_not_tried() -> None:
    with pytest.raises(OverBudget):
        factor_list(x**150 + y**90 * x**2 + x + 1 + y**2)
    with pytest.raises(OverBudget), counted(0.001):
        factor_list((x**2 + y**2 + z**3 + 1) ** 3 + x**7)
