// Lattices of lines in a box of space, and the faces of such a box.
import { joined, pathThrough } from "./pathImages.js";
import { evenly } from "./surfaceGrid.js";

const PIECES = 40; // of a line

/** A point whose coordinates along some axes are some values. */
function pointAt(axes, values) {
  const point = [];
  axes.forEach((axis, k) => (point[axis] = values[k]));
  return point;
}

const othersThan = (axis) => [0, 1, 2].filter((k) => k !== axis);

/**
 * The lines of a lattice along one axis, through the corners of so many cells along each of the
 * others.
 */
export function latticeLines(box, axis, count) {
  const [p, q] = othersThan(axis);
  const lines = evenly(box[p], count).flatMap((first) =>
    evenly(box[q], count).map((second) =>
      pathThrough(
        [...box[axis]].map((value) => pointAt([axis, p, q], [value, first, second])),
        PIECES,
      ),
    ),
  );
  return joined(lines);
}

/**
 * The part of the surface on which one variable is constant that lies in a box: a grid of so many
 * cells a side.
 */
export function faceOf(box, axis, value, cells) {
  const columns = cells + 1;
  const n = columns * columns;
  const [p, q] = othersThan(axis);
  const first = evenly(box[p], cells);
  const second = evenly(box[q], cells);
  const inputs = pointAt(
    [axis, p, q],
    [
      new Float64Array(n).fill(value),
      Float64Array.from({ length: n }, (_, k) => first[k % columns]),
      Float64Array.from({ length: n }, (_, k) => second[Math.floor(k / columns)]),
    ],
  );
  return { columns, rows: columns, inputs };
}
