"""What stands around a live view that is handed out: its title, what to look for, the problem, formulas and steps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from jacviz.integrals.answer import Request
from jacviz.names import GLYPHS
from jacviz.printing.mathml import mathml

WRITTEN_OUT = 36  # entries of J: of a larger one the view shows a heat map
LONGEST = 48  # characters of the part of a file's name that says what it is

Captioned = tuple[str, str]


@dataclass(frozen=True)
class Handout:
    """
    title and look are texts, told are names with texts; formulas, above the view, and steps, below it, are captions
    with LaTeX of ours.
    """

    title: str
    look: str = ""
    told: tuple[Captioned, ...] = ()
    formulas: tuple[Captioned, ...] = ()
    steps: tuple[Captioned, ...] = ()

    @property
    def file(self) -> str:
        """What its files are called: small ASCII letters, digits and hyphens."""
        return slug(self.title)

    @property
    def above(self) -> str:
        """Markup of what stands above the view; every text in it is escaped."""
        look = f"<p>{escape(self.look)}</p>" if self.look else ""
        rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in self.told)
        formulas = "".join(map(_formula, self.formulas))
        return look + (f"<dl>{rows}</dl>" if rows else "") + f'<div class="formulas">{formulas}</div>'

    @property
    def below(self) -> str:
        """Markup of the steps, numbered."""
        rows = "".join(f"<li>{_formula(step)}</li>" for step in self.steps)
        return f"<ol>{rows}</ol>" if rows else ""


def _formula(captioned: Captioned) -> str:
    """A formula below its caption; what is no MathML that we know stands there as it is written in LaTeX."""
    caption, latex = captioned
    try:
        formula = mathml(latex)
    except ValueError:
        formula = f"<code>{escape(latex)}</code>"
    return f'<div class="formula">{f"<span>{escape(caption)}</span>" if caption else ""}{formula}</div>'


def slug(title: str) -> str:
    """A title as part of a file's name: Greek letters spelled out, everything else that is no letter a hyphen."""
    spelled = "".join(f" {GLYPHS[c]} " if c in GLYPHS else c for c in title)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    name = ""
    for word in words:
        if len(name) + len(word) >= LONGEST:
            break
        name += f"-{word}" if name else word
    return name or "view"


def of_mapping(title: str, latex: dict[str, Any], chain: dict[str, str] | None = None, look: str = "") -> Handout:
    """Of a mapping: its components, or those of the stages of a composition, J and what belongs to it.

    latex: as `formulas` of an analysis; chain: as its "chain".
    """
    shown = _chain_rule(latex, chain) if chain else _jacobian(latex)
    return Handout(title, look, formulas=tuple(("", line) for line in shown if line))


def _jacobian(latex: dict[str, Any]) -> Iterable[str]:
    yield latex["mapping"]
    yield from latex.get("definitions", ())
    if len(latex["partials"]) == 1:
        yield latex["partials"][0]
        return
    if len(latex["partials"]) <= WRITTEN_OUT:
        yield f"J = {latex['symbols']} = {latex['jacobian']}"
    if latex["determinant"]:
        yield rf"\det J = {latex['determinant']}"
    if latex["element"]:
        yield rf"\sqrt{{\det J^{{\mathsf T}} J}} = {latex['element']}"


def _chain_rule(latex: dict[str, Any], chain: dict[str, str]) -> Iterable[str]:
    yield chain["f"]
    yield chain["g"]
    yield r"J_{g \circ f}(p) = J_g(f(p)) \; J_f(p)"
    yield rf"{latex['jacobian']} = {chain['outer_at_f']} {chain['inner']}"
    if latex["determinant"]:
        yield rf"\det J_{{g \circ f}} = {latex['determinant']}"


def of_integral(title: str, asked: Request, answer: dict[str, Any], look: str = "") -> Handout:
    """Of a change of variables: the problem as it was typed, the value, the verdict on both sides, and the steps."""
    formulas = (
        ("Value", value_latex(answer)),
        ("Over the new variables, with |det J|", _measured(answer, "with_multiplicity", "domain_error")),
        ("Over the image, without the mapping", _measured(answer, "over_image", "over_image_error")),
    )
    kind, sentence = answer["verdict"]["kind"], answer["verdict"]["sentence"]
    notes = (("Note", note) for note in answer.get("notes", ()))
    verdict = (("Verdict", f"{kind[0].upper()}{kind[1:]}. {sentence}"), *notes)
    steps = tuple((step["caption"], step["latex"]) for step in answer.get("steps", ()))
    return Handout(title, look, (*_problem(asked), *verdict), formulas, steps)


def _problem(asked: Request) -> Iterable[Captioned]:
    """What was typed, under the names of its fields."""
    limits = "\n".join(f"{name} from {low} to {high}" for name, low, high in asked.limits)
    given = (
        ("Integrand", asked.integrand),
        ("Mapping", asked.mapping),
        ("New variables", asked.inverse),
        ("Limits", limits),
        ("Region", asked.region),
        ("Letters", asked.letters),
    )
    return ((name, text.strip()) for name, text in given if text.strip())


def _measured(answer: dict[str, Any], name: str, error: str) -> str:
    """A number of an answer in LaTeX, with its error where one is known."""
    bar = answer.get(error)
    return number_latex(answer.get(name)) + (rf" \pm {number_latex(bar, 1)}" if bar is not None else "")


def value_latex(answer: dict[str, Any]) -> str:
    """The value of an integral: the formula in its letters, if there is one, with what it is at their values."""
    number = answer.get("exact") or number_latex(answer.get("value"))
    return rf"{answer['formula']} = {number}" if answer.get("formula") else number


def number_latex(value: float | None, digits: int = 8) -> str:
    """A number in LaTeX, powers of ten written out."""
    if value is None:
        return r"\text{none}"
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa
