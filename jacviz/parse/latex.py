"""LaTeX commands -> the same tokens as plain text.

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

import difflib

from jacviz.names import GREEK

from . import limits
from .errors import ParseError
from .functions import ALIASES, FUNCTIONS
from .source import DIGITS, LETTERS, Source, Token, join, subscript

OPERATORS = {
    "cdot": "*", "times": "*", "ast": "*", "cdotp": "*", "div": "/", "to": "->", "mapsto": "->", "rightarrow": "->",
    "longmapsto": "->", "longrightarrow": "->", "Rightarrow": "->", "le": "<=", "leq": "<=", "leqslant": "<=",
    "ge": ">=", "geq": ">=", "geqslant": ">=", "lt": "<", "gt": ">", "land": "and", "wedge": "and", "lor": "or",
    "vee": "or", "lnot": "not", "neg": "not", "vert": "|", "mid": "|", "lvert": "(|", "rvert": "|)", "langle": "(",
    "rangle": ")", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "colon": ":", "coloneqq": "=",
    "prime": "'", "{": "{", "}": "}", "\\": "row", "cr": "row", "newline": "row", "top": "transpose",
    "frac": "frac", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "sqrt": "root", "bar": "overline",
    "overline": "overline",
}  # fmt: skip
SPACES = {",", ";", ":", "!", " ", ">", "quad", "qquad", "displaystyle", "textstyle", "limits", "nolimits", "nonumber",
          "(", ")", "[", "]", "\n", "enspace", "thinspace", "notag"}  # fmt: skip
SIZES = {"left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr",
         "Biggl", "Biggr"}  # fmt: skip
VARIANTS = {"varphi": "phi", "vartheta": "theta", "varepsilon": "epsilon", "varrho": "rho", "varsigma": "sigma",
            "varkappa": "kappa"}  # fmt: skip
WRITTEN = {"operatorname", "operatorname*", "mathrm", "text", "textrm", "textnormal", "mathbf", "boldsymbol", "bm",
           "vec", "mathit", "mathsf", "textbf", "mbox"}  # fmt: skip
ROWS = {"pmatrix", "bmatrix", "Bmatrix", "matrix", "array", "cases", "smallmatrix", "vmatrix"}
PLAIN = {
    "aligned",
    "align",
    "align*",
    "equation",
    "equation*",
    "gathered",
    "gather",
    "gather*",
    "split",
    "eqnarray",
}
REFUSED = {
    "partial": "Type only the mapping: its derivatives are made for you.",
    "int": "An integral cannot be part of a mapping here: type its closed form.",
    "sum": "Write the terms of the sum one by one.",
    "prod": "Write the factors of the product one by one.",
    "infty": "Infinity is no number here: give a large number such as 1000.",
    "pm": "\\pm stands for two values: choose + or -.",
    "lim": "A limit cannot be part of a mapping here: type its value.",
    "neq": "Use <, >, \\le or \\ge in conditions.",
    "binom": "Write a binomial coefficient as its value.",
}


def command(source: Source, spaced: bool) -> list[Token]:
    """The tokens of the LaTeX command at the source's backslash."""
    position = source.position
    source.index += 1
    name = source.take_while(LETTERS)
    if name and source.peek() == "*" and name + "*" in WRITTEN:
        source.index += 1
    if not name:
        name = source.characters[source.index] if source.index < len(source.characters) else ""
        source.index += bool(name)
    if name in SPACES:
        return []
    if name in SIZES:
        return _sized(source, spaced, position)

    def token(kind: str, value: object = None) -> Token:
        return Token(kind, value, position, source.end, spaced)

    if name == "frac" or OPERATORS.get(name) == "frac":
        return [token("frac"), *_digits_of_fraction(source)]
    if name in OPERATORS:
        return [token(OPERATORS[name])]
    if name in FUNCTIONS or name in ALIASES:
        if name == "log" and source.peek() == "_":
            return [token("function", f"log_{subscript(source)}")]
        return [token("function", name)]
    greek = VARIANTS.get(name, name)
    if greek in GREEK:
        index = subscript(source) if source.peek() == "_" else ""
        index = index or source.take_while(DIGITS, "_")
        return [token("name", join(greek, index) if index else greek)]
    if name in WRITTEN:
        return _written(source, spaced, position)
    if name in ("begin", "end"):
        return _environment(source, spaced, position, name)
    if name in REFUSED:
        raise ParseError(REFUSED[name], position)
    known = [*OPERATORS, *FUNCTIONS, *ALIASES, *GREEK, *VARIANTS, *WRITTEN]
    close = difflib.get_close_matches(name, [k for k in known if k.isalpha()], 1, 0.6) if len(name) < 30 else []
    meant = f": did you mean `\\{close[0]}`?" if close else ". Write it in plain text."
    raise ParseError(f"`\\{name[:30]}` is no LaTeX command I know{meant}", position)


