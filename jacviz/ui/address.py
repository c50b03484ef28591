"""The address bar: the page says what it should hold, and reads it only when a person opened a link.

A link was opened when the session is new, when a page was entered with a query, when the browser went back or forward,
and when the browser tells what it shows after the server lost the session. The query that comes along with any other
run is what the page wrote a moment ago, or what it wrote before that: it is not read.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jacviz.live import mount

KEY = "address"
LONGEST = 200_000  # characters of a query that is read


@dataclass
class Address:
    """What one visitor's address bar has to do with the page.

    opened: the query of a link that was opened and not yet taken over; is_found: whether it is what the browser showed
    before the server lost the session, so that what the person typed since then is newer; is_told: whether the browser
    has told what it showed before; read: the query that was last read; entry: the number of the history's entry that
    the page is in.
    """

    session: str = field(default_factory=lambda: secrets.token_hex(4))
    page: str | None = None
    opened: dict[str, str] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    is_found: bool = False
    is_told: bool = False
    entry: int = 0


def address() -> Address:
    """The visitor's."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Address()
    found: Address = st.session_state[KEY]
    return found


def arrive(page: str) -> None:
    """Notes at the start of a run whether a link was opened."""
    here = address()
    if page != here.page or _is_history_navigation():
        here.opened, here.is_found = {name: st.query_params[name] for name in st.query_params}, False
        here.read = here.opened
    here.page = page


def _is_history_navigation() -> bool:
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def take() -> dict[str, str]:
    """The query of the link that was opened, once."""
    here = address()
    opened, here.opened = here.opened, {}
    return opened


def turn() -> None:
    """Makes what is shown from now on a new entry of the history, from which one can go back."""
    address().entry += 1


def write(query: dict[str, str]) -> None:
    """Puts the query into the address bar."""
    here = address()
    data = {"query": query, "entry": here.entry, "session": here.session, "isTold": here.is_told, "read": here.read}
    mount.address(data, key=f"{KEY}.bar", on_found=_found)


def _found() -> None:
    """Takes what the browser shows for a link that was opened."""
    told: Any = st.session_state[f"{KEY}.bar"].found
    here = address()
    if isinstance(told, dict) and told.get("session") == here.session and isinstance(told.get("search"), str):
        here.is_told = True
        here.opened = dict(parse_qsl(told["search"][:LONGEST].lstrip("?"), keep_blank_values=True))
        here.is_found = True
