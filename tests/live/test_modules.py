"""The browser's modules: their imports point one way, from room to room, and no two have one name."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from pathlib import Path

import pytest

from jacviz.live import assets

JACVIZ = Path(assets.FOLDER).parent
# A row imports from the rows above it and from itself, never from one below; and there is no cycle anywhere.
ORDER = (
    ("numeric",),
    ("measures", "geometry"),
    ("marks",),
    ("controls",),
    ("panes",),
    ("saving",),
    ("scenes",),
    ("networks", "integrals"),
    ("",),  # the view itself
    ("app",),
)
RANK = {room: rank for rank, row in enumerate(ORDER) for room in row}
IMPORT = re.compile(r'(?:from|import) "(\.[^"]+)";$', re.MULTILINE)


def imported(module: str) -> set[str]:
    """The modules that a module imports, by their paths."""
    folder = posixpath.dirname(module)
    return {posixpath.normpath(posixpath.join(folder, other)) for other in IMPORT.findall(assets.modules()[module])}


@pytest.mark.parametrize("module", assets.modules())
def test_nothing_lower_imports_higher(module: str) -> None:
    here = posixpath.dirname(module)
    assert here in RANK, f"Put the room {here} into ORDER, at the height of what it imports."
    for other in imported(module):
        assert other in assets.modules(), f"{module} imports {other}, which there is not."
        room = posixpath.dirname(other)
        is_beside = RANK[room] == RANK[here] and room != here
        assert RANK[room] <= RANK[here] and not is_beside, f"{module} imports {other}, which stands above or beside it."


NAMES = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("module", assets.modules())
def test_what_is_imported_is_exported(module: str) -> None:
    for names, other in NAMES.findall(assets.modules()[module]):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(module), other))
        wanted = {name.strip() for name in names.split(",") if name.strip()}
        assert wanted <= set(EXPORT.findall(assets.modules()[path])), f"{module} from {path}"


def test_there_is_no_cycle() -> None:
    """Peels off the modules that need only what has been peeled off before; what resists is a circle."""
    left = {module: imported(module) for module in assets.modules()}
    while left:
        free = [module for module, needs in left.items() if not needs & left.keys()]
        assert free, f"These modules import each other in a circle: {sorted(left)}"
        for module in free:
            del left[module]


def test_no_two_modules_have_one_name() -> None:
    names = Counter(posixpath.basename(module) for module in assets.modules())
    assert not [name for name, count in names.items() if count > 1]


def test_every_module_says_what_it_is() -> None:
    assert not [module for module, text in assets.modules().items() if not text.startswith("// ")]
