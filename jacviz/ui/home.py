"""Where the server's own files stand: app.py, pages/ and .streamlit/."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_INSTALLED = _PACKAGE / "site"  # where pyproject.toml puts them into the wheel
HOME = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent
