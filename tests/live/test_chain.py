"""Compositions: the product of the Jacobian matrices is the Jacobian matrix of the composition, stage by stage."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz import compose
from jacviz.explore.payload import payload
from jacviz.mapping import Mapping
from jacviz.parse import parse
from tests.live.modules import call
from tests.live.views import ask, curves, drag, open_view, put, remark

SQUARE = parse("s = u^2 - v^2\nt = 2 u v", "u, v", domain={"u": (-1.0, 1.0), "v": (-1.0, 1.0)})
BENT = parse("x = s + 0.5 sin t\ny = t e^(s/4)", "s, t")
TURNED = parse("p = x cos y\nq = x sin y", "x, y")
CIRCLE = parse("u = cos t\nv = sin t", "t", domain={"t": (0.0, 6.0)})
FORM = parse("y = u^2 + 3 u v", "u, v")
CURL = parse("a = u v\nb = u + v\nc = u^3", "u, v", domain={"u": (-1.0, 1.0), "v": (-1.0, 1.0)})
NORM = parse("y = a^2 + b c", "a, b, c")


def chain(*stages: Mapping) -> dict[str, Any]:
    """The payload of the composition of mappings, the first one first."""
    whole = stages[0]
    for stage in stages[1:]:
        whole = compose(stage, whole)
    return {**payload(whole, "chain"), "stages": [payload(stage) for stage in stages]}


def matrix(found: dict[str, float], key: str, rows: int, columns: int) -> np.ndarray:
    return np.array([[found[f"{key}-{i + 1}{j + 1}"] for j in range(columns)] for i in range(rows)])


def values(mapping: Mapping, p: np.ndarray) -> np.ndarray:
    numbers = dict(zip(mapping.variables, p, strict=True)) | dict(
        zip(mapping.parameters, mapping.parameter_values, strict=True)
    )
    return np.array([float(component.subs(numbers)) for component in mapping.components])


def difference_matrix(mapping: Mapping, p: np.ndarray) -> np.ndarray:
    """J by central differences."""
    steps = np.eye(len(p)) * 1e-5
    return np.column_stack([(values(mapping, p + h) - values(mapping, p - h)) / 2e-5 for h in steps])


@pytest.mark.parametrize(
    ("stages", "p"),
    [
        ((SQUARE, BENT), (0.3, -0.6)),
        ((SQUARE, BENT, TURNED), (0.5, 0.4)),
        ((CIRCLE, FORM), (3.6,)),
        ((CURL, NORM), (0.4, 0.7)),
        ((CIRCLE, CURL, NORM), (1.2,)),
    ],
)
def test_the_product_is_the_matrix_of_the_composition(
    module_page: Page, stages: tuple[Mapping, ...], p: tuple[float, ...]
) -> None:
    found = open_view(module_page, chain(*stages), probe=list(p))
    at, product = np.array(p), np.eye(len(p))
    for k, stage in enumerate(stages):
        m, n = len(stage.components), len(stage.variables)
        factor = matrix(found, f"factor-{k + 1}", m, n)
        assert factor == pytest.approx(difference_matrix(stage, at), rel=1e-6, abs=1e-8)
        at, product = values(stage, at), factor @ product
    assert matrix(found, "product", *product.shape) == pytest.approx(product, rel=1e-12)
    assert matrix(found, "jacobian", *product.shape) == pytest.approx(product, rel=1e-9, abs=1e-12)
    assert abs(found["chain-difference"]) < 1e-12
    captions = ask(module_page, "[...view.root.querySelectorAll('.jv-corner')].map((node) => node.textContent)")
    assert len(captions) == len(stages) + 2 and captions[-2] == "product"


def test_area_factors_multiply(module_page: Page) -> None:
    found = open_view(module_page, chain(SQUARE, BENT), probe=[0.3, -0.6])
    assert found["determinant-1"] == pytest.approx(4 * (0.3**2 + 0.6**2))
    assert found["determinant-product"] == pytest.approx(found["determinant-1"] * found["determinant-2"])
    assert found["determinant"] == pytest.approx(found["determinant-product"])


def test_the_grid_is_carried_from_pane_to_pane(module_page: Page) -> None:
    open_view(module_page, chain(SQUARE, BENT))
    assert ask(module_page, "view.scene.panes.map((pane) => pane.title)") == ["Domain", "After f", "After g ∘ f"]
    domain, after_f, _ = ([c for c in curves(module_page, "ground", f"stage-{k}") if len(c) > 5] for k in range(3))
    assert [len(lines) for lines in (domain, after_f)] == [2, 2]
    s, t = np.concatenate([lines[~np.isnan(lines[:, 0])] for lines in after_f]).T
    # The images of the lines u = c are the parabolas s = c^2 - t^2/(4 c^2), those of v = c the same turned around.
    squares = np.round(np.linspace(-1, 1, 11), 9) ** 2
    on_line = [np.abs(s - c + t**2 / (4 * c)) < 1e-9 for c in squares if c] + [
        np.abs(s + c - t**2 / (4 * c)) < 1e-9 for c in squares if c
    ]
    assert (np.any(on_line, axis=0) | (np.abs(t) < 1e-9)).all()
    cells = "seen.ground[name].find((m) => m.kind === 'cells').grid.determinant"
    grids = ask(module_page, f"['stage-0', 'stage-1', 'stage-2'].map((name) => [...{cells}])")
    assert grids[0] == pytest.approx([1] * 1600)
    centres = (np.arange(40) + 0.5) / 20 - 1
    assert np.array(grids[1]).reshape(40, 40) == pytest.approx(4 * (centres[None, :] ** 2 + centres[:, None] ** 2))


def test_the_columns_are_the_edges_of_the_parallelogram(module_page: Page) -> None:
    found = open_view(module_page, chain(SQUARE, BENT), probe=[0.6, 0.5], size=0.4)
    for k, key in ((1, "factor-1"), (2, "product")):
        found_arrows = f"seen.fore['stage-{k}'].filter((m) => m.kind === 'arrow')"
        arrows = ask(module_page, f"{found_arrows}.map(({{ from, to }}) => [to[0] - from[0], to[1] - from[1]])")
        assert np.array(arrows).T == pytest.approx(0.4 * matrix(found, key, 2, 2))


def test_a_drag_moves_every_stage(module_page: Page) -> None:
    before = open_view(module_page, chain(SQUARE, BENT), probe=[0.3, -0.6])
    pixels = ask(module_page, "seen.panes['stage-0'].transform.sx")
    after = drag(module_page, "Probe", 25, -30)
    u, v = ask(module_page, "seen.state.probe")
    assert (u - 0.3, v + 0.6) == pytest.approx((25 / pixels, 30 / pixels), abs=1.5 / pixels)
    assert after["factor-1-11"] == pytest.approx(2 * u)
    assert after["determinant"] != before["determinant"]


def test_probe_sliders_where_there_are_no_panes(module_page: Page) -> None:
    open_view(module_page, chain(CIRCLE, FORM), probe=[1.0])
    slider = module_page.get_by_label("Probe t", exact=True)
    slider.focus()
    module_page.keyboard.press("End")
    assert ask(module_page, "seen.state.probe[0]") == 6
    assert not ask(module_page, "view.scene.panes.length")


def test_parameters_have_one_value_in_all_stages(module_page: Page) -> None:
    f = parse("s = a u\nt = v", "u, v", parameters={"a": 2.0})
    g = parse("x = s + a t\ny = t", "s, t", parameters={"a": 2.0})
    view = chain(f, g)
    found = open_view(module_page, view, probe=[0.5, 0.5], parameters={"a": 1.5})
    assert matrix(found, "factor-1", 2, 2) == pytest.approx(np.array([[1.5, 0], [0, 1]]))
    assert matrix(found, "factor-2", 2, 2) == pytest.approx(np.array([[1, 1.5], [0, 1]]))
    assert matrix(found, "jacobian", 2, 2) == pytest.approx(np.array([[1.5, 1.5], [0, 1]]))


def test_a_kink_of_a_stage_is_said(module_page: Page) -> None:
    folded = parse("x = |s|\ny = t", "s, t")
    found = open_view(module_page, chain(SQUARE, folded), probe=[0.5, 0.5])
    assert math.isnan(found["factor-2-11"]) and math.isnan(found["product-11"]) and math.isnan(found["determinant"])
    assert found["factor-1-11"] == 1 and "does not exist" in remark(module_page)
    assert put(module_page, probe=[0.5, 0.4])["product-11"] == pytest.approx(1)


def test_any_stage_with_the_right_interface_can_be_carried(module_page: Page) -> None:
    """A stage is anything with at(inputs, n) -> { f, j }: here a linear one, without a tape."""
    body = """
    const linear = (m) => ({ at: ([u, v], n) => ({
      f: [0, 2].map((r) => u.map((w, k) => m[r] * w + m[r + 1] * v[k])), j: m.map((w) => new Float64Array(n).fill(w)),
    }) });
    const points = [Float64Array.of(1, 0), Float64Array.of(0, 2)];
    const steps = carried(given.map(linear), points, 2);
    return steps.map(({ f, j }) => ({ f: f.map((w) => [...w]), j: j.map((w) => w[1]) }));
    """
    a, b = np.array([[1.0, 2], [3, 4]]), np.array([[0.0, -1], [1, 5]])
    start, middle, end = call(module_page, "carried from composition", body, [list(a.ravel()), list(b.ravel())])
    assert start["j"] == [1, 0, 0, 1]
    points = np.array([[1.0, 0], [0, 2]])
    assert np.array(middle["f"]) == pytest.approx(a @ points)
    assert np.array(end["f"]) == pytest.approx(b @ a @ points)
    assert np.array(end["j"]).reshape(2, 2) == pytest.approx(b @ a)
