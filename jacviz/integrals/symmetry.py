"""Where a mapping takes each of its values once, when it repeats itself: r >= 0 and one turn of the angle."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from sympy import Expr, pi

from jacviz.mapping import Mapping
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

CLOSE = 1e-9


def fundamental_domains(mapping: Mapping) -> Iterator[tuple[Expr, ...]]:
    """What is >= 0 in a domain that is enough: the angles from 0 on, then the same centred on 0."""
    repeats = _Repeats(mapping)
    angles = [i for i in range(repeats.n) if repeats(shift={i: 2 * math.pi}) and not repeats(shift={i: math.pi})]
    angles += [i for i in range(repeats.n) if repeats(shift={i: math.pi})]
    fixed: list[Expr] = []
    free = list(angles)
    for i in range(repeats.n):
        u = mapping.variables[i]
        turn = {j: math.pi for j in free[:1] if j != i}
        partner = next(({j: math.pi} for j in free if j != i and repeats(flip=(i,), shift={j: math.pi})), None)
        if i in free and partner and len(free) > 1:
            fixed += [u, pi - u]
            free.remove(i)
        elif i in free and (turn and repeats(flip=(i,), start={i: math.pi}, shift=turn)):
            fixed += [u + pi / 2, pi / 2 - u]
            free.remove(i)
        elif i in free and repeats(flip=(i,), start={i: math.pi}):
            fixed += [u + pi / 2, pi / 2 - u]
            free.remove(i)
        elif i in free and repeats(flip=(i,)):
            fixed += [u, pi - u]
            free.remove(i)
        elif i not in angles and (partner or repeats(flip=(i,))):
            fixed.append(u)
    if not fixed:
        for pair in combinations(range(repeats.n), 2):
            if repeats(flip=pair):
                fixed.append(mapping.variables[pair[0]])
                break
    turns = [(mapping.variables[i], pi if repeats(shift={i: math.pi}) else 2 * pi) for i in free]
    # The tangent's turn has its pole at the end when it is centred.
    for low in (-1, 0) if any(turn == pi for _, turn in turns) else (0, -1):
        bounds = [b for u, turn in turns for b in (u - low * turn / 2, turn + low * turn / 2 - u)]
        yield (*fixed, *bounds)
        if not turns:
            return


class _Repeats:
    """Whether a mapping has the same values at points and at others made from them."""

    def __init__(self, mapping: Mapping) -> None:
        self.n = len(mapping.variables)
        self.tape = Tape.of(mapping.variables, mapping.components)
        steps = np.sqrt([2.0, 3.0, 5.0])[: self.n, None] * np.arange(1, 33)
        self.points = np.modf(steps)[0] * 3 + 0.1
        self.values = self._at(self.points)

    def __call__(
        self, flip: tuple[int, ...] = (), shift: dict[int, float] | None = None, start: dict[int, float] | None = None
    ) -> bool:
        points = self.points.copy()
        for i in flip:
            points[i] = (start or {}).get(i, 0.0) - points[i]
        for i, by in (shift or {}).items():
            points[i] += by
        values = self._at(points)
        both = np.isfinite(values) & np.isfinite(self.values)
        return bool(np.any(both) and np.allclose(values[both], self.values[both], rtol=CLOSE, atol=CLOSE))

    def _at(self, points: Array) -> Array:
        return np.stack(evaluate(self.tape, list(points)))
