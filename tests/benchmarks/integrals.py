"""Time to the confirmed value over published problems, beside bare SymPy on the iterated integral in the old variables.

Run as `python -m tests.benchmarks.integrals`. Of a region that is given in new variables, or by inequalities, SymPy
gets the iterated integral in the new ones, with f(x(u)) |det J| unsimplified: that is in its favour.
"""

from __future__ import annotations

import math
import multiprocessing
import time
from typing import Any

import sympy as sp
from sympy.core.cache import clear_cache

from jacviz.integrals.domain import domain_of
from jacviz.integrals.problem import read_problem
from jacviz.parse import parse_number
from jacviz.symbolic.budget import OverBudget, limited
from tests.benchmarks import table
from tests.integrals.published import Problem, problems

LIMIT = 5.0  # seconds for SymPy with one problem


def ours(problem: Problem) -> tuple[float, bool, bool]:
    """Seconds of the processor, whether the value is right, and whether it is exact."""
    begun = time.process_time()
    result = problem.result
    spent = time.process_time() - begun
    expected = parse_number(problem.answer)
    near = abs(result.value - expected) <= 1e-6 * max(abs(expected), result.size)
    return spent, near and result.agree, result.exact is not None


def theirs(problem: Problem) -> tuple[float, bool, bool]:
    """The same for nested sympy.integrate; the time of reading and carrying over is not counted."""
    asked = problem.asked
    read = read_problem(problem.integrand, *(asked[k] for k in ("mapping", "inverse", "limits", "region")))
    if read.old_limits:
        integrand, limits = read.integrand, read.old_limits
    else:
        domain = domain_of(read)
        if domain.mapping is None or not domain.limits:
            return math.nan, False, False
        back = dict(zip(read.old, domain.mapping.components, strict=True))
        integrand = read.integrand.xreplace(back) * sp.Abs(domain.mapping.untidied_determinant)
        limits = domain.limits
    begun = time.process_time()
    value: Any = None
    try:
        with limited(LIMIT):
            value = sp.integrate(integrand, *((k.variable, k.low, k.high) for k in reversed(limits)))
            value = None if value.has(sp.Integral) else complex(value.evalf())
    except (OverBudget, Exception):
        value = None
    spent = time.process_time() - begun
    expected = parse_number(problem.answer)
    right = value is not None and abs(value - expected) <= 1e-6 * max(abs(expected), 1e-3)
    return spent, right, right


WAYS = {"jacviz": ours, "SymPy": theirs}


def work(jobs: Any, results: Any) -> None:
    """One way over every problem, each after the caches were emptied."""
    way = jobs.get()
    for problem in problems():
        clear_cache()
        results.put(WAYS[way](problem))


def main() -> None:
    """Prints the table."""
    context = multiprocessing.get_context("spawn")
    rows = []
    for way in WAYS:
        jobs, results = context.Queue(), context.Queue()
        process = context.Process(target=work, args=(jobs, results), daemon=True)
        process.start()
        jobs.put(way)
        found = [results.get(timeout=20 * LIMIT) for _ in problems()]
        process.join()
        times = [spent for spent, *_ in found if not math.isnan(spent)]
        right, exact = sum(r for _, r, _ in found), sum(e for *_, e in found)
        count = len(found)
        middle, late = table.spread([t * 1e3 for t in times], 0)
        rows.append([way, f"{right}/{count}", f"{exact}/{count}", middle, late, f"{max(times) * 1e3:.0f}"])
    table.show(["way", "right", "exact", "median ms", "95 % ms", "worst ms"], rows)
    print(f"SymPy had {LIMIT:.0f} s of the processor for each; what it does not finish counts with that time.")


if __name__ == "__main__":
    main()
