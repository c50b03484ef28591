"""The text as plain characters that remember where they stood, and the tokens made from them.

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

import unicodedata
from typing import Any, NamedTuple

from jacviz.names import GLYPHS

from .characters import BARS, plain
from .errors import ParseError

DIGITS = "0123456789"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Token(NamedTuple):
    """`kind` is number, word, name, function, bar, begin, end-of-text or the operator itself.

    word  a run of letters and digits as typed, which may still be several names (`rcos`, `x1x2`)
    name  one canonical name that cannot be split (θ, x_1, a_max)
    """

    kind: str
    value: Any
    position: int
    end: int
    spaced: bool


class Source:
    """The text as plain characters, each with its style ("^" or "_" when raised or lowered) and its position."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.index = 0
        self.characters: list[str] = []
        self.styles: list[str] = []
        self.positions: list[int] = []
        for position, character in enumerate(text):
            style = ""
            if not character.isascii():
                decomposition = unicodedata.decomposition(character)
                if decomposition.startswith("<super>"):
                    style = "^"
                elif decomposition.startswith("<sub>"):
                    style = "_"
                elif decomposition.startswith("<fraction>"):
                    style = "/"
            stands_for = character if character in BARS or character in GLYPHS else plain(character, position)
            for each in stands_for:
                self.characters.append(each)
                self.styles.append(style)
                self.positions.append(position)
        self.positions.append(len(text))

    def peek(self, ahead: int = 0) -> str:
        """The next character on the line of writing; raised and lowered ones answer with their style."""
        index = self.index + ahead
        if index >= len(self.characters):
            return ""
        return self.styles[index] * 2 or self.characters[index]

    def take_while(self, accepted: str, style: str = "") -> str:
        start = self.index
        while (
            self.index < len(self.characters)
            and self.styles[self.index] == style
            and self.characters[self.index] in accepted
        ):
            self.index += 1
        return "".join(self.characters[start : self.index])

    def skip_spaces(self) -> None:
        while self.peek() in (" ", "\n"):
            self.index += 1

    @property
    def position(self) -> int:
        return self.positions[self.index]

    @property
    def end(self) -> int:
        """One past the last character taken."""
        return self.positions[self.index - 1] + 1


def subscript(source: Source) -> str:
    """What stands behind the underscore of x_1, a_max, x_{12}, x_{n}."""
    position = source.position
    source.index += 1
    if source.peek() == "{":
        opened = source.position
        source.index += 1
        source.skip_spaces()
        inside = source.take_while(LETTERS + DIGITS + ",")
        source.skip_spaces()
        if source.peek() != "}":
            if inside and source.peek() == "+" and source.peek(1) == "1" and source.peek(2) == "}":
                source.index += 3
                return inside + "+1"
            raise ParseError("An index is made of letters and digits and closed by }: x_{12}.", opened)
        source.index += 1
        inside = inside.replace(",", "")
    else:
        inside = source.take_while(DIGITS) or source.take_while(LETTERS + DIGITS)
    if not inside:
        raise ParseError("An index belongs behind the underscore: x_1.", position)
    return inside


def join(base: str, index: str) -> str:
    """The canonical name of a base with an index."""
    if index.endswith("+1"):
        return join(base, index[:-2]) + "prime"
    return base + index if index.isdigit() else f"{base}_{index}"
