"""Derivatives: from one derivative to the Jacobian matrix, in steps that each stand alone."""

from jacviz.ui import steps, workbench

workbench.show(steps.chosen())
