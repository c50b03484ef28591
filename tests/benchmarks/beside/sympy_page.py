"""The usual way: SymPy in the thread of the page, with what it does unless told otherwise."""

import streamlit as st
import sympy as sp

text = st.text_area("Mapping", "u^2 - v^2, 2*u*v")
try:
    components = sp.Matrix(sp.sympify(text))
    variables = sorted(components.free_symbols, key=str)
    J = components.jacobian(variables)
    st.latex(rf"J = {sp.latex(J)}")
    if J.is_square:
        determinant = J.det()
        st.latex(rf"\det J = {sp.latex(determinant)} = {sp.latex(sp.simplify(determinant))}")
except Exception as error:
    st.error(str(error))
