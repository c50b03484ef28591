"""Mappings without a picture: matrix, rank, null space, stretches and volume element against NumPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from jacviz.ui.symbols import SMALL
from tests.live.modules import call
from tests.live.views import ask, open_view, press, remark

TABLES = {
    "3 to 2": ("a = x y\nb = y z + x^2", "x, y, z"),
    "4 to 4": ("a = w x\nb = x y + w\nc = y z\nd = z w + y", "w, x, y, z"),
    "2 to 4": ("a = u\nb = v\nc = u v\nd = u^2 - v", "u, v"),
    "4 to 1": ("a = w x y + z^2", "w, x, y, z"),
    "1 to 4": ("a = cos t\nb = sin t\nc = t\nd = t^2", "t"),
    "3 to 5": ("a = x\nb = y\nc = z\nd = x y z\ne = x + y + z", "x, y, z"),
}


def matrix(found: dict[str, float], rows: int, columns: int) -> np.ndarray:
    return np.array([[found[f"jacobian-{i + 1}{j + 1}"] for j in range(columns)] for i in range(rows)])


def contrast(ink: list[float], paper: list[float]) -> float:
    """By the Web Content Accessibility Guidelines, from 1 to 21."""
    linear = lambda c: c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4  # noqa: E731
    darker, lighter = sorted(float(np.dot([0.2126, 0.7152, 0.0722], list(map(linear, c)))) for c in (ink, paper))
    return (lighter + 0.05) / (darker + 0.05)


def text_of(page: Page, key: str) -> str:
    return str(ask(page, f"view.root.querySelector('[data-quantity={key}]').textContent"))


@pytest.mark.parametrize("name", TABLES)
def test_numbers_meet_numpy(module_page: Page, name: str) -> None:
    text, variables = TABLES[name]
    view = payload(parse(text, variables))
    assert view["scene"] == "table"
    found = open_view(module_page, view)
    j = matrix(found, len(view["labels"]), len(view["variables"]))
    stretches = np.linalg.svd(j, compute_uv=False)
    assert found["rank"] == np.linalg.matrix_rank(j)
    assert found["stretches"] == pytest.approx(stretches[0])
    assert found["kernel"] == j.shape[1] - found["rank"]
    gram = j.T @ j if j.shape[0] >= j.shape[1] else j @ j.T
    assert found["volume-element"] == pytest.approx(math.sqrt(np.linalg.det(gram)))
    kernel = np.array(ask(module_page, "seen.here.kernel")).reshape(-1, j.shape[1])
    assert j @ kernel.T == pytest.approx(np.zeros((j.shape[0], len(kernel))), abs=1e-12)
    if j.shape[0] == j.shape[1]:
        assert found["determinant"] == pytest.approx(np.linalg.det(j))


def test_where_the_rank_drops_the_null_space_grows(module_page: Page) -> None:
    found = open_view(module_page, payload(parse(*TABLES["3 to 2"])), probe=[0, 0, 0])
    assert found["rank"] == 0 and found["kernel"] == 3 and "rank of J drops" in remark(module_page)
    assert text_of(module_page, "rank") == "0 of at most 2"
    assert text_of(module_page, "kernel") == "(1, 0, 0),  (0, 1, 0),  (0, 0, 1)"
    press(module_page, "Probe y", "ArrowRight")
    assert remark(module_page) == "" and text_of(module_page, "rank") == "2 of at most 2"


def test_stretches_below_the_tolerance_are_zero(module_page: Page) -> None:
    """The rows of a matrix in arithmetic progression have rank 2, which rounding blurs."""
    rows = [" + ".join(f"{4 * i + k + 1} {name}" for k, name in enumerate("wxyz")) for i in range(4)]
    text = "\n".join(f"{out} = {row}" for out, row in zip("abcd", rows, strict=True))
    found = open_view(module_page, payload(parse(text, "w, x, y, z")))
    assert found["rank"] == 2 and found["volume-element"] == 0
    assert ask(module_page, "seen.here.stretches.slice(2)") == [0, 0]


def test_where_j_does_not_exist(module_page: Page) -> None:
    found = open_view(module_page, payload(parse("a = |x|\nb = y + z", "x, y, z")), probe=[0, 0.5, 0.5])
    assert math.isnan(found["rank"]) and text_of(module_page, "kernel") == "–"
    assert "J does not exist" in remark(module_page)


# large matrices

MANY = [f"x{i}" for i in range(1, 13)]
SPECIES = "\n".join(f"f{i} = x{i} (1 - x{i} - 2 x{i % 12 + 1} - x{(i + 4) % 12 + 1})" for i in range(1, 13))
RESIDUALS = "\n".join(f"r{i} = a exp(-{i} b/4) + c - {i * i % 7}" for i in range(1, 32))
SUM = "y = " + " + ".join(f"{k} {x}^2" for k, x in enumerate(MANY[:9]))
LARGE = {
    "12 species": (SPECIES, ", ".join(MANY)),
    "31 residuals": (RESIDUALS, "a, b, c"),
    "1 to 9": (SUM, ", ".join(MANY[:9])),
}
CELLS = """[...view.root.querySelectorAll("[data-quantity^='jacobian']")]"""


@pytest.mark.parametrize("name", LARGE)
def test_a_large_matrix_is_a_heat_map_of_its_entries(module_page: Page, name: str) -> None:
    mapping = parse(*LARGE[name])
    found = open_view(module_page, payload(mapping))
    probe = ask(module_page, "view.state.probe")
    m, n = mapping.jacobian_matrix.shape
    shown = [[found[f"jacobian-{i + 1},{j + 1}"] for j in range(n)] for i in range(m)]
    assert np.array(shown) == pytest.approx(mapping.at(probe))
    assert [found[f"component-{i + 1}"] for i in range(m)] == pytest.approx(list(mapping.values(probe)))
    assert found["stretches"] == pytest.approx(np.linalg.svd(mapping.at(probe), compute_uv=False)[0])


def test_a_sign_is_read_without_colour_and_zeros_have_none(module_page: Page) -> None:
    found = open_view(module_page, payload(parse(*LARGE["12 species"])))
    each = "(cell) => [Number(cell.dataset.value), cell.textContent, cell.style.background]"
    cells = ask(module_page, f"{CELLS}.map({each})")
    assert len(cells) == 144 == sum(name.startswith("jacobian") for name in found)
    for value, text, background in cells:
        assert text.startswith("−") == (value < 0) and (background == "none") == (value == 0)
    negative, positive = ({b for w, _, b in cells if w * sign > 0} for sign in (-1, 1))
    assert negative and positive and not negative & positive


def test_few_entries_among_zeros_are_not_clipped(module_page: Page) -> None:
    """The scale asks those that are not 0: of a sparse matrix the others would make it too short."""
    text = "\n".join(f"f{i} = {x}^2 + {MANY[i % 12]}" for i, x in enumerate(MANY, 1))
    open_view(module_page, payload(parse(text, ", ".join(MANY))), probe=[0.5 * k for k in range(1, 13)])
    assert "clipped" not in ask(module_page, "view.root.querySelector('.jv-heatmap .jv-kind').textContent")


def test_keys_scroll_a_large_matrix_under_its_heads(module_page: Page) -> None:
    module_page.set_viewport_size({"width": 640, "height": 480})
    open_view(module_page, payload(parse(*LARGE["12 species"])))
    module_page.locator(".jv-heat").focus()
    where = "(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop])(view.root.querySelector('.jv-heat'))"
    for key in ("ArrowRight", "ArrowDown"):
        module_page.keyboard.press(key)
    module_page.wait_for_function(f"() => {{ const [x, y] = {where}; return x > 0 && y > 0; }}")
    at = "view.root.querySelector('.jv-heat{}').getBoundingClientRect()".format
    top, left = at(" thead th"), at(" tbody tr:last-child th")
    heads = ask(module_page, f"[{top}.top - {at('')}.top, {left}.left - {at('')}.left]")
    assert heads == pytest.approx([1, 1], abs=1.5)
    assert ask(module_page, "document.documentElement.scrollWidth - innerWidth") <= 0
    module_page.set_viewport_size({"width": 1280, "height": 720})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_entry_can_be_read_on_its_colour(module_page: Page, scheme: str) -> None:
    module_page.emulate_media(color_scheme=scheme)
    module_page.evaluate("(dark) => { document.body.style.background = dark ? '#11151c' : '#fff'; }", scheme == "dark")
    open_view(module_page, payload(parse(*LARGE["31 residuals"])))
    channels = r"(c) => c.match(/[\d.]+/g).slice(0, 3).map(Number)"
    each = f"(cell) => ['color', 'backgroundColor'].map((name) => getComputedStyle(cell)[name]).map({channels})"
    pairs = ask(module_page, f"{CELLS}.map({each})")
    assert min(contrast(*pair) for pair in pairs) >= 4.5
    module_page.evaluate("document.body.style.background = ''")


def test_a_long_list_of_numbers_is_told_briefly(module_page: Page) -> None:
    open_view(module_page, payload(parse(*LARGE["1 to 9"])))
    assert text_of(module_page, "kernel") == "of dimension 8"
    open_view(module_page, payload(parse(*LARGE["12 species"])))
    assert text_of(module_page, "stretches").count(",") == 6
    assert "(x₁, …, x₁₂)" in ask(module_page, "view.root.querySelector('.jv-point').textContent")


def test_page_and_picture_agree_on_what_is_large(module_page: Page) -> None:
    """What the page does not write out stands as a heat map, and nothing stands twice."""
    assert call(module_page, "SMALL from heatMap", "return SMALL;") == SMALL
