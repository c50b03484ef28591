"""A run of letters -> the names it holds: `rcosθ` is r cos θ, `x1x2` is x1 x2, `tam(x)` is a slip."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from jacviz.names import GREEK, LONGEST, label

from . import limits
from .errors import ParseError
from .functions import ALIASES, COMPLEX_ONLY, CONDITIONAL, FUNCTIONS, KEYWORDS, NOT_OFFERED, suggestion
from .notes import Note, edited, with_line
from .source import Token, partner

NAMED = {*FUNCTIONS, *ALIASES, *COMPLEX_ONLY} - {*GREEK}
STARTS = {"number", "word", "name", "function", "(", "[", "{", "|", "(|", "√", "∛", "∜", "frac", "root"}
AMBIGUOUS = ("re", "im", "arg")
ENDS = ("number", "word", "name", ")", "]", "}", "|)")
"""The kinds of token that can end a factor."""
GLUED = r"[b-zB-Z]\d*(?:sin|cos|tan|exp)"
BY_CUSTOM = {
    "Phi": ("normcdf", "the distribution function of the normal distribution"),
    "Gamma": ("gamma", "the gamma function"),
    "H": ("step", "the step function, 1 from 0 on"),
    "Theta": ("step", "the step function, 1 from 0 on"),
}
BESSEL = {"J": "the Bessel function of the first kind", "I": "the modified Bessel function of the first kind"}
FUNCTION_LETTERS = ("f", "g", "h", "F", "G", "Psi", "psi")
USUAL = "t"
"""What an unknown function's argument is called in the line that would define it."""


def resolve(
    tokens: Sequence[Token],
    declared: Collection[str],
    notes: list[str],
    text: str = "",
    functions: Collection[str] = (),
) -> list[Token]:
    """Tokens whose words are decided: symbol, function, constant, keyword or number; notes say what was chosen.

    `functions` are the names that the text itself defines as functions: they become tokens of the kind "defined".
    """
    lexicon = Lexicon(tokens, declared, notes, text, functions)
    resolved: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else token
        if token.kind in ("word", "name") and token.value in functions and following.kind == "(":
            resolved.append(token._replace(kind="defined"))
        elif token.kind == "word":
            resolved += _word(token, following, lexicon, index)
        elif token.kind == "name":
            resolved.append(_name(token, following, lexicon, index))
        elif token.kind == "function":
            resolved.append(_function(token, token.value, notes))
        else:
            resolved.append(token)
    return resolved


class Lexicon:
    """What a text as a whole says about its words.

    alone: names that stand for themselves somewhere. starred: products are written with * throughout, so that words
    are whole. glued: a letter stands directly before a function, as in bsinθ.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        declared: Collection[str],
        notes: list[str],
        text: str,
        functions: Collection[str],
    ) -> None:
        self.tokens, self.declared, self.notes, self.text, self.functions = tokens, declared, notes, text, functions
        self.called: dict[str, bool] = {}
        self.counts: Counter[str] = Counter()
        for token, after in pairwise(tokens):
            if token.kind in ("word", "name"):
                called = after.kind in ("(", "[") and not after.spaced
                self.called[token.value] = called and self.called.get(token.value, True)
                self.counts[token.value] += 1
        self.alone = {t.value for t in tokens if t.kind in ("word", "name") and _is_single(t.value)} | set(declared)
        self.starred = _is_starred(tokens)
        words = [t.value for t in tokens if t.kind == "word"]
        arcs = {w[:4] for w in words if re.match(r"a(?:sin|cos)(?!h)", w)}
        self.glued = len(arcs) > 1 or "a" in self.alone or any(re.match(GLUED, w) for w in words)

    def is_called(self, index: int) -> bool:
        """Whether a name stands directly before a bracket here, and wherever else it stands."""
        return self.called.get(self.tokens[index].value, False)

    def argument(self, index: int) -> Sequence[Token]:
        """What stands in the bracket behind a name."""
        return self.tokens[index + 2 : partner(self.tokens, index + 1)]

    def is_inverted(self, index: int) -> bool:
        """Whether ^-1 stands behind a name, and directly behind that a bracket: Φ^-1(x), f^{-1}(x)."""
        behind = [t for t in self.tokens[index + 1 : index + 7] if t.kind not in ("{", "}")]
        if behind[1:2] and behind[1].kind == "(":
            behind[1:5] = [*behind[2:4], *behind[5:6]]
        kinds = [t.kind for t in behind[:4]]
        return kinds == ["^", "-", "number", "("] and behind[2].value == (1, 1) and not behind[3].spaced


def _is_starred(tokens: Sequence[Token]) -> bool:
    """Whether products are written with * and never by standing side by side."""
    if not any(t.kind == "*" for t in tokens):
        return False
    for before, after in pairwise(tokens):
        ends = before.kind in ("number", "name", "word", ")", "]") and before.value not in (*NAMED, *KEYWORDS)
        begins = after.kind in ("number", "name", "word", "function", "frac", "root")
        opens = after.kind == "(" and (before.kind == "number" or after.spaced)
        if ends and (begins or opens) and after.value not in KEYWORDS:
            return False
        if before.kind == "word" and len(before.value) > 1 and re.match(GLUED, before.value):
            return False
    return True


def _is_single(word: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]\d*", word)) or word.rstrip("0123456789") in GREEK


def _name(token: Token, following: Token, lexicon: Lexicon, index: int) -> Token:
    value = token.value
    if value in lexicon.declared:
        return token._replace(kind="symbol")
    if value == "pi":
        return token._replace(kind="constant")
    if value in NAMED:
        return _function(token, value, lexicon.notes)
    if re.fullmatch(r"log(_\w+|\d+)", value):
        raise ParseError("Write a logarithm of another base as ln(x)/ln(b).", token.position)
    if value == "Phi" and lexicon.is_inverted(index):
        return token._replace(kind="function", value="normcdf")
    if following.kind == "(" and not following.spaced:
        if value == "sigma" and lexicon.is_called(index):
            return _sigma(token, lexicon, index)
        if called := _known_call(token, lexicon, index):
            return called
    limits.check_short(token.value.removesuffix("prime"), token.position)
    return token._replace(kind="symbol")


def _sigma(token: Token, lexicon: Lexicon, index: int) -> Token:
    """σ(W x + b) is the logistic function, σ(y - x) in Lorenz's system a product: the evidence decides."""
    argument = lexicon.argument(index)
    words = {str(t.value)[:1] for t in argument if t.kind in ("word", "name")}
    kinds = [t.kind for t in argument]
    plain = ("word", "name")
    difference = len(kinds) == 3 and kinds[1] == "-" and kinds[0] in plain and kinds[2] in plain
    product = 2 * any(pair <= lexicon.called.keys() for pair in ({"rho", "beta"}, {"r", "b"})) + difference
    calls = lexicon.counts["sigma"]
    logistic = (
        2 * bool({"w", "W"} & words) + (len(kinds) == 1) + (calls > 1) + (kinds.count("+") + kinds.count("-") > 1)
    )
    if product > logistic:
        edit = edited(lexicon.text, token.position, token.end, "sigmoid")
        lexicon.notes.append(
            Note("σ(...) is read as a product with the parameter σ: sigmoid(...) is the function", edit)
        )
        return token._replace(kind="symbol")
    edit = edited(lexicon.text, token.position, token.end, "σ*")
    told = "σ(...) is read as the sigmoid function 1/(1 + e^(-x)): σ*(...) is the product"
    lexicon.notes.append(Note(told, edit))
    return token._replace(kind="function", value="sigmoid")


