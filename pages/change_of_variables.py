"""Change of variables in integrals: both sides, step by step, and the right answer."""

from jacviz.ui import integrals

integrals.show()
