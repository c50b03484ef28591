"""Imported by the fork server alone: each worker is born with a first formula behind it, all modules loaded."""

from jacviz.explore.analysis import analyse, inverse
from jacviz.explore.inputs import Request
from jacviz.integrals.answer import answer
from jacviz.integrals.examples import examples
from jacviz.networks import answer as networks

FORMULAS = ("x = r cos θ\ny = r sin θ", "x = (u + a)/(u^2 + v^2)\ny = e^u |v|", "w = z^2 + 1/z")

for _text in FORMULAS:
    analyse(Request(_text))
    inverse(Request(_text))
networks.analyse(networks.NetworkRequest())
answer(examples()[0].request)
