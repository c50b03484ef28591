"""The long run: python -m tests.pages.typing --seeds 500 --at-once 4 tells how many trials lost something."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tests.pages.typing.trial import run
from tests.servers import App


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--batch", type=int, default=5, help="trials in one browser")
    options = parser.parse_args()
    app = App()
    seeds = range(options.first, options.first + options.seeds)
    lost: list[str] = []
    done = 0
    with ProcessPoolExecutor(options.at_once, mp_context=get_context("spawn")) as pool:
        starts = range(0, len(seeds), options.batch)
        jobs = [pool.submit(run, app.url, list(seeds[k : k + options.batch])) for k in starts]
        for job in as_completed(jobs):
            found = job.result()
            done += len(found)
            lost += filter(None, found)
            print(f"{done} trials, {len(lost)} lost something", *filter(None, found), sep="\n  ", flush=True)
    app.stop()
    raise SystemExit(bool(lost))


if __name__ == "__main__":
    main()
