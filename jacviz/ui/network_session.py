"""What one visitor has on the Neural networks page: the network's texts, the weights as moved, the last good answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from jacviz.link import LONGEST, decode_view, encode_view
from jacviz.networks.answer import NetworkRequest, analyse
from jacviz.networks.payload import SCENES
from jacviz.ui.rooms import PART
from jacviz.ui.session import address
from jacviz.ui.work import engine

KEY = "session.networks"
TEXTS = {"sizes": "1-2-2-1", "activations": "", "seed": "", "loss": "half_sse", "points": "xor"}


@dataclass
class NetworkSession:
    """version grows whenever the page puts other weights into the view than the person moved there."""

    texts: dict[str, str] = field(default_factory=TEXTS.copy)
    view: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    good: dict[str, Any] | None = None
    complaints: list[str] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)

    def request(self, scene: str, *, weights: bool = False) -> NetworkRequest:
        """The question to the engine; with the weights as they were moved only where they count."""
        moved = tuple(self.view.get("parameters", {}).items()) if weights else ()
        texts = {**self.texts, "activations": tuple(filter(None, self.texts["activations"].split(",")))}
        return NetworkRequest(**texts, scene=scene, weights=moved)  # type: ignore[arg-type]

    def analyse(self, scene: str) -> dict[str, Any] | None:
        """Keeps the answer to the texts as they stand if it is a good one; else what is wrong with them."""
        answer = engine().ask(analyse, self.request(scene))
        if answer["ok"]:
            self.good = answer
            return None
        if self.good is None:
            self.good = engine().ask(analyse, NetworkRequest(scene=scene))
        return answer["error"]

    def change(self, name: str, text: str) -> None:
        """Takes a text over; another network has other weights."""
        self.texts[name] = text[:200]
        self.complaints = []
        if name in ("sizes", "seed"):
            self.view = {}
            self.version += 1

    def write_link(self, scene: str) -> None:
        """Puts the network and the state of its view into the address bar."""
        query = {PART: scene, **{name: text for name, text in self.texts.items() if text != TEXTS[name]}}
        if moved := self.view.get("parameters"):
            query["weights"] = ",".join(f"{name}:{value:.6g}" for name, value in moved.items())
        self.read = query | encode_view(self.view)
        if self.read != address():
            st.query_params.from_dict(self.read)


def session() -> NetworkSession:
    """The visitor's session: opened from the link if there is one, else as it was left, else the classic network."""
    found: NetworkSession = st.session_state.setdefault(KEY, NetworkSession())
    query = address()
    if query and query != found.read:
        found.read = query
        found.texts = {name: query.get(name, text)[:200] for name, text in TEXTS.items()}
        found.view, found.complaints = decode_view(query)
        if weights := _weights(query.get("weights", "")[: 4 * LONGEST]):
            found.view["parameters"] = weights
        found.version += 1
    return found


def _weights(text: str) -> dict[str, float]:
    """w111:0.5,b11:-1 as numbers by name; what is no number is left out, as what names no weight is later."""
    found = {}
    for part in text.split(","):
        name, _, value = part.partition(":")
        try:
            found[name] = float(value)
        except ValueError:
            continue
    return found


def panel() -> str:
    """The panel that the visitor chose, or the link's, or the first."""
    titles = dict(
        zip(SCENES, ("Layers", "Backpropagation", "Warping", "Deep chains", "Training"), strict=True)
    )
    wished = address().get(PART)
    key = "networks.panel"
    st.session_state.setdefault(key, wished if wished in titles else SCENES[0])
    chosen = st.segmented_control(
        "Panel",
        list(titles),
        format_func=titles.__getitem__,
        required=True,
        key=key,
        persist_state="session",
        label_visibility="collapsed",
    )
    return chosen or SCENES[0]
