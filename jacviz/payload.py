"""What the live view needs of a mapping, and all that it needs, as plain data."""

from __future__ import annotations

from typing import Any

from jacviz import names
from jacviz.borders import borders
from jacviz.mapping import Mapping
from jacviz.request import Read
from jacviz.tape import Tape

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
    determinant = [mapping.jacobian_determinant] if mapping.is_square else []
    outputs = [*mapping.components, *mapping.jacobian_matrix, *determinant]
    edges = borders(mapping.components)
    outputs += [*mapping.singular_factors, *mapping.kinks, *edges]
    sides = zip(mapping.variables, mapping.domain.intervals, strict=True)
    sliders = zip(mapping.parameters, mapping.parameter_values, mapping.parameter_box.intervals, strict=True)
    return {
        "scene": scene or scene_of(mapping),
        "title": title,
        "names": list(mapping.names),
        "labels": [names.label(name) for name in mapping.names],
        "variables": [{**named(s.name), "low": low, "high": high} for s, (low, high) in sides],
        "parameters": [{**named(s.name), "value": w, "low": low, "high": high} for s, w, (low, high) in sliders],
        "probe": list(probe) or None,
        "tape": Tape.of(mapping.variables + mapping.parameters, outputs).to_json(),
        "layout": {
            "components": len(mapping.components),
            "jacobian": len(mapping.jacobian_matrix),
            "determinant": len(determinant),
            "singular": len(mapping.singular_factors),
            "kinks": len(mapping.kinks),
            "borders": len(edges),
        },
    }


def named(name: str) -> dict[str, str]:
    """A canonical name and what stands for it on the screen."""
    return {"name": name, "label": names.label(name)}
