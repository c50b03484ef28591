// Points of space as points of a pane: a camera that turns around a box, seen in slight perspective. Pure numbers in pixels.
import { verticesOf } from "./cells.js";
import { shaded } from "./colour.js";

export const HOME = [0.65, 0.42, 1]; // yaw and pitch in radians, and how far away: at 1 the whole box is seen

const YAWS = 8, PITCHES = [HOME[1], 0.7]; // ways of looking at what is seen too nearly from its edge
const EDGE_ON = 0.35, WELL = 0.6; // of its area: a surface of which no more is seen; so much is enough

/**
 * From where a surface { columns, rows, x, y, z } in a range of space is seen, [yaw, pitch, distance]: HOME, unless there it
 * is seen nearly from its edge.
 */
export function viewpoint(grid, [x0, x1, y0, y1, z0, z1], isFree = false) {
  const sides = [x1 - x0, y1 - y0, z1 - z0], normals = normalsOf(grid, isFree ? sides : [1, 1, 1]);
  const seen = ([yaw, pitch]) => {
    const eye = [Math.cos(pitch) * Math.cos(yaw), Math.cos(pitch) * Math.sin(yaw), Math.sin(pitch)];
    return normals.reduce((sum, [a, b, c]) => sum + Math.abs(a * eye[0] + b * eye[1] + c * eye[2]), 0);
  };
  const all = normals.reduce((sum, normal) => sum + Math.hypot(...normal), 0);
  if (!(seen(HOME) < EDGE_ON * all)) return HOME;
  const others = PITCHES.flatMap((pitch) => Array.from({ length: YAWS }, (_, k) => [HOME[0] + (2 * Math.PI * k) / YAWS, pitch, HOME[2]]));
  return others.find((other) => seen(other) > WELL * all) ?? others.reduce((best, other) => (seen(other) > seen(best) ? other : best));
}

/** The normals of the cells of a surface, each as long as its cell is large, in units of so long sides. */
function normalsOf({ columns, rows, x, y, z }, [p, q, r]) {
  const found = [];
  for (let k = 0; k < (columns - 1) * (rows - 1); k++) {
    const [a, b, c, d] = verticesOf({ columns, rows }, k), across = [[a, c], [b, d]].map(([i, j]) => [(x[j] - x[i]) / p, (y[j] - y[i]) / q, (z[j] - z[i]) / r]);
    const [[u1, u2, u3], [v1, v2, v3]] = across, normal = [u2 * v3 - u3 * v2, u3 * v1 - u1 * v3, u1 * v2 - u2 * v1];
    if (normal.every(Number.isFinite)) found.push(normal);
  }
  return found;
}

const EYE = 7;      // half sides of the box between its centre and the eye
const SEEN = 1.78;  // half sides of the box from the middle of the pane's height to its edge
const ASIDE = 1.06; // of the floor's radius: what perspective makes of it at the sides
const LONGEST = 1.4, WIDEST = 1.7; // the longest half side and the radius of the floor, for boxes that are no cubes
const MIDDLE = 0.475; // where in the pane's height the box's centre lies: below it stand the numbers
const LIGHT = [-0.36, 0.56, 0.75]; // from the left above the eye: right, up, towards the eye
const DARKEST = 0.7, BRIGHTEST = 1.16, SHADES = 24;
const FADES = 8, PALEST = 0.22;
const BIAS = 0.03, POINT_BIAS = 0.1; // by which lines and points on a surface lie before it, in half sides of the box

/**
 * The projection of a box [x0, x1, y0, y1, z0, z1] onto width by height pixels. write(x, y, z, out, at) puts three
 * numbers into out: pixels to the right, pixels down, and depth towards the eye in half sides of the box; a point that
 * lies behind the eye is NaN. At distance 1 the box leaves `room` pixels free at the left and at the right. unit is how many pixels a unit of the data takes (with isFree of the first axis), eye the direction from
 * which one looks.
 */
export function projectionOf([x0, x1, y0, y1, z0, z1], [yaw, pitch, distance], width, height, isFree = false, room = 0) {
  const centre = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2], half = [(x1 - x0) / 2, (y1 - y0) / 2, (z1 - z0) / 2];
  const common = Math.max(Math.max(...half) / LONGEST, Math.hypot(half[0], half[1]) / WIDEST, Math.hypot(...half) / Math.sqrt(3));
  const [sx, sy, sz] = half.map((h) => 1 / (isFree ? h : common));
  const [cy, sn, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  const aside = Math.max(0.6 * width, width - 2 * room) / (ASIDE * Math.hypot(half[0] * sx, half[1] * sy));
  const pixels = Math.min(height / SEEN, aside) / 2 / distance;
  const write = (x, y, z, out, at) => {
    const p = (x - centre[0]) * sx, q = (y - centre[1]) * sy, r = (z - centre[2]) * sz;
    const level = cy * p + sn * q, depth = cp * level + sp * r;
    const scale = depth < EYE - 0.5 ? (pixels * EYE) / (EYE - depth) : NaN;
    out[at] = width / 2 + scale * (cy * q - sn * p);
    out[at + 1] = MIDDLE * height - scale * (cp * r - sp * level);
    out[at + 2] = depth;
  };
  const at = ([x, y, z]) => {
    const out = [0, 0, 0];
    write(x, y, z, out, 0);
    return out;
  };
  return { write, at, unit: pixels * sx, eye: [cp * cy, cp * sn, sp], half: half.map((h, k) => h * [sx, sy, sz][k]), pixels };
}

