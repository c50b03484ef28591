"""Lines that other lines use: den = 1 + x^2 + y^2, g(t) = t^3, a = 2; and what becomes of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jacviz.names import label

from .errors import ParseError
from .source import Token
from .syntax import Node, symbols, walk
from .values import value
from .variables import same_family

LARGEST = 4000
"""Nodes of one formula after its definitions are put in."""
FIXED = ("x", "y", "z", "u", "v", "w", "X", "Y", "Z")
"""A left side with such a name stays a component although other lines use it."""


class Line(NamedTuple):
    """One formula with the name on its left side ("" for none) and, when it defines a function, its arguments."""

    name: str
    tree: Node
    arguments: tuple[str, ...] = ()


@dataclass
class Expanded:
    """`kept`: the indices of the lines that are components; `trees`: theirs, with all definitions put in.

    meanings: the trees of the names that are no component, put in as well. values: the numbers of parameters. renewed:
    names that take a new value.
    """

    kept: list[int]
    trees: list[Node]
    meanings: dict[str, Node] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)
    renewed: set[str] = field(default_factory=set)


def expand(lines: Sequence[Line], variables: Collection[str], notes: list[str]) -> Expanded:
    """Every line with the lines it uses put in.

    A name that its own line needs, perhaps by way of others, is a variable that takes a new value
    (x = 1 - a x^2 + y, y = b x): it is not put in.
    """
    places = {line.name: k for k, line in enumerate(lines) if line.name and line.name not in variables}
    needs = [_needs(line) & places.keys() for line in lines]
    circular = {name for name in places if _reaches(name, name, places, needs)}
    renewed = {n for n in circular if lines[places[n]].tree.value != n}
    used = set().union(*needs) - circular
    values = {n: lines[places[n]].tree for n in places if n in used and _is_number(lines[places[n]])}
    put_in: dict[str, Node] = {}
    for name in _in_order(used - values.keys(), places, needs):
        put_in[name] = _expanded(lines[places[name]], put_in, lines, places)
    kept, told = _kept(lines, used, values)
    trees = [_expanded(lines[k], put_in, lines, places) for k in kept]
    notes += told
    meanings = {n: t for n, t in put_in.items() if places[n] not in kept and not lines[places[n]].arguments}
    return Expanded(kept, trees, meanings, values, renewed and circular)


def _needs(line: Line) -> set[str]:
    return {n.value for n in walk(line.tree) if n.kind in ("symbol", "apply")} - {*line.arguments}


def _reaches(start: str, goal: str, places: dict[str, int], needs: Sequence[set[str]]) -> bool:
    """Whether a line needs a name, directly or through others."""
    waiting = [start]
    seen: set[str] = set()
    while waiting:
        for name in needs[places[waiting.pop()]] - seen:
            if name == goal:
                return True
            seen.add(name)
            waiting.append(name)
    return False


def _in_order(names: Collection[str], places: dict[str, int], needs: Sequence[set[str]]) -> list[str]:
    """The names, each behind all that it needs."""
    ordered: list[str] = []
    left = sorted(names, key=places.__getitem__)
    while left:
        ready = next(n for n in left if not needs[places[n]] & {*left})
        ordered.append(ready)
        left.remove(ready)
    return ordered


def _is_number(line: Line) -> bool:
    return not line.arguments and not any(n.kind in ("symbol", "apply", "cases") for n in walk(line.tree))


def _kept(lines: Sequence[Line], used: Collection[str], values: Collection[str]) -> tuple[list[int], list[str]]:
    """The lines that are components, and what is told of those that other lines use.

    A used line stays one when it has a coordinate's name, a prime, or a name like that of a line which nothing uses.
    """
    free = [line.name for line in lines if line.name not in used]
    listed = "" in free and len(free) == free.count("")
    kept, told = [], []
    for k, line in enumerate(lines):
        name = line.name
        if name in values:
            told.append(f"{label(name)} = {_written(line.tree)} is read as the value of a parameter")
        elif name not in used:
            kept.append(k)
        elif any(not other.name and other.tree.value == name for other in lines):
            continue  # (u, v) gathers the components u and v
        elif line.arguments:
            told.append(
                f"{label(name)}({', '.join(map(label, line.arguments))}) is the definition of a function, no component"
            )
        elif not listed and (
            name in FIXED or name.endswith("prime") or any(same_family(name, other) for other in free)
        ):
            kept.append(k)
            told.append(f"{label(name)} stands for its formula in the other lines, and is a component too")
        else:
            told.append(f"{label(name)} stands for its formula in the other lines, and is no component")
    return kept, told


def _written(tree: Node) -> str:
    """A decimal as it was typed, another number to six digits."""
    if tree.kind == "number":
        p, q = tree.value
        return str(p) if q == 1 else f"{p / q:.12g}"
    if tree.kind == "negative" and tree.parts[0].kind == "number":
        return f"-{_written(tree.parts[0])}"
    return f"{value(tree):.6g}"


def _expanded(line: Line, put_in: dict[str, Node], lines: Sequence[Line], places: dict[str, int]) -> Node:
    meanings = {name: put_in[name] for name in _needs(line) & put_in.keys()}
    if not meanings:
        return line.tree
    arguments = {name: lines[places[name]].arguments for name in meanings}
    return Replacement(meanings, arguments).of(line.tree)


class Replacement:
    """Names -> their formulas in a tree, counted so that nothing grows beyond `LARGEST`."""

    def __init__(self, meanings: dict[str, Node], arguments: dict[str, tuple[str, ...]]) -> None:
        self.meanings, self.arguments = meanings, arguments
        self.sizes = {name: size(meaning) for name, meaning in meanings.items()}
        self.left = LARGEST

    def of(self, node: Node) -> Node:
        self.left -= 1
        if node.kind == "symbol" and node.value in self.meanings and not self.arguments[node.value]:
            self._spend(self.sizes[node.value], node)
            return self.meanings[node.value]
        parts = tuple(map(self.of, node.parts))
        if node.kind == "apply" and node.value in self.meanings:
            return self._applied(node, parts)
        return node._replace(parts=parts) if parts else node

    def _applied(self, node: Node, parts: tuple[Node, ...]) -> Node:
        names = self.arguments[node.value]
        if len(parts) != len(names):
            told = f"`{label(node.value)}` is defined with {len(names)} arguments, and {len(parts)} stand here."
            raise ParseError(told, node.position)
        meaning = self.meanings[node.value]
        given = dict(zip(names, parts, strict=True))
        sizes = {name: size(part) for name, part in given.items()}
        self._spend(self.sizes[node.value] + sum(sizes.get(s.value, 0) for s in symbols(meaning)), node)
        return _replaced(meaning, given)

    def _spend(self, nodes: int, node: Node) -> None:
        self.left -= nodes
        if self.left < 0:
            raise ParseError("This line grows too long when the lines it uses are put in.", node.position)


def size(tree: Node) -> int:
    """The number of a tree's nodes."""
    return 1 + sum(size(p) for p in tree.parts)


def _replaced(tree: Node, meanings: dict[str, Node]) -> Node:
    if tree.kind == "symbol":
        return meanings.get(tree.value, tree)
    if not tree.parts:
        return tree
    return tree._replace(parts=tuple(_replaced(p, meanings) for p in tree.parts))


def with_primes(tokens: Sequence[Token], names: Collection[str]) -> list[Token]:
    """x' on the right as the name that stands on a left side."""
    merged: list[Token] = []
    for token in tokens:
        before = merged[-1] if merged else None
        if token.kind == "'" and before and before.kind in ("word", "name") and before.value + "prime" in names:
            merged[-1] = before._replace(kind="name", value=before.value + "prime", end=token.end)
        else:
            merged.append(token)
    return merged
