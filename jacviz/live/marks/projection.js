// Points of space as points of a pane: a camera that turns around a box, seen in slight
// perspective. Pure numbers in pixels.
import { verticesOf } from "../geometry/quadrangle.js";

export const HOME = [0.65, 0.42, 1]; // yaw and pitch in radians, and how far away: at 1 the whole box is seen
const YAWS = 8;
const PITCHES = [HOME[1], 0.7]; // ways of looking at what is seen too nearly from its edge
const EDGE_ON = 0.35;
const WELL = 0.6; // of its area: a surface of which no more is seen; so much is enough

/**
 * From where a surface { columns, rows, x, y, z } in a range of space is seen, [yaw, pitch,
 * distance]: HOME, unless there it is seen nearly from its edge.
 */
export function viewpoint(grid, [x0, x1, y0, y1, z0, z1], isFree = false) {
  const sides = [x1 - x0, y1 - y0, z1 - z0];
  const normals = normalsOf(grid, isFree ? sides : [1, 1, 1]);
  const seen = (/** @type {number[]} */ [yaw, pitch]) => {
    const eye = [Math.cos(pitch) * Math.cos(yaw), Math.cos(pitch) * Math.sin(yaw), Math.sin(pitch)];
    return normals.reduce(
      (sum, [a, b, c]) => sum + Math.abs(a * eye[0] + b * eye[1] + c * eye[2]),
      0,
    );
  };
  const all = normals.reduce((sum, normal) => sum + Math.hypot(...normal), 0);
  if (!(seen(HOME) < EDGE_ON * all)) return HOME;
  const others = PITCHES.flatMap((pitch) =>
    Array.from({ length: YAWS }, (_, k) => [HOME[0] + (2 * Math.PI * k) / YAWS, pitch, HOME[2]]),
  );
  return (
    others.find((other) => seen(other) > WELL * all) ??
    others.reduce((best, other) => (seen(other) > seen(best) ? other : best))
  );
}

/**
 * The normals of the cells of a surface, each as long as its cell is large, in units of so long
 * sides.
 */
function normalsOf({ columns, rows, x, y, z }, /** @type {number[]} */ [p, q, r]) {
  const found = [];
  for (let k = 0; k < (columns - 1) * (rows - 1); k++) {
    const [a, b, c, d] = verticesOf({ columns, rows }, k);
    const across = [
      [a, c],
      [b, d],
    ].map(([i, j]) => [(x[j] - x[i]) / p, (y[j] - y[i]) / q, (z[j] - z[i]) / r]);
    const [[u1, u2, u3], [v1, v2, v3]] = across;
    const normal = [u2 * v3 - u3 * v2, u3 * v1 - u1 * v3, u1 * v2 - u2 * v1];
    if (normal.every(Number.isFinite)) found.push(normal);
  }
  return found;
}

const EYE = 7; // half sides of the box between its centre and the eye
const SEEN = 1.78; // half sides of the box from the middle of the pane's height to its edge
const ASIDE = 1.06; // of the floor's radius: what perspective makes of it at the sides
const LONGEST = 1.4;
const WIDEST = 1.7; // the longest half side and the radius of the floor, for boxes that are no cubes
const MIDDLE = 0.475; // where in the pane's height the box's centre lies: below it stand the numbers

/**
 * The projection of a box [x0, x1, y0, y1, z0, z1] onto width by height pixels. write(x, y, z, out,
 * at) puts three numbers into out: pixels to the right, pixels down, and depth towards the eye in
 * half sides of the box; a point that lies behind the eye is NaN. At distance 1 the box leaves
 * `room` pixels free at the left and at the right. unit is how many pixels a unit of the data takes
 * (with isFree of the first axis), eye the direction from which one looks.
 */
export function projectionOf(
  /** @type {number[]} */ [x0, x1, y0, y1, z0, z1],
  [yaw, pitch, distance],
  width,
  height,
  isFree = false,
  room = 0,
) {
  const centre = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2];
  const half = [(x1 - x0) / 2, (y1 - y0) / 2, (z1 - z0) / 2];
  const common = Math.max(
    Math.max(...half) / LONGEST,
    Math.hypot(half[0], half[1]) / WIDEST,
    Math.hypot(...half) / Math.sqrt(3),
  );
  const [sx, sy, sz] = half.map((h) => 1 / (isFree ? h : common));
  const [cy, sn, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  const aside =
    Math.max(0.6 * width, width - 2 * room) / (ASIDE * Math.hypot(half[0] * sx, half[1] * sy));
  const pixels = Math.min(height / SEEN, aside) / 2 / distance;
  const write = (x, y, z, out, at) => {
    const p = (x - centre[0]) * sx;
    const q = (y - centre[1]) * sy;
    const r = (z - centre[2]) * sz;
    const level = cy * p + sn * q;
    const depth = cp * level + sp * r;
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
  return {
    write,
    at,
    unit: pixels * sx,
    eye: [cp * cy, cp * sn, sp],
    half: half.map((h, k) => h * [sx, sy, sz][k]),
    pixels,
  };
}
