// What lies beneath the probe in the panes of a surface.
import { binCells } from "../geometry/cellBins.js";
import { linePositions } from "../geometry/coordinateCurves.js";
import { extentOf } from "../geometry/pathImages.js";
import { palette } from "../marks/palette.js";
import { dot, segments, spaceLine } from "../marks/shapes.js";
import { zeroSet } from "../numeric/zeroCurves.js";
import { together } from "./together.js";

const SINGULAR_CELLS = 48;
const SHRUNK = 1e-3; // of the surface's extent: a shorter segment of the singular set has shrunk to a point

/**
 * The ground { domain, image }: the surface's grid coloured by a scale, every so-many-th of its
 * lines, and its zeros.
 */
export function surfaceGround(stage, grid, scale, spacing, budget) {
  const { mapping, state, theme, panes } = stage;
  const { variables } = mapping.payload;
  const { bins } = binCells({ ...grid, determinant: grid.element }, scale);
  const filled = { kind: "cells", where: "domain", grid, bins, reversed: [], flat: [] };
  return together(
    Object.keys(panes),
    state.show.cells && { domain: [{ ...filled, colours: palette(theme.dark) }] },
    { image: [sheet(grid, bins, state, theme, Math.max(1, spacing))] },
    state.show.lines && { domain: coordinateLines(variables, state.lines, theme) },
    state.show.singular && zeros(mapping, grid, "singular", theme.singular, budget.part(0.2)),
    state.show.singular && zeros(mapping, grid, "kinks", theme.kink, budget.part(0.2)),
  );
}

/** The surface, with coordinate curves where they are shown. */
function sheet(grid, bins, { show }, theme, every) {
  const colours = show.cells ? palette(theme.dark) : bins.map(() => theme.plain);
  const strokes = [theme.first, theme.second];
  const lines = show.lines ? { strokes, every, width: 1, alpha: 0.7 } : null;
  return { kind: "surface", grid, bins, colours, lines };
}

/** Straight lines of the domain: along the first variable, and along the second. */
function coordinateLines([a, b], count, theme) {
  const [us, vs] = [a, b].map((variable) => linePositions(variable, count));
  const along = vs.flatMap((v) => [a.low, v, a.high, v]);
  const across = us.flatMap((u) => [u, b.low, u, b.high]);
  const style = { alpha: 0.62 };
  return [
    segments(Float64Array.from(along), theme.first, 1.1, style),
    segments(Float64Array.from(across), theme.second, 1.1, style),
  ];
}

/**
 * Where the rank of J drops, or J need not exist, in the domain and on the surface: there a segment
 * may have shrunk to a point.
 */
function zeros(mapping, { x, y, z }, kind, ink, budget) {
  const [a, b] = mapping.payload.variables;
  const box = [a.low, a.high, b.low, b.high];
  const found = zeroSet(mapping.functions(kind).map(withoutDust), box, SINGULAR_CELLS, budget);
  const size = Math.hypot(a.high - a.low, b.high - b.low);
  const long = found.segments.filter((_, k, all) => !isShort(all, k - (k % 4), size));
  const extent = extentOf([x, y, z], x.length);
  const { curve, points } = imagesOf(mapping, long, extent);
  const dots = [...found.points.map((at) => mapping.point(at).f), ...points];
  const style = { isDeep: true };
  return {
    domain: [segments(long, ink, 3), ...found.points.map((at) => dot(at, 4, ink))],
    image: [
      spaceLine(curve, ink, 3, style),
      ...distinct(dots, SHRUNK * extent).map((at) => dot(at, 4.5, ink, style)),
    ],
  };
}

/**
 * The images of segments: as a curve, without those that are as long as if they were torn, and the
 * points to which some have shrunk.
 */
function imagesOf(mapping, xy, size) {
  const curve = [];
  const points = [];
  const imageAt = (k) => mapping.point([xy[k], xy[k + 1]]).f;
  for (let k = 0; k < xy.length; k += 4) {
    const from = imageAt(k);
    const to = imageAt(k + 2);
    const length = Math.hypot(...from.map((w, i) => w - to[i]));
    if (length < SHRUNK * size) points.push(from);
    else if (length < 0.25 * size) curve.push(...from, ...to, NaN, NaN, NaN);
  }
  return { curve: Float64Array.from(curve), points };
}

/**
 * Whether a segment is none: a zero at a vertex of the grid makes such, beside the point that it
 * is.
 */
const isShort = (segments, at, size) =>
  Math.hypot(segments[at + 2] - segments[at], segments[at + 3] - segments[at + 1]) < 1e-6 * size;

/** Points without those that lie nearer than `least` to one before. */
function distinct(points, least) {
  const kept = [];
  for (const at of points)
    if (
      at.every(Number.isFinite) &&
      !kept.some((other) => Math.hypot(...at.map((w, k) => w - other[k])) < least)
    )
      kept.push(at);
  return kept;
}

/** A function with those values that are zeros but for rounding, as sin π, made zeros. */
const withoutDust = ({ at, work }) => ({
  work,
  at(inputs, n) {
    const values = at(inputs, n);
    let most = 0;
    for (let k = 0; k < n; k++)
      if (Math.abs(values[k]) < Infinity) most = Math.max(most, Math.abs(values[k]));
    return values.slice(0, n).map((w) => (Math.abs(w) < 1e-14 * most ? 0 : w));
  },
});
