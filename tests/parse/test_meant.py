"""What people typed, beside what they meant: variables, parameters, derivatives, notes, as meant.toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import sympy
from sympy import Expr, Matrix, Symbol
from sympy.parsing.sympy_parser import parse_expr

from jacviz.parse import Note, ParseError, Reading, read
from jacviz.symbolic import cofactors

MEANT = tomllib.loads(Path(__file__).with_name("meant.toml").read_text("utf-8"))
ROWS = [(kind, row) for kind, rows in MEANT.items() for row in rows]
READ = [row for _, row in ROWS if "refused" not in row]
REFUSED = [row for _, row in ROWS if "refused" in row]
SPELLED = {"lamda": "lambda", "gamma_": "gamma"}
POINTS = 3


def each(rows: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("row", rows, ids=[row["of"] for row in rows])


def reading_of(row: dict[str, Any]) -> Reading:
    return read(row["text"], row.get("given"))


def written(text: str, names: set[str]) -> Expr:
    """An expression of this file, with the names of a mapping for its symbols."""
    known: dict[str, Any] = {spelled: Symbol(name, real=True) for spelled, name in SPELLED.items()}
    taken = {"lambda"} | ({"gamma"} if "gamma(" in text else set())
    known |= {name: Symbol(name, real=True) for name in names - taken}
    return parse_expr(text, local_dict=known)


def near(a: Expr, b: Expr, symbols: set[Symbol]) -> bool:
    """Equal numbers at some points."""
    for k in range(POINTS):
        ordered = sorted(symbols, key=lambda s: s.name)
        point = {s: sympy.Rational(37 + 11 * i + 5 * k, 50 + 3 * k) for i, s in enumerate(ordered)}
        left, right = (complex(e.xreplace(point).evalf(25)) for e in (a, b))
        if abs(left - right) > 1e-10 * (1 + abs(left) + abs(right)):
            return False
    return True


@each(READ)
def test_variables_and_parameters(row: dict[str, Any]) -> None:
    reading = reading_of(row)
    mapping = reading.mapping
    assert " ".join(s.name for s in mapping.variables) == row["variables"]
    if "parameters" in row:
        assert {s.name for s in mapping.parameters} == set(row["parameters"].split())
    assert {name for name, _ in reading.definitions} == set(row.get("definitions", "").split())
    assert dict(reading.values) == pytest.approx(row.get("values", {}))
    for name, value in row.get("values", {}).items():
        index = [s.name for s in mapping.parameters].index(name)
        assert mapping.parameter_values[index] == pytest.approx(value)
    if "domain" in row:
        assert [list(side) for side in mapping.domain.intervals] == [pytest.approx(side) for side in row["domain"]]


@each([row for row in READ if "det" in row or "matrix" in row])
def test_derivatives(row: dict[str, Any]) -> None:
    mapping = reading_of(row).mapping
    symbols = {*mapping.variables, *mapping.parameters}
    names = {s.name for s in symbols}
    if "matrix" in row:
        wanted = Matrix([[written(entry, names) for entry in line] for line in row["matrix"]])
        assert mapping.jacobian_matrix.shape == wanted.shape
        for got, expected in zip(mapping.jacobian_matrix, wanted, strict=True):
            assert near(got, expected, symbols), (got, expected)
    if "det" in row:
        determinant = cofactors.determinant(mapping.jacobian_matrix.tolist())
        assert near(determinant, written(row["det"], names), symbols), determinant


@each(READ)
def test_notes_say_what_was_guessed(row: dict[str, Any]) -> None:
    notes = reading_of(row).notes
    for piece in row.get("note", ()):
        assert any(piece in note for note in notes), notes
    if row.get("quiet"):
        assert notes == ()


@each(REFUSED)
def test_what_cannot_be_meant_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(ParseError) as caught:
        reading_of(row)
    assert row["refused"] in caught.value.message
    if "at" in row:
        assert caught.value.position == row["at"]
    assert caught.value.text == row["text"]


@each(READ)
def test_every_edit_can_be_read(row: dict[str, Any]) -> None:
    """One click on a note, or on an exchange of variables, leads to a text or to variables that are read again."""
    reading = reading_of(row)
    for note in reading.notes:
        instead = note.instead if isinstance(note, Note) else None
        if instead and instead.field == "mapping":
            assert instead.text != row["text"]
            read(instead.text, row.get("given"))
    for edit in reading.exchanges.values():
        assert edit.field == "variables"
        again = read(row["text"], edit.text).mapping
        assert {s.name for s in again.variables} != {s.name for s in reading.mapping.variables}


def test_there_are_inputs_enough() -> None:
    assert len(ROWS) >= 150
    assert len({row["text"] for _, row in ROWS}) == len(ROWS)
