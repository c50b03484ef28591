"""One character of a person's text -> the characters it stands for; what cannot stand in a formula is named."""

from __future__ import annotations

import unicodedata

from .errors import ParseError

SAME = {
    "·": "*", "⋅": "*", "∙": "*", "•": "*", "×": "*", "∗": "*", "⁎": "*", "✕": "*", "✖": "*", "⨯": "*", "∘": "*",
    "÷": "/", "∕": "/", "⁄": "/", "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "﹣": "-",
    "≤": "≤", "⩽": "≤", "≦": "≤", "≥": "≥", "⩾": "≥", "≧": "≥", "→": "→", "↦": "→", "⟶": "→", "⟼": "→", "⇒": "→",
    "∣": "|", "│": "|", "❘": "|", "⟨": "(", "⟩": ")", "〈": "(", "〉": ")",
    "′": "'", "’": "'", "‘": "'", "`": "'", "´": "'", "ʹ": "'", "∧": "∧", "∨": "∨", "¬": "¬",
    "√": "√", "∛": "∛", "∜": "∜", "≔": "=", "∶": ":", "\u2061": " ", "\u2062": " ", "\u2063": " ", "\u2064": "+",
    "\t": " ", "\r": "\n", "∈": "∈", "≡": "≡", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉", "ℓ": "l",
}  # fmt: skip
BARS = "\u0304\u0305"
MARKS = {"\u0307": "dot", "\u0302": "hat", "\u0303": "tilde", "\u20d7": "vec"}
"""Marks above a letter that a formula uses, by the LaTeX command that sets them."""
LOOK_ALIKES = dict(
    zip(
        "аесорхуіјѕԁһԛԝАВЕКМНОРСТХУІЈЅαοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aecopxyijsdhqwABEKMHOPCTXYIJSaoABEZHIKMNOPTYX",
        strict=True,
    )
)
del LOOK_ALIKES["α"]
del LOOK_ALIKES["Υ"]
REMEDIES = {
    "∞": "∞ is no number here: give a large number such as 1000.",
    "∂": "Type only the mapping: its derivatives are made for you.",
    "∇": "Type only the mapping: its derivatives are made for you.",
    "∫": "An integral cannot be part of a mapping here: type its closed form.",
    "∑": "Write the terms of the sum one by one.",
    "∏": "Write the factors of the product one by one.",
    "≠": "Use <, >, ≤ or ≥ in conditions.",
    "±": "± stands for two values: choose + or -.",
    "∓": "∓ stands for two values: choose + or -.",
    "‖": "Write a length as sqrt(x^2 + y^2).",
    "°": "Angles are in radians: write 90° as π/2.",
    '"': "Quotation marks have no meaning here: leave them out.",
    "?": "Write a choice as if(condition, a, b).",
    "…": "Write every term.",
}


def describe(character: str) -> str:
    """A name for a character that may be invisible."""
    name = unicodedata.name(character, "")
    return f"{name.lower()} (U+{ord(character):04X})" if name else f"control character U+{ord(character):04X}"


def plain(character: str, position: int) -> str:
    """What a character stands for, in the small alphabet of the tokenizer; ParseError when it has no place."""
    if character.isascii() and (character.isprintable() or character == "\n"):
        if character in REMEDIES:
            raise ParseError(REMEDIES[character], position)
        return character
    same = SAME.get(character)
    if same:
        return same
    category = unicodedata.category(character)
    if character in LOOK_ALIKES:
        latin = LOOK_ALIKES[character]
        raise ParseError(f"This is the {describe(character)}, which only looks like {latin}: type {latin}.", position)
    if character in REMEDIES:
        raise ParseError(REMEDIES[character], position)
    if category == "Zs":
        return " "
    if category in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"):
        raise ParseError(f"An invisible character stands here, {describe(character)}: delete it.", position)
    if category in ("Mn", "Me", "Mc"):
        raise ParseError(f"Marks on letters are not read ({describe(character)}): use an index such as x1.", position)
    return unicodedata.normalize("NFKC", character)
