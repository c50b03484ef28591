"""The files that the browser needs: the live view's modules, its style and Plotly, found and read once."""

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
PLOTLY = FOLDER / "vendor" / "plotly-basic.min.js"  # what it is, and its version: vendor/README.md
ONLY_IN_THE_APP = "app/"  # what stands in the page around a view
STYLES = ("live", "page", "app/textField", "app/pictures", "app/connection")


@cache
def modules() -> dict[str, str]:
    """The text of every module of the live view, by its path below this folder."""
    own = sorted(path for path in FOLDER.rglob("*.js") if path != PLOTLY)
    return {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in own}


@cache
def style(name: str) -> str:
    """One of the style sheets, by its path below this folder without the ending."""
    return (FOLDER / f"{name}.css").read_text("utf-8")


@cache
def plotly_source() -> str:
    """Plotly for the browser."""
    return PLOTLY.read_text("utf-8")


@cache
def version() -> str:
    """A short digest of all assets: part of their address, so that a browser may keep them for ever."""
    digest = hashlib.sha256(plotly_source().encode())
    for name, text in modules().items():
        digest.update(name.encode() + text.encode())
    for name in STYLES:
        digest.update(style(name).encode())
    return digest.hexdigest()[:12]
