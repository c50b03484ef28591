"""The image of a region between limits, with the number of points that the mapping sends to each of its points.

Simplices laid over the domain, and their images; no derivative is used. Along a line, the number of preimages changes
only where the line meets the image of the border or of a fold, so that crossings with those facets are all it takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from sympy import oo

from jacviz.integrals.limits import Cube, Limit
from jacviz.integrals.numbers.chart import Chart
from jacviz.integrals.numbers.chords import Chords
from jacviz.numeric.run import Array, evaluate
from jacviz.numeric.tape import Tape

SIDES = {1: 2000, 2: 180, 3: 22}  # cubes along an axis
PARTS = {1: 1, 2: 8, 3: 3}  # into which an edge of the border is divided
MARGIN = 1e-14  # of the unit cube, kept from its border, where a mapping may have no value
FARTHEST = 1e-6  # the same at an end at infinity: beyond it, rounding would turn the simplices over
FAR = 1e3  # times the median: an image with such points needs a chart that is compact
NEWTON = {1: 2, 2: 4, 3: 2}  # steps of a crossing towards the true border
SLIVER = 1e-12  # of a line: shorter intervals are rounding

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Covering:
    """The image under a mapping (a tape, its inputs in the order of the limits) of the region between limits."""

    cube: Cube
    mapping: Tape
    chart: Chart
    vertices: Array  # (n, V) in the unit cube
    images: Array  # (n, V) in the chart
    simplices: Indices  # (S, n + 1)
    facets: Indices  # (F, n)
    weight: Array  # (F,) by how much the multiplicity grows behind it
    is_border: NDArray[np.bool_]  # (F,) a facet of the domain's border, not a fold
    lost: float = 0.0  # the integral of |f| over what of an unbounded domain is left out

    @classmethod
    def of(cls, cube: Cube, mapping: Tape, scale: float | None = None, sides: int | None = None) -> Covering:
        """With a compact chart of that scale, or with the one that suits."""
        n = len(cube.limits)
        axes = [
            np.clip(_axis(sides or SIDES[n], infinite or n < 3), low, 1 - high)
            for infinite, (low, high) in zip(cube.infinite_axes, map(reach, cube.limits), strict=True)
        ]
        vertices = np.stack([a.ravel() for a in np.meshgrid(*axes, indexing="ij")])
        points = np.stack(evaluate(mapping, list(cube(vertices)[0])))
        chart = Chart(True, scale) if scale else _chart(points)
        images = chart.inward(points)
        simplices = _simplices([len(axis) for axis in axes])
        simplices = simplices[np.all(np.isfinite(images[:, simplices]), axis=(0, 2))]
        orientation = np.sign(_volumes(images, simplices))
        facets, weight, border = _facets(simplices, orientation)
        return cls(cube, mapping, chart, vertices, images, simplices, facets, weight, border)

    @property
    def has_folds(self) -> bool:
        """Whether the orientation of the image changes inside the domain."""
        return not bool(np.all(self.is_border))

    def coarser(self) -> Covering:
        """This covering made from half as many cubes a side."""
        n = len(self.vertices)
        return Covering.of(self.cube, self.mapping, self.chart.scale if self.chart.compact else None, SIDES[n] // 2)

    def finer(self) -> Covering:
        """This covering with the facets of its border divided."""
        n, border = len(self.vertices), self.is_border
        shares = _division(n, PARTS[n])  # (parts, corners, n) barycentric
        corners = self.vertices[:, self.facets[border]]
        vertices = np.einsum("nfk,pck->nfpc", corners, shares).reshape(n, -1)
        points = np.stack(evaluate(self.mapping, list(self.cube(vertices)[0])))
        first = self.vertices.shape[1]
        divided = first + np.arange(vertices.shape[1]).reshape(-1, n)
        parts = len(shares)
        return replace(
            self,
            vertices=np.hstack([self.vertices, vertices]),
            images=np.hstack([self.images, self.chart.inward(points)]),
            facets=np.concatenate([self.facets[~border], divided]),
            weight=np.concatenate([self.weight[~border], np.repeat(self.weight[border], parts)]),
            is_border=np.concatenate([border[~border], np.repeat(border[border], parts)]),
        )

    @property
    def low(self) -> Array:
        return np.nanmin(self.images, axis=1)

    @property
    def high(self) -> Array:
        return np.nanmax(self.images, axis=1)

    def chords(self, axes: list[Array]) -> Chords:
        """Where the multiplicity is above 0 along the lines through the product of the axes."""
        facet, line = _meetings(self.images[:-1], self.facets, axes)
        place = np.stack([a.ravel() for a in np.meshgrid(*axes, indexing="ij")]) if axes else np.zeros((0, 1))
        facet, line, height, sign = self._crossings(facet, line, place[:, line])
        order = np.lexsort((height, line))
        line, height = line[order], height[order]
        steps = (sign * self.weight[facet])[order]
        if not len(line):
            nothing = np.zeros(0)
            return Chords(nothing.astype(int), nothing, nothing, nothing)
        level = np.cumsum(steps)
        new = np.flatnonzero(np.diff(line, prepend=-1))
        before = np.repeat(level[new] - steps[new], np.diff(new, append=len(line)))
        level = np.rint(level - before)[:-1]
        inside = (line[1:] == line[:-1]) & (level > 0) & (height[1:] - height[:-1] > SLIVER)
        return Chords(line[:-1][inside], height[:-1][inside], height[1:][inside], level[inside])

    def _crossings(self, facet: Indices, line: Indices, target: Array) -> tuple[Indices, Indices, Array, Array]:
        """Where lines go through facets, the border's ones moved to the mapping's true border."""
        corners = self.facets[facet]
        base, edges = self.images[:, corners[:, 0]], self.images[:, corners[:, 1:]] - self.images[:, corners[:, :1]]
        # With the last coordinate as (n - 1)-fold barycentric unknowns: edges[:-1] @ share = target - base[:-1].
        matrix = np.moveaxis(edges[:-1], 1, 0)
        determinant = np.linalg.det(matrix) if matrix.shape[1] else np.ones(len(facet))
        solvable = determinant != 0
        facet, line, target, matrix = facet[solvable], line[solvable], target[:, solvable], matrix[solvable]
        base, edges, determinant = base[:, solvable], edges[:, solvable], determinant[solvable]
        share = _solved(matrix, target - base[:-1])
        hit = np.all(share >= 0, axis=0) & (share.sum(axis=0) < 1) if len(share) else np.ones(len(facet), bool)
        facet, line, target, matrix, share = facet[hit], line[hit], target[:, hit], matrix[hit], share[:, hit]
        height = base[-1, hit] + np.einsum("pk,kp->p", edges[-1][hit], share)
        return facet, line, self._refined(facet, target, matrix, share, height), np.sign(determinant[hit])

    def _refined(self, facet: Indices, target: Array, matrix: Array, share: Array, height: Array) -> Array:
        border = self.is_border[facet]
        corners = self.facets[facet[border]]
        start = self.vertices[:, corners[:, 0]]
        edges = self.vertices[:, corners[:, 1:]] - self.vertices[:, corners[:, :1]]
        moved = share[:, border]
        steps = NEWTON[len(self.vertices)]
        for step in range(steps + 1):
            points, _ = self.cube(start + np.einsum("npk,kp->np", edges, moved))
            image = self.chart.inward(np.stack(evaluate(self.mapping, list(points))))
            if step < steps and len(moved):
                moved = moved - _solved(matrix[border], image[:-1] - target[:, border])
                moved = np.clip(moved, share[:, border] - 0.5, share[:, border] + 0.5)
        close = np.all(np.isfinite(image), axis=0)
        refined = height.copy()
        refined[border] = np.where(close, image[-1], height[border])
        return refined

    def preimages(self, image: Sequence[float]) -> Array:
        """The points (n, K) of the domain over a point of the image, refined by Newton's method."""
        target = self.chart.inward(np.asarray(image, dtype=float))
        corners = self.images[:, self.simplices]
        edges = np.moveaxis(corners[:, :, 1:] - corners[:, :, :1], 0, 1)
        usable = np.abs(np.linalg.det(edges)) > 0
        share = np.zeros((len(target), len(usable)))
        share[:, usable] = _solved(edges[usable], target[:, None] - corners[:, usable, 0])
        hit = usable & np.all(share >= -1e-9, axis=0) & (share.sum(axis=0) <= 1 + 1e-9)
        inside = self.vertices[:, self.simplices[hit]]
        t = inside[:, :, 0] + np.einsum("npk,kp->np", inside[:, :, 1:] - inside[:, :, :1], share[:, hit])
        return self._distinct(self.cube(self._newton(t, target))[0])

    def _newton(self, t: Array, target: Array) -> Array:
        n, step = len(t), 1e-6
        for _ in range(8):
            image = self._image(t)
            slopes = [(self._image(t + step * np.eye(n)[:, [j]]) - image) / step for j in range(n)]
            matrix = np.moveaxis(np.stack(slopes, axis=1), 2, 0)
            with np.errstate(all="ignore"):
                move = _solved(matrix, image - target[:, None])
            t = np.clip(t - np.where(np.isfinite(move), np.clip(move, -0.02, 0.02), 0), 0, 1)
        return t

    def _image(self, t: Array) -> Array:
        return self.chart.inward(np.stack(evaluate(self.mapping, list(self.cube(t)[0]))))

    @staticmethod
    def _distinct(points: Array) -> Array:
        kept: list[Array] = []
        for point in points.T:
            if not any(np.allclose(point, other, rtol=1e-3, atol=1e-5) for other in kept):
                kept.append(point)
        return np.array(kept).T.reshape(len(points), -1)


