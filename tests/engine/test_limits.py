"""What a question may cost, and that it costs nobody else anything."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jacviz.engine import Engine
from jacviz.explore.inputs import Request
from tests.engine import jobs
from tests.engine.conftest import Asked, lines, local, message, wait_for
from tests.servers import ROOT

POLAR = Request("x = r cos θ\ny = r sin θ")


def dense(n: int, function: str, term: str) -> str:
    """As many components as variables, each of them in all the variables."""
    sums = ("+".join(term.format(i=i, j=j, k=(j + 1) % n, c=i * j + i + 2) for j in range(n)) for i in range(n))
    return ",".join(f"{function}({s})" for s in sums)


# All of these pass the parser, and would take from seconds to hours.
MONSTERS = {
    "seven exponentials": dense(7, "exp", "{c} x{j} x{k}"),
    "ten exponentials": dense(10, "exp", "{c} x{j} x{k}"),
    "twelve linear": dense(12, "", "{c} x{j}"),
    "six by six parameters": dense(6, "", "a{i}{j} x{j}^2"),
    "many terms": "+".join(f"sin({i} x + {i + 1} y)^{i % 5 + 2} cos({i} x y)" for i in range(1, 60)) + ", x y",
    "tangents": "tan(x)tan(y)tan(x+y)tan(x-y)tan(2x+y), tan(x y)tan(x)^9 tan(y)^9",
    "complex": "sin(cos(tan(z)))",
    "quotient": "((x+y)/(x-y)+(x-y)/(x+y))^20/((x y+1)^20+(x-1)^20), 1/((x+y)^30+(x-y)^30+1/(x+y))",
    "towers": "x^y^x^y^x, y^x^y^x^y",
    "roots": "sqrt(x+sqrt(y+sqrt(x+sqrt(y+sqrt(x))))), sqrt(y+sqrt(x+sqrt(y+sqrt(x+sqrt(y)))))",
}


REFUSALS = ("shorter formula", "no inverse", "Try again", "too many products")


@pytest.mark.parametrize("text", MONSTERS.values(), ids=MONSTERS.keys())
def test_a_monster_is_answered_or_refused(hasty: Engine, text: str) -> None:
    asked = [Asked(hasty.analyse, Request(text)), Asked(hasty.inverse, Request(text))]
    for thread in asked:
        answer = thread.wait()
        assert answer["ok"] or any(w in message(answer) for w in REFUSALS)
    assert hasty.analyse(POLAR)["ok"]


def test_an_endless_question_is_ended_and_remembered(tmp_path: Path) -> None:
    engine = local(0.5, 600)
    file = tmp_path / "begun"
    try:
        for _ in range(3):
            told = message(engine.ask(jobs.compute, (str(file), "for ever")))
            assert "longer than 1 second " in told and "shorter" in told, "it says what to do"
        assert len(lines(file)) == 2, "once in each lane, and never again"
    finally:
        engine.close()


def test_what_had_no_processor_may_try_again(hasty: Engine, tmp_path: Path) -> None:
    """The clock says nothing about the formula: perhaps the machine was busy with others."""
    file = tmp_path / "begun"
    for _ in range(2):
        assert "Try again" in message(hasty.ask(jobs.hang, (str(file), "idle")))
    assert len(lines(file)) == 2, "and the slow lane would have even less"


def test_the_processor_decides_and_not_the_clock(tmp_path: Path) -> None:
    engine = local(0.2, 600)
    file = tmp_path / "nice"
    try:
        assert "longer than" in message(engine.ask(jobs.compute, (str(file), "")))
        fast, slow = map(int, lines(file))
        assert slow == fast + 5, "the slow lane yields to everything else"
        assert engine.ask(jobs.count, (str(file), "idle"))["ok"]
    finally:
        engine.close()


def test_others_go_on_while_questions_hang(hasty: Engine, tmp_path: Path) -> None:
    """Four hanging questions on two workers: each is ended, and an honest one is answered."""
    asked = [Asked(hasty.ask, jobs.hang, (str(tmp_path / "x"), str(k))) for k in range(4)]
    assert hasty.ask(jobs.count, (str(tmp_path / "y"), "honest"))["echo"] == "honest"
    for thread in asked:
        assert "Try again" in message(thread.wait())
    assert len(lines(tmp_path / "x")) == 4


def test_who_used_too_much_asks_in_the_slow_lane(tmp_path: Path) -> None:
    who, file = ["greedy"], tmp_path / "nice"
    engine = local(0.2, 600, visitor=lambda: who[0])
    try:
        for name in ("a", "b"):
            assert "longer than" in message(engine.ask(jobs.compute, (str(file), name)))
        assert engine.ask(jobs.priority, "short") == {"ok": True, "nice": 5}, "answers are given there too"
        who[0] = "modest"
        assert "longer than" in message(engine.ask(jobs.compute, (str(file), "c")))
        assert lines(file) == ["0", "5", "5", "0", "5"], "the second question of the greedy one spares the fast lane"
        who[0] = "newcomer"
        assert engine.ask(jobs.priority, "now") == {"ok": True, "nice": 0}
        assert engine.ask(jobs.priority, "later", is_patient=True) == {"ok": True, "nice": 5}
    finally:
        engine.close()


def test_a_question_that_is_deaf_to_python_is_ended(hasty: Engine) -> None:
    assert not hasty.ask(jobs.stuck_in_c, "power")["ok"]
    assert hasty.analyse(POLAR)["ok"]


def test_a_hungry_question_is_refused(engine: Engine) -> None:
    assert "more memory" in message(engine.ask(jobs.eat, 1 << 40))
    assert "more memory" in message(engine.ask(jobs.eat, 3 << 29))
    assert engine.ask(jobs.eat, 1 << 20) == {"ok": True, "size": 1 << 20}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the address space has no limit that holds")
@pytest.mark.parametrize("megabytes", [700, 850, 1000])
def test_within_a_limit_of_the_server_formulas_are_worked_out_and_what_is_too_large_says_so(megabytes: int) -> None:
    """No process may raise its own hard limit: the workers take what is left below it."""
    command = [sys.executable, "-m", "tests.engine.narrow", str(megabytes)]
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # each takes address space for itself
    ran = subprocess.run(command, cwd=ROOT, env=one_thread, capture_output=True, text=True, timeout=120)
    (polar, large), limits = json.loads(ran.stdout)
    assert polar["ok"], polar
    assert limits == [megabytes << 20] * 2
    room = re.search(r"more memory than the (\d+) MB that this server has", message(large))
    assert room and 0 < int(room[1]) < megabytes
    assert "Traceback" not in ran.stderr


def test_an_endless_answer_is_refused(engine: Engine) -> None:
    assert "shorter" in message(engine.ask(jobs.talk, 1 << 21))


def test_a_killed_worker_costs_only_its_own_job(engine: Engine, tmp_path: Path) -> None:
    victim, survivor, go = tmp_path / "victim", tmp_path / "survivor", tmp_path / "go"
    asked = [Asked(engine.ask, jobs.announce_and_wait, (str(who), str(go))) for who in (victim, survivor)]
    pid, other = int(wait_for(victim)), int(wait_for(survivor))
    assert pid != other
    os.kill(pid, signal.SIGKILL)
    assert "interrupted" in message(asked[0].wait())
    go.touch()
    assert asked[1].wait() == {"ok": True, "worker": other}
    again = engine.ask(jobs.announce_and_wait, (str(victim), str(go)))
    assert again["ok"] and again["worker"] != pid, "the same question is answered the next time"


def test_a_worker_that_ends_itself(engine: Engine) -> None:
    assert message(engine.ask(jobs.end, "now"))
    assert engine.analyse(POLAR)["ok"]


def test_idle_workers_that_are_killed_are_replaced(tmp_path: Path) -> None:
    """The kernel, short of memory, may end them at any time."""
    engine = local(30, 60)
    file = tmp_path / "x"
    try:
        for round in range(4):
            asked = [Asked(engine.ask, jobs.count, (str(file), f"{round} {k}")) for k in range(2)]
            answers = [thread.wait() for thread in asked]
            assert all(a["ok"] or "interrupted" in message(a) for a in answers)
            for pid in {a["worker"] for a in answers if a["ok"]}:
                os.kill(pid, signal.SIGKILL)
        assert engine.ask(jobs.echo, 1) == {"ok": True, "echo": 1} or engine.ask(jobs.echo, 1)["ok"]
    finally:
        engine.close()
