"""Vectors and matrices inside a formula: c (u, v), A x + b written out, u i + v j + w k."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import limits
from .errors import ParseError
from .functions import FUNCTIONS
from .source import Token
from .syntax import Node, symbols, walk

if TYPE_CHECKING:
    from .expression import Parser

LARGEST = 4000
"""Nodes that the entries of a vector may hold together."""
AXES = ("i", "j", "k")
WHOLE = "Only one formula fits inside this bracket: a comma separates components."
Rows = tuple[tuple[Node, ...], ...]


def listed(parser: Parser, first: Node) -> Node:
    """(a, b), [a, b], [a, b; c, d] and [[a, b], [c, d]] behind their first entry; else ParseError."""
    position = parser.next.position
    rows = [[first]]
    while separator := parser.accept(",", ";"):
        if separator.kind == ";":
            rows.append([])
        rows[-1].append(parser.expression())
    inner = [e for row in rows for e in row if e.kind == "vector"]
    if inner:
        if len(rows) > 1 or len(inner) < len(rows[0]) or len({len(e.parts) for e in inner}) > 1:
            raise ParseError(WHOLE, inner[0].position)
        rows = [list(e.parts) for e in inner]
        return Node("vector", position, len(rows[0]), tuple(e for row in rows for e in row))
    if len(rows) == 1:
        return Node("vector", position, 1, tuple(rows[0]))
    return _table(rows, position)


def matrix(parser: Parser, opening: Token) -> Node:
    r"""The rows of \begin{pmatrix} a & b \\ c & d \end{pmatrix}."""
    rows: list[list[Node]] = [[]]
    parser.inside.append("")
    while not parser.accept("end"):
        if parser.accept("row", "newline", ";"):
            rows.append([])
        elif not parser.accept("&", ","):
            rows[-1].append(parser.expression())
            if parser.next.kind not in ("row", "newline", ";", "&", ",", "end"):
                raise parser.missing(parser.next)
    parser.inside.pop()
    if parser.next.kind == "^" and parser.tokens[parser.index + 1].kind in ("transpose", "symbol"):
        token = parser.tokens[parser.index + 1]
        if token.kind == "transpose" or token.value == "T":
            parser.index += 2
            rows = [list(column) for column in zip(*rows, strict=False)]
    return _table([row for row in rows if row], opening.position)


def _table(rows: list[list[Node]], position: int) -> Node:
    if not rows or len({len(row) for row in rows}) > 1:
        raise ParseError("The rows of this matrix are of different lengths.", position)
    if any(e.kind == "vector" for row in rows for e in row):
        raise ParseError(WHOLE, position)
    if len(rows) == 1 and len(rows[0]) > 1:
        rows = [[e] for e in rows[0]]
    return Node("vector", position, len(rows[0]), tuple(e for row in rows for e in row))


def components(tree: Node) -> list[Node]:
    """The components of a formula: its entries when it is a vector, else itself; ParseError for a vector within."""
    if any(node.kind == "vector" for node in walk(tree)):
        rows = _rows(tree)
        if isinstance(rows, Node):
            return [rows]
        if len(rows[0]) > 1:
            raise ParseError("A matrix is no mapping: multiply it by a vector, A x.", tree.position)
        return [row[0] for row in rows]
    return _along_axes(tree) or [tree]


def _along_axes(tree: Node) -> list[Node] | None:
    """The components of P i + Q j + R k, None when the formula is no such sum."""
    used = {s.value.removesuffix("_hat") for s in symbols(tree)}
    if not {"i", "j"} <= used:
        return None
    size = 3 if "k" in used else 2
    try:
        rows = _rows(_with_axes(tree, size))
    except ParseError:
        return None
    return None if isinstance(rows, Node) or len(rows) != size else [row[0] for row in rows]


def _with_axes(node: Node, size: int) -> Node:
    name = node.value.removesuffix("_hat") if node.kind == "symbol" else ""
    if name in AXES[:size]:
        entries = tuple(Node("number", node.position, (int(k == AXES.index(name)), 1)) for k in range(size))
        return Node("vector", node.position, 1, entries)
    return node._replace(parts=tuple(_with_axes(p, size) for p in node.parts)) if node.parts else node


def _rows(node: Node) -> Rows | Node:
    """A matrix as its rows, a number as itself."""
    if node.kind == "vector":
        columns = node.value
        return tuple(node.parts[k : k + columns] for k in range(0, len(node.parts), columns))
    inner = [_rows(p) for p in node.parts]
    if all(isinstance(each, Node) for each in inner):
        return node
    if node.kind == "sum":
        return _sum(node, inner)
    if node.kind == "negative":
        return _each(inner[0], lambda e: Node("negative", node.position, None, (e,)))
    if node.kind == "product":
        result = inner[0]
        for factor in inner[1:]:
            result = _times(result, factor, node)
        return result
    if node.kind == "call" and len(inner) == 1 and node.value in FUNCTIONS:
        return _each(inner[0], lambda e: node._replace(parts=(e,)))
    raise ParseError(WHOLE, _first(node).position)


def _first(node: Node) -> Node:
    return next((n for n in walk(node) if n.kind == "vector"), node)


def _each(rows: Rows | Node, change) -> Rows | Node:  # type: ignore[no-untyped-def]
    if isinstance(rows, Node):
        return change(rows)
    return tuple(tuple(map(change, row)) for row in rows)


def _sum(node: Node, terms: Sequence[Rows | Node]) -> Rows:
    shapes = {None if isinstance(t, Node) else (len(t), len(t[0])) for t in terms}
    if len(shapes) > 1:
        raise ParseError("These vectors are of different lengths, or a number is added to one.", _first(node).position)
    tables = [t for t in terms if not isinstance(t, Node)]
    height, width = len(tables[0]), len(tables[0][0])
    return tuple(tuple(_plus([t[i][j] for t in tables], node.position) for j in range(width)) for i in range(height))


def _times(a: Rows | Node, b: Rows | Node, node: Node) -> Rows | Node:
    _check_size(a, b, node)
    if isinstance(a, Node) and isinstance(b, Node):
        return _product(a, b)
    if isinstance(a, Node) or isinstance(b, Node):
        factor, table = (a, b) if isinstance(a, Node) else (b, a)
        return _each(table, lambda e: _product(factor, e))  # type: ignore[arg-type]
    if len(a[0]) != len(b):
        raise ParseError("The matrix has another number of columns than the vector has entries.", _first(node).position)
    return tuple(
        tuple(_plus([_product(a[i][k], b[k][j]) for k in range(len(b))], node.position) for j in range(len(b[0])))
        for i in range(len(a))
    )


def _check_size(a: Rows | Node, b: Rows | Node, node: Node) -> None:
    repeated = max(1 if isinstance(t, Node) else len(t) * len(t[0]) for t in (a, b))
    if repeated > limits.COMPONENTS**2 or repeated * (_size(a) + _size(b)) > LARGEST:
        raise ParseError("This product of matrices grows too long: write its components.", _first(node).position)


def _size(rows: Rows | Node) -> int:
    entries = [rows] if isinstance(rows, Node) else [e for row in rows for e in row]
    return sum(1 for e in entries for _ in walk(e))


def _plus(terms: list[Node], position: int) -> Node:
    kept = [t for t in terms if t.value != (0, 1)] or terms[:1]
    return kept[0] if len(kept) == 1 else Node("sum", position, None, tuple(kept))


def _product(a: Node, b: Node) -> Node:
    if (0, 1) in (a.value, b.value):
        return Node("number", a.position, (0, 1))
    if a.value == (1, 1) or b.value == (1, 1):
        return b if a.value == (1, 1) else a
    return Node("product", a.position, None, (a, b))
