"""What is known of an integral once both sides were worked out: one of a closed set, with a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sympy import Symbol

from jacviz.integrals.numbers.convergence import Undefined
from jacviz.integrals.numbers.shells import Place
from jacviz.integrals.sides import Side
from jacviz.names import label

SMALL = 1e-2  # of the size: an error beyond it is too wide to tell anything by
ALL = 0.9999  # of the region


class Kind(StrEnum):
    """What may be said of the two sides."""

    AGREES = "both sides agree"
    DIFFERS = "the sides differ"
    NOT_COMPARABLE = "not comparable"
    DIVERGES = "diverges"
    CONDITIONAL = "conditionally convergent"
    UNDEFINED = "undefined on a part of the region"
    NOT_RESOLVED = "not resolved"


@dataclass(frozen=True)
class Verdict:
    """A kind, and a sentence that gives the reason."""

    kind: Kind
    sentence: str

    @property
    def has_value(self) -> bool:
        """Whether there is a number at all."""
        return self.kind not in (Kind.DIVERGES, Kind.UNDEFINED)


def compared(domain: Side, image: Side) -> Verdict:
    """Of two sides that were worked out apart: both errors have to be small, and the difference within them."""
    size = domain.size
    if not domain.error <= SMALL * size and size != 0:
        told = "No rule resolved f on this region: a peak is too narrow, waves are too fast, or a tail too long"
        is_known = math.isfinite(domain.error)
        known = f"the number is known only to ± {number(domain.error)}" if is_known else "no number is known"
        return Verdict(Kind.NOT_RESOLVED, f"{told}, and {known}.")
    gap = abs(domain.value - image.value)
    if not image.error <= SMALL * size and size != 0 and not gap > domain.error + image.error:
        told = f"The side over the image is known only to ± {number(image.error)}"
        return Verdict(Kind.NOT_COMPARABLE, f"{told}: too wide to tell whether the sides agree.")
    if gap <= domain.error + image.error:
        return Verdict(Kind.AGREES, f"They differ by {number(gap)}, within their errors.")
    told = f"The two sides differ by {number(gap)}, more than their errors allow"
    return Verdict(Kind.DIFFERS, f"{told}: take neither number as sure.")


ALONE = Verdict(
    Kind.NOT_COMPARABLE, "Only the side over the image was worked out: there is nothing to compare it with."
)


def undefined(found: Undefined, variables: Sequence[Symbol], point: Sequence[float]) -> Verdict:
    """No value on a part of the region; a point of it in some variables."""
    if found.share >= ALL:
        return Verdict(Kind.UNDEFINED, f"f has no real value anywhere on this region, {_example(variables, point)}.")
    told = "f has no real value on a part of this region"
    share = f" ({100 * found.share:.2g} % of the points tried)" if found.share else ""
    return Verdict(Kind.UNDEFINED, f"{told}{share}, {_example(variables, point)}.")


def diverging(place: Place, variables: Sequence[Symbol]) -> Verdict:
    """No finite integral of |f| around a place; the variables are the new ones, in the place's order."""
    where = _where(place, variables)
    if place.opposite:
        told = f"The integral diverges: {where}, f grows without bound, with opposite signs on the two sides"
        return Verdict(Kind.DIVERGES, f"{told}. What a symmetric cut leaves is a principal value, no integral.")
    if place.changes:
        told = f"The integral does not converge: {where}, f keeps changing its sign"
        return Verdict(Kind.DIVERGES, f"{told}, and what is added does not settle.")
    told = f"The integral diverges: {where}, the integral of |f| grows without end"
    return Verdict(Kind.DIVERGES, f"{told}, so that no order of integration gives a number to rely on.")


def conditional(place: Place, variables: Sequence[Symbol]) -> Verdict:
    """The waves cancel, and only that makes it converge."""
    told = f"Conditionally convergent: {_where(place, variables)}, the waves of f cancel, but the integral of |f| grows"
    return Verdict(Kind.CONDITIONAL, f"{told} without end. Both sides cannot be compared cell by cell.")


def _where(place: Place, variables: Sequence[Symbol]) -> str:
    if place.axis is None:
        return f"near {_point(variables, place.point)}"
    name = label(variables[place.axis].name)
    if place.is_far:
        return f"as {name} goes to {'−' if place.point[place.axis] < 0 else ''}∞"
    return f"as {name} goes to {_coordinate(place.point[place.axis])}"


def _example(variables: Sequence[Symbol], point: Iterable[float]) -> str:
    return f"for example at {_point(variables, point)}"


def _point(variables: Sequence[Symbol], point: Iterable[float]) -> str:
    names, numbers = (", ".join(each) for each in ([label(s.name) for s in variables], map(_coordinate, point)))
    return f"{names} = {numbers}" if len(variables) == 1 else f"({names}) = ({numbers})"


def _coordinate(value: float) -> str:
    return number(round(value, 12))


def number(value: float) -> str:
    """A few digits, as one reads them."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "unknown"
    rounded = round(value, 12) if abs(value) >= 1e-3 else value
    mantissa, _, exponent = f"{rounded + 0.0:.3g}".replace("-", "−").partition("e")
    return f"{mantissa}·10^{int(exponent.replace('−', '-'))}".replace("^-", "^−") if exponent else mantissa
