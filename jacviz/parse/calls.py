"""Functions and their arguments: sin(x), sin 2x, sin^2 x, max(0, u).

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import conditions, limits
from .errors import ParseError
from .functions import CONDITIONAL, FUNCTIONS
from .source import Token
from .syntax import CLOSES, OPERANDS, Node

if TYPE_CHECKING:
    from .expression import Parser

ORDER = 20


def call(parser: Parser, token: Token) -> Node:
    """A function with its argument, in brackets or without."""
    name = token.value
    exponent, inverse = _function_exponent(parser, token)
    if inverse:
        name = FUNCTIONS[name].inverse
        told = f"arc{token.value}" if name == f"a{token.value}" else name
        parser.notes.append(f"{parser.text[token.position : token.end]}^-1 is read as the inverse function {told}")
    opening = parser.next.kind
    in_brackets = opening in ("(", "[", "{")
    arguments = _arguments(parser, name) if in_brackets else (_bare_argument(parser, token),)
    if name.startswith("bessel"):
        name, arguments = _with_order(name, arguments, token)
    function = FUNCTIONS.get(name)
    least, most = (function.least, function.most) if function else (1, 1)
    if name not in CONDITIONAL and not least <= len(arguments) <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        plural = "" if wanted == "1" else "s"
        told = f"`{name}` takes {wanted} argument{plural} in brackets, and {len(arguments)} stands here."
        raise ParseError(told, token.position)
    node = conditions.conditional(parser, token, arguments) if name in CONDITIONAL else None
    node = node or _rewritten(name, arguments, token, opening) or Node("call", token.position, name, arguments)
    return Node("power", token.position, None, (node, exponent)) if exponent else node


def apply(parser: Parser, token: Token) -> Node:
    """A function that the text itself defines, with its arguments."""
    return Node("apply", token.position, token.value, _arguments(parser, ""))


def _with_order(name: str, arguments: tuple[Node, ...], token: Token) -> tuple[str, tuple[Node, ...]]:
    """J_0(x) and besselj(0, x) with their order in front; ParseError where it is no small whole number."""
    if name[-1].isdigit():
        order = int(name[len("besselj") :])
        name, arguments = name[: len("besselj")], (Node("number", token.position, (order, 1)), *arguments)
    if len(arguments) == 2:
        first = arguments[0]
        digits = first.parts[0] if first.kind == "negative" else first
        if digits.kind != "number" or digits.value[1] != 1 or digits.value[0] > ORDER:
            raise ParseError(f"The order of a Bessel function is a whole number up to {ORDER} here.", first.position)
    return name, arguments


def _rewritten(name: str, arguments: tuple[Node, ...], token: Token, opening: str) -> Node | None:
    """clamp, ceil, log with a base and their like by the functions that they are made of."""
    position = token.position

    def called(function: str, *parts: Node) -> Node:
        return Node("call", position, function, parts)

    if name == "clamp":
        x, low, high = arguments
        return called("min", called("max", x, low), high)
    if name == "ceil":
        inner = Node("negative", position, None, arguments)
        return Node("negative", position, None, (called("floor", inner),))
    if name == "pow":
        return Node("power", position, None, arguments)
    if name == "square":
        return Node("power", position, None, (*arguments, Node("number", position, (2, 1))))
    if name == "ln" and len(arguments) == 2:
        x, base = reversed(arguments) if opening == "[" else arguments  # Mathematica puts the base first
        return Node(
            "product", position, None, (called("ln", x), Node("reciprocal", position, None, (called("ln", base),)))
        )
    return None


def _function_exponent(parser: Parser, token: Token) -> tuple[Node | None, bool]:
    """The 2 of sin^2 x, and whether sin^-1 asks for the inverse function."""
    if parser.next.kind != "^":
        return None, False
    caret = parser.advance()
    exponent = _factor_of_exponent(parser)
    minus_one = exponent.kind == "negative" and exponent.parts[0].value == (1, 1)
    if minus_one and exponent.parts[0].kind == "number":
        function = FUNCTIONS.get(token.value)
        if not function or not function.inverse:
            told = f"`{token.value}^-1` could be an inverse or 1/{token.value}: write the one that is meant."
            raise ParseError(told, caret.position)
        return None, True
    return exponent, False


def _factor_of_exponent(parser: Parser) -> Node:
    """An exponent between a function and its argument: a number, a name or a bracket."""
    position = parser.next.position
    negative = parser.accept("-")
    token = parser.advance()
    if token.kind in ("number", "symbol", "constant"):
        node = Node(token.kind, token.position, token.value)
    elif token.kind in ("(", "{"):
        node = parser.bracket(token)
    else:
        raise ParseError("Behind ^ a number such as 2 is missing: sin^2 x.", token.position)
    return Node("negative", position, None, (node,)) if negative else node


def _arguments(parser: Parser, name: str) -> tuple[Node, ...]:
    """The arguments in brackets, separated by commas."""
    opening = parser.advance()
    parser.inside.append("")
    items = [_argument(parser, name)]
    while parser.accept(","):
        items.append(_argument(parser, name))
    parser.inside.pop()
    if not parser.accept(CLOSES[opening.kind]):
        raise parser.unexpected(opening)
    return tuple(items)


def _argument(parser: Parser, name: str) -> Node:
    return conditions.condition(parser) if name in CONDITIONAL else parser.expression()


def _bare_argument(parser: Parser, token: Token) -> Node:
    """How far a function without brackets reaches: over numbers and names, not over the next function."""
    parser.depth += 1
    if parser.depth > limits.NESTING:
        raise ParseError("Functions are nested too deep here: simplify the formula.", token.position)
    if parser.next.kind not in OPERANDS and parser.next.kind != "-":
        raise ParseError(f"`{token.value}` needs an argument: {token.value}(x).", token.position)
    start = parser.next.position
    negative = False
    while parser.accept("-"):
        negative = not negative
    factors = [parser.factor()]
    ended = factors[0].kind == "call"
    names = 0
    while not ended and parser.continues() and parser.next.kind != "function" and parser.next.value not in parser.axes:
        constant = all(f.kind in ("number", "constant") for f in factors)
        if parser.next.kind not in ("number", "symbol", "constant") and not constant:
            written, shown = parser.written(start), parser.text[token.position : token.end]
            if parser.next.kind == "(":
                parser.notes.append(f"{shown} {written}(...) is read as ({shown} {written}) · (...)")
            break
        names += parser.next.spaced and not constant
        factors.append(parser.factor())
    if names:
        written = parser.written(start)
        shown = parser.text[token.position : token.end]
        parser.notes.append(f"{shown} {written} is read as {shown}({written})")
    node = factors[0] if len(factors) == 1 else Node("product", start, None, tuple(factors))
    parser.depth -= 1
    return Node("negative", start, None, (node,)) if negative else node
