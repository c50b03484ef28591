r"""The solution as a person writes it, in LaTeX."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sympy import Expr, S, Symbol, oo

from jacviz.integrals.limits import Limit, Limits
from jacviz.names import label
from jacviz.printing.latex import (
    expression_latex,
    jacobian_latex,
    jacobian_symbol_latex,
    mapping_latex,
    name_latex,
)

if TYPE_CHECKING:
    from jacviz.integrals.problem import Problem
    from jacviz.integrals.result import Result
    from jacviz.integrals.symbols.pullback import Pullback

IN_NEW = {
    1: "The integral in the new variables",
    -1: "The integral in the new variables: the limits that fall are turned round, which changes its sign",
}
INTEGRATIONS = {
    1: ("The integral",),
    2: ("The inner integral", "The outer integral"),
    3: ("The inner integral", "The middle integral", "The outer integral"),
}


@dataclass(frozen=True)
class Step:
    """A line of a solution: what is done, in words, and the formula."""

    caption: str
    latex: str


def steps(result: Result) -> tuple[Step, ...]:
    """From the mapping to the value."""
    return tuple(_steps(result))


def _steps(result: Result) -> Iterator[Step]:
    shown = result.lettered or result
    if shown.pullback is not None:
        yield from _scaling(shown.pullback, result.problem.forward is not None)
        yield from _substituted(shown.pullback)
        if shown.limits:
            yield Step("The limits of the new variables", _limits(shown.limits))
            written = integral_latex(shown.pullback.product, shown.limits)
            minus = "-" if result.sign < 0 else ""
            yield Step(IN_NEW[result.sign], f"{_old_integral(shown.problem)} = {minus}{written}")
    captions = INTEGRATIONS[len(result.problem.old)]
    parts = len(shown.stages) // len(captions)
    for k, stage in enumerate(shown.stages):
        part, depth = divmod(k, len(captions))
        left = integral_latex(stage.integrand, (stage.limit,))
        caption = captions[depth] + (f", part {part + 1} of {parts}" if parts > 1 else "")
        yield Step(caption, f"{left} = {expression_latex(stage.value)}")
    if result.lettered is not None:
        yield Step("The value, for positive letters", expression_latex(result.lettered.value))
    if result.verdict.has_value:
        yield Step(_caption(result), _value(result))


def _caption(result: Result) -> str:
    at = ", ".join(f"{label(s.name)} = {value}" for s, value in result.values.items())
    return f"The value for {at}" if at else "The value"


def _scaling(pullback: Pullback, inverted: bool) -> Iterator[Step]:
    mapping, det = pullback.mapping, r"\det J"
    yield Step("The mapping, solved for the old variables" if inverted else "The mapping", mapping_latex(mapping))
    if len(mapping.variables) == 1:
        symbols = jacobian_symbol_latex(mapping).removeprefix(r"\begin{pmatrix} ").removesuffix(r" \end{pmatrix}")
        yield Step("Its derivative", f"{symbols} = {expression_latex(pullback.determinant)}")
        det = symbols
    else:
        yield Step("The Jacobian matrix", f"J = {jacobian_symbol_latex(mapping)} = {jacobian_latex(mapping)}")
        yield Step("Its determinant", rf"\det J = {expression_latex(pullback.determinant)}")
    size = rf"\left|{det}\right| = {expression_latex(pullback.scaling)}"
    reasons = {
        1: "Its absolute value: it is not negative on this region",
        -1: "Its absolute value: it is not positive on this region, so the sign is turned",
        0: "Its absolute value: it is 0 on the whole region",
        None: "Its absolute value: the sign changes on this region, so both cases count",
    }
    yield Step(reasons[pullback.sign], _cases(pullback, size) if pullback.sign is None else size)


def _cases(pullback: Pullback, size: str) -> str:
    """det J where it is positive and - det J where it is negative."""
    plain, turned = expression_latex(pullback.determinant), expression_latex(-pullback.determinant)
    above = rf"{plain} & \text{{where }} {plain} \ge 0 \\"
    below = rf"{turned} & \text{{where }} {plain} < 0"
    return rf"{size} = \begin{{cases}} {above} {below} \end{{cases}}"


def _substituted(pullback: Pullback) -> Iterator[Step]:
    f = ", ".join(name_latex(s.name) for s in pullback.old)
    left = rf"f({f}) = {expression_latex(pullback.integrand)}"
    changed = pullback.substituted != pullback.integrand
    right = f" = {expression_latex(pullback.substituted)}" if changed else ""
    yield Step("The integrand in the new variables", left + right)
    scaled = r"f\,\left|\det J\right|"
    if len(pullback.old) == 1:
        x, u = name_latex(pullback.old[0].name), name_latex(pullback.mapping.variables[0].name)
        scaled = rf"f\,\left|\frac{{d {x}}}{{d {u}}}\right|"
    yield Step("Times the scaling factor", f"{scaled} = {expression_latex(pullback.product)}")


def _limits(limits: Limits) -> str:
    rows = []
    for limit in limits:
        low, high = expression_latex(limit.low), expression_latex(limit.high)
        left = "<" if limit.low is -oo else r"\le"
        right = "<" if limit.high is oo else r"\le"
        rows.append(rf"{low} & {left} {name_latex(limit.variable.name)} {right} {high}")
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def integral_latex(integrand: Expr, limits: Sequence[Limit]) -> str:
    """An iterated integral, the outermost sign first."""
    signs = "".join(rf"\int_{{{expression_latex(limit.low)}}}^{{{expression_latex(limit.high)}}} " for limit in limits)
    return f"{signs}{_factor(integrand)} {_differentials([limit.variable for limit in reversed(limits)])}"


def _factor(integrand: Expr) -> str:
    if integrand is S.One:
        return ""
    written = expression_latex(integrand)
    return rf"\left({written}\right)" if integrand.is_Add else written


def _differentials(variables: Sequence[Symbol]) -> str:
    return " ".join(rf"\,d{name_latex(s.name)}" for s in variables)


def _old_integral(problem: Problem) -> str:
    sign = {1: r"\int", 2: r"\iint", 3: r"\iiint"}[len(problem.old)]
    return rf"{sign}_R {_factor(problem.integrand)} {_differentials(problem.old)}"


def _value(result: Result) -> str:
    number = f"{result.value:.10g}"
    if result.exact is not None:
        written = expression_latex(result.exact)
        shared = ""
        if result.multiplicity > 1 and result.exact_with_multiplicity is not None:
            whole = expression_latex(result.exact_with_multiplicity)
            shared = (
                rf"\tfrac{{1}}{{{result.multiplicity}}} \cdot {_bracketed(whole, result.exact_with_multiplicity)} = "
            )
        equals = "" if result.exact.is_Integer else rf" \approx {number}"
        return f"{shared}{written}{equals}"
    if not math.isfinite(result.error):
        return rf"{number} \pm \infty" if math.isfinite(result.value) else r"\text{unknown}"
    digits, exponent = f"{result.error:.1e}".split("e")
    return rf"{number} \pm {digits} \cdot 10^{{{int(exponent)}}}"


def _bracketed(written: str, expr: Expr) -> str:
    return rf"\left({written}\right)" if expr.is_Add else written
