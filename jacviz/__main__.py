"""The command `jacviz`, or `python -m jacviz`: serves the pages, from whatever folder it is called in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from jacviz.ui.home import HOME

MISSING = 'Serving the pages needs more than the library has. Install it by: pip install "jacviz[app]"'


def main(arguments: Sequence[str] | None = None) -> str | None:
    """Serves until it is interrupted; returns what is wrong where it cannot."""
    known, others = _parser().parse_known_args(arguments)
    try:
        from streamlit.web import cli
    except ModuleNotFoundError:
        return MISSING
    # Streamlit reads the configuration that stands beside the script, wherever it is called.
    cli.main(["run", str(HOME / "app.py"), *_options(known), *others], prog_name="jacviz")
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jacviz",
        description="Serves the pages and opens them in a browser.",
        epilog="Every other option goes on to Streamlit, as in: jacviz --server.baseUrlPath mappings. "
        "`streamlit run --help` lists them.",
        allow_abbrev=False,
    )
    parser.add_argument("--port", help="the port to listen on (8501)")
    parser.add_argument("--address", help="the address to listen on, such as 127.0.0.1 (all)")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    return parser


def _options(known: argparse.Namespace) -> list[str]:
    """The options under the names that Streamlit gives them."""
    headless = "true" if known.no_browser else None
    values = {"--server.port": known.port, "--server.address": known.address, "--server.headless": headless}
    return [text for name, value in values.items() if value is not None for text in (name, value)]


if __name__ == "__main__":
    sys.exit(main())
