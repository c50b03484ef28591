"""What one visitor has in a room: the typed texts, the state of the live view, the last good picture."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from typing import Any

from jacviz.explore.gallery import Entry, by_id
from jacviz.explore.inputs import Request
from jacviz.explore.link import Resting, decode, encode
from jacviz.names import canonical, label
from jacviz.ui import address
from jacviz.ui.rooms import PART, Room
from jacviz.ui.visit import Visit, visit
from jacviz.ui.work import engine


@dataclass
class Session(Visit):
    """The mapping of a room as it was typed, and as it was last read."""

    room: Room
    resting: Resting
    asked: Request | None = None  # the question to which `good` is the answer
    has_own_variables: bool = False  # whether the person typed the list of variables
    listed_for: frozenset[str] | None = None  # the symbols of the formula that a list of variables came with

    def key(self, name: str) -> str:
        """The key of a widget of this room, without two underscores in a row: Streamlit refuses those."""
        return f"{self.room.key}.{name}".replace("_", "_.")

    def open(self, resting: Resting) -> None:
        """Takes over what the person chose, from the gallery or from the examples."""
        address.turn()
        self._show(resting, [])

    def _show(self, resting: Resting, complaints: list[str]) -> None:
        self.resting = resting
        self.renew()
        self.complaints = complaints
        self.has_own_variables = False
        self.listed_for = None

    def type(self, attribute: str, text: str) -> None:
        """Takes a mapping's text over; a list of variables that came with another formula goes if one is missing."""
        self.begin(attribute)
        setattr(self.resting, attribute, text)
        self.resting.view.pop("parameters", None)
        self.complaints = []
        listed = self.resting.variables.split(",")
        if attribute == "text" and not self.has_own_variables and not all(name.strip() in text for name in listed):
            self.resting.variables = ""

    def put(self, field: str, text: str) -> None:
        """Puts a text of the page's into a field, as if the person had typed it there."""
        address.turn()
        if field == "variables":
            self.resting.variables, self.has_own_variables = text, True
        else:
            self.resting.text = text
        self.resting.view.pop("parameters", None)
        self.renew()

    def request(self) -> Request:
        """The question to the engine that the typed texts make."""
        resting = self.resting
        ranges, parameters = tuple(resting.ranges.items()), tuple(resting.parameters.items())
        return Request(resting.text, resting.variables, ranges, parameters, resting.outer, self.room.scene)

    def analyse(self) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """The newest good analysis (at first the room's own), and what is wrong with the texts as they stand."""
        error = self._take(self.request())
        if error and not self.good:
            self._take(Session(self.room, of_entry(by_id(self.room.first))).request())
        while error and self._gives_up(error):
            error = self._take(self.request())
        return self.good, error

    def _take(self, request: Request) -> dict[str, Any] | None:
        """Keeps the answer to a question if it is a good one; else its error."""
        answer = engine().analyse(request)
        if not answer["ok"]:
            return answer["error"]
        self.good, self.asked = answer, request
        if self._outgrows_its_variables(request):
            self.resting.variables = ""
            return self._take(self.request())
        return None

    def _outgrows_its_variables(self, request: Request) -> bool:
        """Whether a list of variables that came with another formula meets symbols which that one did not have."""
        if not request.variables or self.has_own_variables:
            return False
        symbols = frozenset(self._symbols())
        self.listed_for = self.listed_for or symbols
        return not symbols <= self.listed_for

    def _gives_up(self, error: dict[str, Any]) -> bool:
        """Whether the error stood in numbers that the page has no field for, as in a bad link: they are given up."""
        place, resting = error["place"], self.resting
        for texts in () if place in self._symbols() else (resting.ranges, resting.parameters):
            if given := texts.pop(place, None):
                self.complaints.append(
                    f"“{', '.join(given)[:60]}” for {label(place)}: {error['message']} It stays as by default."
                )
                return True
        return False

    def _symbols(self) -> set[str]:
        """The names of the symbols that the page has fields for."""
        return {s["name"] for s in [*self.good["variables"], *self.good["parameters"]]} if self.good else set()

    def link(self) -> dict[str, str]:
        """The query parameters that bring this back, without what belongs to symbols of earlier formulas."""
        resting = self.resting
        symbols = self._symbols()
        ranges = {name: texts for name, texts in resting.ranges.items() if name in symbols}
        parameters = {name: texts for name, texts in resting.parameters.items() if name in symbols}
        query = encode(replace(resting, ranges=ranges, parameters=parameters))
        return {**self.room.part, **query}

    def adopt(self, query: dict[str, str]) -> None:
        """Takes over what a link says; without a mapping the room's own."""
        resting, complaints = decode(query)
        self._show(resting if resting.text.strip() else of_entry(by_id(self.room.first)), complaints)


def of_entry(entry: Entry) -> Resting:
    """The resting state with which an entry of the gallery opens."""
    view: dict[str, Any] = {"probe": list(entry.probe_point)} if entry.probe else {}
    ranges, parameters = _by_symbol(entry.domain), _by_symbol(entry.parameters)
    return Resting(entry.text, entry.variables or "", ranges, parameters, view, entry.outer)


def _by_symbol(texts: Table[str, Any]) -> dict[str, Any]:
    """The texts under the canonical names of the symbols."""
    return {canonical(name): tuple(value) for name, value in texts.items()}


def session(room: Room) -> Session:
    """The visitor's session in a room."""
    return visit(
        room.key,
        lambda: Session(room, of_entry(by_id(room.first))),
        is_ours=lambda query: query.get(PART, room.key) == room.key,
    )
