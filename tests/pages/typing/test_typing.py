"""In every field of every page: what a person types stays, through slow wires and in every order of events."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tests.pages.typing.fields import PLACES
from tests.pages.typing.trial import Trial, lost_in, trial_of

AT_ONCE = 4  # people who type at the same time: most of it they wait
SLOW_WIRES = [Trial(7, PLACES[0], delay, 1, acts=8) for delay in (0.15, 0.4)]
TRIALS = [*(trial_of(seed, acts=5) for seed in range(len(PLACES))), *SLOW_WIRES]


NAMES = [f"{trial.place}, {trial.delay:g} s" for trial in TRIALS]


@pytest.fixture(scope="module")
def outcomes(app_url: str) -> Iterator[list[Future[str]]]:
    """What each trial lost, as they come."""
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as people:
        yield [people.submit(lost_in, app_url, trial) for trial in TRIALS]


@pytest.mark.parametrize("k", range(len(TRIALS)), ids=NAMES)
def test_no_character_is_lost(outcomes: list[Future[str]], k: int) -> None:
    assert outcomes[k].result() == ""
