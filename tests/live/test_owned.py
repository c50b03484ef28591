"""Who owns an edited value: the rule of owned.js, event by event."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

# A field and a page that answer each other over a wire on which messages wait, each way, in order.
PLAY = """async (events) => {
  const { Owned } = await import("/app/owned.js");
  let text = "", server = { text: "first", version: 0, edit: 0, sent: 0 };
  const up = [], down = [];
  const owned = new Owned({
    read: () => text, write: (value) => (text = value), report: (told) => up.push(structuredClone(told)),
  });
  const send = () => {
    server.sent = server.version;
    down.push({ value: server.text, version: server.version, edit: server.edit });
  };
  const doing = {
    type: () => { text += "x"; owned.changed(); owned.tell(); },
    up: () => {
      const told = up.shift();
      if (!told) return;
      if (told.version === server.sent) { server.text = told.value; server.edit = told.edit; }
      send();
    },
    down: () => { const data = down.shift(); if (data) owned.offer(data); },
    open: () => { server.version += 1; server.text = "opened" + server.version; send(); },
    restart: () => {
      server = { text: "old", version: server.version + 1000, edit: 0, sent: 0 };
      up.length = down.length = 0;
      send();
    },
  };
  send();
  doing.down();
  const typed = [];
  for (const event of events) {
    doing[event]();
    if (event === "type") typed.push(text);
  }
  for (let k = 0; k < 50 && (up.length || down.length); k += 1) { doing.up(); doing.down(); }
  return { text, server: server.text, waiting: owned.isWaiting, edit: owned.edit, typed };
}"""
EVENTS = st.lists(st.sampled_from(["type", "up", "down", "open", "restart"]), max_size=25)


def play(page: Page, *events: str) -> dict[str, Any]:
    return page.evaluate(PLAY, list(events))


def test_what_is_typed_is_told(module_page: Page) -> None:
    end = play(module_page, "type", "type")
    assert (end["text"], end["server"], end["waiting"]) == ("firstxx", "firstxx", False)


def test_an_older_answer_never_writes(module_page: Page) -> None:
    """An example was opened while a key was on its way: the key is newer than what the page knew."""
    end = play(module_page, "open", "type", "down")
    assert end["text"] == end["server"] == "firstx"


def test_what_was_opened_after_the_last_key_is_shown(module_page: Page) -> None:
    end = play(module_page, "type", "up", "open", "down", "down")
    assert end["text"] == end["server"] == "opened1"


def test_a_server_that_knows_nothing_is_told_again(module_page: Page) -> None:
    end = play(module_page, "type", "up", "down", "restart")
    assert end["text"] == end["server"] == "firstx"


def test_a_field_that_nobody_touched_shows_what_the_new_server_has(module_page: Page) -> None:
    assert play(module_page, "restart")["text"] == "old"


@given(EVENTS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_of_events(module_page: Page, events: list[str]) -> None:
    """In the end both hold the same text; what was typed last stands there unless the page opened another after it."""
    end = play(module_page, *events)
    assert end["text"] == end["server"] and not end["waiting"]
    if end["typed"] and "open" not in events:
        assert end["text"] == end["typed"][-1]


@pytest.mark.parametrize("state", ["CONNECTING", "PINGING_SERVER", "DISCONNECTED_FOREVER"])
def test_nothing_is_told_into_the_void(module_page: Page, state: str) -> None:
    told = module_page.evaluate(
        """async (state) => {
      const app = document.body.appendChild(document.createElement("div"));
      app.setAttribute("data-test-connection-state", "CONNECTED");
      const { Owned } = await import("/app/owned.js");
      const told = [];
      let text = "a";
      const owned = new Owned({ read: () => text, write() {}, report: ({ value }) => told.push(value) });
      const turned = () => new Promise((done) => setTimeout(done));
      app.setAttribute("data-test-connection-state", state);
      await turned();
      for (text of ["b", "c"]) { owned.changed(); owned.tell(); }
      const away = [...told];
      app.setAttribute("data-test-connection-state", "CONNECTED");
      await turned();
      app.remove();
      return { away, back: told };
    }""",
        state,
    )
    assert told == {"away": [], "back": ["c"]}
