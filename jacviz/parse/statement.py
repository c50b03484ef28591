"""A whole text as its parts: formulas with their names, and all that is said about the variables."""

from __future__ import annotations

from dataclasses import dataclass, field

from .lefts import check_same
from .source import Token


@dataclass
class Part:
    """One formula as written: the names on its left side, and whose rate or new value each of them is."""

    tokens: list[Token]
    names: list[Token] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    header: list[Token] | None = None
    grouped: bool = False
    """Whether it is one component of a list in brackets."""


@dataclass
class Range:
    """low < name < high as tokens."""

    name: Token
    low: list[Token]
    high: list[Token]


@dataclass
class Statement:
    """A whole text: its parts, and the variables, the ranges, the time and the name of the function that it gives."""

    parts: list[Part] = field(default_factory=list)
    header: list[Token] | None = None
    function: Token | None = None
    ranges: list[Range] = field(default_factory=list)
    conditions: list[list[Token]] = field(default_factory=list)
    times: set[str] = field(default_factory=set)
    constants: list[Token] = field(default_factory=list)
    unpacked: dict[str, list[Token]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    """Every name that the text gives to the whole mapping."""
    headers: list[list[Token]] = field(default_factory=list)
    """Lists of variables that stand apart from a formula: def f(x, y):, lambda x, y: ..., x, y = p."""

    def entitle(self, name: Token) -> None:
        """Take a name for that of the whole mapping."""
        self.function = name
        if name.value not in self.titles:
            self.titles.append(str(name.value))

    def name_variables(self, names: list[Token]) -> None:
        """Take the variables in their order; ParseError unless they are the same wherever the text gives them."""
        if self.header is not None:
            check_same(self.header, names)
        self.header = names
