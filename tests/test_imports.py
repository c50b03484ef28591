"""Imports point one way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# A row imports from the rows above it and from itself, never from one below; and there is no cycle anywhere.
ORDER = (
    ("names",),
    ("numeric",),
    ("symbolic",),
    ("mapping",),
    ("composition", "parse", "printing"),
    ("explore",),
    ("networks",),
    ("integrals",),
    ("engine",),
    ("live",),
    ("jacviz",),
    ("ui",),
    ("pages", "__main__"),
    ("app",),
)
# The same for the rooms inside a room; what is not named stands above what is.
INSIDE = {"integrals": (("limits",), ("numbers",), ("region", "symbols"))}
RANK = {name: rank for rank, row in enumerate(ORDER) for name in row}
MAY_IMPORT = {
    "streamlit": ("jacviz/live/mount.py", "jacviz/ui/", "jacviz/__main__.py", "pages/", "app.py"),
    "plotly": (),  # its one file for the browser is found without it
}


def dotted(path: Path) -> str:
    steps = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(steps[:-1] if steps[-1] == "__init__" else steps)


@cache
def sources() -> dict[str, Path]:
    """Every module of the project, by its dotted name."""
    files = [*(ROOT / "jacviz").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), *ROOT.glob("app.py")]
    return {dotted(path): path for path in sorted(files)}


def part(module: str) -> str:
    """The name in ORDER: jacviz.live.page belongs to live, the package's own __init__ is called jacviz."""
    first, *rest = module.split(".")
    return rest[0] if first == "jacviz" and rest else first


@cache
def imported(path: Path, *, on_call: bool = True) -> set[str]:
    """Dotted names of the modules that a file imports; without on_call only those needed to load it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not on_call:
        for node in ast.walk(tree):
            types_only = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            if types_only or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                node.body = []
    package = path.relative_to(ROOT).parent.parts
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from jacviz import tape` needs the module tape, not what stands in jacviz/__init__.py.
            members = {f"{module}.{alias.name}" for alias in node.names}
            names.update(members & sources().keys())
            if members - sources().keys():
                names.add(module)
    return names


def test_every_module_has_its_place() -> None:
    homeless = {part(module) for module in sources()} - RANK.keys()
    assert not homeless, f"Put {sorted(homeless)} into ORDER, at the height of what they import."


@pytest.mark.parametrize("module", sources())
def test_nothing_lower_imports_higher(module: str) -> None:
    here = part(module)
    for other in {part(name) for name in imported(sources()[module]) & sources().keys()}:
        assert RANK[other] <= RANK[here], f"{module} imports {other}, which stands above it."


def rank_inside(module: str) -> int:
    """The height of a module in its room."""
    _, room, name, *_ = [*module.split("."), ""]
    rows = INSIDE[room]
    return next((rank for rank, row in enumerate(rows) if name in row), len(rows))


@pytest.mark.parametrize("room", INSIDE)
def test_nothing_lower_in_a_room_imports_higher(room: str) -> None:
    own = {name: path for name, path in sources().items() if name.startswith(f"jacviz.{room}.")}
    for module, path in own.items():
        for other in imported(path) & own.keys():
            assert rank_inside(other) <= rank_inside(module), f"{module} imports {other}, which stands above it."


def test_the_map_for_newcomers_shows_every_room_in_order() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert all((ROOT / row).exists() for row in rows)
    shown = [Path(row.removesuffix("/")).stem for row in rows]
    assert set(shown) == RANK.keys() - {"jacviz"}
    assert [RANK[room] for room in shown] == sorted(RANK[room] for room in shown)


def test_there_is_no_cycle() -> None:
    """Peels off the modules that need only what has been peeled off before; what resists is a circle."""
    own = sources()
    left = {name: imported(path, on_call=False) & own.keys() for name, path in own.items()}
    while left:
        free = [name for name, needs in left.items() if not (needs - {name}) & left.keys()]
        assert free, f"These modules import each other in a circle: {sorted(left)}"
        for name in free:
            del left[name]


@pytest.mark.parametrize("library", sorted(MAY_IMPORT))
def test_only_named_places_import(library: str) -> None:
    for path in sources().values():
        place = path.relative_to(ROOT).as_posix()
        if any(name.split(".")[0] == library for name in imported(path)):
            assert place.startswith(MAY_IMPORT[library]), f"{place} imports {library}."


def test_import_jacviz_loads_neither_plotly_nor_streamlit() -> None:
    program = "import jacviz, sys; print(*sorted({'plotly', 'streamlit'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""
