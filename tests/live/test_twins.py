"""Twins, modules in Python and in JavaScript that must agree: each names the other and the test of both."""

from __future__ import annotations

import re

import pytest

from tests.servers import ROOT

JACVIZ = ROOT / "jacviz"
TWIN = re.compile(r"^(?:// )?Twin: (\S+); (\S+) holds them together\.$", re.MULTILINE)


def named() -> dict[str, tuple[str, str]]:
    """For each module that names a twin, by its path below jacviz/, the twin and the test."""
    found = {}
    for path in sorted(JACVIZ.rglob("*")):
        if path.suffix in (".py", ".js") and (match := TWIN.search(path.read_text("utf-8"))):
            found[path.relative_to(JACVIZ).as_posix()] = (match[1], match[2])
    return found


TWINS = named()


def test_there_are_some_on_both_sides() -> None:
    assert {path.rpartition(".")[2] for path in TWINS} == {"py", "js"}


@pytest.mark.parametrize("module", TWINS)
def test_each_is_named_by_its_twin_with_the_same_test(module: str) -> None:
    twin, test = TWINS[module]
    assert TWINS.get(twin) == (module, test)
    assert (ROOT / test).exists()


def test_modules_of_one_name_in_rooms_of_one_name_are_twins() -> None:
    modules = [path.relative_to(JACVIZ / "live") for path in (JACVIZ / "live").glob("*/*.js")]
    shared = [path for path in modules if (JACVIZ / path).with_suffix(".py").exists()]
    assert shared
    assert not [path.as_posix() for path in shared if f"live/{path.as_posix()}" not in TWINS]
