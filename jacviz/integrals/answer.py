"""From a person's texts to everything that a page shows of a change of variables, as plain data."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Expr, Symbol, oo

from jacviz import names
from jacviz.explore.inputs import FieldError, failure
from jacviz.explore.payload import named
from jacviz.integrals.letters import AROUND
from jacviz.integrals.limits import Cube
from jacviz.integrals.numbers.chords import strips
from jacviz.integrals.region.covering import MARGIN, Covering
from jacviz.integrals.result import Result, change_of_variables
from jacviz.integrals.symbols.pullback import Pullback
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape
from jacviz.parse import ParseError, parse_number
from jacviz.printing.latex import expression_latex

ALONG = 121  # points of one side of the border
TAIL = 0.25  # of an infinite variable, on each such side, that no picture shows
UNKNOWN = re.compile(r"`(\w)` is (?:not known|no variable here)")
SCENES = {1: "strips", 2: "cells", 3: "boxes"}


@dataclass(frozen=True)
class Request:
    """What a person typed: mapping or inverse, limits (outermost first) or region, and perhaps an answer.

    letters: the values of those that stand in the other texts, as in `a = 2, b = 1`.
    """

    integrand: str
    mapping: str = ""
    inverse: str = ""
    limits: tuple[tuple[str, str, str], ...] = ()
    region: str = ""
    answer: str = ""
    letters: str = ""


def answer(request: Request) -> dict[str, Any]:
    """The solution, both sides and what a picture needs: {"ok": True, ...}, or {"ok": False, "error": {...}}.

    The error's place is "integrand", "mapping", "inverse", "region", "limits", "letters", or an end such as
    "theta.low". An answer that cannot be read leaves the solution as it is: "answer_error" says what is wrong with it.
    """
    try:
        result = change_of_variables(
            request.integrand,
            _typed(request.mapping),
            inverse=_typed(request.inverse),
            limits=request.limits,
            region=request.region,
            parameters=read_letters(request.letters),
        )
        return {"ok": True, **_everything(result), **_judged(result, request.answer)}
    except FieldError as error:
        return failure(error.message + _remedy(error), error.place, error.position, error.text)


def _remedy(error: FieldError) -> str:
    """Where an unknown letter gets its value, if that is what is wrong."""
    unknown = UNKNOWN.match(error.message)
    return f" If {unknown[1]} stands for a number, give its value under Letters: {unknown[1]} = 2." if unknown else ""


def read_letters(text: str) -> dict[str, float]:
    """The values of letters, as in `a = 2, b = 1`. FieldError."""
    found: dict[str, float] = {}
    for part in re.finditer(r"[^,;\n]+", text):
        if not part.group().strip():
            continue
        name, equals, value = part.group().partition("=")
        if not equals:
            raise FieldError("letters", "Give each letter a value, as in a = 2, b = 1.", part.start(), text)
        try:
            found[name.strip()] = parse_number(value)
        except ParseError as error:
            raise FieldError("letters", error.message, part.start(), text) from error
    return found


def _typed(text: str) -> str | None:
    return text if text.strip() else None


def _judged(result: Result, text: str) -> dict[str, Any]:
    """What a person's own answer is: "right", a mistake, "unknown", or "valueless" with nothing to compare it with."""
    try:
        found = result.diagnose(text) or "unknown" if text.strip() else None
    except ParseError as error:
        return {
            "diagnosis": None,
            "answer_error": failure(error.message, "answer", error.position, error.text)["error"],
        }
    return {"diagnosis": found if found is None or math.isfinite(result.value) else "valueless", "answer_error": None}


def _everything(result: Result) -> dict[str, Any]:
    return {
        "old": [named(s.name) for s in result.problem.old],
        "new": [named(s.name) for s in result.problem.new],
        "limits": [
            {**named(k.variable.name), "low": expression_latex(k.low), "high": expression_latex(k.high)}
            for k in result.limits
        ],
        "steps": [{"caption": step.caption, "latex": step.latex} for step in result.steps],
        "exact": None if result.exact is None else expression_latex(result.exact),
        "formula": None if result.lettered is None else expression_latex(result.lettered.value),
        "letters": [{**named(s.name), "value": float(value)} for s, value in result.values.items()],
        "value": _finite(result.value),
        "error": _finite(result.error),
        "domain_error": _finite(result.domain_error),
        "with_multiplicity": _finite(result.with_multiplicity),
        "over_image": _finite(result.over_image),
        "over_image_error": _finite(result.over_image_error),
        "verdict": {"kind": result.verdict.kind.value, "sentence": result.verdict.sentence},
        "agree": result.agree,
        "multiplicity": result.multiplicity,
        "shares": {str(m): share for m, share in sorted(result.shares.items())},
        "mistakes": {name: _finite(value) for name, value in result.mistakes.items()},
        "notes": list(result.notes),
        "payload": payload(result),
    }


