"""What cannot be read: where the caret stands, and a word of the remedy."""

import pickle

import pytest

from jacviz.parse import ParseError, parse, parse_number

REFUSED = [
    ("", 0, "Type a mapping"),
    ("  \n ", 0, "Type a mapping"),
    ("# only a comment", 0, "Type a mapping"),
    ("tam(x)", 0, "did you mean `tan`"),
    ("x + tam x", 4, "did you mean `tan`"),
    ("cosin(x)", 0, "did you mean"),
    ("sqr(x)", 0, "did you mean `sqrt`"),
    ("foo(x)", 0, "no function I know"),
    ("compile(x)", 0, "no function I know"),
    (r"\text{1}_2 x, y", 8, "index"),
    ("x + D" + "7" * 30, 4, "31 letters"),
    ("x ٣", 2, "arabic-indic digit three"),
    ("x, hello y", 3, "no name I know"),
    ("(x + 1", 0, "never closed"),
    ("x = (r cos θ\ny = r", 4, "never closed"),
    ("x + (y * (x", 9, "never closed"),
    ("x)", 1, "closes nothing"),
    ("(x]", 0, "another kind"),
    ("|x", 0, "never closed"),
    ("2|", 1, "no partner"),
    ("x|", 1, "no partner"),
    ("x +", 3, "missing behind"),
    ("x = r +\ny = r", 7, "missing behind"),
    ("x * * y", 4, "missing before *"),
    ("* x", 0, "missing before *"),
    ("x ^", 3, "missing behind"),
    ("()", 1, "missing before this bracket"),
    ("sin", 0, "needs an argument"),
    ("sin + x", 0, "needs an argument"),
    ("sin()", 4, "missing"),
    ("x =", 2, "formula is missing"),
    ("= x", 0, "name is missing"),
    ("2x = y", 0, "Left of ="),
    ("x^2 + y^2 = 1", 0, "Left of ="),
    ("sin(x) = y, 2", 0, "stands for a function"),
    ("x = u\nx = v", 6, "twice"),
    ("x' = u\nx' = v", 7, "twice"),
    ("(x, x) = (u, v)", 4, "twice"),
    ("(x, y) = u", 1, "2 names"),
    ("f(u, u) = u", 5, "twice"),
    ("f(u, 2) = u", 5, "Only names"),
    ("x(r, θ) = r\ny(u, v) = u", 14, "other variables"),
    ("u -> v -> w", 10, "One arrow"),
    ("u, , v", 1, "beside this comma"),
    ("u,", 1, "beside this comma"),
    ("(u, (v, 1))", 6, "Only one formula"),
    ("max(x)", 0, "2 to 8 arguments"),
    ("sin(x, y)", 0, "1 argument"),
    ("atan2(x)", 0, "2 arguments"),
    ("if(x, y, 1)", 3, "condition such as"),
    ("if(x > 0, y)", 0, "if(condition, a, b)"),
    ("x if y", 2, "other half"),
    ("x if x > 0 y", 2, "other half"),
    ("(x > 0) y", 3, "no number"),
    ("x < y", 2, "no component"),
    ("x & y", 2, "no meaning"),
    ("if(x = 0, 1, 2)", 5, "Use <"),
    ("if(x == 0, 1, 2)", 5, "Use <"),
    ("{x if x > 0}", 3, "other half"),
    ("5!", 1, "factorial"),
    ("x' + 1", 1, "prime"),
    ("x.y", 1, "point needs a digit"),
    ("1.2.3 x", 3, "one point"),
    ("x $ y", 2, "Dollar"),
    ("x @ y", 2, "matrix product"),
    ("x ? y : 1", 2, "if(condition"),
    ('__import__("os")', 11, "Quotation"),
    ("__import__", 0, "index"),
    ('x("os")', 2, "Quotation"),
    ("x\x00", 1, "U+0000"),
    ("x\u202e+1", 1, "right-to-left override"),
    ("x\u200b", 1, "zero width space"),
    ("\ufeffx", 0, "invisible"),
    ("х + 1", 0, "cyrillic"),
    ("x + ∞", 4, "large number"),
    ("∂x", 0, "derivatives"),
    ("x°", 1, "radians"),
    ("x ± 1", 2, "two values"),
    ("x 😀", 2, "no meaning"),
    ("x ≠ y", 2, "Use <"),
    ("1/0", 2, "divides by 0"),
    ("x + 3/(1 - 1)", 7, "divides by 0"),
    ("x/(x - x)", 1, "divides by 0"),
    ("x/step(y)", 1, "one of its cases"),
    ("0^-1", 0, "divides by 0"),
    ("log(0), x", 0, "must be positive"),
    ("x + ln(-2)", 4, "must be positive"),
    ("x + sqrt(-1)", 4, "must not be negative"),
    ("u, sqrt(-u^2)", 3, "not a real number"),
    ("asin(2) x", 0, "between -1 and 1"),
    ("(-8)^(1/3) x", 1, "cube root"),
    ("sin(x)^-1^x(", 11, "never closed"),
    ("ln^-1 x", 2, "could be an inverse"),
    ("conj(x), y", 0, "complex"),
    ("round(x)", 0, "floor(x + 1/2)"),
    ("gamma(10^8)", 0, "too large"),
    ("abcdefghijklmnopqrstuvwxyzabcdef x", 0, "name"),
    ("log_7(x)", 0, "another base"),
    ("1, 2", 0, "Variables field"),
    ("x_ + 1", 1, "index"),
    ("π = 2", 0, "is a number"),
    ("(θ) -> i z θ", 9, "name two variables"),
]


@pytest.mark.parametrize(("text", "position", "word"), REFUSED, ids=[repr(text) for text, _, _ in REFUSED])
def test_the_error_points_and_helps(text, position, word):
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert word in caught.value.message
    assert caught.value.position == position
    assert caught.value.text == text


def test_the_caret_stands_below_the_character():
    with pytest.raises(ParseError) as caught:
        parse("x = r cos θ\ny = r tam θ")
    message, line, caret = str(caught.value).split("\n")
    assert message == caught.value.message
    assert line == "y = r tam θ"
    assert line[caret.index("^") :].startswith("tam")


def test_an_error_survives_the_way_between_processes():
    error = ParseError("message", 3, "a text")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.message, copy.position, copy.text) == ("message", 3, "a text")


@pytest.mark.parametrize(
    ("variables", "position", "word"),
    [
        ("r, r", 3, "twice"),
        ("r, 2", 3, "Only names"),
        ("r, , θ", 3, "missing"),
        ("r + θ", 2, "Only names"),
        ("r, π", 3, "is a number"),
        ("r, sin", 3, "function"),
        ("r θ", 2, "Only names"),
        ("x\u202e", 1, "invisible"),
        ("r, eval('1')", 7, "Only names"),
        (",".join(f"x{k}" for k in range(65)), 246, "64"),
        ("averyveryverylongname", 0, "20"),
    ],
)
def test_an_error_in_the_variables_points_into_their_field(variables, position, word):
    with pytest.raises(ParseError) as caught:
        parse("r cos θ", variables=variables)
    assert word in caught.value.message
    assert (caught.value.position, caught.value.text) == (position, variables)


@pytest.mark.parametrize("text", ["", "x", "2 +", "1/0", "10^400", "1e999", "sqrt(-1)", "1 < 2", "2, 3", "tam(1)"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ParseError) as caught:
        parse_number(text)
    assert caught.value.text == text
