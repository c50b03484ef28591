"""A log that nobody outside can fill: of one line a few in a minute, and then how many were left out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

MOST = 5  # lines of one wording
EVERY = 60.0  # seconds
WORDINGS = 200  # that are remembered
# Who writes at the wish of whoever sends something.
LOGGERS = ("jacviz.doors", "uvicorn.error", "streamlit.web.server.starlette.starlette_websocket", "streamlit.net_util")


class Sparse(logging.Filter):
    """Lets a line of each wording pass at most so often, warnings and errors alike."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._passed: dict[str, list[float]] = {}  # when the interval began, how many passed, how many did not

    def filter(self, record: logging.LogRecord) -> bool:
        wording, now = str(record.msg), self._clock()
        begun, passed, left_out = self._passed.get(wording, (now, 0, 0))
        if now - begun >= EVERY:
            if left_out:
                record.msg, record.args = f"{record.getMessage()} ({left_out:.0f} more like this were left out.)", None
            begun, passed, left_out = now, 0, 0
        is_shown = passed < MOST
        self._passed[wording] = [begun, passed + is_shown, left_out + (not is_shown)]
        if len(self._passed) > WORDINGS:
            del self._passed[next(iter(self._passed))]
        return is_shown


def quieten() -> None:
    """Makes the loggers sparse that write at the wish of whoever sends something."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(known, Sparse) for known in logger.filters):
            logger.addFilter(Sparse())
