"""The live view as one HTML page that needs no network: for handing out, and for a notebook cell."""

import base64
import html
import json
import posixpath
import re

from jacviz.live import assets
from jacviz.live.handout import Handout
from jacviz.live.plain import plain

_IMPORT = re.compile(r'((?:from|import)\s*)"(\.\.?/[\w./]+)"')

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{page_style}{style}</style>
<script type="importmap">{importmap}</script>
<script type="application/json" id="live-view">{data}</script>
</head>
<body>
<header><h1>{title}</h1>
<div id="about">{above}</div></header>
<main></main>
<footer>{below}</footer>
<script>{plotly}</script>
<script type="module">
import {{ LiveView }} from "jacviz/view.js";
const given = JSON.parse(document.getElementById("live-view").textContent);
const view = new LiveView(document.querySelector("main"), given);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => view.retheme());
</script>
</body>
</html>
"""

# The page may run its own scripts and ask nobody for anything.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'unsafe-inline' data:",
        "style-src 'unsafe-inline'",
        "img-src data: blob:",
        "font-src data:",
    )
)


def page(payload: dict, handout: Handout, state: dict | None = None) -> str:
    """A self-contained HTML page with the live view of a payload, and around it what a hand-out holds."""
    given = {"payload": {**payload, "file": handout.file}, "state": state}
    return _PAGE.format(
        title=html.escape(handout.title),
        policy=_POLICY,
        page_style=assets.style("page"),
        style=assets.style("live"),
        importmap=_script_text(json.dumps({"imports": _import_map()})),
        data=_script_text(json.dumps(plain(given), allow_nan=False)),
        above=handout.above,
        below=handout.below,
        plotly=assets.plotly_source().replace("</script", "<\\/script"),
    )


def _import_map() -> dict[str, str]:
    """Each module under a bare name, since a module in a data address can import no relative one."""
    return {
        f"jacviz/{name}": "data:text/javascript;base64," + base64.b64encode(_bare(name, text).encode()).decode()
        for name, text in assets.modules().items()
        if not name.startswith(assets.ONLY_IN_THE_APP)
    }


def _bare(name: str, text: str) -> str:
    """The text of a module with its relative imports replaced by bare names."""
    folder = posixpath.dirname(name)
    return _IMPORT.sub(lambda found: f'{found[1]}"jacviz/{posixpath.normpath(posixpath.join(folder, found[2]))}"', text)


def _script_text(text: str) -> str:
    """Text that no HTML parser takes for the end of a script."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def as_frame(document: str, height: int) -> str:
    """The page inside a frame, for a notebook cell."""
    return (
        f'<iframe srcdoc="{html.escape(document)}" style="width:100%;height:{height}px;border:0" '
        'sandbox="allow-scripts allow-downloads" title="Live view of a mapping"></iframe>'
    )
