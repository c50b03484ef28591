"""Every scene keeps the contract of live/scenes/scene.js, in what it offers and in what it draws."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.live.modules import ask_module
from tests.live.scenes import PAYLOADS


@pytest.mark.parametrize("scene", PAYLOADS)
def test_a_scene_keeps_its_contract(module_page: Page, scene: str) -> None:
    assert ask_module(module_page, "contract", "complaintsAbout", PAYLOADS[scene]()) == []