def _axis(count: int, denser_at_ends: bool) -> Array:
    t = np.linspace(0, 1, count + 1)
    t = (1 - np.cos(np.pi * t)) / 2 if denser_at_ends else t
    return t


def reach(limit: Limit) -> tuple[float, float]:
    """How near to its ends an axis is followed."""
    low, high = (FARTHEST if end.has(oo, -oo) else MARGIN for end in (limit.low, limit.high))
    return low, high


def _chart(points: Array) -> Chart:
    size = np.abs(points[:, np.all(np.isfinite(points), axis=0)])
    middle = float(np.median(size[size > 0])) if np.any(size > 0) else 1.0
    return Chart(bool(not size.size or size.max() > FAR * middle), middle)


def _simplices(counts: Sequence[int]) -> Indices:
    """Kuhn's triangulation: each cube falls into n! simplices, and neighbours fit together."""
    n = len(counts)
    strides = np.cumprod([1, *counts[:0:-1]])[::-1]
    corners = sum(
        stride * axis
        for stride, axis in zip(strides, np.meshgrid(*[np.arange(c - 1) for c in counts], indexing="ij"), strict=True)
    ).ravel()  # type: ignore[union-attr]
    found = []
    for path in permutations(range(n)):
        steps = np.cumsum([0, *(strides[axis] for axis in path)])
        found.append(corners[:, None] + steps)
    return np.concatenate(found)


