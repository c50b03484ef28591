"""A run of letters -> the names it holds: `rcosθ` is r cos θ, `x1x2` is x1 x2, `tam(x)` is a slip."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from jacviz.names import GREEK, LONGEST

from . import limits
from .errors import ParseError
from .functions import ALIASES, COMPLEX_ONLY, CONDITIONAL, FUNCTIONS, KEYWORDS, NOT_OFFERED, suggestion
from .source import Token

NAMED = {*FUNCTIONS, *ALIASES, *COMPLEX_ONLY}
STARTS = {"number", "word", "name", "function", "(", "[", "{", "|", "(|", "√", "∛", "∜", "frac", "root"}
AMBIGUOUS = ("re", "im", "arg")


def resolve(tokens: Sequence[Token], declared: Collection[str], notes: list[str]) -> list[Token]:
    """Tokens whose words are decided: symbol, function, constant, keyword or number; notes say what was chosen."""
    alone = {t.value for t in tokens if t.kind in ("word", "name") and _is_single(t.value)} | set(declared)
    resolved: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else token
        if token.kind == "word":
            resolved += _word(token, following, alone, declared, notes)
        elif token.kind == "name":
            resolved.append(_name(token, following, tokens, declared, notes))
        elif token.kind == "function":
            resolved.append(_function(token, token.value, notes))
        else:
            resolved.append(token)
    return resolved


def _is_single(word: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]\d*", word)) or word.rstrip("0123456789") in GREEK


def _name(
    token: Token, following: Token, tokens: Sequence[Token], declared: Collection[str], notes: list[str]
) -> Token:
    value = token.value
    if value == "pi" and value not in declared:
        return token._replace(kind="constant")
    if value in NAMED and value not in declared:
        return _function(token, value, notes)
    if value == "sigma" and following.kind == "(" and not following.spaced and value not in declared:
        others = [t for t, after in pairwise(tokens) if t.value == value and after.kind != "("]
        if not others:
            notes.append("σ(...) is read as the sigmoid function 1/(1 + e^(-x))")
            return token._replace(kind="function", value="sigmoid")
    if re.fullmatch(r"log(_\w+|\d+)", value) and value not in declared:
        raise ParseError("Write a logarithm of another base as ln(x)/ln(b).", token.position)
    limits.check_short(token.value.removesuffix("prime"), token.position)
    return token._replace(kind="symbol")


def _function(token: Token, word: str, notes: list[str]) -> Token:
    if word in ("log", "Log"):
        notes.append("log is read as ln, the natural logarithm")
    elif word == "lg":
        notes.append("lg is read as log10")
    return token._replace(kind="function", value=ALIASES.get(word, word))


def _word(
    token: Token, following: Token, alone: Collection[str], declared: Collection[str], notes: list[str]
) -> list[Token]:
    word = token.value
    called = following.kind == "(" and not following.spaced
    if word in declared:
        return [token._replace(kind="symbol")]
    if word in CONDITIONAL and following.kind == "(" and not (word == "if" and following.spaced):
        return [token._replace(kind="function")]
    if word in KEYWORDS:
        return [token._replace(kind="keyword")]
    if called and word in NOT_OFFERED:
        raise ParseError(f"`{word}` is not offered. {NOT_OFFERED[word]}", token.position)
    whole = _atom(token, word, 0, declared, notes, called or word not in AMBIGUOUS)
    if whole:
        return [whole]
    pieces = _split(word, declared)
    _refuse_slips(token, following, pieces, alone)
    names = [p for p in pieces if p not in NAMED and not p.isdigit()]
    plain_product = all(p in declared for p in names)
    if len(pieces) > 1 and ((len(names) > 1 and not plain_product) or (pieces[0] in NAMED and names)):
        shown = " · ".join(p for p in pieces)
        for name in (p for p in pieces if p in NAMED):
            shown = shown.replace(f"{name} · ", f"{name} ")
        notes.append(f"{word} is read as {shown}")
    resolved: list[Token] = []
    offset = 0
    for piece in pieces:
        resolved.append(_atom(token, piece, offset, declared, notes, True) or token._replace(kind="symbol"))
        offset += len(piece)
    return resolved


def _atom(
    token: Token, piece: str, offset: int, declared: Collection[str], notes: list[str], functions: bool
) -> Token | None:
    """The token of one known piece of a word, None when the piece is not known as a whole."""
    start = token.position + offset
    piece_token = Token("symbol", piece, start, start + len(piece), token.spaced and not offset)
    if piece.isdigit():
        return piece_token._replace(kind="number", value=(int(piece), 1))
    if piece in declared:
        return piece_token
    if functions and piece in NAMED:
        return _function(piece_token, piece, notes)
    if piece == "e":
        return piece_token._replace(kind="constant")
    if piece == "pi":
        return piece_token._replace(kind="constant")
    if _is_single(piece) and not re.fullmatch(r"pi\d+", piece):
        limits.check_short(piece, start)
        return piece_token
    return None


def _split(word: str, declared: Iterable[str]) -> list[str]:
    """Greedy from the left: the longest known name, else one letter with its digits."""
    known = [*declared, *(n for n in NAMED if n not in AMBIGUOUS), *GREEK]
    pieces: list[str] = []
    start = 0
    while start < len(word):
        if word[start].isdigit():
            piece = re.match(r"\d+", word[start:]).group()  # type: ignore[union-attr]
        else:
            piece = max((n for n in known if word.startswith(n, start)), key=len, default=word[start])
            if piece not in NAMED and piece != "pi" and not piece[-1].isdigit():
                piece += re.match(r"\d*", word[start + len(piece) :]).group()  # type: ignore[union-attr]
        pieces.append(piece)
        start += len(piece)
    return pieces


def _refuse_slips(token: Token, following: Token, pieces: Sequence[str], alone: Collection[str]) -> None:
    """A word that is no product of known names and looks like a function's name is a slip, not a product."""
    word = token.value
    letters = [p for p in pieces if not p.isdigit()]
    if len(letters) < 2 or all(p in alone or p in NAMED for p in letters):
        return
    # Five letters or more make a word of some language, although `pi` or `nu` may stand inside (`compile`).
    plain = all(len(p.rstrip("0123456789")) == 1 or (len(letters) > 4 and p in GREEK) for p in letters)
    near = suggestion(word)
    called = following.kind in ("(", "[", "{") and not following.spaced
    if (called and (plain or near) and len(word) > 1) or (
        near and plain and following.kind in STARTS and len(word) > 2
    ):
        meant = f": did you mean `{near}`?" if near else ". For a product put a * between its letters."
        raise ParseError(f"`{word[:30]}` is no function I know{meant}", token.position)
    if len(word) > LONGEST:
        told = f"This name has {len(word)} letters; a name may have {LONGEST}. Shorten it or write its product with *."
        raise ParseError(told, token.position)
    if plain and len(letters) > 4:
        told = f"`{word}` is no name I know: write a product with spaces, or declare the name among the variables."
        raise ParseError(told, token.position)
