"""Losses by name: each with its value and its gradient by the network's output, side by side.

All take outputs o and targets t of shape (..., n) and sum or average over the last axis. The cross-entropies take
logarithms of outputs that sigmoid and softmax round to 0 or 1. So a network that ends in the activation s(z) that
belongs to the loss is judged by its logits z, in forms that overflow nowhere and subtract nothing from 1:

    bce             mean of t_i ln(1 + e^-z_i) + (1 - t_i) ln(1 + e^z_i)
    its gradient    (s_i - t_i)/n = ((1 - t_i) s(z_i) - t_i s(-z_i))/n
    cross_entropy   -sum of t_i ln s_i = sum over i of t_i ln sum over j of e^(z_j - z_i)
    its gradient    s_i sum of t_j - t_i = sum over j, not i, of s_i t_j - t_i s_j

(Canonical links: Bishop, Pattern recognition and machine learning, 2006, sections 4.3.2 and 4.3.4.)

Twin: live/networks/losses.js; tests/live/networks/test_network_js.py holds them together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jacviz.networks.activation import Array, Softmax
from jacviz.networks.activations import sigmoid, softplus

TITLES = {
    "half_sse": "half squared error",
    "sse": "squared error",
    "mse": "mean squared error",
    "bce": "binary cross-entropy",
    "cross_entropy": "softmax cross-entropy",
    "sum": "sum of the outputs",
}


@dataclass(frozen=True)
class Loss:
    """A number for each output and target, shape (...), and its gradient by the output, shape (..., n).

    A loss that takes outputs between 0 and 1 names the `activation` that gives such, and `of_logits` is the same loss
    by what enters it.
    """

    name: str
    value: Callable[[Array, Array], Array]
    gradient: Callable[[Array, Array], Array]
    activation: str = ""
    of_logits: Loss | None = None

    @property
    def title(self) -> str:
        """Its name as people say it, in Python and, by way of the payload, in the browser."""
        return TITLES[self.name]


def _times_log(t: Array, o: Array) -> Array:
    return np.where(t == 0, 0.0, t * np.log(np.where(t == 0, 1.0, o)))


def _over(t: Array, o: Array) -> Array:
    return np.where(t == 0, 0.0, t / np.where(t == 0, 1.0, o))


def _surprises(z: Array) -> Array:
    """-ln s_i."""
    return np.logaddexp.reduce(z[..., None, :] - z[..., :, None], axis=-1)


def _others(values: Array) -> Array:
    """The sum of all values but one, for each."""
    return values @ (1 - np.eye(values.shape[-1]))


_softmax = Softmax()
_TABLE = (
    Loss(
        "half_sse",
        lambda o, t: ((o - t) ** 2).sum(axis=-1) / 2,
        lambda o, t: o - t,
    ),
    Loss(
        "sse",
        lambda o, t: ((o - t) ** 2).sum(axis=-1),
        lambda o, t: 2 * (o - t),
    ),
    Loss(
        "mse",
        lambda o, t: ((o - t) ** 2).mean(axis=-1),
        lambda o, t: 2 * (o - t) / o.shape[-1],
    ),
    Loss(
        "bce",
        lambda o, t: -(_times_log(t, o) + _times_log(1 - t, 1 - o)).mean(axis=-1),
        lambda o, t: (_over(1 - t, 1 - o) - _over(t, o)) / o.shape[-1],
        activation="sigmoid",
        of_logits=Loss(
            "bce",
            lambda z, t: (t * softplus(-z) + (1 - t) * softplus(z)).mean(axis=-1),
            lambda z, t: ((1 - t) * sigmoid(z) - t * sigmoid(-z)) / z.shape[-1],
        ),
    ),
    Loss(
        "cross_entropy",
        lambda o, t: -_times_log(t, o).sum(axis=-1),
        lambda o, t: -_over(t, o),
        activation="softmax",
        of_logits=Loss(
            "cross_entropy",
            lambda z, t: (t * _surprises(z)).sum(axis=-1),
            lambda z, t: _softmax(z) * _others(t) - t * _others(_softmax(z)),
        ),
    ),
    Loss(
        "sum",
        lambda o, t: o.sum(axis=-1),
        lambda o, t: np.ones_like(o),
    ),
)
LOSSES = {each.name: each for each in _TABLE}


def loss_named(name: str) -> Loss:
    """The loss of that name; ValueError names those there are."""
    if not isinstance(name, str) or name not in LOSSES:
        raise ValueError(f"There is no loss {name[:40]!r}. Choose one of {', '.join(LOSSES)}.")
    return LOSSES[name]
