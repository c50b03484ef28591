"""How large a text may be, checked before anything is computed; each limit has its own message.

What is too large raises ParseError, at its place in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jacviz.names import LONGEST

from .errors import ParseError
from .functions import CONDITIONAL, FUNCTIONS, KEYWORDS

if TYPE_CHECKING:
    from .source import Token

LENGTH = 5000
COMPONENTS = 64
PARAMETERS = 40
BRACKETS = 24
NESTING = 40
DIGITS = 40
SCALE = 60
CLOSING = {")": "(", "]": "[", "}": "{", "|)": "(|", "end": "begin"}
SHOWN = {"(|": r"\left|", "begin": r"\begin"}


def check_text(text: str) -> None:
    if len(text) > LENGTH:
        raise ParseError(f"This text has {len(text)} characters; at most {LENGTH} are read. Shorten it.", LENGTH)


def check_number(digits: str, position: int) -> None:
    if len(digits.lstrip("0")) > DIGITS or len(digits) > 2 * DIGITS:
        raise ParseError(f"This number has {len(digits)} digits; at most {DIGITS} are read. Round it.", position)


def scale(digits: str, position: int) -> int:
    """The power of ten of a number such as 1e-3."""
    if len(digits) > 3 or int(digits) > SCALE:
        raise ParseError(f"The power of ten of a number may be {SCALE} at most.", position)
    return int(digits)


def check_name(name: str, position: int) -> None:
    if len(name) > LONGEST + 40:
        raise ParseError(f"This name has {len(name)} letters; a name may have {LONGEST}. Shorten it.", position)


def check_brackets(tokens: Sequence[Token]) -> None:
    """Every bracket closed by its own kind, and not too deep."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind in ("(", "[", "{", "(|", "begin"):
            opened.append(token)
            if len(opened) > BRACKETS:
                told = f"Brackets are nested more than {BRACKETS} deep here: simplify the formula."
                raise ParseError(told, token.position)
        elif token.kind in CLOSING:
            if not opened:
                raise ParseError("This bracket closes nothing: remove it or open one before it.", token.position)
            opening = opened.pop()
            if opening.kind != CLOSING[token.kind]:
                expected = next(close for close, kind in CLOSING.items() if kind == opening.kind)
                told = f"This bracket is closed by one of another kind: close it by {expected}"
                raise ParseError(told, opening.position)
    if opened:
        expected = next(close for close, kind in CLOSING.items() if kind == opened[-1].kind)
        expected = {"|)": r"\right|", "end": r"\end{...}"}.get(expected, expected)
        raise ParseError(f"This bracket is never closed: add {expected} behind it.", opened[-1].position)


def check_components(count: int, position: int) -> None:
    if count > COMPONENTS:
        raise ParseError(f"A mapping may have {COMPONENTS} components here, and this is one more.", position)


def check_short(name: str, position: int) -> None:
    if len(name) > LONGEST:
        raise ParseError(f"This name has {len(name)} letters; a name may have {LONGEST}. Shorten it.", position)


def check_meaning(name: str, position: int) -> None:
    """A variable or a component cannot take the name of something that has a meaning already."""
    if name == "pi":
        raise ParseError("π is a number: choose another name.", position)
    if name in FUNCTIONS or name in CONDITIONAL or name in KEYWORDS:
        raise ParseError(f"`{name}` stands for a function or a word of the formula: choose another name.", position)


def check_symbols(variables: int, parameters: int, position: int) -> None:
    if variables > COMPONENTS:
        told = f"This formula has {variables} variables; at most {COMPONENTS} are read. Name them in their field."
        raise ParseError(told, position)
    if parameters > PARAMETERS:
        told = f"This formula has {parameters} parameters; at most {PARAMETERS} are read. Give some their values."
        raise ParseError(told, position)
