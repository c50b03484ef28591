"""Tokens as papers and programs write them -> tokens as the grammar reads them, one habit a function."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jacviz.names import label

from . import limits
from .errors import ParseError
from .notes import Instead, Note, edited
from .source import MINUS, Token, join

NAMES = ("word", "name")
STEPS = ("n", "k", "t", "i", "j", "m")
"""Letters that count steps: x[n+1], x(k+1)."""
SIDES = {"⌊": "floor", "⌈": "ceil"}
SIGMA = "Sigma"


def tidied(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """The tokens after every habit of papers and programs."""
    for habit in (
        _updates,
        _gaps,
        _deltas,
        _systems,
        _angle_brackets,
        _rounded,
        _raised_primes,
        _raised_indices,
        _bracketed_indices,
        _equation_numbers,
    ):
        tokens = habit(tokens, text, notes)
    _refuse_sums(tokens)
    return _decimal_commas(tokens, text, notes)


def partner(tokens: Sequence[Token], start: int) -> int:
    """The place of the bracket that closes the one at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].kind in ("(", "[", "{", "(|", "begin")
        depth -= tokens[index].kind in limits.CLOSING
        if depth == 0:
            return index
    return len(tokens) - 1


def _updates(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """x → y + 1, y → b x on lines of their own give new values: x' = y + 1, y' = b x."""
    starts = [0, *(k + 1 for k, t in enumerate(tokens) if t.kind in ("newline", "row", ";", ","))]
    arrows = {k for k in starts if [t.kind for t in tokens[k + 1 : k + 2]] == ["->"] and tokens[k].kind in NAMES}
    everywhere = sum(t.kind == "->" for t in tokens)
    if len(arrows) < 2 or len(arrows) != everywhere or len({tokens[k].value for k in arrows}) < len(arrows):
        return tokens
    found: list[Token] = []
    for k, token in enumerate(tokens):
        found += [token._replace(kind="'"), token._replace(kind="=")] if k - 1 in arrows else [token]
    return found


def _gaps(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    r"""\quad before another equation separates, as in x = u v \quad y = u; elsewhere it is a space."""
    found: list[Token] = []
    for index, token in enumerate(tokens):
        if token.kind != "gap":
            found.append(token)
            continue
        ahead = [t.kind for t in tokens[index + 1 : index + 3]]
        separates = found and found[-1].kind not in (",", ";", "row", "newline", "=", "&")
        if separates and ahead[:1] in (["word"], ["name"]) and ahead[1:] in (["="], ["'"], ["&"]):
            found.append(token._replace(kind=";"))
    return found


def _deltas(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    r"""\Delta t is one name."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        letter = token.kind == "name" or (token.kind == "word" and len(token.value) == 1)
        if before and before.kind == "name" and before.value == "Delta" and letter:
            found[-1] = before._replace(value=f"Delta{token.value}", end=token.end)
        else:
            found.append(token)
    return found


def _systems(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """Equations inside cases, an array or braces stand on lines of their own."""
    left_out: set[int] = set()
    for start, token in enumerate(tokens):
        if token.kind not in ("begin", "{"):
            continue
        end = partner(tokens, start)
        depth, equations = 0, 0
        for inner in tokens[start + 1 : end]:
            depth += inner.kind in ("(", "[", "{", "(|", "begin")
            depth -= inner.kind in limits.CLOSING
            equations += depth == 0 and inner.kind == "="
        if equations and (token.kind == "begin" or start == 0 or tokens[start - 1].kind in ("newline", "row")):
            left_out |= {start, end}
    return [t._replace(kind="newline", value=None) if i in left_out else t for i, t in enumerate(tokens)]


def _angle_brackets(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """<u, v> is (u, v) where it fills a line or a right side."""
    found = list(tokens)
    for start, token in enumerate(tokens):
        if token.kind != "<" or (start and tokens[start - 1].kind not in ("newline", "row", ";", "=", "->")):
            continue
        end = next((k for k in range(start, len(tokens)) if tokens[k].kind in ("newline", "row", ";", "")), len(tokens))
        commas = any(t.kind == "," for t in tokens[start:end])
        if commas and tokens[end - 1].kind == ">":
            found[start], found[end - 1] = token._replace(kind="("), tokens[end - 1]._replace(kind=")")
    return found


def _rounded(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """⌊x⌋ is floor(x)."""
    found: list[Token] = []
    for token in tokens:
        if token.kind in SIDES:
            found += [token._replace(kind="function", value=SIDES[token.kind]), token._replace(kind="(", spaced=False)]
        else:
            found.append(token._replace(kind=")") if token.kind in ("⌋", "⌉") else token)
    if len(found) > len(tokens):
        limits.check_brackets(found)
    return found


def _raised_primes(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """S^{\\prime} and S^' are S'."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        kinds = [t.kind for t in tokens[index : index + 5]]
        if kinds[:2] == ["^", "'"]:
            index += 1
        elif kinds[:2] == ["^", "{"] and kinds[2:3] == ["'"]:
            end = partner(tokens, index + 1)
            primes = tokens[index + 2 : end]
            if all(t.kind == "'" for t in primes):
                found += primes
                index = end + 1
                continue
        found.append(tokens[index])
        index += 1
    return found


def _raised_indices(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """x^{(1)} is a name, x1, and no power."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        kinds = [t.kind for t in tokens[index : index + 6]]
        if token.kind in NAMES and kinds[1:4] == ["^", "{", "("] and kinds[5:6] == [")"]:
            inner = tokens[index + 4]
            end = partner(tokens, index + 2)
            known = inner.kind in NAMES or (inner.kind == "number" and inner.value[1] == 1)
            if known and end == index + 6:
                mark = str(inner.value[0] if inner.kind == "number" else inner.value)
                name = join(str(token.value), mark)
                written = text[token.position : tokens[end].end]
                notes.append(Note(f"{written} is read as the name {label(name)}, and no power"))
                found.append(token._replace(kind="name", value=name, end=tokens[end].end))
                index = end + 1
                continue
        found.append(token)
        index += 1
    return found


def _bracketed_indices(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """x[0] and x[n+1] are indexed names; x(1) and x(n+1) are where every x of the text stands so."""
    in_round = _called_by_numbers(tokens)
    counted = {
        str(t[2].value)
        for t in zip(*(tokens[k:] for k in range(7)), strict=False)
        if t[0].kind in NAMES and t[1].kind == "(" and t[3].kind == "+" and t[5].kind == ")" and t[6].kind == "="
        and t[2].value in STEPS
    }  # fmt: skip
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        opening = tokens[index + 1] if index + 1 < len(tokens) else token
        mark = ""
        end = index
        if token.kind in NAMES and opening.kind in ("[", "(") and not opening.spaced:
            end = partner(tokens, index + 1)
            mark = _index(tokens[index + 2 : end])
            numeric = mark.isdigit()
            if opening.kind == "(" and not (token.value in in_round if numeric else mark[:1] in counted):
                mark = ""
        if mark:
            name = join(str(token.value), mark)
            written = text[token.position : tokens[end].end]
            if opening.kind == "(" and mark.isdigit():
                notes.append(
                    Note(
                        f"{written} is read as the name {label(name)}: a product has a *",
                        edited(text, opening.position, opening.position, "*"),
                    )
                )
            found.append(token._replace(kind="name", value=name, end=tokens[end].end))
            index = end + 1
        else:
            found.append(token)
            index += 1
    return found


def _called_by_numbers(tokens: Sequence[Token]) -> set[str]:
    """Names that always stand before a bracket with one whole number."""
    always: dict[str, bool] = {}
    for k, token in enumerate(tokens):
        if token.kind in NAMES:
            kinds = [t.kind for t in tokens[k + 1 : k + 4]]
            numbered = kinds == ["(", "number", ")"] and not tokens[k + 1].spaced and tokens[k + 2].value[1] == 1
            given = k and tokens[k - 1].kind in ("(", ",") and kinds[:1] in ([")"], [","])  # as in function y = f(x)
            always[str(token.value)] = always.get(str(token.value), True) and (numbered or bool(given))
    return {name for name, numbered in always.items() if numbered and len(name) == 1}


def _index(tokens: Sequence[Token]) -> str:
    """The index that stands in brackets: 0, n, n+1, n-1, or "" for another formula."""
    kinds = [t.kind for t in tokens]
    if kinds == ["number"] and tokens[0].value[1] == 1 and tokens[0].value[0] < 1000:
        return str(tokens[0].value[0])
    if not tokens or tokens[0].value not in STEPS:
        return ""
    if len(kinds) == 1:
        return str(tokens[0].value)
    if kinds[2:] == ["number"] and kinds[1] in "+-" and tokens[2].value == (1, 1):
        return f"{tokens[0].value}+1" if kinds[1] == "+" else f"{tokens[0].value}{MINUS}1"
    return ""


def _equation_numbers(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """(1), (2), ... behind two lines or more, in their order, are the numbers of a paper's equations."""
    ends = [
        k for k, (t, after) in enumerate(pairwise(tokens)) if t.kind == ")" and after.kind in ("newline", "row", "")
    ]
    ends = [
        k for k in ends if k > 3 and [t.kind for t in tokens[k - 2 : k]] == ["(", "number"] and tokens[k - 2].spaced
    ]
    values = [tokens[k - 1].value for k in ends]
    steps = [(b[0] * a[1] - a[0] * b[1], a[1] == b[1]) for a, b in pairwise(values)]
    if len(ends) < 2 or any(
        difference != a[1] or not same for (difference, same), a in zip(steps, values, strict=False)
    ):
        return tokens
    left_out = {j for k in ends for j in range(k - 2, k + 1)}
    shown = ", ".join(text[tokens[k - 2].position : tokens[k].end] for k in ends)
    notes.append(Note(f"{shown} are left out: they look like the numbers of equations"))
    return [t for i, t in enumerate(tokens) if i not in left_out]


def _refuse_sums(tokens: Sequence[Token]) -> None:
    for token, following in pairwise(tokens):
        begins = following.kind in (*NAMES, "number", "^", "frac", "function")
        if token.kind == "name" and str(token.value).split("_")[0] == SIGMA and begins:
            raise ParseError("A sum is not read as such: write its terms one by one, x1 + x2.", token.position)


def _decimal_commas(tokens: list[Token], text: str, notes: list[str]) -> list[Token]:
    """0,5 is 0.5 where no other sign of a list is seen."""
    tight = [k for k in range(1, len(tokens) - 1) if _is_tight(tokens, k)]
    if not tight or any("." in text[t.position : t.end] for t in tokens if t.kind == "number"):
        return tokens
    around = _surroundings(tokens)
    decimal = set(_decimals(tokens, tight, around))
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        if index + 1 in decimal:
            whole, after = tokens[index], tokens[index + 2]
            places = after.end - after.position
            value = (whole.value[0] * 10**places + after.value[0], 10**places)
            written = text[whole.position : after.end]
            shown = written.replace(",", ".")
            listed = edited(text, whole.position, after.end, written.replace(",", ", "))
            notes.append(Note(f"{written} is read as the decimal {shown}: a list has spaces behind its commas", listed))
            found.append(whole._replace(value=value, end=after.end))
            index += 3
        else:
            if index in tight and not _is_called(tokens, around[index]):
                after = tokens[index + 1]
                pointed = edited(text, tokens[index].position, after.position, ".").text
                told = "a comma separates components: write a decimal with a point, 0.5"
                notes.append(Note(told, Instead("mapping", pointed, text[tokens[index - 1].position : after.end])))
            found.append(tokens[index])
            index += 1
    return found


def _is_tight(tokens: Sequence[Token], k: int) -> bool:
    """Whether a comma stands between two whole numbers without a space."""
    before, comma, after = tokens[k - 1 : k + 2]
    whole = before.kind == after.kind == "number" and before.value[1] == after.value[1] == 1
    return whole and comma.kind == "," and not (comma.spaced or after.spaced) and after.end - after.position < 20


def _decimals(tokens: Sequence[Token], tight: Sequence[int], around: Sequence[int]) -> list[int]:
    """Which of the tight commas are decimal ones: none in a call, in a list of its own or beside other tight commas."""
    close = {*tight}
    header = any(t.kind == "->" for t in tokens) or _has_header(tokens)
    brackets = {
        around[k]: _Separators(tokens, around, around[k], close) for k in {around[k]: k for k in tight}.values()
    }
    return [
        k
        for k in tight
        if not {k - 2, k + 2} & close and brackets[around[k]].leave_decimals(around[k] < 0 and not header)
    ]


class _Separators:
    """What separates inside one bracket, or outside all of them, apart from the tight commas."""

    def __init__(self, tokens: Sequence[Token], around: Sequence[int], opening: int, tight: set[int]) -> None:
        own = [k for k, place in enumerate(around) if place == opening]
        commas = [k for k in own if tokens[k].kind == "," and k not in tight]
        self.called = _is_called(tokens, opening)
        self.lines = any(tokens[k].kind in (";", "newline", "row") for k in own)
        self.lists = bool(commas) or self.lines
        self.spaced = all(tokens[k + 1].spaced or tokens[k + 1].kind in ("newline", "") for k in commas)

    def leave_decimals(self, alone: bool) -> bool:
        """Whether tight commas are decimal ones, since others separate or, `alone`, nothing is a list."""
        return not self.called and self.spaced and (alone or self.lists)


def _is_called(tokens: Sequence[Token], opening: int) -> bool:
    """Whether a bracket holds the arguments of a function or the ends of a range."""
    return opening > 0 and tokens[opening - 1].kind in (*NAMES, "function", "in")


def _has_header(tokens: Sequence[Token]) -> bool:
    return any(a.kind == ")" and b.kind == "=" for a, b in pairwise(tokens))


def _surroundings(tokens: Sequence[Token]) -> list[int]:
    """For each token the place of the bracket around it, -1 for none."""
    opened: list[int] = []
    found = []
    for k, token in enumerate(tokens):
        if token.kind in limits.CLOSING and opened:
            opened.pop()
        found.append(opened[-1] if opened else -1)
        if token.kind in ("(", "[", "{", "(|", "begin"):
            opened.append(k)
    return found
