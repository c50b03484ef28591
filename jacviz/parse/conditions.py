"""Choices inside a formula: conditions, `a if c else b`, if(c, a, b), piecewise(...), LaTeX cases.

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .errors import ParseError
from .source import Token
from .syntax import CONDITIONS, Node

if TYPE_CHECKING:
    from .expression import Parser

COMPARISONS = ("<", "<=", ">", ">=")


def choice(parser: Parser, value: Node) -> Node:
    """`value if condition else other`, or the value alone."""
    token = parser.next
    if not (token.kind == "keyword" and token.value == "if" and parser.inside[-1] != "cases"):
        return value
    parser.advance()
    test = condition(parser)
    if not (parser.next.kind == "keyword" and parser.next.value in ("else", "otherwise")):
        raise ParseError("A choice needs its other half: a if condition else b.", token.position)
    parser.advance()
    otherwise = parser.expression()
    return Node("cases", value.position, None, (demand(parser, test), value, otherwise))


def condition(parser: Parser) -> Node:
    """Conditions joined by or; a plain expression passes through."""
    return _joined(parser, "or", lambda: _joined(parser, "and", lambda: negation(parser)))


def _joined(parser: Parser, word: str, read: Callable[[], Node]) -> Node:
    first = read()
    parts = [first]
    while parser.next.kind == word or (parser.next.kind == "keyword" and parser.next.value == word):
        parser.advance()
        parts.append(read())
    if len(parts) == 1:
        return first
    return Node(word, first.position, None, tuple(demand(parser, p) for p in parts))


def negation(parser: Parser) -> Node:
    token = parser.next
    if token.kind == "not" or (token.kind == "keyword" and token.value == "not"):
        parser.advance()
        return Node("not", token.position, None, (demand(parser, comparison(parser)),))
    return comparison(parser)


def comparison(parser: Parser) -> Node:
    """a < b, and chains such as 0 < x <= 1."""
    if parser.next.kind == "(" and _bracket_holds_condition(parser):
        parser.advance()
        parser.inside.append("")
        node = condition(parser)
        parser.inside.pop()
        if not parser.accept(")"):
            raise parser.missing(parser.next)
        return node
    left = parser.expression()
    links: list[Node] = []
    while parser.next.kind in COMPARISONS:
        operator = parser.advance()
        right = parser.expression()
        pair = (right, left) if operator.kind[0] == ">" else (left, right)
        links.append(Node("compare", left.position, operator.kind.replace(">", "<"), pair))
        left = right
    if parser.next.kind == "=":
        raise ParseError("Use <, >, <= or >= in conditions.", parser.next.position)
    if not links:
        return left
    return links[0] if len(links) == 1 else Node("and", links[0].position, None, tuple(links))


def _bracket_holds_condition(parser: Parser) -> bool:
    depth = 0
    for token in parser.tokens[parser.index :]:
        depth += token.kind in ("(", "[", "{")
        depth -= token.kind in (")", "]", "}")
        if depth == 0:
            return False
        joined = token.kind in ("and", "or", "not") or (token.kind == "keyword" and token.value in ("and", "or", "not"))
        if depth == 1 and (joined or token.kind in COMPARISONS):
            return True
    return False


def demand(parser: Parser, node: Node) -> Node:
    """A condition, where a number makes no sense."""
    if node.kind not in CONDITIONS:
        raise ParseError("A condition such as x > 0 is missing here.", node.position)
    return node


def conditional(parser: Parser, token: Token, arguments: tuple[Node, ...]) -> Node:
    """if(c, a, b) and piecewise(c, a, d, b, ..., otherwise)."""
    if len(arguments) < 3 or len(arguments) % 2 == 0 or (token.value == "if" and len(arguments) != 3):
        told = "Write if(condition, a, b) or piecewise(condition, a, condition, b, otherwise)."
        raise ParseError(told, token.position)
    parts = [demand(parser, a) if i % 2 == 0 else a for i, a in enumerate(arguments[:-1])]
    for value in (*arguments[1::2], arguments[-1]):
        if value.kind in CONDITIONS:
            raise ParseError("A value is missing here; a condition stands in its place.", value.position)
    return Node("cases", token.position, None, (*parts, arguments[-1]))


def is_choice(parser: Parser) -> bool:
    """Whether a brace opens a list of cases."""
    depth = 0
    for token in parser.tokens[parser.index - 1 :]:
        depth += token.kind in ("(", "[", "{")
        depth -= token.kind in (")", "]", "}")
        if depth == 0:
            return False
        if depth == 1 and token.kind == ";":
            return True
    return False


def cases(parser: Parser, opening: Token) -> Node:
    """Rows `value & condition`, the last one perhaps `value & otherwise`."""
    closing = "end" if opening.kind == "begin" else "}"
    parts: list[Node] = []
    otherwise: Node | None = None
    parser.inside.append("cases")
    while True:
        while parser.accept("row", ";", "newline"):
            pass
        if parser.accept(closing):
            break
        if otherwise is not None:
            raise ParseError("Nothing can follow the case `otherwise`: put it last.", parser.next.position)
        value = parser.expression()
        parser.accept(",")
        parser.accept("&")
        introduced = parser.next.kind == "keyword" and parser.next.value in ("if", "for", "when")
        if introduced:
            parser.advance()
        if parser.next.kind == "keyword" and parser.next.value in ("otherwise", "else"):
            parser.advance()
            otherwise = value
        elif parser.next.kind in ("row", ";", closing) and not introduced:
            otherwise = value
        else:
            parts += [demand(parser, condition(parser)), value]
        parser.accept(",")
        if parser.next.kind not in ("row", ";", "newline", closing):
            raise parser.missing(parser.next)
    parser.inside.pop()
    if not parts or otherwise is None:
        raise ParseError("The last case must say what holds otherwise: `otherwise`.", opening.position)
    return Node("cases", opening.position, None, (*parts, otherwise))
