r"""The LaTeX that our printers write as MathML, which browsers show without a library.

Only what they write is known: fractions, roots, scripts, fences, matrices, aligned rows, cases, integrals and names.
Tall fences are left to the style sheet, by a class for each end: signs that stretch need a font that many lack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from jacviz.names import GREEK

_TOKEN = re.compile(r"\\(?:begin|end)\{[a-z]+\*?\}|\\text\{[^{}]*\}|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
_FUNCTIONS = frozenset(
    "arccos arccosh arcsin arcsinh arctan arctanh cos cosh cot coth csc det exp ln log max min sec sin sinh tan "
    "tanh".split()
)
_LETTERS = GREEK | {"partial": "∂", "infty": "∞", "nabla": "∇", "ell": "ℓ", "varphi": "φ", "varepsilon": "ε"}
_SIGNS = {
    "cdot": "⋅", "times": "×", "pm": "±", "approx": "≈", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "in": "∈", "circ": "∘", "wedge": "∧", "vee": "∨", "to": "→", "mapsto": "↦", "dots": "…", "ldots": "…",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "land": "∧", "lor": "∨", "int": "∫", "iint": "∬",
    "iiint": "∭", "bmod": "mod", "mod": "mod", "sum": "∑", "prod": "∏", "{": "{", "}": "}", "|": "‖", "%": "%",
}  # fmt: skip
_SPACES = {",": 0.17, ":": 0.22, ";": 0.28, "!": -0.17, " ": 0.25, "quad": 1.0, "qquad": 2.0}
_ENDS = {"(": "round", ")": "round", "[": "square", "]": "square", "|": "bar", "{": "brace", "}": "brace", ".": "none"}
NBSP = "\N{NO-BREAK SPACE}"
_TALL = ("<mfrac", "<mtable", "<mroot")


def mathml(latex: str) -> str:
    """A formula in a line of its own. ValueError for LaTeX that none of our printers writes."""
    reader = _Reader(latex)
    row = reader.row(())
    if reader.here:
        raise ValueError(f"No MathML is known for {reader.here} here.")
    return f'<math display="block">{row}</math>'


class _Reader:
    """Reads tokens from left to right; each method returns markup, all texts in it escaped."""

    def __init__(self, latex: str) -> None:
        self.tokens: Iterator[str] = (token for token in _TOKEN.findall(latex) if not token.isspace())
        self.here = ""
        self.next()

    def next(self) -> str:
        """Goes on by one token and returns the one before, "" at the end."""
        before, self.here = self.here, next(self.tokens, "")
        return before

    def row(self, ends: tuple[str, ...]) -> str:
        """Everything up to one of the tokens that end it, which is left."""
        parts: list[str] = []
        while self.here and self.here not in ends:
            if self.here[1:] in _FUNCTIONS and parts and not parts[-1].startswith("<mo>"):
                parts.append(_space(0.17))
            parts.append(self.scripted())
        return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"

    def scripted(self) -> str:
        """An atom with its primes, its index and its exponent, and after a function's name some space."""
        name = self.here.removeprefix("\\")
        base, below, above = self.atom(), "", ""
        while self.here in ("_", "^", "'"):
            if (sign := self.next()) == "_":
                below = self.atom()
            else:
                above += "<mo>′</mo>" if sign == "'" else self.atom()
        scripts = ("sub" if below else "") + ("sup" if above else "")
        whole = f"<m{scripts}>{base}{below}{_single(above) if above else ''}</m{scripts}>" if scripts else base
        return whole + (_space(0.17) if name in _FUNCTIONS and self.here not in (r"\left", "(", ")", "}") else "")

    def atom(self) -> str:
        """One sign, one command with what belongs to it, or a group in braces."""
        token = self.next()
        if token == "{":
            return self._until("}")
        if token.startswith((r"\begin", r"\end")):
            return self.environment(token[token.index("{") + 1 : -1])
        if token.startswith(r"\text{"):
            return f"<mtext>{escape(token[6:-1]).replace(' ', NBSP)}</mtext>"
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[:1].isdigit():
            return f"<mn>{token}</mn>"
        return f"<mi>{token}</mi>" if token.isalpha() else _operator(token)

    def command(self, name: str) -> str:
        """What a command stands for."""
        if rule := _RULES.get(name):
            return rule(self)
        if name in _LETTERS:
            return f"<mi>{_LETTERS[name]}</mi>"
        if name in _FUNCTIONS:
            return f"<mi>{name}</mi>"
        if name in _SPACES:
            return _space(_SPACES[name])
        if name in _SIGNS:
            return _operator(_SIGNS[name])
        raise ValueError(f"No MathML is known for \\{name}.")

    def fraction(self) -> str:
        return f"<mfrac>{self.atom()}{self.atom()}</mfrac>"

    def root(self) -> str:
        if self.here != "[":
            return f"<msqrt>{self.atom()}</msqrt>"
        self.next()
        degree = self._until("]")
        return f"<mroot>{self.atom()}{degree}</mroot>"

    def fence(self) -> str:
        left = self.next()
        inner = self.row((r"\right",))
        self.next()
        return _fenced(left, inner, self.next())

    def upright(self) -> str:
        word = self.next()
        if word == "{":
            word = ""
            while self.here and self.here != "}":
                word += self.next()
            self.next()
        return f'<mi mathvariant="normal">{escape(word)}</mi>'

    def environment(self, name: str) -> str:
        """Rows of cells: a matrix in round brackets, cases behind a brace, equations under each other."""
        end, rows = f"\\end{{{name}}}", [[""]]
        while self.here and self.here != end:
            rows[-1][-1] += self.row(("&", r"\\", end))
            if self.here == "&":
                rows[-1].append("")
            elif self.here == r"\\":
                rows.append([""])
            if self.here != end:
                self.next()
                self._skip_gap()
        self.next()
        cells = ("".join(f"<mtd>{cell}</mtd>" for cell in row) for row in rows if row != [""])
        table = f'<mtable class="{name.rstrip("*")}">{"".join(f"<mtr>{row}</mtr>" for row in cells)}</mtable>'
        fence = {"pmatrix": ("(", ")"), "cases": ("{", ".")}.get(name)
        return _fenced(fence[0], table, fence[1]) if fence else table

    def _skip_gap(self) -> None:
        """The distance to the next row, as in \\\\[2.4ex], is the style sheet's."""
        if self.here == "[":
            while self.next() not in ("]", ""):
                pass

    def _until(self, end: str) -> str:
        inner = self.row((end,))
        self.next()
        return inner


