"""Text -> one expression, or inequalities, in symbols that are known beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sympy import Expr

from jacviz.names import label

from . import bounds
from .build import build
from .conditions import condition, demand
from .errors import ParseError
from .expression import Parser
from .syntax import CONDITIONS, Node, symbols, walk
from .tokens import tokenize
from .words import resolve

SEPARATORS = (",", ";", "newline", "and")
Result = TypeVar("Result")


def parse_expression(text: str, names: Sequence[str]) -> Expr:
    """The real expression that a text describes in those symbols; ParseError with the place otherwise."""

    def only(parser: Parser) -> Expr:
        tree = parser.expression()
        parser.finish()
        if tree.kind in CONDITIONS:
            raise ParseError("A formula belongs here, not a condition.", tree.position)
        return build(_checked(tree, names))

    return _read(text, names, only, "Type a formula, for example x^2 + y^2")


def parse_inequalities(text: str, names: Sequence[str]) -> tuple[Expr, ...]:
    """The expressions that are >= 0 together where all inequalities of a text hold; a strict one counts as its closure.

    `x^2 + y^2 <= 4, 0 < x < y` gives three. ParseError for "or" and "not", and where an inequality is missing.
    """

    def every(parser: Parser) -> tuple[Expr, ...]:
        found: list[Expr] = []
        while parser.next.kind:
            if not parser.accept(*SEPARATORS):
                tree = demand(parser, condition(parser))
                found += _differences(_checked(tree, names))
                if parser.next.kind not in (*SEPARATORS, ""):
                    parser.finish()
        return tuple(found)

    return _read(text, names, every, "Type inequalities, for example x^2 + y^2 <= 4, x >= 0")


def _read(text: str, names: Sequence[str], reader: Callable[[Parser], Result], example: str) -> Result:
    try:
        tokens = tokenize(text)
        if all(token.kind in ("", *SEPARATORS) for token in tokens):
            raise ParseError(example, 0)
        notes: list[str] = []
        return reader(Parser(resolve(tokens, names, notes), text, notes))
    except ParseError as error:
        raise error.within(text) from None
    except RecursionError:
        raise ParseError("This formula is nested too deep: simplify it.", 0, text) from None


def _checked(tree: Node, names: Sequence[str]) -> Node:
    for found in symbols(tree):
        if found.value not in names:
            known = ", ".join(map(label, names))
            told = f"only {known} may stand here" if names else "only numbers may stand here"
            raise ParseError(f"`{label(found.value)}` is not known: {told}.", found.position)
    bounds.check(tree)
    return tree


def _differences(tree: Node) -> Iterator[Expr]:
    """right - left of each comparison."""
    for node in walk(tree):
        if node.kind in ("or", "not"):
            told = f"`{node.kind}` is not read in a region: write inequalities that hold together, separated by commas."
            raise ParseError(told, node.position)
        if node.kind == "compare":
            left, right = map(build, node.parts)
            yield right - left
