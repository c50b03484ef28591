"""Docstrings say what a caller must know: which errors are raised, and which shapes arrays have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_imports import ROOT, sources

SHAPE = re.compile(r"shape|\((\.\.\.|[a-zN][a-zN. ]*|\d+), ?[^()]*\)")  # in words, or as (n, N)
ARRAYS = re.compile(r"Array|ndarray")
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
MAKERS = ("__init__", "__post_init__", "__call__")


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef, str]]:
    """Each public function of a file, with all that is said of it: in its docstring, its class's and the module's."""

    def inside(body: list[ast.stmt], said: str) -> Iterator[tuple[ast.FunctionDef, str]]:
        for node in body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield from inside(node.body, said + (ast.get_docstring(node) or ""))
            elif isinstance(node, ast.FunctionDef) and (not node.name.startswith("_") or node.name in MAKERS):
                yield node, said + (ast.get_docstring(node) or "")

    tree = ast.parse(path.read_text("utf-8"))
    return inside(tree.body, ast.get_docstring(tree) or "")


def raised(function: ast.FunctionDef) -> set[str]:
    """The names of the errors that a function raises itself."""
    errors = [node.exc for node in ast.walk(function) if isinstance(node, ast.Raise) and node.exc]
    names = {ast.unparse(error.func if isinstance(error, ast.Call) else error).split(".")[0] for error in errors}
    return {name for name in names if name[:1].isupper()}


FILES = [path for path in sources().values() if path.is_relative_to(ROOT / "jacviz")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_they_name_errors_and_shapes(path: Path) -> None:
    for function, said in functions(path):
        errors = raised(function)
        assert not errors or any(error in said for error in errors), f"{function.name} raises {sorted(errors)}"
        returns = f" {ast.unparse(function.returns)}" if function.returns else ""
        if ARRAYS.search(ast.unparse(function.args) + returns):
            assert SHAPE.search(said), f"{function.name}: of which shape are its arrays?"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_they_say_what_and_do_not_point_elsewhere(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    said = [ast.get_docstring(node) or "" for node in nodes if isinstance(node, DOCUMENTED)]
    assert not [text for text in said if text.startswith("The same ")]
