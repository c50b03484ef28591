"""The question for the engine: texts in, plain data out."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from jacviz.integrals.answer import Request, answer
from jacviz.numeric.run import evaluate
from jacviz.numeric.tape import Tape

POLAR = "x = r cos θ\ny = r sin θ"
HALF = Request("sqrt(x^2 + y^2)", POLAR, limits=(("θ", "0", "π/2"), ("r", "0", "2 cos θ")), answer="1.571")


def test_a_request_is_a_key() -> None:
    assert hash(HALF) == hash(Request(**HALF.__dict__))


def test_the_answer_is_strict_json() -> None:
    found = json.loads(json.dumps(answer(HALF), allow_nan=False))
    assert found["ok"] and found["exact"] == r"\frac{16}{9}"
    assert found["diagnosis"] == "forgot |det J|"
    assert found["limits"][1] == {"name": "r", "label": "r", "low": "0", "high": r"2 \cos {\theta}"}
    assert found["agree"] and found["multiplicity"] == 1


def test_the_tape_gives_cells() -> None:
    payload = answer(HALF)["payload"]
    plain = payload["tape"]
    tape = Tape(
        tuple(plain["inputs"]), tuple(plain["constants"]), tuple(map(tuple, plain["steps"])), tuple(plain["outputs"])
    )
    assert tape.inputs == ("theta", "r")
    assert len(tape.outputs) == sum(payload["layout"].values())
    x, y, f, determinant, product, *ends = (float(v) for v in evaluate(tape, [0.5, 1.5]))
    assert (x, y) == pytest.approx((1.5 * np.cos(0.5), 1.5 * np.sin(0.5)))
    assert (f, determinant, product) == pytest.approx((1.5, 1.5, 2.25))
    assert ends == pytest.approx([0, np.pi / 2, 0, 2 * np.cos(0.5)])


def test_the_border_runs_round_domain_and_image() -> None:
    border = answer(HALF)["payload"]["border"]
    points = np.array([row for side in border for row in side["image"]])
    x, y = points.T
    area = abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2
    assert area == pytest.approx(np.pi / 2, rel=1e-3)
    domain = np.array([row for side in border for row in side["domain"]])
    np.testing.assert_allclose(domain[:, 1] * np.cos(domain[:, 0]), x, atol=1e-6)


def test_multiplicity_is_drawn() -> None:
    payload = answer(Request("1", POLAR, limits=(("θ", "0", "4π"), ("r", "0", "1"))))["payload"]
    assert {strip[3] for strip in payload["strips"]} >= {2}
    image, domain = payload["preimages"]["image"], payload["preimages"]["domain"]
    assert len(domain) == 2
    for theta, r in domain:
        assert [r * np.cos(theta), r * np.sin(theta)] == pytest.approx(image, abs=1e-6)


@pytest.mark.parametrize(
    ("request_", "place"),
    [
        (Request("x +", POLAR, region="x >= 0"), "integrand"),
        (Request("x", POLAR, region="x^2 <"), "region"),
        (Request("x", POLAR), "region"),
    ],
)
def test_errors_are_plain_data(request_: Request, place: str) -> None:
    found = json.loads(json.dumps(answer(request_)))
    assert not found["ok"]
    assert found["error"]["place"] == place
    assert set(found["error"]) == {"message", "place", "position", "text"}


def test_one_and_three_variables_have_no_border() -> None:
    for asked in (
        Request("x", "x = u^2", limits=(("u", "0", "1"),)),
        Request("1", POLAR + "\nz = z", limits=(("θ", "0", "2π"), ("r", "0", "1"), ("z", "0", "1"))),
    ):
        payload = answer(asked)["payload"]
        assert payload["border"] is None and payload["strips"] is None


def test_an_answer_that_cannot_be_read_leaves_the_solution() -> None:
    found = json.loads(json.dumps(answer(Request("1", POLAR, region="x^2 + y^2 <= 1", answer="abc"))))
    assert found["ok"] and found["exact"] == r"\pi" and found["diagnosis"] is None
    assert found["answer_error"]["place"] == "answer" and found["answer_error"]["text"] == "abc"


@pytest.mark.parametrize("integrand", ["1/(x^2 + y^2)", "sqrt(x)"])
def test_without_a_value_there_is_a_verdict_and_a_picture(integrand: str) -> None:
    found = json.loads(
        json.dumps(answer(Request(integrand, POLAR, region="x^2 + y^2 <= 1", answer="1")), allow_nan=False)
    )
    assert found["ok"] and found["value"] is None and found["over_image"] is None
    assert found["verdict"]["kind"] != "both sides agree" and found["verdict"]["sentence"].endswith(".")
    assert found["payload"]["strips"] and found["mistakes"] == {}
    assert found["diagnosis"] == "valueless"


@pytest.mark.parametrize(
    "asked",
    [
        Request("a x", POLAR, limits=(("r", "0", "1"), ("θ", "0", "2π"))),
        Request("x", POLAR, region="x^2 + y^2 ≤ a^2"),
        Request("x", POLAR, limits=(("r", "0", "a"), ("θ", "0", "2π"))),
        Request("x", "x = a r cos θ\ny = r sin θ", limits=(("r", "0", "1"), ("θ", "0", "2π"))),
    ],
)
def test_an_unknown_letter_is_told_where_to_get_its_value(asked: Request) -> None:
    assert answer(asked)["error"]["message"].endswith("under Letters: a = 2.")
    assert answer(replace(asked, letters="a = 2"))["ok"]


def test_an_unknown_word_is_no_letter() -> None:
    found = answer(Request("tam(x)", POLAR, limits=(("r", "0", "1"), ("θ", "0", "2π"))))
    assert "Letters" not in found["error"]["message"]
