// Whether a grid lies close enough to show what happens between its points, asked at places that no
// grid has.
import { coarseness } from "../numeric/budget.js";
import { extentOf } from "./pathImages.js";

const PLACES = 200;
const OFF = 0.1; // of the extent of the values: a place that far from where the grid puts it is astray
const MANY = 0.15; // of the places astray, or of the domain left out, and the picture is not to be trusted
const TOO_COARSE = "Drawn too coarsely to trust: the mapping oscillates faster than the grid.";

/**
 * What a picture says of its coarseness: that it is too coarse for the mapping, or else that the
 * budget cut it short.
 */
export const doubts = (budget, shareAstray) =>
  shareAstray > MANY ? [TOO_COARSE] : coarseness(budget);

/** As many places for a look between the points as so much work allows. */
export const placesWithin = (budget, work) => budget.finest([PLACES, PLACES / 4], (n) => n * work);

/**
 * The share of places whose values lie far from those that a grid has there, of all at which both
 * are defined. The grid has its positions along each of one or two variables and an array of values
 * for each component, the first variable fastest; isCounted(cell) leaves out cells that are not
 * drawn.
 */
export function shareAstray(positions, grid, places, values, isCounted = (_cell) => true) {
  const n = places[0].length;
  const [columns] = positions.map((w) => w.length);
  const most = OFF * extentOf(grid, grid[0].length);
  let counted = 0;
  let astray = 0;
  for (let k = 0; k < n; k++) {
    const found = positions.map((along, axis) => placeIn(along, places[axis][k]));
    const cell = found.reduce((sum, [i], axis) => sum + i * (axis ? columns - 1 : 1), 0);
    if (!isCounted(cell)) continue;
    const gap = Math.hypot(
      ...grid.map((w, row) => interpolated(w, columns, found) - values[row][k]),
    );
    if (!Number.isFinite(gap)) continue;
    counted++;
    if (gap > most) astray++;
  }
  return counted ? astray / counted : 0;
}

/**
 * The interval of ascending positions in which a number lies, and how far it has come through that.
 */
function placeIn(along, w) {
  let low = 0;
  let high = along.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (along[middle] <= w) low = middle;
    else high = middle;
  }
  return [low, (w - along[low]) / (along[high] - along[low])];
}

function interpolated(values, columns, [[i, s], [j, t] = [0, 0]]) {
  const along = (at) => (1 - s) * values[at] + s * values[at + 1];
  const at = j * columns + i;
  return t ? (1 - t) * along(at) + t * along(at + columns) : along(at);
}
