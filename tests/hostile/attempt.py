"""One text given to one field, as a page gives it to the library, and what came of it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from jacviz.explore.analysis import analyse
from jacviz.explore.gallery import GalleryError, entries
from jacviz.explore.inputs import Request
from jacviz.explore.link import decode
from jacviz.explore.payload import payload

POLAR = "a r cos θ, r sin θ"
ENTRY = {
    "id": "example", "title": "Example", "group": "Examples", "text": "x = a u\ny = v", "look": "Nothing.",
    "domain": {"u": ["0", "1"], "v": ["0", "1"]},
}  # fmt: skip


class Outcome(NamedTuple):
    """Either a message with its position, or what was read."""

    message: str = ""
    position: int | None = None
    reads: str = ""


def attempt(field: str, name: str, given: Any) -> Outcome:
    """The outcome of a text (or, for the gallery, a value) in a field."""
    if field == "gallery":
        return of_entry(name, given)
    if field == "link":
        resting, complaints = decode({name: given})
        read = resting.view or resting.ranges or resting.parameters or (resting.text + resting.variables)
        return Outcome("; ".join(complaints), None, json.dumps(read, ensure_ascii=False) if read else "")
    if field == "page":
        resting, _ = decode({"map": POLAR, name: given})
        ranges, parameters = tuple(resting.ranges.items()), tuple(resting.parameters.items())
        return of_page(Request(resting.text, resting.variables, ranges, parameters), "ranges")
    if field == "mapping":
        return of_page(Request(given), "code")
    if field == "variables":
        return of_page(Request("x, y", given), "variables")
    if field == "range":
        return of_page(Request(POLAR, "r, θ", (("r", ("-1", given)),)), "ranges")
    return of_page(Request(POLAR, "r, θ", (), (("a", (given, "-1e60", "1e60")),)), "parameter_values")


def of_page(request: Request, shown: str) -> Outcome:
    """What the page would show, and the part of it that the text decides."""
    answer = analyse(request)
    json.dumps(answer, allow_nan=False)
    if not answer["ok"]:
        return Outcome(answer["error"]["message"], answer["error"]["position"])
    if shown == "code":
        source = answer["code"]["SymPy"]
        return Outcome(reads=source.partition("components = Matrix([")[2].partition("])\n")[0])
    if shown == "variables":
        return Outcome(reads=" ".join(v["name"] for v in answer["variables"]))
    return Outcome(reads=str(answer[shown]))


def of_entry(name: str, given: Any) -> Outcome:
    """What becomes of an entry of the gallery with one field changed."""
    try:
        (entry,) = entries({"mapping": [{**ENTRY, name: given}]})
        payload(entry.mapping, probe=entry.probe_point)
    except GalleryError as error:
        return Outcome(str(error))
    return Outcome(reads=str(getattr(entry, name)))
