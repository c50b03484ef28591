"""Mappings made by hand whose names no parser would let through."""

from __future__ import annotations

from typing import Any

from sympy import Symbol, sin

from jacviz.explore import analysis
from jacviz.explore.inputs import Read
from jacviz.mapping import Box, Mapping


def mapping(first: str, second: str, parameter: str = "a", names: tuple[str, str] = ("x", "y")) -> Mapping:
    """x = p u^2 + v, y = sin(u) v with the given names for u, v, p, x, y."""
    u, v, a = (Symbol(name, real=True) for name in (first, second, parameter))
    return Mapping(
        (u, v), names, (a * u**2 + v, sin(u) * v), domain=Box((0.2, 0.1), (1.5, 1.2)),
        parameters=(a,), parameter_values=(1.0,), parameter_box=Box((0.5,), (2.0,)),
    )  # fmt: skip


def answer(of: Mapping, notes: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a page would get of it."""
    return {"ok": True, **analysis._everything(Read(of, notes), "")}
