"""Runs a tape over NumPy arrays: opcodes from a closed list, nothing is compiled or executed.

Twin: live/numeric/tape.js; tests/live/test_tape.py holds them together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from importlib import import_module

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jacviz.numeric.tape import Tape

Array = NDArray[np.float64]


def evaluate(tape: Tape, inputs: Sequence[ArrayLike], outputs: Sequence[int] | None = None) -> list[Array]:
    """The values of a tape at arrays of inputs, an array for each output or for those asked for.

    Inputs broadcast to one shape, which every result has, constants too. Outside its domain a function gives
    NaN, at a pole an infinity or NaN; nothing is warned about. ValueError unless there is an array for each input.
    """
    if len(inputs) != len(tape.inputs):
        raise ValueError(f"The tape needs {len(tape.inputs)} inputs, not {len(inputs)}.")
    arrays = [np.asarray(a, dtype=np.float64) for a in inputs]
    shape = np.broadcast_shapes(*(a.shape for a in arrays))
    wanted = tape.outputs if outputs is None else [tape.outputs[i] for i in outputs]
    slots: list = [*arrays, *tape.constants]
    with np.errstate(all="ignore"):
        for opcode, *operands in tape.steps:
            slots.append(OPCODES[opcode](*(slots[i] for i in operands)))
        return [np.array(np.broadcast_to(slots[i], shape), dtype=np.float64) for i in wanted]


def _compare(test: Callable[[Array, Array], NDArray[np.bool_]]) -> Callable[[Array, Array], Array]:
    return lambda a, b: np.where(np.isnan(a) | np.isnan(b), np.nan, test(a, b))


def _select(condition: Array, a: Array, b: Array) -> Array:
    return np.where(np.isnan(condition), np.nan, np.where(condition != 0, a, b))


def _special(name: str) -> Callable[..., Array]:
    """A function of scipy.special, which is loaded when it is first needed."""
    return lambda *operands: getattr(import_module("scipy.special"), name)(*operands)


def _gamma(x: Array) -> Array:
    # SciPy gives infinities of either sign at the poles, where nothing is defined.
    return np.where((np.asarray(x) <= 0) & (np.floor(x) == x), np.nan, _special("gamma")(x))


def _polygamma(order: Array, x: Array) -> Array:
    """The digamma function and its derivatives; SciPy leaves them out for negative x but for the first."""
    special = import_module("scipy.special")
    x = np.asarray(x, dtype=np.float64)
    if np.all(np.asarray(order) == 0):
        return np.where((x <= 0) & (np.floor(x) == x), np.nan, special.digamma(x))
    steps = np.maximum(0, np.ceil(-x) + 1)
    sign = -((-1.0) ** order) * special.gamma(order + 1)
    total = np.zeros_like(x)
    for k in range(int(np.nanmax(steps, initial=0)) if np.nanmax(steps, initial=0) < LONGEST_SHIFT else 0):
        total = total + np.where(k < steps, sign / (x + k) ** (order + 1), 0.0)
    shifted = np.where(steps < LONGEST_SHIFT, x + steps, np.nan)
    return np.where((x <= 0) & (np.floor(x) == x), np.nan, special.polygamma(np.asarray(order, int), shifted) - -total)


LONGEST_SHIFT = 1000
OPCODES: dict[str, Callable] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "neg": np.negative,
    "pow": np.float_power,
    "sqrt": np.sqrt,
    "square": np.square,
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "atan2": np.arctan2,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "abs": np.abs,
    "sign": np.sign,
    "min": np.minimum,
    "max": np.maximum,
    "erf": np.vectorize(math.erf, otypes=[np.float64]),
    "floor": np.floor,
    "gamma": _gamma,
    "polygamma": _polygamma,
    "erfinv": _special("erfinv"),
    "besselj": _special("jv"),
    "besseli": _special("iv"),
    "lt": _compare(np.less),
    "le": _compare(np.less_equal),
    "eq": _compare(np.equal),
    "ne": _compare(np.not_equal),
    # A truth value is 1.0, 0.0 or, when it rests on NaN, NaN.
    "and": np.multiply,
    "or": np.maximum,
    "not": lambda a: 1.0 - a,
    "select": _select,
}
