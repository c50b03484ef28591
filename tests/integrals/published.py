"""The published answers of published.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jacviz.integrals import Result, change_of_variables


@dataclass(frozen=True)
class Problem:
    """An integral, its answer as printed, and where it is printed."""

    source: str
    integrand: str
    answer: str
    asked: dict[str, Any]

    @property
    def result(self) -> Result:
        return change_of_variables(self.integrand, **self.asked)


def problems() -> list[Problem]:
    data = tomllib.loads((Path(__file__).parent / "published.toml").read_text(encoding="utf-8"))
    found = []
    for block in data["problem"]:
        mapping = block.get("mapping") or data["mappings"].get(block.get("use"))
        asked = {"mapping": mapping, **{k: block.get(k) for k in ("inverse", "limits", "region")}}
        found.append(Problem(block["source"], block["integrand"], block["answer"], asked))
    return found
