"""LaTeX of a mapping, its Jacobian matrix and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Table
from functools import lru_cache

from sympy import Add, Expr, ImmutableMatrix, Mul, S, Symbol, sin, sinh, tan, tanh
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty import pretty
from sympy.printing.pretty.stringpict import stringPict

from jacviz.mapping import Mapping
from jacviz.names import GREEK
from jacviz.symbolic.definitions import Named
from jacviz.symbolic.legibility import Lengths, is_readable
from jacviz.symbolic.roots import linear_root

ODD = (sin, sinh, tan, tanh)
LONG = 60  # operations of an expression that is set over the whole width, whatever its exact width


class _Printer(LatexPrinter):
    """sin theta without brackets, if nobody can misread it (numbers and symbols); 1 - u and not -u + 1."""

    def _needs_function_brackets(self, expr: Expr) -> bool:
        factors = expr.args if expr.is_Mul else (expr,)
        return not all(f.is_Symbol or f.is_Integer or f is S.Pi for f in factors)

    def _print_Mul(self, expr: Expr) -> str:
        turned = _turned(expr)
        return self._print(turned) if turned is not expr else super()._print_Mul(expr)

    def _print_polygamma(self, expr: Expr) -> str:
        order, argument = expr.args
        psi = r"\psi" if order is S.Zero else rf"\psi^{{({self._print(order)})}}"
        return rf"{psi}\left({self._print(argument)}\right)"

    def _as_ordered_terms(self, expr: Expr, order: str | None = None) -> list[Expr]:
        terms = super()._as_ordered_terms(expr, order=order)
        if terms[0].could_extract_minus_sign():
            terms.sort(key=lambda t: t.could_extract_minus_sign())
        return terms


def _turned(expr: Expr) -> Expr:
    """l sin(b - a) for -l sin(a - b), as which SymPy keeps it: a minus sign is free inside a difference."""
    coefficient, rest = expr.as_coeff_Mul()
    factors = list(Mul.make_args(rest))
    odd = (i for i, factor in enumerate(factors) if isinstance(factor, ODD) and _is_difference(factor.args[0]))
    found = next(odd, None)
    if not coefficient.is_negative or found is None:
        return expr
    factors[found] = factors[found].func(-factors[found].args[0], evaluate=False)
    if coefficient is not S.NegativeOne:
        factors.insert(0, -coefficient)
    return Mul(*factors, evaluate=False) if len(factors) > 1 else factors[0]


def _is_difference(expr: Expr) -> bool:
    return len({term.could_extract_minus_sign() for term in Add.make_args(expr)}) > 1


def expression_latex(expr: Expr, symbols: Table[Symbol, str] | None = None) -> str:
    """An expression as people write it on a board: ln, arctan, sin^2; symbols: how some are to look."""
    if expr is S.Zero:  # most entries of a large matrix: a printer of its own takes longer than all the others
        return "0"
    names = {symbol: name_latex(symbol.name) for symbol in expr.free_symbols} | dict(symbols or {})
    style = {"ln_notation": True, "inv_trig_style": "full", "fold_func_brackets": True}
    return _Printer({**style, "symbol_names": names}).doprint(expr)


@lru_cache(maxsize=1024)
def name_latex(name: str) -> str:
    r"""A canonical name: theta -> \theta, x1 -> x_{1}, x1_a -> x_{1,a}, xprime -> x'; other signs are left out."""
    primes = ""
    while name.endswith(("prime", "'")) and name not in ("prime", "'"):
        name, primes = name.removesuffix("prime" if name.endswith("prime") else "'"), primes + "'"
    if marked := re.fullmatch(r"([A-Za-z]+)_(hat|tilde)(\d*)", name):
        base, mark, digits = marked.groups()
        return rf"\{mark}{{{name_latex(base)}}}" + (f"_{{{digits}}}" if digits else "") + primes
    if stepped := re.fullmatch(r"([A-Za-z]+)_([a-z]?)minus(\d+)", name):
        return f"{name_latex(stepped[1])}_{{{stepped[2]}-{stepped[3]}}}" + primes
    if changed := re.fullmatch(rf"Delta((?:[A-Za-z]|{'|'.join(GREEK)})\d*)", name):
        return rf"\Delta {name_latex(changed[1])}" + primes
    match = re.fullmatch(r"([A-Za-z](?:[A-Za-z0-9]*[A-Za-z])?)([0-9]*)(?:_([A-Za-z0-9]+))?", name)
    if not match:
        return rf"\mathrm{{{re.sub('[^A-Za-z0-9]', '', name)}}}"
    letters, digits, word = match.groups()
    if letters in GREEK:
        base = "\\" + letters
    else:
        base = letters if len(letters) == 1 else rf"\mathrm{{{letters}}}"
    if word and not word.isdigit() and len(word) > 1:
        word = rf"\mathrm{{{word}}}"
    index = ",".join(part for part in (digits, word) if part)
    return base + (f"_{{{index}}}" if index else "") + primes


def equation(expr: Expr, variables: Sequence[Symbol] | None = None) -> str:
    """expr = 0, solved where that takes one glance (r = 0, u = 1/2); without variables "= expr"."""
    if variables is None:
        return f"= {expression_latex(expr)}"
    root = linear_root(expr)
    if root and root[0] in variables:
        return f"{name_latex(root[0].name)} = {expression_latex(root[1])}"
    if squared := _squared(expr):
        return " = ".join(name_latex(symbol.name) for symbol in squared) + " = 0"
    return f"{expression_latex(expr)} = 0"