def _division(n: int, parts: int) -> Array:
    """The corners, in barycentric coordinates, of the simplices into which one with n corners is divided."""
    if n == 1:
        return np.ones((1, 1, 1))
    steps = range(parts)
    if n == 2:
        found = [[(parts - i, i), (parts - i - 1, i + 1)] for i in steps]
        return np.array(found) / parts
    corners = []
    for i in steps:
        for j in range(parts - i):
            corners.append([(i, j), (i + 1, j), (i, j + 1)])
            if i + j + 1 < parts:
                corners.append([(i + 1, j), (i + 1, j + 1), (i, j + 1)])
    pairs = np.array(corners)
    return np.concatenate([parts - pairs.sum(axis=2, keepdims=True), pairs], axis=2) / parts


def _volumes(points: Array, simplices: Indices) -> Array:
    corners = points[:, simplices]
    return np.linalg.det(np.moveaxis(corners[:, :, 1:] - corners[:, :, :1], 0, 1))


def _facets(simplices: Indices, orientation: Array) -> tuple[Indices, Array, NDArray[np.bool_]]:
    """The facets at which the multiplicity changes, by how much, and whether they are of the border."""
    n = simplices.shape[1] - 1
    parts, signs = [], []
    for k in range(n + 1):
        parts.append(np.delete(simplices, k, axis=1))
        signs.append((-1) ** (n + k) * orientation)
    facets, weights = np.concatenate(parts), np.concatenate(signs)
    order = np.argsort(facets, axis=1)
    weights = weights * _parity(order)
    facets = np.take_along_axis(facets, order, axis=1)
    key = facets @ (int(facets.max()) + 1) ** np.arange(n, dtype=np.int64)
    _, first, group, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    total = np.bincount(group, weights)
    changes = total != 0
    return facets[first][changes], total[changes], count[changes] == 1


def _parity(orders: Indices) -> Array:
    """1 for even permutations (rows), -1 for odd ones."""
    n = orders.shape[1]
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    falls = np.sum([orders[:, i] > orders[:, j] for i, j in pairs], axis=0, dtype=int) if pairs else 0
    return np.where(np.broadcast_to(falls, len(orders)) % 2, -1.0, 1.0)


def _meetings(points: Array, facets: Indices, axes: list[Array]) -> tuple[Indices, Indices]:
    """Pairs of a facet and a line that goes through its bounding box."""
    facet = np.arange(len(facets))
    if not axes:
        return facet, np.zeros(len(facets), dtype=int)
    line = np.zeros(len(facets), dtype=int)
    for coordinate, axis in zip(points, axes, strict=True):
        corners = coordinate[facets[facet]]
        first = np.searchsorted(axis, corners.min(axis=1))
        count = np.searchsorted(axis, corners.max(axis=1), side="right") - first
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        line = np.repeat(line * len(axis) + first, count) + offset
        facet = np.repeat(facet, count)
    return facet, line


def _solved(matrix: Array, right: Array) -> Array:
    """matrix (P, n, n) x = right (n, P), for n from 0 to 3, without an error where it is singular."""
    n = len(right)
    if n == 0:
        return right
    with np.errstate(all="ignore"):
        if n == 1:
            return right / matrix[:, 0, 0]
        determinant = np.linalg.det(matrix)
        columns = []
        for k in range(n):
            replaced = matrix.copy()
            replaced[:, :, k] = right.T
            columns.append(np.linalg.det(replaced) / determinant)
        return np.stack(columns)