const flatteners = {
  polyline: (mark, projection) => ({ ...mark, xy: pixelsOf(mark.xyz, projection) }),
  segments: (mark, projection) => ({ ...mark, xy: pixelsOf(mark.xyz, projection) }),
  arrow: (mark, { at }) => ({ ...mark, from: at(mark.from), to: at(mark.to) }),
  point: (mark, { at }) => ({ ...mark, at: at(mark.at) }),
  label: (mark, { at }) => ({ ...mark, at: at(mark.at) }),
};

function pixelsOf(xyz, { write }) {
  const n = xyz.length / 3, xy = new Float64Array(2 * n), out = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    write(xyz[3 * k], xyz[3 * k + 1], xyz[3 * k + 2], out, 0);
    xy[2 * k] = out[0];
    xy[2 * k + 1] = out[1];
  }
  return xy;
}

const isDeep = (mark) => mark.kind === "surface" || mark.isDeep === true;
const adders = { surface: addSurface, polyline: addLine, point: addPoint };
const cellsOf = ({ columns, rows, leafCorners = [] }) => (columns - 1) * (rows - 1) + leafCorners.length / 4;
const piecesOf = { surface: ({ grid }) => cellsOf(grid), polyline: ({ xyz }) => xyz.length / 3, point: () => 1 };

/**
 * Marks of space as marks of the plane in pixels. Surfaces, and polylines and points that say isDeep, hide each other: cut into
 * pieces they become one mark "facets", from back to front; all else is drawn above in the order given.
 */
export function flatten(marks, projection) {
  const deep = marks.filter(isDeep), flat = [];
  for (const mark of marks) {
    if (mark === deep[0]) flat.push(facetsOf(deep, projection));
    if (!isDeep(mark)) flat.push(flatteners[mark.kind](mark, projection));
  }
  return flat;
}

/**
 * The pieces of deep marks: xy eight pixels a piece (a quadrangle, or a line in the first four), fills a colour or null, pens
 * the strokes and sides which of them (0 for none) draws each of a piece's four sides; order is from back to front.
 */
function facetsOf(marks, projection) {
  const most = marks.reduce((sum, mark) => sum + piecesOf[mark.kind](mark), 0);
  const facets = { kind: "facets", xy: new Float64Array(8 * most), fills: [], sides: new Uint8Array(4 * most), pens: [null], count: 0, depth: new Float64Array(most) };
  for (const mark of marks) adders[mark.kind](facets, mark, projection);
  const { depth, count } = facets;
  facets.order = Uint32Array.from({ length: count }, (_, k) => k).sort((a, b) => depth[a] - depth[b]);
  return facets;
}

const penOf = (facets, stroke, width, alpha) => facets.pens.push({ stroke, width, alpha }) - 1;

/** A line that fades is paler the farther away it runs, in FADES steps: depth is seen where nothing hides anything. */
function addLine(facets, { xyz, stroke, width = 1, alpha = 1, fades }, { write }) {
  const pens = Array.from({ length: fades ? FADES : 1 }, (_, k) => penOf(facets, stroke, width, alpha * (fades ? PALEST + ((1 - PALEST) * k) / (FADES - 1) : 1)));
  const penAt = (depth) => pens[Math.max(0, Math.min(pens.length - 1, Math.floor(((depth + 1.3) / 2.6) * pens.length)))];
  const at = new Float64Array(6);
  for (let k = 0; k + 5 < xyz.length; k += 3) {
    write(xyz[k], xyz[k + 1], xyz[k + 2], at, 0);
    write(xyz[k + 3], xyz[k + 4], xyz[k + 5], at, 3);
    const depth = (at[2] + at[5]) / 2 + BIAS;
    if (!Number.isFinite(at[0] + at[3])) continue;
    const piece = facets.count++;
    facets.xy.set([at[0], at[1], at[3], at[4]], 8 * piece);
    facets.fills.push(null);
    facets.sides[4 * piece] = penAt(depth);
    facets.depth[piece] = depth;
  }
}

