"""From a person's texts to everything that a page shows of a mapping, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sympy import Symbol

from jacviz import code, latex, names
from jacviz.mapping import Box, Mapping
from jacviz.mathml import formulas_mathml
from jacviz.parse import ParseError, parse_number, read
from jacviz.properties import properties
from jacviz.tape import Tape
from jacviz.tidy import tidied

# What draws a mapping, by the numbers of its variables and of its components; "table" for what has no picture.
SCENES = {
    (1, 1): "graph",
    (2, 1): "relief",
    (1, 2): "curve",
    (1, 3): "curve",
    (2, 2): "plane",
    (2, 3): "surface",
    (3, 3): "volume",
}
SEARCH = 2.0  # seconds that a search for a shorter determinant may take when it is the only thing wanted

Texts = tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """What a person typed: the mapping, the variables or "" to infer them, and texts of numbers by name.

    ranges: name -> (low, high); parameters: name -> (value, low, high). A request is hashable: it is a key.
    """

    text: str
    variables: str = ""
    ranges: tuple[tuple[str, Texts], ...] = ()
    parameters: tuple[tuple[str, Texts], ...] = ()


class FieldError(ValueError):
    """A ParseError and the field in which it stands."""

    def __init__(self, place: str, error: ParseError) -> None:
        super().__init__(str(error))
        self.place = place
        self.error = error


def analyse(request: Request) -> dict[str, Any]:
    """The mapping, its derivatives, its badges, its sources and the live view's payload.

    Returns plain data: {"ok": True, ...}, or {"ok": False, "error": {...}} that says what is wrong, where, what to do.
    """
    return _answer(request, _everything)


def inverse(request: Request) -> dict[str, Any]:
    """The inverse Jacobian matrix in LaTeX, or the reason why there is none."""
    return _answer(request, lambda mapping, _: {"latex": latex.inverse_latex(mapping)})


def shorter(request: Request) -> dict[str, Any]:
    """The determinant in LaTeX after a longer search for a short form than a first look can afford."""

    def search(mapping: Mapping, _: tuple[str, ...]) -> dict[str, Any]:
        found, finished = tidied(mapping.untidied_determinant, SEARCH)
        return {"latex": latex.expression_latex(found), "finished": finished}

    return _answer(request, search)


def _answer(request: Request, work: Callable[[Mapping, tuple[str, ...]], dict[str, Any]]) -> dict[str, Any]:
    """What the work makes of the mapping and the notes of its reading, or an error as plain data."""
    try:
        return {"ok": True, **work(*_read(request))}
    except FieldError as error:
        return failure(error.error.message, error.place, error.error.position, error.error.text)
    except ValueError as error:  # no inverse, or a number too large for the tape: the message says so
        return failure(str(error))


def _everything(mapping: Mapping, notes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "shape": [len(mapping.components), len(mapping.variables)],
        "variables": [_named(s.name) for s in mapping.variables],
        "parameters": [_named(s.name) for s in mapping.parameters],
        "names": [_named(name) for name in mapping.names],
        "ranges": _intervals(mapping.variables, mapping.domain),
        "parameter_ranges": _intervals(mapping.parameters, mapping.parameter_box),
        "parameter_values": {s.name: w for s, w in zip(mapping.parameters, mapping.parameter_values, strict=True)},
        "notes": list(notes),
        "latex": formulas(mapping),
        "width": latex.jacobian_width(mapping),
        "mathml": formulas_mathml(mapping),
        "badges": [
            {"name": p.name, "evidence": p.evidence, "detail": p.detail, "latex": p.latex} for p in properties(mapping)
        ],
        "code": {"LaTeX": latex.to_latex(mapping), "SymPy": code.to_sympy(mapping), "NumPy": code.to_numpy(mapping)},
        "payload": payload(mapping),
    }


def failure(message: str, place: str = "mapping", position: int | None = None, text: str = "") -> dict[str, Any]:
    """An error as plain data: what is wrong and what to do, in which field, at which character of which text."""
    return {"ok": False, "error": {"message": message, "place": place, "position": position, "text": text}}


def formulas(mapping: Mapping) -> dict[str, Any]:
    """The LaTeX of the mapping, its Jacobian matrix, each partial and, where square, its determinant."""
    rows, columns = len(mapping.components), len(mapping.variables)
    square = mapping.is_square
    return {
        "mapping": latex.mapping_latex(mapping),
        "symbols": latex.jacobian_symbol_latex(mapping),
        "jacobian": latex.jacobian_latex(mapping),
        "partials": [latex.partial_latex(mapping, i, j) for i in range(rows) for j in range(columns)],
        "determinant": latex.determinant_latex(mapping) if square else None,
        "finished": mapping.determinant_is_tidied if square else True,
        "untidied": latex.untidied_determinant_latex(mapping) if square else None,
    }


def payload(
    mapping: Mapping, *, title: str | None = None, probe: tuple[float, ...] = (), scene: str | None = None
) -> dict[str, Any]:
    """What the live view needs, and all that it needs; the shape decides the scene where none is asked for."""
    determinant = [mapping.jacobian_determinant] if mapping.is_square else []
    outputs = [*mapping.components, *mapping.jacobian_matrix, *determinant]
    outputs += [*mapping.singular_factors, *mapping.kinks]
    sliders = zip(_rows(mapping.parameters, mapping.parameter_box), mapping.parameter_values, strict=True)
    return {
        "scene": scene or SCENES.get((len(mapping.variables), len(mapping.components)), "table"),
        "title": title,
        "names": list(mapping.names),
        "labels": [names.label(name) for name in mapping.names],
        "variables": [
            {**_named(s.name), "low": low, "high": high} for s, low, high in _rows(mapping.variables, mapping.domain)
        ],
        "parameters": [{**_named(s.name), "value": w, "low": low, "high": high} for (s, low, high), w in sliders],
        "probe": list(probe) or None,
        "tape": Tape.of(mapping.variables + mapping.parameters, outputs).to_json(),
        "layout": {
            "components": len(mapping.components),
            "jacobian": len(mapping.jacobian_matrix),
            "determinant": len(determinant),
            "singular": len(mapping.singular_factors),
            "kinks": len(mapping.kinks),
        },
    }


def _read(request: Request) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping of a request, and the notes of its reading. FieldError with the field that is to blame."""
    variables = request.variables.strip() or None
    try:
        reading = read(request.text, variables)
    except ParseError as error:
        is_list = variables is not None and error.text.strip() == variables
        raise FieldError("variables" if is_list else "mapping", error) from error
    mapping = reading.mapping
    domain, sliders = dict(request.ranges), dict(request.parameters)
    box, parameter_box = mapping.domain, mapping.parameter_box
    ends = [_interval(s, domain.get(s.name), low, high) for s, low, high in _rows(mapping.variables, box)]
    values, slider_ends = [], []
    for (s, low, high), value in zip(_rows(mapping.parameters, parameter_box), mapping.parameter_values, strict=True):
        typed = sliders.get(s.name)
        low, high = _interval(s, typed and typed[1:], low, high)
        value = _number(typed[0], s) if typed and typed[0].strip() else value
        values.append(value)
        slider_ends.append((min(low, value), max(high, value)))
    return replace(
        mapping, domain=_box(ends), parameter_values=tuple(values), parameter_box=_box(slider_ends)
    ), reading.notes


def _rows(symbols: tuple[Symbol, ...], box: Box) -> Iterator[tuple[Symbol, float, float]]:
    return zip(symbols, box.lower, box.upper, strict=True)


def _box(ends: list[tuple[float, float]]) -> Box:
    return Box(tuple(low for low, _ in ends), tuple(high for _, high in ends))


def _interval(symbol: Symbol, typed: Texts | None, low: float, high: float) -> tuple[float, float]:
    """The ends that were typed, an empty text standing for the end as it was."""
    low, high = (
        _number(t, symbol) if t.strip() else end for t, end in zip(typed or ("", ""), (low, high), strict=True)
    )
    if not low < high:
        text = ", ".join(typed or ())
        raise FieldError(symbol.name, ParseError("A range must rise: put the smaller number first.", 0, text))
    return low, high


def _number(text: str, symbol: Symbol) -> float:
    try:
        return parse_number(text)
    except ParseError as error:
        raise FieldError(symbol.name, error) from error


def _named(name: str) -> dict[str, str]:
    return {"name": name, "label": names.label(name)}


def _intervals(symbols: tuple[Symbol, ...], box: Box) -> dict[str, list[float]]:
    return {s.name: [low, high] for s, low, high in _rows(symbols, box)}
