"""Published closed forms: what a mapping gives, beside what its source prints in the same symbols."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sympy import Add, Expr, Mul, S, Symbol

from jacviz.mapping import Box, Mapping
from jacviz.names import canonical
from jacviz.parse import parse, parse_expression
from jacviz.symbolic.definitions import with_definitions
from jacviz.symbolic.legibility import Lengths

KINDS = ("determinant", "element", "entry")


@dataclass(frozen=True)
class Published:
    """A mapping, the expression that its source prints, and the names that the source gives to parts of it.

    `positive` where the source means positive letters (and an eccentricity below 1).
    """

    name: str
    source: str
    kind: str
    mapping: Mapping
    printed: Expr
    definitions: dict[Symbol, Expr]
    positive: bool

    @cached_property
    def found(self) -> Expr:
        """What jacviz shows in its place."""
        if self.kind == "entry":
            return self.mapping.jacobian_matrix[0, 0]
        return self.mapping.jacobian_determinant if self.kind == "determinant" else self.mapping.volume_element

    @cached_property
    def named(self) -> Expr:
        """The same in the names of the source, where that is shorter."""
        return with_definitions(self.found, self.definitions)[0]

    @cached_property
    def lengths(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Of what jacviz finds, and of what the source prints."""
        length = Lengths()
        return length(self.named), min(map(length, (self.printed, contents_outside(self.printed))))

    @property
    def is_short(self) -> bool:
        """Whether what jacviz finds is no longer than what the source prints."""
        return self.lengths[0] <= self.lengths[1]


def published() -> list[Published]:
    """All of tests/closed_forms.toml."""
    table = tomllib.loads(Path(__file__).with_name("closed_forms.toml").read_text(encoding="utf-8"))
    return [_read(form) for form in table["form"]]


def _read(form: dict[str, Any]) -> Published:
    letters = ",".join([form["variables"], *([form["parameters"]] if "parameters" in form else [])])
    typed = parse(form["text"], letters)
    where = {canonical(name): parse(text, form["variables"]) for name, text in form.get("where", {}).items()}
    definitions = {Symbol(name, real=True): part.components[0] for name, part in where.items()}
    mapping = _with_variables(typed, [canonical(name) for name in form["variables"].split(",")], definitions)
    names = [s.name for s in (*mapping.variables, *mapping.parameters, *definitions)]
    kind = next(kind for kind in KINDS if kind in form)
    return Published(
        form["name"], form["source"], kind, mapping, parse_expression(form[kind], names), definitions,
        form.get("positive", False),
    )  # fmt: skip


def _with_variables(typed: Mapping, variables: list[str], definitions: dict[Symbol, Expr]) -> Mapping:
    """The mapping of these variables alone, with the definitions put in and all other symbols as parameters."""
    components = tuple(c.xreplace(definitions) for c in typed.components)
    symbols = [Symbol(name, real=True) for name in variables]
    free = set().union(*(c.free_symbols for c in components)) - set(symbols)
    parameters = tuple(sorted(free, key=lambda s: s.name))
    n, k = len(symbols), len(parameters)
    return replace(
        typed, variables=tuple(symbols), components=components, domain=Box((-1.0,) * n, (1.0,) * n),
        parameters=parameters, parameter_values=(1.0,) * k, parameter_box=Box((0.0,) * k, (2.0,) * k),
    )  # fmt: skip


def contents_outside(expr: Expr) -> Expr:
    """4 (u + v) as it was printed: SymPy multiplies the number into the sum."""
    if not expr.args:
        return expr
    parts = [contents_outside(a) for a in expr.args]
    if expr.is_Add:
        content, rest = expr.primitive()
        if content is not S.One:
            return Mul(content, contents_outside(rest), evaluate=False)
        return Add(*parts, evaluate=False)
    return expr.func(*parts, evaluate=False) if expr.is_Mul or expr.is_Pow else expr.func(*parts)
