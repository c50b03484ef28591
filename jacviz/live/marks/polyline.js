// Points x0, y0, x1, y1, ... joined by lines; NaN lifts the pen. fill, isStriped and closed make it
// an area.
import { lineOf, penOf } from "./facets.js";
import { paint } from "./paint.js";

export const polyline = {
  draw(pen, { X, Y }, mark) {
    const { closed, fill } = mark;
    trace(pen, X, Y, mark, closed || fill ? Infinity : pen.longest);
    if (closed) pen.path.closePath();
    paint(pen, mark);
  },
  flatten: (mark, projection) => ({ ...mark, xy: pixelsOf(mark.xyz, projection) }),
  pieces: ({ xyz }) => xyz.length / 3,
  carve,
};

/** The path of a mark; after each part of so many points what there is of it is stroked. */
function trace(pen, X, Y, mark, part) {
  const { path } = pen;
  const { xy } = mark;
  path.beginPath();
  let down = false;
  for (let k = 0; k < xy.length; k += 2) {
    if (k % (2 * part) === 2 * part - 2 && down) {
      path.lineTo(X(xy[k]), Y(xy[k + 1]));
      pen.stroke(mark);
      path.beginPath();
      down = false;
    }
    if (xy[k] !== xy[k]) {
      down = false;
      continue;
    }
    if (down) path.lineTo(X(xy[k]), Y(xy[k + 1]));
    else path.moveTo(X(xy[k]), Y(xy[k + 1]));
    down = true;
  }
}

/** Points of space x0, y0, z0, ... as points of a pane. */
export function pixelsOf(xyz, { write }) {
  const n = xyz.length / 3;
  const xy = new Float64Array(2 * n);
  const out = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    write(xyz[3 * k], xyz[3 * k + 1], xyz[3 * k + 2], out, 0);
    xy[2 * k] = out[0];
    xy[2 * k + 1] = out[1];
  }
  return xy;
}

const FADES = 8;
const PALEST = 0.22;
const BEFORE = 0.03; // half sides of the box by which a line on a surface lies before it

/**
 * A line that fades is paler the farther away it runs, in FADES steps: depth is seen where nothing
 * hides anything.
 */
function carve(facets, { xyz, stroke, width = 1, alpha = 1, fades }, { write }) {
  const paleness = (k) => (fades ? PALEST + ((1 - PALEST) * k) / (FADES - 1) : 1);
  const pens = Array.from({ length: fades ? FADES : 1 }, (_, k) =>
    penOf(facets, stroke, width, alpha * paleness(k)),
  );
  const penAt = (depth) =>
    pens[Math.max(0, Math.min(pens.length - 1, Math.floor(((depth + 1.3) / 2.6) * pens.length)))];
  const at = new Float64Array(6);
  for (let k = 0; k + 5 < xyz.length; k += 3) {
    write(xyz[k], xyz[k + 1], xyz[k + 2], at, 0);
    write(xyz[k + 3], xyz[k + 4], xyz[k + 5], at, 3);
    const depth = (at[2] + at[5]) / 2 + BEFORE;
    if (Number.isFinite(at[0] + at[3]))
      lineOf(facets, [at[0], at[1], at[3], at[4]], penAt(depth), depth);
  }
}
