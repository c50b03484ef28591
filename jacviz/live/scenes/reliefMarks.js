// The surface of a function of two variables, its tangent plane and its slices; and the probe in
// its contour plot.
import { bandOf, levelCurve } from "../geometry/contours.js";
import { isTorn, TORN } from "../geometry/pathImages.js";
import { verticesOf } from "../geometry/quadrangle.js";
import { sequence } from "../marks/palette.js";
import { arrow, dot, outline, probeDot, segments, spaceLine } from "../marks/shapes.js";
import { Budget, PROBE } from "../numeric/budget.js";
import { gradientArrow } from "./gradientMarks.js";

const SHADES = 6; // of the surface, a band
const PLANE = 0.27; // of the visible box to each side: the piece of the tangent plane,
const HEIGHT = 0.4; // which rises and falls by so much of the visible heights at the most
const SLICE = 96; // pieces of a slice curve
const CIRCLE = 72; // points of it

/**
 * The surface over a field, coloured as its bands but without their steps, with its level curves.
 */
export function surfaceMarks(field, curves, theme, [, , , , z0, z1]) {
  const { side, edge, levels } = field;
  const { u, v, values, leafCorners } = edge;
  const colours = sequence(theme.dark, SHADES * (levels.length + 1));
  const z = values.map((w) => (w >= z0 && w <= z1 ? w : NaN));
  const grid = { columns: side, rows: side, x: u, y: v, z, leafCorners };
  return [
    { kind: "surface", grid, bins: shadesOf(grid, field, colours.length), colours },
    ...curves.map((xy, k) => risen(xy, levels[k], theme)),
  ];
}

/** The cells of a grid of heights in each of so many shades. */
function shadesOf(grid, { side, levels, whole }, shades) {
  const bins = Array.from({ length: shades }, () => []);
  const count = (side - 1) ** 2;
  for (let k = 0; k < count + grid.leafCorners.length / 4; k++) {
    const mean = verticesOf(grid, k).reduce((sum, i) => sum + grid.z[i] / 4, 0);
    if ((k >= count || whole[k]) && Number.isFinite(mean))
      bins[Math.floor(SHADES * depthIn(levels, mean))].push(k);
  }
  return bins;
}

/**
 * The band between levels in which a value lies, and how far it has come through it; of the outer
 * ones the middle.
 */
function depthIn(levels, value) {
  const band = bandOf(levels, value);
  const low = levels[band - 1];
  const high = levels[band];
  return band + (low < high ? Math.min(0.99, (value - low) / (high - low)) : 0.5);
}

/** A level curve at its height. */
function risen(xy, level, { ink }) {
  const xyz = [];
  for (let i = 0; i < xy.length; i += 4)
    xyz.push(xy[i], xy[i + 1], level, xy[i + 2], xy[i + 3], level, NaN, NaN, NaN);
  return spaceLine(Float64Array.from(xyz), ink, 1, { isDeep: true, alpha: 0.55 });
}

/**
 * What moves with the probe in the contour plot: its level curve, the gradient, and the direction v
 * on a circle.
 */
export function contourProbe({ theme, panes, focus }, { p, f, j, v, grip }, { field, typical }) {
  const [x, y] = p;
  const ink = theme.third;
  const radius = Math.hypot(grip[0] - x, grip[1] - y);
  const tip = [x + 0.87 * radius * v[0], y + 0.87 * radius * v[1]];
  const isLevel = field && Number.isFinite(f[0]);
  const hasGradient = j.every(Number.isFinite);
  return [
    ...(isLevel ? [segments(levelCurve(field, f[0], new Budget(PROBE)), theme.ink, 2.4)] : []),
    outline(circle(p, radius), ink, 1.2, { alpha: 0.7, dash: [3, 4] }),
    ...(hasGradient ? gradientArrow(p, j, typical, theme, panes.domain, focus) : []),
    arrow(p, tip, ink, 3),
    dot(grip, 5, ink, { stroke: theme.paper, width: 2 }),
    probeDot(p, theme.domain, theme),
  ];
}

function circle([x, y], radius) {
  return Float64Array.from({ length: 2 * CIRCLE }, (_, k) =>
    k % 2
      ? y + radius * Math.sin((Math.PI * (k - 1)) / CIRCLE)
      : x + radius * Math.cos((Math.PI * k) / CIRCLE),
  );
}

/**
 * What moves with the probe on the surface: the piece of the tangent plane, and the slices with
 * their tangents.
 */
