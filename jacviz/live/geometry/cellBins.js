// The cells of a grid sorted by the bins of a scale.
import { binOf, BINS } from "../numeric/scale.js";

/**
 * The cells sorted into the bins of a scale: for each bin the indices of its cells, those that
 * reverse orientation, and those of regions (not mere curves) where the determinant is 0.
 */
export function binCells(grid, scale) {
  const bins = Array.from({ length: BINS }, () => []);
  const reversed = [];
  const flat = [];
  const { determinant } = grid;
  const width = grid.columns - 1;
  const isFlat = (k) => determinant[k] === 0;
  const base = width * (grid.rows - 1);
  const isRegion = (k) =>
    (isFlat(k - 1) || isFlat(k + 1)) && (k >= base || isFlat(k - width) || isFlat(k + width));
  determinant.forEach((w, k) => {
    const bin = binOf(scale, w);
    if (bin < 0) return;
    bins[bin].push(k);
    if (w < 0) reversed.push(k);
    if (w === 0 && isRegion(k)) flat.push(k);
  });
  return { bins, reversed, flat };
}
