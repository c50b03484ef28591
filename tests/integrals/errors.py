"""How often the errors that are told bound the truth, over integrals with known values, on each side.

Run as `python -m tests.integrals.errors`, with a number n for every n-th integral only.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from unittest import mock

from jacviz.integrals import result as results
from tests.integrals.known import Known, known

ROUNDING = 1e-14  # relative: of the known value itself


@dataclass(frozen=True)
class Tried:
    """For one integral: what each side is off, beside what it says, and the verdict."""

    integral: Known
    kind: str
    domain: tuple[float, float]
    image: tuple[float, float]
    seconds: float

    @property
    def bounds(self) -> tuple[bool, bool]:
        """Whether the error bounds the truth, over the domain and over the image."""
        slack = ROUNDING * abs(self.integral.value)
        return tuple(off <= error + slack for off, error in (self.domain, self.image))  # type: ignore[return-value]


def tried(integral: Known) -> Tried:
    """One integral worked out in numbers alone: with a closed form, an error would be that of rounding."""
    begun = time.process_time()
    with mock.patch.object(results, "SYMBOLS", 0.0):
        found = integral.result
    domain = abs(found.with_multiplicity - integral.value), found.domain_error
    image = abs(found.over_image - integral.value), found.over_image_error
    return Tried(integral, found.verdict.kind.value, domain, image, time.process_time() - begun)


def told(every: Sequence[Tried]) -> str:
    """The share of errors that bound the truth, and each that does not."""
    lines = []
    for side, name in enumerate(("domain", "image")):
        good = sum(each.bounds[side] for each in every)
        errors = sorted(_relative((each.domain, each.image)[side][1], each.integral.value) for each in every)
        middle = errors[len(errors) // 2]
        share = good / len(every)
        lines.append(f"{name}: {good} of {len(every)} errors bound the truth ({share:.2%}), median {middle:.0e}")
        for each in every:
            if not each.bounds[side]:
                off, error = (each.domain, each.image)[side]
                lines.append(f"    off by {off:.1e}, said {error:.1e}: {each.kind}: {each.integral}")
    kinds = sorted({each.kind for each in every})
    lines += [f"{kind}: {sum(each.kind == kind for each in every)}" for kind in kinds]
    lines += [f"    {each.kind}: {each.integral}" for each in every if each.kind != "both sides agree"]
    return "\n".join(lines)


def _relative(error: float, value: float) -> float:
    return error / abs(value) if value and math.isfinite(error) else math.inf


def main() -> None:
    """Prints the shares."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    print(told([tried(integral) for integral in known()[::step]]))


if __name__ == "__main__":
    main()
