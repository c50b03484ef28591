// How often the image of a grid covers a place by cells of one orientation: what no colour and no
// stripe shows is written on it.
import { contains, verticesOf } from "../geometry/quadrangle.js";

const SIDE = 56; // squares a side into which the view is divided
const INSIDE = 2; // squares to each side of a label that must be covered as often
const MOST_LABELS = 3;

/**
 * Labels "2×", "3×", ... for the regions of a view [x0, x1, y0, y1] that cells of one orientation
 * cover so often.
 */
export function coverLabels(grid, range, theme) {
  const [kept, reversed] = countsOf(grid, range);
  const most = kept.map((w, k) => Math.max(w, reversed[k]));
  const often = [...new Set(most)]
    .filter((times) => times > 1)
    .sort((a, b) => b - a)
    .slice(0, MOST_LABELS);
  const style = {
    kind: "label",
    size: 1.15 * theme.size,
    font: theme.font,
    weight: 700,
    fill: theme.ink,
    halo: theme.paper,
  };
  return often.flatMap((times) =>
    deepIn(most, times).map((at) => ({ ...style, at: placeOf(at, range), text: `${times}×` })),
  );
}

const placeOf = (at, [x0, x1, y0, y1]) => [
  x0 + ((at % SIDE) + 0.5) * ((x1 - x0) / SIDE),
  y0 + (Math.floor(at / SIDE) + 0.5) * ((y1 - y0) / SIDE),
];

/**
 * For each square of a view how many cells that keep orientation, and how many that reverse it,
 * cover its middle.
 */
function countsOf(grid, [x0, x1, y0, y1]) {
  const kept = new Uint8Array(SIDE * SIDE);
  const reversed = new Uint8Array(SIDE * SIDE);
  const quadrangle = new Float64Array(8);
  const { determinant, x, y } = grid;
  const right = SIDE / (x1 - x0);
  const up = SIDE / (y1 - y0);
  for (let k = 0; k < determinant.length; k++) {
    if (!determinant[k]) continue; // 0, or not drawn
    const counts = determinant[k] > 0 ? kept : reversed;
    const vertices = verticesOf(grid, k);
    let left = Infinity;
    let end = -Infinity;
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < 4; i++) {
      const px = (x[vertices[i]] - x0) * right - 0.5;
      const py = (y[vertices[i]] - y0) * up - 0.5;
      quadrangle[2 * i] = px;
      quadrangle[2 * i + 1] = py;
      if (px < left) left = px;
      if (px > end) end = px;
      if (py < low) low = py;
      if (py > high) high = py;
    }
    for (let j = Math.max(0, Math.ceil(low)); j <= Math.min(SIDE - 1, high); j++)
      for (let i = Math.max(0, Math.ceil(left)); i <= Math.min(SIDE - 1, end); i++)
        if (contains(quadrangle, 0, i, j)) counts[j * SIDE + i]++;
  }
  return [kept, reversed];
}

/**
 * The highest square of those deep in the region that is covered so often, as an array of one; of
 * none where it is a mere seam.
 */
function deepIn(counts, times) {
  const depth = Uint8Array.from(counts, (w) => (w === times ? SIDE : 0));
  const way = (k, ...around) => {
    depth[k] = Math.min(depth[k], 1 + Math.min(...around));
  };
  for (let k = 0; k < depth.length; k++)
    if (depth[k]) way(k, k % SIDE ? depth[k - 1] : 0, depth[k - SIDE] ?? 0);
  for (let k = depth.length - 1; k >= 0; k--)
    if (depth[k]) way(k, (k + 1) % SIDE ? depth[k + 1] : 0, depth[k + SIDE] ?? 0);
  const enough = Math.max(INSIDE + 1, 0.6 * depth.reduce((most, w) => Math.max(most, w), 0));
  const highest = depth.findLastIndex((w) => w >= enough);
  return highest < 0 ? [] : [highest];
}
