"""Limits end what takes too long, nest, and leave nothing behind."""

from __future__ import annotations

import math
import signal
import threading
import time

import pytest

from jacviz.symbolic.budget import STEP, OverBudget, counted, limited, spend

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="POSIX only")


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def spin_and_swallow(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            spin(0.01)
        except BaseException:
            pass


def nothing_left() -> bool:
    return signal.getitimer(signal.ITIMER_REAL)[0] == 0 and signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


@pytest.fixture(autouse=True)
def clean() -> None:
    assert nothing_left()


def test_ends_in_time() -> None:
    start = time.process_time()
    with pytest.raises(OverBudget), limited(0.05):
        spin(5)
    assert time.process_time() - start < 1
    assert nothing_left()


def test_waiting_is_not_work() -> None:
    with limited(0.05):
        time.sleep(0.2)
    assert nothing_left()


def test_leaves_quick_work_alone() -> None:
    with limited(5):
        spin(0.01)
    assert nothing_left()


def test_no_except_exception_keeps_it() -> None:
    assert not issubclass(OverBudget, Exception)
    with pytest.raises(OverBudget), limited(0.05):
        try:
            spin(5)
        except Exception:
            pass


def test_rings_again_when_swallowed_once() -> None:
    start = time.process_time()
    with pytest.raises(OverBudget), limited(0.05):
        try:
            spin(5)
        except BaseException:
            spin(5)
    assert time.process_time() - start < 1


def test_an_inner_limit_gives_the_outer_one_back() -> None:
    with pytest.raises(OverBudget), limited(0.2):
        with pytest.raises(OverBudget), limited(0.02):
            spin(5)
        spin(5)
    assert nothing_left()


def test_the_outer_limit_ends_a_longer_inner_one() -> None:
    start = time.process_time()
    with pytest.raises(OverBudget), limited(0.05):
        try:
            with limited(5):
                spin(5)
        except OverBudget:
            spin(5)
    assert time.process_time() - start < 1
    assert nothing_left()


def test_many_limits_that_run_out_at_any_moment_leave_nothing() -> None:
    for i in range(300):
        try:
            with limited(1e-6 * (i % 60)):
                for _ in range(3):
                    with limited(1e-5):
                        pass
        except OverBudget:
            pass
    assert nothing_left()
    spin_and_swallow(0.1)
    assert nothing_left()


def test_keeps_the_alarm_of_others() -> None:
    rung = []
    signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with limited(5):
            pass
        spin(0.2)
        assert rung == [1]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def test_has_no_effect_in_other_threads() -> None:
    done = []

    def work() -> None:
        with limited(0.01):
            spin(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


# what is counted


def spent_within(seconds: float) -> int:
    """How many steps fit, one at a time."""
    steps = 0
    with pytest.raises(OverBudget), counted(seconds):
        while True:
            spend()
            steps += 1
    return steps


def test_counts_steps_not_seconds() -> None:
    with counted(0.01):
        spin(0.02)
    assert spent_within(100 * STEP) == 100
    assert nothing_left()


def test_without_a_limit_nothing_is_counted() -> None:
    spend(10**9)


def test_what_is_spent_inside_is_spent_outside() -> None:
    with pytest.raises(OverBudget), counted(100 * STEP):
        with counted(50 * STEP):
            spend(40)
        with counted(500 * STEP):
            spend(60)
        assert not spent_within(50 * STEP)
        spend()


def test_what_is_left_comes_back_after_an_inner_limit() -> None:
    with counted(100 * STEP):
        assert spent_within(30 * STEP) == 30
        assert spent_within(math.inf) == 100 - 31  # the step too many is one, too
    spend(1000)


def test_each_thread_counts_for_itself() -> None:
    found = []
    with counted(0.01):
        thread = threading.Thread(target=lambda: found.append(spent_within(20 * STEP)))
        thread.start()
        thread.join()
        assert spent_within(1) == 0.01 / STEP
    assert found == [20]


def test_the_clock_ends_what_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jacviz.symbolic.budget.SLOWEST", 1.0)
    with pytest.raises(OverBudget), counted(0.05):
        spin(5)
    assert nothing_left()
