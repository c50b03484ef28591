"""The live view and the mapping field as Streamlit components."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit import config

from jacviz.live import assets
from jacviz.live.plain import plain
from jacviz.live.routes import FOLDER


def _loader(module: str, export: str, needs_plotly: bool) -> str:
    """A module that fetches the real one, once for all its components."""
    base = config.get_option("server.baseUrlPath").strip("/")
    address = f"{'/' + base if base else ''}/{FOLDER}/{assets.version()}"
    plotly = "script(`${address}/plotly.min.js`)" if needs_plotly else "null"
    return f"""
const script = (src) => window.Plotly ?? new Promise((done, fail) => {{
  const tag = Object.assign(document.createElement("script"), {{ src, onload: done, onerror: fail }});
  document.head.append(tag);
}});
const address = new URL("{address}", window.location.href).href;
let ready;
export default function (component) {{
  ready ??= Promise.all([import(`${{address}}/{module}`), {plotly}]);
  let cleanup, gone = false;
  ready.then(([module]) => {{ if (!gone) cleanup = module.{export}(component); }});
  // A call that a newer one overtook is ended too, while the element and what stands in it live on.
  return () => {{ gone = true; if (!component.parentElement.isConnected) cleanup?.(); }};
}}
"""


def _component(name: str, module: str, export: str, *, style: str = "", needs_plotly: bool = False) -> Any:
    """A component whose module in app/ draws into an element of the page, not into a frame."""
    mounted = st.components.v2.component(
        f"jacviz.{name}",
        html=f'<div class="jv-{name}-mount"></div>',
        css=assets.style(style) if style else "",
        js=_loader(f"app/{module}.js", export, needs_plotly),
        isolate_styles=False,
    )
    return lambda *, data, **options: mounted(data=plain(data), **options)


_live = _component("streamlit", "streamlit", "liveView", style="live", needs_plotly=True)
_field = _component("field", "textField", "field", style="app/textField")
_pictures = _component("pictures", "pictures", "pictures", style="app/pictures")
_address = _component("address", "address", "address")
_connection = _component("connection", "connection", "connection", style="app/connection")


def live_view(payload: dict[str, Any], owned: dict[str, Any], *, key: str, on_rest: Callable[[], None]) -> None:
    """The live view of a payload; when a movement has ended, st.session_state[key].rest tells the state.

    owned: a state and its version, as app/owned.js has it: the view takes it over where the person set nothing newer.
    """
    _live(key=key, data={"payload": payload, "name": key, **owned}, on_rest_change=on_rest)


def field(
    owned: dict[str, Any],
    error: dict[str, Any] | None,
    *,
    key: str,
    on_typed: Callable[[], None],
    label: str,
    rows: int = 1,
    placeholder: str = "",
    hint: str = "",
    longest: int,
    caption: str = "",
) -> None:
    """A field to type in: st.session_state[key].typed follows the typing; an error stands below it.

    owned: a text and its version, as app/owned.js has it: the field takes it over where the person typed nothing newer.
    """
    look = {"label": label, "caption": caption or label, "rows": rows, "placeholder": placeholder, "hint": hint}
    _field(key=key, data={**owned, **look, "longest": longest, "error": error, "name": key}, on_typed_change=on_typed)


def address(data: dict[str, Any], *, key: str, on_found: Callable[[], None]) -> None:
    """Puts the query of the data into the address bar, as a new entry of the history when its number is a new one.

    When the browser knew another session, st.session_state[key].found tells what the address bar holds instead, until
    the data says that it was told.
    """
    _address(key=key, data=data, on_found_change=on_found)


def connection(page: str) -> None:
    """Tells the browser which page it shows; a quiet line says when the server does not answer."""
    _connection(data={"page": page}, key="connection")


def pictures(entries: list[dict[str, Any]], *, key: str, on_chosen: Callable[[], None]) -> None:
    """Named mappings as small pictures to click: st.session_state[key].chosen is the id of the one that was."""
    _pictures(key=key, data={"entries": entries}, on_chosen_change=on_chosen)
