"""How long a text takes to read, over the inputs of tests/parse/meant.toml and the gallery: processor time.

Run as `python -m tests.benchmarks reading`.
"""

from __future__ import annotations

import statistics
import time
import tomllib
from pathlib import Path

from sympy.core.cache import clear_cache

from jacviz.explore.gallery import gallery
from jacviz.parse import ParseError, read

MEANT = Path(__file__).parents[1] / "parse" / "meant.toml"
ROUNDS = 5
SLOWEST = 5


def inputs() -> list[tuple[str, str | None]]:
    """Texts with what stands in the field of their variables."""
    rows = [row for rows in tomllib.loads(MEANT.read_text("utf-8")).values() for row in rows]
    return [(row["text"], row.get("given")) for row in rows] + [(e.text, e.variables or None) for e in gallery()]


def took(text: str, given: str | None) -> float:
    """Seconds of the processor for one reading."""
    start = time.process_time_ns()
    try:
        read(text, given)
    except ParseError:
        pass
    return (time.process_time_ns() - start) / 1e9


def main() -> None:
    """Prints the median and the slowest, for a text that is new to SymPy and for one that it has seen."""
    texts = inputs()
    for text, given in texts:  # what Python and SymPy load on first use
        took(text, given)
    new: list[tuple[float, str]] = []
    known: list[tuple[float, str]] = []
    for text, given in texts:
        times = []
        for _ in range(ROUNDS):
            clear_cache()
            times.append(took(text, given))
        new.append((min(times), text))
        known.append((min(took(text, given) for _ in range(ROUNDS)), text))
    for name, times in (("new to SymPy", new), ("seen before", known)):
        middle = statistics.median(t for t, _ in times)
        print(f"{name:14}median {middle * 1e3:6.2f} ms   slowest {max(times)[0] * 1e3:6.1f} ms   of {len(times)} texts")
    for seconds, text in sorted(new, reverse=True)[:SLOWEST]:
        print(f"{seconds * 1e3:8.1f} ms  {' '.join(text.split())[:90]}")


if __name__ == "__main__":
    main()
