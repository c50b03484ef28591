"""A mapping given the other way round, u = u(x, y), solved for x and y."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import sympy as sp
from sympy import Expr, Symbol

from jacviz.integrals.symbols.settled import Sample, settled, unsigned
from jacviz.mapping import Mapping
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape
from jacviz.parse.build import symbol
from jacviz.symbolic.budget import OverBudget, limited

CLOSE = 1e-7
MOST = 0.98  # of the sample points that a branch must send back to themselves


def inverse(forward: Mapping, points: Array | None, seconds: float = 0.8) -> Mapping | None:
    """The mapping back, on the branch to which points (n, N) belong, or else the one with the most positive values.

    None when SymPy finds no solution in time, or none that agrees with the points.
    """
    new = tuple(symbol(name) for name in forward.names)
    given = np.modf(np.sqrt([2.0, 3.0, 5.0])[: len(new), None] * np.arange(1, 65))[0] * 2 + 0.5
    old_points = given if points is None else points
    new_points = np.stack(evaluate(Tape.of(forward.variables, forward.components), list(old_points)))
    usable = np.all(np.isfinite(new_points), axis=0)
    old_points, new_points = old_points[:, usable], new_points[:, usable]
    for components in _solutions(forward, new, Sample(forward.variables, old_points), Sample(new, new_points), seconds):
        try:
            back = np.stack(evaluate(Tape.of(new, components), list(new_points)))
        except ValueError:
            continue
        same = np.all(np.abs(back - old_points) <= CLOSE * (1 + np.abs(old_points)), axis=0)
        if np.mean(same) >= MOST:
            return replace(
                forward,
                variables=new,
                names=tuple(s.name for s in forward.variables),
                components=tuple(components),
            )
    return None


def _solutions(
    forward: Mapping, new: Sequence[Symbol], old_sample: Sample, new_sample: Sample, seconds: float
) -> list[list[Expr]]:
    """Every solution that SymPy finds with what is known about signs, tidied on the sample."""
    signed, signed_new = old_sample.signed(), new_sample.signed()
    old = [signed.get(s, s) for s in forward.variables]
    unknowns = [next(iter(s.free_symbols)) for s in old]
    equations = [
        sp.expand_log(c.xreplace(signed)) - signed_new.get(s, s) for c, s in zip(forward.components, new, strict=True)
    ]
    try:
        with limited(seconds):
            found = sp.solve(equations, unknowns, dict=True)
    except (OverBudget, NotImplementedError, ValueError, TypeError, RecursionError):
        return []
    back = unsigned(signed_new)
    solutions = []
    for solution in found:
        if len(solution) == len(unknowns) and not any(e.has(sp.I) for e in solution.values()):
            values = [solution[u] * (1 if s.is_Symbol else -1) for u, s in zip(unknowns, old, strict=True)]
            solutions.append([settled(v.xreplace(back), new_sample) for v in values])
    return solutions
