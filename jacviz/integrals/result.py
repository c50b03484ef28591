"""The change of variables in an integral: both sides in numbers, the exact value where there is one, and the steps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce

from sympy import Add, Expr, Symbol

from jacviz.explore.inputs import FieldError
from jacviz.integrals.domain import Domain, domain_of
from jacviz.integrals.existence import existing
from jacviz.integrals.letters import CHECKED, Lettered, in_letters
from jacviz.integrals.limits import Limits, order, oriented
from jacviz.integrals.mistakes import mistakes, read_answer, told_by
from jacviz.integrals.numeric_inverse import over_inverse
from jacviz.integrals.problem import Problem, Rows, read_problem, read_values
from jacviz.integrals.region.covering import Covering
from jacviz.integrals.sides import (
    NOTHING,
    Image,
    Side,
    covering_of,
    over_domain,
    over_image,
    over_limits,
    over_region,
    together,
)
from jacviz.integrals.steps import Step, steps
from jacviz.integrals.symbols.exact import Stage, shortest, stages
from jacviz.integrals.symbols.pullback import Pullback
from jacviz.integrals.symbols.settled import Sample, sample_of
from jacviz.integrals.verdict import ALONE, Kind, Verdict, compared
from jacviz.mapping import Mapping
from jacviz.names import label
from jacviz.symbolic.budget import deadline

DOMAIN = 0.6  # seconds for the quadrature over the domain
SYMBOLS = 1.2  # seconds for the closed form
CONFIRMED = 1e-7  # of the size of the integrand: so near a closed form has to be
ROUNDING = 1e-15
UNSURE = 0.02  # of the value: an error beyond it makes a number useless
NOWHERE = "This region cannot be carried over: give limits of the new variables."
UNWORKABLE = (
    "This problem could not be worked out. Try limits of the new variables, a simpler region, or a mapping that has a "
    "formula in both directions."
)
TOO_LONG = "Give limits of the new variables instead of a region, a simpler integrand or mapping, or a larger timeout=."
FALLS = "limits that fall are turned round, and the integral changes its sign"
VARIES = "an upper limit lies below the lower one on a part of the region: that part counts with a minus sign"
TOGETHER = (
    "where an upper limit lies below the lower one, det J is negative too: both signs cancel, and the region counts as "
    "it lies"
)
UNSIGNED = "limits change places on the way, and no formula was found for where: every part of the region counts as +"
FORMULA = f"quadrature confirms the formula in the letters at {CHECKED + 1} of their values"
NO_FORMULA = "no formula in the letters was found within the budget"
NO_CLOSED_FORM = "no closed form was found within the budget"


@dataclass(frozen=True)
class Result:
    """Both sides of one change of variables.

    integrand: f(x(u)) |det J|, None when the inverse is known in numbers only; limits: of the new variables,
    outermost first, () when none were found. exact: of the value, never shown unless quadrature agrees.
    value: over the image, every point once; with_multiplicity: over the domain; over_image: independent of J; all of
    them NaN where the verdict has no value. sign: -1 where the limits as they were typed fall. values: of the letters,
    at which the numbers are; lettered: the solution in letters, None where there are none or no formula is confirmed.
    """

    problem: Problem
    domain: Domain
    pullback: Pullback | None
    exact: Expr | None
    value: float
    error: float
    with_multiplicity: float
    exact_with_multiplicity: Expr | None
    over_image: float
    over_image_error: float
    verdict: Verdict
    multiplicity: int
    shares: dict[int, float]
    stages: tuple[Stage, ...]
    image: Image | None
    covering: Covering | None
    size: float
    domain_error: float
    sign: int = 1
    notes: tuple[str, ...] = field(default=())
    lettered: Lettered | None = None
    values: dict[Symbol, Expr] = field(default_factory=dict)

    @property
    def agree(self) -> bool:
        """Whether the two sides were worked out apart, both with small errors, and agree within them."""
        return self.verdict.kind is Kind.AGREES

    @property
    def mapping(self) -> Mapping | None:
        return self.domain.mapping

    @property
    def limits(self) -> Limits:
        return self.domain.limits

    @property
    def integrand(self) -> Expr | None:
        return self.pullback.product if self.pullback else None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The solution as a person writes it: each step a caption and LaTeX."""
        return steps(self)

    @cached_property
    def mistakes(self) -> dict[str, float]:
        """name -> the number that this mistake gives, where it is another one."""
        if self.pullback is None or not self.limits or not math.isfinite(self.value):
            return {}
        value, whole = (
            Side(self.value, self.error, self.size),
            Side(self.with_multiplicity, self.domain_error, self.size),
        )
        return mistakes(self.pullback, self.limits, self.domain.old_limits, value, whole, self.sign)

    def diagnose(self, answer: str | float) -> str | None:
        """The word right, or the name of the mistake that gives this answer, or None.

        A text counts as rounded to its last digit. ParseError for a text that is no number.
        """
        if isinstance(answer, str):
            number, tolerance = read_answer(answer, self.values)
        else:
            number, tolerance = answer, 1e-6 * abs(answer) + 1e-12
        return told_by(number, tolerance + 3 * self.error, self.value, self.mistakes)


