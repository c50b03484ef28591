"""Every integrand of the worked examples with other mappings and regions: a solution or a sentence, never a traceback.

Run as `python -m tests.integrals.outcomes`, with a number n for every n-th problem only.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from jacviz.explore.inputs import FieldError
from jacviz.integrals import Result, change_of_variables
from jacviz.integrals.examples import examples
from jacviz.integrals.result import UNWORKABLE

INVERSE = "u = x^5 - 3x y^2 + y\nv = y^5 + x^3 y - x"
MAPPINGS = {
    1: ("x = u", "x = u^2", "x = e^u", "x = sin u", "x = tan u", "x = 1/u", "x = 1 - u", "x = ln u", "x = |u|"),
    2: (
        "x = u\ny = v", "x = u + v\ny = u - v", "x = 2u + v\ny = u + 2v", "x = 2u\ny = 3v", "x = u\ny = v + u^2",
        "x = r cos θ\ny = r sin θ", "x = u^2 - v^2\ny = 2u v", "x = u v\ny = u/v", "x = e^u cos v\ny = e^u sin v",
        "x = u\ny = 0", "x = r t\ny = r (1 - t)", "x = u^2\ny = v^2", "x = v\ny = u", "x = sqrt(u)\ny = ln(v)",
        INVERSE, "u = x + y\nv = x - y", "u = x y\nv = y/x", "u = x^2 + y^2\nv = y",
    ),
    3: (
        "x = u\ny = v\nz = w", "x = r cos θ\ny = r sin θ\nz = z", "x = ρ sin φ cos θ\ny = ρ sin φ sin θ\nz = ρ cos φ",
        "x = u + v\ny = v + w\nz = w + u", "x = u v\ny = v\nz = w^2", "u = x + y\nv = y + z\nw = z",
    ),
}  # fmt: skip
OLD, NEW = ("x", "y", "z"), ("u", "v", "w")
ENDS = (("0", "1"), ("-∞", "∞"), ("1", "2"), ("0", "∞"), ("1", "-1"))
REGIONS = {
    1: ("0 <= x <= 2", "x^2 <= 4"),
    2: ("x^2 + y^2 <= 4", "x >= 0, y >= 0, x + y <= 1", "|x| + |y| <= 1"),
    3: ("x^2 + y^2 + z^2 <= 1", "x >= 0, y >= 0, z >= 0, x + y + z <= 1"),
}


def questions() -> Iterator[dict]:
    """Everything that change_of_variables is asked."""
    for example in examples():
        n = example.mapping.count("\n") + 1 if example.mapping else example.inverse.count("\n") + 1
        for mapping in MAPPINGS[n]:
            way = {"inverse" if mapping[0] in NEW else "mapping": mapping}
            yield {"integrand": example.integrand, **way, "limits": example.limits, "region": example.region}
            for low, high in ENDS:
                for names in (OLD, NEW):
                    yield {"integrand": example.integrand, **way, "limits": [(name, low, high) for name in names[:n]]}
            for region in REGIONS[n]:
                yield {"integrand": example.integrand, **way, "region": region}


def outcome(question: dict) -> str:
    """The verdict, or "error" with a sentence; AssertionError for an error that has none."""
    try:
        result = change_of_variables(**question)
    except FieldError as error:
        assert error.message.rstrip()[-1:] in ".?!" and "\n" not in error.message, error.message
        return "not worked out" if error.message == UNWORKABLE else "error with a sentence"
    assert isinstance(result, Result) and result.verdict.sentence.endswith(".")
    assert result.steps is not None and result.mistakes is not None
    return result.verdict.kind.value


def main() -> None:
    """Prints how often each outcome comes, and every question whose outcome is none of them."""
    asked = list(questions())[:: int(sys.argv[1]) if len(sys.argv) > 1 else 1]
    found: Counter[str] = Counter()
    for question in asked:
        try:
            kind = outcome(question)
        except Exception as error:
            kind = "LEAKS"
            print(f"{type(error).__name__}: {error}: {question}", flush=True)
        if kind == "not worked out":
            print(f"{kind}: {question}", flush=True)
        found[kind] += 1
    print(len(asked), dict(found))


if __name__ == "__main__":
    main()
