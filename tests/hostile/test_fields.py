"""Every field of every page meets every hostile text of the corpus: an answer or a sentence, and no code runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from jacviz.explore import analysis
from jacviz.explore.inputs import Request
from jacviz.integrals import answer as integrals
from jacviz.integrals.examples import examples
from jacviz.networks import answer as networks

from .test_corpus import INPUTS, given
from .watch import at_most, watched

SECONDS = 8.0  # of the processor: a lane of the engine grants less
POLAR = "x = r cos θ\ny = r sin θ"
LIMITS = (("r", "0", "1"), ("θ", "0", "2π"))
FIELDS: dict[str, Callable[[str], dict[str, Any]]] = {
    "outer mapping": lambda text: analysis.analyse(Request(POLAR, outer=text)),
    "sizes": lambda text: networks.analyse(networks.NetworkRequest(text)),
    "activation": lambda text: networks.analyse(networks.NetworkRequest(activations=(text,))),
    "seed": lambda text: networks.analyse(networks.NetworkRequest(seed=text)),
    "loss": lambda text: networks.analyse(networks.NetworkRequest(loss=text)),
    "points": lambda text: networks.analyse(networks.NetworkRequest("2-1", points=text)),
    "weight": lambda text: networks.sources(networks.NetworkRequest(weights=((text, 1.0),))),
    "integrand": lambda text: integrals.answer(integrals.Request(text, POLAR, limits=LIMITS)),
    "mapping of an integral": lambda text: integrals.answer(integrals.Request("1", text, limits=LIMITS)),
    "inverse": lambda text: integrals.answer(integrals.Request("1", inverse=text, limits=LIMITS)),
    "region": lambda text: integrals.answer(integrals.Request("1", POLAR, region=text)),
    "variable of a limit": lambda text: integrals.answer(integrals.Request("1", POLAR, limits=((text, "0", "1"),))),
    "end of a limit": lambda text: integrals.answer(
        integrals.Request("1", POLAR, limits=(("r", "0", text), LIMITS[1]))
    ),
    "own answer": lambda text: integrals.answer(
        integrals.Request("1", "x = t", limits=(("t", "0", "1"),), answer=text)
    ),
}
TEXTS = [given(row) for _, row in INPUTS if row["field"] == "mapping"]


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """What is loaded on first use is loaded: from here on an import is an event."""
    for example in {example.group: example for example in examples()}.values():
        integrals.answer(example.request)
    for ask in FIELDS.values():
        ask("1")
    FIELDS["outer mapping"]("p = x y")


def theirs(events: list[str]) -> list[str]:
    """The events without those of SymPy's polynomials, which compile a product of monomials for each new number of
    variables: a template of theirs that holds letters and that number, no text."""
    own = [event for event in events if event.startswith("compile (b'def monomial_")]
    run = [event for event in events if event.startswith("exec (<code object <module>") and '"<string>"' in event]
    return [event for event in events if event not in own and event not in run[: len(own)]]


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_runs_code_or_falls(field: str) -> None:
    for text in TEXTS:
        with at_most(SECONDS), watched() as events:
            answer = FIELDS[field](text)
        assert theirs(events) == [], (field, text[:80], events)
        json.dumps(answer, allow_nan=False)
        assert answer["ok"] or 0 < len(answer["error"]["message"]) < 400, (field, text[:80])
