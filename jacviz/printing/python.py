"""Expressions printed as Python source for SymPy and for NumPy. The text is shown, never run."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy import Expr, Rational, Symbol
from sympy.printing.str import StrPrinter

NUMPY = {name: f"np.{name}" for name in "exp log sin cos tan sinh cosh tanh sign".split()}
NUMPY |= {f"a{name}": f"np.arc{name}" for name in "sin cos tan tan2 sinh cosh tanh".split()}
NUMPY |= {"Abs": "np.abs", "erf": "erf", "floor": "np.floor"}
NUMPY |= {"gamma": "special.gamma", "polygamma": "special.polygamma", "erfinv": "special.erfinv"}
NUMPY |= {"besselj": "special.jv", "besseli": "special.iv"}
RECIPROCAL = {"sec": "cos", "csc": "sin", "cot": "tan", "sech": "cosh", "csch": "sinh", "coth": "tanh"}
RECIPROCAL |= {f"a{name}": f"a{of}" for name, of in RECIPROCAL.items()}


class SympySource(StrPrinter):
    """SymPy source, with given identifiers for the symbols and rationals that stay exact."""

    def __init__(self, identifiers: dict[Symbol, str]) -> None:
        super().__init__()
        self.identifiers = identifiers

    def _print_Symbol(self, expr: Symbol) -> str:
        return self.identifiers[expr]

    def _print_Rational(self, expr: Rational) -> str:
        return f"Rational({expr.p}, {expr.q})"

    def _print_Exp1(self, expr: Expr) -> str:
        return "exp(1)"


def sympy_names(expr: Expr) -> set[str]:
    """The names that the SymPy source of an expression imports."""
    names = set()
    for node in sp.preorder_traversal(expr):
        if isinstance(node, sp.ITE):
            names.add("ITE")
        elif isinstance(node, (sp.Eq, sp.Ne)):
            names.add("Eq" if isinstance(node, sp.Eq) else "Ne")
        elif isinstance(node, (sp.Function, sp.Max, sp.Min)):
            names.add(node.func.__name__)
        elif node.is_Pow and abs(node.args[1]) == sp.S.Half:
            names.add("sqrt")
        elif node is sp.E:
            names.add("exp")
        elif node in (sp.pi, sp.I, sp.nan, sp.oo):
            names.add(str(node))
        if node.is_Rational and not node.is_Integer:
            names.add("Rational")
    return names


class NumpySource(StrPrinter):
    """NumPy source in `np` (and `erf`), with given identifiers for the symbols."""

    def __init__(self, identifiers: dict[Symbol, str]) -> None:
        super().__init__()
        self.identifiers = identifiers

    def _print_Symbol(self, expr: Symbol) -> str:
        return self.identifiers[expr]

    def _print_Function(self, expr: Expr) -> str:
        name = expr.func.__name__
        arguments = ", ".join(map(self._print, expr.args))
        if name in NUMPY:
            return f"{NUMPY[name]}({arguments})"
        if name == "erfc":
            return f"(1 - erf({arguments}))"
        if name not in RECIPROCAL:
            raise ValueError(f"{name} has no NumPy form. Use another function.")
        function = NUMPY[RECIPROCAL[name]]
        return f"{function}(1/({arguments}))" if name.startswith("a") else f"(1/{function}({arguments}))"

    _print_Abs = _print_sign = _print_floor = _print_gamma = _print_Function
    _print_polygamma = _print_besselj = _print_besseli = _print_Function

    def _print_Pow(self, expr: Expr, rational: bool = False) -> str:
        base, exponent = expr.args
        if base is sp.E:
            return f"np.exp({self._print(exponent)})"
        if exponent == sp.S.Half:
            return f"np.sqrt({self._print(base)})"
        if exponent == -sp.S.Half:
            return f"1/np.sqrt({self._print(base)})"
        return super()._print_Pow(expr, rational=True)

    def _print_Max(self, expr: Expr) -> str:
        return self._pairwise("np.maximum", expr)

    def _print_Min(self, expr: Expr) -> str:
        return self._pairwise("np.minimum", expr)

    def _pairwise(self, function: str, expr: Expr) -> str:
        first, *rest = sorted(expr.args, key=sp.default_sort_key)
        text = self._print(first)
        for a in rest:
            text = f"{function}({text}, {self._print(a)})"
        return text

    def _print_Piecewise(self, expr: Expr) -> str:
        branches = [(value, condition) for value, condition in expr.args if condition != sp.true]
        default = next((self._print(value) for value, condition in expr.args if condition == sp.true), "np.nan")
        conditions = ", ".join(self._print(condition) for _, condition in branches)
        values = ", ".join(self._print(value) for value, _ in branches)
        return f"np.select([{conditions}], [{values}], {default})"

    def _print_Relational(self, expr: Any) -> str:
        return f"({self._print(expr.lhs)} {expr.rel_op} {self._print(expr.rhs)})"

    def _print_And(self, expr: Any) -> str:
        return f"({' & '.join(map(self._print, sorted(expr.args, key=sp.default_sort_key)))})"

    def _print_Or(self, expr: Any) -> str:
        return f"({' | '.join(map(self._print, sorted(expr.args, key=sp.default_sort_key)))})"

    def _print_ITE(self, expr: Any) -> str:
        return f"np.where({', '.join(map(self._print, expr.args))})"

    def _print_Not(self, expr: Any) -> str:
        return f"~{self._print(expr.args[0])}"

    def _print_Pi(self, expr: Expr) -> str:
        return "np.pi"

    def _print_Exp1(self, expr: Expr) -> str:
        return "np.e"

    def _print_NaN(self, expr: Expr) -> str:
        return "np.nan"

    _print_ImaginaryUnit = _print_ComplexInfinity = _print_NaN

    def _print_Infinity(self, expr: Expr) -> str:
        return "np.inf"

    def _print_NegativeInfinity(self, expr: Expr) -> str:
        return "-np.inf"
