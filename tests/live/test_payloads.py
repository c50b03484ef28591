"""One payload of each scene has the shape that jacviz/explore/payload.py and live/numeric/payload.js declare."""

from __future__ import annotations

import re
from typing import Any, get_type_hints

import pytest

from jacviz.explore import payload as shapes
from jacviz.live import assets
from tests.live.scenes import PAYLOADS

Shape = dict[str, str]
OBJECT = re.compile(r"/\*\*((?:(?!\*/).)*?@typedef \{object\} (\w+).*?)\*/", re.DOTALL)
PROPERTY = re.compile(r"@property \{([^}]+)\} (\w+)")
SIMPLE = {"string": str, "number": int | float, "boolean": bool}
PARTS = {
    **dict.fromkeys(("layers", "backpropagation", "depth", "warping", "training"), ("Payload", "NetworkPart")),
    **dict.fromkeys(("strips", "cells", "boxes"), ("Payload", "IntegralPart")),
    "chain": ("Payload", "MappingPart", "ChainPart"),
}
IN_BOTH = ("Variable", "Parameter", "Layout", "Payload")
WORDS = {"str": "string", "float": "number", "int": "number"}


def declared() -> dict[str, Shape]:
    """The objects that payload.js declares: by name the type of each property."""
    text = assets.modules()["numeric/payload.js"]
    return {name: {key: kind for kind, key in PROPERTY.findall(comment)} for comment, name in OBJECT.findall(text)}


SHAPES = {
    **declared(),
    "MappingPayload": declared()["Payload"] | declared()["MappingPart"],
}


def complaints(value: Any, kind: str, place: str) -> list[str]:
    """All in which a value departs from a type of the browser's: a name, a list of it, or one or null."""
    kind, _, other = kind.partition(" | ")
    if kind == "any" or (other == "null" and value is None):
        return []
    if kind.endswith("[]"):
        if not isinstance(value, list | tuple):
            return [f"{place} is no list"]
        return [told for k, part in enumerate(value) for told in complaints(part, kind[:-2], f"{place}[{k}]")]
    if kind in SIMPLE:
        fits = isinstance(value, SIMPLE[kind]) and (kind == "boolean" or not isinstance(value, bool))
        return [] if fits else [f"{place} is {value!r}, no {kind}"]
    return misshapen(value, SHAPES[kind], place)


def misshapen(value: dict[str, Any], shape: Shape, place: str) -> list[str]:
    differing = [f"{place}.{key} is there or declared, not both" for key in value.keys() ^ shape.keys()]
    return differing + [
        told for key in value.keys() & shape.keys() for told in complaints(value[key], shape[key], f"{place}.{key}")
    ]


@pytest.mark.parametrize("scene", PAYLOADS)
def test_a_payload_has_the_shape_that_the_browser_declares(scene: str) -> None:
    parts = [SHAPES[name] for name in PARTS.get(scene, ("Payload", "MappingPart"))]
    shape = {key: kind for part in parts for key, kind in part.items()}
    assert misshapen(PAYLOADS[scene](), shape, scene) == []


def in_the_browsers_words(hint: Any) -> str:
    """A type of Python's as payload.js writes it."""
    if getattr(hint, "__origin__", None) is list:
        return in_the_browsers_words(hint.__args__[0]) + "[]"
    if hasattr(hint, "__args__"):
        return " | ".join("null" if part is type(None) else in_the_browsers_words(part) for part in hint.__args__)
    return WORDS.get(hint.__name__, hint.__name__)


@pytest.mark.parametrize("name", IN_BOTH)
def test_both_sides_declare_the_same(name: str) -> None:
    hints = get_type_hints(getattr(shapes, name))
    assert {key: in_the_browsers_words(hint) for key, hint in hints.items()} == SHAPES[name]


def test_both_sides_declare_the_same_parts_of_a_mapping() -> None:
    own = get_type_hints(shapes.MappingPayload).keys() - get_type_hints(shapes.Payload).keys()
    assert own == SHAPES["MappingPart"].keys()


@pytest.mark.parametrize("change", [{"labels": "x"}, {"probe": [True]}, {"layout": {}}, {"other": 1}, {"title": 1}])
def test_another_shape_is_noticed(change: dict[str, Any]) -> None:
    shape = SHAPES["Payload"] | SHAPES["MappingPart"]
    assert misshapen(PAYLOADS["plane"]() | change, shape, "plane")
