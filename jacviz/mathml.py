"""A mapping as MathML, which browsers show without a library."""

from html import escape

from sympy.printing.mathml import mathml

from jacviz.mapping import Mapping
from jacviz.names import label


def mapping_mathml(mapping: Mapping) -> str:
    """The components, one line each, as one MathML element."""
    rows = (
        f"<mtr><mtd><mi>{escape(label(name))}</mi></mtd><mtd><mo>=</mo>{mathml(component, printer='presentation')}</mtd></mtr>"
        for name, component in zip(mapping.names, mapping.components, strict=True)
    )
    return f'<math display="block"><mtable columnalign="right left">{"".join(rows)}</mtable></math>'
