"""What is said at the sliders' values: by hand, at several values of each mapping's parameters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from jacviz.explore.analysis import analyse
from jacviz.explore.inputs import Request
from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.modules import call
from tests.live.views import ask, open_view, remark

CLAIMS = "const claims = claimsOf(new Evaluation(given.view)); return given.rows.map((row) => claims(row));"
MATRIX = "x = a u + b v\ny = c u + d v"
SAID: dict[str, list[tuple[tuple[float, ...], set[str]]]] = {
    MATRIX: [
        ((1, 1, 1, 1), {"singular everywhere"}),
        ((1, 2, 0, 1), {"preserves area", "constant determinant"}),
        ((0, 1, 1, 0), {"preserves area", "constant determinant", "conformal", "reverses orientation"}),
        ((2, 0, 0, 2), {"constant determinant", "conformal"}),
        ((0.1, 0.2, 0.3, 0.6), {"singular everywhere"}),
        ((0, 0, 0, 0), {"singular everywhere"}),
    ],
    "(a u, v)": [
        ((1,), {"preserves area", "constant determinant", "conformal"}),
        ((-1,), {"preserves area", "constant determinant", "conformal", "reverses orientation"}),
        ((0,), {"singular everywhere"}),
        ((0.5,), {"constant determinant"}),
    ],
    "(u^2 + a u, v)": [
        ((3,), set()),
        ((-3,), {"reverses orientation"}),
        ((0,), {"singular somewhere", "reverses orientation on part"}),
        ((1,), {"singular somewhere", "reverses orientation on part"}),
    ],
    "(a u, b v, c w)": [
        ((1, 1, -1), {"preserves volume", "constant determinant", "conformal", "reverses orientation"}),
        ((1, 0, 1), {"singular everywhere"}),
        ((1, 2, 3), {"constant determinant"}),
    ],
    "(a cos t, a sin t)": [((1,), {"preserves length"}), ((0,), {"singular everywhere"}), ((2,), set())],
    "(u, v, a u v)": [((0,), {"preserves area", "conformal"}), ((1,), set())],
    "(u^2 + a v, v)": [((0,), {"singular somewhere", "reverses orientation on part"})],
    "(u/(u - a), v)": [((3,), {"reverses orientation"}), ((-3,), set())],
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_what_holds_at_the_values_of_the_parameters(module_page: Page, text: str) -> None:
    view = payload(parse(text))
    given = {"view": view, "rows": [list(row) for row, _ in SAID[text]]}
    found = call(module_page, "claimsOf from claims, Evaluation from evaluation", CLAIMS, given)
    assert [set(names) for names in found] == [names for _, names in SAID[text]]


def test_the_sentence_follows_the_slider(module_page: Page) -> None:
    view = payload(parse(MATRIX, parameters=dict.fromkeys("abcd", (1, -2, 2))))
    open_view(module_page, view, probe=[0.3, 0.2])
    assert "At these values of the parameters: singular everywhere." in remark(module_page)
    ask(module_page, 'view.moveParameter("a", -1)')
    assert "reverses orientation" in remark(module_page) and "singular" not in remark(module_page)
    ask(module_page, 'view.moveParameter("a", 2)')
    assert "reverses" not in remark(module_page) and "preserves area" in remark(module_page)


def test_what_always_holds_is_not_said_again(module_page: Page) -> None:
    answer = analyse(Request("x = u cos a - v sin a\ny = u sin a + v cos a"))
    assert {"preserves area", "conformal"} <= set(answer["payload"]["proved"])
    open_view(module_page, answer["payload"], probe=[0.3, 0.2])
    assert remark(module_page) == ""


def test_without_parameters_nothing_is_added(module_page: Page) -> None:
    open_view(module_page, payload(parse("x = v\ny = u")), probe=[0.3, 0.2])
    assert remark(module_page) == ""