def change_of_variables(
    integrand: str | Expr,
    mapping: str | Mapping | None = None,
    *,
    inverse: str | None = None,
    limits: Rows | None = None,
    region: str | None = None,
    one_to_one: bool | None = None,
    parameters: dict[str, float] | None = None,
    timeout: float = 30.0,
) -> Result:
    """The integral of f over a region of R^n (n = 1, 2, 3), in new variables: that of f(x(u)) |det J| over theirs.

    mapping gives the old variables in terms of the new ones, inverse the new ones in terms of the old ones.
    limits: (variable, low, high), outermost first, of the new or the old variables; region: inequalities in either.
    parameters: letter -> its value, for letters that stand in the texts and are positive; result.lettered holds the
    value as a formula in them, where one is found and confirmed at several values.
    one_to_one=True takes it as known, None finds out. FieldError (a ValueError) says which text is wrong and where;
    an integral that diverges, or has no value, is a Result whose verdict says so. OutOfTime (a TimeoutError) after
    timeout seconds of the processor, in the main thread of a POSIX process.
    """
    with deadline(timeout, TOO_LONG):
        values = read_values(parameters or {})
        problem = read_problem(integrand, mapping, inverse, limits, region, [s.name for s in values])
        result = _answered(problem.at(values), one_to_one)
        return _with_letters(result, problem, values) if values else result


def _with_letters(result: Result, problem: Problem, values: dict[Symbol, Expr]) -> Result:
    """The result at values of the letters, and the formula for all."""
    found = None
    if result.verdict.has_value and len(result.shares) <= 1:
        found = in_letters(problem, values, result.multiplicity)
    if found is not None:
        number = float(found.value.xreplace(values))
        if not abs(number - result.value) <= 10 * result.error + CONFIRMED * result.size:
            found = None
    where = ", ".join(f"{label(s.name)} = {v}" for s, v in values.items())
    notes = [f"the numbers are those for {where}"]
    if result.verdict.has_value:
        notes.append(NO_FORMULA if found is None else FORMULA)
    return replace(result, lettered=found, values=values, notes=(*result.notes, *notes))


def _answered(problem: Problem, one_to_one: bool | None) -> Result:
    try:
        return _worked_out(problem, one_to_one)
    except FieldError:
        raise
    except (ValueError, TypeError, ArithmeticError, IndexError, AttributeError, RecursionError) as error:
        raise FieldError("mapping" if problem.mapping is not None else "inverse", UNWORKABLE) from error


def _worked_out(problem: Problem, one_to_one: bool | None) -> Result:
    domain = domain_of(problem)
    notes = list(domain.notes)
    pullback = _pullback(problem, domain)
    parts = _signed_parts(problem, domain, pullback, notes)
    image, covering = _image_side(problem, domain, pullback, parts)
    shares = {1: 1.0} if one_to_one or image is None else image.shares
    fault, waves = existing(problem, domain, pullback)
    if fault is not None:
        whole = waves or NOTHING
        return _result(problem, domain, pullback, image, covering, shares, notes, fault, whole, NOTHING, parts)
    whole = _domain_side(problem, domain, pullback, image, parts)
    other = image.once if len(shares) <= 1 else image.repeated
    return _result(problem, domain, pullback, image, covering, shares, notes, None, whole, other, parts)


def _result(
    problem: Problem,
    domain: Domain,
    pullback: Pullback | None,
    image: Image,
    covering: Covering | None,
    shares: dict[int, float],
    notes: list[str],
    fault: Verdict | None,
    whole: Side,
    other: Side,
    parts: Sequence[Part],
) -> Result:
    multiplicity = max(shares, default=1)
    found, exact_whole = _closed_form(domain, parts, whole, notes) if fault is None else ((), None)
    once = image.once if fault is None else NOTHING
    exact = None
    if len(shares) <= 1:
        mine = Side(whole.value / multiplicity, whole.error / multiplicity, whole.size / multiplicity)
        exact = None if exact_whole is None else exact_whole / multiplicity
        verdict = fault or (ALONE if whole is image.once else compared(mine, other))
        value, error = mine.value, mine.error
        if exact is not None:
            value, error = float(exact), ROUNDING * whole.size
    else:
        value, error = once.value, once.error
        verdict = fault or compared(whole, other)
        notes.append("the mapping is not one-to-one: the value counts each point of the image once")
    return Result(
        problem=problem,
        domain=domain,
        pullback=pullback,
        exact=exact,
        value=value,
        error=error,
        with_multiplicity=whole.value,
        exact_with_multiplicity=exact_whole,
        over_image=once.value,
        over_image_error=once.error,
        verdict=verdict,
        multiplicity=multiplicity,
        shares=dict(shares),
        stages=found,
        image=image,
        covering=covering,
        size=whole.size,
        domain_error=whole.error,
        sign=parts[0].sign if len(parts) == 1 else 1,
        notes=tuple(dict.fromkeys(notes)),
    )


