"""parse(print(e)) = e for random expressions, and no text whatever brings out anything but a ParseError."""

import time

import sympy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Add, Integer, Mul, Pow, Rational, Symbol

from jacviz.parse import ParseError, parse, read

NAMES = ["u", "v", "x1", "theta", "a_max", "lambda"]
SYMBOLS = [Symbol(n, real=True) for n in NAMES]
FUNCTIONS = {"sin": sympy.sin, "cos": sympy.cos, "tanh": sympy.tanh, "exp": sympy.exp, "atan": sympy.atan,
             "abs": sympy.Abs, "erf": sympy.erf}  # fmt: skip
SUGAR = {"abs": "|{}|", "exp": "e^({})"}

leaves = st.one_of(
    st.sampled_from(SYMBOLS),
    st.integers(0, 40).map(Integer),
    st.tuples(st.integers(1, 30), st.integers(1, 30)).map(lambda q: Rational(*q)),
    st.just(sympy.pi),
)


def _nodes(children):
    return st.one_of(
        st.tuples(st.just("+"), children, children),
        st.tuples(st.just("-"), children, children),
        st.tuples(st.just("*"), children, children),
        st.tuples(st.just("^"), children, st.integers(2, 4)),
        st.tuples(st.sampled_from(sorted(FUNCTIONS)), children),
    )


trees = st.recursive(leaves, _nodes, max_leaves=10)


def build(tree):
    """The expression by SymPy's own constructors."""
    if not isinstance(tree, tuple):
        return tree
    head, *rest = tree
    if head == "^":
        return Pow(build(rest[0]), rest[1])
    parts = [build(r) for r in rest]
    if head == "+":
        return Add(*parts)
    if head == "-":
        return Add(parts[0], Mul(-1, parts[1]))
    if head == "*":
        return Mul(*parts)
    return FUNCTIONS[head](*parts)


def write(tree, sugar):
    """The same as a person writes it: every operand in brackets, implicit products, bars and e^ if `sugar`."""
    if isinstance(tree, Rational) and not isinstance(tree, Integer):
        return f"({tree.p}/{tree.q})"
    if not isinstance(tree, tuple):
        return str(tree)
    head, *rest = tree
    if head == "^":
        return f"({write(rest[0], sugar)})^{rest[1]}"
    parts = [write(r, sugar) for r in rest]
    if head == "*":
        return f"({parts[0]})({parts[1]})" if sugar else f"({parts[0]})*({parts[1]})"
    if head in "+-":
        return f"({parts[0]}) {head} ({parts[1]})"
    if sugar and head in SUGAR:
        return SUGAR[head].format(parts[0])
    return f"{head}({parts[0]})"


def height(tree):
    if not isinstance(tree, tuple):
        return 0
    inner = max(height(part) for part in tree[1:])
    return inner + (tree[0] in FUNCTIONS)


@settings(max_examples=300)
@given(trees, st.booleans())
def test_what_is_printed_is_read_back(tree, sugar):
    expected = build(tree)
    text = write(tree, sugar)
    if height(tree) > 6:
        return
    try:
        (component,) = parse(text, variables=NAMES).components
    except ParseError as error:
        assert any(word in error.message for word in ("too large", "degree", "digits", "exponent", "no real value"))
        return
    assert sympy.simplify(component - expected) == 0 if component != expected else True


@settings(max_examples=200)
@given(trees)
def test_what_sympy_prints_is_read_back(tree):
    expected = build(tree)
    if expected.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I) or height(tree) > 5:
        return
    try:
        # SymPy prints Euler's number as E, which people use for an energy.
        (component,) = parse(str(expected).replace("E", "e"), variables=NAMES).components
    except ParseError as error:
        assert any(w in error.message for w in ("too large", "degree", "digits", "exponent", "no real value", "nested"))
        return
    # SymPy may keep Abs(Abs(u)) in a product, and prints it so.
    assert component == expected or sympy.simplify(component - expected) == 0


PIECES = [
    "x", "y", "r", "θ", "sin", "cos ", "tam", "ln", "|", "(", ")", "[", "]", "{", "}", "^", "+", "-",
    "*", "/", ",", ";", "\n", "=", "->", "2", "0.5", "x1", "_", "\\frac", "\\sqrt", "\\left", "\\right",
    "\\begin{cases}", "\\end{cases}", "if", "else", " ", "<", "≤", "z", "i", "e", "π", "√", "²", "'",
    "&", "\\\\", "max(", "f(u,v)", "\u0304", "^*", "!", "1e", "½", "conj", "and", "otherwise", "9^9",
    "#", ":", "σ(", "_{", "\\text{if}", "₁",
]  # fmt: skip


def survives(text):
    start = time.perf_counter()
    try:
        reading = read(text)
    except ParseError as error:
        assert 0 <= error.position <= len(text)
        assert error.text == text
        assert error.message and str(error)
    else:
        mapping = reading.mapping
        assert len(mapping.names) == len(mapping.components) == len(set(mapping.names))
        assert all(s.is_real for s in mapping.variables + mapping.parameters)
        assert not any(c.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I) for c in mapping.components)
    assert time.perf_counter() - start < 5


@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_a_jumble_of_formula_pieces_survives(text):
    survives(text)


@settings(max_examples=500)
@given(st.text(max_size=60))
def test_any_text_survives(text):
    survives(text)


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_any_variables_survive(text):
    try:
        mapping = parse("r cos(θ), r sin(θ)", variables=text)
    except ParseError as error:
        assert error.text in (text, "r cos(θ), r sin(θ)")
    else:
        assert mapping.variables
