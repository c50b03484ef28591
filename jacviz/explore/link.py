"""The resting state of a page as query parameters of a link, and back."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

LONGEST = 6000  # characters of one value of a link
MOST_NUMBERS = 64  # of a probe, the longest list that a link may hold
LISTS = {"probe": "probe", "axes": "frozen", "camera": "camera"}  # numbers of a view's state, by their name in a link
SHARED = ("size", "morph", "zoom", "lines", "scale")  # what many scenes hold, under its own name
OWN = "view."  # before the name of what one scene alone holds


@dataclass
class Resting:
    """What a link carries: the typed texts, and what of the live view's state is not as by default.

    outer: the mapping that is applied after the first, on the page of compositions.
    """

    text: str = ""
    variables: str = ""
    ranges: dict[str, tuple[str, str]] = field(default_factory=dict)
    parameters: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    view: dict[str, Any] = field(default_factory=dict)
    outer: str = ""


def encode(resting: Resting) -> dict[str, str]:
    """The query parameters of a resting state."""
    query = {"map": resting.text}
    if resting.outer.strip():
        query["outer"] = resting.outer
    if resting.variables.strip():
        query["variables"] = resting.variables
    for name, ends in resting.ranges.items():
        query[f"range.{name}"] = _join(ends)
    view = resting.view
    moved = view.get("parameters", {})
    for name in [*resting.parameters, *(name for name in moved if name not in resting.parameters)]:
        value, low, high = resting.parameters.get(name, ("", "", ""))
        query[f"parameter.{name}"] = _join([_short(moved[name]) if name in moved else value, low, high])
    return query | encode_view(view)


def encode_view(view: Table[str, Any]) -> dict[str, str]:
    """The query parameters of a live view's state, its parameters left out."""
    query = {name: _told(view[key]) for name, key in LISTS.items() if view.get(key)}
    query |= {key: _told(view[key]) for key in SHARED if key in view}
    if view.get("show"):
        query["show"] = ",".join(name if on else f"-{name}" for name, on in view["show"].items())
    return query | {OWN + key: _told(view[key]) for key in sorted(view.keys() - _NAMED)}


def decode(query: Table[str, str]) -> tuple[Resting, list[str]]:
    """The resting state of a link, and a complaint for each part that could not be read and was left at its default."""
    resting = Resting()
    resting.view, complaints = decode_view(query)
    for name, value in query.items():
        if len(value) > LONGEST:
            complaints.append(_complaint(name, f"at most {LONGEST} characters long"))
        elif name == "map":
            resting.text = value
        elif name == "outer":
            resting.outer = value
        elif name == "variables":
            resting.variables = value
        elif name.startswith(("range.", "parameter.")):
            kind, _, symbol = name.partition(".")
            texts = _split(value)
            if len(texts) != (2 if kind == "range" else 3):
                complaints.append(_complaint(name, "two numbers" if kind == "range" else "a value and two numbers"))
            elif kind == "range":
                resting.ranges[symbol] = texts  # type: ignore[assignment]
            else:
                resting.parameters[symbol] = texts  # type: ignore[assignment]
    return resting, complaints


def decode_view(query: Table[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The state of the live view that a link tells, and a complaint for each part that could not be read.

    Which words and numbers a scene takes it knows itself: stateOf in live/state.js keeps what is sound.
    """
    view: dict[str, Any] = {}
    complaints = []
    for name, value in query.items():
        if len(value) <= LONGEST and (reader := _reader(name)):
            key, read, wanted = reader
            if (found := read(value)) is None:
                complaints.append(_complaint(name, wanted))
            else:
                view[key] = found
    return view, complaints


def _reader(name: str) -> tuple[str, Callable[[str], Any], str] | None:
    """Where a part of a link belongs in the state, how it is read, and what it should be; None for other parts."""
    if name in LISTS:
        return LISTS[name], _numbers, "numbers with commas between"
    if name == "show":
        return name, _shown, "names of switches such as ellipse,-cells"
    key = name.removeprefix(OWN)
    is_own = key != name and key not in _NAMED and _KEY.fullmatch(key)
    return (key, _setting, "a word or numbers") if name in SHARED or is_own else None


def _complaint(name: str, wanted: str) -> str:
    return f"The link's “{name[:40]}” should be {wanted}: it stays as by default."


def _join(texts: Iterable[str]) -> str:
    """Texts between commas; a comma inside one, as in max(1, 2), has a backslash before it."""
    return ",".join(re.sub(r"([\\,])", r"\\\1", text) for text in texts)


def _split(value: str) -> tuple[str, ...]:
    pieces = re.findall(r"(?:^|,)((?:\\.|[^\\,])*)", value, re.DOTALL)
    return tuple(re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL) for piece in pieces)


def _told(value: str | float | list[float]) -> str:
    if isinstance(value, str):
        return value
    return ",".join(map(_short, value)) if isinstance(value, list) else _short(value)


def _short(value: float) -> str:
    return f"{value:.10g}"


def number(text: str) -> float | None:
    """The finite number that a text tells; None where it tells none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _numbers(text: str) -> list[float] | None:
    values = [value for value in map(number, text.split(",")[: MOST_NUMBERS + 1]) if value is not None]
    return values if len(values) == text.count(",") + 1 <= MOST_NUMBERS else None


def _setting(text: str) -> str | float | list[float] | None:
    """A word, a number or several."""
    if _WORD.fullmatch(text):
        return text
    return _numbers(text) if "," in text else number(text)


def _shown(text: str) -> dict[str, bool] | None:
    names = text.split(",")
    return {n.lstrip("-"): not n.startswith("-") for n in names} if all(map(_SWITCH.fullmatch, names)) else None


_SWITCH = re.compile(r"-?[a-z]{1,20}")
_KEY = re.compile(r"[a-z]{1,20}[0-9]{0,2}")
_WORD = re.compile(r"(?!(nan|inf|infinity)$)[a-z]{1,20}")
_NAMED = {"parameters", "show", *LISTS.values(), *SHARED}
