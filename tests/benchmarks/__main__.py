"""Prints the machine, then the tables that were asked for, or all of them."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from tests.benchmarks import (
    frames,
    integrals,
    keystrokes,
    load,
    machine,
    neighbours,
    networks,
    published,
    soak,
    start,
    symbolic,
)

TABLES: dict[str, Callable[..., None]] = {
    "frames": frames.main,
    "typing": keystrokes.main,
    "start": start.main,
    "symbolic": symbolic.main,
    "published": published.main,
    "networks": networks.main,
    "integrals": integrals.main,
    "load": load.main,
    "neighbours": neighbours.main,
    "soak": soak.main,
}
ON_REQUEST = ("neighbours", "soak")  # a number behind them: pairs of rounds, minutes


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    told = f"of {', '.join(TABLES)}; all but {', '.join(ON_REQUEST)} when none is named; soak 5 takes 5 minutes"
    # Not `choices`: Python before 3.12 refuses the empty list with them.
    parser.add_argument("names", nargs="*", metavar="name", help=told)
    wanted: list[tuple[str, list[float]]] = []
    for word in parser.parse_args().names or [name for name in TABLES if name not in ON_REQUEST]:
        if word in TABLES:
            wanted.append((word, []))
        elif word.isdecimal() and wanted and wanted[-1][0] in ON_REQUEST:
            wanted[-1][1].append(float(word))
        else:
            parser.error(f"there is no table {word}; there are {', '.join(TABLES)}")
    print(machine.line(), flush=True)
    for name, numbers in wanted:
        begun = time.monotonic()
        print(f"\n=== {name} ===  ({machine.load()})", flush=True)
        TABLES[name](*numbers)
        print(f"--- {name}: {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
