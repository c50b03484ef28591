"""Numbers as people write them: 2π rather than 6.283185307179586."""

import math
from fractions import Fraction


def typed(value: float) -> str:
    """A text that parse_number reads back to the same number: a small multiple of π, else the shortest decimal."""
    if value and abs(value) < 100:
        share = Fraction(value / math.pi).limit_denominator(12)
        if share and math.isclose(float(share) * math.pi, value, rel_tol=1e-15) and share.numerator**2 < 1000:
            top = {1: "π", -1: "-π"}.get(share.numerator, f"{share.numerator}π")
            return top if share.denominator == 1 else f"{top}/{share.denominator}"
    return f"{value:.15g}"
