"""A mapping, its Jacobian matrix and determinant as text to show and to copy: LaTeX, SymPy and NumPy.

The project never runs it, and only identifiers and numbers reach it, whatever a name holds.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable

from sympy import Expr, MatrixBase, Symbol

from jacviz.mapping import Mapping
from jacviz.printing.latex import to_latex
from jacviz.printing.python import NumpySource, SympySource, sympy_names
from jacviz.symbolic.legibility import is_readable

__all__ = ["to_latex", "to_numpy", "to_sympy"]

SPREAD = '''\
def spread(values, *inputs):
    """Stack values, constants too, in the common shape of the inputs."""
    shape = np.broadcast_shapes(*(np.shape(t) for t in inputs))
    return np.stack([np.broadcast_to(value, shape) for value in values])
'''
LOCAL_NAMES = {
    "np", "float", "math", "erf", "spread", "t", "rows", "row", "entry", "mapping", "jacobian_matrix",
    "rows_last", "special",
}  # fmt: skip
ERF = "erf = np.vectorize(math.erf, otypes=[float])\n"


IN_SYMPY = {
    "jacobian_determinant": "jacobian_matrix.det()",
    "volume_element": "(jacobian_matrix.T * jacobian_matrix).det() ** (S(1) / 2)",
}
IN_NUMPY = {
    "jacobian_determinant": "np.linalg.det(rows_last)",
    "volume_element": "np.sqrt(np.linalg.det(np.swapaxes(rows_last, -1, -2) @ rows_last))",
}


def to_sympy(mapping: Mapping) -> str:
    """Python source that builds the symbols, components, Jacobian matrix and determinant with SymPy."""
    measure_name, measure = _measure(mapping)
    expressions = [*mapping.components, *mapping.jacobian_matrix.flat(), *([] if measure is None else [measure])]
    names = {"Matrix", "S", "Symbol"}.union(*map(sympy_names, expressions))
    identifiers = _identifiers(mapping, names | {"components", "jacobian_matrix", measure_name})
    show = SympySource(identifiers).doprint
    symbols = [f'{name} = Symbol("{_word(s.name)}", real=True)' for s, name in identifiers.items()]
    return "\n".join(
        [
            f"from sympy import {', '.join(sorted(names))}",
            "",
            *symbols,
            "",
            f"components = Matrix([{', '.join(map(show, mapping.components))}])",
            f"jacobian_matrix = Matrix([\n{_rows(mapping.jacobian_matrix, show, 4)}])",
            f"{measure_name} = {f'S({show(measure)})' if measure is not None else IN_SYMPY[measure_name]}",
            "",
        ]
    )


def to_numpy(mapping: Mapping) -> str:
    """Python source of three NumPy functions.

    mapping has the shape (m, ...), jacobian_matrix (m, n, ...), and jacobian_determinant, or volume_element
    when J is not square, that of the inputs.
    """
    measure_name, measure = _measure(mapping)
    identifiers = _identifiers(mapping, {*LOCAL_NAMES, measure_name})
    show = NumpySource(identifiers).doprint
    m, n = mapping.jacobian_matrix.shape

    symbols = list(identifiers.values())
    parameters = symbols[n:]
    defaults = [f"{p}={v!r}" for p, v in zip(parameters, mapping.parameter_values, strict=True)]
    head = ", ".join(symbols[:n] + defaults)
    every = ", ".join(symbols)
    several = f"({every},)" if len(symbols) == 1 else f"({every})"
    left = several if len(symbols) == 1 else every
    arrays = f"    {left} = (np.asarray(t, dtype=float) for t in {several})\n"
    components = ", ".join(map(show, mapping.components))
    rows = _rows(mapping.jacobian_matrix, show, 8)
    parts = [
        SPREAD,
        f"def mapping({head}):\n{arrays}    return spread([{components}], {every})\n",
        f"def jacobian_matrix({head}):\n{arrays}    rows = [\n{rows}    ]\n"
        f"    entries = spread([entry for row in rows for entry in row], {every})\n"
        f"    return entries.reshape(({m}, {n}) + entries.shape[1:])\n",
        f"def {measure_name}({head}):\n{arrays}    return spread([{show(measure)}], {every})[0]\n"
        if measure is not None
        else f"def {measure_name}({head}):\n"
        f"    rows_last = np.moveaxis(jacobian_matrix({every}), (0, 1), (-2, -1))\n"
        f"    return {IN_NUMPY[measure_name]}\n",
    ]
    body = "\n\n".join(parts)
    own = "import numpy as np\n"
    if re.search(r"\bspecial\.", body):
        own += "from scipy import special\n"
    if re.search(r"\berf\(", body):
        return f"import math\n\n{own}\n{ERF}\n\n{body}"
    return f"{own}\n\n{body}"


def _measure(mapping: Mapping) -> tuple[str, Expr | None]:
    """Its name in the source, and what it is: None where that is too long to write out."""
    name = "jacobian_determinant" if mapping.is_square else "volume_element"
    found: Expr | None = getattr(mapping, name) if mapping.has_measure else None
    return name, found if found is not None and is_readable(found) else None


def _rows(matrix: MatrixBase, show: Callable[[Expr], str], indent: int) -> str:
    return "".join(f"{' ' * indent}[{', '.join(map(show, row))}],\n" for row in matrix.tolist())


def _identifiers(mapping: Mapping, taken: Iterable[str]) -> dict[Symbol, str]:
    """A Python identifier for each symbol: lambda -> lambda_, none that hides a name of the source."""
    used = set(taken)
    chosen: dict[Symbol, str] = {}
    for symbol in mapping.variables + mapping.parameters:
        name = _word(symbol.name)
        while keyword.iskeyword(name) or name in used:
            name += "_"
        chosen[symbol] = name
        used.add(name)
    return chosen


def _word(name: str) -> str:
    letters = re.sub(r"[^A-Za-z0-9_]", "", name)
    return letters if re.match(r"[A-Za-z]", letters) else f"x{letters}"
