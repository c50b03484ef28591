"""Text -> one number: "2π", "-pi/4", "1e-3"."""

from __future__ import annotations

import math

from . import bounds
from .errors import ParseError
from .expression import Parser
from .syntax import CONDITIONS, symbols
from .tokens import tokenize
from .values import value
from .words import resolve


def parse_number(text: str) -> float:
    """The finite real number that a constant text stands for; ParseError otherwise."""
    try:
        tokens = tokenize(text)
        if len(tokens) == 1:
            raise ParseError("Type a number, for example 2π", 0)
        notes: list[str] = []
        parser = Parser(resolve(tokens, (), notes), text, notes)
        tree = parser.expression()
        parser.finish()
        for name in symbols(tree):
            raise ParseError("Only numbers belong here, such as 2π or -pi/4.", name.position)
        if tree.kind in CONDITIONS:
            raise ParseError("Only numbers belong here, such as 2π or -pi/4.", tree.position)
        bounds.check(tree)
        result = value(tree)
        if not math.isfinite(result):
            raise ParseError("This number is too large to compute with: make it smaller.", 0)
        return result
    except ParseError as error:
        raise error.within(text) from None
    except RecursionError:
        raise ParseError("This number is nested too deep: simplify it.", 0, text) from None
