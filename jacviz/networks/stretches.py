"""Principal stretches against depth: how a network's derivative vanishes or explodes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from jacviz.networks.accumulation import forward
from jacviz.networks.activation import Array
from jacviz.networks.network import Network


def principal_stretches(network: Network, x: ArrayLike) -> list[Array]:
    """The singular values, falling, of the derivative of layers 1 to k, for each k: shape (min(inputs, outputs),).

    What doubles cannot tell from 0 beside the largest is 0. ValueError when an entry is beyond the doubles.
    """
    found = []
    for k, product in enumerate(forward(network.layer_jacobians(x)).products, 1):
        if not np.isfinite(product).all():
            raise ValueError(f"The derivative of layers 1 to {k} exceeds 1e308. Use smaller weights or fewer layers.")
        stretches = np.linalg.svd(product, compute_uv=False)
        resolution = stretches[..., :1] * max(product.shape[-2:]) * np.finfo(float).eps
        found.append(np.where(stretches > resolution, stretches, 0.0))
    return found
