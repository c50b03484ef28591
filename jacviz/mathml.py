"""A mapping and its Jacobian as MathML, which browsers show without a library."""

from html import escape

from sympy import Basic, Symbol
from sympy.printing.mathml import mathml

from jacviz.length import is_readable
from jacviz.mapping import Mapping
from jacviz.names import label


def formulas_mathml(mapping: Mapping) -> str:
    """The components, the Jacobian matrix and, where it is square, its determinant, each as an equation."""
    named = zip(mapping.names, mapping.components, strict=True)
    equations = [_row(f"<mi>{escape(label(name))}</mi>", component) for name, component in named]
    blocks = [_block(equations), _block([_row("<mi>J</mi>", mapping.jacobian_matrix.as_mutable())])]
    if mapping.is_square and mapping.has_measure and is_readable(mapping.jacobian_determinant):
        blocks.append(_block([_row("<mi>det</mi><mspace width='0.2em'/><mi>J</mi>", mapping.jacobian_determinant)]))
    return "".join(blocks)


def _row(left: str, right: Basic) -> str:
    # SymPy's printer writes a symbol's name as it stands: a name that is no plain word is escaped before.
    plain = right.xreplace({s: Symbol(escape(s.name)) for s in right.free_symbols if escape(s.name) != s.name})
    return f"<mtr><mtd>{left}</mtd><mtd><mo>=</mo>{mathml(plain, printer='presentation')}</mtd></mtr>"


def _block(rows: list[str]) -> str:
    return f'<math><mtable columnalign="right left">{"".join(rows)}</mtable></math>'