/** A point is a line as wide as itself and all but without length. */
function addPoint(facets, { at, radius, fill, alpha = 1 }, projection) {
  const [px, py, depth] = projection.at(at), piece = facets.count;
  if (!Number.isFinite(px)) return;
  facets.count++;
  facets.xy.set([px, py, px + 0.01, py], 8 * piece);
  facets.fills.push(null);
  facets.sides[4 * piece] = penOf(facets, fill, 2 * radius, alpha);
  facets.depth[piece] = depth + POINT_BIAS;
}

/** A surface's lines: one stroke, or { strokes: [along the first variable, along the second], width, alpha, every }: each so-many-th edge. */
function addSurface(facets, mark, projection) {
  const { grid, alpha = 1, lines } = mark;
  const { columns, rows, x, y, z } = grid, n = x.length, base = (columns - 1) * (rows - 1);
  const points = new Float64Array(3 * n);
  for (let k = 0; k < n; k++) projection.write(x[k], y[k], z[k], points, 3 * k);
  const inks = inksOf(mark);
  const { strokes, width = 0.8, every = 1 } = typeof lines === "string" ? { strokes: [lines, lines] } : lines ?? {};
  const pens = strokes ? strokes.map((stroke) => penOf(facets, stroke, width, lines.alpha ?? 1)) : [0, 0];
  const cells = cellsOf(grid);
  for (let k = 0; k < cells; k++) {
    const colour = inks(k);
    if (!colour) continue;
    const corners = verticesOf(grid, k);
    const [a, b, c, d] = corners;
    const depth = (points[3 * a + 2] + points[3 * b + 2] + points[3 * c + 2] + points[3 * d + 2]) / 4;
    if (!Number.isFinite(points[3 * a] + points[3 * b] + points[3 * c] + points[3 * d])) continue;
    const piece = facets.count++;
    for (let i = 0; i < 4; i++) {
      facets.xy[8 * piece + 2 * i] = points[3 * corners[i]];
      facets.xy[8 * piece + 2 * i + 1] = points[3 * corners[i] + 1];
    }
    facets.fills.push(shaded(colour, light(points, corners, projection.pixels), alpha));
    facets.depth[piece] = depth;
    if (k >= base) continue; // parts of cells have no sides that are lines
    const column = k % (columns - 1), row = (k - column) / (columns - 1);
    facets.sides[4 * piece] = row % every === 0 ? pens[0] : 0;
    facets.sides[4 * piece + 2] = (row + 1) % every === 0 ? pens[0] : 0;
    facets.sides[4 * piece + 1] = (column + 1) % every === 0 ? pens[1] : 0;
    facets.sides[4 * piece + 3] = column % every === 0 ? pens[1] : 0;
  }
}

/** How bright a quadrangle is, in steps from DARKEST to BRIGHTEST: both of its sides are lit alike. */
function light(points, [a, b, c, d], pixels) {
  const x = (p, q) => points[3 * q] - points[3 * p], y = (p, q) => points[3 * p + 1] - points[3 * q + 1];
  const z = (p, q) => (points[3 * q + 2] - points[3 * p + 2]) * pixels;
  const [x1, y1, z1, x2, y2, z2] = [x(a, c), y(a, c), z(a, c), x(b, d), y(b, d), z(b, d)];
  const nx = y1 * z2 - z1 * y2, ny = z1 * x2 - x1 * z2, nz = x1 * y2 - y1 * x2;
  const length = Math.hypot(nx, ny, nz);
  const facing = length > 0 ? Math.abs(nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]) / length : 1;
  return DARKEST + (BRIGHTEST - DARKEST) * (Math.round(facing * SHADES) / SHADES);
}

/** The colour of each cell: one for all (fill), one a cell (colours), or bins of cells with a colour each; none where it is left out. */
function inksOf({ grid, fill, bins, colours }) {
  if (!bins) return (k) => (fill ?? colours[k]);
  const ink = new Array(cellsOf(grid)).fill(null);
  bins.forEach((cells, bin) => cells.forEach((k) => { ink[k] = colours[bin]; }));
  return (k) => ink[k];
}

const BEFORE = 0.08; // half sides of the box by which a piece must lie before a point to hide it

/** Whether one of the facets hides a point of space. */
export function isHidden({ xy, fills, order, depth }, [px, py, pd]) {
  return order.some((piece) => fills[piece] && depth[piece] > pd + BEFORE && contains(xy, 8 * piece, px, py));
}

/** Whether a quadrangle of xy, eight numbers from `at` on, contains a point: an odd number of its sides is right of it. */
export function contains(xy, at, px, py) {
  let inside = false;
  for (let p = 0, q = 6; p < 8; q = p, p += 2) {
    const ax = xy[at + p], ay = xy[at + p + 1], bx = xy[at + q], by = xy[at + q + 1];
    if (ay > py !== by > py && px < ax + ((bx - ax) * (py - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}
