"""From texts to plain data: everything survives JSON, and an error names the field, the place and the remedy."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest
import sympy

from jacviz.explore.analysis import analyse, inverse
from jacviz.explore.gallery import Entry, gallery
from jacviz.explore.inputs import Request

POLAR = "x = r cos θ\ny = r sin θ"


def request_of(entry: Entry) -> Request:
    return Request(entry.text, entry.variables or "", (), ())


def is_plain(data: Any) -> bool:
    """Nothing but dicts with text keys, lists, texts, finite numbers, truth values and None."""
    if isinstance(data, dict):
        return all(type(key) is str and is_plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(is_plain, data))
    return data is None or type(data) in (str, int, bool) or (type(data) is float and math.isfinite(data))


@pytest.mark.parametrize("text", [
    POLAR, "x = u", "y = u^2 v", "x = u\ny = v\nz = u v", "x = u v w\ny = u\nz = v", "w = z^2 + 1/z",
    "x = |u|\ny = max(u, v)", "x = a u\ny = b v + √c", "x = erf u\ny = 3",
])  # fmt: skip
def test_answers_are_plain_data(text: str) -> None:
    answer = analyse(Request(text))
    assert answer["ok"] and is_plain(answer)
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    rows, columns = answer["shape"]
    layout, tape = answer["payload"]["layout"], answer["payload"]["tape"]
    assert len(tape["outputs"]) == sum(layout.values())
    assert (layout["components"], layout["jacobian"]) == (rows, rows * columns)
    assert (answer["latex"]["determinant"] is None) == (rows != columns)
    assert len(answer["latex"]["partials"]) == rows * columns
    assert set(answer["code"]) == {"LaTeX", "SymPy", "NumPy"} and all(answer["code"].values())


def test_every_named_mapping_is_analysed() -> None:
    for entry in gallery():
        answer = analyse(request_of(entry))
        assert answer["ok"] and is_plain(answer) and answer["payload"], entry.id
        layout, tape = answer["payload"]["layout"], answer["payload"]["tape"]
        assert len(tape["outputs"]) == sum(layout.values()), entry.id


def test_texts_of_numbers_are_read() -> None:
    answer = analyse(
        Request("x = a u\ny = v", "", (("u", ("-π", "2π")), ("v", ("", "√2"))), (("a", ("1/2", "", "3")),))
    )
    assert answer["ranges"]["u"] == pytest.approx([-math.pi, 2 * math.pi])
    assert answer["ranges"]["v"][1] == pytest.approx(math.sqrt(2)) and answer["ranges"]["v"][0] < 0
    assert answer["parameter_values"] == {"a": 0.5} and answer["parameter_ranges"]["a"][1] == 3
    (slider,) = answer["payload"]["parameters"]
    assert (slider["name"], slider["value"], slider["high"]) == ("a", 0.5, 3)


def test_a_value_outside_its_range_widens_it() -> None:
    answer = analyse(Request("x = a u\ny = v", "", (), (("a", ("7", "0", "1")),)))
    assert answer["parameter_values"] == {"a": 7} and answer["parameter_ranges"] == {"a": [0, 7]}


def test_the_order_of_the_variables_decides_the_columns() -> None:
    one, other = (analyse(Request(POLAR, order))["latex"]["determinant"] for order in ("r, θ", "θ, r"))
    assert (one, other) == ("r", "- r")


@pytest.mark.parametrize(
    ("request_", "place", "position"),
    [
        (Request("x = tam u\ny = v"), "mapping", 4),
        (Request(""), "mapping", 0),
        (Request("x = u +\ny = v"), "mapping", None),
        (Request(POLAR, "r, r"), "variables", None),
        (Request(POLAR, "r, 3"), "variables", 3),
        (Request(POLAR, "", (("r", ("0", "oops(")),)), "r", None),
        (Request(POLAR, "", (("theta", ("2", "1")),)), "theta", 0),
        (Request(POLAR, "", (("r", ("1", "1")),)), "r", 0),
        (Request(POLAR, "", (("r", ("-1e308", "1e308")),)), "r", None),
        (Request(POLAR, "", (("r", ("0", "1e400")),)), "r", None),
        (Request("x = a u\ny = v", "", (), (("a", ("b", "0", "1")),)), "a", 0),
        (Request("x = a u\ny = v", "", (), (("a", ("1", "2", "1")),)), "a", 0),
        (Request("x = a u\ny = v", "", (), (("a", ("1e308", "-1e308", "1")),)), "a", None),
    ],
)
def test_an_error_names_its_field(request_: Request, place: str, position: int | None) -> None:
    answer = analyse(request_)
    assert not answer["ok"] and is_plain(answer) and set(answer) == {"ok", "error"}
    error = answer["error"]
    assert error["place"] == place and len(error["message"]) > 10
    if position is not None:
        assert error["position"] == position
    if error["position"] is not None:
        assert 0 <= error["position"] <= len(error["text"])
    assert inverse(request_)["ok"] is False


def test_the_inverse_or_why_there_is_none() -> None:
    assert r"\frac" in inverse(Request(POLAR))["latex"]
    for text, reason in (("x = u + v\ny = 2u + 2v", "0 everywhere"), ("x = u\ny = v\nz = u", "components")):
        answer = inverse(Request(text))
        assert not answer["ok"] and reason in answer["error"]["message"]


def test_the_sources_run_as_shown() -> None:
    """A lecturer copies them: each is a whole program. Only this test ever runs them."""
    import subprocess
    import sys

    code = analyse(Request("x = a u cos v\ny = u sin v"))["code"]
    numpy = (
        code["NumPy"]
        + "\nimport numpy\nprint(float(jacobian_determinant(2.0, 0.5, 3.0)), jacobian_matrix(numpy.ones(4), 0.0).shape)"
    )
    for source, wanted in ((numpy, "6.0 (2, 2, 4)"), (code["SymPy"] + "\nprint(jacobian_determinant)", "a*u")):
        run = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=120, check=False)
        assert run.stdout.strip() == wanted, run.stderr


def test_garbage_in_any_field_is_an_answer_not_an_exception() -> None:
    chance = random.Random(5)
    junk = (
        "",
        " ",
        "1",
        "-",
        "(",
        "u",
        "π/0",
        "nan",
        "inf",
        "1e999",
        "9^9^9",
        "\x00",
        "‮",
        "a\nb",
        "1,2",
        "__import__('os')",
        "√-1",
        "0x10",
        "½",
        "i",
    )
    for _ in range(150):
        pick = lambda: chance.choice(junk)  # noqa: E731
        texts = chance.choice((POLAR, "x = a u\ny = v", f"x = {pick()}\ny = {pick()}"))
        answer = analyse(
            Request(
                texts,
                chance.choice(("", "", pick())),
                (("r", (pick(), pick())), ("u", (pick(), pick()))),
                (("a", (pick(), pick(), pick())),),
            )
        )
        assert is_plain(answer) and (answer["ok"] or answer["error"]["message"])
    assert sympy.S.One  # SymPy is alive after all that


MANY = [f"x{i}" for i in range(1, 65)]
LARGE = {
    "64 squares": "\n".join(f"f{i} = {x}^2" for i, x in enumerate(MANY, 1)),
    "a chain of 64": "\n".join(f"f{i} = {x} + sin({MANY[i % 64]})" for i, x in enumerate(MANY, 1)),
    "12 species": "\n".join(f"f{i} = x{i} (1 - x{i} - 2 x{i % 12 + 1} - x{(i + 4) % 12 + 1})" for i in range(1, 13)),
    "31 residuals": "\n".join(f"r{i} = a exp(-{i} b) + c sin({i} d) - {i * i % 7}" for i in range(1, 32)),
    "64 residuals": "\n".join(f"r{i} = exp(-{i} b)" for i in range(1, 65)),
    "12 sums of 12": "\n".join(f"f{i} = " + " + ".join(f"sin({i} {x})" for x in MANY[:12]) for i in range(1, 13)),
    "a function of 64": "y = " + " + ".join(f"{x}^2" for x in MANY),
}


@pytest.mark.parametrize("name", LARGE)
def test_many_components_and_variables(name: str) -> None:
    answer = analyse(Request(LARGE[name]))
    assert answer["ok"] and is_plain(answer)
    assert max(answer["shape"]) >= 12
    assert len(answer["latex"]["determinant"] or "") + len(answer["latex"]["element"] or "") < 20_000


def test_what_is_too_long_to_write_out_is_told() -> None:
    formulas = analyse(Request(LARGE["12 sums of 12"]))["latex"]
    assert "too long to write out" in formulas["determinant"]
    assert formulas["finished"]
    assert "too long to write out" in analyse(Request(LARGE["31 residuals"]))["latex"]["element"]
    assert "1 -" in analyse(Request(LARGE["a chain of 64"]))["latex"]["determinant"]


def test_the_reading_says_what_became_of_the_text() -> None:
    """One line, definitions with their LaTeX, given values, reasons, and edits that say it otherwise."""
    reading = analyse(Request("den = 1 + x^2 + k y^2\nk = 2\nu = x/den\nv = σ(y)/den"))["reading"]
    assert reading["line"] == "variables x, y · parameter k · definition den"
    assert analyse(Request("den = 1 + x^2\nu = x/den\nv = y/den"))["latex"]["definitions"] == [
        r"\mathrm{den} = x^{2} + 1"
    ]
    assert reading["values"] == {"k": 2.0} and set(reading["reasons"]) == {"x", "y"}
    edits = {edit["label"]: edit["text"] for edit in reading["exchanges"]}
    assert edits == {"let k vary": "x, y, k", "hold x fixed": "y", "hold y fixed": "x"}
    by_click = [note["instead"] for note in reading["notes"] if note["instead"]]
    otherwise = "den = 1 + x^2 + k y^2\nk = 2\nu = x/den\nv = σ*(y)/den"
    assert by_click == [{"field": "mapping", "text": otherwise, "label": "σ*"}]


LENS = "r2 = x^2 + y^2\nL = 1 + k1 r2\nu = x L\nv = y L"


def test_given_names_stand_in_the_matrix_too_with_their_meanings_beside_it() -> None:
    """On the page, in each partial, and in the LaTeX to copy; the meanings are those of all names that occur."""
    answer = analyse(Request("den = 1 + x^2 + y^2\nu = x/den\nv = y/den"))
    latex, source = answer["latex"], answer["code"]["LaTeX"]
    assert latex["jacobian"].count(r"\mathrm{den}^{2}") == 4 and r"\mathrm{den}^{3}" in latex["determinant"]
    assert r"- \frac{2 x y}{\mathrm{den}^{2}}" in latex["partials"][1]
    assert source.count(r"\mathrm{den}^{2}") == 4 and source.count(r"\mathrm{den} &= x^{2} + y^{2} + 1") == 1


def test_a_meaning_that_uses_another_name_comes_with_that() -> None:
    answer = analyse(Request(LENS, "x, y"))
    assert "L" in answer["latex"]["jacobian"] and len(answer["latex"]["definitions"]) == 2
    assert answer["width"] < analyse(Request("u = x (1 + k1 (x^2 + y^2))\nv = y (1 + k1 (x^2 + y^2))", "x, y"))["width"]


def test_a_surface_has_its_area_element_in_given_names() -> None:
    answer = analyse(Request("R = 2 + cos v\nx = R cos u\ny = R sin u\nz = sin v", "u, v"))
    assert answer["latex"]["element"] == r"\left|{R}\right|"
    assert "R" in answer["latex"]["partials"][0] and "R &=" in answer["code"]["LaTeX"]


def test_one_click_adds_what_else_may_vary() -> None:
    answer = analyse(Request("x = a cos t\ny = b sin t"))
    (note,) = [note for note in answer["reading"]["notes"] if "fewer variables" in note["text"]]
    assert note["instead"] == {"field": "variables", "text": "t, a", "label": "let a vary"}
    assert [v["name"] for v in analyse(Request("x = a cos t\ny = b sin t", "t, a"))["variables"]] == ["t", "a"]
