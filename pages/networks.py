"""Neural networks: every layer's Jacobian, their product, and backpropagation."""

from jacviz.ui import networks

networks.show()
