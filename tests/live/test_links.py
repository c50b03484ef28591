"""Whatever a scene lets a person set goes through a link and comes back; the scenes themselves say what that is."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import Page

from jacviz.explore.link import decode_view, encode_view
from tests.live.modules import ask_module
from tests.live.scenes import PAYLOADS
from tests.servers import ROOT


def through_a_link(told: dict[str, Any]) -> dict[str, Any]:
    """A state as a link brings it back."""
    query = dict(parse_qsl(urlencode(encode_view(told)), keep_blank_values=True))
    view, complaints = decode_view(query)
    assert not complaints, complaints
    return view


def close(value: Any) -> Any:
    """What a value may be after ten digits of it were written down."""
    if isinstance(value, dict):
        return {key: close(part) for key, part in value.items()}
    is_number = isinstance(value, float | int) and not isinstance(value, bool)
    return pytest.approx(value, rel=1e-9) if is_number or isinstance(value, list) else value


def test_every_scene_is_here() -> None:
    listed = re.findall(r"(\w+): \w+Scene", (ROOT / "jacviz" / "live" / "registry.js").read_text("utf-8"))
    assert set(PAYLOADS) == set(listed)


@pytest.mark.parametrize("scene", PAYLOADS)
def test_every_setting_goes_through_a_link(module_page: Page, scene: str) -> None:
    view = PAYLOADS[scene]()
    settings = ask_module(module_page, "settings", "settings", view)
    wishes = [through_a_link(setting["told"]) for setting in settings]
    for setting, back in zip(
        settings, ask_module(module_page, "settings", "states", {"view": view, "wishes": wishes}), strict=True
    ):
        assert back == close(setting["state"]), setting["wish"]


@pytest.mark.parametrize("text", ["7", "1e9", "-1", "0.5", "cubic", "1,2", "constructor"])
def test_what_a_scene_does_not_offer_is_as_by_default(module_page: Page, text: str) -> None:
    view = PAYLOADS["volume"]()
    wish, complaints = decode_view({"lines": text, "show": "nothing", "view.unknown": text})
    assert not complaints
    (state,) = ask_module(module_page, "settings", "states", {"view": view, "wishes": [wish]})
    assert state == ask_module(module_page, "settings", "usualState", view)
