"""The server says where its pages are, and asks no other host for it."""

from __future__ import annotations

import pytest
from streamlit import config, net_util

from jacviz.ui.welcome import addresses
from tests.servers import App


def test_it_says_where_the_pages_are(app: App, app_url: str) -> None:
    said = app.log.read_text()
    assert f"jacviz: {app_url}\n" in said and "External" not in said and "external" not in said


@pytest.mark.parametrize(("address", "told"), [("127.0.0.1", ["127.0.0.1"]), ("0.0.0.0", ["localhost", "192.0.2.7"])])
def test_others_learn_the_machines_address(monkeypatch: pytest.MonkeyPatch, address: str, told: list[str]) -> None:
    options = {"server.address": address, "server.baseUrlPath": "a/b", "server.port": 8600}
    known = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: options[name] if name in options else known(name))
    monkeypatch.setattr(net_util, "get_internal_ip", lambda: "192.0.2.7")
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("it asks another host"))
    assert list(addresses().values()) == [f"http://{host}:8600/a/b" for host in told]
