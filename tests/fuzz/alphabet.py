"""Bytes <-> text: a byte stands for a character or a whole piece of a formula, so that mutations move words."""

from __future__ import annotations

SPLIT = "\f"
"""Between two fields that are tried together."""

PLAIN = "".join(map(chr, range(32, 127))) + "\n"
SIGNS = "θφπρλαΣ√∛½²³⁻ⁿˣ₁ₘ·×÷−≤≥→∞∂∫°…’′¬∧∣⟨"
STRANGE = "\x00\x1b\x7f\u200b\u200e\u202e\u2066\ufeff\u2028\u0304\u0301аοІｘ１𝑥①ﬁ\ud800\U0001f600\u2044"
PIECES = (
    "sin ", "cos(", "tan ", "exp(", "ln ", "log(", "sqrt(", "abs(", "atan2(", "max(", "min(", "cosh(", "tanh(", "erf(",
    "cbrt(", "sign(", "asin(", "acosh ", "sec(", "coth(", "sinc(", "step(", "sigmoid(", "hypot(", "conj(", "re(",
    "arg(", "if(", " if ", " else ", " and ", " or ", "not ", "otherwise", "piecewise(", "x = ", "y = ",
    "f(u, v) = ", " -> ",
    "w = z^2", "x1", "x_1", "a_max", "theta", "lambda", "2π", "1e-3", "1/2", "^2", "^-1", "^(1/3)", "^x", "e^", "0.5",
    "99999999", "1e60", r"\frac{", "}{", r"\sqrt[3]{", r"\left(", r"\right)", r"\begin{cases}", r"\end{cases}", r" \\ ",
    " & ", r"\begin{pmatrix}", r"\end{pmatrix}", r"\cdot ", r"\theta", r"\mathrm{", r"\operatorname{", r"\text{if }",
    r"\overline{", "x'", "factorial(", "__import__(", "().__class__", "eval(", "</script>", "${", "](", "_{12}", " + ",
    " - ", "(((", ")))", "np.", "x[0]", r"\dot ", r"\hat{", "% ", "// ", " mod 1", "besselj(1, ", "gamma(", "Φ(",
    " = 0\n", "dx/dt = ", "a = 2\n", "g(t) = ", "jacobian(", " ∈ [0, 1]",
)  # fmt: skip
NAMES = (
    "map", "variables", "range.", "parameter.", "probe", "size", "morph", "zoom", "lines", "scale", "show", "axes",
    "symlog", "linear", "auto", "cells,lines", "orientation", "ellipse", "singular", "20", "1,2", "0,1,2,3", "nan",
    "inf", "-1e308", "1e999", "1_0", "0x10",
)  # fmt: skip


def table(*pieces: str) -> list[str]:
    """What each of the 256 bytes stands for."""
    found = list(dict.fromkeys((SPLIT, *PLAIN, *pieces, *SIGNS, *STRANGE, *PIECES)))[:256]
    return found + found[: 256 - len(found)]


FORMULAS = table()
LINKS = table(*NAMES)


def decoded(data: bytes, alphabet: list[str]) -> str:
    """The text that bytes stand for."""
    return "".join(map(alphabet.__getitem__, data))


def encoded(text: str, alphabet: list[str]) -> bytes:
    """Bytes for a text, the longest pieces first; what has no byte is left out."""
    longest = sorted(((piece, byte) for byte, piece in enumerate(alphabet)), key=lambda each: -len(each[0]))
    data = bytearray()
    while text:
        piece, byte = next(((p, b) for p, b in longest if text.startswith(p)), (text[0], None))
        if byte is not None:
            data.append(byte)
        text = text[len(piece) :]
    return bytes(data)
