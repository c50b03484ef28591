"""The fields that a person types into. All are made here, so that each keeps the rule of live/app/owned.js."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from jacviz.live import mount
from jacviz.ui.visit import Visit

LONGEST = 5000  # characters of a field; the grammar refuses a text before it is so long
LONGEST_LINE = 60  # characters of a line shown with its caret


def field(
    current: Visit,
    key: str,
    label: str,
    text: str,
    take: Callable[[str], None],
    error: dict[str, Any] | None = None,
    *,
    variant: str = "",
    longest: int = LONGEST,
    **look: Any,
) -> None:
    """A field with a text of the page's; take(text) is called with what the person types.

    error: what is wrong with the text, shown below it; variant: the page's text is a new one when this changes;
    look: rows, placeholder, hint, caption (what stands above it, if that is shorter than its label).
    """

    def typed() -> None:
        told = current.told(key, st.session_state[key].typed, str)
        if told is not None:
            take(told[:longest])

    shown = caret(error) if error else None
    owned = current.owned(key, text, variant)
    mount.field(owned, shown, key=key, on_typed=typed, label=label, longest=longest, **look)


def caret(error: dict[str, Any]) -> dict[str, Any]:
    """The line of the error, cut around its character, and the column of the caret."""
    text, position = error["text"], error["position"]
    if position is None or not text:
        return {"message": error["message"], "line": None, "column": 0}
    start = text.rfind("\n", 0, position) + 1
    line, column = text[start:].split("\n", 1)[0], position - start
    if column > LONGEST_LINE // 2:
        cut = column - LONGEST_LINE // 2
        line, column = "…" + line[cut + 1 :], column - cut
    shown = "".join(c if c.isprintable() else "·" for c in line[:LONGEST_LINE])
    return {"message": error["message"], "line": shown, "column": column}
