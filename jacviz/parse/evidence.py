"""How each symbol of a formula is used: what speaks for a variable, and what for a constant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .syntax import Node, walk

TRIGONOMETRIC = ("sin", "cos", "tan", "sec", "csc", "cot")


@dataclass
class Use:
    """What the components show of one symbol.

    alone: it is a component by itself. angle: somewhere a trigonometric function is taken of it, or of a sum with other
    symbols. outside: it stands outside such functions too. components: the indices of those that hold it.
    partners: the symbols that stand beside it in a sum, as R and r do in R - r. inside: it belongs to the argument of a
    trigonometric function. phase: it is added there to a product with the time t.
    """

    alone: bool = False
    angle: bool = False
    outside: bool = False
    inside: bool = False
    phase: bool = False
    components: set[int] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)


def uses(trees: Sequence[Node]) -> dict[str, Use]:
    """The use of every symbol, in reading order."""
    found: dict[str, Use] = {}
    for index, tree in enumerate(trees):
        _look(tree, index, found, inside=False)
        if tree.kind == "symbol":
            found[tree.value].alone = True
    return found


def _look(node: Node, index: int, found: dict[str, Use], inside: bool) -> None:
    if node.kind == "symbol":
        use = found.setdefault(node.value, Use())
        use.components.add(index)
        use.outside |= not inside
        use.inside |= inside
    elif node.kind == "call" and node.value in TRIGONOMETRIC:
        argument = node.parts[0]
        _look(argument, index, found, inside=True)
        angles = _angles(argument)
        timed = argument.kind == "sum" and any(
            t.kind == "product" and any(f.value == "t" for f in t.parts) for t in argument.parts
        )
        for name in angles:
            found[name].angle = True
            found[name].phase |= timed
    else:
        for part in node.parts:
            _look(part, index, found, inside)
        if node.kind == "sum":
            _join(node, found)


def _join(node: Node, found: dict[str, Use]) -> None:
    terms = [t.parts[0] if t.kind == "negative" else t for t in node.parts]
    names = [t.value for t in terms if t.kind == "symbol"]
    for name in names:
        found[name].partners.update({*names} - {name})


def _angles(argument: Node) -> list[str]:
    """The symbols of θ, θ1 + θ2, 2θ and θ/2."""
    terms = argument.parts if argument.kind == "sum" else (argument,)
    found = []
    for term in terms:
        bare = term.parts[0] if term.kind == "negative" else term
        factors = bare.parts if bare.kind == "product" else (bare,)
        numeric = [f for f in factors if f.kind != "symbol"]
        named = [f for f in factors if f.kind == "symbol"]
        if len(named) == 1 and all(_is_numeric(f) for f in numeric):
            found.append(named[0].value)
    return found


def _is_numeric(node: Node) -> bool:
    return all(n.kind != "symbol" for n in walk(node))
