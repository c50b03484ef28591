"""What one visitor has on the Change of variables page: the problem's texts, and the state of its picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jacviz.explore.link import LONGEST, decode_view, encode_view
from jacviz.integrals.answer import Request, answer
from jacviz.integrals.examples import Example, by_id, example_of
from jacviz.parse import ParseError, parse_number
from jacviz.ui import address
from jacviz.ui.visit import Visit, visit

FIRST = "disk-gaussian"  # the example with which the page opens
ROWS = 3
SLIDER = "parameter."  # in a link, before the letter that one moves
Row = tuple[str, str, str]


@dataclass
class IntegralSession(Visit):
    """The texts of one problem. Both ways to give the mapping and the region are kept; the flags say which counts."""

    integrand: str = ""
    mapping: str = ""
    inverse: str = ""
    limits: list[Row] = field(default_factory=list)
    region: str = ""
    letters: str = ""
    own_answer: str = ""
    is_inverse: bool = False
    is_region: bool = False
    view: dict[str, Any] = field(default_factory=dict)
    asked: Request | None = None  # the problem to which `good` is the answer

    def open(self, example: Example) -> None:
        """Takes over a worked example that the person chose."""
        address.turn()
        self._show(example)

    def _show(self, example: Example) -> None:
        self.integrand, self.mapping, self.inverse = example.integrand, example.mapping, example.inverse
        self.limits, self.region, self.own_answer = list(example.limits), example.region, ""
        self.letters = example.letters
        self.is_inverse, self.is_region = bool(example.inverse), bool(example.region)
        self.view, self.complaints = {}, []
        self.renew()

    def type(self, name: str, text: str) -> None:
        """Takes over what the person typed into one of the fields."""
        self.begin(name)
        setattr(self, name, text)
        self.complaints = []

    def limit(self, k: int, part: int, text: str) -> None:
        """Takes over the variable (part 0), the lower or the upper limit of one row, the outermost first."""
        self.begin(f"limits {k} {part}")
        row = [*self.limits[k]]
        row[part] = text
        self.limits[k] = (row[0], row[1], row[2])

    def rest(self, view: dict[str, Any]) -> None:
        """Takes over the state of the picture."""
        self.view = view

    def request(self) -> Request:
        """The question to the engine."""
        given = {"inverse": self.inverse} if self.is_inverse else {"mapping": self.mapping}
        rows = tuple(row for row in self.limits if any(text.strip() for text in row))
        where = {"region": self.region} if self.is_region else {"limits": rows}
        typed = {"letters": self.letters.strip(), "answer": self.own_answer}
        return Request(self.integrand, **given, **where, **typed)  # type: ignore[arg-type]

    def analyse(self) -> dict[str, Any] | None:
        """Keeps the solution if there is one; else what is wrong with the texts."""
        request = self.request()
        error = self.ask(answer, request, first().request, is_patient=True)
        self.asked = self.asked or first().request if error else request
        return error

    @property
    def example(self) -> Example | None:
        """The worked example that the texts are, as they stand."""
        return example_of(self.request())

    def link(self) -> dict[str, str]:
        """The problem, the typed answer and the state of the picture."""
        query = {"integrand": self.integrand}
        query |= {"inverse": self.inverse} if self.is_inverse else {"mapping": self.mapping}
        query |= {"region": self.region} if self.is_region else {"limits": "\n".join(map("; ".join, self.limits))}
        if self.letters.strip():
            query["letters"] = self.letters
        if self.own_answer.strip():
            query["answer"] = self.own_answer
        moved = {f"{SLIDER}{name}": f"{value:.6g}" for name, value in self.view.get("parameters", {}).items()}
        return query | moved | encode_view(self.view)

    def adopt(self, query: dict[str, str]) -> None:
        """Takes over what a link says; without an integrand the first example."""
        if not query.get("integrand", "").strip():
            return self._show(first())
        texts = {name: text[:LONGEST] for name, text in query.items()}
        self.integrand, self.mapping, self.inverse = (texts.get(k, "") for k in ("integrand", "mapping", "inverse"))
        self.region, self.letters, self.own_answer = (texts.get(k, "") for k in ("region", "letters", "answer"))
        self.limits = [_row(line) for line in texts.get("limits", "").split("\n")[:ROWS] if line.strip()]
        self.is_inverse, self.is_region = bool(self.inverse.strip()), bool(self.region.strip())
        self.view, self.complaints = decode_view(query)
        told = {name.removeprefix(SLIDER): _number(text) for name, text in texts.items() if name.startswith(SLIDER)}
        if sliders := {name: value for name, value in told.items() if value is not None}:
            self.view["parameters"] = sliders
        self.renew()


def _row(line: str) -> Row:
    name, low, high = (*(part.strip() for part in line.split(";")), "", "", "")[:3]
    return name, low, high


def _number(text: str) -> float | None:
    try:
        return parse_number(text)
    except ParseError:
        return None


def first() -> Example:
    """The example with which the page opens."""
    return by_id(FIRST)


def session() -> IntegralSession:
    """The visitor's problem."""

    def make() -> IntegralSession:
        made = IntegralSession()
        made._show(first())
        return made

    return visit("integrals", make)
