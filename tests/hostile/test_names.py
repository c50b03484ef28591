"""A name is letters, digits and an index, and stays a name in LaTeX, MathML and in the sources to copy."""

from __future__ import annotations

import ast
import builtins
import keyword
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jacviz.explore.analysis import analyse
from jacviz.explore.inputs import Request
from jacviz.names import label
from jacviz.parse import ParseError, read
from jacviz.printing import latex
from tests.fuzz.targets import COMMANDS, NAME, shown

from . import made
from .guard import PAYLOADS

LEGAL = re.compile(r"[A-Za-z0-9α-ωΑ-Ω_₀-₉ₐ-ₜᵢᵣᵤᵥⱼ′]+")
WORDS = (
    "constructor", "toString", "valueOf", "eval", "exec", "compile", "open", "import", "lambda", "None", "True",
    "print", "float", "np", "math", "spread", "rows", "S", "N", "E", "I", "Q", "O", "Symbol", "Matrix", "Integral",
    "components", "script", "iframe", "href", "rule", "input", "prime", "xprime", "alert", "document", "self", "type",
    "a_eval", "x_href",
)  # fmt: skip


def names_in(source: str) -> set[str]:
    """Every name that a Python source reads, writes, imports or defines."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        found |= {getattr(node, "id", ""), getattr(node, "arg", "") or ""}
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_")
        if isinstance(node, ast.ImportFrom | ast.Import):
            assert (getattr(node, "module", None) or node.names[0].name) in {"numpy", "math", "sympy"}
    return found - {""}


PLAIN = made.answer(made.mapping("u", "v"))["code"]
ORDINARY = names_in(PLAIN["NumPy"]) | names_in(PLAIN["SymPy"])


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*WORDS, *PAYLOADS, "x", "θ", "_", "\\", "{", "}", "'", "₁"]), max_size=3).map("".join))
def test_a_declared_name_is_a_plain_word_or_refused(name: str) -> None:
    try:
        mapping = read(f"{name} y, y", f"{name}, y").mapping
    except ParseError:
        assume(False)
    for each in (*mapping.names, *(s.name for s in mapping.variables + mapping.parameters)):
        assert NAME.fullmatch(each) and LEGAL.fullmatch(label(each))
        assert set(re.findall(r"\\(?:[A-Za-z]+|.)", latex.name_latex(each))) <= COMMANDS


@pytest.mark.parametrize("name", WORDS)
def test_a_name_that_means_something_elsewhere_is_a_name(name: str) -> None:
    """Variables may be called `eval` or `constructor`: nothing that they reach takes them for more than a name."""
    answer = analyse(Request(f"x = {name} y\ny = {name} - y", f"{name}, y"))
    if not answer["ok"]:
        assert "stands for" in answer["error"]["message"]
        return
    assert [v["name"] for v in answer["variables"]] == [name, "y"]
    shown(answer)
    for source in answer["code"].values():
        assert "__" not in source
    own = {name, f"{name}_", "y"}
    for language in ("NumPy", "SymPy"):
        found = names_in(answer["code"][language])
        assert found - own <= ORDINARY | {"math"}
        assert not any(keyword.iskeyword(n) for n in found)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_name_that_no_parser_lets_through_is_disarmed(payload: str) -> None:
    """In a mapping made by hand every name may be anything; a second one differs from the first by a letter."""
    mapping = made.mapping(payload, f"{payload}b", f"{payload}c", (payload, f"{payload}d"))
    answer = made.answer(mapping)
    shown(answer)
    for language in ("NumPy", "SymPy"):
        extra = names_in(answer["code"][language]) - ORDINARY
        assert all(n.isidentifier() and n.isascii() and not n.startswith("_") for n in extra)
        assert not extra & set(dir(builtins)) or payload in dir(builtins)
    formulas = [*(f for f in answer["latex"].values() if isinstance(f, str)), *answer["latex"]["partials"]]
    for formula in [*formulas, answer["code"]["LaTeX"], *(b["latex"] or "" for b in answer["badges"])]:
        assert not re.search(r"[$%#~\"`]", formula)
