"""The change of variables in an integral: both sides in numbers, the exact value where there is one, and the steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from sympy import Add, Expr

from jacviz.integrals.covering import Covering
from jacviz.integrals.domain import Domain, domain_of
from jacviz.integrals.exact import Stage, shortest, stages
from jacviz.integrals.limits import Limits
from jacviz.integrals.mistakes import mistakes, read_answer, told_by
from jacviz.integrals.numeric_inverse import over_inverse
from jacviz.integrals.problem import Problem, Rows, read_problem
from jacviz.integrals.pullback import Pullback
from jacviz.integrals.settled import Sample, sample_of
from jacviz.integrals.sides import Image, Side, covering_of, over_domain, over_image, over_limits, over_region
from jacviz.integrals.steps import Step, steps
from jacviz.mapping import Mapping
from jacviz.request import FieldError

DOMAIN = 0.6  # seconds for the quadrature over the domain
SYMBOLS = 1.2  # seconds for the closed form
AGREEMENT = {1: 1e-7, 2: 2e-6, 3: 2e-4}  # of the size of the integrand: what error estimates may miss
CONFIRMED = 1e-7  # the same for a closed form
ROUNDING = 1e-15
UNSURE = 0.02  # of the value: an error beyond it makes a number useless
DIVERGES = (
    "No reliable number was found: the integral may not converge on this region, or the integrand may have no value "
    "inside it."
)
NO_CLOSED_FORM = "no closed form was found within the budget"


@dataclass(frozen=True)
class Result:
    """Both sides of one change of variables.

    integrand: f(x(u)) |det J|, None when the inverse is known in numbers only; limits: of the new variables,
    outermost first, () when none were found. exact: of the value, never shown unless quadrature agrees.
    value: over the image, every point once; with_multiplicity: over the domain; over_image: independent of J.
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
    agree: bool
    multiplicity: int
    shares: dict[int, float]
    stages: tuple[Stage, ...]
    image: Image | None
    covering: Covering | None
    size: float
    domain_error: float
    notes: tuple[str, ...] = field(default=())

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
        if self.pullback is None or not self.limits:
            return {}
        value, whole = (
            Side(self.value, self.error, self.size),
            Side(self.with_multiplicity, self.domain_error, self.size),
        )
        return mistakes(self.pullback, self.limits, self.domain.old_limits, value, whole)

    def diagnose(self, answer: str | float) -> str | None:
        """The word right, or the name of the mistake that gives this answer, or None.

        A text counts as rounded to its last digit. ParseError for a text that is no number.
        """
        number, tolerance = read_answer(answer) if isinstance(answer, str) else (answer, 1e-6 * abs(answer) + 1e-12)
        return told_by(number, tolerance + 3 * self.error, self.value, self.mistakes)


def change_of_variables(
    integrand: str | Expr,
    mapping: str | Mapping | None = None,
    *,
    inverse: str | None = None,
    limits: Rows | None = None,
    region: str | None = None,
    one_to_one: bool | None = None,
) -> Result:
    """The integral of f over a region of R^n (n = 1, 2, 3), in new variables: that of f(x(u)) |det J| over theirs.

    mapping gives the old variables in terms of the new ones, inverse the new ones in terms of the old ones.
    limits: (variable, low, high), outermost first, of the new or the old variables; region: inequalities in either.
    one_to_one=True takes it as known, None finds out. FieldError (a ValueError) says which text is wrong and where;
    ValueError where the integral does not converge.
    """
    problem = read_problem(integrand, mapping, inverse, limits, region)
    domain = domain_of(problem)
    notes = list(domain.notes)
    pullback = _pullback(problem, domain)
    image, covering = _image_side(problem, domain, pullback)
    whole = _domain_side(problem, domain, pullback, image)
    shares = {1: 1.0} if one_to_one or image is None else image.shares
    multiplicity = max(shares, default=1)
    found, exact_whole = _closed_form(pullback, domain, whole, notes)
    constant = len(shares) <= 1
    other = image.once if constant else image.repeated
    if constant:
        value, error = whole.value / multiplicity, whole.error / multiplicity
        exact = None if exact_whole is None else exact_whole / multiplicity
        agree = _close(Side(value, error, whole.size), other, len(problem.old))
        if exact is not None:
            value, error = float(exact), ROUNDING * whole.size
    else:
        value, error, exact = image.once.value, image.once.error, None
        agree = _close(whole, other, len(problem.old))
        notes.append("the mapping is not one-to-one: the value counts each point of the image once")
    if whole is image.once:
        agree = False
        notes.append("only the side of the image was worked out: there is nothing to compare it with")
    elif not agree:
        notes.append("the two sides do not agree: take neither number as sure")
    return Result(
        problem=problem,
        domain=domain,
        pullback=pullback,
        exact=exact,
        value=value,
        error=error,
        with_multiplicity=whole.value,
        exact_with_multiplicity=exact_whole,
        over_image=image.once.value,
        over_image_error=image.once.error,
        agree=agree,
        multiplicity=multiplicity,
        shares=dict(shares),
        stages=found,
        image=image,
        covering=covering,
        size=whole.size,
        domain_error=whole.error,
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


def _image_side(problem: Problem, domain: Domain, pullback: Pullback | None) -> tuple[Image, Covering | None]:
    """By the region in old variables where it is known, else by the image of the domain. The covering for drawing."""
    covering = shape = None
    if pullback is not None and domain.limits:
        covering = covering_of(domain.limits, pullback.mapping.variables, pullback.mapping.components, pullback.product)
        shape = over_image(problem.integrand, problem.old, covering)
    if domain.old_limits:
        image = over_limits(problem.integrand, domain.old_limits, DOMAIN)
    elif domain.image is not None:
        image = over_region(problem.integrand, problem.old, domain.image)
    elif shape is not None:
        return shape, covering
    else:
        raise FieldError("region", "This region cannot be carried over: give limits of the new variables.", 0, "")
    return image, covering


def _domain_side(problem: Problem, domain: Domain, pullback: Pullback | None, image: Image) -> Side:
    if pullback is not None and domain.limits:
        (side,), diverges = over_domain([pullback.product], pullback.pieces(domain.limits), DOMAIN)
        if diverges:
            raise ValueError(DIVERGES)
        return side
    if pullback is not None and domain.region is not None:
        side = over_region(pullback.product, pullback.mapping.variables, domain.region).once
        if side.error <= UNSURE * max(abs(side.value), abs(image.once.value)):
            return side
    forward, limits = problem.forward, problem.limits
    if forward is not None and limits and domain.image is not None:
        return over_inverse(problem.integrand, forward, limits, domain.image.sample(240))
    return image.once


def _closed_form(
    pullback: Pullback | None, domain: Domain, whole: Side, notes: list[str]
) -> tuple[tuple[Stage, ...], Expr | None]:
    """The stages of the exact value, part by part, and that value, if quadrature agrees with it."""
    if pullback is None or not domain.limits:
        return (), None
    parts = pullback.parts(domain.limits)
    found = [stages(part.product, limits, SYMBOLS / len(parts)) for part, limits in parts]
    if all(found):
        exact = found[0][-1].value if len(found) == 1 else shortest(Add(*(part[-1].value for part in found)))
        tolerance = 10 * whole.error + CONFIRMED * whole.size
        if abs(complex(exact.evalf(20)) - whole.value) <= tolerance:
            return tuple(stage for part in found for stage in part), exact
    notes.append(NO_CLOSED_FORM)
    return (), None


def _close(a: Side, b: Side, n: int) -> bool:
    return abs(a.value - b.value) <= 4 * (a.error + b.error) + AGREEMENT[n] * a.size
