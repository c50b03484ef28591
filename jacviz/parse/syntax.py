"""The syntax tree between text and SymPy: plain data, so that limits are checked before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple


class Node(NamedTuple):
    """One operation of a formula.

    kind        value            parts
    number      (p, q)           ()
    constant    "pi" or "e"      ()
    symbol      canonical name   ()
    sum         None             terms
    product     None             factors
    negative, reciprocal  None   (argument,)
    power       None             (base, exponent)
    call        function's name  arguments
    compare     "<" or "<="      (left, right)
    and, or, not  None           conditions
    cases       None             (condition, value, condition, value, ..., otherwise)
    apply       a name           arguments of a function that the text defines
    vector      entries a row    entries, row by row; only until `vectors` has taken it apart
    """

    kind: str
    position: int
    value: Any = None
    parts: tuple[Node, ...] = ()


CONDITIONS = ("compare", "and", "or", "not")
CLOSES = {"(": ")", "[": "]", "{": "}", "(|": "|)", "|": "|", "begin": "end"}
OPERANDS = {"number", "symbol", "constant", "function", "defined", "(", "[", "{", "|", "(|", "√", "∛", "∜", "frac",
            "root",
            "begin", "overline"}  # fmt: skip
"""The kinds of token that can start a factor."""


def walk(node: Node) -> Iterator[Node]:
    """A tree's nodes, each before its parts and in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if node.parts:
            waiting += reversed(node.parts)


def symbols(node: Node) -> Iterator[Node]:
    """The symbols of a tree, in the order in which they are read."""
    return (n for n in walk(node) if n.kind == "symbol")


def calls(node: Node) -> Iterator[str]:
    """The names of the functions that a tree calls."""
    return (n.value for n in walk(node) if n.kind == "call")
