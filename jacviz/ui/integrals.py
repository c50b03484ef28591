"""The fields, the picture, both sides and the steps of the Change of variables page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jacviz.integrals import examples as worked
from jacviz.live.handout import number_latex, of_integral, value_latex
from jacviz.ui import inputs, view
from jacviz.ui.fields import field
from jacviz.ui.integral_session import ROWS, IntegralSession, session
from jacviz.ui.markdown import literal
from jacviz.ui.navigation import entitle
from jacviz.ui.visit import complain

BadgeColor = Literal["red", "orange", "green", "violet", "gray"]

VIEW = "integrals.view"
ASKED = "integrals.asked"  # the problem that was asked last, without a person's own answer
TROUBLE = ":material/troubleshoot:"
# Of each verdict the icon and the colour of its badge: green for what is sure, and for nothing else.
BADGES: dict[str, tuple[str, BadgeColor]] = {
    "both sides agree": ("check", "green"),
    "the sides differ": ("warning", "orange"),
    "not comparable": ("question_mark", "gray"),
    "diverges": ("trending_up", "red"),
    "conditionally convergent": ("waves", "violet"),
    "undefined on a part of the region": ("block", "red"),
    "not resolved": ("blur_on", "orange"),
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
        with st.container(key="said"):
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
        _say(said, error)
        _both_sides(answer, is_stale=bool(error))
        _live(current, answer)
        with st.container():
            if not error and current.example:
                st.caption(f"**{literal(current.example.title)}.** {literal(current.example.look)}")
        _mistakes(current, answer, error)
        _steps(answer)
    entitle(current.example.title if current.example else current.integrand, "Change of variables")
    current.write_link()


def _while_working(current: IntegralSession, said: DeltaGenerator) -> None:
    """While a new problem is worked out, what stands below is that of the one before: by this key page.css dims it."""
    question = replace(current.request(), answer="")
    if st.session_state.setdefault(ASKED, question) != question:
        said.container(key="stale-while-working").caption("Working it out ...")
    st.session_state[ASKED] = question


def _say(said: DeltaGenerator, error: dict[str, Any] | None) -> None:
    """That what stands below is the problem before one that cannot be worked out, where that is so."""
    if error:
        said.container(key="stale-for-an-error").caption(
            "The picture and the numbers below belong to the last problem that could be worked out."
        )
    else:
        said.empty()


def _fields(current: IntegralSession, error: dict[str, Any] | None) -> None:
    with st.container():
        complain(current)
    _examples(current)
    _area(current, error, "integrand", "Integrand", "x^2 + y^2")
    ways = {False: "New to old", True: "Old to new"}
    _way(current, "is_inverse", "Variables given as", ways)
    if current.is_inverse:
        _area(current, error, "inverse", "New variables", "u = x + y\nv = x - y")
    else:
        _area(current, error, "mapping", "Mapping", inputs.PLACEHOLDER)
    _way(current, "is_region", "Region given by", {False: "Limits", True: "Inequalities"})
    if current.is_region:
        _area(current, error, "region", "Region", "x^2 + y^2 ≤ 1\ny ≥ 0")
    else:
        _limits(current, error)
    _letters(current, error)
    places = ("integrand", "mapping", "inverse", "region", "letters")
    if error and error["place"] not in places:
        inputs.tell(error)


def _examples(current: IntegralSession) -> None:
    titles = {example.id: f"{example.group}: {example.title}" for example in worked.examples()}
    shown = current.example

    def choose(id: str) -> None:
        current.open(worked.by_id(id))

    inputs.examples(current, "integrals.example", titles, shown.id if shown else None, choose)


def _area(current: IntegralSession, error: dict[str, Any] | None, name: str, label: str, placeholder: str) -> None:
    wrong = error if error and error["place"] == name else None
    take = partial(current.type, name)
    field(current, f"integrals.{name}", label, getattr(current, name), take, wrong, rows=2, placeholder=placeholder)


def _way(current: IntegralSession, name: str, label: str, ways: dict[bool, str]) -> None:
    key, way = f"integrals.{name}.{current.version}", getattr(current, name)
    changed = current.box(key, way, partial(setattr, current, name))
    st.segmented_control(
        label, list(ways), format_func=ways.__getitem__, default=way, required=True, key=key, on_change=changed
    )


def _limits(current: IntegralSession, error: dict[str, Any] | None) -> None:
    """A row for each variable, the outermost first."""
    st.caption("Outermost integral first; ∞ and the outer variables may stand in a limit.")
    given = current.inverse if current.is_inverse else current.mapping
    wanted = min(ROWS, max(len(current.limits), len([line for line in given.splitlines() if line.strip()])))
    current.limits += [("", "", "")] * (wanted - len(current.limits))
    for k in range(wanted):
        for part, (column, caption) in enumerate(zip(st.columns([2, 3, 3]), ("Variable", "from", "to"), strict=True)):
            with column:
                field(
                    current,
                    f"integrals.limits.{k}.{part}",
                    f"{caption} {k + 1}",
                    current.limits[k][part],
                    partial(current.limit, k, part),
                    caption=caption,
                    longest=120,
                )


def _letters(current: IntegralSession, error: dict[str, Any] | None) -> None:
    """The values of letters such as a radius: with them the numbers and the picture, without them the formula."""
    wrong = error if error and error["place"] == "letters" else None
    take = partial(current.type, "letters")
    field(
        current, "integrals.letters", "Letters", current.letters, take, wrong, longest=120,
        placeholder="a = 2, b = 1 for letters that stay",
    )  # fmt: skip


def _both_sides(answer: dict[str, Any], *, is_stale: bool) -> None:
    """The value, and the two sides that were computed without knowing of each other; no claim of what is stale."""
    exact, value, image = st.columns(3)
    with exact:
        st.caption("Value")
        st.latex(value_latex(answer))
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
        icon, color = BADGES[kind]
        counted = ", each point counted once" if kind == "both sides agree" and multiplicity > 1 else ""
        st.badge(kind + counted, icon=f":material/{icon}:", color=color)
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


def _live(current: IntegralSession, answer: dict[str, Any]) -> None:
    if answer["payload"] is None:
        st.info("There is no picture for this problem: its limits in the new variables are not known.")
        return
    assert current.asked is not None
    example = worked.example_of(current.asked)
    title = example.title if example else f"A change of variables: {current.asked.integrand.strip()[:60]}"
    handout = of_integral(title, current.asked, answer, example.look if example else "")
    view.show(answer["payload"], current.view, current, current.rest, key=VIEW, handout=handout)


def _mistakes(current: IntegralSession, answer: dict[str, Any], error: dict[str, Any] | None) -> None:
    """The numbers that the usual mistakes give, and the one behind a student's own answer."""
    with inputs.fold("What went wrong?", "integrals.mistakes", opens=bool(current.own_answer), icon=TROUBLE):
        take, wrong = partial(current.type, "own_answer"), None if error else answer["answer_error"]
        given, look = current.own_answer, "a number or a formula"
        field(current, "integrals.answer", "Your answer", given, take, wrong, longest=120, placeholder=look)
        if not error and not wrong and answer["diagnosis"]:
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
    return number_latex(value) if value is None else rf"{number_latex(value)} \pm {number_latex(error, 1)}"


def _plain(value: float | None) -> str:
    return "none" if value is None else f"{value:.6g}".replace("-", "−")
