"""From a text to its Jacobian matrix, its determinant and their LaTeX: that needs symbols alone."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from jacviz.explore.gallery import by_id
from jacviz.parse import parse
from jacviz.printing.latex import determinant_latex, jacobian_latex
from tests.test_imports import ROOT

HIDDEN = """
import json, sys
from importlib.abc import MetaPathFinder

class Hidden(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("numpy", "scipy"):
            raise ModuleNotFoundError(f"{name} is hidden", name=name)

sys.meta_path.insert(0, Hidden())
from jacviz import parse
from jacviz.printing.latex import determinant_latex, jacobian_latex

found = []
for text in json.load(sys.stdin):
    mapping = parse(text)
    found.append([jacobian_latex(mapping), determinant_latex(mapping)])
assert not {"numpy", "scipy"} & sys.modules.keys()
json.dump(found, sys.stdout)
"""
TEXTS = [
    "x = r cos θ\ny = r sin θ",
    by_id("spherical").text,
    "x = (u^2 - v^2)/(1 + u^2)\ny = sqrt(u) v",
    "S' = -β S I\nI' = β S I - μ I",
]


def test_the_core_does_without_numpy() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", HIDDEN], cwd=ROOT, input=json.dumps(TEXTS), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    for text, (jacobian, determinant) in zip(TEXTS, json.loads(ran.stdout), strict=True):
        mapping = parse(text)
        assert jacobian == jacobian_latex(mapping)
        assert determinant == determinant_latex(mapping)


@pytest.mark.parametrize("name", ["change_of_variables", "gallery"])
def test_what_needs_it_is_there_when_wanted(name: str) -> None:
    import jacviz

    assert callable(getattr(jacviz, name))
    with pytest.raises(AttributeError):
        _ = jacviz.nothing  # type: ignore[attr-defined]
