// A surface in space: the quadrangles of a grid, lit from the left above the eye, with lines along
// its edges.
import { verticesOf } from "../geometry/quadrangle.js";
import { penOf } from "./facets.js";
import { shaded } from "./palette.js";

const LIGHT = [-0.36, 0.56, 0.75]; // from the left above the eye: right, up, towards the eye
const DARKEST = 0.7;
const BRIGHTEST = 1.16;
const SHADES = 24;

export const surface = {
  pieces: ({ grid }) => cellsOf(grid),
  carve,
};

/** How many cells a grid has, with the parts of cells. */
const cellsOf = ({ columns, rows, leafCorners = [] }) =>
  (columns - 1) * (rows - 1) + leafCorners.length / 4;

/**
 * A surface's lines: one stroke, or { strokes: [along the first variable, along the second], width,
 * alpha, every }: each so-many-th edge.
 */
function carve(facets, mark, projection) {
  const { grid, alpha = 1, lines } = mark;
  const { columns, rows, x, y, z } = grid;
  const n = x.length;
  const base = (columns - 1) * (rows - 1);
  const points = new Float64Array(3 * n);
  for (let k = 0; k < n; k++) projection.write(x[k], y[k], z[k], points, 3 * k);
  const inks = inksOf(mark);
  const {
    strokes,
    width = 0.8,
    every = 1,
  } = typeof lines === "string" ? { strokes: [lines, lines] } : (lines ?? {});
  const pens = strokes
    ? strokes.map((stroke) => penOf(facets, stroke, width, lines.alpha ?? 1))
    : [0, 0];
  const cells = cellsOf(grid);
  for (let k = 0; k < cells; k++) {
    const colour = inks(k);
    if (!colour) continue;
    const corners = verticesOf(grid, k);
    const [a, b, c, d] = corners;
    const depth =
      (points[3 * a + 2] + points[3 * b + 2] + points[3 * c + 2] + points[3 * d + 2]) / 4;
    if (!Number.isFinite(points[3 * a] + points[3 * b] + points[3 * c] + points[3 * d])) continue;
    const piece = facets.count++;
    for (let i = 0; i < 4; i++) {
      facets.xy[8 * piece + 2 * i] = points[3 * corners[i]];
      facets.xy[8 * piece + 2 * i + 1] = points[3 * corners[i] + 1];
    }
    facets.fills.push(shaded(colour, light(points, corners, projection.pixels), alpha));
    facets.depth[piece] = depth;
    if (k >= base) continue; // parts of cells have no sides that are lines
    const column = k % (columns - 1);
    const row = (k - column) / (columns - 1);
    facets.sides[4 * piece] = row % every === 0 ? pens[0] : 0;
    facets.sides[4 * piece + 2] = (row + 1) % every === 0 ? pens[0] : 0;
    facets.sides[4 * piece + 1] = (column + 1) % every === 0 ? pens[1] : 0;
    facets.sides[4 * piece + 3] = column % every === 0 ? pens[1] : 0;
  }
}

/**
 * How bright a quadrangle is, in steps from DARKEST to BRIGHTEST: both of its sides are lit alike.
 */
function light(points, [a, b, c, d], pixels) {
  const x = (p, q) => points[3 * q] - points[3 * p];
  const y = (p, q) => points[3 * p + 1] - points[3 * q + 1];
  const z = (p, q) => (points[3 * q + 2] - points[3 * p + 2]) * pixels;
  const [x1, y1, z1, x2, y2, z2] = [x(a, c), y(a, c), z(a, c), x(b, d), y(b, d), z(b, d)];
  const nx = y1 * z2 - z1 * y2;
  const ny = z1 * x2 - x1 * z2;
  const nz = x1 * y2 - y1 * x2;
  const length = Math.hypot(nx, ny, nz);
  const facing = length > 0 ? Math.abs(nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]) / length : 1;
  return DARKEST + (BRIGHTEST - DARKEST) * (Math.round(facing * SHADES) / SHADES);
}

/**
 * The colour of each cell: one for all (fill), one a cell (colours), or bins of cells with a colour
 * each; none where it is left out.
 */
function inksOf({ grid, fill, bins, colours }) {
  if (!bins) return (k) => fill ?? colours[k];
  const ink = new Array(cellsOf(grid)).fill(null);
  bins.forEach((cells, bin) =>
    cells.forEach((k) => {
      ink[k] = colours[bin];
    }),
  );
  return (k) => ink[k];
}
