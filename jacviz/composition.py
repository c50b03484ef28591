"""The composition of two mappings, and the chain rule that its Jacobian matrix obeys."""

from __future__ import annotations

from sympy import ImmutableMatrix, Symbol

from jacviz.mapping import Box, Mapping


def compose(g: Mapping, f: Mapping) -> Mapping:
    """
    g after f, over the domain of f: the components of f, in their order, go in for the variables of g.

    A parameter that both name is one parameter, with the value that f gives it. ValueError when the numbers of
    components and variables differ, or when a parameter of g bears the name of a variable of f.
    """
    if len(g.variables) != len(f.components):
        raise ValueError(
            f"g ∘ f needs as many variables of g as components of f (here {len(g.variables)} and {len(f.components)})."
        )
    if clash := set(f.variables) & set(g.parameters):
        names = ", ".join(sorted(s.name for s in clash))
        raise ValueError(f"{names} is a variable of f and a parameter of g. Rename one of them.")
    values = dict(zip(g.variables, f.components, strict=True))
    rows = dict.fromkeys([*_rows(f), *(row for row in _rows(g) if row[0] not in f.parameters)])
    parameters, values_, lows, highs = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Mapping(
        f.variables,
        g.names,
        tuple(component.xreplace(values) for component in g.components),
        domain=f.domain,
        parameters=parameters,
        parameter_values=values_,
        parameter_box=Box(lows, highs),
    )


def outer_jacobian_matrix(g: Mapping, f: Mapping) -> ImmutableMatrix:
    """J(g) at the points of the image of f: the left factor of the chain rule J(g ∘ f) = J(g)(f) J(f)."""
    return g.jacobian_matrix.xreplace(dict(zip(g.variables, f.components, strict=True)))


def _rows(mapping: Mapping) -> list[tuple[Symbol, float, float, float]]:
    """Each parameter with its value and its range."""
    rows = zip(mapping.parameters, mapping.parameter_values, mapping.parameter_box.intervals, strict=True)
    return [(symbol, value, *side) for symbol, value, side in rows]
