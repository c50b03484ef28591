// The image of a grid of the plane in space: a surface as its vertices, with the area element at
// the middle of each cell.
import { volumeElement } from "../numeric/matrix.js";
import { isWhole } from "./mesh.js";
import { extentOf, isTorn, TORN } from "./pathImages.js";
import { verticesOf } from "./quadrangle.js";

export const evenly = ([low, high], count) =>
  Array.from({ length: count + 1 }, (_, k) =>
    k === count ? high : low + ((high - low) * k) / count,
  );

/**
 * The cells between the given positions under a mapping from the plane to space: { columns, rows,
 * u, v, x, y, z, element }, the element NaN for a cell that contains a pole or a branch jump, which
 * is left out.
 */
export function sheetOf(mapping, us, vs) {
  const columns = us.length;
  const rows = vs.length;
  const n = columns * rows;
  const m = (columns - 1) * (rows - 1);
  const u = Float64Array.from({ length: n }, (_, k) => us[k % columns]);
  const v = Float64Array.from({ length: n }, (_, k) => vs[Math.floor(k / columns)]);
  const out = mapping.at([u, v], n);
  const f = out.f.map((w) => w.slice(0, n));
  const [x, y, z] = f;
  const least = TORN * extentOf(f, n);
  const tornTo = (step) =>
    Uint8Array.from(
      { length: n },
      (_, k) => +(k + step < n && isTorn(out, [u, v], k, k + step, least)),
    );
  const right = tornTo(1);
  const up = tornTo(columns);
  const isTornCell = (a) => right[a] || up[a] || up[a + 1] || right[a + columns];
  const speeds = [0, 1].map((axis) =>
    volumeElement({ j: out.j.filter((_, k) => k % 2 === axis) }, 1, n),
  );
  const grid = { columns, rows, u, v, x, y, z };
  const middles = (positions, place) =>
    Float64Array.from({ length: m }, (_, k) => (positions[place(k)] + positions[place(k) + 1]) / 2);
  const centre = mapping.at(
    [middles(us, (k) => k % (columns - 1)), middles(vs, (k) => Math.floor(k / (columns - 1)))],
    m,
  );
  const isOne = (k) => isWhole(grid, f, speeds, k, centre.f) && !isTornCell(verticesOf(grid, k)[0]);
  grid.element = volumeElement(centre, 2, m).map((w, k) => (isOne(k) ? w : NaN));
  return grid;
}

/**
 * The grid of a surface from its shape and its coordinates, copied since an evaluation overwrites
 * its own.
 */
export function gridPoints({ columns, rows }, coordinates) {
  const [x, y, z] = coordinates.map((w) => w.slice(0, columns * rows));
  return { columns, rows, x, y, z };
}
