// The pieces of what hides each other in space, in pixels and from back to front.
import { contains } from "../geometry/quadrangle.js";
import { HAIR } from "./cells.js";

const BEFORE = 0.08; // half sides of the box by which a piece must lie before a point to hide it
const OPPOSITE = [
  [0, 2],
  [1, 3],
]; // sides of a piece that belong to lines of one kind

/**
 * Room for at most so many pieces: xy eight pixels a piece (a quadrangle, or a line in the first
 * four), fills a colour or null, pens the strokes and sides which of them (0 for none) draws each
 * of a piece's four sides; order is from back to front.
 */
export const noFacets = (most) => ({
  kind: "facets",
  count: 0,
  xy: new Float64Array(8 * most),
  depth: new Float64Array(most),
  fills: [],
  sides: new Uint8Array(4 * most),
  pens: [null],
});

/**
 * The number of a new stroke. What shines through ends at its corners, where it would lie twice.
 */
export const penOf = (facets, stroke, width, alpha) =>
  facets.pens.push({ stroke, width, alpha, cap: alpha < 1 ? "butt" : "round" }) - 1;

/** Adds a line between two points in pixels. */
export function lineOf(facets, xy, pen, depth) {
  const piece = facets.count++;
  facets.xy.set(xy, 8 * piece);
  facets.fills.push(null);
  facets.sides[4 * piece] = pen;
  facets.depth[piece] = depth;
}

/** The facets with their order. */
export function sorted(facets) {
  const { depth, count } = facets;
  facets.order = Uint32Array.from({ length: count }, (_, k) => k).sort(
    (a, b) => depth[a] - depth[b],
  );
  return facets;
}

export const facets = {
  draw(pen, _, { xy, order, fills, sides, pens }) {
    const { path } = pen;
    for (const piece of order) {
      const at = 8 * piece;
      const fill = fills[piece];
      if (fill) {
        outline(path, xy, at, fill.endsWith(",1)") ? HAIR : 0);
        pen.fill(fill);
      }
      for (const [one, other] of OPPOSITE) {
        const style = pens[sides[4 * piece + one] || sides[4 * piece + other]];
        if (!style) continue;
        path.beginPath();
        for (const side of [one, other]) {
          if (!sides[4 * piece + side]) continue;
          const p = at + 2 * side;
          const q = at + 2 * ((side + 1) % 4);
          path.moveTo(xy[p], xy[p + 1]);
          path.lineTo(xy[q], xy[q + 1]);
        }
        pen.stroke(style);
      }
    }
  },
};

function outline(path, xy, at, hair) {
  const cx = (xy[at] + xy[at + 4]) / 2;
  const cy = (xy[at + 1] + xy[at + 5]) / 2;
  const x = (k) => xy[k] + (xy[k] > cx ? hair : -hair);
  const y = (k) => xy[k + 1] + (xy[k + 1] > cy ? hair : -hair);
  path.beginPath();
  path.moveTo(x(at), y(at));
  for (let k = at + 2; k < at + 8; k += 2) path.lineTo(x(k), y(k));
  path.closePath();
}

/** Whether one of the facets hides a point of space. */
export function isHidden({ xy, fills, order, depth }, /** @type {number[]} */ [px, py, pd]) {
  return order.some(
    (piece) => fills[piece] && depth[piece] > pd + BEFORE && contains(xy, 8 * piece, px, py),
  );
}