def payload(result: Result) -> dict[str, Any] | None:
    """What the browser needs to draw cells in the domain and in the image; None without limits of the new variables.

    The tape's inputs are the new variables, outermost limit first, and the letters with a slider; its outputs, in the
    order of "layout": the old variables, f(x(u)), det J, f(x(u)) |det J|, the low and the high end of each limit, and
    with letters the value of the integral.
    """
    pullback, covering = result.pullback, result.covering
    if pullback is None or covering is None:
        return None
    n = len(result.limits)
    order = [limit.variable.name for limit in result.limits]
    windows = zip(order, _windows(covering), strict=True)
    image = result.image.region if result.image else None
    multiple = n == 2 and result.multiplicity > 1
    letters = _movable(result)
    return {
        "scene": SCENES[n],
        "title": None,
        "names": [s.name for s in result.problem.old],
        "labels": [names.label(s.name) for s in result.problem.old],
        "variables": [{**named(name), "low": low, "high": high} for name, (low, high) in windows],
        "parameters": [_slider(s, result.values[s]) for s in letters],
        "probe": None,
        "value": _finite(result.value),
        "with_multiplicity": _finite(result.with_multiplicity),
        "over_image": _finite(result.over_image),
        "multiplicity": result.multiplicity,
        "tape": _tape(result, pullback).to_json(),
        "layout": {
            "components": n,
            "integrand": 1,
            "determinant": 1,
            "product": 1,
            "ends": 2 * n,
            **({"total": 1} if letters else {}),
        },
        "infinite": covering.cube.infinite_axes,
        "border": _border(covering) if n == 2 else None,
        "strips": [[*map(_finite, strip[:3]), strip[3]] for strip in strips(image)] if n == 2 and image else None,
        "preimages": _preimages(covering) if multiple else None,
    }


def _windows(covering: Covering) -> list[tuple[float, float]]:
    """The interval of each new variable that is shown: all of it, or of an infinite one what counts."""
    cube = Cube(covering.cube.limits)
    ends = [[TAIL if end.has(oo, -oo) else MARGIN for end in (limit.low, limit.high)] for limit in cube.limits]
    axes = [np.linspace(low, 1 - high, 17) for low, high in ends]
    points, _ = cube(np.stack([axis.ravel() for axis in np.meshgrid(*axes)]))
    return [_rounded(float(np.nanmin(w)), float(np.nanmax(w))) for w in points]


def _rounded(low: float, high: float) -> tuple[float, float]:
    """The ends without the margin that was kept from them."""
    digits = 5 - math.floor(math.log10(max(high - low, 1e-300)))
    low, high = round(low, digits), round(high, digits)
    return (low, high) if low < high else (low, low + 1)


def _movable(result: Result) -> tuple[Symbol, ...]:
    """The letters that a slider may move: a formula holds for all their values, and nothing else has to follow."""
    found = result.lettered
    if found is None or result.multiplicity > 1:
        return ()
    same = [k.variable for k in found.limits] == [k.variable for k in result.limits]
    return tuple(result.values) if same else ()


def _slider(letter: Symbol, value: Expr) -> dict[str, Any]:
    low, high = (float(share * value) for share in AROUND)
    return {**named(letter.name), "value": float(value), "low": low, "high": high}


def _tape(result: Result, pullback: Pullback) -> Tape:
    letters, limits, total = _movable(result), result.limits, []
    if letters and result.lettered is not None:
        pullback, limits, total = result.lettered.pullback, result.lettered.limits, [result.lettered.value]
    ends = [end for limit in limits for end in (limit.low, limit.high)]
    outputs = [*pullback.mapping.components, pullback.substituted, pullback.determinant, pullback.product, *ends]
    return Tape.of([*(limit.variable for limit in limits), *letters], [*outputs, *total])


def _border(covering: Covering) -> list[dict[str, Any]]:
    """The four sides of the domain, once round, and their images."""
    t = np.clip(np.linspace(0, 1, ALONG), MARGIN, 1 - MARGIN)
    low, high = np.full(ALONG, MARGIN), np.full(ALONG, 1 - MARGIN)
    sides = [(t, low), (high, t), (t[::-1], high), (low, t[::-1])]
    found = []
    for side in sides:
        points, _ = Cube(covering.cube.limits)(np.stack(side))
        found.append({"domain": _rows(points), "image": _rows(evaluate(covering.mapping, list(points)))})
    return found


def _preimages(covering: Covering) -> dict[str, Any] | None:
    """A point of the image that is covered most often, and the points of the domain over it."""
    best = max(strips(covering), key=lambda s: (s[3], s[2] - s[1]), default=None)
    if best is None:
        return None
    image = [best[0], (best[1] + best[2]) / 2]
    return {"image": image, "domain": _rows(covering.preimages(image))}


def _rows(columns: Sequence[Array] | Array) -> list[list[float | None]]:
    return [[_finite(x) for x in point] for point in np.stack(list(columns)).T.tolist()]


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
