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
  return () => {{ gone = true; cleanup?.(); }};
}}
"""


def _component(name: str, export: str, *, style: str, needs_plotly: bool = False) -> Any:
    """A component whose module of that name draws into an element of the page, not into a frame."""
    mounted = st.components.v2.component(
        f"jacviz.{name}",
        html=f'<div class="jv-{name}-mount"></div>',
        css=style,
        js=_loader(f"{name}.js", export, needs_plotly),
        isolate_styles=False,
    )
    return lambda *, data, **options: mounted(data=plain(data), **options)


_live = _component("streamlit", "liveView", style=assets.style("live"), needs_plotly=True)
_field = _component("field", "mappingField", style=assets.style("field"))
_pictures = _component("pictures", "pictures", style=assets.style("pictures"))


def live_view(
    payload: dict[str, Any], state: dict[str, Any], version: int, *, key: str, on_rest: Callable[[], None]
) -> None:
    """The live view of a payload; when a movement has ended, st.session_state[key].rest is the state.

    A new version makes the view take over `state`; otherwise it keeps what the person set.
    """
    _live(key=key, data={"payload": payload, "state": state, "version": version}, on_rest_change=on_rest)


def mapping_field(
    text: str, error: dict[str, Any] | None, version: int, *, label: str, key: str, on_text: Callable[[], None]
) -> None:
    """A field of several lines: st.session_state[key].text follows the typing; an error stands below it."""
    _field(key=key, data={"text": text, "error": error, "version": version, "label": label}, on_text_change=on_text)


def pictures(entries: list[dict[str, Any]], *, key: str, on_chosen: Callable[[], None]) -> None:
    """Named mappings as small pictures to click: st.session_state[key].chosen is the id of the one that was."""
    _pictures(key=key, data={"entries": entries}, on_chosen_change=on_chosen)
