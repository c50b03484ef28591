"""The text as plain characters that remember where they stood, and the tokens made from them.

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from jacviz.names import GLYPHS

from .characters import BARS, MARKS, plain
from .comments import ASIDES, skip
from .errors import ParseError

DIGITS = "0123456789"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


EVERYDAY = {*LETTERS, *DIGITS, *" +-*/^()[]{}=,"}
OPENERS = ("(", "[", "{", "(|", "begin")
CLOSERS = (")", "]", "}", "|)", "end")
STYLES = {"<super": "^", "<sub": "_", "<fraction": "/"}
MINUS = "minus"
"""In a name, the minus sign of an index: k_{-1} is k_minus1, x_{n-1} is x_nminus1."""


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

    def __init__(self, text: str, notes: list[str] | None = None) -> None:
        self.text = text
        self.notes = notes
        self.index = 0
        self.characters: list[str] = []
        self.styles: list[str] = []
        self.positions: list[int] = []
        position = 0
        while position < len(text):
            left_out = skip(text, position, notes) if text[position] in ASIDES else position
            self._take(" " if left_out > position else text[position], position)
            position = max(left_out, position + 1)
        self.positions.append(len(text))

    def _take(self, character: str, position: int) -> None:
        style = ""
        if character in EVERYDAY:  # most of a text: nothing to look up
            self.characters.append(character)
            self.styles.append("")
            self.positions.append(position)
            return
        stands_for = character
        if not character.isascii():
            decomposition = unicodedata.decomposition(character)
            style = STYLES.get(decomposition.partition(">")[0], "")
            stands_for = _with_its_mark(decomposition) or character
        if stands_for == character and character not in BARS and character not in MARKS and character not in GLYPHS:
            stands_for = plain(character, position)
        for each in stands_for:
            self.characters.append(each)
            self.styles.append(style)
            self.positions.append(position)

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


def _with_its_mark(decomposition: str) -> str:
    """The letter and the mark of a character such as ẋ, "" of any other."""
    pieces = [chr(int(each, 16)) for each in decomposition.split()] if decomposition[:1] not in ("", "<") else []
    return "".join(pieces) if len(pieces) == 2 and pieces[1] in MARKS else ""


def subscript(source: Source) -> str:
    """What stands behind the underscore of x_1, a_max, x_{12}, x_{n}."""
    position = source.position
    source.index += 1
    if source.peek() == "{":
        opened = source.position
        source.index += 1
        source.skip_spaces()
        inside = MINUS if source.peek() == "-" and source.peek(1) else ""
        source.index += bool(inside)
        inside += source.take_while(LETTERS + DIGITS + ",")
        if source.peek() == "\\":
            inside += _worded(source)
        source.skip_spaces()
        if source.peek() in ("+", "-") and inside:
            return inside + _shift(source, opened)
        if source.peek() != "}":
            raise ParseError("An index is made of letters and digits and closed by }: x_{12}.", opened)
        source.index += 1
        inside = inside.replace(",", "")
    elif source.peek() == "\\":
        inside = _worded(source)
    else:
        inside = source.take_while(DIGITS) or source.take_while(LETTERS + DIGITS)
    if not inside:
        raise ParseError("An index belongs behind the underscore: x_1.", position)
    return inside


def lowered(source: Source) -> str:
    """The letters of xₙ, xₙ₊₁ and k₋₁ as an index."""
    index = source.take_while(LETTERS, "_")
    sign = source.take_while("+−", "_")
    digits = source.take_while(DIGITS, "_")
    if not sign:
        return index + digits
    if not digits or (sign == "+" and (digits != "1" or not index)) or len(sign) > 1:
        raise ParseError("An index is a name, a number, or one step on: x₁, xₙ, xₙ₊₁.", source.position)
    return f"{index}+1" if sign == "+" else index + MINUS + digits


def _worded(source: Source) -> str:
    r"""The word of x_{\mathrm{max}} and \max in x_{\max}."""
    source.index += 1
    word = source.take_while(LETTERS)
    if word in ("mathrm", "text", "textrm", "mathit", "rm", "operatorname", "mathsf"):
        source.skip_spaces()
        braced = source.peek() == "{"
        source.index += braced
        word = source.take_while(LETTERS + DIGITS + " ").replace(" ", "")
        source.index += braced and source.peek() == "}"
    return word


def _shift(source: Source, opened: int) -> str:
    """The +1 of x_{n+1}, the -1 of x_{n-1}."""
    sign = source.peek()
    source.index += 1
    source.skip_spaces()
    steps = source.take_while(DIGITS)
    source.skip_spaces()
    if source.peek() != "}" or not steps or (sign == "+" and steps != "1"):
        raise ParseError("An index is a name, a number, or one step on: x_{12}, x_{n}, x_{n+1}.", opened)
    source.index += 1
    return "+1" if sign == "+" else MINUS + steps


def join(base: str, index: str) -> str:
    """The canonical name of a base with an index."""
    if index.endswith("+1"):
        return join(base, index[:-2]) + "prime"
    return base + index if index.isdigit() else f"{base}_{index}"


def partner(tokens: Sequence[Token], start: int) -> int:
    """The place of the bracket that closes the one at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].kind in OPENERS
        depth -= tokens[index].kind in CLOSERS
        if depth == 0:
            return index
    return len(tokens) - 1
