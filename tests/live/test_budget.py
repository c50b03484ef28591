"""The work of a picture is counted and bounded: no formula stops the page, and a picture that was cut short says so."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from jacviz.explore.gallery import gallery
from jacviz.explore.payload import payload
from jacviz.numeric.tape import Tape
from jacviz.parse import parse
from tests.live.modules import ask_module, call, payload_of
from tests.live.views import ask, open_view

FRAME = 1e7  # of budget.js


def waves(count: int) -> str:
    return " + ".join(f"|sin({k}u)|" for k in range(1, count + 1))


HEAVY = {
    "40 waves": f"x = {waves(40)}\ny = v",
    "60 waves": f"x = {waves(60)}\ny = v",
    "119 waves": f"x = {waves(119)}\ny = v",
    "distances": "x = " + " ".join(f"|u - {k}/10|" for k in range(25)) + "\ny = v",
    "whirl": "x = sin(500 u v)\ny = cos(500 u v)",
    "39 ReLUs": "x = " + " + ".join(f"relu(u - {k}/40)" for k in range(39)) + "\ny = v",
    "whirl in both": "x = sin(300 u v) + cos(400 u)\ny = cos(500 u v) - sin(200 v)",
    "maxima": "x = " + " + ".join(f"max(u, v/{k})" for k in range(1, 30)) + "\ny = v",
    "waves in space": f"x = u\ny = v\nz = {waves(60)}",
    "waves over the plane": f"f(u, v) = {waves(30)} + |sin(40 u v)|",
    "wavy curve": f"x = {waves(60)}\ny = cos(50 u)",
    "wavy graph": f"f(u) = ({waves(60)})/100 + sin(9000 u)",
}

# Wraps all that evaluates the mapping, so that the work of a drawing can be summed from outside.


@pytest.mark.parametrize("name", list(HEAVY))
def test_a_heavy_formula_is_drawn_coarsely_and_says_so(module_page: Page, name: str) -> None:
    open_view(module_page, payload(parse(HEAVY[name])))
    found: dict[str, float] = ask_module(module_page, "work", "workOfFrame")
    # The fit of the image has its own share, and so has each measure; what is drawn in any case is little.
    assert found["ground"] < 2 * FRAME and found["probe"] < 2 * FRAME, found
    assert found["points"] < 120_000, "strokes take time too"
    said = ask(module_page, 'view.root.querySelector(".jv-doubt").textContent')
    assert "coarsely" in said or "oscillates" in said


def test_no_named_mapping_is_cut_short(module_page: Page) -> None:
    for entry in gallery():
        open_view(module_page, entry.payload, lines=40 if entry.scene == "plane" else None)
        assert ask(module_page, "seen.ground.notes ?? []") == [], entry.id


def test_a_budget_remembers_what_it_refuses(module_page: Page) -> None:
    body = """
    const whole = new Budget(100), half = whole.part(0.5);
    const paid = [half.pay(30), half.pay(20), whole.isShort, half.pay(1), whole.isShort, whole.pay(100)];
    const sizes = new Budget(50), taken = [sizes.finest([8, 4, 2], (n) => n * n), sizes.isShort, sizes.left];
    return [paid, taken];
    """
    paid, taken = call(module_page, "Budget from budget", body)
    assert paid == [True, True, False, False, True, True]
    assert taken == [4, True, 34]


def test_an_excerpt_keeps_only_what_its_outputs_need(module_page: Page) -> None:
    """Each zero of 40 waves costs one sine, not the forty and their derivatives."""
    view = payload_of(HEAVY["40 waves"])
    body = """
    const mapping = new MorphedEvaluation(given), point = [Float64Array.of(0.3), Float64Array.of(-0.7)];
    const kinks = mapping.functions("kinks");
    return { whole: mapping.work, works: kinks.map(({ work }) => work), values: kinks.map(({ at }) => at(point, 1)[0]),
             all: compile(given.tape)(point, 1).slice(-kinks.length).map((w) => w[0]) };
    """
    found: dict[str, Any] = call(module_page, "MorphedEvaluation from morph, compile from tape", body, view)
    assert len(found["works"]) == 40 and max(found["works"]) <= 20 < found["whole"] / 20
    assert found["values"] == found["all"]


def test_work_follows_the_tape(module_page: Page) -> None:
    steps = Tape.of(*_inputs_and_outputs()).to_json()
    assert call(module_page, "workOf from tape", "return workOf(given);", steps) == 1 + 1 + 8  # u v and its sine


def _inputs_and_outputs() -> tuple[Any, Any]:
    mapping = parse("x = sin(u v)\ny = v")
    return mapping.variables, mapping.components