def _known_call(token: Token, lexicon: Lexicon, index: int) -> Token | None:
    """Φ(x), H(x) and J_0(x) are functions by custom; s(x1) is one that nobody has defined."""
    value = str(token.value)
    if not lexicon.is_called(index):
        return None
    argument = lexicon.argument(index)
    shown = lexicon.text[token.position : token.end] or label(value)
    bessel = re.fullmatch(r"([JI])_?(\d+)", value)
    if value in BY_CUSTOM or bessel:
        name, told = ("bessel" + value[0].lower(), BESSEL[value[0]]) if bessel else BY_CUSTOM[value]
        edit = edited(lexicon.text, token.position, token.end, shown + "*")
        lexicon.notes.append(Note(f"{shown}(...) is read as {told}: {shown}*(...) is a product", edit))
        return token._replace(kind="function", value=f"{name}{bessel.group(2)}" if bessel else name)
    kinds = [t.kind for t in argument]
    bare = (
        bool(kinds) and all(k in ("word", "name", "number", ",") for k in kinds) and (len(kinds) == 1 or "," in kinds)
    )
    named = (
        bare and any(k in ("word", "name") for k in kinds) and not (len(argument) == 1 and len(argument[0].value) > 3)
    )
    if named or (value in FUNCTION_LETTERS and kinds):
        inside = " ".join(lexicon.text[argument[0].position : argument[-1].end].split())[:30]
        arguments = inside if bare and "number" not in kinds else USUAL
        head = f"`{shown}({inside})` is a function that is not known: define it in a line, {shown}({arguments}) = ..."
        told = head + ("" if "," in kinds else f", or put a * between for a product, {shown}*({inside}).")
        raise ParseError(told, token.position)
    return None


def _function(token: Token, word: str, notes: list[str]) -> Token:
    if word in ("log", "Log"):
        notes.append("log is read as ln, the natural logarithm")
    elif word == "lg":
        notes.append("lg is read as log10")
    return token._replace(kind="function", value=ALIASES.get(word, word))


