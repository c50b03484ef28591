"""Expressions as data: a list of elementary steps that NumPy and the browser evaluate alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Expr, Symbol

from jacviz.numeric.lowering import CONSTANT, INPUT, Lowering


@dataclass(frozen=True)
class Tape:
    """Steps (opcode, slot, ...) over slots: the inputs, then the constants, then one for each step."""

    inputs: tuple[str, ...]
    constants: tuple[float, ...]
    steps: tuple[tuple[Any, ...], ...]
    outputs: tuple[int, ...]

    @classmethod
    def of(cls, inputs: Sequence[Symbol], outputs: Sequence[Expr]) -> Tape:
        """The tape of some expressions; equal ones share a slot. ValueError names what has no opcode."""
        lowering = Lowering(inputs)
        wanted = [lowering.node(expr) for expr in outputs]
        nodes = lowering.nodes
        used = _used(nodes, wanted)

        constants = [i for i in used if nodes[i][0] == CONSTANT]
        steps = [i for i in used if nodes[i][0] not in (INPUT, CONSTANT)]
        slots = {i: i for i in range(len(inputs))}
        for i in constants + steps:
            slots[i] = len(slots)
        return cls(
            inputs=tuple(symbol.name for symbol in inputs),
            constants=tuple(nodes[i][1] for i in constants),
            steps=tuple((nodes[i][0], *(slots[j] for j in nodes[i][1:])) for i in steps),
            outputs=tuple(slots[i] for i in wanted),
        )

    def to_json(self) -> dict[str, list[Any]]:
        """Plain lists, ready for json.dumps."""
        return {
            "inputs": list(self.inputs),
            "constants": list(self.constants),
            "steps": [list(step) for step in self.steps],
            "outputs": list(self.outputs),
        }


def _used(nodes: list[tuple[Any, ...]], wanted: list[int]) -> list[int]:
    used = set(wanted)
    for i in range(len(nodes) - 1, -1, -1):
        if i in used and nodes[i][0] not in (INPUT, CONSTANT):
            used.update(nodes[i][1:])
    return sorted(used)
