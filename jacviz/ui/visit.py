"""What one visitor has on a page: the last good answer, the state of the view, and the link to both."""

from __future__ import annotations

import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from jacviz.engine.workers import Question
from jacviz.ui import address
from jacviz.ui.work import engine

PAUSE = 10.0  # seconds without typing after which what is typed next can be taken back by going back


def _token() -> str:
    return secrets.token_hex(4)


@dataclass(kw_only=True)
class Visit(ABC):
    """version: a new one whenever the page puts a state into the fields and the view that the person did not put there;
    sent: the version that each field and view was given; edits: the number of the last change that was taken in from it
    (see live/app/owned.js); boxes: what each of Streamlit's own boxes was last known to show."""

    version: str = field(default_factory=_token)
    sent: dict[str, str] = field(default_factory=dict)
    edits: dict[str, int] = field(default_factory=dict)
    boxes: dict[str, Any] = field(default_factory=dict)
    good: dict[str, Any] | None = None
    complaints: list[str] = field(default_factory=list)  # about the link
    act: tuple[str, float] = ("", 0.0)  # what the person did last, and when

    @abstractmethod
    def link(self) -> dict[str, str]:
        """The query parameters that bring this back."""

    @abstractmethod
    def adopt(self, query: dict[str, str]) -> None:
        """Takes over what a link says."""

    def renew(self) -> None:
        """Has the fields and the view show what the page holds now."""
        self.version = _token()

    def begin(self, act: str) -> None:
        """Begins a new entry of the history where the person begins something new."""
        last, when = self.act
        self.act = (act, time.monotonic())
        if act != last or time.monotonic() - when > PAUSE:
            address.turn()

    def settle(self) -> None:
        """Makes what is typed next something new: the person has done something else meanwhile."""
        self.act = ("", 0.0)

    def owned(self, name: str, value: Any, variant: str = "") -> dict[str, Any]:
        """A value of the page's for what the person edits under a name; with another variant it is a new one."""
        self.sent[name] = self.version + variant
        return {"value": value, "version": self.sent[name], "edit": self.edits.get(name, 0)}

    def told(self, name: str, told: Any, kind: type) -> Any:
        """What the browser tells of an edited value; None if not of the kind, or older than what the page sent."""
        if not isinstance(told, dict) or not isinstance(told.get("value"), kind):
            return None
        if told.get("version") != self.sent.get(name):
            return None
        edit = told.get("edit")
        self.edits[name] = edit if isinstance(edit, int) else 0
        return told["value"]

    def box(self, key: str, value: Any, take: Callable[[Any], None]) -> Callable[[], None]:
        """What hears one of Streamlit's own boxes, that shows a value at first: take(value) is called with each choice.

        Until the browser knows that the page has put another box in its place, it goes on telling what the old one
        shows, and Streamlit, which has forgotten the old one by then, takes that for a choice.
        """
        self.boxes.setdefault(key, value)

        def changed() -> None:
            if (chosen := st.session_state[key]) != self.boxes[key]:
                self.boxes[key] = chosen
                take(chosen)

        return changed

    def ask(self, question: Question, request: Hashable, first: Hashable, *, is_patient: bool = False) -> dict | None:
        """Keeps the answer if it is a good one (while there is none, that to the first request); else its error."""
        answer = engine().ask(question, request, is_patient=is_patient)
        if answer["ok"]:
            self.good = answer
            return None
        if self.good is None:
            self.good = engine().ask(question, first, is_patient=is_patient)
        return answer["error"]

    def write_link(self) -> None:
        """Puts the link into the address bar."""
        address.write(self.link())


V = TypeVar("V", bound=Visit)


def visit(key: str, make: Callable[[], V], *, is_ours: Callable[[dict[str, str]], bool] = bool) -> V:
    """What the visitor has under a key: from a link that was opened and is ours, else as it was left, else anew."""
    key = f"visit.{key}"
    if key not in st.session_state:
        st.session_state[key] = make()
    found: V = st.session_state[key]
    here = address.address()
    if here.opened and is_ours(here.opened):
        found.adopt(address.take())
        if here.is_found:
            found.edits.clear()
    return found


def complain(visit: Visit) -> None:
    """What of a link could not be used."""
    for complaint in visit.complaints:
        st.warning("Part of this link could not be used.", icon=":material/link_off:")
        st.text(complaint)


def error_at(error: dict[str, Any] | None, *places: str) -> None:
    """What is wrong, where it stands in one of the places."""
    with st.container():
        if error and error["place"] in places:
            st.text(error["message"])