def _pullback(problem: Problem, domain: Domain) -> Pullback | None:
    if domain.mapping is None:
        return None
    if domain.limits:
        sample = sample_of(domain.limits)
    elif domain.region is not None:
        sample = Sample(domain.mapping.variables, domain.region.sample(240))
    else:
        return None
    return Pullback(problem.integrand, problem.old, domain.mapping, sample)


@dataclass(frozen=True)
class Part:
    """A part of the domain between limits that rise, and the sign with which it counts."""

    sign: int
    pullback: Pullback | None = None
    limits: Limits = ()


def _signed_parts(problem: Problem, domain: Domain, pullback: Pullback | None, notes: list[str]) -> tuple[Part, ...]:
    """The domain by the order of its limits as they were typed: those that fall count with a minus sign."""
    typed = problem.limits or problem.old_limits
    sign = order(typed) if typed else 1
    if sign == -1:
        notes.append(FALLS)
    if sign is not None or not problem.limits or pullback is None:
        if sign is None:
            notes.append(UNSIGNED)
        return (Part(sign or 1, pullback, domain.limits),)
    cut = [(order(part), piece, part) for piece, part in pullback.signed_parts(typed)]
    if any(each is None for each, *_ in cut) or len(cut) == 1:
        notes.append(UNSIGNED)
        return (Part(1, pullback, domain.limits),)
    if len({each * (piece.sign or 1) for each, piece, _ in cut if each}) == 1 and pullback.sign is None:
        notes.append(TOGETHER)
        return (Part(1, pullback, domain.limits),)
    notes.append(VARIES)
    return tuple(Part(each or 1, piece, oriented(part)) for each, piece, part in cut)


def _image_side(
    problem: Problem, domain: Domain, pullback: Pullback | None, parts: Sequence[Part]
) -> tuple[Image, Covering | None]:
    """By the region in old variables where it is known, else by the image of the domain. The covering for drawing."""
    covering = shape = None
    if pullback is not None and domain.limits:
        coverings = [_covering(part.limits, pullback) for part in parts]
        covering = coverings[0] if len(parts) == 1 else _covering(domain.limits, pullback)
        shapes = [over_image(problem.integrand, problem.old, each) for each in coverings]
        shape = together([part.sign for part in parts], shapes)
    sign = parts[0].sign
    if domain.old_limits:
        image = over_limits(problem.integrand, domain.old_limits, DOMAIN).times(sign)
    elif domain.image is not None:
        image = over_region(problem.integrand, problem.old, domain.image).times(sign)
    elif shape is not None:
        return shape, covering
    else:
        raise FieldError("region", NOWHERE, 0, "")
    if shape is not None and len(shape.shares) == 1:  # limits that were carried over may cover all of it twice
        image = replace(image, shares=shape.shares)
    return image, covering


def _covering(limits: Limits, pullback: Pullback) -> Covering:
    return covering_of(limits, pullback.mapping.variables, pullback.mapping.components, pullback.product)


def _domain_side(
    problem: Problem, domain: Domain, pullback: Pullback | None, image: Image, parts: Sequence[Part]
) -> Side:
    sign = parts[0].sign
    if pullback is not None and domain.limits:
        sides = [
            over_domain(part.pullback.product, part.pullback.pieces(part.limits), DOMAIN).times(part.sign)
            for part in parts
            if part.pullback is not None
        ]
        return reduce(Side.plus, sides)
    # What is known of an unbounded region by its points alone is not enough to integrate over it.
    if pullback is not None and domain.region is not None and not domain.region.chart.compact:
        side = over_region(pullback.product, pullback.mapping.variables, domain.region).once.times(sign)
        if side.error <= UNSURE * max(abs(side.value), abs(image.once.value)):
            return side
    forward, limits = problem.forward, oriented(problem.limits)
    if forward is not None and limits and domain.image is not None:
        side = over_inverse(problem.integrand, forward, limits, domain.image.sample(240)).times(sign)
        if math.isfinite(side.value):
            return side
    return image.once


def _closed_form(
    domain: Domain, parts: Sequence[Part], whole: Side, notes: list[str]
) -> tuple[tuple[Stage, ...], Expr | None]:
    """The stages of the exact value, part by part, and that value, if quadrature agrees with it."""
    if not domain.limits:
        return (), None
    pieces = [(part.sign, *piece) for part in parts if part.pullback for piece in part.pullback.parts(part.limits)]
    if not pieces:
        return (), None
    found = [stages(piece.product, limits, SYMBOLS / len(pieces)) for _, piece, limits in pieces]
    if all(found):
        signed = [sign * part[-1].value for (sign, *_), part in zip(pieces, found, strict=True)]
        exact = signed[0] if len(found) == 1 else shortest(Add(*signed))
        tolerance = 10 * whole.error + CONFIRMED * whole.size
        number = complex(exact.evalf(20))
        if exact.is_real is not False and number.imag == 0 and abs(number - whole.value) <= tolerance:
            return tuple(stage for part in found for stage in part), exact
    notes.append(NO_CLOSED_FORM)
    return (), None
