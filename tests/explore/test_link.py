"""The link: what rests is encoded and decoded to the same, and nothing that a link holds raises."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jacviz.explore.link import LONGEST, SHARED, Resting, decode, encode

names = st.text("abcuvxyz_0123456789", min_size=1, max_size=8)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
finite = st.floats(-1e300, 1e300)
share = st.floats(0, 1)
switches = st.sampled_from(["cells", "lines", "orientation", "ellipse"])
views = st.fixed_dictionaries(
    {},
    optional={
        "probe": st.lists(finite, min_size=1, max_size=6),
        "size": st.floats(0, 1e300),
        **dict.fromkeys(("morph", "zoom"), st.floats(0, 1)),
        "lines": st.integers(1, 1000),
        "scale": st.sampled_from(["linear", "symlog"]),
        "show": st.dictionaries(switches, st.booleans(), min_size=1),
        "frozen": st.lists(finite, min_size=4, max_size=4),
        "camera": st.lists(finite, min_size=3, max_size=3),
        "step": finite,
        "side": st.sampled_from([1, -1]),
        "colour": st.sampled_from(["product", "integrand"]),
        "several": st.lists(finite, min_size=2, max_size=6),
    },
)
restings = st.builds(
    Resting,
    text=texts,
    outer=texts.map(str.strip),
    variables=texts.map(str.strip),
    ranges=st.dictionaries(names, st.tuples(texts, texts), max_size=3),
    parameters=st.dictionaries(names, st.tuples(texts, texts, texts), max_size=3),
    view=views,
)


@given(restings)
def test_round_trip(resting: Resting) -> None:
    query = encode(resting)
    assert all(isinstance(key, str) and isinstance(value, str) for key, value in query.items())
    found, complaints = decode(query)
    assert complaints == []
    assert (found.text, found.variables, found.outer) == (resting.text, resting.variables, resting.outer)
    assert (found.ranges, found.parameters) == (resting.ranges, resting.parameters)
    assert found.view.keys() == resting.view.keys()
    for key, wanted in resting.view.items():
        exact = key in ("lines", "scale", "show", "colour")
        assert found.view[key] == (wanted if exact else pytest.approx(wanted, rel=1e-9))


@given(restings)
def test_a_link_of_a_link_is_the_same_link(resting: Resting) -> None:
    query = encode(resting)
    assert encode(decode(query)[0]) == query


KNOWN = [
    "map",
    "variables",
    "probe",
    "size",
    "morph",
    "zoom",
    "lines",
    "scale",
    "show",
    "axes",
    "range.u",
    "parameter.a",
    "range.",
    "parameter.",
    "view.step",
    "view.parameters",
]
junk = st.one_of(
    texts,
    st.sampled_from(
        ["nan", "inf", "-inf", "1e999", ",", ",,,", "1,2,3,4", "1,2", "cells,cells", "\\", "\\,", "１,２", "0x1,1_0"]
    ),
)


@given(st.dictionaries(st.one_of(st.sampled_from(KNOWN), texts), junk, max_size=8))
def test_garbage_never_raises(query: dict[str, str]) -> None:
    resting, complaints = decode(query)
    assert all(isinstance(c, str) and len(c) < 200 for c in complaints)
    view = resting.view
    for key in ("probe", "frozen", "camera"):
        assert all(map(math.isfinite, view.get(key, [])))
    for key in (*SHARED, "step"):
        setting = view.get(key, 0)
        numbers = setting if isinstance(setting, list) else [setting]
        assert setting.isalpha() if isinstance(setting, str) else all(map(math.isfinite, numbers))
    assert all(len(t) == 2 for t in resting.ranges.values()) and all(len(t) == 3 for t in resting.parameters.values())
    encode(resting)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("probe", "a,b"), ("probe", "nan,1"), ("probe", ",".join("1" * 99)), ("probe", ""), ("size", "inf"),
        ("morph", "1,inf"), ("zoom", "x y"), ("camera", "1,2,"), ("lines", "1e400"), ("scale", "<b>"), ("axes", "nan"),
        ("show", "Every thing"), ("view.step", "1,,2"), ("view.step", "nan"), ("view.step", "Infinity"),
        ("range.u", "1"), ("parameter.a", "1,2"), ("map", "u" * (LONGEST + 1)),
    ],
)  # fmt: skip
def test_each_bad_part_is_named_and_left_out(name: str, value: str) -> None:
    good = {"map": "x = u\ny = v", "morph": "0.5"}
    resting, complaints = decode({**good, name: value})
    assert len(complaints) == 1 and name in complaints[0]
    kept = {key: text for key, text in good.items() if key != name}
    assert encode(resting) == encode(decode(kept)[0])


def test_what_is_told_of_the_view_stands_in_the_link() -> None:
    view = {"probe": [1, 2], "morph": 0, "show": {"cells": False, "ellipse": True}}
    query = {"map": "x = u", "probe": "1,2", "morph": "0", "show": "-cells,ellipse"}
    assert encode(Resting("x = u", view=view)) == query


def test_a_moved_parameter_stands_in_the_link() -> None:
    resting = Resting("x = a u", parameters={"a": ("1", "0", "π")}, view={"parameters": {"a": 0.25}})
    assert encode(resting)["parameter.a"] == "0.25,0,π"


def test_a_moved_parameter_without_typed_numbers_stands_in_the_link() -> None:
    query = encode(Resting("x = a u", view={"parameters": {"a": 0.25}}))
    assert query["parameter.a"] == "0.25,," and decode(query)[0].parameters == {"a": ("0.25", "", "")}


def test_commas_inside_numbers_survive() -> None:
    resting = Resting("x = u", ranges={"u": ("0", "max(1,2)")}, parameters={"a": ("1,5", "\\", "2")})
    assert decode(encode(resting))[0] == resting


def test_a_probe_of_64_coordinates_fits_into_a_link() -> None:
    probe = [0.25 * k for k in range(64)]
    assert decode(encode(Resting("y = x", view={"probe": probe}))) == (Resting("y = x", view={"probe": probe}), [])
