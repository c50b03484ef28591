"""While the server is away the page goes on, and what was typed meanwhile is read when it is back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.pages.numbers import (
    READY,
    VIEW,
    drag,
    expect_formula,
    field,
    number,
    state,
    type_in,
    type_mapping,
    wait_for_change,
    wait_for_link,
    wait_for_state,
)
from tests.pages.typing.wire import Wire
from tests.servers import App

WRITTEN = """() => {
  const written = (window.written = []);
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name];
    history[name] = (...given) => { written.push(String(given[2])); write.apply(history, given); };
  }
}"""
AWAY = "The server does not answer just now"


@pytest.fixture(scope="module")
def server() -> Iterator[App]:
    """A server which a test may stop and start."""
    made = App()
    yield made
    made.stop()
    made.log.unlink()


@pytest.fixture
def wire(server: App) -> Iterator[Wire]:
    made = Wire(server.url)
    yield made
    made.close()


@pytest.fixture
def page(new_page: Callable[..., Page], wire: Wire, console_errors: list[str]) -> Iterator[Page]:
    """Explore behind the wire; what the browser says of a lost connection is no error of ours."""
    made = new_page()
    made.set_default_timeout(60_000)
    made.goto(wire.url)
    made.wait_for_selector(READY)
    yield made
    made.close()
    console_errors.clear()


def restart(server: App, wire: Wire) -> None:
    """The same address, another process, which knows nothing of anybody."""
    server.stop()
    wire.lead_to(server.url)


def lose(page: Page, server: App) -> None:
    server.stop()
    expect(page.locator(".jv-connection")).to_contain_text(AWAY)


def test_the_picture_goes_on_without_a_server(page: Page, server: App, wire: Wire) -> None:
    lose(page, server)
    page.wait_for_timeout(5000)  # by then Streamlit would have laid its own message over the page
    expect(page.get_by_text("streamlit run")).to_have_count(0)
    before = number(page, "determinant")
    drag(page, 30, -20)
    wait_for_change(page, "determinant", before)
    moved = state(page)["probe"]
    restart(server, wire)
    expect(page.locator(".jv-connection")).to_be_empty()
    type_mapping(page, "x = r^2 cos θ\ny = r^2 sin θ")
    expect_formula(page, r"\det J = 2 r^{3}")
    assert state(page)["probe"] == moved


def test_what_is_typed_meanwhile_is_read(page: Page, server: App, wire: Wire) -> None:
    type_mapping(page, "x = u^2\ny = v")
    expect_formula(page, r"\det J = 2 u")
    lose(page, server)
    type_mapping(page, "x = u^3\ny = v")
    restart(server, wire)
    expect_formula(page, r"\det J = 3 u^{2}")
    expect(field(page)).to_have_value("x = u^3\ny = v")
    wait_for_link(page, urlencode({"map": "x = u^3\ny = v"}))


def test_the_first_text_after_a_restart_stays(page: Page, server: App, wire: Wire) -> None:
    type_mapping(page, "x = u^2\ny = v")
    expect_formula(page, r"\det J = 2 u")
    restart(server, wire)
    expect(page.locator('[data-test-connection-state="CONNECTED"]')).to_be_attached()
    type_mapping(page, "x = u^5\ny = v")
    expect_formula(page, r"\det J = 5 u^{4}")
    page.wait_for_timeout(1500)
    expect(field(page)).to_have_value("x = u^5\ny = v")


def test_a_restart_brings_the_whole_page_back(page: Page, server: App, wire: Wire) -> None:
    """What was opened by a click, not only what was typed; the address never goes back to an older state."""
    page.goto(f"{wire.url}/derivatives?{urlencode({'part': 'one', 'map': 'f(x) = x^3'})}")
    page.wait_for_selector(READY)
    page.get_by_test_id("stSelectbox").click()
    page.get_by_role("option").nth(2).click()
    page.wait_for_function("() => !decodeURIComponent(location.search).includes('x^3')")
    # The point that an example opens with need not stand in the link once the view has said that nothing was moved.
    held = "() => location.search.replace('&probe=1', '')"
    text, query = field(page).input_value(), page.evaluate(held)
    page.evaluate(WRITTEN)
    lose(page, server)
    restart(server, wire)
    expect(page.locator(".jv-connection")).to_be_empty()
    page.wait_for_function(f"() => {VIEW}.root.dataset.ready === 'true'")
    page.wait_for_timeout(1500)
    expect(field(page)).to_have_value(text)
    page.wait_for_function(f"(query) => ({held})() === query", arg=query)
    assert not any("x%5E3" in address for address in page.evaluate("written"))


def test_a_cut_that_the_session_survives(page: Page, server: App, wire: Wire) -> None:
    type_mapping(page, "x = u^2\ny = v")
    expect_formula(page, r"\det J = 2 u")
    wire.lead_to("http://127.0.0.1:9")
    wire.cut()
    expect(page.locator(".jv-connection")).to_contain_text(AWAY)
    type_mapping(page, "x = u^3\ny = v")
    wire.lead_to(server.url)
    expect_formula(page, r"\det J = 3 u^{2}")
    expect(field(page)).to_have_value("x = u^3\ny = v")


def test_a_weight_moved_while_the_server_is_away(page: Page, server: App, wire: Wire) -> None:
    page.goto(f"{wire.url}/networks")
    page.wait_for_selector(READY)
    lose(page, server)
    page.evaluate(f"() => {VIEW}.moveParameter('w111', 2.5)")
    wait_for_state(page, "state.parameters.w111 === 2.5")
    restart(server, wire)
    wait_for_link(page, "w111%3A2.5")
    assert state(page)["parameters"]["w111"] == 2.5


def test_two_fields_typed_into_meanwhile(page: Page, server: App, wire: Wire) -> None:
    page.goto(f"{wire.url}/integrals?{urlencode({'integrand': 'x', 'mapping': 'x = t', 'limits': 't; 0; 1'})}")
    page.wait_for_selector(READY)
    lose(page, server)
    type_in(page, "Integrand", "x^2")
    type_in(page, "from 1", "1/2")
    restart(server, wire)
    wait_for_link(page, urlencode({"integrand": "x^2"}), "1%2F2")
    expect(page.get_by_label("Integrand", exact=True)).to_have_value("x^2")
    expect(page.get_by_label("from 1", exact=True)).to_have_value("1/2")
