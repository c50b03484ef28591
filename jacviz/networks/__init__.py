"""Layered networks: every layer's Jacobian matrix, their product, and backpropagation."""

from jacviz.networks.activations import ACTIVATIONS
from jacviz.networks.classic import classic
from jacviz.networks.layer import Layer
from jacviz.networks.losses import LOSSES
from jacviz.networks.network import Gradient, Network
from jacviz.networks.seeds import drawn

__all__ = ["ACTIVATIONS", "LOSSES", "Gradient", "Layer", "Network", "classic", "drawn"]
