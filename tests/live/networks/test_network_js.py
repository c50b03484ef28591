"""The network of the browser gives the numbers of the Python library, over random networks, activations and losses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.networks import ACTIVATIONS, Layer, Network
from jacviz.networks.accumulation import forward, reverse
from jacviz.networks.losses import LOSSES
from jacviz.networks.paths import paths
from jacviz.networks.seeds import drawn, mulberry32
from jacviz.networks.training import moved
from tests.live.modules import call

IMPORTS = "Network from network"
NEAR = {"rel": 1e-12, "abs": 1e-12}


def given(network: Network, **more: Any) -> dict[str, Any]:
    """A network as plain data, and what goes with it."""
    values = [w for layer in network.layers for w in (*layer.weights.flat, *layer.bias)]
    return {"sizes": network.sizes, "activations": [la.activation for la in network.layers], "values": values, **more}


def network_of(random: np.random.Generator, sizes: list[int], activations: list[str], spread: float = 1.0) -> Network:
    shapes = zip(pairwise(sizes), activations, strict=True)
    return Network(
        [Layer(spread * random.normal(size=(m, n)), spread * random.normal(size=m), name) for (n, m), name in shapes]
    )


def networks(count: int = 6) -> Iterator[tuple[Network, np.ndarray]]:
    """Random networks, each activation in each of three layers once, and a point for each."""
    random = np.random.default_rng(5)
    for name in ACTIVATIONS:
        for place in range(3):
            sizes = [int(n) for n in random.integers(1, count, size=4)]
            activations = [str(random.choice(list(ACTIVATIONS))) for _ in range(3)]
            activations[place] = name
            yield network_of(random, sizes, activations, 0.8), random.normal(size=sizes[0])


def test_forward_and_derivatives_are_those_of_the_library(module_page: Page) -> None:
    known = list(networks())
    body = """
    return given.map((given) => {
      const network = new Network(given, given.values), here = network.point(given.x);
      return {
        a: here.a.map((a) => [...a]), z: here.z, j: here.j, jacobians: here.jacobians,
        pushed: network.pushforward(given.x, given.tangent), pulled: network.pullback(given.x, given.cotangent),
      };
    });
    """
    random = np.random.default_rng(6)
    cases = [
        given(
            net,
            x=list(x),
            tangent=list(random.normal(size=net.sizes[0])),
            cotangent=list(random.normal(size=net.sizes[-1])),
        )
        for net, x in known
    ]
    for (network, x), case, found in zip(known, cases, call(module_page, IMPORTS, body, cases), strict=True):
        for ours, theirs in zip(network.forward(x), found["a"], strict=True):
            assert theirs == pytest.approx(ours, **NEAR)
        for ours, theirs in zip(network.pre_activations(x), found["z"], strict=True):
            assert theirs == pytest.approx(ours, **NEAR)
        for ours, theirs in zip(network.layer_jacobians(x), found["jacobians"], strict=True):
            assert theirs == pytest.approx(ours.ravel(), **NEAR)
        assert found["j"] == pytest.approx(network.input_output_jacobian(x).ravel(), **NEAR)
        assert found["pushed"][-1] == pytest.approx(network.pushforward(x, case["tangent"]), **NEAR)
        assert found["pulled"][-1] == pytest.approx(network.pullback(x, case["cotangent"]), **NEAR)


@pytest.mark.parametrize("z", [[0.0, 1000.0, -1000.0], [30.0, -30.0, 8.0], [-700.0, -40.0, -8.0]])
def test_activations_far_out_and_at_kinks(module_page: Page, z: list[float]) -> None:
    """The tail of GELU comes from erf here and from erfc there: it agrees to rounding of 1."""
    body = """
    const columns = given.map((w) => Float64Array.of(w));
    const ones = columns.map(() => Float64Array.of(1)), first = (arrays) => arrays.map((w) => w[0]);
    return Object.fromEntries(Object.entries(ACTIVATIONS).map(([name, rule]) =>
      [name, [first(rule.values(columns, 1)), first(rule.differential(columns, 1)(ones))]]));
    """
    found = call(module_page, "ACTIVATIONS from activations", body, z)
    assert list(found) == list(ACTIVATIONS)
    for name, rule in ACTIVATIONS.items():
        at = np.array(z)
        with np.errstate(all="ignore"):
            assert found[name][0] == pytest.approx(rule(at), **NEAR), name
            assert found[name][1] == pytest.approx(rule.pushforward(at, np.ones(3)), **NEAR), name


@pytest.mark.parametrize("loss", LOSSES)
def test_gradients_are_those_of_the_library(module_page: Page, loss: str) -> None:
    """At one point and as the mean over five; each last activation that the loss takes."""
    random = np.random.default_rng(7)
    lasts = ("sigmoid", "softmax") if LOSSES[loss].activation else ("linear", "tanh", "sigmoid", "softmax", "relu")
    nets = [
        network_of(random, [2, 4, 3, outputs], ["tanh", middle, last])
        for last in lasts
        for outputs in ((2, 3) if last == "softmax" else (1, 3))
        for middle in ("gelu", "softmax", "selu")
    ]
    body = """
    return given.map((given) => {
      const network = new Network(given, given.values);
      const found = network.gradient(columnsOf(given.x), columnsOf(given.t), given.loss, given.x.length);
      network.descend(found, 0.1);
      const { loss, weights, biases, input, preActivations } = found, plain = (arrays) => arrays.map((w) => [...w]);
      const z = preActivations.map(plain), after = [...network.values];
      return { loss, weights: plain(weights), biases: plain(biases), input: plain(input), z, after };
    });
    """
    cases = []
    for net in nets:
        for n in (1, 5):
            t = random.dirichlet(np.ones(net.sizes[-1]), size=n) if net.sizes[-1] > 1 else random.uniform(size=(n, 1))
            t[0] = np.eye(net.sizes[-1])[0]
            cases.append((net, random.normal(size=(n, 2)), t))
    found = call(
        module_page,
        "Network from network, columnsOf from network",
        body,
        [given(net, x=x.tolist(), t=t.tolist(), loss=loss) for net, x, t in cases],
    )
    for (net, x, t), theirs in zip(cases, found, strict=True):
        ours = net.gradient(x, t, loss)
        assert theirs["loss"] == pytest.approx(ours.loss, **NEAR)
        assert np.array(theirs["input"]).T == pytest.approx(ours.input, **NEAR)
        for k in range(3):
            assert theirs["weights"][k] == pytest.approx(ours.weights[k].ravel(), **NEAR)
            assert theirs["biases"][k] == pytest.approx(ours.biases[k], **NEAR)
            assert np.array(theirs["z"][k]).T == pytest.approx(ours.pre_activations[k], **NEAR)
        assert theirs["after"] == pytest.approx(given(moved(net, ours, 0.1))["values"], **NEAR)


@pytest.mark.parametrize(
    ("loss", "last", "bias", "target"),
    [
        ("bce", "sigmoid", [40.0], [0.0]),
        ("bce", "sigmoid", [-800.0], [1.0]),
        ("cross_entropy", "softmax", [1000.0, 1001.0, 1002.0], [1.0, 0.0, 0.0]),
    ],
)
def test_losses_of_logits_are_stable(
    module_page: Page, loss: str, last: str, bias: list[float], target: list[float]
) -> None:
    net = Network([Layer(np.zeros((len(bias), 1)), bias, last)])
    body = """
    const { loss, values } = new Network(given, given.values).gradient([[1]], given.t.map((w) => [w]), given.loss);
    return [loss, [...values]];
    """
    value, slopes = call(module_page, IMPORTS, body, given(net, t=target, loss=loss))
    ours = net.gradient([1.0], target, loss)
    assert value == pytest.approx(ours.loss, rel=1e-13) and np.isfinite(value)
    assert slopes == pytest.approx([*ours.weights[0].ravel(), *ours.biases[0]], rel=1e-13, abs=1e-300)


def test_a_loss_outside_its_outputs_is_not_a_number(module_page: Page) -> None:
    net = Network([Layer([[2.0]], [0.0], "linear")])
    body = "return Number.isNaN(new Network(given, given.values).gradient([[1]], [[1]], 'bce').loss);"
    assert call(module_page, IMPORTS, body, given(net))


def test_accumulation_costs_and_paths(module_page: Page) -> None:
    random = np.random.default_rng(8)
    net = network_of(random, [2, 3, 4, 2], ["tanh", "softmax", "sin"])
    x = random.normal(size=2)
    body = """
    const { jacobians } = new Network(given, given.values).point(given.x);
    const { sizes } = given, orders = { forward: forward(jacobians, sizes), reverse: reverse(jacobians, sizes) };
    return { ...orders, paths: paths(jacobians, sizes, 1, 0), count: pathCount(sizes) };
    """
    imports = (
        "Network from network, forward from accumulation, reverse from accumulation, "
        "paths from paths, pathCount from paths"
    )
    found = call(module_page, imports, body, given(net, x=list(x)))
    jacobians = net.layer_jacobians(x)
    for name, ours in (("forward", forward(jacobians)), ("reverse", reverse(jacobians))):
        assert found[name]["multiplications"] == ours.multiplications
        for one, other in zip(found[name]["products"], ours.products, strict=True):
            assert one == pytest.approx(other.ravel(), **NEAR)
    listed = list(paths(jacobians, 1, 0))
    assert found["count"] == len(listed) == len(found["paths"]) == 12
    for theirs, path in zip(found["paths"], listed, strict=True):
        assert theirs["units"] == list(path.units) and theirs["factors"] == pytest.approx(path.factors, **NEAR)
    assert sum(path["product"] for path in found["paths"]) == pytest.approx(net.input_output_jacobian(x)[1, 0], **NEAR)


def test_differences_of_values_find_the_same_matrix(module_page: Page) -> None:
    """Independent of every derivative of the module; exact for the linear network, whose steps are powers of 2."""
    known = [(net, x) for net, x in networks(4) if max(np.abs(z).max() for z in net.pre_activations(x)) < 6]
    body = "return given.map((given) => new Network(given, given.values).differenceJacobian(given.x).j);"
    found = call(module_page, IMPORTS, body, [given(net, x=list(x)) for net, x in known])
    assert len(known) > 20
    for (net, x), j in zip(known, found, strict=True):
        assert j == pytest.approx(net.input_output_jacobian(x).ravel(), rel=1e-8, abs=1e-8)


def test_many_points_are_carried_at_once(module_page: Page) -> None:
    random = np.random.default_rng(9)
    net = network_of(random, [2, 3, 2], ["relu", "softmax"])
    x = random.normal(size=(7, 2))
    x[3] = 0
    net = Network([Layer(net.layers[0].weights, [0, 0.3, -0.2], "relu"), net.layers[1]])
    body = """
    const { f, j, determinant, kinks } = new Network(given, given.values).at(columnsOf(given.x), 7);
    const plain = (arrays) => arrays.map((w) => [...w]);
    return { f: plain(f), j: plain(j), determinant: [...determinant], kinks: plain(kinks) };
    """
    found = call(module_page, "Network from network, columnsOf from network", body, given(net, x=x.tolist()))
    assert np.array(found["f"]).T == pytest.approx(net.forward(x)[-1], **NEAR)
    j = net.input_output_jacobian(x)
    assert np.array(found["j"]).T.reshape(-1, 2, 2) == pytest.approx(j, **NEAR)
    assert found["determinant"] == pytest.approx(np.linalg.det(j), rel=1e-9, abs=1e-12)
    assert np.array(found["kinks"]).T == pytest.approx(net.pre_activations(x)[0], **NEAR)
    assert found["kinks"][0][3] == 0


def test_seeds_draw_the_same_doubles(module_page: Page) -> None:
    body = "const next = mulberry32(given); return Array.from({ length: 100 }, next);"
    for seed in (0, 1, 42, 2**32 - 1):
        uniform = mulberry32(seed)
        assert call(module_page, "mulberry32 from seeds", body, seed) == [next(uniform) for _ in range(100)]
    sizes, names = [2, 5, 4, 3, 2], ["relu", "selu", "tanh", "softmax"]
    for digits, scale in ((3, 1.0), (2, 1.7), (5, 0.3)):
        body = "return drawn(given, given.seed, given.scale, given.digits);"
        plain = {"sizes": sizes, "activations": names, "seed": 11, "scale": scale, "digits": digits}
        ours = given(drawn(sizes, names, 11, scale=scale, digits=digits))["values"]
        assert call(module_page, "drawn from seeds", body, plain) == ours
