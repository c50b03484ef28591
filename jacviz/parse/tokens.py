"""A person's text -> tokens that remember where they stood."""

from __future__ import annotations

from jacviz.names import GLYPHS

from . import limits
from .characters import BARS, describe
from .errors import ParseError
from .latex import command
from .numerals import fraction, number, raised
from .source import DIGITS, LETTERS, Source, Token, join, subscript

SPELLINGS = {
    "**": "^", "->": "->", "=>": "->", "|->": "->", "<=": "<=", ">=": ">=", "=<": "<=", "≤": "<=", "≥": ">=", "→": "->",
    "&&": "and", "∧": "and", "∨": "or", "¬": "not", ":=": "=", "'": "'", "\n": "newline",
} | {c: c for c in "+-*/^()[]{},;=<>|!&:√∛∜"}  # fmt: skip
REFUSED = {
    "_": "An index belongs directly behind a letter: x_1.",
    "$": "Dollar signs have no meaning here: leave them out.",
    ".": "A point needs a digit beside it: 0.5. Write a product as a*b.",
    "~": "~ has no meaning here: leave it out.",
    "==": "Use <, >, <= or >= in conditions.",
    "!=": "Use <, >, <= or >= in conditions.",
    "\\": "A backslash begins a LaTeX command such as \\frac or \\theta.",
}


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, closed by one of kind "" at its end; ParseError at a character that has no place."""
    limits.check_text(text)
    source = Source(text)
    tokens: list[Token] = []
    spaced = False
    while source.index < len(source.characters):
        character, style = source.characters[source.index], source.styles[source.index]
        if character == " " or (character == "~" and not style):
            source.index += 1
            spaced = True
            continue
        if character == "#" and not style:
            while source.index < len(source.characters) and source.characters[source.index] != "\n":
                source.index += 1
            continue
        position = source.position
        if style == "^":
            tokens += raised(source)
        elif style == "/":
            tokens.append(fraction(source, spaced))
        elif style == "_":
            raise ParseError("An index belongs directly behind a letter: x₁.", position)
        elif character in DIGITS or (character == "." and source.peek(1) in DIGITS and source.peek(1)):
            tokens.append(number(source, spaced))
        elif character in GLYPHS or character in LETTERS:
            tokens.append(_word(source, spaced))
        elif character in BARS:
            source.index += 1
            tokens.append(Token("bar", None, position, source.end, False))
        elif character == "\\":
            tokens += command(source, spaced)
        else:
            tokens.append(_operator(source, spaced))
        spaced = False
    tokens.append(Token("", None, len(text), len(text), True))
    limits.check_brackets(tokens)
    return tokens


def _word(source: Source, spaced: bool) -> Token:
    position = source.position
    glyph = GLYPHS.get(source.peek())
    if glyph:
        source.index += 1
        index = source.take_while(DIGITS, "_") or ("" if glyph == "pi" else source.take_while(DIGITS))
        run, kind = glyph + index, "name"
    else:
        run, kind = source.take_while(LETTERS + DIGITS), "word"
        index = ""
        lowered = source.take_while(DIGITS, "_")
        if lowered:
            run, index = run + lowered, lowered
    if not index:
        letters = source.take_while(LETTERS, "_")
        if letters:
            run, kind = join(run, letters), "name"
        elif source.peek() == "_":
            run, kind = join(run, subscript(source)), "name"
    limits.check_name(run, position)
    return Token(kind, run, position, source.end, spaced)


def _operator(source: Source, spaced: bool) -> Token:
    position = source.position
    for length in (3, 2, 1):
        piece = "".join(source.characters[source.index : source.index + length])
        if length == 2 and piece in ("==", "!="):
            raise ParseError(REFUSED[piece], position)
        if piece in SPELLINGS:
            source.index += len(piece)
            return Token(SPELLINGS[piece], None, position, source.end, spaced)
    character = source.characters[source.index]
    shown = character if character.isascii() else f"{character}, {describe(character)},"
    raise ParseError(
        REFUSED.get(character, f"The character {shown} has no meaning in a formula: leave it out."), position
    )
