"""The fields of a room: the mapping, its variables, ranges and parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from jacviz.gallery import by_id, gallery
from jacviz.live import mount
from jacviz.ui.numbers import typed
from jacviz.ui.session import Session, of_entry
from jacviz.ui.visit import complain

LONGEST = 6000  # characters kept of what a browser sends; the grammar refuses a text before it is so long
LONGEST_LINE = 60  # characters of a line shown with its caret


def mapping(current: Session, error: dict[str, Any] | None) -> None:
    """The field of several lines, two of them for a composition; an error that stands in one is shown with a caret."""
    complain(current)
    _examples(current)
    if "chain" in current.room.scenes:
        _field(current, error, "mapping", "text", "f: first")
        _field(current, error, "outer", "outer", "g: then, of what f gives")
    else:
        _field(current, error, "mapping", "text", "Mapping")


def _field(current: Session, error: dict[str, Any] | None, place: str, attribute: str, label: str) -> None:
    key = current.key(place)

    def changed() -> None:
        text = st.session_state[key].text
        if isinstance(text, str) and text != getattr(current.resting, attribute):
            current.type(attribute, text[:LONGEST])

    shown = caret(error) if error and error["place"] == place else None
    text = getattr(current.resting, attribute)
    mount.mapping_field(text, shown, current.version, label=label, key=key, on_text=changed)


def _examples(current: Session) -> None:
    """The entries of the gallery that belong into a room, where the gallery's pictures are not at hand."""
    if current.room.says:
        st.caption(current.room.says)
    if current.room.page == "explore":
        return
    here = [entry for entry in gallery() if entry.scene in current.room.scenes]
    shown = next((entry.id for entry in here if entry.text == current.resting.text.strip()), None)
    titles = {entry.id: entry.title for entry in here}
    examples(current.key(f"example.{current.version}"), titles, shown, lambda id: current.open(of_entry(by_id(id))))


def examples(key: str, titles: dict[str, str], shown: str | None, choose: Callable[[str], None]) -> None:
    """A choice among named examples, of which one may be what is shown."""

    def chosen() -> None:
        if (id := st.session_state[key]) in titles:
            choose(id)

    st.selectbox(
        "Examples",
        titles,
        index=list(titles).index(shown) if shown else None,
        format_func=titles.__getitem__,
        placeholder="Your own",
        key=key,
        on_change=chosen,
    )


def notes(current: Session, analysis: dict[str, Any], *, stale: bool) -> None:
    """How the text was understood, in LaTeX, and the choices that were made."""
    if stale:
        st.caption("The picture and the formulas below show the last mapping that could be read:")
    if analysis["chain"]:
        st.latex(analysis["chain"]["f"])
        st.latex(analysis["chain"]["g"])
    else:
        st.latex(analysis["latex"]["mapping"])
    for note in analysis["notes"]:
        st.text(f"Note: {note}")


def ranges(current: Session, analysis: dict[str, Any], error: dict[str, Any] | None) -> None:
    """The variables and their order, a range for each, and a value and a range for each parameter."""
    place = error["place"] if error else "mapping"
    # And it stays so: a corrected field must not vanish under the hand.
    current.unfolded |= place not in ("mapping", "outer")
    with st.expander("Variables, ranges and parameters", expanded=current.unfolded):
        _variables(current, analysis)
        if place == "variables" and error:
            tell(error)
        for symbol in analysis["variables"]:
            low, high = analysis["ranges"][symbol["name"]]
            _row(current, "ranges", symbol, ("from", "to"), (low, high))
            if error and place == symbol["name"]:
                tell(error)
        for symbol in analysis["parameters"]:
            low, high = analysis["parameter_ranges"][symbol["name"]]
            value = analysis["parameter_values"][symbol["name"]]
            _row(current, "parameters", symbol, ("starts at", "from", "to"), (value, low, high))
            if error and place == symbol["name"]:
                tell(error)
        st.caption("Numbers may be typed as 2π, -pi/4 or √2.")


def _variables(current: Session, analysis: dict[str, Any]) -> None:
    given = current.resting.variables
    read = ", ".join(symbol["label"] for symbol in analysis["variables"])
    # What was inferred follows the formula, what was typed stays: each under a key of its own.
    key = current.key(f"variables.{current.version}.{'typed' if given else read}")

    def changed() -> None:
        current.resting.variables = st.session_state[key]
        current.has_own_variables = True

    st.text_input(
        "Variables, in the order of the columns of J",
        value=given or read,
        key=key,
        on_change=changed,
        max_chars=200,
        help="What is not named here is a parameter. Cleared, the variables are inferred from the formula.",
    )


def _row(current: Session, kind: str, symbol: dict[str, str], ends: tuple[str, ...], values: tuple[float, ...]) -> None:
    """A text field for each number of one symbol; what the person typed stays as it was typed."""
    name = symbol["name"]
    stored = getattr(current.resting, kind)
    texts = tuple(t or typed(w) for t, w in zip(stored.get(name, ("",) * len(ends)), values, strict=True))
    keys = [current.key(f"{kind}.{name}.{end}.{current.version}") for end in ends]

    def changed() -> None:
        stored[name] = tuple(st.session_state[key] for key in keys)
        current.resting.view.pop("parameters", None)
        current.resting.view.pop("frozen", None)

    for column, end, text, key in zip(st.columns(len(ends)), ends, texts, keys, strict=True):
        column.text_input(
            f"{symbol['label']} {end}", value=text, key=key, on_change=changed, max_chars=60, live="400ms"
        )


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


def tell(error: dict[str, Any]) -> None:
    """What is wrong with a field that has no caret of its own."""
    shown = caret(error)
    if shown["line"]:
        st.code(f"{shown['line']}\n{' ' * shown['column']}▲", language=None)
    st.text(shown["message"])
