// All cells of a grid, filled by area factor, in the domain and in the image; halved where a
// quadrangle is not their image.
import { Mesh } from "./mesh.js";

export const FILL_CELLS = 40; // cells a side that are filled, whatever the number of lines

/** The positions of the vertices when each interval is cut into `pieces`. */
export function subdivide(positions, pieces) {
  const out = [];
  for (let k = 0; k + 1 < positions.length; k++)
    for (let i = 0; i < pieces; i++)
      out.push(positions[k] + ((positions[k + 1] - positions[k]) * i) / pieces);
  out.push(positions[positions.length - 1]);
  return out;
}

/**
 * Positions with every other one left out as often as leaves so few cells that they can be paid;
 * the ends stay.
 */
export function affordableCells(us, vs, work, budget) {
  const thinned = (positions, every) =>
    positions.filter((_, k) => k % every === 0 || k === positions.length - 1);
  const every = budget.finest([1, 2, 4], (n) => (2 * work * us.length * vs.length) / n ** 2);
  return [thinned(us, every), thinned(vs, every)];
}

/**
 * The cells between the given positions: vertices in the domain (u, v) and image (x, y), the
 * determinant at each centre. A cell that contains a pole or a branch jump has determinant NaN and
 * is left out. Given a view { scale, range, budget } of the image, one that is no quadrangle there,
 * or is not defined in all of it, is left out too, and smaller cells follow the (columns - 1)(rows
 * - 1) of the grid that make up for it, as far as the budget goes: then the fill is as round as the
 * lines, and ends where they end. typical is the determinant at the centres of all cells of the
 * grid, whatever became of them; astray the share of the domain where it cannot follow the mapping.
 */
export function cellGrid(mapping, us, vs, view = null) {
  const mesh = new Mesh(mapping, us, vs);
  if (view) mesh.refine(view);
  else mesh.keepWhole();
  return mesh.grid();
}
