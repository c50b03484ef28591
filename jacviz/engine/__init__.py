"""Symbolic work in other processes: each question once, none for long, none at the cost of another person.

A question goes to the fast lane, which has a process for each core and little patience; what does not finish there is
asked again in the slow lane, two processes that yield to everything else. Where the processes are is configuration.
"""

from jacviz.engine.engine import Engine
from jacviz.engine.workers import FAST, SLOW, Pace

__all__ = ["FAST", "SLOW", "Engine", "Pace"]
