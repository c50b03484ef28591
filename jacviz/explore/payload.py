"""What the live view needs of a mapping, and all that it needs, as plain data.

Twin: live/numeric/payload.js; tests/live/test_payloads.py holds them together.
"""

from __future__ import annotations

from itertools import cycle
from typing import Any, TypedDict

import numpy as np

from jacviz import names
from jacviz.explore.inputs import Read
from jacviz.explore.zero_search import sample_points
from jacviz.mapping import Mapping
from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape
from jacviz.symbolic.borders import borders


class Named(TypedDict):
    """A canonical name and what stands for it on the screen."""

    name: str
    label: str


class Variable(Named):
    """An interval that a name stands for."""

    low: float
    high: float


class Parameter(Variable):
    """A slider."""

    value: float


class Layout(TypedDict):
    """How many outputs of the tape there are of each kind, in this order."""

    components: int
    jacobian: int
    determinant: int
    singular: int
    kinks: int
    borders: int


class Payload(TypedDict):
    """What every payload has; one of a network or of a change of variables has other parts beside it."""

    scene: str
    title: str | None
    names: list[str]
    labels: list[str]
    variables: list[Variable]
    parameters: list[Parameter]
    probe: list[float] | None


class MappingPayload(Payload):
    """Of a mapping, its tape as data; a composition has those of its stages as `stages` too."""

    tape: dict[str, list[Any]]
    layout: Layout


REST_AT = (0.6, 0.2, 0.7)  # the usual place of the probe: where in its range each variable rests at first
PLACES = 48  # other places, if there the mapping is not defined

# What draws a mapping, by the numbers of its variables and of its components; "table" for what has no picture.
SCENES = {
    (1, 1): "graph",
    (2, 1): "relief",
    (1, 2): "curve",
    (1, 3): "curve",
    (2, 2): "plane",
    (2, 3): "surface",
    (3, 3): "volume",
}

TITLES = {
    "graph": "A function of one variable",
    "relief": "A function of two variables",
    "functions": "Two functions of two variables",
    "chain": "A composition",
    "curve": "A curve",
    "plane": "A mapping of the plane",
    "surface": "A surface",
    "volume": "A mapping of space",
    "table": "A mapping",
}


def scene_of(mapping: Mapping) -> str:
    """What draws a mapping of this shape."""
    return SCENES.get((len(mapping.variables), len(mapping.components)), "table")


def payload_of(read: Read, scene: str = "", *, probe: tuple[float, ...] = ()) -> dict[str, Any]:
    """What the live view needs of a request's mapping; a composition has the payloads of its stages too."""
    if not read.stages:
        return payload(read.mapping, scene=scene, probe=probe)
    return {**payload(read.mapping, scene="chain", probe=probe), "stages": [payload(stage) for stage in read.stages]}


def payload(
    mapping: Mapping, scene: str = "", *, title: str | None = None, probe: tuple[float, ...] = ()
) -> dict[str, Any]:
    """What the live view needs, and all that it needs; the shape decides the scene where none is asked for."""
    determinant = [mapping.jacobian_determinant] if mapping.has_determinant else []
    singular = mapping.singular_factors if mapping.has_measure else ()
    edges = borders(mapping.components)
    outputs = [*mapping.components, *mapping.jacobian_matrix, *determinant, *singular, *mapping.kinks, *edges]
    tape = Tape.of(mapping.variables + mapping.parameters, outputs)
    sides = zip(mapping.variables, mapping.domain.intervals, strict=True)
    sliders = zip(mapping.parameters, mapping.parameter_values, mapping.parameter_box.intervals, strict=True)
    view: MappingPayload = {
        "scene": scene or scene_of(mapping),
        "title": title,
        "names": list(mapping.names),
        "labels": [names.label(name) for name in mapping.names],
        "variables": [{**named(s.name), "low": low, "high": high} for s, (low, high) in sides],
        "parameters": [{**named(s.name), "value": w, "low": low, "high": high} for s, w, (low, high) in sliders],
        "probe": list(probe) or _resting_place(mapping, tape),
        "tape": tape.to_json(),
        "layout": {
            "components": len(mapping.components),
            "jacobian": len(mapping.jacobian_matrix),
            "determinant": len(determinant),
            "singular": len(singular),
            "kinks": len(mapping.kinks),
            "borders": len(edges),
        },
    }
    return dict(view)


def _resting_place(mapping: Mapping, tape: Tape) -> list[float]:
    """Where the probe rests at first: at the usual place, or at another where f and J exist, if that is not one."""
    sides = list(zip(mapping.domain.lower, mapping.domain.upper, strict=True))
    usual = [low + share * (high - low) for share, (low, high) in zip(cycle(REST_AT), sides, strict=False)]
    points = np.vstack([usual, np.transpose(sample_points(mapping.domain, PLACES))])
    values = np.array(evaluate(tape, [*points.T, *mapping.parameter_values]))
    count = len(mapping.components) + len(mapping.jacobian_matrix)
    good = np.all(np.isfinite(values[:count]), axis=0)
    return list(map(float, points[int(np.argmax(good))]))


def named(name: str) -> Named:
    """A canonical name and what stands for it on the screen."""
    return {"name": name, "label": names.label(name)}
