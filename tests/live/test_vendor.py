"""What others wrote is what its table says it is."""

from __future__ import annotations

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

from jacviz.live import assets

TABLE = (assets.FOLDER / "vendor" / "README.md").read_text("utf-8")


def version_of(head: str) -> str:
    found = re.search(r"plotly\.js (?:\(basic - minified\) )?v([\d.]+)", head)
    assert found
    return found[1]


def test_plotly_has_the_hash_and_the_version_of_the_table() -> None:
    assert hashlib.sha256(assets.PLOTLY.read_bytes()).hexdigest() in TABLE
    assert f"| {version_of(assets.plotly_source()[:200])} |" in TABLE


def test_it_is_the_version_that_the_installed_package_carries() -> None:
    package = find_spec("plotly")
    assert package and package.origin
    bundled = Path(package.origin).parent / "package_data" / "plotly.min.js"
    with bundled.open(encoding="utf-8") as file:
        assert version_of(file.read(200)) == version_of(assets.plotly_source()[:200])


def test_a_licence_lies_beside_it() -> None:
    assert "MIT" in (assets.FOLDER / "vendor" / "plotly-LICENSE").read_text("utf-8")
