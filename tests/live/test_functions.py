"""Two functions stacked: each row of J is the gradient of its function, and the determinant is their cross product."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.live.views import arrow, ask, curves, drag, open_view, payload_in, put, remark

PANES = ("first", "second")
TEXT = "x = u^2 + v^2\ny = sin u cos v"


def gradients(u: float, v: float) -> list[tuple[float, float]]:
    return [(2 * u, 2 * v), (math.cos(u) * math.cos(v), -math.sin(u) * math.sin(v))]


def open_functions(page: Page, text: str = TEXT, **state: object) -> dict[str, float]:
    return open_view(page, payload_in("functions", text, "u, v", u=(-2, 2), v=(-2, 2)), **state)


@pytest.mark.parametrize("p", [(0.4, -1.2), (-1.0, 0.3), (1.5, 1.5)])
def test_rows_are_gradients(module_page: Page, p: tuple[float, float]) -> None:
    found = open_functions(module_page, probe=list(p))
    rows = gradients(*p)
    for row, pane in enumerate(PANES):
        assert [found[f"jacobian-{row + 1}{k}"] for k in (1, 2)] == pytest.approx(rows[row])
        assert found[f"gradient-{row + 1}"] == pytest.approx(math.hypot(*rows[row]))
        vector, _ = arrow(module_page, pane, "image")
        assert vector / np.hypot(*vector) == pytest.approx(np.array(rows[row]) / math.hypot(*rows[row]))
    (a, b), (c, d) = rows
    lengths = found["gradient-1"] * found["gradient-2"]
    assert found["determinant"] == pytest.approx(a * d - b * c)
    assert lengths * math.sin(math.radians(found["angle"])) == pytest.approx(found["determinant"])
    assert lengths * math.cos(math.radians(found["angle"])) == pytest.approx(a * c + b * d)


def test_both_level_curves_go_through_the_probe(module_page: Page) -> None:
    p = (0.4, -1.2)
    open_functions(module_page, probe=list(p))
    values = [p[0] ** 2 + p[1] ** 2, math.sin(p[0]) * math.cos(p[1])]
    for row, pane in enumerate(PANES):
        other, own = curves(module_page, "fore", pane, kind="segments")
        for level, k in ((own, row), (other, 1 - row)):
            u, v = level.T
            f = u**2 + v**2 if k == 0 else np.sin(u) * np.cos(v)
            assert f == pytest.approx(values[k], abs=1e-4)


def test_where_the_level_curves_touch(module_page: Page) -> None:
    """Gradients of u^2 + v^2 and u + v are parallel on the diagonal."""
    found = open_functions(module_page, "x = u^2 + v^2\ny = u + v", probe=[0.5, 0.5])
    assert found["determinant"] == 0 and abs(found["angle"]) < 1e-9 and "parallel" in remark(module_page)
    assert put(module_page, probe=[0.5, 0.4])["determinant"] == pytest.approx(0.2)
    assert "parallel" not in remark(module_page)


def test_one_probe_in_both_panes(module_page: Page) -> None:
    for name in ("Probe in x", "Probe in y"):
        open_functions(module_page, probe=[0.5, 0.5])
        pixels = ask(module_page, "seen.panes.first.transform.sx")
        found = drag(module_page, name, 30, -20)
        u, v = ask(module_page, "seen.state.probe")
        assert (u - 0.5, v - 0.5) == pytest.approx((30 / pixels, 20 / pixels), abs=1.5 / pixels)
        assert found["jacobian-11"] == pytest.approx(2 * u)
        boxes = [module_page.get_by_label(label, exact=True).bounding_box() for label in ("Probe in x", "Probe in y")]
        tops = [box["y"] for box in boxes if box]
        assert tops[0] == pytest.approx(tops[1], abs=0.5)


def test_a_row_lights_up_its_gradient(module_page: Page) -> None:
    open_functions(module_page, probe=[0.5, 0.8])
    usual = [arrow(module_page, pane, "image")[1]["width"] for pane in PANES]
    module_page.get_by_role("rowheader", name="y", exact=True).hover()
    ask(module_page, "1")
    first, second = (arrow(module_page, pane, "image")[1] for pane in PANES)
    assert second["width"] > usual[1] and first["width"] == usual[0] and first["alpha"] < 0.5
    module_page.mouse.move(5, 5)
    ask(module_page, "1")
    assert [arrow(module_page, pane, "image")[1]["width"] for pane in PANES] == usual


def test_a_partial_lights_up_its_component(module_page: Page) -> None:
    open_functions(module_page, probe=[0.5, 0.8])
    module_page.get_by_title("∂x/∂v").focus()
    ask(module_page, "1")
    widths = {
        ink: ask(module_page, f"seen.fore.first.find((m) => m.stroke === seen.theme.{ink}).width")
        for ink in ("first", "second")
    }
    assert widths["second"] > widths["first"]


def test_zoomed_in_both_panes_show_parallel_lines(module_page: Page) -> None:
    p = (0.4, -1.2)
    open_functions(module_page, probe=list(p), zoom=1)
    for row, pane in enumerate(PANES):
        x0, x1, *_ = ask(module_page, f"seen.panes.{pane}.range")
        lines = curves(module_page, "ground", pane, kind="segments")
        assert len(lines) >= 5
        for xy in lines:
            assert np.ptp(xy @ gradients(*p)[row]) < 5e-3 * (x1 - x0) * math.hypot(*gradients(*p)[row])
