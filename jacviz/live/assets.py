"""The files that the browser needs: the live view's modules, its style and Plotly, found and read once."""

import hashlib
from functools import cache
from importlib.metadata import version as version_of
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parent
ONLY_IN_THE_APP = "app/"  # what stands in the page around a view
STYLES = ("live", "page", "app/textField", "app/pictures", "app/connection")


@cache
def modules() -> dict[str, str]:
    """The text of every module of the live view, by its path below this folder."""
    return {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.js"))}


@cache
def style(name: str) -> str:
    """One of the style sheets, by its path below this folder without the ending."""
    return (FOLDER / f"{name}.css").read_text("utf-8")


@cache
def plotly_source() -> str:
    """Plotly for the browser, as the installed package brings it."""
    # The package is found, not imported: only its one file is wanted.
    package = find_spec("plotly")
    assert package is not None and package.origin is not None
    return (Path(package.origin).parent / "package_data" / "plotly.min.js").read_text("utf-8")


@cache
def version() -> str:
    """A short digest of all assets: part of their address, so that a browser may keep them for ever."""
    digest = hashlib.sha256(version_of("plotly").encode())
    for name, text in modules().items():
        digest.update(name.encode() + text.encode())
    for name in STYLES:
        digest.update(style(name).encode())
    return digest.hexdigest()[:12]
