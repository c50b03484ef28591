"""What the visitors of the load generator type, in a notation that SymPy's own parser reads too."""

from __future__ import annotations

import random
from collections.abc import Iterator

# Named mappings as one types them again and again: after the first time the server knows them.
KNOWN = (
    "r*cos(t), r*sin(t)",
    "u^2 - v^2, 2*u*v",
    "sinh(v)/(cosh(v) - cos(u)), sin(u)/(cosh(v) - cos(u))",
    "u/(u^2 + v^2), -v/(u^2 + v^2)",
    "exp(u)*cos(v), exp(u)*sin(v)",
    "u*v, (u^2 - v^2)/2",
    "u + sin(v), v + cos(u)",
    "u^3 - 3*u*v^2, 3*u^2*v - v^3",
)
# The numbers make each of them new.
NEW = (
    "{a}*u + sin({b}*v), v*exp(u/{c})",
    "u^2/{a} - v^2/{b}, {c}*u*v",
    "r*cos({a}*t)/{b}, r*sin({a}*t)/{c}",
    "({a}*u + v)/({b} + u^2 + v^2), {c}*v/({b} + u^2 + v^2)",
    "exp(u/{a})*cos({b}*v), exp(u/{a})*sin({c}*v)",
    "log({a} + u^2)*v, u*sqrt({b} + v^2)/{c}",
)


def mixture(seed: int) -> Iterator[str]:
    """Known and new formulas in turn, without end."""
    dice = random.Random(seed)
    while True:
        yield dice.choice(KNOWN)
        yield dice.choice(NEW).format(**{name: dice.randint(2, 99) for name in "abc"})


def monsters(seed: int) -> Iterator[str]:
    """New formulas without end that nobody can differentiate in time, or only just."""
    dice = random.Random(seed)

    def number() -> int:
        return dice.randint(2, 99_999)

    while True:
        for n in (7, 10):
            rows = (" + ".join(f"{number()} x{j} x{(j + 1) % n}" for j in range(n)) for _ in range(n))
            yield ", ".join(f"exp({row})" for row in rows)
        waves = (f"sin({i} x + {number()} y)^{i % 5 + 2} cos({i} x y)" for i in range(1, 60))
        yield " + ".join(waves) + ", x y"
        yield f"tan({number()} x)tan(y)tan(x + y)tan(x - y)tan(2x + y), tan(x y)tan(x)^9 tan({number()} y)^9"
        yield f"sin(cos(tan({number()} z)))"
