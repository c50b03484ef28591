"""The long run: python -m tests.pages.typing --seeds 500 --at-once 4 tells how many trials lost something."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tests.pages.typing.trial import lost_in, trial_of
from tests.servers import App


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=4)
    options = parser.parse_args()
    app = App()
    seeds = range(options.first, options.first + options.seeds)
    lost: list[str] = []
    with ProcessPoolExecutor(options.at_once, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(lost_in, app.url, trial_of(seed)) for seed in seeds]
        for done, job in enumerate(as_completed(jobs), 1):
            lost += filter(None, [job.result()])
            print(f"{done} trials, {len(lost)} lost something", *lost[-1:], sep="\n  ", flush=True)
    app.stop()
    raise SystemExit(bool(lost))


if __name__ == "__main__":
    main()
