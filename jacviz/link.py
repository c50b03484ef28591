"""The resting state of a page as query parameters of a link, and back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

LONGEST = 6000  # characters of one value of a link
MOST_VARIABLES = 16  # numbers of a probe that a link may hold
KNOBS = ("size", "morph", "zoom")  # numbers that many scenes hold, under their own names
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
    query: dict[str, str] = {}
    for name, key in (("probe", "probe"), ("axes", "frozen"), ("camera", "camera")):
        if view.get(key):
            query[name] = ",".join(map(_short, view[key]))
    for name in KNOBS:
        if name in view:
            query[name] = _short(view[name])
    for name in ("lines", "scale"):
        if name in view:
            query[name] = str(view[name])
    if view.get("show"):
        query["show"] = ",".join(name if on else f"-{name}" for name, on in view["show"].items())
    for key in sorted(view.keys() - _TOLD):
        query[OWN + key] = view[key] if isinstance(view[key], str) else _short(view[key])
    return query


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
    """The state of the live view that a link tells, and a complaint for each part that could not be read."""
    view, complaints = {}, []
    for name, (key, read, wanted) in _VIEW.items():
        if name in query and len(query[name]) <= LONGEST:
            found = read(query[name])
            if found is None:
                complaints.append(_complaint(name, wanted))
            else:
                view[key] = found
    for name, value in query.items():
        key = name.removeprefix(OWN)
        if key != name and _KEY.fullmatch(key) and key not in _TOLD:
            setting = number(value) if not _WORD.fullmatch(value) else value
            if setting is None:
                complaints.append(_complaint(name, "a number or a word"))
            else:
                view[key] = setting
    return view, complaints


def _complaint(name: str, wanted: str) -> str:
    return f"The link's “{name[:40]}” should be {wanted}: it stays as by default."


def _join(texts: Iterable[str]) -> str:
    """Texts between commas; a comma inside one, as in max(1, 2), has a backslash before it."""
    return ",".join(re.sub(r"([\\,])", r"\\\1", text) for text in texts)


def _split(value: str) -> tuple[str, ...]:
    pieces = re.findall(r"(?:^|,)((?:\\.|[^\\,])*)", value, re.DOTALL)
    return tuple(re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL) for piece in pieces)


def _short(value: float) -> str:
    return f"{value:.10g}"


def number(text: str) -> float | None:
    """The finite number that a text tells; None where it tells none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _between(low: float, high: float, text: str) -> float | None:
    value = number(text)
    return value if value is not None and low <= value <= high else None


def _numbers(text: str, *counts: int) -> list[float] | None:
    values = [number(t) for t in text.split(",")]
    return values if len(values) in counts and None not in values else None  # type: ignore[return-value]


def _shown(text: str) -> dict[str, bool] | None:
    names = text.split(",")
    return {n.lstrip("-"): not n.startswith("-") for n in names} if all(map(_SWITCH.fullmatch, names)) else None


_SWITCH = re.compile(r"-?[a-z]{1,20}")
_KEY = re.compile(r"[a-z]{1,20}[0-9]{0,2}")
_WORD = re.compile(r"(?!(nan|inf|infinity)$)[a-z]{1,20}")
_VIEW: dict[str, Any] = {
    "probe": ("probe", lambda t: _numbers(t, *range(1, MOST_VARIABLES + 1)), "one number for each variable"),
    "axes": ("frozen", lambda t: _numbers(t, 4), "four numbers"),
    "camera": ("camera", lambda t: _numbers(t, 3), "three numbers"),
    "size": ("size", lambda t: _between(0, math.inf, t), "a positive number"),
    **{name: (name, lambda t: _between(0, 1, t), "a number from 0 to 1") for name in ("morph", "zoom")},
    "lines": ("lines", {"10": 10, "20": 20, "40": 40}.get, "10, 20 or 40"),
    "scale": ("scale", {"auto": "auto", "linear": "linear", "symlog": "symlog"}.get, "auto, linear or symlog"),
    "show": ("show", _shown, "names of switches such as ellipse,-cells"),
}
_TOLD = {"parameters", *(key for key, _, _ in _VIEW.values())}
