"""Data for the browser."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from jacviz.explore.gallery import by_id
from jacviz.explore.payload import payload
from jacviz.live.handout import Handout
from jacviz.live.page import page
from jacviz.live.plain import plain

NOT_FINITE = (math.nan, math.inf, -math.inf)


@pytest.mark.parametrize("number", NOT_FINITE)
@pytest.mark.parametrize("around", [lambda x: x, lambda x: [1, x], lambda x: {"a": {"b": (x, "NaN", 2.5, None, True)}}])
def test_what_is_not_finite_becomes_null_at_any_depth(around: Any, number: float) -> None:
    wanted = json.loads(json.dumps(around(None)))
    assert json.loads(json.dumps(plain(around(number)), allow_nan=False)) == wanted


def test_finite_data_are_handed_on_as_they_are() -> None:
    data = {"a": [1, 2.5, 1e308, "inf"], "b": None}
    assert plain(data) is data


@pytest.mark.parametrize("number", NOT_FINITE)
def test_a_page_to_hand_out_holds_no_such_number(number: float) -> None:
    state = {"parameters": {"k": number}, "probe": [number]}
    document = page(payload(by_id("shear").mapping), Handout("shear"), state)
    held = document.partition('id="live-view">')[2].partition("</script>")[0]
    assert json.loads(held)["state"] == {"parameters": {"k": None}, "probe": [None]}
