"""Lines that later lines use: s = x^2 + y^2, then u = x cos s."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from jacviz.names import label

from .errors import ParseError
from .source import Token
from .syntax import Node, symbols

LARGEST = 4000
COMPONENTS = ("x", "y", "z", "u", "v", "w", "X", "Y", "Z")
"""A left side with such a name stays a component although later lines use it."""


def expand(
    names: Sequence[str], trees: Sequence[Node], variables: Collection[str], notes: list[str]
) -> tuple[list[int], list[Node]]:
    """The indices of the components that remain, and every tree with the lines before it put in.

    A name that its own line or an earlier one uses is a variable that takes a new value (x = 1 - a x^2 + y, y = b x):
    then nothing is put in.
    """
    used = [{s.value for s in symbols(tree)} for tree in trees]
    own = [name if name not in variables else "" for name in names]
    if any(name and any(name in u for u in used[: k + 1]) for k, name in enumerate(own)):
        return list(range(len(trees))), list(trees)
    meanings: dict[str, Node] = {}
    expanded: list[Node] = []
    kept: list[int] = []
    for k, tree in enumerate(trees):
        needed = {name: meanings[name] for name in used[k] & meanings.keys()}
        if needed:
            tree = _substituted(tree, needed)
        expanded.append(tree)
        if own[k] and any(own[k] in u for u in used[k + 1 :]):
            meanings[own[k]] = tree
            shown = f"{label(own[k])} stands for its formula in the later lines"
            if own[k] in COMPONENTS or own[k].endswith("prime"):
                notes.append(shown)
            else:
                notes.append(f"{shown}, and is no component")
                continue
        kept.append(k)
    return kept, expanded


def _substituted(tree: Node, meanings: dict[str, Node]) -> Node:
    sizes = {name: _size(meaning) for name, meaning in meanings.items()}
    total = _size(tree) + sum(sizes.get(s.value, 0) for s in symbols(tree))
    if total > LARGEST:
        raise ParseError("This line grows too long when the lines before it are put in.", tree.position)
    return _replaced(tree, meanings)


def _size(tree: Node) -> int:
    return 1 + sum(_size(p) for p in tree.parts)


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
