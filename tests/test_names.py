"""One spelling for code, one for the eye."""

import pytest

from jacviz.names import GREEK, canonical, label


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [("θ", "theta"), ("ϑ", "theta"), ("x₁", "x1"), ("x_1", "x1"), ("x1", "x1"), ("x_{12}", "x12"), ("lambda", "lambda"),
     ("λ", "lambda"), ("\\theta", "theta"), ("θ₂", "theta2"), ("a_max", "a_max"), (" u ", "u"), ("x'", "xprime"),
     ("x″"[0] + "′", "xprime"), ("Ω", "Omega"), ("𝑥", "x"), ("x_n", "x_n")],
)  # fmt: skip
def test_one_canonical_spelling(typed, spelled):
    assert canonical(typed) == spelled
    assert canonical(spelled) == spelled


@pytest.mark.parametrize("typed", ["", "2x", "x y", "x+1", "<b>", "x\u202e", "é", "a" * 60, "x;", "__import__", "x\n1"])
def test_what_is_no_name_is_refused(typed):
    with pytest.raises(ValueError, match="name"):
        canonical(typed)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("theta", "θ"), ("x1", "x₁"), ("lambda", "λ"), ("theta12", "θ₁₂"), ("x", "x"), ("xprime", "x′"),
     ("a_max", "a_max"), ("x_n", "xₙ"), ("prime", "prime"), ("x1prime", "x₁′"), ("Omega", "Ω"),
     ("Deltat", "Δt"), ("Deltax1", "Δx₁"), ("k_minus1", "k₋₁"), ("x_nminus1", "xₙ₋₁"), ("x_hat", "x\u0302"),
     ("theta_tilde2", "θ\u0303₂")],
)  # fmt: skip
def test_labels_are_what_people_write(name, shown):
    assert label(name) == shown


@pytest.mark.parametrize("name", [
    *GREEK, "x1", "theta2", "a", "x_n", "xprime", "x1prime", "Deltat", "Deltatheta1", "k_minus1", "x_nminus2", "x_hat",
    "theta_tilde2", "x_hatprime",
])  # fmt: skip
def test_a_label_leads_back_to_its_name(name):
    assert canonical(label(name)) == name


def test_a_label_holds_no_markup() -> None:
    """A mapping made by hand may name its symbols as it likes."""
    assert label("![](http://evil.example/x)") == "httpevilexamplex"
    assert label("<b>é_1'</b>") == "bé_1'b"
