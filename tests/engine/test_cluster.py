"""The same engine on a Ray cluster that runs on this machine, when Ray is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

ray = pytest.importorskip("ray", reason="install ray==2.60.0 to test the engine on a cluster")

from jacviz.engine import FAST, SLOW, Engine  # noqa: E402
from jacviz.engine.cluster import RayWorkers  # noqa: E402
from jacviz.engine.machines import place  # noqa: E402
from jacviz.explore.analysis import analyse  # noqa: E402
from jacviz.explore.inputs import Request  # noqa: E402
from tests.engine import jobs  # noqa: E402
from tests.engine.conftest import Asked, lines, message  # noqa: E402

POLAR = Request("x = r cos θ\ny = r sin θ")


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """Three processors' worth of tasks; no report to anybody, no file in the home directory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_AUTH_TOKEN", os.urandom(32).hex())
        patch.delenv("RAY_ADDRESS", raising=False)
        patch.setenv("JACVIZ_ENGINE", "ray")
        ray.init(num_cpus=3, include_dashboard=False, log_to_driver=False, _node_ip_address="127.0.0.1")
        yield
        ray.shutdown()


@pytest.fixture(scope="module")
def engine(cluster: None) -> Engine:
    """What JACVIZ_ENGINE=ray makes."""
    fast, slow = place()
    assert isinstance(fast, RayWorkers) and fast.pace.workers == 2 and slow.pace.workers == 1
    made = Engine(patience=600)
    made.warm()
    return made


@pytest.fixture
def hasty(cluster: None) -> Engine:
    """Half a second by the clock, beyond what a process takes to start, then a second."""
    fast, slow = RayWorkers(replace(FAST, workers=2)), RayWorkers(SLOW)
    fast.pace, slow.pace = replace(fast.pace, clock=0.5), replace(slow.pace, clock=1.0)
    return Engine(fast, slow, patience=600)


def test_it_answers_like_the_analysis(engine: Engine) -> None:
    assert engine.analyse(POLAR)["latex"] == analyse(POLAR)["latex"]
    assert engine.inverse(POLAR)["ok"]
    assert not engine.analyse(Request("x = tam u"))["ok"]


def test_many_people_ask_once(engine: Engine, tmp_path: Path) -> None:
    asked = [Asked(engine.ask, jobs.count, (str(tmp_path / "asked"), f"question {k % 2}")) for k in range(20)]
    assert {thread.wait()["echo"] for thread in asked} == {"question 0", "question 1"}
    assert len(lines(tmp_path / "asked")) == 2


def test_what_computes_for_too_long_ends_itself(engine: Engine, tmp_path: Path) -> None:
    assert "longer than" in message(engine.ask(jobs.compute, (str(tmp_path / "x"), "")))
    assert len(lines(tmp_path / "x")) == 2


def test_what_is_stuck_is_cancelled_by_force(hasty: Engine, tmp_path: Path) -> None:
    asked = [Asked(hasty.ask, jobs.stuck_in_c, f"power {k}") for k in range(2)]
    for thread in asked:
        assert "longer than" in message(thread.wait())


def test_others_go_on(engine: Engine, tmp_path: Path) -> None:
    asked = [Asked(engine.ask, jobs.compute, (str(tmp_path / "x"), str(k))) for k in range(3)]
    assert engine.analyse(Request("x = u v\ny = u^2"))["ok"]
    for thread in asked:
        assert "longer than" in message(thread.wait())


def test_faults_and_lost_processes(engine: Engine) -> None:
    assert "the reference" in message(engine.ask(jobs.fail, "secret"))
    assert "interrupted" in message(engine.ask(jobs.end, "now"))
    assert "more memory" in message(engine.ask(jobs.eat, 1 << 40))
    assert engine.ask(jobs.echo, 1)["ok"]
