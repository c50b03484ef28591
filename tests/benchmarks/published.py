"""The share of published closed forms that come out no longer than their sources print them, and those that do not.

Run as `python -m tests.benchmarks published`.
"""

from __future__ import annotations

import statistics
import time

from tests.benchmarks.table import show
from tests.published import Published, published

HEAD = ("closed form", "operations", "signs", "in the source", "signs")


def main() -> None:
    """Prints those that are longer than in their source, then the share and the time."""
    forms = published()
    seconds = [_timed(form) for form in forms]
    longer = [form for form in forms if not form.is_short]
    show(HEAD, [(form.name, *(str(n) for length in form.lengths for n in length)) for form in longer])
    share = 1 - len(longer) / len(forms)
    print(f"\n{len(forms) - len(longer)} of {len(forms)} no longer than in the source ({share:.1%})")
    print(f"median {statistics.median(seconds) * 1e3:.1f} ms, longest {max(seconds) * 1e3:.0f} ms of the processor")


def _timed(form: Published) -> float:
    start = time.process_time()
    _ = form.lengths
    return time.process_time() - start


if __name__ == "__main__":
    main()