export function tangentMarks(stage, here) {
  const { state, theme, panes } = stage;
  const { p, f, j } = here;
  if (!Number.isFinite(f[0])) return [];
  const foot = [...p, panes.surface.range[4]];
  const top = [...p, f[0]];
  const hasPlane = j.every(Number.isFinite);
  const reach = reachOf(panes.surface.range, j);
  return [
    spaceLine(Float64Array.of(...foot, ...top), theme.domain, 1.6, { dash: [2, 4] }),
    ...(state.show.plane && hasPlane ? tangentPlane(here, reach, theme) : []),
    ...(state.show.slices ? slices(stage, here, reach, hasPlane) : []),
    dot(foot, 4.5, theme.domain, { stroke: theme.paper, width: 1.5 }),
    probeDot(top, theme.image, theme),
  ];
}

/** How far the piece of the tangent plane reaches along both axes: less where it rises steeply. */
function reachOf([u0, u1, v0, v1, z0, z1], j) {
  const sides = [PLANE * (u1 - u0), PLANE * (v1 - v0)];
  const rise = Math.abs(j[0]) * sides[0] + Math.abs(j[1]) * sides[1];
  const share = j.every(Number.isFinite) ? Math.min(1, (HEIGHT * (z1 - z0)) / rise) : 1;
  return sides.map((w) => w * share);
}

function tangentPlane({ p: [x, y], f: [f], j }, /** @type {number[]} */ [du, dv], theme) {
  const corners = [
    [-du, -dv],
    [du, -dv],
    [du, dv],
    [-du, dv],
  ];
  const xyz = Float64Array.from(
    corners.flatMap(([a, b]) => [x + a, y + b, f + a * j[0] + b * j[1]]),
  );
  const style = { closed: true };
  return [
    { kind: "polyline", xyz, ...style, fill: theme.plain, alpha: 0.65 },
    spaceLine(xyz, theme.ink, 1.8, { ...style, dash: [6, 4] }),
  ];
}

/** The slices along both variables and along v, each with its tangent where there is one. */
function slices({ mapping, theme, panes, focus }, { p, f: [f], j, v, slope }, reach, hasPlane) {
  const along = Math.min(reach[0] / Math.abs(v[0]), reach[1] / Math.abs(v[1]));
  const ways = [
    { way: [1, 0], rise: j[0], ink: theme.first, length: reach[0] },
    { way: [0, 1], rise: j[1], ink: theme.second, length: reach[1] },
    { way: v, rise: slope, ink: theme.third, length: along },
  ];
  return ways.flatMap(({ way, rise, ink, length }, k) => {
    const isLit = focus?.column === k;
    const alpha = focus?.column >= 0 && !isLit ? 0.3 : 1;
    const curve = sliceCurve(mapping, p, way, panes.surface.range);
    const ends = tangentEnds([...p, f], [...way, rise], length);
    return [
      spaceLine(curve, ink, isLit ? 4.5 : 2.8, { alpha }),
      ...(hasPlane ? [spaceLine(ends, ink, isLit ? 3.2 : 2, { alpha, dash: [6, 4] })] : []),
    ];
  });
}

/** Both ends of a line through a point along a vector. */
const tangentEnds = (point, way, length) =>
  Float64Array.from([-1, 1].flatMap((s) => point.map((w, k) => w + s * length * way[k])));

/** Between which multiples of v from p on a line stays over a box. */
function spanOf(p, v, [u0, u1, v0, v1]) {
  const intervals = [
    [u0, u1],
    [v0, v1],
  ];
  const spans = intervals.map(([low, high], k) =>
    v[k] === 0
      ? [-Infinity, Infinity]
      : [(low - p[k]) / v[k], (high - p[k]) / v[k]].sort((a, b) => a - b),
  );
  return [Math.max(spans[0][0], spans[1][0]), Math.min(spans[0][1], spans[1][1])];
}

/** The curve on the surface above the line through p along v, as far as the range shows it. */
function sliceCurve(mapping, p, v, range) {
  const [from, to] = spanOf(p, v, range);
  const [z0, z1] = range.slice(4);
  const n = SLICE + 1;
  const inputs = p.map((w, k) =>
    Float64Array.from({ length: n }, (_, i) => w + v[k] * (from + ((to - from) * i) / SLICE)),
  );
  const { f, j } = mapping.at(inputs, n);
  const isTornAfter = (i) => i + 1 < n && isTorn({ f, j }, inputs, i, i + 1, TORN * (z1 - z0));
  const gap = [NaN, NaN, NaN];
  const pointAt = (i) => {
    const z = f[0][i];
    const point = z >= z0 && z <= z1 ? [inputs[0][i], inputs[1][i], z] : gap;
    return isTornAfter(i) ? [...point, ...gap] : point;
  };
  return Float64Array.from(Array.from({ length: n }, (_, i) => pointAt(i)).flat());
}
