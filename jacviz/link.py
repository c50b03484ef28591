"""The resting state of the Explore page as query parameters of a link, and back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

LONGEST = 6000  # characters of one value of a link
SHOWN = ("cells", "lines", "orientation", "cell", "ellipse", "singular")
SHOWN_AT_FIRST = ("cells", "lines", "orientation", "cell", "singular")


@dataclass
class Resting:
    """What a link carries: the typed texts, and the state of the live view as the browser reports it."""

    text: str = ""
    variables: str = ""
    ranges: dict[str, tuple[str, str]] = field(default_factory=dict)
    parameters: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    view: dict[str, Any] = field(default_factory=dict)


def encode(resting: Resting) -> dict[str, str]:
    """The query parameters of a resting state; what is as by default is left out."""
    query = {"map": resting.text}
    if resting.variables.strip():
        query["variables"] = resting.variables
    for name, ends in resting.ranges.items():
        query[f"range.{name}"] = _join(ends)
    view = resting.view
    moved = view.get("parameters", {})
    for name in [*resting.parameters, *(name for name in moved if name not in resting.parameters)]:
        value, low, high = resting.parameters.get(name, ("", "", ""))
        query[f"parameter.{name}"] = _join([_short(moved[name]) if name in moved else value, low, high])
    if "probe" in view:
        query["probe"] = ",".join(map(_short, view["probe"]))
    for name in ("size", "morph", "zoom"):
        if name in view and (name, view[name]) not in (("morph", 1), ("zoom", 0)):
            query[name] = _short(view[name])
    if view.get("lines", 20) != 20:
        query["lines"] = str(view["lines"])
    if view.get("scale", "auto") != "auto":
        query["scale"] = view["scale"]
    if "show" in view:
        shown = tuple(name for name in SHOWN if view["show"].get(name))
        if shown != SHOWN_AT_FIRST:
            query["show"] = ",".join(shown)
    if view.get("frozen"):
        query["axes"] = ",".join(map(_short, view["frozen"]))
    return query


def decode(query: Table[str, str]) -> tuple[Resting, list[str]]:
    """The resting state of a link, and a complaint for each part that could not be read and was left at its default."""
    resting, complaints = Resting(), []

    def complain(name: str, wanted: str) -> None:
        complaints.append(f"The link's “{name[:40]}” should be {wanted}: it stays as by default.")

    for name, value in query.items():
        if len(value) > LONGEST:
            complain(name, f"at most {LONGEST} characters long")
        elif name == "map":
            resting.text = value
        elif name == "variables":
            resting.variables = value
        elif name.startswith(("range.", "parameter.")):
            kind, _, symbol = name.partition(".")
            texts = _split(value)
            if len(texts) != (2 if kind == "range" else 3):
                complain(name, "two numbers" if kind == "range" else "a value and two numbers")
            elif kind == "range":
                resting.ranges[symbol] = texts  # type: ignore[assignment]
            else:
                resting.parameters[symbol] = texts  # type: ignore[assignment]
        elif name in _VIEW:
            key, read, wanted = _VIEW[name]
            found = read(value)
            if found is None:
                complain(name, wanted)
            else:
                resting.view[key] = found
    return resting, complaints


def _join(texts: Iterable[str]) -> str:
    """Texts between commas; a comma inside one, as in max(1, 2), has a backslash before it."""
    return ",".join(re.sub(r"([\\,])", r"\\\1", text) for text in texts)


def _split(value: str) -> tuple[str, ...]:
    pieces = re.findall(r"(?:^|,)((?:\\.|[^\\,])*)", value, re.DOTALL)
    return tuple(re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL) for piece in pieces)


def _short(value: float) -> str:
    return f"{value:.10g}"


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _numbers(count: int, text: str) -> list[float] | None:
    values = [_number(t) for t in text.split(",")]
    return values if len(values) == count and None not in values else None  # type: ignore[return-value]


def _between(low: float, high: float, text: str) -> float | None:
    value = _number(text)
    return value if value is not None and low <= value <= high else None


def _shown(text: str) -> dict[str, bool] | None:
    names = text.split(",") if text else []
    return {name: name in names for name in SHOWN} if set(names) <= set(SHOWN) else None


_VIEW: dict[str, Any] = {
    "probe": ("probe", lambda t: _numbers(2, t), "two numbers"),
    "size": ("size", lambda t: _between(0, math.inf, t), "a positive number"),
    "morph": ("morph", lambda t: _between(0, 1, t), "a number from 0 to 1"),
    "zoom": ("zoom", lambda t: _between(0, 1, t), "a number from 0 to 1"),
    "lines": ("lines", {"10": 10, "20": 20, "40": 40}.get, "10, 20 or 40"),
    "scale": ("scale", {"auto": "auto", "linear": "linear", "symlog": "symlog"}.get, "auto, linear or symlog"),
    "show": ("show", _shown, "names such as cells,lines"),
    "axes": ("frozen", lambda t: _numbers(4, t), "four numbers"),
}
