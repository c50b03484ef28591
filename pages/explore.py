"""Explore: type a mapping, read its Jacobian, watch area stretch."""

from jacviz.ui import workbench
from jacviz.ui.rooms import EXPLORE

workbench.show(EXPLORE)
