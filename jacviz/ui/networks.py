"""The fields, the picture and the formulas of the Neural networks page."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from operator import add
from typing import Any

import streamlit as st

from jacviz.explore.payload import SCENES
from jacviz.live.handout import Handout
from jacviz.networks.activations import ACTIVATIONS
from jacviz.networks.answer import sources
from jacviz.networks.losses import LOSSES
from jacviz.networks.points import SHAPES
from jacviz.ui import view
from jacviz.ui.fields import field
from jacviz.ui.navigation import entitle, pages
from jacviz.ui.network_session import PANELS, NetworkSession, panel, session
from jacviz.ui.rooms import room_of
from jacviz.ui.visit import complain, error_at
from jacviz.ui.work import engine

VIEW = "networks.view"
SAYS = {
    "layers": "Every layer has a Jacobian matrix, and the derivative of the network is their product. Drag a weight, "
    "or click it and type.",
    "backpropagation": "The loss's gradient goes back through the layers, each time multiplied by a transposed "
    "Jacobian matrix; on each edge stands what it means for that weight.",
    "warping": "Each layer bends the plane a little further. Drag the probe and watch its cell.",
    "depth": "Many layers in a row: the stretches of the product vanish or explode with the depth.",
    "training": "Gradient descent, one step after the other, in your browser.",
}
BACKPROPAGATION = (
    r"\nabla_{z^{(k)}} L = \operatorname{diag}\!\left(\sigma_k'(z^{(k)})\right) "
    r"{W^{(k+1)}}^{\mathsf T} \, \nabla_{z^{(k+1)}} L, \qquad "
    r"\dfrac{\partial L}{\partial W^{(k)}} = \nabla_{z^{(k)}} L \; {a^{(k-1)}}^{\mathsf T}, \qquad "
    r"\dfrac{\partial L}{\partial b^{(k)}} = \nabla_{z^{(k)}} L"
)


def show() -> None:
    """The network on the left, its live view and its formulas on the right."""
    current = session(panel())
    error = current.analyse()
    answer = current.good
    assert answer is not None
    fields, picture = st.columns([3, 8], gap="medium")
    with fields:
        _fields(current, answer, error)
        with st.container():
            if error:
                st.caption("The picture and the formulas show the last network that could be built.")
    with picture:
        formulas = _formulas(answer["latex"], current.scene)
        units = "-".join(map(str, answer["sizes"]))
        title = f"A neural network, {units}: {current.scene}"
        handout = Handout(title, SAYS[current.scene], formulas=tuple(("", latex) for latex in formulas))
        view.show(answer["payload"], current.view, current, current.rest, key=VIEW, handout=handout)
        for latex in formulas:
            st.latex(latex)
    with st.container(key="sources"):
        _sources(current)
    entitle(current.texts["sizes"], PANELS[current.scene], "Neural networks")
    current.write_link()


def _fields(current: NetworkSession, answer: dict[str, Any], error: dict[str, Any] | None) -> None:
    with st.container():
        complain(current)
    st.caption(SAYS[current.scene])
    _text(current, "sizes", "Units in each layer", "Inputs first, such as 2-4-4-1", "2-4-4-1")
    error_at(error, "sizes")
    with st.container():
        _activations(current, answer["sizes"])
    error_at(error, "activations", "network")
    _seed(current)
    error_at(error, "seed")
    _choice(current, "loss", "Loss", list(LOSSES))
    error_at(error, "loss")
    if answer["sizes"][0] == 2:
        _choice(current, "points", "Points", list(SHAPES))


def _text(current: NetworkSession, name: str, label: str, hint: str, placeholder: str = "") -> None:
    take = partial(current.change, name)
    key, text = f"networks.{name}", current.texts[name]
    field(current, key, label, text, take, longest=80, placeholder=placeholder, hint=hint)


def _choice(current: NetworkSession, name: str, label: str, options: list[str]) -> None:
    key, chosen = f"networks.{name}.{current.version}", current.texts[name]
    index = options.index(chosen) if chosen in options else 0
    changed = current.box(key, options[index], partial(current.change, name))
    st.selectbox(label, options, index=index, format_func=_spoken, key=key, on_change=changed)


def _activations(current: NetworkSession, sizes: list[int]) -> None:
    """A choice for each layer, two in a row."""
    given = current.texts["activations"].split(",")
    chosen = [name if name in ACTIVATIONS else "linear" for name in given] + ["linear"] * len(sizes)

    def change(k: int, name: str) -> None:
        chosen[k] = name
        current.change("activations", ",".join(chosen[: len(sizes) - 1]))

    columns = [column for _ in range(len(sizes) // 2) for column in st.columns(2)]
    for k, (n, m) in enumerate(pairwise(sizes)):
        key = f"networks.activation.{k}.{current.version}"
        names = list(ACTIVATIONS)
        columns[k].selectbox(
            f"Layer {k + 1}: {n} → {m}",
            names,
            index=names.index(chosen[k]),
            format_func=_spoken,
            key=key,
            on_change=current.box(key, chosen[k], partial(change, k)),
        )


def _seed(current: NetworkSession) -> None:
    """The seed that the weights are drawn by, and the next one."""

    def draw() -> None:
        seed = current.texts["seed"].strip()
        current.change("seed", str(int(seed) + 1) if seed.isdecimal() and len(seed) < 9 else "1")

    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        _text(current, "seed", "Seed of the weights", "The same seed draws the same weights again")
    right.button("New weights", on_click=draw, icon=":material/casino:", key="networks.draw")


def _spoken(name: str) -> str:
    return LOSSES[name].title if name in LOSSES else name.replace("_", " ")


def _formulas(latex: dict[str, Any], scene: str) -> list[str]:
    """What stands below the picture, in LaTeX."""
    if scene == "backpropagation":
        return [BACKPROPAGATION]
    if scene != "layers":
        return []
    entries = [f" = {layer['entries']}" if layer["entries"] else "" for layer in latex["layers"]]
    layers = [rf"{layer['layer']}, \qquad {layer['jacobian']}" for layer in latex["layers"]]
    product = f" = {latex['product']}" if latex["product"] else ""
    return [*map(add, layers, entries), rf"\dfrac{{\partial o}}{{\partial x}} = {latex['chain']}{product}"]


def _sources(current: NetworkSession) -> None:
    """The network as it is now, as code and as a mapping for the other pages."""
    shown = ("NumPy", "PyTorch", "JAX", "As a mapping")
    chosen = st.segmented_control("Show", shown, key="networks.details", label_visibility="collapsed")
    if not chosen:
        return
    answer = engine().ask(sources, current.request(weights=True))
    if not answer["ok"]:
        st.text(answer["error"]["message"])
    elif chosen != "As a mapping":
        st.code(answer["code"][chosen], language="python")
    elif answer["text"]:
        st.code(answer["text"], language=None)
        room = room_of(SCENES.get((answer["sizes"][0], answer["sizes"][-1]), "table"))
        query = {**room.part, "map": answer["text"]}
        label = f"Open in {room.title}"
        st.page_link(pages()[room.page], label=label, icon=":material/open_in_new:", query_params=query)
    else:
        st.text(answer["why"])
