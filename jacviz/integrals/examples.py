"""The worked examples of examples.toml, in order."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from jacviz.explore.gallery import SLUG
from jacviz.integrals.answer import Request, read_letters
from jacviz.integrals.result import Result, change_of_variables

REQUIRED = ("id", "title", "group", "integrand", "answer", "look")
CHOICES = (("mapping", "inverse"), ("limits", "region"))


class ExampleError(ValueError):
    """Says which example and which field of the data is wrong, and what to do."""

    def __init__(self, example: str, name: str, remedy: str) -> None:
        super().__init__(f"examples.toml, {example}, {name}: {remedy}")


@dataclass(frozen=True)
class Example:
    """A worked example as a person would type it, with the answer as a text and what to look for."""

    id: str
    title: str
    group: str
    integrand: str
    answer: str
    look: str
    mapping: str = ""
    inverse: str = ""
    limits: tuple[tuple[str, str, str], ...] = ()
    region: str = ""
    letters: str = ""

    @property
    def request(self) -> Request:
        """The example as a question for the engine."""
        return Request(self.integrand, self.mapping, self.inverse, self.limits, self.region, letters=self.letters)

    @cached_property
    def result(self) -> Result:
        """The example worked out."""
        mapping, inverse = self.mapping or None, self.inverse or None
        return change_of_variables(
            self.integrand,
            mapping,
            inverse=inverse,
            limits=self.limits,
            region=self.region,
            parameters=read_letters(self.letters),
        )


@cache
def examples() -> tuple[Example, ...]:
    """The worked examples. ExampleError when the data is bad."""
    text = files("jacviz.integrals").joinpath("examples.toml").read_text(encoding="utf-8")
    return read_examples(tomllib.loads(text))


def example_of(request: Request) -> Example | None:
    """The worked example that a problem is, whatever its typed answer."""
    return next((e for e in examples() if e.request == replace(request, answer="")), None)


def by_id(id: str) -> Example:
    """The example of that id. KeyError when there is none."""
    return {example.id: example for example in examples()}[id]


def read_examples(data: dict[str, Any]) -> tuple[Example, ...]:
    """Examples from the tables of a file, each field checked. ExampleError."""
    found = tuple(_example(block, f"example {number}") for number, block in enumerate(data.get("example", []), 1))
    seen: set[str] = set()
    for example in found:
        if example.id in seen:
            raise ExampleError(example.id, "id", "is used twice. Give each example its own.")
        seen.add(example.id)
    return found


def _example(block: dict[str, Any], place: str) -> Example:
    place = f"{place} ({block.get('id', 'without an id')})"
    for required in REQUIRED:
        if required not in block:
            raise ExampleError(place, required, "is missing. Add it.")
    for choice in CHOICES:
        if sum(name in block for name in choice) != 1:
            raise ExampleError(place, " or ".join(choice), "give one of them.")
    known = {*REQUIRED, *(name for choice in CHOICES for name in choice), "letters"}
    for name, value in block.items():
        if name not in known:
            raise ExampleError(place, name, f"is no field. Use {', '.join(sorted(known))}.")
        if name != "limits" and (not isinstance(value, str) or not value.strip()):
            raise ExampleError(place, name, f"has to be a text in quotation marks, not {value!r}.")
    if not SLUG.fullmatch(block["id"]):
        raise ExampleError(place, "id", "stands in links: use small letters, digits and single hyphens.")
    texts = {name: value.strip() for name, value in block.items() if name != "limits"}
    return Example(**texts, limits=tuple(_row(row, place) for row in block.get("limits", [])))


def _row(row: object, place: str) -> tuple[str, str, str]:
    if not isinstance(row, list) or len(row) != 3 or not all(isinstance(text, str) for text in row):
        raise ExampleError(place, "limits", 'a row has to be three texts, such as ["r", "0", "2 cos θ"].')
    return row[0], row[1], row[2]
