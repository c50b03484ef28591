"""Published closed forms come out right, and nine in ten of them no longer than their sources print them."""

from __future__ import annotations

import pytest

from jacviz.symbolic.tidy import agree
from tests.published import Published, published
from tests.symbolic.test_short_forms import assert_same_values

FORMS = {form.name: form for form in published()}
# What the sources print shorter: in sec or sech, for positive letters only, or as no rule here finds it.
LONGER = {
    "Mercator", "Miller cylindrical", "Gudermannian function", "transverse Mercator", "Beverton-Holt model", "softplus",
    "action and angle of the oscillator", "true anomaly by eccentric anomaly", "Viviani's curve",
}  # fmt: skip


def test_there_are_many_and_each_says_where_it_is_from() -> None:
    assert len(FORMS) == len(published()) >= 90
    assert all(form.source for form in FORMS.values())


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_is_what_the_source_prints(form: Published) -> None:
    assert_same_values(form.found, form.printed.xreplace(form.definitions), positive=form.positive)
    assert agree(form.named.xreplace(form.definitions), form.found)


@pytest.mark.parametrize("name", [name for name in FORMS if name not in LONGER])
def test_is_no_longer_than_in_the_source(name: str) -> None:
    assert FORMS[name].is_short, (FORMS[name].named, FORMS[name].printed)


def test_the_share_is_nine_in_ten() -> None:
    assert LONGER < FORMS.keys()
    assert len(LONGER) <= 0.1 * len(FORMS)
