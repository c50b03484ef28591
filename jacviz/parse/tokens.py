"""A person's text -> tokens that remember where they stood."""

from __future__ import annotations

from jacviz.names import GLYPHS, GREEK

from . import limits
from .characters import BARS, MARKS, describe
from .errors import ParseError
from .latex import accented, command
from .numerals import fraction, number, raised
from .source import DIGITS, LETTERS, Source, Token, join, lowered, subscript

SPELLINGS = {
    "**": "^", "->": "->", "=>": "->", "|->": "->", "<=": "<=", ">=": ">=", "=<": "<=", "≤": "<=", "≥": ">=", "→": "->",
    "&&": "and", "∧": "and", "∨": "or", "¬": "not", ":=": "=", "==": "=", "≡": "=", "'": "'", "\n": "newline",
    ".*": "*", "./": "/", ".^": "^", ".**": "^", "∈": "in",
} | {c: c for c in "+-*/^()[]{},;=<>|!&:√∛∜⌊⌋⌈⌉%@"}  # fmt: skip
LIBRARIES = set(
    "np numpy jnp math cmath torch tf sp sympy scipy special nn functional F Math numpy.random K tensor".split()
)
PATHED = {"sinc": "normsinc", "jv": "besselj", "jn": "besselj", "iv": "besseli", "relu": "relu"}
"""What a library calls otherwise than people do: its sinc is sin(πx)/(πx)."""
METHODS = ("diff", "jacobian", "grad", "T", "subs", "simplify", "doit", "det", "evalf")
"""What is read behind the point of `F.jacobian([x, y])`, or answered."""
REFUSED = {
    "_": "An index belongs directly behind a letter: x_1.",
    "$": "Dollar signs have no meaning here: leave them out.",
    ".": "A point needs a digit beside it: 0.5. Write a product as a*b.",
    "~": "~ has no meaning here: leave it out.",
    "!=": "Use <, >, <= or >= in conditions.",
    "\\": "A backslash begins a LaTeX command such as \\frac or \\theta.",
}


def tokenize(text: str, notes: list[str] | None = None) -> list[Token]:
    """The tokens of a text, closed by one of kind "" at its end; ParseError at a character that has no place.

    `notes` says what was left out as a comment.
    """
    limits.check_text(text)
    source = Source(text, notes)
    tokens: list[Token] = []
    spaced = False
    while source.index < len(source.characters):
        character, style = source.characters[source.index], source.styles[source.index]
        if character == " " or (character == "~" and not style):
            source.index += 1
            spaced = True
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
            tokens += _word(source, spaced)
        elif character == "." and source.peek(1) and source.peek(1) in LETTERS:
            tokens.append(_method(source))
        elif character in BARS:
            source.index += 1
            tokens.append(Token("bar", None, position, source.end, False))
        elif character == "\\":
            tokens += command(source, spaced)
        else:
            tokens.append(_operator(source, spaced))
        spaced = False
    tokens.append(Token("", None, len(text), len(text), True))
    tokens = _closed_intervals(_without_invisible_brackets(tokens))
    limits.check_brackets(tokens)
    return tokens


def _closed_intervals(tokens: list[Token]) -> list[Token]:
    """The brackets behind ∈ as those of a closed interval: [0, 2π) is [0, 2π]."""
    found = list(tokens)
    for start, token in enumerate(tokens[:-1]):
        if (token.kind != "in" and token.value != "in") or tokens[start + 1].kind not in ("(", "["):
            continue
        depth = 0
        for k in range(start + 1, len(tokens)):
            depth += tokens[k].kind in ("(", "[")
            depth -= tokens[k].kind in (")", "]")
            if depth == 0:
                found[start + 1], found[k] = found[start + 1]._replace(kind="["), found[k]._replace(kind="]")
                break
    return found


