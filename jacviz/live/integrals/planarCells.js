// The cells of a region of the plane as something to draw: their fine quadrangles, lines, outlines,
// and what lies under a point.
import { binOf, BINS } from "../numeric/scale.js";
import { filled } from "./region.js";

const ENOUGH = 64; // fine cells along a variable that are drawn

/**
 * How many of the lattice's steps one fine cell takes that is drawn, for cells of so many pieces.
 */
const strideOf = (count, pieces) =>
  count * pieces <= 1.5 * ENOUGH
    ? 1
    : count * pieces <= 3 * ENOUGH && pieces % 2 === 0
      ? 2
      : pieces;

/**
 * The fine cells that are drawn: { columns, rows, pieces, u, v, x, y }, `pieces` along each side of
 * a cell; the image morphed from the identity by a share.
 */
export function meshOf({ count, pieces, lattice: { columns, u, f } }, morph = 1) {
  const stride = strideOf(count, pieces);
  const width = (columns - 1) / stride + 1;
  const n = width * width;
  const picked = (values) =>
    filled(n, (k) => values[stride * (k % width) + stride * Math.floor(k / width) * columns]);
  const [p, q] = u.map(picked);
  const blend = (own, given) =>
    morph === 1 ? own : own.map((w, k) => (1 - morph) * given[k] + morph * w);
  return {
    columns: width,
    rows: width,
    pieces: pieces / stride,
    u: p,
    v: q,
    x: blend(picked(f[0]), p),
    y: blend(picked(f[1]), q),
  };
}

/** The outlines of some cells in coordinates x and y, each once round, with NaN between them. */
export function outlinesOf({ columns, pieces }, [x, y], count, chosen) {
  const out = new Float64Array(chosen.length * (8 * pieces + 4));
  let at = 0;
  for (const cell of chosen) {
    const first = pieces * ((cell % count) + Math.floor(cell / count) * columns);
    let k = first;
    for (const step of [1, columns, -1, -columns])
      for (let i = 0; i < pieces; i++, k += step) {
        out[at++] = x[k];
        out[at++] = y[k];
      }
    out[at++] = x[first];
    out[at++] = y[first];
    out[at++] = out[at++] = NaN;
  }
  return out;
}

/** The cells sorted into the bins of a scale by their values. */
export function binsOf(values, scale) {
  const bins = Array.from({ length: BINS }, () => []);
  values.forEach((value, cell) => bins[binOf(scale, value)]?.push(cell));
  return bins;
}

/**
 * The coordinate lines between the cells, along an axis, as x0, y0, x1, y1, ... with NaN between
 * them; only the outermost where so said.
 */
export function linesOf({ columns, pieces }, [x, y], axis, isBorder = false) {
  const out = [];
  const every = isBorder ? columns - 1 : pieces;
  for (let line = 0; line < columns; line += every) {
    for (let along = 0; along < columns; along++) {
      const k = axis ? line + along * columns : along + line * columns;
      out.push(x[k], y[k]);
    }
    out.push(NaN, NaN);
  }
  return Float64Array.from(out);
}

/** The cells whose images hold a point, those drawn last first. */
export function cellsOver({ columns, pieces, x, y }, count, [px, py]) {
  const found = new Set();
  const width = columns - 1;
  for (let k = width * width - 1; k >= 0; k--) {
    const i = k % width;
    const j = (k - i) / width;
    const a = i + j * columns;
    if (isIn([a, a + 1, a + 1 + columns, a + columns], x, y, px, py))
      found.add(Math.floor(i / pieces) + count * Math.floor(j / pieces));
  }
  return [...found];
}

/**
 * Whether a quadrangle holds a point: a ray from it to the right crosses an odd number of sides.
 */
function isIn(corners, x, y, px, py) {
  let inside = false;
  for (let i = 0; i < 4; i++) {
    const p = corners[i];
    const q = corners[(i + 1) % 4];
    if (y[p] > py !== y[q] > py && px < x[p] + ((py - y[p]) / (y[q] - y[p])) * (x[q] - x[p]))
      inside = !inside;
  }
  return inside;
}
