"""What one visitor has on the Neural networks page: the network's texts, the weights as moved, the last good answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jacviz.explore.link import decode_view, encode_view, number
from jacviz.networks.answer import NetworkRequest, analyse
from jacviz.networks.payload import SCENES
from jacviz.ui import tabs
from jacviz.ui.rooms import PART
from jacviz.ui.visit import Visit, visit

CLASSIC = {"sizes": "1-2-2-1", "activations": "", "seed": "", "loss": "half_sse", "points": "xor"}
MOST_NAMED = 5  # weights of a complaint
MOST_WEIGHTS = 60_000  # characters of a link: 8 layers of 16 units take 40 000
PLANE = CLASSIC | {"sizes": "2-2-2-2", "activations": "tanh,tanh,tanh", "points": "two_moons"}
CHAIN = CLASSIC | {"sizes": "2-2-2-2-2-2-2", "activations": ",".join(["tanh"] * 6)}
TRAINED = CLASSIC | {"sizes": "2-8-8-1", "activations": "tanh,tanh,sigmoid", "loss": "bce", "points": "two_moons"}
PANELS = dict(zip(SCENES, ("Layers", "Backpropagation", "Warping", "Deep chains", "Training"), strict=True))
FIRST = dict(zip(SCENES, (CLASSIC, CLASSIC, PLANE, CHAIN, TRAINED), strict=True))  # what each panel opens with


@dataclass
class NetworkSession(Visit):
    """A network's texts once one of them was chosen, and the weights as they were moved in its view."""

    chosen: dict[str, str] | None = None
    view: dict[str, Any] = field(default_factory=dict)
    scene: str = SCENES[0]

    @property
    def texts(self) -> dict[str, str]:
        """What the network is made from: until something is chosen or moved, each panel has its own."""
        return self.chosen or FIRST[self.scene]

    def turn_to(self, scene: str) -> None:
        """Shows another panel: what was chosen stays."""
        if scene != self.scene and not self.chosen:
            self.view = {}
            self.renew()
        self.scene = scene

    def rest(self, view: dict[str, Any]) -> None:
        """Takes over the state of the view."""
        self.view = view
        if view.get("parameters"):
            self.chosen = dict(self.texts)

    def request(self, *, weights: bool = False) -> NetworkRequest:
        """The question to the engine; with the weights as they were moved only where they count."""
        told = self.view.get("parameters", {}).items() if weights else ()
        moved = tuple((name, float(value)) for name, value in told if isinstance(value, int | float))
        activations = tuple(filter(None, self.texts["activations"].split(",")))
        return NetworkRequest(**{**self.texts, "activations": activations}, scene=self.scene, weights=moved)  # type: ignore[arg-type]

    def analyse(self) -> dict[str, Any] | None:
        """Keeps the answer to the texts as they stand if it is a good one; else what is wrong with them."""
        return self.ask(analyse, self.request(), NetworkSession(scene=self.scene).request())

    def change(self, name: str, text: str) -> None:
        """Takes a text over; another network has other weights."""
        self.begin(name)
        self.chosen = {**self.texts, name: text[:200]}
        self.complaints = []
        if name in ("sizes", "seed"):
            self.view = {}
            self.renew()

    def link(self) -> dict[str, str]:
        """The network, the weights that were moved, and the state of the view."""
        first = FIRST[self.scene]
        query = {PART: self.scene, **{name: text for name, text in self.texts.items() if text != first[name]}}
        if moved := self.view.get("parameters"):
            query["weights"] = ",".join(f"{name}:{value:.5g}" for name, value in moved.items())
        return query | encode_view(self.view)

    def adopt(self, query: dict[str, str]) -> None:
        """Takes over what a link says; what it leaves out is as by default."""
        first = FIRST.get(query.get(PART, ""), CLASSIC)
        self.chosen = {name: query.get(name, text)[:200] for name, text in first.items()}
        self.view, self.complaints = decode_view(query)
        told = query.get("weights", "")
        if len(told) > MOST_WEIGHTS:
            self.complaints.append("The link holds more weights than a network of this page has: they stay as drawn.")
        elif told:
            self.view["parameters"], wrong = _weights(told)
            self.complaints += wrong
        self.renew()


def session(scene: str) -> NetworkSession:
    """The visitor's network, in the panel that is shown."""
    found = visit("networks", NetworkSession)
    found.turn_to(scene)
    return found


def _weights(text: str) -> tuple[dict[str, float], list[str]]:
    """w111:0.5,b11:-1 as numbers by name, and a complaint of what is no finite number; what names no weight is left out
    later."""
    told = {name: number(value) for name, _, value in (part.partition(":") for part in text.split(","))}
    wrong = ", ".join(f"“{name[:10]}”" for name in [name for name, value in told.items() if value is None][:MOST_NAMED])
    complaints = [f"The link's weights {wrong} should be finite numbers: they stay as drawn."] if wrong else []
    return {name: value for name, value in told.items() if value is not None}, complaints


def panel() -> str:
    """The panel that the visitor chose, or the link's, or the first."""
    return tabs.chosen("Panel", PANELS, "networks.panel")
