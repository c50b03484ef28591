"""Which symbols vary: those that the text states, those whose rates it gives, those with ranges, or by evidence."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence

from jacviz.names import label

from . import variables
from .definitions import Expanded
from .errors import ParseError
from .evidence import uses
from .lefts import spelled_bases
from .number import parse_number
from .source import Token
from .statement import Statement
from .syntax import Node


def typed_ranges(text: str, statement: Statement, notes: list[str]) -> dict[str, tuple[float, float]]:
    """The ranges typed beside the mapping; a note for what is said of the symbols otherwise."""
    found: dict[str, tuple[float, float]] = {}
    for each in statement.ranges:
        written = [text[side[0].position : side[-1].end] for side in (each.low, each.high)]
        try:
            low, high = map(parse_number, written)
        except ParseError:
            notes.append(
                f"the range of {label(each.name.value)}, {' to '.join(written)}, is no range of numbers: left out"
            )
            continue
        if low < high:
            found[each.name.value] = (low, high)
        else:
            notes.append(f"the range of {label(each.name.value)}, {' to '.join(written)}, does not rise: left out")
    for tokens in statement.conditions:
        notes.append(f"{text[tokens[0].position : tokens[-1].end]} is left out: ranges are set beside the mapping")
    return found


def choose(
    trees: Sequence[Node],
    used: Sequence[str],
    names: Sequence[tuple[Token | None, str]],
    found: Expanded,
    stated: Sequence[str] | None,
    ranges: Dictionary[str, object],
    parameters: Dictionary[str, object],
) -> variables.Choice:
    """The variables: those stated, those whose rates or new values are given, those with ranges, or by evidence."""
    if stated:
        return variables.Choice(tuple(stated), dict.fromkeys(stated, "it is named as a variable"))
    lefts = [name.value if name else "" for name, _ in names]
    bases = [base for _, base in names if base]
    bases = bases if {*bases} & {*used, *(b.partition("_")[0] for b in bases if b.partition("_")[0] in used)} else []
    bases = bases or spelled_bases(lefts, {*used})
    renewed = [name for name in lefts if name in found.renewed]
    for rates, reason in ((bases, "its rate or new value is given"), (renewed, "it takes a new value")):
        if len(rates) == len(names) or (rates and rates is bases):
            present = [b if b in used or b.partition("_")[0] not in used else b.partition("_")[0] for b in rates]
            present = list(dict.fromkeys(present))
            return variables.Choice(tuple(present), dict.fromkeys(present, reason))
    if len(ranges) >= 2 or (ranges and set(ranges) >= set(used)):
        named = [s for s in ranges if s in used] or list(ranges)
        return variables.Choice(tuple(named), dict.fromkeys(named, "its range is given"))
    free = [s for s in used if s not in found.values and s not in parameters]
    use = {name: each for name, each in uses(trees).items() if name in free}
    for name in renewed:
        use[name].alone = True
    return variables.infer(use, {n.removesuffix("prime") for n in lefts if n}, len(trees))
