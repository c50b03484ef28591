"""Numbers as people write them: 0.5, 1e-3, ½ and the raised 2 of x².

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

from jacviz.names import GLYPHS

from . import limits
from .errors import ParseError
from .source import DIGITS, LETTERS, Source, Token


def number(source: Source, spaced: bool) -> Token:
    """A decimal as an exact fraction (p, q)."""
    position = source.position
    whole = source.take_while(DIGITS)
    decimals = ""
    if source.peek() == ".":
        source.index += 1
        decimals = source.take_while(DIGITS)
        if source.peek() == ".":
            raise ParseError("A number has one point only: 1.23.", source.position)
    exponent = 0
    sign = source.peek(1) in ("+", "-")
    if source.peek() in ("e", "E") and source.peek(1 + sign) in DIGITS and source.peek(1 + sign):
        negative = source.peek(1) == "-"
        source.index += 1 + sign
        exponent = limits.scale(source.take_while(DIGITS), position) * (-1 if negative else 1)
    limits.check_number(whole + decimals, position)
    p, q = int(whole + decimals), 10 ** len(decimals)
    if exponent >= 0:
        p *= 10**exponent
    else:
        q *= 10**-exponent
    return Token("number", (p, q), position, source.end, spaced)


def fraction(source: Source, spaced: bool) -> Token:
    """½ and its like; behind a digit it would be read as a product, so it is refused there."""
    position = source.position
    if source.index and source.characters[source.index - 1] in DIGITS:
        raise ParseError("Write a mixed number as a decimal (2.5) or with brackets: (2 + 1/2).", position)
    # NFKC spells ½ as 1⁄2, whose stroke `plain` has not seen.
    piece = ""
    while source.index < len(source.characters) and source.position == position:
        piece += source.characters[source.index]
        source.index += 1
    above, _, below = piece.partition("⁄")
    if not (above.isdigit() and below.isdigit()):
        raise ParseError("Write this fraction as a/b.", position)
    return Token("number", (int(above), int(below)), position, position + 1, spaced)


def raised(source: Source) -> list[Token]:
    """A run of superscripts as a power: x² is x^(2), e⁻ˣ is e^(-x)."""
    start = position = source.position
    tokens = [Token("^", None, position, position, False), Token("(", None, position, position, False)]
    while source.index < len(source.characters) and source.styles[source.index] == "^":
        position, character = source.position, source.characters[source.index]
        if character in DIGITS:
            digits = source.take_while(DIGITS, "^")
            limits.check_number(digits, position)
            tokens.append(Token("number", (int(digits), 1), position, source.end, False))
            continue
        source.index += 1
        character = "-" if character == "−" else character
        if character in "+-":
            tokens.append(Token(character, None, position, source.end, False))
        elif character in LETTERS or character in GLYPHS:
            name = GLYPHS.get(character)
            kind = "name" if name else "word"
            tokens.append(Token(kind, name or character, position, source.end, False))
        else:
            raise ParseError("This raised character is no exponent: write the power with ^.", position)
    if len(tokens) == 2:
        raise ParseError("This raised character is no exponent: write the power with ^.", start)
    tokens.append(Token(")", None, source.end - 1, source.end, False))
    return tokens
