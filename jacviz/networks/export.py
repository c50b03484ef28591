"""A network as source text for NumPy, PyTorch and JAX that gives the same numbers. The text is shown, never run."""

from __future__ import annotations

from jacviz.networks.activations import CUBE, LEAK, SELU_ALPHA, SELU_SCALE
from jacviz.networks.network import Network

SIGMOID = "np.exp(-np.logaddexp(0, -z))"
SIGMOID_LEFT = "np.exp(-np.logaddexp(0, z))"
NORMAL = "np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2"
POWER = f"math.sqrt(8 / math.pi) * (z + {CUBE} * z**3)"

NUMPY: dict[str, tuple[str, str]] = {
    "linear": ("z", "np.ones_like(z)"),
    "sigmoid": (SIGMOID, f"{SIGMOID} * {SIGMOID_LEFT}"),
    "tanh": ("np.tanh(z)", "1 - np.tanh(z) ** 2"),
    "relu": ("np.maximum(z, 0)", "np.where(z > 0, 1.0, 0.0)"),
    "leaky_relu": (f"np.where(z > 0, z, {LEAK} * z)", f"np.where(z > 0, 1.0, {LEAK})"),
    "elu": ("np.where(z > 0, z, np.expm1(np.minimum(z, 0)))", "np.exp(np.minimum(z, 0))"),
    "selu": (
        f"{SELU_SCALE} * np.where(z > 0, z, {SELU_ALPHA} * np.expm1(np.minimum(z, 0)))",
        f"{SELU_SCALE} * np.where(z > 0, 1.0, {SELU_ALPHA} * np.exp(np.minimum(z, 0)))",
    ),
    "softplus": ("np.logaddexp(0, z)", SIGMOID),
    "silu": (f"z * {SIGMOID}", f"{SIGMOID} * (1 + z * {SIGMOID_LEFT})"),
    "gelu": (f"z * {NORMAL}", f"{NORMAL} + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)"),
    "gelu_tanh": (
        f"z * (1 + np.tanh({POWER} / 2)) / 2",
        f"(1 + np.tanh({POWER} / 2)) / 2"
        f" + z * (1 - np.tanh({POWER} / 2) ** 2) * math.sqrt(8 / math.pi) * (1 + {3 * CUBE} * z * z) / 4",
    ),
    "softsign": ("z / (1 + abs(z))", "1 / (1 + abs(z)) ** 2"),
    "sin": ("np.sin(z)", "np.cos(z)"),
    "gaussian": ("np.exp(-z * z)", "-2 * z * np.exp(-z * z)"),
    "square": ("z * z", "2 * z"),
    "softmax": ("np.exp(z - z.max()) / np.exp(z - z.max()).sum()", ""),
}
TORCH = {
    "linear": "z",
    "sigmoid": "torch.sigmoid(z)",
    "tanh": "torch.tanh(z)",
    "relu": "F.relu(z)",
    "leaky_relu": f"F.leaky_relu(z, {LEAK})",
    "elu": "F.elu(z)",
    "selu": "F.selu(z)",
    "softplus": "torch.logaddexp(z, torch.zeros_like(z))",
    "silu": "F.silu(z)",
    "gelu": "F.gelu(z)",
    "gelu_tanh": 'F.gelu(z, approximate="tanh")',
    "softsign": "F.softsign(z)",
    "sin": "torch.sin(z)",
    "gaussian": "torch.exp(-z * z)",
    "square": "z * z",
    "softmax": "torch.softmax(z, dim=-1)",
}
JAX = {
    **{name: f"jax.nn.{name}(z)" for name in "sigmoid tanh relu elu selu softplus silu softmax".split()},
    "linear": "z",
    "leaky_relu": f"jax.nn.leaky_relu(z, {LEAK})",
    "gelu": "jax.nn.gelu(z, approximate=False)",
    "gelu_tanh": "jax.nn.gelu(z, approximate=True)",
    "softsign": "jax.nn.soft_sign(z)",
    "sin": "jnp.sin(z)",
    "gaussian": "jnp.exp(-z * z)",
    "square": "z * z",
}


def to_numpy(network: Network) -> str:
    """NumPy source of network(x) and jacobian_matrix(x), for one x of shape (inputs,)."""
    used = _used(network)
    functions = [_function(name, NUMPY[name][0]) + _jacobian(name) for name in used]
    layers = "".join(f"    ({w}, {b}, {name}, {name}_jacobian),\n" for w, b, name in _rows(network, "np.array"))
    head = "import math\n\n" if any("math." in text for text in functions) else ""
    return f"""\
{head}import numpy as np


{"".join(functions)}layers = [
{layers}]


def network(x):
    for weights, bias, activation, _ in layers:
        x = activation(weights @ x + bias)
    return x


def jacobian_matrix(x):
    product = np.eye(len(x))
    for weights, bias, activation, activation_jacobian in layers:
        z = weights @ x + bias
        product = activation_jacobian(z) @ weights @ product
        x = activation(z)
    return product
"""


def to_torch(network: Network) -> str:
    """PyTorch source of network(x) and jacobian_matrix(x) in doubles."""
    head = "import torch\nimport torch.nn.functional as F\n\ntorch.set_default_dtype(torch.float64)\n"
    return _autodiff(network, head, TORCH, "torch.tensor", "torch.func.jacrev")


def to_jax(network: Network) -> str:
    """JAX source of network(x) and jacobian_matrix(x) in doubles."""
    head = 'import jax\nimport jax.numpy as jnp\n\njax.config.update("jax_enable_x64", True)\n'
    return _autodiff(network, head, JAX, "jnp.array", "jax.jacobian")


def _autodiff(network: Network, head: str, forms: dict[str, str], array: str, jacobian: str) -> str:
    functions = "".join(_function(name, forms[name]) for name in _used(network))
    layers = "".join(f"    ({w}, {b}, {name}),\n" for w, b, name in _rows(network, array))
    return f"""\
{head}

{functions}layers = [
{layers}]


def network(x):
    for weights, bias, activation in layers:
        x = activation(weights @ x + bias)
    return x


jacobian_matrix = {jacobian}(network)
"""


def _used(network: Network) -> list[str]:
    return list(dict.fromkeys(layer.activation for layer in network.layers))


def _rows(network: Network, array: str) -> list[tuple[str, str, str]]:
    texts = [(layer.weights.tolist(), layer.bias.tolist(), layer.activation) for layer in network.layers]
    return [(f"{array}({weights})", f"{array}({bias})", name) for weights, bias, name in texts]


def _function(name: str, body: str) -> str:
    return f"def {name}(z):\n    return {body}\n\n\n"


def _jacobian(name: str) -> str:
    if name == "softmax":
        return _function("softmax_jacobian", "np.diag(softmax(z)) - np.outer(softmax(z), softmax(z))")
    return _function(f"{name}_jacobian", f"np.diag({NUMPY[name][1]})")
