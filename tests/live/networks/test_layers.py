"""The chain rule on the screen: every matrix, both orders, the sum over the paths, and a diagram that hands change."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.networks import Layer, Network, classic
from jacviz.networks.accumulation import forward, reverse
from tests.live.networks.views import drag_by, entries, hand, lit, payload_for, random_network, type_into
from tests.live.views import ask, numbers, open_view, put, remark

W21 = "Weight w⁽²⁾₂₁ from a₁ to b₂"


def say(page: Page, selector: str) -> list[str]:
    """The text of each visible element."""
    nodes, is_seen = f"[...view.root.querySelectorAll('{selector}')]", "checkVisibility({ visibilityProperty: true })"
    return ask(page, f"{nodes}.filter((node) => node.{is_seen}).map((node) => node.textContent)")


def test_the_classic_network_is_read_off(module_page: Page) -> None:
    found = open_view(module_page, payload_for(classic(), "layers", [1.2]))
    assert entries(found, "factor-1", 2, 1).tolist() == [[1], [-0.5]]
    assert entries(found, "factor-2", 2, 2).tolist() == [[0.5, 1], [-1.5, 2]]
    assert entries(found, "factor-3", 1, 2).tolist() == [[1, -0.5]]
    assert found["product-11"] == found["direct-11"] == found["path-sum"] == 1.25 and found["difference"] == 0
    assert say(module_page, ".jv-term") == ["0.5", "0.75", "−0.5", "0.5"]
    assert "forward 4 + 2 = 6, reverse 4 + 2 = 6" in " ".join(say(module_page, ".jv-said"))


@pytest.mark.parametrize(
    ("sizes", "activations"),
    [([2, 3, 2], ["tanh", "softmax"]), ([3, 4, 2, 1], ["gelu", "sin", "sigmoid"]), ([1, 8, 3], ["relu", "linear"])],
)
def test_every_product_of_both_orders(module_page: Page, sizes: list[int], activations: list[str]) -> None:
    network, x = random_network(3, sizes, activations), [0.3, -0.7, 0.4][: sizes[0]]
    jacobians, depth = network.layer_jacobians(x), len(activations)
    for order, accumulation in (("forward", forward(jacobians)), ("reverse", reverse(jacobians))):
        found = open_view(module_page, payload_for(network, "layers", x), order=order, step=depth)
        for k, matrix in enumerate(jacobians, 1):
            assert entries(found, f"factor-{k}", *matrix.shape) == pytest.approx(matrix, rel=1e-12)
        for k, matrix in enumerate(accumulation.products, 1):
            assert entries(found, f"{order}-{k}", *matrix.shape) == pytest.approx(matrix, rel=1e-12)
        costs = [f"{w} multiplication{'s' * (w != 1)}" for w in accumulation.multiplications]
        assert say(module_page, ".jv-cost") == ["given", *costs]
        whole = network.input_output_jacobian(x)
        assert entries(found, "product", *whole.shape) == pytest.approx(whole, rel=1e-12)
        assert entries(found, "direct", *whole.shape) == pytest.approx(whole, rel=1e-8, abs=1e-10)
        assert found["path-sum"] == pytest.approx(whole[0, 0])
        assert found["difference"] < 1e-9


def test_the_accumulation_goes_step_by_step(module_page: Page) -> None:
    """Under the units stand the columns pushed forward and the rows pulled back so far."""
    open_view(module_page, payload_for(classic(), "layers", [1.2]))
    below = "seen.fore.diagram.units.map((column) => column.map(({ below }) => below?.text ?? null))"
    module_page.get_by_role("button", name="Reverse").click()
    assert ask(module_page, "[seen.state.order, seen.state.step]") == ["reverse", 1]
    assert ask(module_page, below)[1:] == [[None, None], ["∂o/∂b₁ = 1", "∂o/∂b₂ = −0.5"], ["do/do = 1"]]
    module_page.get_by_role("button", name="Step ▶").press("Enter")
    assert ask(module_page, below)[1] == ["∂o/∂a₁ = 1.25", "∂o/∂a₂ = 0"]
    module_page.get_by_role("button", name="Step ▶").press("Enter")
    assert ask(module_page, below)[0] == ["do/dx = 1.25"]
    assert module_page.get_by_role("button", name="Step ▶").is_disabled()
    module_page.get_by_role("button", name="Forward").click()
    module_page.get_by_role("button", name="Step ▶").click()
    assert ask(module_page, below)[1:3] == [["da₁/dx = 1", "da₂/dx = −0.5"], ["db₁/dx = 0", "db₂/dx = −2.5"]]


def test_nothing_moves_while_one_steps(module_page: Page) -> None:
    """Forward or reverse, with however many factors: what stands below the partial products keeps its place."""
    network = random_network(3, [2, 3, 2, 1], ["tanh"] * 3)
    open_view(module_page, payload_for(network, "layers", [0.5, -0.2]))
    parts = '[".jv-controls", ".jv-half .jv-chips", ".jv-half .jv-said"]'
    places = f"{parts}.map((name) => view.root.querySelector(name).offsetTop)"
    found = set()
    for order in ("forward", "reverse"):
        for step in range(4):
            put(module_page, order=order, step=step)
            found.add(tuple(ask(module_page, places)))
    assert len(found) == 1


def test_a_path_lights_its_term_and_its_edges(module_page: Page) -> None:
    open_view(module_page, payload_for(classic(), "layers", [1.2]))
    module_page.locator(".jv-paths li").nth(1).hover()
    assert lit(module_page) == [[1, 0, 0], [2, 1, 0], [3, 0, 1]]
    strong = "filter((mark) => mark.kind === 'polyline' && mark.alpha > 0.4)"
    assert len(ask(module_page, f"seen.flat('diagram', 'overlay').{strong}")) == 3
    module_page.locator(".jv-paths li").nth(2).focus()
    assert lit(module_page) == [[1, 1, 0], [2, 0, 1], [3, 0, 0]]
    hand(module_page, W21).focus()
    marked = "[...view.root.querySelectorAll('.jv-paths li')].map((node) => node.classList.contains('jv-lit'))"
    assert ask(module_page, marked) == [False, True, False, False]
    assert ask(module_page, "view.root.querySelector('.jv-matrix .jv-lit').dataset.value") == "-1.5"


def test_another_entry_has_other_paths(module_page: Page) -> None:
    network = random_network(4, [2, 3, 2], ["tanh", "tanh"])
    open_view(module_page, payload_for(network, "layers", [0.2, 0.5]))
    module_page.get_by_label("output", exact=True).select_option(index=1)
    module_page.get_by_label("input", exact=True).select_option(index=1)
    found = numbers(module_page)
    assert found["path-sum"] == pytest.approx(network.input_output_jacobian([0.2, 0.5])[1, 1])
    assert say(module_page, ".jv-route") == ["x₂ → a₁ → o₂", "x₂ → a₂ → o₂", "x₂ → a₃ → o₂"]


def test_a_weight_is_dragged_typed_and_moved_by_keys(module_page: Page) -> None:
    open_view(module_page, payload_for(classic(), "layers", [1.2]))
    found = drag_by(module_page, W21, 64)
    assert found["factor-2-21"] == pytest.approx(-1.5 + 64 * 6 / 320)
    assert found["product-11"] == pytest.approx(1.25 - 0.5 * 1.2)
    assert type_into(module_page, W21, "-2/3")["factor-2-21"] == -2 / 3
    assert type_into(module_page, W21, "−0,75")["factor-2-21"] == -0.75
    assert hand(module_page, W21).get_attribute("aria-valuenow") == "-0.75"
    module_page.keyboard.press("ArrowUp")
    assert numbers(module_page)["factor-2-21"] == -0.7
    module_page.keyboard.press("ArrowRight")
    module_page.keyboard.press("Shift+ArrowDown")
    assert numbers(module_page)["factor-2-22"] == 1.5
    found = type_into(module_page, W21, "7.5")  # beyond what a drag reaches
    assert found["factor-2-21"] == 7.5
    link = ask(module_page, "seen.state")
    assert open_view(module_page, payload_for(classic(), "layers", [1.2]), **link)["factor-2-21"] == 7.5


@pytest.mark.parametrize("text", ["x2", "1/0", "1/2/3"])
def test_what_is_no_number_stays_in_the_field(module_page: Page, text: str) -> None:
    open_view(module_page, payload_for(classic(), "layers", [1.2]))
    hand(module_page, W21).focus()
    module_page.keyboard.press("Enter")
    module_page.keyboard.type(text)
    module_page.keyboard.press("Enter")
    field = module_page.locator(".jv-entry")
    assert field.input_value() == text and field.get_attribute("aria-invalid") == "true"
    assert "such as −0.75 or 1/3" in module_page.get_by_role("alert").inner_text()
    module_page.keyboard.press("Escape")
    assert numbers(module_page)["factor-2-21"] == -1.5 and field.count() == 0


def test_a_click_opens_the_field_and_a_circle_is_the_bias(module_page: Page) -> None:
    open_view(module_page, payload_for(classic(), "layers", [1.2]))
    hand(module_page, W21).locator("rect").click()
    assert module_page.locator(".jv-entry").input_value() == "-1.5"
    module_page.keyboard.press("Escape")
    bias = "Bias b⁽¹⁾₁ of a₁"
    drag_by(module_page, bias, 32)
    assert ask(module_page, "seen.state.parameters.b11") == pytest.approx(0.6)
    drag_by(module_page, "Input x", -40)
    assert ask(module_page, "seen.state.probe[0]") == pytest.approx(1.2 - 40 * 4 / 320)


def test_numbers_on_edges_where_there_is_room(module_page: Page) -> None:
    """All of them in the classic network; in a wide one that of the edge that is pointed at."""
    written = "seen.panes.diagram.labelPlaces.map(({ isRoomy }) => isRoomy)"
    open_view(module_page, payload_for(classic(), "layers", [1.2]))
    assert ask(module_page, written) == [True] * 3
    wide = random_network(5, [2, 16, 16, 2], ["relu", "relu", "linear"])
    open_view(module_page, payload_for(wide, "layers", [0.5, -0.3]))
    assert ask(module_page, written) == [False] * 3
    texts = "seen.flat('diagram', 'overlay').filter((m) => m.kind === 'label').map((m) => m.text)"
    edge = "view.focusOn({ edges: [[2, 3, 5]] })"
    before, after = ask(module_page, texts), ask(module_page, f"({edge}, {texts})")
    shown = f"{abs(wide.layers[1].weights[3, 5]):.3g}"
    assert sum(shown in text for text in after) == sum(shown in text for text in before) + 1
    assert len(ask(module_page, "seen.panes.diagram.items")) == 2 + 2 * 16 + 16 + 16 * 16 + 16 + 16 * 2 + 2


def test_numbers_on_edges_keep_off_each_other(module_page: Page) -> None:
    network = random_network(8, [2, 3, 3], ["tanh", "sigmoid"])
    open_view(module_page, payload_for(network, "backpropagation", [0.4, -0.9]))
    assert ask(module_page, "seen.panes.diagram.labelPlaces.map(({ isRoomy }) => isRoomy)") == [True] * 2
    size = ask(module_page, "seen.theme.size")
    places = np.array(
        ask(module_page, "[0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => seen.panes.diagram.labelPlaces[1].at(i, j)))")
    )
    apart = np.abs(places[:, None] - places[None])[~np.eye(9, dtype=bool)]
    assert ((apart[:, 0] > 3.5 * size) | (apart[:, 1] >= size)).all()


def test_notes_are_wholly_seen_and_a_bias_of_zero_too(module_page: Page) -> None:
    open_view(module_page, payload_for(classic("tanh"), "layers", [1.2]))
    labels = "seen.flat('diagram', 'overlay').filter((m) => m.kind === 'label')"
    measured = "(c => (m) => (c.font = `${m.weight} ${m.size}px ${m.font}`, c.measureText(m.text).width))"
    canvas = "document.createElement('canvas').getContext('2d')"
    ends = ask(module_page, f"((wide) => {labels}.map((m) => m.at[0] + wide(m) / 2))({measured}({canvas}))")
    assert max(ends) <= ask(module_page, "seen.panes.diagram.width")
    assert ask(module_page, f"{labels}.filter((m) => m.text === 'b 0').length") == 5


def test_the_convention_at_a_kink_is_said(module_page: Page) -> None:
    network = Network([Layer([[1.0], [2.0]], [0.0, 1.0], "relu"), Layer([[1.0, 1.0]], [0.0], "linear")])
    found = open_view(module_page, payload_for(network, "layers", [0.0]))
    assert entries(found, "factor-1", 2, 1).tolist() == [[0], [2]]
    assert "a₁" in remark(module_page) and "kink of relu" in remark(module_page) and "used: 0" in remark(module_page)
    open_view(module_page, payload_for(network, "layers", [0.5]))
    assert remark(module_page) == ""


def test_differences_keep_off_a_kink(module_page: Page) -> None:
    """The step shrinks until no pre-activation changes its sign between the points."""
    network = Network([Layer([[1.0]], [0.0], "relu"), Layer([[3.0]], [0.0], "tanh")])
    found = open_view(module_page, payload_for(network, "layers", [1e-4]))
    assert found["direct-11"] == pytest.approx(3, rel=1e-6) and remark(module_page) == ""


def test_the_diagram_is_saved_as_a_picture(module_page: Page) -> None:
    open_view(module_page, payload_for(classic(), "layers", [1.2]))
    module_page.locator("summary").click()
    with module_page.expect_download() as download:
        module_page.get_by_role("button", name="Network SVG").click()
    text = download.value.path().read_text("utf-8")
    assert all(name in text for name in ("a₁", "b₂", "−1.5"))


def test_wide_matrices_are_coloured_squares_with_their_numbers(module_page: Page) -> None:
    network = random_network(6, [2, 9, 2], ["tanh", "linear"])
    found = open_view(module_page, payload_for(network, "layers", [0.1, 0.2]))
    assert entries(found, "factor-2", 2, 9) == pytest.approx(network.layers[1].weights)
    titles = ask(
        module_page, "[...view.root.querySelectorAll('[data-quantity^=\"factor-2\"]')].map((cell) => cell.title)"
    )
    assert titles[0].startswith("∂o₁/∂a₁ = ") and len(titles) == 18
    assert np.isfinite(found["difference"])
