"""Tables in plain text."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def show(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> None:
    """Prints aligned columns: the first so many are texts, the others numbers."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = [c.ljust(w) if k < texts else c.rjust(w) for k, (c, w) in enumerate(zip(row, widths, strict=True))]
        print("  ".join(cells).rstrip(), flush=True)


def share(values: Sequence[float], fraction: float) -> float:
    """The least value with that fraction of the values at or below it; NaN for no values."""
    if not values:
        return float("nan")
    return sorted(values)[max(0, math.ceil(fraction * len(values)) - 1)]


def median(values: Sequence[float]) -> float:
    """The median; NaN for no values."""
    return statistics.median(values) if values else float("nan")


def spread(values: Sequence[float], digits: int = 1) -> list[str]:
    """Median and 95th percentile as texts."""
    return [f"{median(values):.{digits}f}", f"{share(values, 0.95):.{digits}f}"]
