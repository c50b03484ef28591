"""Which pages may talk to the server."""

from __future__ import annotations

import pytest

from jacviz.ui.doors.origins import host_of, is_ours
from tests.apart import apart
from tests.ui.doors.asking import ask
from tests.ui.doors.test_messages import refused

STRANGERS = ("http://elsewhere.example", "null", "", "http://", "file://", "http://[", "https://localhost.example")


@pytest.mark.parametrize(
    ("origin", "host", "named"),
    [
        (None, "a.example", set()),
        ("https://a.example", "a.example", set()),
        ("http://a.example:8501", "a.example:8501", set()),
        ("http://[::1]:8501", "[::1]:8501", set()), ("http://localhost:3000", "127.0.0.1:8501", set()),
        ("https://b.example", "a.example", {"b.example"}), ("https://b.example", "a.example", {"*"}),
    ],
)  # fmt: skip
def test_its_own_pages_and_named_ones(origin: str | None, host: str, named: set[str]) -> None:
    assert is_ours(origin, host, named)


@pytest.mark.parametrize("origin", [*STRANGERS, "http://a.example:8502", "http://localhost:8501"])
def test_no_others(origin: str) -> None:
    assert not is_ours(origin, "a.example:8501", {"b.example"})


@pytest.mark.parametrize("address", ["https://a.example:8501", "a.example:8501", "a.example", "//A.example/x"])
def test_the_host_of_an_address(address: str) -> None:
    assert host_of(address) == "a.example"


@pytest.mark.parametrize("origin", [origin for origin in STRANGERS if origin])
def test_a_stranger_gets_no_session_and_may_read_no_answer(app_url: str, origin: str) -> None:
    assert apart(refused(app_url, origin=origin)) == 403
    answer = ask(app_url, "_stcore/health", Origin=origin)
    assert answer.status == 200 and answer.headers["Access-Control-Allow-Origin"] is None
