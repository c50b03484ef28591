"""The wheel serves: built, installed where the checkout is not seen, started by its command, asked for each page."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from jacviz.ui.navigation import PAGES
from tests.apart import apart
from tests.benchmarks.visitor import of_app
from tests.servers import ROOT, App

FIRST, *OTHERS = (name for name, *_ in PAGES)
NO_CODE = {".pyc", ".pyo"}
FROM_THE_TOP = {"app.py", ".streamlit/config.toml", *(f"pages/{file}" for _, file, *_ in PAGES)}


class Installed(App):
    """The command `jacviz` of an environment, called in some other folder."""

    def __init__(self, environment: Path, folder: Path) -> None:
        super().__init__(folder=folder)
        self.program = environment / "bin" / "jacviz"

    def command(self, port: int) -> list[str]:
        return [str(self.program), "--port", str(port), "--address", "127.0.0.1", "--no-browser"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the wheel, and sees the packages of this one."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    python = folder / "bin" / "python"
    packages = Path(run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (packages / "these.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    return folder


@pytest.fixture(scope="module")
def server(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    app = Installed(environment, tmp_path_factory.mktemp("elsewhere"))
    yield app
    app.stop()
    app.log.unlink()


def pip(*arguments: str) -> None:
    run(sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)


def run(*command: str, folder: Path = ROOT) -> str:
    """What a program prints; AssertionError with what it complains of."""
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_it_holds_the_whole_package(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = [file for file in (ROOT / "jacviz").rglob("*") if file.is_file() and file.suffix not in NO_CODE]
    package = {file.relative_to(ROOT).as_posix() for file in files}
    assert held == package | {f"jacviz/site/{name}" for name in FROM_THE_TOP}
    assert {"jacviz/py.typed", "jacviz/ui/page.css", "jacviz/live/live.css", "jacviz/explore/gallery.toml"} <= held


def test_its_command_explains_itself(environment: Path, tmp_path: Path) -> None:
    said = run(str(environment / "bin" / "jacviz"), "--help", folder=tmp_path)
    assert all(option in said for option in ("--port", "--address", "--no-browser", "Streamlit"))


def test_without_streamlit_it_says_what_to_install(environment: Path, tmp_path: Path) -> None:
    program = "import sys; sys.modules['streamlit'] = None; from jacviz.__main__ import main; print(main([]))"
    said = run(str(environment / "bin" / "python"), "-c", program, folder=tmp_path)
    assert 'pip install "jacviz[app]"' in said


@pytest.mark.parametrize("page", ["", *OTHERS])
def test_it_serves_each_page(server: App, page: str) -> None:
    with urllib.request.urlopen(f"{server.url}/{page}") as answer:
        assert answer.status == 200 and b"<title>jacviz</title>" in answer.read()
    complaint, html = apart(shown(server.url, page))
    assert not complaint, server.new_log()
    assert "<style>" in html, "page.css belongs to it"


def test_it_has_its_configuration_wherever_it_is_called(server: App) -> None:
    with urllib.request.urlopen(f"{server.url}/_stcore/host-config") as answer:
        assert b'"allowedOrigins":[]' in answer.read()


async def shown(url: str, page: str) -> tuple[bool, str]:
    """Whether a page complains, and the HTML that it writes."""
    written: list[str] = []
    visitor = of_app(url)
    visitor.name, note = page, visitor.note
    visitor.note = lambda element: (written.append(element.html.body), note(element))  # type: ignore[assignment]
    await visitor.enter()
    await visitor.leave()
    return visitor.has_complaint, "".join(written)
