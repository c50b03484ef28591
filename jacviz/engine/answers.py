"""Answers that were given, as many as there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

KEPT = 2_000  # answers
ROOM = 64 << 20  # characters of all of them


class Answers:
    """The most recently used answers, those that ran out of time included. Not safe for several threads by itself."""

    def __init__(self, kept: int = KEPT, room: int = ROOM) -> None:
        self.kept, self.room = kept, room
        self._size = 0
        self._texts: OrderedDict[Hashable, str] = OrderedDict()

    def __len__(self) -> int:
        return len(self._texts)

    def get(self, key: Hashable) -> str | None:
        """The answer, which counts as used now."""
        if key in self._texts:
            self._texts.move_to_end(key)
        return self._texts.get(key)

    def put(self, key: Hashable, text: str) -> None:
        """Keeps an answer; those that were not used for longest make room."""
        self._size += len(text) - len(self._texts.get(key, ""))
        self._texts[key] = text
        self._texts.move_to_end(key)
        while len(self._texts) > self.kept or self._size > self.room:
            self._size -= len(self._texts.popitem(last=False)[1])