_RULES: dict[str, Callable[[_Reader], str]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac"), _Reader.fraction),
    **dict.fromkeys(("mathrm", "operatorname", "mathsf"), _Reader.upright),
    "sqrt": _Reader.root,
    "left": _Reader.fence,
}


def _operator(sign: str) -> str:
    signs = {"-": "\N{MINUS SIGN}", "*": "\N{ASTERISK OPERATOR}"}
    fixed = ' stretchy="false"' if sign in "()[]|{}‖⌊⌋⌈⌉" else ""
    return f"<mo{fixed}>{escape(signs.get(sign, sign))}</mo>"


def _fenced(left: str, inner: str, right: str) -> str:
    """Brackets as signs around what is low, as borders around what is tall."""
    if {left, right} <= _ENDS.keys() and any(tall in inner for tall in _TALL):
        return f'<mrow class="left-{_ENDS[left]} right-{_ENDS[right]}">{_single(inner)}</mrow>'
    signs = ["" if sign == "." else _operator(sign) for sign in (left, right)]
    return f"<mrow>{signs[0]}{inner}{signs[1]}</mrow>"


def _single(markup: str) -> str:
    return f"<mrow>{markup}</mrow>"


def _space(em: float) -> str:
    return f'<mspace width="{em}em"/>'
