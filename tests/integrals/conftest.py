"""What the tests of integrals share: budgets that a slow or a busy machine does not run out of either."""

from __future__ import annotations

import pytest

from jacviz.integrals import result as results
from jacviz.symbolic.budget import limited

PATIENCE = 10  # times the processor's time: what a formula takes is not what these tests are about


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """More of the processor's time for each symbolic step."""
    plain = limited.__init__
    monkeypatch.setattr(limited, "__init__", lambda self, seconds: plain(self, PATIENCE * seconds))
    monkeypatch.setattr(results, "SYMBOLS", PATIENCE * results.SYMBOLS)
