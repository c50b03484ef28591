"""Names of variables, parameters and components: one canonical ASCII spelling, one label in Unicode."""

from __future__ import annotations

import re
import unicodedata

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
GLYPHS = {glyph: name for name, glyph in GREEK.items()} | {
    "ϑ": "theta", "ϕ": "phi", "ϵ": "epsilon", "ϱ": "rho", "ς": "sigma", "ϰ": "kappa", "ϖ": "pi", "∆": "Delta",
}  # fmt: skip
LONGEST = 20
"""Letters and digits a name may have at most."""

_PIECES = re.compile(r"\\?([A-Za-z]+?|[A-Za-z]+_[A-Za-z][A-Za-z0-9]*?)(?:_?\{?(\d+)\}?)?((?:prime|')*)")
_SIGNS = {"_hat": "\u0302", "_tilde": "\u0303"}
_MARKS = {sign: mark for mark, sign in _SIGNS.items()}
_MARKED = re.compile(f"(.)([{''.join(_MARKS)}])")
_SUBSCRIPT_DIGITS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUBSCRIPT_LETTERS = dict(zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def canonical(name: str) -> str:
    """The ASCII spelling of a name: θ -> theta, x₁ and x_1 -> x1, x' -> xprime. ValueError when it is no name."""
    name = re.sub("(?<=[ₐ-ₜᵢᵣᵤᵥⱼ])₋", "minus", name).replace("₋", "_minus")
    if not name.isascii():
        name = _MARKED.sub(lambda found: found[1] + _MARKS[found[2]], unicodedata.normalize("NFD", name))
    for letter, lowered in _SUBSCRIPT_LETTERS.items():
        name = name.replace(lowered, "_" + letter)
    spelled = "".join(GLYPHS.get(c, "") or unicodedata.normalize("NFKC", c) for c in name.strip())
    spelled = spelled.replace("′", "'").replace("’", "'")
    spelled = re.sub(r"_\{(\w+)\}", r"_\1", spelled)
    match = len(spelled) <= LONGEST + 5 and spelled.isascii() and _PIECES.fullmatch(spelled)
    if not match:
        raise ValueError("A name is a letter or a Greek letter, perhaps with an index: x, θ, x1, a_max.")
    base, digits, primes = match.groups()
    return base + (digits or "") + "prime" * primes.count("p" if "p" in primes else "'")


def label(name: str) -> str:
    """The text shown for a canonical name: theta -> θ, x1 -> x₁, xprime -> x′; other names lose their signs."""
    primes = ""
    while name.endswith("prime") and name != "prime":
        name, primes = name[: -len("prime")], primes + "′"
    if marked := re.fullmatch(r"([A-Za-z]+)(_hat|_tilde)(\d*)", name):
        base, mark, digits = marked.groups()
        return _shown(base) + _SIGNS[mark] + digits.translate(_SUBSCRIPT_DIGITS) + primes
    if stepped := re.fullmatch(r"([A-Za-z]+)_([a-z]?)minus(\d+)", name):
        base, step, digits = stepped.groups()
        return f"{_shown(base)}{_SUBSCRIPT_LETTERS.get(step, step)}₋{digits.translate(_SUBSCRIPT_DIGITS)}{primes}"
    match = re.fullmatch(r"([A-Za-z]+)(?:_([A-Za-z]\w*)|(\d+))?", name)
    if not match:
        return re.sub(r"[^\w']", "", name) + primes
    base, letters, digits = match.groups()
    base = _shown(base)
    if digits:
        return base + digits.translate(_SUBSCRIPT_DIGITS) + primes
    if letters:
        return base + _SUBSCRIPT_LETTERS.get(letters, "_" + letters) + primes
    return base + primes


def _shown(base: str) -> str:
    """Letters without an index: theta -> θ, Deltat -> Δt."""
    changed = base.removeprefix("Delta")
    return GREEK.get(base) or ("Δ" + GREEK.get(changed, changed) if changed != base else base)
