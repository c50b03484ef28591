"""A training step and all layers' Jacobian matrices, beside the autodiff library autograd on the CPU."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from autograd import grad, jacobian

from jacviz.networks import Network, drawn
from jacviz.networks.training import moved
from tests.benchmarks.table import median, show
from tests.networks import oracle

SIZES = ((1, 2, 2, 1), (2, 4, 4, 2), (2, 16, 16, 2), (2, 64, 64, 2), (64, 256, 256, 10))
SECONDS = 0.5  # of each measurement
RATE = 0.01


def main() -> None:
    """Prints the table: microseconds, and how many times as long the library takes."""
    rows = []
    for sizes in SIZES:
        network = drawn(sizes, ["tanh"] * (len(sizes) - 1), 1)
        random = np.random.default_rng(1)
        x, target = random.normal(size=sizes[0]), random.normal(size=sizes[-1])
        for name, ours, theirs in (
            ("one step, one point", step(network, x, target), their_step(network, x, target)),
            ("layer Jacobians", lambda n=network, x=x: n.layer_jacobians(x), their_jacobians(network, x)),
        ):
            mine, other = microseconds(ours), microseconds(theirs)
            rows.append(["-".join(map(str, sizes)), name, f"{mine:.0f}", f"{other:.0f}", f"{other / mine:.1f}x"])
    show(["sizes (tanh)", "work", "jacviz, us", "autograd, us", "ratio"], rows, texts=2)


def microseconds(work: Callable[[], object]) -> float:
    """The median over half a second, after one run that is not counted."""
    work()
    times: list[float] = []
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end or len(times) < 5:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times) * 1e6


def step(network: Network, x: np.ndarray, target: np.ndarray) -> Callable[[], object]:
    """The gradient of half_sse, and the moved network."""
    return lambda: moved(network, network.gradient(x, target), RATE)


def their_step(network: Network, x: np.ndarray, target: np.ndarray) -> Callable[[], object]:
    run, given = oracle.function(network), oracle.parameters(network)
    slope = grad(lambda parameters: oracle.LOSSES["half_sse"](run(x, parameters), target))

    def work() -> object:
        changes = zip(given, slope(given), strict=True)
        return [(w - RATE * dw, b - RATE * db) for (w, b), (dw, db) in changes]

    return work


def their_jacobians(network: Network, x: np.ndarray) -> Callable[[], object]:
    alone = [Network([layer]) for layer in network.layers]
    layers = [(jacobian(oracle.function(each)), oracle.function(each), oracle.parameters(each)) for each in alone]

    def work() -> object:
        found, a = [], x
        for derivative, run, given in layers:
            found.append(derivative(a, given))
            a = run(a, given)
        return found

    return work


if __name__ == "__main__":
    main()
