"""What one visitor has on a page: the last good answer, the state of the view, and the link to both."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from jacviz.engine.pace import Question
from jacviz.ui.work import engine


@dataclass(kw_only=True)
class Visit(ABC):
    """version grows whenever the page puts a state into the fields or the view that the person did not put there."""

    version: int = 0
    good: dict[str, Any] | None = None
    complaints: list[str] = field(default_factory=list)  # about the link
    read: dict[str, str] = field(default_factory=dict)  # the link as it was last read or written

    @abstractmethod
    def link(self) -> dict[str, str]:
        """The query parameters that bring this back."""

    @abstractmethod
    def adopt(self, query: dict[str, str]) -> None:
        """Takes over what a link says."""

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
        self.read = self.link()
        if self.read != address():
            st.query_params.from_dict(self.read)


V = TypeVar("V", bound=Visit)


def address() -> dict[str, str]:
    """The query parameters in the address bar."""
    return {name: st.query_params[name] for name in st.query_params}


def visit(key: str, make: Callable[[], V], *, is_ours: Callable[[dict[str, str]], bool] = bool) -> V:
    """What the visitor has under a key: opened from a new link that is ours, else as it was left, else anew."""
    key = f"visit.{key}"
    if key not in st.session_state:
        st.session_state[key] = make()
    found: V = st.session_state[key]
    query = address()
    if query and query != found.read and is_ours(query):
        found.read = query
        found.adopt(query)
    return found


def complain(visit: Visit) -> None:
    """What of a link could not be used."""
    for complaint in visit.complaints:
        st.warning("Part of this link could not be used.", icon=":material/link_off:")
        st.text(complaint)


def error_at(error: dict[str, Any] | None, *places: str) -> None:
    """What is wrong, where it stands in one of the places."""
    if error and error["place"] in places:
        st.text(error["message"])
