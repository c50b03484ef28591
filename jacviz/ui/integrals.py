"""The fields, the picture, both sides and the steps of the Change of variables page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jacviz.integrals import examples as worked
from jacviz.live import mount
from jacviz.ui import inputs, view
from jacviz.ui.integral_session import ROWS, IntegralSession, session
from jacviz.ui.markdown import literal
from jacviz.ui.visit import complain

BadgeColor = Literal["red", "orange", "green", "violet", "gray"]

VIEW = "integrals.view"
ASKED = "integrals.asked"  # the problem that was asked last, without a person's own answer
OPENED = "integrals.opened"  # whether the answer's panel was ever in use
# Of each verdict the words, the icon and the colour of its badge: green for what is sure, and for nothing else.
BADGES: dict[str, tuple[str, str, BadgeColor]] = {
    "agrees": ("both sides agree", "check", "green"),
    "differs": ("the sides differ", "warning", "orange"),
    "not comparable": ("not comparable", "question_mark", "gray"),
    "diverges": ("diverges", "trending_up", "red"),
    "conditionally convergent": ("conditionally convergent", "waves", "violet"),
    "undefined on a part of the region": ("undefined on a part of the region", "block", "red"),
    "not resolved": ("not resolved", "blur_on", "orange"),
}
DIAGNOSES = {
    "right": "This is right.",
    "unknown": "This is none of the numbers that the usual mistakes give.",
    "valueless": "This integral has no value that an answer could be compared with.",
}


def show() -> None:
    """The problem on the left; its picture, both sides and the steps on the right."""
    current = session()
    fields, picture = st.columns([3, 8], gap="medium")
    with picture:
        said = st.empty()
        _while_working(current, said)
    error = current.analyse()
    answer = current.good
    with fields:
        _fields(current, error)
    if answer is None or not answer["ok"]:  # not even the first example could be worked out: the server is busy
        current.good = None
        said.empty()
        current.write_link()
        return
    with picture:
        _say(current, said, error)
        _both_sides(answer, is_stale=bool(error))
        _live(current, answer["payload"])
        _mistakes(current, answer, error)
        _steps(answer)
    current.write_link()


def _while_working(current: IntegralSession, said: DeltaGenerator) -> None:
    """While a new problem is worked out, what stands below is that of the one before: by this key page.css dims it."""
    question = replace(current.request(), answer="")
    if st.session_state.setdefault(ASKED, question) != question:
        said.container(key="stale-while-working").caption("Working it out ...")
    st.session_state[ASKED] = question


def _say(current: IntegralSession, said: DeltaGenerator, error: dict[str, Any] | None) -> None:
    """What is shown below: the worked example by its name, or the problem before one that cannot be worked out."""
    if error:
        said.container(key="stale-for-an-error").caption(
            "The picture and the numbers below belong to the last problem that could be worked out."
        )
    elif current.example:
        said.caption(f"**{literal(current.example.title)}.** {literal(current.example.look)}")
    else:
        said.empty()


def _fields(current: IntegralSession, error: dict[str, Any] | None) -> None:
    complain(current)
    _examples(current)
    _area(current, error, "integrand", "Integrand")
    ways = {False: "New to old", True: "Old to new"}
    _way(current, "is_inverse", "Variables given as", ways)
    if current.is_inverse:
        _area(current, error, "inverse", "New variables")
    else:
        _area(current, error, "mapping", "Mapping")
    _way(current, "is_region", "Region given by", {False: "Limits", True: "Inequalities"})
    if current.is_region:
        _area(current, error, "region", "Region")
    else:
        _limits(current, error)
    places = ("integrand", "mapping", "inverse", "region")
    if error and error["place"] not in places:
        inputs.tell(error)


def _examples(current: IntegralSession) -> None:
    titles = {example.id: f"{example.group}: {example.title}" for example in worked.examples()}
    shown = current.example
    key = f"integrals.example.{current.version}"
    inputs.examples(key, titles, shown.id if shown else None, lambda id: current.open(worked.by_id(id)))


def _area(current: IntegralSession, error: dict[str, Any] | None, name: str, label: str) -> None:
    key = f"integrals.{name}"

    def changed() -> None:
        text = st.session_state[key].text
        if isinstance(text, str):
            setattr(current, name, text[: inputs.LONGEST])
            current.complaints = []

    shown = inputs.caret(error) if error and error["place"] == name else None
    mount.mapping_field(getattr(current, name), shown, current.version, label=label, key=key, on_text=changed)


def _way(current: IntegralSession, name: str, label: str, ways: dict[bool, str]) -> None:
    key = f"integrals.{name}.{current.version}"

    def changed() -> None:
        setattr(current, name, st.session_state[key])

    st.segmented_control(
        label, list(ways), format_func=ways.__getitem__, default=getattr(current, name), required=True, key=key,
        on_change=changed,
    )  # fmt: skip


def _limits(current: IntegralSession, error: dict[str, Any] | None) -> None:
    """A row for each variable, the outermost first."""
    st.caption("Outermost integral first; ∞ and the outer variables may stand in a limit.")
    given = current.inverse if current.is_inverse else current.mapping
    wanted = min(ROWS, max(len(current.limits), len([line for line in given.splitlines() if line.strip()])))
    current.limits += [("", "", "")] * (wanted - len(current.limits))
    for k in range(wanted):
        keys = [f"integrals.limits.{k}.{part}.{current.version}" for part in ("variable", "low", "high")]

        def changed(k: int = k, keys: tuple[str, ...] = tuple(keys)) -> None:
            name, low, high = (st.session_state[key] for key in keys)
            current.limits[k] = (name, low, high)

        labels = ("Variable", "from", "to")
        for column, label, text, key in zip(st.columns([2, 3, 3]), labels, current.limits[k], keys, strict=True):
            column.text_input(
                f"{label} {k + 1}", value=text, key=key, on_change=changed, max_chars=120, live="400ms",
                label_visibility="visible" if k == 0 else "collapsed",
            )  # fmt: skip


def _both_sides(answer: dict[str, Any], *, is_stale: bool) -> None:
    """The value, and the two sides that were computed without knowing of each other; no claim of what is stale."""
    exact, value, image = st.columns(3)
    with exact:
        st.caption("Value")
        st.latex(answer["exact"] or _number(answer["value"]))
    with value:
        st.caption("Over the new variables, with |det J|")
        st.latex(_with_error(answer["with_multiplicity"], answer["domain_error"]))
    with image:
        st.caption("Over the image, without the mapping")
        st.latex(_with_error(answer["over_image"], answer["over_image_error"]))
    if not is_stale:
        _verdict(answer)


def _verdict(answer: dict[str, Any]) -> None:
    """What may be said of the two sides, as a badge and in a sentence, and what else there is to know."""
    kind, sentence, multiplicity = answer["verdict"]["kind"], answer["verdict"]["sentence"], answer["multiplicity"]
    with st.container(horizontal=True, gap="xsmall"):
        label, icon, color = BADGES[kind]
        counted = ", each point counted once" if kind == "agrees" and multiplicity > 1 else ""
        st.badge(label + counted, icon=f":material/{icon}:", color=color)
        if multiplicity > 1:
            st.badge(f"covered up to {multiplicity} times", icon=":material/layers:", color="orange")
    st.text(sentence)
    for note in answer["notes"]:
        st.text(f"Note: {note}")
    if multiplicity > 1 and answer["value"] is not None:
        st.text(
            "The mapping is not one-to-one on this region: the integral over the new variables counts each point of "
            f"the image as often as it is covered ({_plain(answer['with_multiplicity'])}), the integral over the image "
            f"counts it once ({_plain(answer['value'])})."
        )


def _live(current: IntegralSession, payload: dict[str, Any] | None) -> None:
    if payload is None:
        st.info("There is no picture for this problem: its limits in the new variables are not known.")
    else:
        view.show(payload, current.view, current, current.rest, key=VIEW, title="A change of variables")


def _mistakes(current: IntegralSession, answer: dict[str, Any], error: dict[str, Any] | None) -> None:
    """The numbers that the usual mistakes give, and the one behind a student's own answer."""
    # Once there was an answer the panel stays open: it must not fold under the hand that clears the field.
    opened = st.session_state[OPENED] = st.session_state.get(OPENED, False) or bool(current.own_answer)
    with st.expander("What went wrong?", icon=":material/troubleshoot:", expanded=opened):
        key = f"integrals.answer.{current.version}"

        def changed() -> None:
            current.own_answer = st.session_state[key]

        st.text_input(
            "Your answer", value=current.own_answer, key=key, on_change=changed, max_chars=120,
            placeholder="a number or a formula",
        )  # fmt: skip
        if not error and answer["answer_error"]:
            inputs.tell(answer["answer_error"])
        elif not error and answer["diagnosis"]:
            st.text(_diagnosis(answer["diagnosis"]))
        for name, value in answer["mistakes"].items():
            st.text(f"{_plain(value)}:  {name}")


def _diagnosis(found: str) -> str:
    return DIAGNOSES.get(found, f"This number comes out for one who {found}.")


def _steps(answer: dict[str, Any]) -> None:
    """The solution as one writes it; each step may be hidden, to be predicted first."""
    hide = st.toggle("Predict, then reveal: hide the steps", key="integrals.hide")
    for number, step in enumerate(answer["steps"], 1):
        with st.expander(f"{number}. {literal(step['caption'])}", expanded=not hide):
            st.latex(step["latex"])


def _with_error(value: float | None, error: float | None) -> str:
    return _number(value) if value is None else rf"{_number(value)} \pm {_number(error, 1)}"


def _number(value: float | None, digits: int = 8) -> str:
    if value is None:
        return r"\text{none}"
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _plain(value: float | None) -> str:
    return "none" if value is None else f"{value:.6g}".replace("-", "−")
