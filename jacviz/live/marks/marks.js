// Marks: plain data { kind, ...numbers, ...style }. A file a kind says how it is drawn with a pen
// and, if it may stand in space, how it becomes a mark of the plane. A pen has a path (beginPath,
// moveTo, lineTo, arc, closePath), fill(colour, alpha, tile), stroke(style), write(text, place,
// style) and mosaic(columns, rows, bins, colours, box), and says of how many points a path is at
// its `longest`.
import { arrow } from "./arrow.js";
import { cells } from "./cells.js";
import { facets, noFacets, sorted } from "./facets.js";
import { label } from "./label.js";
import { point } from "./point.js";
import { polyline } from "./polyline.js";
import { segments } from "./segments.js";
import { surface } from "./surface.js";

/**
 * Numbers are in the coordinates of the pane: xy of the plane, xyz of space, one point after
 * another; NaN makes a gap. Lengths of a style are in pixels, colours CSS text; no fill, no area;
 * no stroke, no line.
 * @typedef {object} Mark
 * @property {string} kind a key of KINDS
 * @property {ArrayLike<number>} [xy]
 * @property {ArrayLike<number>} [xyz]
 * @property {number[]} [at]
 * @property {string | null} [fill]
 * @property {string} [stroke]
 * @property {number} [width]
 * @property {number} [alpha]
 * @property {number[] | null} [dash]
 * @property {boolean} [closed]
 * @property {boolean} [isStriped]
 * @property {boolean} [isDeep] of space: hides others, and is hidden by them
 * @property {boolean} [fades] of space: paler where it is farther away
 * @property {string} [text]
 * @property {number} [size]
 * @property {string} [font]
 * @property {number} [radius]
 * @property {number[]} [from]
 * @property {number[]} [to]
 * @property {object} [grid] vertices, and the cells between them
 */

/**
 * By kind: draw(pen, { X, Y }, mark), where X and Y turn coordinates into pixels; flatten(mark,
 * projection), the mark of the plane in pixels; of what can hide others pieces(mark), how many it
 * may have, and carve(facets, mark, projection), which adds them.
 */
const KINDS = { arrow, cells, facets, label, point, polyline, segments, surface };
export const PIXELS = { X: (x) => x, Y: (y) => y };

/** Draws marks in order. */
export function drawMarks(pen, transform, marks) {
  for (const mark of marks) KINDS[mark.kind].draw(pen, transform, mark);
}

const isDeep = ({ kind, isDeep: says }) => says === true || !KINDS[kind].flatten;

/**
 * Marks of space as marks of the plane in pixels. Surfaces, and polylines and points that say
 * isDeep, hide each other: cut into pieces they become one mark "facets", from back to front; all
 * else is drawn above in the order given.
 */
export function flatten(marks, projection) {
  const deep = marks.filter(isDeep);
  const flat = [];
  for (const mark of marks) {
    if (mark === deep[0]) flat.push(facetsOf(deep, projection));
    if (!isDeep(mark)) flat.push(KINDS[mark.kind].flatten(mark, projection));
  }
  return flat;
}

function facetsOf(marks, projection) {
  const found = noFacets(marks.reduce((sum, mark) => sum + KINDS[mark.kind].pieces(mark), 0));
  for (const mark of marks) KINDS[mark.kind].carve(found, mark, projection);
  return sorted(found);
}