def _word(token: Token, following: Token, lexicon: Lexicon, index: int) -> list[Token]:
    word, declared, notes = token.value, lexicon.declared, lexicon.notes
    called = following.kind in ("(", "[") and not following.spaced
    if word in declared:
        return [token._replace(kind="symbol")]
    if word in CONDITIONAL and following.kind == "(" and not (word == "if" and following.spaced):
        return [token._replace(kind="function")]
    if word in KEYWORDS or (word == "mod" and index and lexicon.tokens[index - 1].kind in ENDS):
        return [token._replace(kind="keyword")]
    if called and word in NOT_OFFERED:
        raise ParseError(f"`{word}` is not offered. {NOT_OFFERED[word]}", token.position)
    if called and word == "gamma" and lexicon.is_called(index):
        notes.append(Note("gamma(...) is read as the gamma function: γ*(...) is a product"))
        return [token._replace(kind="function")]
    if word in FUNCTION_LETTERS and lexicon.is_inverted(index):
        told = f"`{word}^-1(...)` is the inverse of a function that is not known: type its formula, or 1/{word}*(...)."
        raise ParseError(told, token.position)
    if (
        called
        and (_is_single(word) or re.fullmatch(r"[JI]\d+", word))
        and (known := _known_call(token, lexicon, index))
    ):
        return [known]
    glued = _glued_arc(token, following, lexicon)
    whole = None if glued else _atom(token, word, 0, declared, notes, called or word not in AMBIGUOUS)
    if whole:
        return [whole]
    pieces = ["a", *_split(word[1:], declared)] if glued else _split(word, declared)
    _refuse_slips(token, following, pieces, lexicon)
    if not glued and _is_whole(word, pieces, lexicon):
        limits.check_short(word, token.position)
        if len(word) == 2:
            product = "*".join(pieces)
            edit = edited(lexicon.text, token.position, token.end, product)
            notes.append(
                Note(f"{word} is read as one name, since products have a * here: {product} is the product", edit)
            )
        return [token._replace(kind="symbol")]
    _note_split(token, pieces, lexicon, bool(glued))
    resolved: list[Token] = []
    offset = 0
    for piece in pieces:
        resolved.append(_atom(token, piece, offset, declared, notes, True) or token._replace(kind="symbol"))
        offset += len(piece)
    return resolved


def _glued_arc(token: Token, following: Token, lexicon: Lexicon) -> bool:
    """Whether acosθ is a cos θ: it stands beside bsinθ, or without a bracket beside asinθ."""
    found = re.match(r"a(?:sin|cos|tan)(?!h|\d)", token.value)
    if not found or token.value in lexicon.declared:
        return False
    bare = following.kind not in ("(", "^", "{")
    function = found.group()[1:]
    shown = lexicon.text[token.position : token.end]
    rest = shown[found.end() :]
    joined = bare and (len(token.value) > found.end() or not following.spaced)
    if lexicon.glued and (joined or any(re.match(GLUED, t.value) for t in lexicon.tokens if t.kind == "word")):
        edit = edited(lexicon.text, token.position, token.end, f"arc{function} {rest}".rstrip())
        told = f"{shown} is read as a · {function}{' ' + rest if rest else ''}, not as arc{function}"
        lexicon.notes.append(Note(told, edit))
        return True
    if bare:
        edit = edited(lexicon.text, token.position, token.end, f"a {function} {rest}".rstrip())
        lexicon.notes.append(Note(f"{found.group()} is read as arc{function}, not as a · {function}", edit))
    return False


def _is_whole(word: str, pieces: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word is one name because products are written with *."""
    names = [p for p in pieces if not p.isdigit()]
    product = all(p in lexicon.alone or p == "pi" for p in names) or any(p in NAMED for p in names)
    return lexicon.starred and not product and len(pieces) > 1 and not word[0].isdigit()


def _note_split(token: Token, pieces: Sequence[str], lexicon: Lexicon, told: bool) -> None:
    """Says how a word was taken apart, and how to keep it whole."""
    word = token.value
    names = [p for p in pieces if p not in NAMED and not p.isdigit()]
    plain_product = all(p in lexicon.declared for p in names)
    several = len(names) > 1 and not plain_product
    if told or len(pieces) < 2 or not (several or (pieces[0] in NAMED and names)):
        return
    shown = " · ".join(p for p in pieces)
    for name in (p for p in pieces if p in NAMED):
        shown = shown.replace(f"{name} · ", f"{name} ")
    greek = difflib.get_close_matches(word, GREEK, 1, 0.8) if 3 < len(word) < 10 else []
    if greek:
        edit = edited(lexicon.text, token.position, token.end, GREEK[greek[0]])
        lexicon.notes.append(Note(f"{word} is read as {shown}: one name? {GREEK[greek[0]]}?", edit))
    elif len(word) > 2 and len(names) == len(pieces):
        told_whole = f"{word} is read as {shown}: a line {word} = 1 makes it one name"
        lexicon.notes.append(Note(told_whole, with_line(lexicon.text, f"{word} = 1")))
    else:
        lexicon.notes.append(f"{word} is read as {shown}")


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


def _refuse_slips(token: Token, following: Token, pieces: Sequence[str], lexicon: Lexicon) -> None:
    """A word that is no product of known names and looks like a function's name is a slip, not a product."""
    word = token.value
    letters = [p for p in pieces if not p.isdigit()]
    if len(letters) < 2 or all(p in lexicon.alone or p in NAMED for p in letters):
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
    if plain and len(letters) > 4 and not (lexicon.starred and len(word) <= LONGEST):
        told = f"`{word}` is no name I know: write a product with spaces, or declare the name among the variables."
        raise ParseError(told, token.position)
