// All cells of a grid in the colours of their bins, with stripes where the mapping reverses
// orientation and dots where it flattens.
import { verticesOf } from "../geometry/quadrangle.js";

export const HAIR = 0.4; // pixels by which an opaque cell reaches over its neighbours, so that no seam shows
const THROUGH = 0.8;

// One path a colour. The sheet that keeps orientation is opaque; the sheet that reverses it lets
// the other shine through where the mapping folds. The whole cells of the domain are equal
// rectangles, which a pen has a quicker way to draw.
export const cells = {
  draw(pen, { X, Y }, { grid, where, bins, reversed, flat, colours, hatch }) {
    const isDomain = where === "domain";
    const middle = bins.length / 2;
    const px = Float64Array.from(isDomain ? grid.u : grid.x, X);
    const py = Float64Array.from(isDomain ? grid.v : grid.y, Y);
    const trace = (chosen, hair = 0) => outlines(pen.path, grid, px, py, chosen, hair);
    if (isDomain) {
      const [whole, parts] = wholeAndParts(grid, bins);
      pen.mosaic(grid.columns - 1, grid.rows - 1, whole, colours, boxOf(grid, px, py));
      parts.forEach((chosen, bin) => {
        if (trace(chosen, HAIR)) pen.fill(colours[bin]);
      });
    } else {
      for (let bin = middle; bin < bins.length; bin++)
        if (trace(bins[bin], HAIR)) pen.fill(colours[bin]);
      for (let bin = 0; bin < middle; bin++) if (trace(bins[bin])) pen.fill(colours[bin], THROUGH);
    }
    if (hatch && trace(reversed)) pen.fill(hatch, 1, "stripes");
    if (hatch && trace(flat)) pen.fill(hatch, 1, "dots");
  },
};

/**
 * Left, top, width and height of a grid of rectangles, from its lowest left vertex to its highest
 * right one.
 */
function boxOf({ columns, rows }, px, py) {
  const last = columns * rows - 1;
  return [px[0], py[last], px[last] - px[0], py[0] - py[last]];
}

/** The whole cells of bins, and the parts of cells. */
function wholeAndParts({ columns, rows, leafCorners }, bins) {
  if (!leafCorners?.length) return [bins, []];
  const first = (columns - 1) * (rows - 1);
  return [
    bins.map((cells) => cells.filter((k) => k < first)),
    bins.map((cells) => cells.filter((k) => k >= first)),
  ];
}

// A fill closes its outlines by itself: Chromium's closePath looks at the whole path so far, each
// time.
/** The outlines of some cells as a path; whether there are any. */
function outlines(path, grid, px, py, chosen, hair) {
  if (!chosen.length) return false;
  path.beginPath();
  for (const k of chosen) {
    const [a, b, c, d] = verticesOf(grid, k);
    const cx = (px[a] + px[c]) / 2;
    const cy = (py[a] + py[c]) / 2;
    path.moveTo(px[a] + (px[a] > cx ? hair : -hair), py[a] + (py[a] > cy ? hair : -hair));
    path.lineTo(px[b] + (px[b] > cx ? hair : -hair), py[b] + (py[b] > cy ? hair : -hair));
    path.lineTo(px[c] + (px[c] > cx ? hair : -hair), py[c] + (py[c] > cy ? hair : -hair));
    path.lineTo(px[d] + (px[d] > cx ? hair : -hair), py[d] + (py[d] > cy ? hair : -hair));
  }
  return true;
}
