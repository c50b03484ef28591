"""The named mappings of gallery.toml, in order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from jacviz.explore.inputs import FieldError, Read, Request, read_request
from jacviz.explore.payload import payload_of, scene_of
from jacviz.mapping import Mapping
from jacviz.names import canonical
from jacviz.parse import ParseError, parse_number

REQUIRED = ("id", "title", "group", "text", "domain", "look")
OPTIONAL = ("variables", "parameters", "probe", "outer", "drawn_as")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Interval = tuple[str, str]
Slider = tuple[str, str, str]


class GalleryError(ValueError):
    """Says which entry and which field of the gallery's data is wrong, and what to do."""

    def __init__(self, entry: str, name: str, remedy: str) -> None:
        super().__init__(f"gallery.toml, {entry}, {name}: {remedy}")


@dataclass(frozen=True)
class Entry:
    """A named mapping as a person would type it: every number and formula is a text.

    domain: name -> (low, high); parameters: name -> (value, low, high); probe: one text a variable, or (). outer: a
    mapping that is applied after the first, or ""; drawn_as: a scene, or "" for what the shape asks for.
    """

    id: str
    title: str
    group: str
    text: str
    look: str
    variables: str | None = None
    domain: Table[str, Interval] = field(default_factory=dict, hash=False)
    parameters: Table[str, Slider] = field(default_factory=dict, hash=False)
    probe: tuple[str, ...] = ()
    outer: str = ""
    drawn_as: str = ""

    @property
    def request(self) -> Request:
        """The question to the engine that the texts make."""
        domain, parameters = (tuple((canonical(k), v) for k, v in t.items()) for t in (self.domain, self.parameters))
        return Request(self.text, self.variables or "", domain, parameters, self.outer, self.drawn_as)

    @cached_property
    def mapping(self) -> Mapping:
        """The mapping that the texts say. GalleryError when one of them cannot be read."""
        return self._read.mapping

    @property
    def payload(self) -> dict[str, Any]:
        """What the live view needs of it."""
        return payload_of(self._read, self.drawn_as, probe=self.probe_point if self.probe else ())

    @property
    def scene(self) -> str:
        """What draws it."""
        return "chain" if self.outer else self.drawn_as or scene_of(self.mapping)

    @cached_property
    def _read(self) -> Read:
        try:
            return read_request(self.request)
        except FieldError as error:
            raise GalleryError(self.id, error.place, str(error)) from error
        except ValueError as error:
            raise GalleryError(self.id, "domain or parameters", str(error)) from error

    @cached_property
    def probe_point(self) -> tuple[float, ...]:
        """Where the probe rests at first: its texts as numbers, or the middle of the domain.

        GalleryError where the texts are no numbers or the point lies outside the domain.
        """
        box = self.mapping.domain
        if not self.probe:
            return tuple((low + high) / 2 for low, high in zip(box.lower, box.upper, strict=True))
        try:
            point = tuple(parse_number(text) for text in self.probe)
        except ParseError as error:
            raise GalleryError(self.id, "probe", str(error)) from error
        inside = len(point) == len(box.lower) and all(
            low <= x <= high for low, x, high in zip(box.lower, point, box.upper, strict=True)
        )
        if not inside:
            raise GalleryError(self.id, "probe", "give one number for each variable, inside the domain.")
        return point


@cache
def gallery() -> tuple[Entry, ...]:
    """The named mappings, in order. GalleryError when the data is bad."""
    return entries(tomllib.loads(files("jacviz.explore").joinpath("gallery.toml").read_text(encoding="utf-8")))


@cache
def by_id(id: str) -> Entry:
    """The entry of that id. KeyError that lists the ids when there is none."""
    for entry in gallery():
        if entry.id == id:
            return entry
    ids = ", ".join(entry.id for entry in gallery())
    raise KeyError(f"No mapping in the gallery is called {id!r}. Its ids: {ids}.")


def entries(data: Table[str, Any]) -> tuple[Entry, ...]:
    """Entries from the tables of a gallery file, each field checked. GalleryError."""
    blocks = data.get("mapping", [])
    found = tuple(_entry(block, f"entry {number}") for number, block in enumerate(blocks, 1))
    seen: set[str] = set()
    for entry in found:
        if entry.id in seen:
            raise GalleryError(entry.id, "id", "is used twice. Give each mapping its own.")
        seen.add(entry.id)
    return found


def _entry(block: Table[str, Any], place: str) -> Entry:
    name = block.get("id")
    place = f"{place} ({name})" if isinstance(name, str) else place
    for required in REQUIRED:
        if required not in block:
            raise GalleryError(place, required, "is missing. Add it.")
    for present in block:
        if present not in REQUIRED + OPTIONAL:
            raise GalleryError(place, present, f"is no field. Use {', '.join(REQUIRED + OPTIONAL)}.")
    texts = {key: _text(block[key], place, key) for key in ("id", "title", "group", "text", "look")}
    if not SLUG.fullmatch(texts["id"]):
        raise GalleryError(place, "id", "stands in links: use small letters, digits and single hyphens.")
    return Entry(
        **texts,
        variables=_text(block["variables"], place, "variables") if "variables" in block else None,
        **{key: _text(block[key], place, key) for key in ("outer", "drawn_as") if key in block},
        domain=MappingProxyType({k: _interval(v, place, k) for k, v in _table(block, "domain", place)}),
        parameters=MappingProxyType({k: _slider(v, place, k) for k, v in _table(block, "parameters", place)}),
        probe=_probe(block.get("probe", []), place),
    )


def _table(block: Table[str, Any], key: str, place: str) -> list[tuple[str, Any]]:
    table = block.get(key, {})
    if not isinstance(table, dict):
        raise GalleryError(place, key, "has to be a table, such as { u = ... }.")
    return list(table.items())


def _text(value: object, place: str, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise GalleryError(place, key, f"has to be a text in quotation marks, not {value!r}.")
    return value.strip()


def _interval(value: object, place: str, name: str) -> Interval:
    if not isinstance(value, list) or len(value) != 2:
        raise GalleryError(place, f"domain of {name}", 'has to be two texts, such as ["0", "2π"].')
    return _text(value[0], place, f"domain of {name}"), _text(value[1], place, f"domain of {name}")


def _slider(value: object, place: str, name: str) -> Slider:
    if not isinstance(value, dict) or set(value) != {"value", "low", "high"}:
        raise GalleryError(place, f"parameter {name}", 'has to be { value = "1", low = "0", high = "2" }.')
    value_, low, high = (_text(value[key], place, f"parameter {name}") for key in ("value", "low", "high"))
    return value_, low, high


def _probe(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise GalleryError(place, "probe", 'has to be a list of texts, such as ["1", "π/4"].')
    return tuple(_text(item, place, "probe") for item in value)
