"""The live view as one HTML page that needs no network: for handing out, and for a notebook cell."""

import base64
import html
import json
import posixpath
import re

from jacviz.live import assets
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
<h1>{title}</h1>
<div id="formula">{formula}</div>
<main></main>
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
_PAGE_STYLE = """
:root { color-scheme: light dark; --st-background-color: #ffffff;
  font-size: clamp(15px, max(min(0.72vw + 6.8px, 20.6px), min(1.073vw, 1.907vh)), 90px); }
body { margin: 0 auto; padding: 0.8rem 1.2rem; max-width: 88rem; font-family: system-ui, sans-serif;
  background: var(--st-background-color); color: #1a1f2b; }
h1 { font-size: 1.3rem; margin: 0 0 0.2rem; } #formula { margin-bottom: 0.6rem; }
math { font-size: 1.15rem; margin-right: 2rem; }
@media (prefers-color-scheme: dark) { :root { --st-background-color: #0f1218; } body { color: #eceff5; } }
"""


def page(payload: dict, *, title: str, formula: str = "", state: dict | None = None) -> str:
    """
    A self-contained HTML page with the live view of a payload.

    title is plain text; formula is markup that we made (MathML), never a person's text.
    """
    return _PAGE.format(
        title=html.escape(title),
        policy=_POLICY,
        page_style=_PAGE_STYLE,
        style=assets.style("live"),
        importmap=_script_text(json.dumps({"imports": _import_map()})),
        data=_script_text(json.dumps(plain({"payload": payload, "state": state}), allow_nan=False)),
        formula=formula,
        plotly=assets.plotly_source().replace("</script", "<\\/script"),
    )


def _import_map() -> dict[str, str]:
    """Each module under a bare name, since a module in a data address can import no relative one."""
    return {
        f"jacviz/{name}": "data:text/javascript;base64,"
        + base64.b64encode(_bare(name, text).encode()).decode()
        for name, text in assets.modules().items()
        if name not in assets.ONLY_IN_THE_APP
    }


def _bare(name: str, text: str) -> str:
    """The text of a module with its relative imports replaced by bare names."""
    folder = posixpath.dirname(name)
    return _IMPORT.sub(
        lambda found: f'{found[1]}"jacviz/{posixpath.normpath(posixpath.join(folder, found[2]))}"', text
    )


def _script_text(text: str) -> str:
    """Text that no HTML parser takes for the end of a script."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def as_frame(document: str, height: int) -> str:
    """The page inside a frame, for a notebook cell."""
    return (
        f'<iframe srcdoc="{html.escape(document)}" style="width:100%;height:{height}px;border:0" '
        'sandbox="allow-scripts allow-downloads" title="Live view of a mapping"></iframe>'
    )