def _squared(expr: Expr) -> list[Symbol]:
    """The symbols of a sum of even powers with positive factors, such as u^2 + 4 v^2: it is 0 where all of them are."""
    found = set()
    for term in expr.args if expr.is_Add else ():
        factor, power = term.as_coeff_Mul()
        base, exponent = power.as_base_exp()
        if not (factor > 0 and base.is_Symbol and exponent.is_Integer and exponent > 0 and exponent % 2 == 0):
            return []
        found.add(base)
    return sorted(found, key=lambda symbol: symbol.name)


def mapping_latex(mapping: Mapping) -> str:
    """The components, one line each, aligned at the equals sign."""
    lines = [
        f"{name_latex(name)} &= {expression_latex(c)}"
        for name, c in zip(mapping.names, mapping.components, strict=True)
    ]
    return _block("aligned", lines)


def partial_symbol_latex(mapping: Mapping, i: int, j: int) -> str:
    """The sign for the derivative of component i by variable j."""
    name, variable = name_latex(mapping.names[i]), name_latex(mapping.variables[j].name)
    d = r"\mathrm{d}" if len(mapping.variables) == 1 else r"\partial "
    return rf"\dfrac{{{d}{name}}}{{{d}{variable}}}"


def partial_latex(mapping: Mapping, i: int, j: int, named: Named | None = None) -> str:
    """The derivative of component i by variable j, as an equation."""
    matrix = named.matrix if named else mapping.jacobian_matrix
    return f"{partial_symbol_latex(mapping, i, j)} = {expression_latex(matrix[i, j])}"


def jacobian_symbol_latex(mapping: Mapping) -> str:
    """The Jacobian matrix of the signs for the partial derivatives."""
    m, n = mapping.jacobian_matrix.shape
    return _matrix([[partial_symbol_latex(mapping, i, j) for j in range(n)] for i in range(m)], gap="[2.4ex]")


def jacobian_latex(mapping: Mapping) -> str:
    """The Jacobian matrix."""
    return matrix_latex(mapping.jacobian_matrix)


def matrix_latex(matrix: ImmutableMatrix, symbols: Table[Symbol, str] | None = None) -> str:
    """A matrix of expressions."""
    return _matrix([[expression_latex(e, symbols) for e in row] for row in matrix.tolist()])


def matrix_width(matrix: ImmutableMatrix) -> int:
    """About how many characters wide a matrix is when it is set, its brackets left out."""
    columns = matrix.T.tolist()
    return sum(2 + max(map(_width, column)) for column in columns)


def _width(expr: Expr) -> int:
    operations, signs = Lengths()(expr)
    if expr.is_Integer:
        return signs
    # Setting a long expression in characters can take minutes, and it is wide anyway.
    return signs if operations > LONG else stringPict(pretty(expr, use_unicode=True)).width()


def determinant_latex(mapping: Mapping) -> str:
    """det J as it is after tidying, or in words why it is not written out."""
    return _measure_latex(mapping, lambda: mapping.jacobian_determinant)


def untidied_determinant_latex(mapping: Mapping) -> str:
    """det J as cofactors give it, or in words why it is not written out."""
    return _measure_latex(mapping, lambda: mapping.untidied_determinant)


def volume_element_latex(mapping: Mapping) -> str:
    """The square root of det J^T J, or in words why it is not written out."""
    return _measure_latex(mapping, lambda: mapping.volume_element)


def _measure_latex(mapping: Mapping, measure: Callable[[], Expr]) -> str:
    if mapping.has_measure and is_readable(found := measure()):
        return expression_latex(found)
    return r"\text{too long to write out}"


def inverse_latex(mapping: Mapping) -> str:
    """The inverse of the Jacobian matrix."""
    return matrix_latex(mapping.inverse_jacobian_matrix)


def meanings_latex(meanings: Table[Symbol, Expr]) -> list[str]:
    """Each name and what it means, as an equation."""
    return [f"{name_latex(name.name)} = {expression_latex(meaning)}" for name, meaning in meanings.items()]


def to_latex(mapping: Mapping, named: Named | None = None) -> str:
    """The mapping, its Jacobian matrix and determinant (or volume element) as one block for amsmath.

    With the names of a text where they make a result shorter, and with what those mean.
    """
    lines = [
        f"{name_latex(name)} &= {expression_latex(c)}"
        for name, c in zip(mapping.names, mapping.components, strict=True)
    ]
    lines += [equation.replace(" = ", " &= ", 1) for equation in meanings_latex(named.meanings if named else {})]
    matrix = named.matrix if named else mapping.jacobian_matrix
    lines.append(f"J &= {jacobian_symbol_latex(mapping)} = {matrix_latex(matrix)}")
    measure = expression_latex(named.measure) if named and named.measure is not None else None
    if mapping.is_square:
        lines.append(rf"\det J &= {measure or determinant_latex(mapping)}")
    elif not (mapping.has_measure and mapping.volume_element is S.Zero):
        lines.append(rf"\sqrt{{\det J^{{\mathsf T}} J}} &= {measure or volume_element_latex(mapping)}")
    return _block("align*", lines) + "\n"


def _block(environment: str, lines: Sequence[str]) -> str:
    body = " \\\\\n".join(lines)
    return f"\\begin{{{environment}}}\n{body}\n\\end{{{environment}}}"


def _matrix(rows: Sequence[Sequence[str]], gap: str = "") -> str:
    body = f" \\\\{gap} ".join(" & ".join(row) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"
