"""Tokens -> syntax tree by precedence climbing; what a written formula leaves open is decided here and noted.

What cannot be read raises ParseError, at its place in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import calls, conditions, limits
from .errors import ParseError
from .source import Token
from .syntax import CLOSES, CONDITIONS, OPERANDS, Node

ROOTS = {"√": 2, "∛": 3, "∜": 4}


class Parser:
    """Reads one expression; `notes` collects the choices that a person should see."""

    def __init__(self, tokens: Sequence[Token], text: str, notes: list[str]) -> None:
        self.tokens = tokens
        self.text = text
        self.notes = notes
        self.index = 0
        self.depth = 0
        self.inside = [""]
        """What is open around the place being read: "|" when a bar would close an absolute value."""

    @property
    def next(self) -> Token:
        return self.tokens[self.index]

    def advance(self) -> Token:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def accept(self, *kinds: str) -> Token | None:
        return self.advance() if self.next.kind in kinds else None

    def written(self, start: int, end: int | None = None) -> str:
        """The text between two tokens, as typed."""
        last = self.tokens[self.index - 1].end if end is None else end
        return " ".join(self.text[start:last].split())

    def expression(self) -> Node:
        """A sum, or a choice `a if condition else b`."""
        self.depth += 1
        if self.depth > limits.NESTING:
            told = f"The formula is nested more than {limits.NESTING} deep here: simplify it."
            raise ParseError(told, self.next.position)
        node = conditions.choice(self, self.sum())
        self.depth -= 1
        return node

    def sum(self) -> Node:
        start = self.next.position
        terms = [self.term()]
        while self.next.kind in ("+", "-"):
            terms.append(self.term())
        return terms[0] if len(terms) == 1 else Node("sum", start, None, tuple(terms))

    def term(self) -> Node:
        """A product with its sign in front."""
        position, negative = self.next.position, False
        while sign := self.accept("+", "-"):
            negative ^= sign.kind == "-"
        node = self.product()
        return Node("negative", position, None, (node,)) if negative else node

    def product(self) -> Node:
        start = self.next.position
        factors = [self.factor()]
        divided: Token | None = None
        while True:
            operator = self.accept("*", "/")
            if operator:
                if operator.kind == "/" and not operator.spaced:
                    self._note_division(factors[-1], start, operator)
                factor = self.signed_factor()
                divided = operator if operator.kind == "/" else None
                if divided:
                    factor = Node("reciprocal", divided.position, None, (factor,))
            elif self.continues():
                if divided and not self.next.spaced:
                    before = self.written(start)
                    self.notes.append(f"{before}{self._ahead()} is read as ({before}) · {self._ahead()}")
                divided = None
                factor = self.factor()
            else:
                break
            factors.append(factor)
        return factors[0] if len(factors) == 1 else Node("product", start, None, tuple(factors))

    def _ahead(self) -> str:
        """The next factor's first token, as typed."""
        return self.text[self.next.position : self.next.end]

    def _note_division(self, factor: Node, start: int, operator: Token) -> None:
        """`sin x/2` and `x^1/2` could be meant otherwise."""
        written = self.written(factor.position, operator.position)
        simple = self.next.kind in ("number", "symbol", "constant")
        bare_call = simple and factor.kind == "call" and not written.endswith((")", "]", "}", "|"))
        bare_power = factor.kind == "power" and written.endswith(("^1", "^2", "^3")) and self.next.kind == "number"
        if bare_call or bare_power:
            self.notes.append(f"{written}/{self._ahead()} is read as ({written})/{self._ahead()}")

    def continues(self) -> bool:
        """Whether another factor follows without an operator."""
        kind = self.next.kind
        if kind == "|":
            return self.inside[-1] != "|"
        return kind in OPERANDS

    def signed_factor(self) -> Node:
        position, negative = self.next.position, False
        while sign := self.accept("+", "-"):
            negative ^= sign.kind == "-"
        node = self.factor()
        return Node("negative", position, None, (node,)) if negative else node

    def factor(self) -> Node:
        """An operand with its powers: right to left, and above the sign in front."""
        base = self.operand()
        while self.next.kind in ("!", "'", "bar", "transpose"):
            base = self._postfix(base)
        if self.next.kind != "^":
            return base
        caret = self.advance()
        if self.next.kind == "*" and not self.next.spaced:
            self.advance()
            return Node("call", base.position, "conj", (base,))
        return self._raise(base, caret)

    def _raise(self, base: Node, caret: Token) -> Node:
        self.depth += 1
        if self.depth > limits.NESTING:
            told = f"Powers are nested more than {limits.NESTING} deep here: simplify the formula."
            raise ParseError(told, caret.position)
        exponent_token = self.next
        exponent = self.signed_factor()
        self.depth -= 1
        bare = exponent.kind == "number" and exponent_token.kind == "number"
        following = self.next
        if bare and base.kind in ("constant", "number") and not following.spaced and following.kind == "symbol":
            written = self.written(base.position)
            self.notes.append(f"{written}{self._ahead()} is read as ({written}) · {self._ahead()}")
        if exponent.kind == "product" and exponent.parts[0].value == (1, 1) and exponent.parts[1].kind == "reciprocal":
            if exponent.parts[1].parts[0].value == (3, 1):
                self.notes.append("a power 1/3 is read for positive numbers only: ∛ or cbrt reaches the negative ones")
        return Node("power", base.position, None, (base, exponent))

    def _postfix(self, base: Node) -> Node:
        token = self.advance()
        if token.kind == "bar":
            return Node("call", base.position, "conj", (base,))
        told = {
            "!": "A factorial has no derivative: write its value.",
            "'": "A prime is read on the left of = only: write a new name, or the derivative's formula.",
            "transpose": "A transpose is read behind a whole vector only: leave it out.",
        }[token.kind]
        raise ParseError(told, token.position)

    def operand(self) -> Node:
        token = self.advance()
        kind = token.kind
        if kind in ("number", "symbol", "constant"):
            return Node(kind, token.position, token.value)
        if kind == "function":
            return calls.call(self, token)
        if kind in ("(", "[", "{", "(|", "|"):
            return self.bracket(token)
        if kind in ROOTS:
            return self._root(token, Node("number", token.position, (ROOTS[kind], 1)), self.factor())
        if kind == "root":
            return self._latex_root(token)
        if kind == "frac":
            above, below = self._braces(token), self._braces(token)
            return Node("product", token.position, None, (above, Node("reciprocal", below.position, None, (below,))))
        if kind == "overline":
            return Node("call", token.position, "conj", (self._braces(token),))
        if kind == "begin" and token.value == "cases":
            return conditions.cases(self, token)
        self.index -= 1
        raise self.missing(token)

    def finish(self) -> None:
        """The component must end here."""
        token = self.next
        if token.kind in ("<", "<=", ">", ">="):
            raise ParseError("A condition is no component: write if(condition, a, b).", token.position)
        if token.kind == "|":
            raise ParseError("This bar has no partner: write an absolute value as |x|.", token.position)
        if token.kind in ("&", "row", "and", "or", "not"):
            raise ParseError("This sign has no meaning here: leave it out.", token.position)
        if token.kind:
            raise self.missing(token)

    def missing(self, token: Token) -> ParseError:
        """Why no operand starts at a token."""
        told = {
            "": "The formula stops here: something is missing behind it.",
            "newline": "The line stops here: something is missing behind it.",
            ")": "Something is missing before this bracket.",
            "begin": "A matrix cannot be multiplied here: write its components one by one.",
            "keyword": f"`{token.value}` needs something before it: write a if condition else b.",
            "=": "One = in a line is enough: the name, =, the formula.",
            ",": "Something is missing before this comma.",
            "!": "A factorial has no derivative: write its value.",
            ":": "A colon is read in a header such as f: (u, v) -> (u + v, u v) only.",
            "->": "An arrow belongs between the variables and the components: (u, v) -> (u + v, u v).",
        }.get(token.kind)
        if told is None:
            told = "A number, a name or a bracket is missing here."
            if token.kind in ("*", "/", "^", "+", "-"):
                told = f"A number, a name or a bracket is missing before {token.kind}"
        return ParseError(told, token.position)

    def bracket(self, opening: Token) -> Node:
        """What stands between brackets or bars."""
        closing = CLOSES[opening.kind]
        if opening.kind == "{" and conditions.is_choice(self):
            return conditions.cases(self, opening)
        if opening.kind == "|" and self.next.kind in ("", "newline", ")", "]", "}", ",", ";"):
            raise ParseError("This bar has no partner: write an absolute value as |x|.", opening.position)
        self.inside.append("|" if closing == "|" else "")
        node = self.expression()
        self.inside.pop()
        if not self.accept(closing):
            raise self.unexpected(opening)
        if closing in ("|", "|)"):
            return Node("call", opening.position, "abs", (node,))
        if node.kind in CONDITIONS:
            raise ParseError("A condition is no number: write if(condition, 1, 0).", opening.position)
        return node._replace(position=opening.position) if node.kind == "call" else node

    def unexpected(self, opening: Token) -> ParseError:
        token = self.next
        if token.kind == "" and opening.kind == "|":
            return ParseError("This bar is never closed: add | behind it.", opening.position)
        if token.kind in (",", ";", "row", "&"):
            return ParseError(
                "Only one formula fits inside this bracket: a comma separates components.", token.position
            )
        if token.kind == "=":
            return ParseError("An = cannot stand inside a bracket: use <, >, <= or >=.", token.position)
        if token.kind in ("<", "<=", ">", ">="):
            return ParseError("A condition is no number: write if(condition, a, b).", token.position)
        if token.kind == "|":
            return ParseError("This bar has no partner.", token.position)
        return self.missing(token)

    def _root(self, token: Token, degree: Node, radicand: Node) -> Node:
        if degree.value == (2, 1):
            return Node("call", token.position, "sqrt", (radicand,))
        if degree.value == (3, 1):
            return Node("call", token.position, "cbrt", (radicand,))
        inverse = Node("reciprocal", degree.position, None, (degree,))
        return Node("power", token.position, None, (radicand, inverse))

    def _latex_root(self, token: Token) -> Node:
        degree = Node("number", token.position, (2, 1))
        if self.next.kind == "[":
            opening = self.advance()
            degree = self.expression()
            if not self.accept("]"):
                raise self.unexpected(opening)
        return self._root(token, degree, self._braces(token))

    def _braces(self, command: Token) -> Node:
        """One argument of a LaTeX command: a group or a single number or name."""
        token = self.advance()
        if token.kind in ("number", "symbol", "constant"):
            return Node(token.kind, token.position, token.value)
        if token.kind in ("{", "("):
            return self.bracket(token)
        raise ParseError("This LaTeX command needs {...} behind it.", command.position)
