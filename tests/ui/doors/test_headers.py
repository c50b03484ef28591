"""What a browser is told of every answer, and that it holds."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from jacviz.live.routes import FOLDER
from jacviz.ui.doors.headers import ancestors, policy
from tests.servers import module_server
from tests.ui.doors.asking import ask


def directives(text: str) -> dict[str, list[str]]:
    rules = [rule.split() for rule in text.split(";")]
    return {name: sources for name, *sources in rules}


ANSWERED = ("", "networks", "nothing", "favicon.png", f"{FOLDER}/x/view.js", "_stcore/health", "media/x")


@pytest.mark.parametrize("path", ANSWERED)
def test_every_answer_has_them(app_url: str, path: str) -> None:
    headers = ask(app_url, path).headers
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers.get_all("Referrer-Policy") == ["same-origin"]
    (told,) = headers.get_all("Content-Security-Policy") or []
    assert directives(told)["frame-ancestors"] == ["'self'"]
    assert directives(told)["default-src"] == ["'self'"] and directives(told)["object-src"] == ["'none'"]


def test_no_script_runs_but_those_of_the_page_itself(app_url: str) -> None:
    answer = ask(app_url, "networks")
    allowed = directives(answer.headers["Content-Security-Policy"])["script-src"]
    scripts = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert set(allowed) == {"'self'", "blob:", *(f"'sha256-{digest}'" for digest in digests)}
    assert len(scripts) == 2


@pytest.mark.parametrize(
    ("host", "sockets"),
    [
        ("localhost:8501", ["ws://localhost:8501", "wss://localhost:8501"]),
        ("[::1]:8501", ["ws://[::1]:8501", "wss://[::1]:8501"]),
        ("a.example; script-src *", []), ("*", []), ("a b", []), ("", []),
    ],
)  # fmt: skip
def test_the_page_asks_its_own_server_alone(app_url: str, host: str, sockets: list[str]) -> None:
    told = directives(ask(app_url, "", Host=host).headers["Content-Security-Policy"]) if host else {}
    assert told.get("connect-src", ["'self'"]) == ["'self'", *sockets]


@pytest.mark.parametrize(
    "named", ["", "https://moodle.example.org", "https://a.example https://*.b.example:8443", "moodle.example.org"]
)
def test_who_may_frame_a_page_is_configured(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("JACVIZ_FRAME_ANCESTORS", named)
    assert directives(policy([], ancestors(), ""))["frame-ancestors"] == ["'self'", *named.split()]


NO_ORIGINS = ("*", "'none'", "https://a.example;", "https://a.example,https://b.example", "a.example/x", "data:")


@pytest.mark.parametrize("named", NO_ORIGINS)
def test_what_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("JACVIZ_FRAME_ANCESTORS", named)
    with pytest.raises(ValueError, match="JACVIZ_FRAME_ANCESTORS"):
        ancestors()


@pytest.fixture
def elsewhere(tmp_path: Path, app_url: str) -> Iterator[str]:
    """A page of another origin that frames the app."""
    (tmp_path / "frame.html").write_text(f'<!doctype html><iframe src="{app_url}/networks"></iframe>')
    with module_server(tmp_path) as url:
        yield f"{url}/frame.html"


def test_another_site_cannot_frame_a_page(
    new_page: Callable[..., Page], elsewhere: str, console_errors: list[str]
) -> None:
    page = new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(elsewhere)
    assert page.frames[1].locator("#root").count() == 0
    console_errors.clear()
