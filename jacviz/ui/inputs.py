"""The fields of a room: the mapping, its variables, ranges and parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jacviz.explore.gallery import by_id, gallery
from jacviz.ui.fields import caret, field
from jacviz.ui.markdown import literal
from jacviz.ui.numbers import typed
from jacviz.ui.session import Session, of_entry
from jacviz.ui.visit import Visit, complain

PLACEHOLDER = "x = r cos θ\ny = r sin θ"


def mapping(current: Session, error: dict[str, Any] | None) -> None:
    """The field of several lines, two of them for a composition; an error that stands in one is shown with a caret."""
    with st.container():
        complain(current)
    _examples(current)
    if "chain" in current.room.scenes:
        _mapping(current, error, "mapping", "text", "f: first")
        _mapping(current, error, "outer", "outer", "g: then, of what f gives")
    else:
        _mapping(current, error, "mapping", "text", "Mapping")


def _mapping(current: Session, error: dict[str, Any] | None, place: str, attribute: str, label: str) -> None:
    text, take = getattr(current.resting, attribute), partial(current.type, attribute)
    wrong = error if error and error["place"] == place else None
    field(current, current.key(place), label, text, take, wrong, rows=2, placeholder=PLACEHOLDER)


def _examples(current: Session) -> None:
    """The entries of the gallery that belong into a room, where the gallery's pictures are not at hand."""
    if current.room.says:
        st.caption(current.room.says)
    if current.room.page == "explore":
        return
    here = [entry for entry in gallery() if entry.scene in current.room.scenes]
    texts = (current.resting.text.strip(), current.resting.outer.strip())
    shown = next((entry.id for entry in here if (entry.text, entry.outer) == texts), None)
    titles = {entry.id: entry.title for entry in here}
    examples(current, current.key("example"), titles, shown, lambda id: current.open(of_entry(by_id(id))))


def examples(
    current: Visit, key: str, titles: dict[str, str], shown: str | None, choose: Callable[[str], None]
) -> None:
    """A choice among named examples, of which one may be what is shown."""
    # A box that showed another example would go on naming it: for each there is one of its own.
    key = f"{key}.{current.version}.{shown}"

    def take(id: str | None) -> None:
        if id in titles:  # not when the person takes a choice back before the page has followed it
            choose(id)

    st.selectbox(
        "Examples",
        titles,
        index=list(titles).index(shown) if shown else None,
        format_func=titles.__getitem__,
        placeholder="Your own",
        key=key,
        on_change=current.box(key, shown, take),
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
        for definition in analysis["latex"].get("definitions", ()):
            st.latex(definition)
        _roles(current, analysis)
    for k, note in enumerate(analysis["reading"]["notes"]):
        st.text(f"Note: {note['text']}")
        if edit := note["instead"]:
            _edit(current, f"note.{k}", edit, literal(edit["label"]), "Read it so instead", icon=":material/undo:")


def _roles(current: Session, analysis: dict[str, Any]) -> None:
    """One quiet line that says what varies and what is held; a click on a symbol gives it the other role."""
    reading = analysis["reading"]
    edits = {edit["symbol"]: edit for edit in reading["exchanges"]}
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=current.key("roles")):
        for role, reasons in (("variables", reading["reasons"]), ("parameters", {})):
            symbols = analysis[role]
            if symbols:
                st.caption(role if len(symbols) > 1 else role.removesuffix("s"), width="content")
            for symbol in symbols:
                edit, reason = edits.get(symbol["name"]), reasons.get(symbol["name"], "")
                if edit:
                    said = f"{edit['label']}{reason and f' ({reason})'}"
                    _edit(current, f"role.{symbol['name']}", edit, literal(symbol["label"]), said)
                else:
                    st.caption(f"**{literal(symbol['label'])}**", width="content", help=literal(reason) or None)


def _edit(current: Session, name: str, edit: dict[str, str], label: str, hint: str, icon: str | None = None) -> None:
    """A button that says by one click what the text would otherwise have to."""
    key, arguments = current.key(name), (edit["field"], edit["text"])
    st.button(label, key=key, help=literal(hint), on_click=current.put, args=arguments, type="tertiary", icon=icon)


def ranges(current: Session, analysis: dict[str, Any], error: dict[str, Any] | None) -> None:
    """The variables and their order, a range for each, and a value and a range for each parameter."""
    place = error["place"] if error else "mapping"
    with fold("Variables, ranges and parameters", current.key("fields"), opens=place not in ("mapping", "outer")):
        _variables(current, analysis, error if place == "variables" else None)
        for symbol in analysis["variables"]:
            low, high = analysis["ranges"][symbol["name"]]
            wrong = error if place == symbol["name"] else None
            _row(current, "ranges", symbol, ("from", "to"), (low, high), wrong)
        for symbol in analysis["parameters"]:
            low, high = analysis["parameter_ranges"][symbol["name"]]
            value = analysis["parameter_values"][symbol["name"]]
            wrong = error if place == symbol["name"] else None
            _row(current, "parameters", symbol, ("starts at", "from", "to"), (value, low, high), wrong)
        st.caption("Numbers may be typed as 2π, -pi/4 or √2.")


def fold(label: str, key: str, *, opens: bool, icon: str | None = None) -> DeltaGenerator:
    """A fold that the page opens when there is something to see, and that only the person closes.

    A fold that is drawn anew with other arguments would take what is being typed in it out of the hand.
    """
    if opens and not st.session_state.get(key):
        st.session_state[key] = True
    return st.expander(label, key=key, icon=icon, on_change="rerun")


def _variables(current: Session, analysis: dict[str, Any], error: dict[str, Any] | None) -> None:
    is_own = bool(current.resting.variables) or current.has_own_variables
    read = ", ".join(symbol["label"] for symbol in analysis["variables"])

    def take(text: str) -> None:
        current.begin("variables")
        current.resting.variables = text
        current.has_own_variables = True

    field(
        current,
        current.key("variables"),
        "Variables, in the order of the columns of J",
        current.resting.variables if is_own else read,
        take,
        error,
        # What was inferred follows the formula, what was typed stays.
        variant="" if is_own else read,
        longest=200,
        placeholder=read,
        hint="What is not named here is a parameter. Cleared, the variables are inferred from the formula.",
    )


def _row(
    current: Session,
    kind: str,
    symbol: dict[str, str],
    ends: tuple[str, ...],
    values: tuple[float, ...],
    error: dict[str, Any] | None,
) -> None:
    """A field for each number of one symbol; what the person typed stays as it was typed."""
    name = symbol["name"]
    stored = getattr(current.resting, kind)
    texts = tuple(t or typed(w) for t, w in zip(stored.get(name, ("",) * len(ends)), values, strict=True))

    def take(k: int, text: str) -> None:
        current.begin(f"{kind}.{name}")
        now = stored.get(name, texts)
        stored[name] = (*now[:k], text, *now[k + 1 :])
        current.resting.view.pop("parameters", None)
        current.resting.view.pop("frozen", None)

    for k, (column, end, text) in enumerate(zip(st.columns(len(ends)), ends, texts, strict=True)):
        with column:
            key = current.key(f"{kind}.{name}.{end}")
            field(current, key, f"{symbol['label']} {end}", text, partial(take, k), longest=60)
    with st.container():
        if error:
            tell(error)


def tell(error: dict[str, Any]) -> None:
    """What is wrong with a row of fields, below it."""
    shown = caret(error)
    if shown["line"]:
        st.code(f"{shown['line']}\n{' ' * shown['column']}▲", language=None)
    st.text(shown["message"])
