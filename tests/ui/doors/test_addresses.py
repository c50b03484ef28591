"""Every address that no page needs is shut, on the running app."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit import file_util

from jacviz.live import assets
from jacviz.live.routes import FOLDER
from jacviz.ui.doors.addresses import metrics
from jacviz.ui.navigation import PAGES
from tests.servers import App
from tests.ui.doors.asking import ask

FIRST, *OTHERS = (name for name, *_ in PAGES)
SHUT = (
    "_stcore/metrics", "_stcore/metrics?families=active_sessions", "_stcore/script-health-check",
    "_stcore/agent/openapi.json", "_stcore/agent/mcp", "_stcore/agent/interact",
    "_stcore/bidi-components/jacviz.field/x.js", "_stcore/allowed-message-origins",
    "_stcore/upload_file/session/file", "_stcore/", "_stcore", "auth/login", "auth/logout", "oauth2callback",
    "component/x/index.html", "app/static/x", "static/js/none.js", "static", "nothing", "app.py",
    "pages/networks.py", ".streamlit/config.toml", "networks/x", "networks/_stcore/health",
    "networks/_stcore/host-config", f"{FOLDER}/x", "Networks", "networks.", "%2e%2e/app.py",
    "static/..%2findex.html", "//networks", "healthz", "script-health-check", "wp-login.php",
)  # fmt: skip


@pytest.mark.parametrize("path", ["", *OTHERS])
def test_a_page_is_one_html_page_at_its_address(app_url: str, path: str) -> None:
    answer = ask(app_url, path)
    assert answer.status == 200 and "<title>jacviz</title>" in answer.text
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "please allow it" in answer.text and "agent" not in answer.text


@pytest.mark.parametrize("path", OTHERS)
def test_a_slash_at_the_end_leads_to_the_page(app_url: str, path: str) -> None:
    answer = ask(app_url, f"{path}/?map=x")
    assert answer.status in (301, 307, 308) and urlsplit(answer.headers["Location"]).path == f"/{path}"
    assert urlsplit(answer.headers["Location"]).query == "map=x"


def test_the_first_page_stands_at_the_root(app_url: str) -> None:
    answer = ask(app_url, f"{FIRST}?map=x+%3D+u")
    target = urlsplit(answer.headers["Location"])
    assert (answer.status, target.path, target.query) == (307, "/", "map=x+%3D+u")


@pytest.mark.parametrize("path", ["_stcore/health", "_stcore/host-config", "favicon.png", f"{FOLDER}/x/view.js"])
def test_what_a_page_needs_is_open(app_url: str, path: str) -> None:
    assert ask(app_url, path).status == 200


def test_every_file_of_streamlits_page_is_open(app_url: str) -> None:
    folder = Path(file_util.get_static_dir())
    files = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    assert len(files) > 100
    assert {ask(app_url, file, "HEAD").status for file in files[::10]} == {200}


@pytest.mark.parametrize("path", SHUT)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_everything_else_is_not_found(app_url: str, path: str, method: str) -> None:
    answer = ask(app_url, path, method)
    assert answer.status in (400, 404), answer.status
    assert "<html" not in answer.text


def test_the_counters_are_open_where_that_is_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not metrics()
    monkeypatch.setenv("JACVIZ_METRICS", "public")
    assert metrics()


def test_no_other_page_may_give_orders(app_url: str) -> None:
    assert json.loads(ask(app_url, "_stcore/host-config").text)["allowedOrigins"] == []


def test_the_assets_have_one_address(app_url: str) -> None:
    answer = ask(app_url, f"{FOLDER}/{assets.version()}/view.js")
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the memory as Linux shows it")
def test_uploads_leave_nothing_behind(app: App) -> None:
    """200 files of 0.9 MB, eight at a time."""
    url, body = app.url, b"x" * 900_000
    statuses: list[int] = []

    def send(numbers: Iterator[int]) -> None:
        for number in numbers:
            try:
                statuses.append(ask(url, f"_stcore/upload_file/session/{number}", "PUT", body).status)
            except ConnectionError:  # it does not wait for the body
                statuses.append(404)

    send(iter(range(8)))
    before = memory(app.pid)
    threads = [threading.Thread(target=send, args=(iter(range(k, 200, 8)),)) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) == {404} and len(statuses) == 208
    assert memory(app.pid) - before < 30 << 20


def memory(pid: int) -> int:
    """Bytes of a process that are in memory."""
    (line,) = (line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) << 10


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """The root of the app below a base path."""
    app = App()
    command = app.command
    app.command = lambda port: [*command(port), "--server.baseUrlPath", "some/where"]  # type: ignore[method-assign]
    app.health = "some/where/_stcore/health"
    yield f"{app.url}/some/where"
    app.stop()
    app.log.unlink()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 200), ("networks", 200), ("_stcore/health", 200), ("favicon.png", 200), (f"{FOLDER}/x/view.js", 200),
        (FIRST, 307), ("nothing", 404), ("_stcore/metrics", 404), ("where/networks", 404),
    ],
)  # fmt: skip
def test_below_a_base_path_all_is_as_at_the_root(below: str, path: str, status: int) -> None:
    root = urlsplit(below)
    assert ask(f"http://{root.netloc}", f"some/where/{path}").status == status
    assert ask(f"http://{root.netloc}", path).status == 404


def test_the_base_path_itself_leads_to_the_root(below: str) -> None:
    root = urlsplit(below)
    answer = ask(f"http://{root.netloc}", "some/where")
    assert answer.status in (301, 307) and urlsplit(answer.headers["Location"]).path == "/some/where/"
    page = ask(f"http://{root.netloc}", "some/where/networks").text
    assert 'BACKEND_BASE_URL: location.origin + "/some/where/"' in page
