"""What a link may hold in place of a number: every page shows a picture all the same, and sends only true JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest

from jacviz.ui.network_session import NetworkSession
from tests.apart import apart
from tests.benchmarks.visitor import of_app

NOT_FINITE = ("nan", "NaN", "inf", "-inf", "infinity", "1e400", "-1e400")
PAGES: dict[str, tuple[dict[str, str], dict[str, str]]] = {  # a sound link, and what is not finite in another
    "": (
        {"map": "x = a u\ny = v"},
        {"probe": "{0},1", "size": "{0}", "morph": "{0}", "zoom": "{0}", "axes": "{0},1,2,3", "camera": "1,2,{0}",
         "lines": "{0}", "view.step": "{0}", "range.u": "0,{0}", "parameter.a": "{0},{0},{0}"},
    ),
    "derivatives": ({"map": "f(x) = a x^2"}, {"probe": "{0}", "view.secant": "{0}", "range.x": "{0},1"}),
    "shapes": ({"map": "x = cos t\ny = sin t"}, {"probe": "{0}", "range.t": "0,{0}", "camera": "{0},{0},{0}"}),
    "networks": (
        {"part": "training", "sizes": "2-2-1"},
        {"weights": "w112:{0},b11:0.5", "seed": "{0}", "sizes": "2-{0}-1", "activations": "leaky_relu({0})",
         "view.rate": "{0}", "probe": "{0},{0}"},
    ),
    "integrals": (
        {"integrand": "x", "mapping": "x = t", "limits": "t; 0; 1"},
        {"limits": "t; 0; {0}", "mapping": "x = {0} t", "integrand": "x + {0}", "view.count": "{0}", "answer": "{0}"},
    ),
}  # fmt: skip


@dataclass
class Shown:
    """What a page sends: data for the browser's components, and errors."""

    data: list[Any] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


async def opened(url: str, page: str, query: dict[str, str]) -> Shown:
    """What the link of a page shows."""
    found, visitor = Shown(), of_app(url)
    visitor.name, visitor.query = page, urlencode(query)

    def note(element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "bidi_component":
            found.data.append(json.loads(element.bidi_component.json, parse_constant=no_json))
        elif kind == "exception" or (kind == "alert" and "our side" in element.alert.body):
            found.broken.append(str(element))

    visitor.note = note  # type: ignore[method-assign]
    await visitor.enter()
    await visitor.leave()
    return found


def no_json(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("number", NOT_FINITE)
def test_no_number_of_a_link_breaks_a_page(app_url: str, page: str, number: str) -> None:
    sound, parts = PAGES[page]
    for name, text in parts.items():
        found = apart(opened(app_url, page, sound | {name: text.format(number)}))
        assert not found.broken, (name, found.broken)
        assert any("payload" in data for data in found.data), name


@pytest.mark.parametrize("number", [*NOT_FINITE, "", "x", "1,2"])
def test_a_weight_that_is_no_finite_number_is_named_and_the_others_are_used(number: str) -> None:
    session = NetworkSession()
    session.adopt({"weights": f"w111:0.5,w112:{number},b11:-1"})
    assert session.view["parameters"].items() >= {"w111": 0.5, "b11": -1.0}.items()
    assert number == "1,2" or "w112" not in session.view["parameters"]
    (complaint,) = session.complaints
    assert "w112" in complaint or number == "1,2"
    assert session.request(weights=True).weights[0] == ("w111", 0.5)


def test_a_long_list_of_wrong_weights_is_named_in_one_short_sentence() -> None:
    session = NetworkSession()
    session.adopt({"weights": ",".join(f"w{k}:nan" for k in range(5000))})
    (complaint,) = session.complaints
    assert len(complaint) < 200 and session.view["parameters"] == {}
