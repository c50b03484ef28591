"""Calls into the ES modules: a body of JavaScript, with what it needs imported and its arguments as plain data."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.live import assets
from jacviz.parse import parse

Domain = dict[str, tuple[float, float]]
# The path of each module by its name: no two have the same, whichever room they stand in.
PATHS = {PurePosixPath(path).stem: path for path in assets.modules()}


def call(page: Page, imports: str, body: str, given: Any = None) -> Any:
    """What the body returns, with `given` and the names imported: imports="compile from tape, workOf from tape"."""
    loads = "".join(
        f"const {name} = (await import('/{PATHS[module]}')).{name};\n"
        for name, module in (part.strip().split(" from ") for part in imports.split(","))
    )
    return page.evaluate(f"async (given) => {{\n{loads}{body}\n}}", given)


def ask_module(page: Page, module: str, name: str, given: Any = None) -> Any:
    """What a function of one of the tests' own modules, tests/live/<module>.js, returns."""
    code = "async ([module, name, given]) => (await import(`/tests/live/${module}.js`))[name](given)"
    return page.evaluate(code, [module, name, given])


def payload_of(text: str, variables: str = "u, v", **domain: tuple[float, float]) -> dict[str, Any]:
    """What the browser gets of a mapping of the plane."""
    return payload(parse(text, variables, domain=domain))
