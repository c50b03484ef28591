"""In every field of every page: what a person types stays, through slow wires and in every order of events."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.pages.typing.fields import PLACES
from tests.pages.typing.trial import Trial, trial_of


@pytest.mark.parametrize("seed", range(len(PLACES)), ids=lambda seed: str(PLACES[seed]))
def test_no_character_is_lost(chromium: Browser, app_url: str, seed: int) -> None:
    assert trial_of(seed).run(chromium, app_url) == ""


@pytest.mark.parametrize("delay", [0.05, 0.15, 0.4])
def test_a_mapping_typed_over_a_slow_wire(chromium: Browser, app_url: str, delay: float) -> None:
    assert Trial(7, PLACES[0], delay, 1).run(chromium, app_url) == ""
