"""The engine: each question once, for everybody who asks it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from jacviz.engine import Engine
from jacviz.engine.answers import Answers
from jacviz.engine.machines import place
from jacviz.explore.analysis import analyse
from jacviz.explore.inputs import Request
from tests.engine import jobs
from tests.engine.conftest import Asked, lines, local, message, wait_for

POLAR = Request("x = r cos θ\ny = r sin θ")


def test_it_answers_like_the_analysis(engine: Engine) -> None:
    answer = engine.analyse(POLAR)
    assert answer == json.loads(json.dumps(analyse(POLAR)))
    assert answer["latex"]["determinant"] == "r" and answer["shape"] == [2, 2]
    assert engine.inverse(POLAR)["ok"] is True
    wrong = engine.analyse(Request("x = tam u\ny = v"))
    assert not wrong["ok"] and wrong["error"]["position"] == 4


def test_a_hundred_people_ask_once(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "asked"
    asked = [Asked(engine.ask, jobs.count, (str(file), f"question {k % 2}")) for k in range(100)]
    assert {thread.wait()["echo"] for thread in asked} == {"question 0", "question 1"}
    assert sorted(lines(file)) == ["question 0", "question 1"]
    engine.ask(jobs.count, (str(file), "question 0"))
    assert len(lines(file)) == 2, "and nobody asks again later"


def test_what_one_person_does_to_an_answer_is_nobody_elses(engine: Engine) -> None:
    engine.ask(jobs.echo, "mine")["echo"] = "yours"
    assert engine.ask(jobs.echo, "mine") == {"ok": True, "echo": "mine"}


def test_a_newer_question_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    engine = local(30, 60, visitor=lambda: "somebody")
    first, go, file = tmp_path / "first", tmp_path / "go", tmp_path / "file"
    try:
        running = Asked(engine.ask, jobs.announce_and_wait, (str(first), str(go)))
        wait_for(first)
        waiting = [Asked(engine.ask, jobs.count, (str(file), "older"))]
        assert "newer question" in message(running.wait())
        waiting.append(Asked(engine.ask, jobs.count, (str(file), "newer")))
        assert "newer question" in message(waiting[0].wait())
        go.touch()
        assert waiting[1].wait()["echo"] == "newer"
        assert lines(file) == ["newer"], "the older one never began: of one visitor one job runs at a time"
        assert engine.ask(jobs.announce_and_wait, (str(first), str(go)))["ok"]
    finally:
        engine.close()


def test_the_same_question_again_is_not_replaced(tmp_path: Path) -> None:
    """A person who moves something else meanwhile asks again; the older wait ends, the job goes on."""
    engine = local(30, 60, visitor=lambda: "somebody")
    first, go = tmp_path / "first", tmp_path / "go"
    try:
        asked = [Asked(engine.ask, jobs.announce_and_wait, (str(first), str(go)))]
        wait_for(first)
        asked.append(Asked(engine.ask, jobs.announce_and_wait, (str(first), str(go))))
        assert "newer question" in message(asked[0].wait())
        go.touch()
        assert asked[1].wait()["ok"]
    finally:
        engine.close()


def test_a_wait_can_be_given_up(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    def checkpoint() -> None:
        if gone.exists():
            raise InterruptedError

    engine = local(0.1, 20, checkpoint=checkpoint)
    file = tmp_path / "begun"
    try:
        asked = Asked(engine.ask, jobs.compute, (str(file), ""))
        while len(lines(file)) < 2:  # it was ended in the fast lane, and goes on in the slow one
            assert asked.is_alive()
        gone.touch()
        asked.wait()
        assert isinstance(asked.error, InterruptedError)
        gone.unlink()
        assert engine.ask(jobs.echo, 1)["ok"] and not engine._jobs, "nothing is left of it"
    finally:
        engine.close()


def test_an_unexpected_error_has_a_reference(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "jacviz.engine"):
        answers = [engine.ask(jobs.fail, f"secret{k}" * 100) for k in range(3)]
    told = message(answers[0])
    reference = told.split("the reference ")[1].rstrip(".")
    assert "secret" not in told and all(message(a) == told for a in answers)
    assert len(caplog.records) == 1, "one place in our code, one entry"
    logged = caplog.records[0].getMessage()
    assert reference in logged and "Traceback" in logged and "jobs.py" in logged
    assert logged.count("secret") <= 14, "80 characters of the error's message at most"


def test_only_plain_data_leaves_a_worker(engine: Engine) -> None:
    assert "the reference" in message(engine.ask(jobs.not_plain, "x"))


def test_the_answers_kept_are_bounded(tmp_path: Path) -> None:
    file = tmp_path / "asked"
    engine = local(30, 60, answers=Answers(kept=3))
    try:
        for k in (0, 1, 2, 3, 3, 2):
            engine.ask(jobs.count, (str(file), str(k)))
        assert lines(file) == ["0", "1", "2", "3"]
        engine.ask(jobs.count, (str(file), "0"))
        assert lines(file)[-1] == "0", "the one that was asked longest ago was given up"
    finally:
        engine.close()


def test_the_room_for_answers_is_bounded() -> None:
    answers = Answers(kept=100, room=10)
    for key, text in {"a": "1234", "b": "1234", "c": "12"}.items():
        answers.put(key, text)
    assert answers.get("a") == "1234"
    answers.put("d", "1234")
    assert answers.get("b") is None and answers.get("a") and answers.get("c") and answers.get("d")
    answers.put("e", "12345678901")
    assert len(answers) == 0, "what has no room is not kept"
    answers.put("a", "1234567890")
    assert answers.get("a"), "and takes none away"


def test_the_place_is_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JACVIZ_ENGINE", "moon")
    with pytest.raises(ValueError, match="local or ray"):
        place()
