"""Change of variables in integrals: f(x) dx = f(x(u)) |det J| du, both sides in numbers and the solution in steps."""

from jacviz.integrals.result import Result, change_of_variables

__all__ = ["Result", "change_of_variables"]
