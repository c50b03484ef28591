"""Curves, surfaces and volumes: length, area and volume elements of mappings of every other shape."""

from jacviz.ui import workbench
from jacviz.ui.rooms import SHAPES

workbench.show(SHAPES)
