"""Prints the machine, then the tables that were asked for, or all of them."""

from __future__ import annotations

import argparse
import time

from tests.benchmarks import frames, keystrokes, machine, start, symbolic

TABLES = {"frames": frames.main, "typing": keystrokes.main, "start": start.main, "symbolic": symbolic.main}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    # Not `choices`: Python before 3.12 refuses the empty list with them.
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(TABLES)}; all when none is named")
    names = parser.parse_args().names or list(TABLES)
    if unknown := set(names) - set(TABLES):
        parser.error(f"there is no table {', '.join(sorted(unknown))}; there are {', '.join(TABLES)}")
    print(machine.line(), flush=True)
    for name in names:
        begun = time.monotonic()
        print(f"\n=== {name} ===  ({machine.load()})", flush=True)
        TABLES[name]()
        print(f"--- {name}: {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
