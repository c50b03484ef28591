"""From a person's texts to a mapping, with the field that is to blame when one cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Symbol

from jacviz.composition import compose
from jacviz.mapping import Box, Mapping
from jacviz.names import label
from jacviz.parse import ParseError, Reading, parse_number, read

Texts = tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """What a person typed: the mapping, the variables or "" to infer them, and texts of numbers by name.

    ranges: name -> (low, high); parameters: name -> (value, low, high); outer: a mapping that is applied after the
    first; scene: what draws it, or "" for what its shape asks for. A request is hashable: it is a key.
    """

    text: str
    variables: str = ""
    ranges: tuple[tuple[str, Texts], ...] = ()
    parameters: tuple[tuple[str, Texts], ...] = ()
    outer: str = ""
    scene: str = ""


@dataclass(frozen=True)
class Read:
    """The mapping of a request, the notes of its reading, and for a composition its two stages, f before g.

    reading: what became of the text of the mapping (of f in a composition), None for a mapping without a text.
    """

    mapping: Mapping
    notes: tuple[str, ...]
    stages: tuple[Mapping, ...] = ()
    reading: Reading | None = None


class FieldError(ValueError):
    """What is wrong, in which field, and where it is known at which character of which text."""

    def __init__(self, place: str, message: str, position: int | None = None, text: str = "") -> None:
        super().__init__(message)
        self.place, self.message, self.position, self.text = place, message, position, text

    @classmethod
    def of(cls, place: str, error: ParseError) -> FieldError:
        """The error of reading a field's text."""
        return cls(place, error.message, error.position, error.text)


def failure(message: str, place: str = "mapping", position: int | None = None, text: str = "") -> dict[str, Any]:
    """An error as plain data: what is wrong and what to do, in which field, at which character of which text."""
    return {"ok": False, "error": {"message": message, "place": place, "position": position, "text": text}}


def read_request(request: Request) -> Read:
    """The mapping of a request. FieldError with the field that is to blame."""
    variables = request.variables.strip() or None
    try:
        reading = read(request.text, variables)
    except ParseError as error:
        is_list = variables is not None and error.text.strip() == variables
        raise FieldError.of("variables" if is_list else "mapping", error) from error
    f = _with_numbers(reading.mapping, request)
    if not request.outer.strip():
        return Read(f, reading.notes, (), reading)
    outer = _read_outer(request.outer, f)
    g = _with_numbers(outer.mapping, request)
    try:
        return Read(compose(g, f), reading.notes + outer.notes, (f, g), reading)
    except ValueError as error:
        raise FieldError("outer", str(error)) from error


def _read_outer(text: str, f: Mapping) -> Reading:
    """The outer mapping g of g ∘ f: of f's components where it uses their names, else of its own variables."""
    try:
        reading = read(text, f.names)
        if not {s.name for c in reading.mapping.components for s in c.free_symbols} & set(f.names):
            return read(text)
    except ParseError as error:
        raise FieldError.of("outer", error) from error
    given = ", ".join(map(label, f.names))
    known = {s.name for s in f.parameters}
    others = [label(s.name) for s in reading.mapping.parameters if s.name not in known]
    notes = tuple(f"{name} is not among what f gives ({given}): it is a parameter of g." for name in others)
    return replace(reading, notes=reading.notes + notes)


def _with_numbers(mapping: Mapping, request: Request) -> Mapping:
    """The mapping over the typed ranges, with the typed values of its parameters."""
    domain, sliders = dict(request.ranges), dict(request.parameters)
    sides = zip(mapping.variables, mapping.domain.intervals, strict=True)
    ends = [_interval(s, domain.get(s.name), *side) for s, side in sides]
    values, slider_ends = [], []
    rows = zip(mapping.parameters, mapping.parameter_values, mapping.parameter_box.intervals, strict=True)
    for s, value, side in rows:
        typed = sliders.get(s.name)
        low, high = _interval(s, typed and typed[1:], *side)
        value = _number(typed[0], s) if typed and typed[0].strip() else value
        values.append(value)
        slider_ends.append((min(low, value), max(high, value)))
    return replace(mapping, domain=_box(ends), parameter_values=tuple(values), parameter_box=_box(slider_ends))


def _box(ends: list[tuple[float, float]]) -> Box:
    return Box(tuple(low for low, _ in ends), tuple(high for _, high in ends))


def _interval(symbol: Symbol, typed: Texts | None, low: float, high: float) -> tuple[float, float]:
    """The ends that were typed, an empty text standing for the end as it was."""
    low, high = (
        _number(t, symbol) if t.strip() else end for t, end in zip(typed or ("", ""), (low, high), strict=True)
    )
    if not low < high:
        text = ", ".join(typed or ())
        raise FieldError(symbol.name, "A range must rise: put the smaller number first.", 0, text)
    return low, high


def _number(text: str, symbol: Symbol) -> float:
    try:
        return parse_number(text)
    except ParseError as error:
        raise FieldError.of(symbol.name, error) from error