def _without_invisible_brackets(tokens: list[Token]) -> list[Token]:
    r"""The tokens without a bracket whose partner is the invisible one of \left. or \right."""
    if not any(token.kind in ("(.", ").") for token in tokens):
        return tokens
    opened: list[int] = []
    left_out: set[int] = set()
    for index, token in enumerate(tokens):
        if token.kind in ("(", "[", "{", "(|", "begin", "(."):
            opened.append(index)
        elif token.kind in (*limits.CLOSING, ").") and opened:
            partner = opened.pop()
            if token.kind == ")." or tokens[partner].kind == "(.":
                left_out |= {index, partner}
    return [t for i, t in enumerate(tokens) if i not in left_out and t.kind not in ("(.", ").")]


def _word(source: Source, spaced: bool) -> list[Token]:
    position = source.position
    glyph = GLYPHS.get(source.peek())
    if glyph:
        source.index += 1
        index = source.take_while(DIGITS, "_") or ("" if glyph == "pi" else source.take_while(DIGITS))
        run, kind = glyph + index, "name"
        if glyph == "Delta" and source.peek() and source.peek() in LETTERS + "".join(GLYPHS):  # Δt is one name
            following = source.peek()
            source.index += 1
            run = glyph + GLYPHS.get(following, following)
    else:
        run, kind = _letters(source), "word"
        index = ""
        digits = source.take_while(DIGITS, "_")
        if digits:
            run, index = run + digits, digits
    if source.peek() in MARKS:
        return _marked(source, run, position, spaced)
    if not index:
        if source.index < len(source.characters) and source.styles[source.index] == "_":
            run, kind = join(run, lowered(source)), "name"
        elif source.peek() == "_" and source.peek(1) in (",", "]"):  # Mathematica's f[x_, y_]
            source.index += 1
        elif source.peek() == "_":
            run, kind = join(run, subscript(source)), "name"
    limits.check_name(run, position)
    return [Token(kind, run, position, source.end, spaced)]


def _letters(source: Source) -> str:
    """Letters and digits, without the library of np.cos and torch.nn.functional.relu."""
    first = source.index
    while True:
        start = source.index
        run = source.take_while(LETTERS + DIGITS)
        ahead = source.peek(1)
        following = "".join(source.characters[source.index + 1 : source.index + 12])
        is_path = source.peek() == "." and ahead and ahead in LETTERS and not following.startswith(METHODS)
        if not is_path or run not in LIBRARIES:
            return PATHED.get(run, run) if start > first else run
        source.index += 1


def _marked(source: Source, run: str, position: int, spaced: bool) -> list[Token]:
    """The letters before an accented one, the name of that one, and for a dot above it a prime."""
    mark = MARKS[source.peek()]
    source.index += 1
    base = run if run in GREEK else run[-1]
    before = run[: len(run) - len(base)]
    found = [Token("word", before, position, position + len(before), spaced)] if before else []
    start = position + len(before)
    index = source.take_while(DIGITS, "_") or (subscript(source) if source.peek() == "_" else "")
    return found + accented(mark, base, index, start, source.end, spaced and not before)


def _method(source: Source) -> Token:
    position = source.position
    source.index += 1
    word = source.take_while(LETTERS + DIGITS)
    if word not in METHODS:
        raise ParseError(REFUSED["."], position)
    return Token("method", word, position, source.end, False)


def _operator(source: Source, spaced: bool) -> Token:
    position = source.position
    for length in (3, 2, 1):
        piece = "".join(source.characters[source.index : source.index + length])
        if piece == "%" and not spaced and source.index and source.characters[source.index - 1] in DIGITS:
            if source.peek(1) in ("", " ", "\n"):
                raise ParseError("Write a percentage as a decimal: 0.05.", position)
        if piece == "!=":
            raise ParseError(REFUSED[piece], position)
        if piece in SPELLINGS:
            source.index += len(piece)
            return Token(SPELLINGS[piece], None, position, source.end, spaced)
    character = source.characters[source.index]
    shown = character if character.isascii() else f"{character}, {describe(character)},"
    raise ParseError(
        REFUSED.get(character, f"The character {shown} has no meaning in a formula: leave it out."), position
    )
