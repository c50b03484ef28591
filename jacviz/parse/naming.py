"""What the components of a mapping are called.

What cannot be named so raises ParseError, at its place in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from jacviz.names import label

from .errors import ParseError
from .statement import Statement


def component_names(
    statement: Statement, chosen: Sequence[str], parameters: Sequence[str], notes: list[str]
) -> tuple[str, ...]:
    """A name for each component: the left side, with a prime where it is also a variable's; else usual letters."""
    count = len(statement.parts)
    taken = {*chosen, *parameters}
    names: list[str] = []
    for part in statement.parts:
        name = part.name.value if part.name else ""
        if name and name in [*names, *(n.removesuffix("prime") for n in names)]:
            told = f"`{label(name)}` stands on the left side twice: give each component its own name."
            raise ParseError(told, part.name.position if part.name else 0)
        if name in taken:
            if name in chosen:
                notes.append(f"{label(name)} is a variable, so the new value is called {label(name)}′")
            name += "prime"
        names.append(name)
    if not all(names):
        pools: tuple[tuple[str, ...], ...] = (("x", "y", "z"), ("u", "v", "w"), ("X", "Y", "Z"))
        if count == 1:
            own = statement.function.value if statement.function else "f"
            pools = ((own,), ("f",), ("y",), ("w",))
        usual = tuple(f"f{i + 1}" for i in range(count))
        pool = next((p for p in pools if len(p) >= count and not taken & {*p[:count]} and not {*names} & {*p}), usual)
        names = [name or pool[i] for i, name in enumerate(names)]
    return tuple(names)
