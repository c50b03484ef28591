"""What can be said of a mapping in a word: preserves area, conformal, reverses orientation, singular ...

A claim follows from the symbols where SymPy can decide it, else from values at sample points; it says which. Of a
mapping with parameters only what holds for all their values; the rest is said by the browser, at those they have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from sympy import Expr, Mul, S, fraction

from jacviz.explore.zero_search import find_zero, is_removed, is_removed_plane, known_zero, sample_points
from jacviz.mapping import Mapping
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape
from jacviz.printing.latex import equation
from jacviz.symbolic.budget import OverBudget, limited
from jacviz.symbolic.roots import exact_value
from jacviz.symbolic.tidy import tidy

POINTS = 256
CLOSE = 1e-9  # relative error of sampled claims
REMOVED = 4  # zeros where the mapping has no value that are passed over
NARROW, LONGEST = 40, 120  # signs of LaTeX that stand on one line, and that are written out at all


@dataclass(frozen=True)
class Property:
    """A claim about a mapping on its domain, and what it rests on.

    name is one of: singular everywhere, singular somewhere, singular for some values, preserves length, area or volume,
    constant determinant, conformal, reverses orientation, reverses orientation on part, linear, affine.
    `samples` counts the points that a claim by samples rests on.
    """

    name: str
    evidence: Literal["symbols", "samples"]
    detail: str
    latex: str | None = None
    samples: int = 0


def properties(mapping: Mapping) -> list[Property]:
    """The properties that hold for a mapping on its domain, whatever the values of its parameters."""
    sample = Sample(mapping)
    with np.errstate(all="ignore"):
        rules = RULES if mapping.has_measure else WITHOUT_MEASURE
        found = [p for rule in rules for p in rule(mapping, sample)]
    return [p for p in found if p.evidence == "symbols" or not mapping.parameters]


class Sample:
    """The Jacobian matrix (and its determinant) at fixed points of the domain, where all is finite."""

    def __init__(self, mapping: Mapping) -> None:
        m, n = len(mapping.components), len(mapping.variables)
        outputs = [
            *mapping.components,
            *mapping.jacobian_matrix.flat(),
            *([mapping.jacobian_determinant] if m == n and mapping.has_measure else []),
        ]
        inputs: list[ArrayLike] = [*sample_points(mapping.domain, POINTS), *mapping.parameter_values]
        values = np.stack(evaluate(Tape.of(mapping.variables + mapping.parameters, outputs), inputs))
        values = values[:, np.all(np.isfinite(values), axis=0)]
        values = values[m:]
        self.matrix: Array = values[: m * n].reshape(m, n, -1)
        self.determinant: Array | None = values[m * n] if len(values) > m * n else None
        self.count = values.shape[1]


def _claim(
    mapping: Mapping, sample: Sample, proved: bool, name: str, detail: str = "", latex: str | None = None
) -> Property:
    for_all = "For all values of the parameters." if mapping.parameters else "Follows from the formula."
    basis = for_all if proved else f"Checked at {sample.count} points of the domain."
    return Property(
        name,
        "symbols" if proved else "samples",
        f"{detail} {basis}".strip(),
        latex,
        0 if proved else sample.count,
    )


def _proved(question: Callable[[], bool | None], seconds: float = 1.0) -> bool:
    try:
        with limited(seconds):
            return bool(question())
    except (OverBudget, RecursionError):
        return False


def _singular(mapping: Mapping, sample: Sample) -> Iterator[Property]:
    m, n = len(mapping.components), len(mapping.variables)
    symbol = r"\det J" if m == n else r"\det J^{\mathsf T} J" if m > n else r"\det J J^{\mathsf T}"
    measure, zeros = mapping.rank_measure, mapping.singular_factors
    if measure is S.Zero:
        yield _claim(mapping, sample, True, "singular everywhere", latex=f"{symbol} = 0")
        return
    if sample.count and _vanishes(sample) and not mapping.parameters:
        yield _claim(mapping, sample, False, "singular everywhere", latex=f"{symbol} = 0")
        return
    bends = {*mapping.kinks, *(-kink for kink in mapping.kinks)}  # there J need not exist
    fixed = [f for f in zeros if f not in bends and not f.free_symbols & set(mapping.parameters)]
    moving = [f for f in zeros if f not in bends and f not in fixed]
    found = [(f, proof) for f in fixed if (proof := _zero_in_domain(f, mapping))]
    if moving:
        where = list(dict.fromkeys(equation(f, mapping.variables) for f in moving))
        latex = _where(symbol, where) if sum(map(len, where)) < LONGEST else None
        detail = "Where, if anywhere, depends on the parameters: below the picture stands what holds at their values."
        yield _claim(mapping, sample, True, "singular for some values", detail, latex)
    if found:
        where = list(dict.fromkeys(equation(f, mapping.variables) for f, _ in found))
        proved = all(proof == "symbols" for _, proof in found)
        detail = "The mapping flattens somewhere in the domain."
        latex = _where(symbol, where) if sum(map(len, where)) < LONGEST else None
        claim = _claim(mapping, sample, proved, "singular somewhere", detail, latex)
        if proved:
            claim = replace(claim, detail=f"{detail} Follows from the formula.")
        yield claim


def _where(symbol: str, where: list[str]) -> str:
    """det J = 0 where ..., each place on a line of its own when they are many signs."""
    if sum(map(len, where)) < NARROW:
        return rf"{symbol} = 0 \text{{ where }} " + r" \text{ or } ".join(where)
    lines = [rf"{symbol} = 0 &\text{{ where }} {where[0]}", *(rf"&\text{{ or }} {place}" for place in where[1:])]
    return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"


def _vanishes(sample: Sample) -> bool:
    """Whether the rank of J drops at every sample point."""
    matrix = sample.matrix
    for axis in (1, 0):  # units of the components and of the variables do not matter
        largest = np.max(np.abs(matrix), axis=axis, keepdims=True)
        matrix = matrix / np.where(largest > 0, largest, 1)
    stretches = np.linalg.svd(np.moveaxis(matrix, 2, 0), compute_uv=False)
    return bool(np.all(stretches[:, -1] <= 1e-12 * stretches[:, 0]))


def _zero_in_domain(factor: Expr, mapping: Mapping) -> str | None:
    """Whether a factor is 0 somewhere in the closed domain: by "symbols", by "samples", or not at all."""
    if known_zero(factor, mapping.variables, mapping.domain):
        return None if is_removed_plane(factor, mapping) else "symbols"
    removed: list[tuple[float, ...]] = []
    while (point := find_zero(factor, mapping, removed)) is not None and is_removed(factor, mapping, point):
        removed.append(point)
        if len(removed) == REMOVED:
            return None
    if point is None:
        return None
    return "symbols" if known_zero(factor, mapping.variables, mapping.domain, near=point) else "samples"


def _preserves(mapping: Mapping, sample: Sample) -> Iterator[Property]:
    name = "preserves " + {1: "length", 2: "area"}.get(len(mapping.variables), "volume")
    if len(mapping.components) < len(mapping.variables):
        return
    if mapping.volume_element is S.One:
        yield _claim(mapping, sample, True, name, latex=r"\left|\det J\right| = 1" if mapping.is_square else None)
    elif sample.determinant is not None and sample.count and _all_close(np.abs(sample.determinant), 1.0):
        yield _claim(mapping, sample, False, name, latex=r"\left|\det J\right| = 1")


def _all_close(values: Array, value: float) -> bool:
    return bool(np.all(np.abs(values - value) <= CLOSE * abs(value)))


def _constant_determinant(mapping: Mapping, sample: Sample) -> Iterator[Property]:
    values = sample.determinant
    if values is None:
        return
    determinant = mapping.jacobian_determinant
    if not determinant.free_symbols & set(mapping.variables):
        if determinant is not S.Zero:
            yield _claim(mapping, sample, True, "constant determinant", latex=r"\det J " + equation(determinant))
    elif sample.count and np.ptp(values) <= CLOSE * np.max(np.abs(values)) > 0:
        yield _claim(mapping, sample, False, "constant determinant")


def _conformal(mapping: Mapping, sample: Sample) -> Iterator[Property]:
    m, n = len(mapping.components), len(mapping.variables)
    if n < 2 or m < n or not sample.count:
        return
    gram = np.einsum("kip,kjp->ijp", sample.matrix, sample.matrix)
    scale = np.trace(gram) / n
    off = np.abs(gram - scale * np.eye(n)[:, :, None])
    if not np.any(scale > 0) or not np.all(off <= CLOSE * scale):
        return
    entries = mapping.gram_matrix
    differences = [entries[i, j] for i in range(n) for j in range(i)]
    differences += [entries[i, i] - entries[0, 0] for i in range(1, n)]
    proved = all(tidy(d, 0.1) is S.Zero for d in differences)
    yield _claim(
        mapping,
        sample,
        proved,
        "conformal",
        "Angles are kept wherever J is not 0.",
        r"J^{\mathsf T} J = \lambda I",
    )


def _orientation(mapping: Mapping, sample: Sample) -> Iterator[Property]:
    values = sample.determinant
    if values is None or not sample.count:
        return
    determinant = mapping.jacobian_determinant
    if np.any(values < 0):
        part = bool(np.any(values > 0))
        vanishes = any(not f.free_symbols & set(mapping.variables) for f in mapping.singular_factors)
        proved = not part and not vanishes and _proved(lambda: Mul(*fraction(determinant)).is_nonpositive)
        name = "reverses orientation on part" if part else "reverses orientation"
        yield _claim(mapping, sample, proved, name, latex=r"\det J < 0")


def _linear(mapping: Mapping, sample: Sample) -> Iterator[Property]:
    sizes = np.max(np.abs(sample.matrix), axis=2, initial=0)
    if sample.count and not np.all(
        np.ptp(sample.matrix, axis=2) <= CLOSE * sizes + 1e-15 * np.max(sizes, axis=1, keepdims=True)
    ):
        return
    variables = set(mapping.variables)
    proved = all(
        not e.free_symbols & variables or not tidy(e, 0.05).free_symbols & variables
        for e in mapping.jacobian_matrix.flat()
    )
    if not proved and not sample.count:
        return
    origin = dict.fromkeys(mapping.variables, S.Zero)
    through_origin = all(tidy(exact_value(c, origin), 0.05) is S.Zero for c in mapping.components)
    yield _claim(mapping, sample, proved, "linear" if through_origin else "affine")


RULES: tuple[Callable[[Mapping, Sample], Iterator[Property]], ...] = (
    _singular,
    _preserves,
    _constant_determinant,
    _conformal,
    _orientation,
    _linear,
)
WITHOUT_MEASURE = (_conformal, _linear)
