"""From a person's texts to everything that a page shows of a mapping, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Expr, Symbol

from jacviz.composition import outer_jacobian_matrix
from jacviz.explore.inputs import FieldError, Read, Request, failure, read_request
from jacviz.explore.payload import named as labelled
from jacviz.explore.payload import payload_of
from jacviz.explore.properties import properties
from jacviz.mapping import Box, Mapping
from jacviz.parse import Instead
from jacviz.parse.build import symbol
from jacviz.printing import latex
from jacviz.printing import listings as code
from jacviz.symbolic.definitions import Named, named
from jacviz.symbolic.legibility import is_readable
from jacviz.symbolic.tidy import tidied

SEARCH = 2.0  # seconds that a search for a shorter determinant may take when it is the only thing wanted


def analyse(request: Request) -> dict[str, Any]:
    """The mapping, its derivatives, its badges, its sources and the live view's payload.

    Returns plain data: {"ok": True, ...}, or {"ok": False, "error": {...}} that says what is wrong, where, what to do.
    """
    return _answer(request, lambda read: _everything(read, request.scene))


def inverse(request: Request) -> dict[str, Any]:
    """The inverse Jacobian matrix in LaTeX, or the reason why there is none."""
    return _answer(request, lambda read: {"latex": latex.inverse_latex(read.mapping)})


def shorter(request: Request) -> dict[str, Any]:
    """The determinant in LaTeX after a longer search for a short form than a first look can afford."""

    def search(read: Read) -> dict[str, Any]:
        found, finished = tidied(read.mapping.untidied_determinant, SEARCH)
        return {"latex": latex.expression_latex(found), "finished": finished}

    return _answer(request, search)


def _answer(request: Request, work: Callable[[Read], dict[str, Any]]) -> dict[str, Any]:
    """What the work makes of the mapping of a request, or an error as plain data."""
    try:
        return {"ok": True, **work(read_request(request))}
    except FieldError as error:
        return failure(error.message, error.place, error.position, error.text)
    except ValueError as error:  # no inverse, or a number too large for the tape: the message says so
        return failure(str(error))


def _everything(read: Read, scene: str) -> dict[str, Any]:
    mapping = read.mapping
    claims, shown = properties(mapping), _in_given_names(read)
    return {
        "shape": [len(mapping.components), len(mapping.variables)],
        "variables": [labelled(s.name) for s in mapping.variables],
        "parameters": [labelled(s.name) for s in mapping.parameters],
        "names": [labelled(name) for name in mapping.names],
        "ranges": _intervals(mapping.variables, mapping.domain),
        "parameter_ranges": _intervals(mapping.parameters, mapping.parameter_box),
        "parameter_values": {s.name: w for s, w in zip(mapping.parameters, mapping.parameter_values, strict=True)},
        "notes": [str(note) for note in read.notes],
        "reading": _reading(read),
        "latex": formulas(mapping, shown) | _meanings(read),
        "width": latex.matrix_width(shown.matrix if shown else mapping.jacobian_matrix),
        "badges": [{"name": p.name, "evidence": p.evidence, "detail": p.detail, "latex": p.latex} for p in claims],
        "code": {
            "LaTeX": latex.to_latex(mapping, shown),
            "SymPy": code.to_sympy(mapping),
            "NumPy": code.to_numpy(mapping),
        },
        "chain": _chain_rule(*read.stages) if read.stages else None,
        "payload": {**payload_of(read, scene), "proved": [p.name for p in claims]},
    }


def _reading(read: Read) -> dict[str, Any]:
    """What became of the text: one line, given values, reasons, and edits that say it otherwise.

    An edit is {"field": "mapping" or "variables", "text": what to put into it, "label": what to call that}; of an
    exchange it says which symbol it makes a variable, or none.
    """
    reading = read.reading
    notes = [{"text": str(note), "instead": _edit(getattr(note, "instead", None))} for note in read.notes]
    if reading is None:
        return {"line": "", "notes": notes, "values": {}, "reasons": {}, "exchanges": []}
    return {
        "line": reading.decision,
        "notes": notes,
        "values": dict(reading.values),
        "reasons": dict(reading.reasons),
        "exchanges": [{"symbol": name, **each._asdict()} for name, each in reading.exchanges.items()],
    }


def _in_given_names(read: Read) -> Named | None:
    """J and its measure in the names that a text defines; None where it defines none."""
    mapping, definitions = read.mapping, _defined(read)
    return named(mapping.jacobian_matrix, _measure(mapping), definitions) if definitions else None


def _measure(mapping: Mapping) -> Expr | None:
    """det J, or with more components than variables the volume element, where one is written out."""
    if not mapping.has_measure or len(mapping.components) < len(mapping.variables):
        return None
    found = mapping.jacobian_determinant if mapping.is_square else mapping.volume_element
    return found if is_readable(found) else None


def _meanings(read: Read) -> dict[str, list[str]]:
    """The names that a text defines, as equations."""
    found = _defined(read)
    return {"definitions": latex.meanings_latex(found)} if found else {}


def _defined(read: Read) -> dict[Symbol, Expr]:
    return {symbol(name): meaning for name, meaning in read.reading.definitions} if read.reading else {}


def _edit(instead: Instead | None) -> dict[str, str] | None:
    return instead and {"field": instead.field, "text": instead.text, "label": instead.label}


def _chain_rule(f: Mapping, g: Mapping) -> dict[str, str]:
    """The LaTeX of both mappings and of the factors of J(g ∘ f)."""
    return {
        "f": latex.mapping_latex(f),
        "g": latex.mapping_latex(g),
        "outer": latex.jacobian_latex(g),
        "outer_at_f": latex.matrix_latex(outer_jacobian_matrix(g, f)),
        "inner": latex.jacobian_latex(f),
    }


def formulas(mapping: Mapping, shown: Named | None = None) -> dict[str, Any]:
    """The LaTeX of the mapping, its Jacobian matrix, each partial and, where square, its determinant."""
    rows, columns = len(mapping.components), len(mapping.variables)
    square = mapping.is_square
    measure = latex.expression_latex(shown.measure) if shown and shown.measure is not None else None
    return {
        "mapping": latex.mapping_latex(mapping),
        "symbols": latex.jacobian_symbol_latex(mapping),
        "jacobian": latex.matrix_latex(shown.matrix) if shown else latex.jacobian_latex(mapping),
        "partials": [latex.partial_latex(mapping, i, j, shown) for i in range(rows) for j in range(columns)],
        "determinant": (measure or latex.determinant_latex(mapping)) if square else None,
        "finished": mapping.determinant_is_tidied if square else True,
        "untidied": latex.untidied_determinant_latex(mapping) if square else None,
        "element": (measure or latex.volume_element_latex(mapping)) if rows > columns else None,
    }


def _intervals(symbols: tuple[Symbol, ...], box: Box) -> dict[str, list[float]]:
    return {s.name: list(side) for s, side in zip(symbols, box.intervals, strict=True)}