def _sized(source: Source, spaced: bool, position: int) -> list[Token]:
    r"""The delimiter behind \left or \right: only | needs to know its side."""
    right = source.characters[source.index - 1] == "t" or source.characters[source.index - 1] == "r"
    left = "".join(source.characters[max(0, source.index - 5) : source.index]).endswith(("left", "l"))
    source.skip_spaces()
    if source.peek() == ".":
        source.index += 1
    elif source.peek() == "|":
        source.index += 1
        kind = "(|" if left else "|)" if right else "|"
        return [Token(kind, None, position, source.end, spaced)]
    elif source.peek() == "\\":
        tokens = command(source, spaced)
        if tokens and tokens[0].kind == "|":
            kind = "(|" if left else "|)" if right else "|"
            return [tokens[0]._replace(kind=kind)]
        return tokens
    return []


def _digits_of_fraction(source: Source) -> list[Token]:
    r"""\frac12 takes one digit for each argument."""
    tokens: list[Token] = []
    while len(tokens) < 2:
        source.skip_spaces()
        if not source.peek() or source.peek() not in DIGITS:
            break
        start, digit = source.position, int(source.peek())
        source.index += 1
        tokens.append(Token("number", (digit, 1), start, source.end, False))
    return tokens


def _group(source: Source, position: int, accepted: str) -> str:
    source.skip_spaces()
    if source.peek() != "{":
        raise ParseError("This LaTeX command needs {...} behind it.", position)
    source.index += 1
    inside = source.take_while(accepted)
    if source.peek() != "}":
        raise ParseError("Only letters and digits are read inside these braces.", source.position)
    source.index += 1
    return inside.strip()


def _written(source: Source, spaced: bool, position: int) -> list[Token]:
    r"""\operatorname{name}, \mathrm{e}, \text{if}: the word itself."""
    source.skip_spaces()
    if source.peek() == "{":
        ahead = source.index + 1
        if source.characters[ahead : ahead + 1] == ["\\"]:
            return []
    word = _group(source, position, LETTERS + DIGITS + " ")
    if not word:
        return []
    limits.check_name(word, position)
    if " " in word:
        raise ParseError("Only a single word is read here: a name, `if` or `otherwise`.", position)
    if word in FUNCTIONS or word in ALIASES:
        return [Token("function", word, position, source.end, spaced)]
    if source.peek() == "_" and word[0] in LETTERS:
        return [Token("name", join(word, subscript(source)), position, source.end, spaced)]
    return [Token("word", word, position, source.end, spaced)]


def _environment(source: Source, spaced: bool, position: int, which: str) -> list[Token]:
    name = _group(source, position, LETTERS + "*")
    if name in PLAIN:
        return [] if which == "begin" else [Token("newline", None, position, source.end, spaced)]
    if name not in ROWS:
        raise ParseError("Only matrix and cases environments are read: pmatrix, bmatrix, cases.", position)
    if which == "begin" and name == "array" and source.peek() == "{":
        _group(source, position, LETTERS + "|")
    return [Token(which, name, position, source.end, spaced)]
