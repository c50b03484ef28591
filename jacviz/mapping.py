"""Mapping and Box: frozen descriptions, and the derivatives that follow from them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sympy import Abs, Add, Expr, Float, ImmutableMatrix, S, Symbol, sqrt

from jacviz.numeric.tape import Tape
from jacviz.symbolic import cofactors, derivative
from jacviz.symbolic import zero_set as singular
from jacviz.symbolic.legibility import is_readable
from jacviz.symbolic.tidy import tidied, tidied_entries, tidy

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from jacviz.numeric.run import Array


@dataclass(frozen=True)
class Box:
    """A closed box in R^n; ValueError unless every interval is finite and rises."""

    lower: tuple[float, ...]
    upper: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.lower) != len(self.upper):
            raise ValueError(f"A box needs as many lower as upper ends (here {len(self.lower)} and {len(self.upper)}).")
        for low, high in zip(self.lower, self.upper, strict=True):
            if not (math.isfinite(low) and math.isfinite(high) and math.isfinite(high - low)):
                raise ValueError(f"A range needs two finite ends (here {low} and {high}). Use smaller numbers.")
            if not low < high:
                raise ValueError(f"A range must rise (here from {low} to {high}). Put the smaller number first.")

    @property
    def dimension(self) -> int:
        return len(self.lower)

    @property
    def intervals(self) -> tuple[tuple[float, float], ...]:
        """Its sides, each as (lower, upper)."""
        return tuple(zip(self.lower, self.upper, strict=True))


@dataclass(frozen=True)
class Mapping:
    """A map R^n -> R^m over a box: one component for each name, as expressions in real symbols.

    The Jacobian matrix has a row for each component and a column for each variable, in their order. ValueError where
    a name or a range is missing or stands twice, or an expression holds a symbol that is none of these.
    """

    variables: tuple[Symbol, ...]
    names: tuple[str, ...]
    components: tuple[Expr, ...]
    _: KW_ONLY
    domain: Box
    parameters: tuple[Symbol, ...] = ()
    parameter_values: tuple[float, ...] = ()
    parameter_box: Box = Box((), ())

    def __post_init__(self) -> None:
        symbols = self.variables + self.parameters
        if not self.variables or not self.components:
            raise ValueError("A mapping needs at least one variable and one component.")
        if len(self.names) != len(self.components):
            raise ValueError(f"Each component needs a name (here {len(self.names)} for {len(self.components)}).")
        if not all(isinstance(c, Expr) for c in self.components):
            raise ValueError("Components must be SymPy expressions. Use jacviz.parse for text.")
        if len(set(symbols)) < len(symbols):
            raise ValueError("Each variable and parameter may be named once only.")
        if unknown := set().union(*(c.free_symbols for c in self.components)) - set(symbols):
            names = ", ".join(sorted(s.name for s in unknown))
            raise ValueError(f"{names} is neither a variable nor a parameter. Add it to one of them.")
        if self.domain.dimension != len(self.variables):
            raise ValueError("The domain needs one range for each variable.")
        if not len(self.parameters) == len(self.parameter_values) == self.parameter_box.dimension:
            raise ValueError("Each parameter needs one value and one range.")

    @property
    def is_square(self) -> bool:
        """As many components as variables."""
        return len(self.components) == len(self.variables)

    @cached_property
    def jacobian_matrix(self) -> ImmutableMatrix:
        """All partial derivatives, shape (components, variables): as differentiated, or much shorter."""
        slopes = [[derivative.derivative(c, x) for x in self.variables] for c in self.components]
        return ImmutableMatrix(tidied_entries(slopes))

    @cached_property
    def untidied_determinant(self) -> Expr:
        """det J by cofactors, before tidying; ValueError when J is not square."""
        if not self.is_square:
            raise ValueError(
                "The determinant needs as many components as variables "
                f"(here {len(self.components)} and {len(self.variables)}). Use volume_element."
            )
        return cofactors.determinant(self.jacobian_matrix.tolist())

    @cached_property
    def has_determinant(self) -> bool:
        """Whether det J can be worked out: J is square and, if it is full, has no more than 8 rows."""
        return self.is_square and self._has_few_products

    @cached_property
    def has_measure(self) -> bool:
        """Whether det J, or det J^T J or det J J^T, can be written out and read; det J of up to 3 rows always is."""
        is_small = self.is_square and len(self.variables) <= 3
        return self._has_few_products and (is_small or is_readable(self.rank_measure))

    @cached_property
    def _has_few_products(self) -> bool:
        try:
            return self._untidied_measure is not None
        except cofactors.TooManyProducts:
            return False

    @cached_property
    def _untidied_measure(self) -> Expr:
        if self.is_square:
            return self.untidied_determinant
        is_tall = len(self.components) > len(self.variables)
        return cofactors.sum_of_squared_minors(self.jacobian_matrix if is_tall else self.jacobian_matrix.T)

    @cached_property
    def jacobian_determinant(self) -> Expr:
        """det J, tidied; ValueError when J is not square or has too many entries."""
        return self._tidied_determinant[0]

    @property
    def determinant_is_tidied(self) -> bool:
        """Whether the search for a short form of det J came to its end, or was cut short by its budget."""
        return not self.has_determinant or self._tidied_determinant[1]

    @cached_property
    def _tidied_determinant(self) -> tuple[Expr, bool]:
        return tidied(self.untidied_determinant)

    @cached_property
    def gram_matrix(self) -> ImmutableMatrix:
        """J^T J: the lengths and angles that the mapping gives to the coordinate directions."""
        return ImmutableMatrix(cofactors.gram(self.jacobian_matrix))

    @cached_property
    def gram_determinant(self) -> Expr:
        """det J^T J, tidied: the sum of the squares of the maximal minors of J (Cauchy-Binet)."""
        if self.is_square:
            return self.jacobian_determinant**2
        if len(self.components) < len(self.variables):
            return S.Zero
        return tidy(self._untidied_measure)

    @cached_property
    def volume_element(self) -> Expr:
        """sqrt(det J^T J), tidied: length, area, volume per unit; abs(det J) when square."""
        if self.is_square:
            return Abs(self.jacobian_determinant)
        return tidy(sqrt(self.gram_determinant))

    @cached_property
    def inverse_jacobian_matrix(self) -> ImmutableMatrix:
        """J^-1 = adjugate / determinant, tidied; ValueError when J is not square or singular everywhere."""
        if self.jacobian_determinant is S.Zero:
            raise ValueError("J has no inverse: its determinant is 0 everywhere.")
        return cofactors.adjugate(self.jacobian_matrix).applyfunc(
            lambda cofactor: tidy(cofactor / self.jacobian_determinant)
        )

    @cached_property
    def kinks(self) -> tuple[Expr, ...]:
        """Expressions on whose zero sets J need not exist."""
        return tuple(dict.fromkeys(k for c in self.components for k in derivative.kinks(c)))

    @cached_property
    def singular_factors(self) -> tuple[Expr, ...]:
        """Expressions whose zero sets together are where the rank drops: () for nowhere, (0,) for everywhere."""
        return singular.factors(self.rank_measure)

    @cached_property
    def rank_measure(self) -> Expr:
        """det J when square, else det J^T J or, with more variables than components, det J J^T: 0 where rank drops."""
        if self.is_square:
            return self.jacobian_determinant
        if len(self.components) > len(self.variables):
            return self.gram_determinant
        return tidy(self._untidied_measure)

    def values(self, point: Sequence[float]) -> Array:
        """f(p), shape (m,); NaN where a component is not defined."""
        return self._tables(point)[0]

    def at(self, point: Sequence[float]) -> Array:
        """J(p) as numbers, shape (m, n), at the values of the parameters; NaN throughout where J does not exist."""
        return self._tables(point)[1]

    def linearization(self, point: Sequence[float]) -> Mapping:
        """x -> f(p) + J(p) (x - p), the affine mapping nearest to f at p; ValueError where there is no J(p)."""
        values, matrix = self._tables(point)
        if not all(map(math.isfinite, (*values, *matrix.flat))):
            raise ValueError(f"J does not exist at {tuple(point)}. Choose a point where the mapping is smooth.")
        steps = [x - Float(w) for x, w in zip(self.variables, point, strict=True)]
        rows = zip(values, matrix, strict=True)
        components = tuple(
            Add(Float(y), *(Float(a) * step for a, step in zip(row, steps, strict=True))) for y, row in rows
        )
        return replace(self, components=components, parameters=(), parameter_values=(), parameter_box=Box((), ()))

    def pushforward(self, point: Sequence[float], tangent: ArrayLike) -> Array:
        """J(p) v, shape (m,): the image of the tangent v at p (the Jacobian-vector product)."""
        from jacviz.numeric.point import vector

        return self.at(point) @ vector(tangent, len(self.variables), "A tangent", "variable")

    def pullback(self, point: Sequence[float], cotangent: ArrayLike) -> Array:
        """J(p)^T w, shape (n,): the gradient of the components weighted by w (the vector-Jacobian product)."""
        from jacviz.numeric.point import vector

        return vector(cotangent, len(self.components), "A cotangent", "component") @ self.at(point)

    def _tables(self, point: Sequence[float]) -> tuple[Array, Array]:
        from jacviz.numeric.point import Tables  # the symbols do without NumPy

        widths = [high - low for low, high in self.domain.intervals]
        return Tables(self._tape, self.jacobian_matrix.shape, self.parameter_values, widths).at(point)

    @cached_property
    def _tape(self) -> Tape:
        return Tape.of(self.variables + self.parameters, [*self.components, *self.jacobian_matrix, *self.kinks])
