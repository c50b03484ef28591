"""Mappings of space: volume factor, box and parallelepiped, orientation, morph, cameras that turn together."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page

from jacviz.explore.payload import payload
from jacviz.parse import parse
from tests.live.views import arrow, ask, open_view, press, put, remark

Box = tuple[tuple[float, float], ...]
TURN = 2 * math.pi
UNIT: Box = ((0, 1), (0, 1), (0, 1))
# Text, variables, box, the determinant by hand, and the volume of the whole image.
SPACES: dict[str, tuple[str, str, Box, Callable[..., float], float]] = {
    "spherical": (
        "x = r sin θ cos φ\ny = r sin θ sin φ\nz = r cos θ", "r, θ, φ", ((0, 2), (0, math.pi), (0, TURN)),
        lambda r, t, p: r * r * math.sin(t), 32 / 3 * math.pi,
    ),
    "cylindrical": (
        "x = r cos φ\ny = r sin φ\nz = z", "r, φ, z", ((0, 1), (0, TURN), (-1, 1)), lambda r, p, z: r, TURN,
    ),
    "toroidal": (
        "x = (2 + r cos θ) cos φ\ny = (2 + r cos θ) sin φ\nz = r sin θ", "r, θ, φ", ((0, 1), (0, TURN), (0, TURN)),
        lambda r, t, p: -r * (2 + r * math.cos(t)), 2 * math.pi**2 * 2,
    ),
    "duffy": ("x = u\ny = u v\nz = u v w", "u, v, w", UNIT, lambda u, v, w: u * u * v, 1 / 6),
}  # fmt: skip


def open_space(page: Page, text: str, variables: str, box: Box, **state: object) -> dict[str, float]:
    names = variables.split(", ")
    return open_view(page, payload(parse(text, names, domain=dict(zip(names, box, strict=True)))), **state)


def within(box: Box, share: float) -> list[float]:
    return [low + share * (high - low) for low, high in box]


@pytest.mark.parametrize("name", SPACES)
def test_numbers_meet_closed_forms(module_page: Page, name: str) -> None:
    text, variables, box, determinant, whole = SPACES[name]
    p, side = within(box, 0.4), 0.2
    found = open_space(module_page, text, variables, box, probe=p, size=side)
    places = np.polynomial.legendre.leggauss(12)
    nodes, weights = side / 2 * places[0], side / 2 * places[1]
    wanted = sum(
        wa * wb * wc * abs(determinant(p[0] + a, p[1] + b, p[2] + c))
        for a, wa in zip(nodes, weights, strict=True)
        for b, wb in zip(nodes, weights, strict=True)
        for c, wc in zip(nodes, weights, strict=True)
    )
    assert found["determinant"] == pytest.approx(determinant(*p))
    assert found["linear-volume"] == pytest.approx(abs(determinant(*p)) * side**3)
    assert found["true-volume"] == pytest.approx(wanted, rel=1e-8)
    assert found["volume-ratio"] == pytest.approx(wanted / (abs(determinant(*p)) * side**3), rel=1e-8)
    assert found["total-volume"] == pytest.approx(whole, rel=1e-6)
    j = np.array([found[f"jacobian-{row}{column}"] for row in (1, 2, 3) for column in (1, 2, 3)]).reshape(3, 3)
    assert np.linalg.det(j) == pytest.approx(found["determinant"])


def test_swapping_two_variables_flips_the_sign(module_page: Page) -> None:
    text, _, box, _, _ = SPACES["spherical"]
    kept = open_space(module_page, text, "r, θ, φ", box, probe=within(box, 0.3))
    assert kept["determinant"] > 0 and "kept" in remark(module_page) and "right-handed" in remark(module_page)
    swapped = open_space(
        module_page, text, "r, φ, θ", (box[0], box[2], box[1]), probe=within((box[0], box[2], box[1]), 0.3)
    )
    assert swapped["determinant"] == pytest.approx(-kept["determinant"])
    assert "reversed" in remark(module_page) and "left-handed" in remark(module_page)
    assert swapped["total-volume"] == pytest.approx(kept["total-volume"])


def test_a_flat_parallelepiped_has_no_ratio(module_page: Page) -> None:
    text, variables, box, _, _ = SPACES["spherical"]
    found = open_space(module_page, text, variables, box, probe=[0, 1, 1])
    assert found["linear-volume"] == 0 and "flat" in remark(module_page)
    assert found["true-volume"] > 0 and math.isnan(found["volume-ratio"])


def test_the_columns_of_j_span_the_parallelepiped(module_page: Page) -> None:
    text, variables, box, _, _ = SPACES["cylindrical"]
    side = 0.5
    found = open_space(module_page, text, variables, box, probe=[0.6, 1, 0], size=side)
    for k, ink in enumerate(("first", "second", "third")):
        column = np.array([found[f"jacobian-{row}{k + 1}"] for row in (1, 2, 3)])
        assert arrow(module_page, "image", ink)[0] == pytest.approx(side * column)
        assert arrow(module_page, "domain", ink)[0] == pytest.approx(side * np.eye(3)[k])
    dashed = np.array(
        ask(module_page, "Array.from(seen.fore.image.find((m) => m.dash).xyz, (w) => Number.isNaN(w) ? null : w)"),
        dtype=float,
    )
    corners = np.unique(np.round(dashed.reshape(-1, 3), 9), axis=0)
    ends = corners[np.isfinite(corners).all(axis=1)]
    centre = np.array(ask(module_page, "seen.here.f"))
    assert (ends.min(axis=0) + ends.max(axis=0)) / 2 == pytest.approx(centre)


def test_the_morph_starts_at_the_identity(module_page: Page) -> None:
    text, variables, box, determinant, _ = SPACES["spherical"]
    p = within(box, 0.3)
    found = open_space(module_page, text, variables, box, probe=p, morph=0)
    assert found["determinant"] == 1 and found["volume-ratio"] == pytest.approx(1)
    assert ask(module_page, "seen.here.f") == pytest.approx(p)
    assert found["total-volume"] == pytest.approx(math.prod(high - low for low, high in box))
    half = put(module_page, probe=p, morph=0.5)
    whole = put(module_page, probe=p, morph=1)
    entries = [[m[f"jacobian-{row}{k}"] for row in (1, 2, 3) for k in (1, 2, 3)] for m in (half, whole)]
    blend = (np.eye(3) + np.reshape(entries[1], (3, 3))) / 2
    assert np.reshape(entries[0], (3, 3)) == pytest.approx(blend)
    assert half["determinant"] == pytest.approx(np.linalg.det(blend))
    assert whole["determinant"] == pytest.approx(determinant(*p))


def test_both_panes_turn_together(module_page: Page) -> None:
    text, variables, box, _, _ = SPACES["duffy"]
    open_space(module_page, text, variables, box)
    press(module_page, "Domain: drag or arrow keys turn it, plus and minus zoom, Home resets", "ArrowLeft", "+")
    cameras = ask(module_page, "[seen.panes.domain.camera, seen.panes.image.camera, seen.state.camera]")
    assert cameras[0] is not None and cameras[0] == cameras[1] == cameras[2]


def test_sliders_move_the_probe(module_page: Page) -> None:
    text, variables, box, determinant, _ = SPACES["duffy"]
    open_space(module_page, text, variables, box, probe=[0.5, 0.5, 0.5])
    found = press(module_page, "Probe u", "ArrowRight")
    assert ask(module_page, "seen.state.probe") == pytest.approx([0.51, 0.5, 0.5])
    assert found["determinant"] == pytest.approx(determinant(0.51, 0.5, 0.5))


def test_a_pole_is_a_gap(module_page: Page) -> None:
    """Inversion in the unit sphere, on a box with the origin on a line of the lattice."""
    rows = "\n".join(f"{x} = {u}/(u^2 + v^2 + w^2)" for x, u in zip("xyz", "uvw", strict=True))
    open_space(module_page, rows, "u, v, w", ((-1, 1),) * 3, lines=2, probe=[0.5, 0.5, 0.5])
    code = "seen.ground.image.map((mark) => Array.from(mark.xyz, (w) => (Number.isFinite(w) ? w : null)))"
    for line in ask(module_page, code):
        points = np.array(line, dtype=float).reshape(-1, 3)
        turned = (points[:-1] * points[1:]).sum(axis=1) < 0
        far = np.linalg.norm(points[:-1], axis=1) + np.linalg.norm(points[1:], axis=1) > 10
        assert not (turned & far).any()
