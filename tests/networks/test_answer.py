"""From texts to a network: what is chosen is built, what is wrong is named, the payload carries the same numbers."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jacviz.networks import ACTIVATIONS, Network, classic, drawn
from jacviz.networks.answer import LAYERS, UNITS, NetworkRequest, analyse, read_network, read_seed, read_sizes, sources
from jacviz.networks.payload import SCENES, unit_labels

texts = st.text(max_size=30)


def test_nothing_chosen_is_the_classic_network() -> None:
    network = read_network(NetworkRequest())
    assert network.sizes == (1, 2, 2, 1) and network.input_output_jacobian([0.3])[0, 0] == 1.25
    bent = read_network(NetworkRequest(activations=("tanh",)))
    assert [layer.activation for layer in bent.layers] == ["tanh", "linear", "linear"]
    assert np.array_equal(bent.layers[1].weights, classic().layers[1].weights)


@pytest.mark.parametrize("text", ["2-3-1", "2, 3, 1", " 2 3 1", "2–3–1", "2;3;1"])
def test_sizes_as_people_write_them(text: str) -> None:
    assert read_sizes(text) == (2, 3, 1)


@given(texts, texts, texts, texts, texts)
def test_any_texts_give_a_network_or_a_sentence(sizes: str, activation: str, seed: str, loss: str, points: str) -> None:
    answer = analyse(NetworkRequest(sizes, (activation,), seed, loss, points))
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert answer["ok"] or answer["error"]["message"]


@pytest.mark.parametrize(
    ("request_", "place"),
    [
        (NetworkRequest("1"), "sizes"),
        (NetworkRequest("2-0-1"), "sizes"),
        (NetworkRequest(f"2-{UNITS + 1}-1"), "sizes"),
        (NetworkRequest("-".join(["1"] * (LAYERS + 2))), "sizes"),
        (NetworkRequest("1.5-2"), "sizes"),
        (NetworkRequest(seed="-1"), "seed"),
        (NetworkRequest(activations=("softmax2",)), "activations"),
        (NetworkRequest(loss="absolute"), "loss"),
        (NetworkRequest(loss="bce"), "loss"),
    ],
)
def test_what_is_wrong_is_named(request_: NetworkRequest, place: str) -> None:
    error = analyse(request_)["error"]
    assert error["place"] == place and len(error["message"]) > 20


@pytest.mark.parametrize("scene", SCENES)
def test_the_payload_carries_the_weights(scene: str) -> None:
    activations = ("tanh", "relu", "softmax")
    answer = analyse(NetworkRequest("2-4-3-2", activations, "7", "cross_entropy", "circles", scene))
    payload = answer["payload"]
    wanted = drawn((2, 4, 3, 2), activations, 7)
    flat = [w for layer in wanted.layers for w in [*layer.weights.ravel(), *layer.bias]]
    assert [p["value"] for p in payload["parameters"]] == flat and payload["scene"] == scene
    assert len({p["name"] for p in payload["parameters"]}) == len(flat)
    assert all(p["low"] <= p["value"] <= p["high"] for p in payload["parameters"])
    assert len(payload["points"]["x"]) == len(payload["points"]["labels"])


def test_moved_weights_count() -> None:
    network = read_network(NetworkRequest(weights=(("w111", 2.0), ("b31", 1.0), ("w999", 5.0))))
    assert network.layers[0].weights[0, 0] == 2 and network.layers[2].bias[0] == 1
    assert "2" in sources(NetworkRequest(weights=(("w111", 2.0),)))["text"].splitlines()[0]


def test_units_have_names() -> None:
    assert unit_labels((1, 2, 2, 1)) == [["x"], ["a₁", "a₂"], ["b₁", "b₂"], ["o"]]


def test_the_factors_of_a_large_layer_stand_for_its_entries() -> None:
    layers = analyse(NetworkRequest("2-16-2", ("tanh", "linear"), "1"))["latex"]["layers"]
    assert layers[0]["entries"] is None and r"\operatorname{diag}" in layers[0]["jacobian"]


def test_the_sum_over_paths_is_the_derivative() -> None:
    """Four terms for 1-2-2-1, each with a weight of every layer."""
    product = analyse(NetworkRequest(activations=("tanh",) * 3))["latex"]["product"]
    assert product.count(" + ") == 3 and product.count(r"\sigma_{2}'") == 4


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_has_sources(name: str) -> None:
    answer = sources(NetworkRequest("1-2-1", (name, "linear"), "2"))
    assert set(answer["code"]) == {"NumPy", "PyTorch", "JAX"} and (answer["text"] or answer["why"])
    assert isinstance(read_network(NetworkRequest("1-2-1", (name,), "2")), Network)
    assert read_seed("") == 1
