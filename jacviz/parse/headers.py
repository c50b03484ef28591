"""Headers that name the variables: (u, v) -> ..., f: R^2 -> R^2, for (u, v) in ..."""

from __future__ import annotations

from .errors import ParseError
from .lefts import names, split, unwrapped
from .ranges import COMPARISONS, is_range
from .source import Token
from .statement import Statement


def behind_arrow(line: list[Token], statement: Statement) -> list[Token]:
    """The components behind (u, v) ->; f: R^2 -> R^2 says nothing that the formula does not; else ParseError."""
    arrow = split(line, ("->",))
    comma = len(split(line, (",",))[0])
    if len(arrow) > 2 and is_space(arrow[0]) and comma < len(line):
        behind_arrow(line[:comma], statement)
        return behind_arrow(line[comma + 1 :], statement)
    if len(arrow) > 2:
        raise ParseError("One arrow is enough: (u, v) -> (u + v, u v).", (arrow[2] or line)[0].position)
    if len(arrow) < 2:
        return line
    left, right = arrow
    if not left or not right:
        raise ParseError(
            "An arrow belongs between the variables and the components.", (left or right or line)[0].position
        )
    named = split(left, (":", "="))
    if len(named) > 2 or (len(named) == 2 and len(named[0]) > 1):
        raise ParseError("Before the variables of an arrow stands one name at most: f: (u, v) -> ...", line[0].position)
    if len(named) == 2 and named[0]:
        statement.entitle(named[0][0])
    if is_space(named[-1]):
        pieces = split(right, (",", ":"))
        spaces = ["".join(map(shown, part)) for part in (named[-1], pieces[0])]
        statement.notes.append(f"{spaces[0]} → {spaces[1]} says nothing that the formula does not: left out")
        rest = right[len(pieces[0]) + 1 :]
        return behind_arrow(rest, statement) if rest else []
    statement.name_variables(names(unwrapped(named[-1])))
    return right


def shown(token: Token) -> str:
    """A token of the name of a space."""
    if token.kind == "number":
        return str(token.value[0])
    return str(token.value) if token.kind in ("word", "name") else token.kind


def is_space(tokens: list[Token]) -> bool:
    """R, R^2, R², [0, 1] x R: what a mapping goes from or to."""
    last = split(tokens, (":",))[-1]
    return bool(last) and last[0].value == "R" and all(t.kind in ("^", "number", "{", "}", "(", ")") for t in last[1:])


def read_for(line: list[Token], statement: Statement) -> None:
    """for (u, v) in ..., for 0 <= r <= 1; else ParseError."""
    names_end = next((k for k, t in enumerate(line) if t.kind == "in" or t.value == "in"), len(line))
    named = unwrapped(line[1:names_end])
    if any(t.kind in COMPARISONS for t in named):
        pieces = split([t._replace(kind=",") if t.value == "and" else t for t in line[1:]], (",",))
        if all(is_range(p, statement) for p in pieces):
            return
    if not named or any(t.kind not in ("word", "name", ",") for t in named):
        raise ParseError("Behind `for` belong the variables, or their ranges: for (u, v) in ...", line[0].position)
    statement.name_variables(names(named))
    if names_end < len(line) - 1:
        rest = " ".join(map(shown, line[names_end + 1 :]))
        statement.notes.append(f"what the variables run through ({rest}) is left out")
