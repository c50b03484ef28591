// Whether a mapping jumps within a box: along a line that it does not tear, its derivative
// integrates to its difference.
import { fine } from "./quadrature.js";

const PLACES = [0.17, 0.5, 0.83]; // of each side: where lines cross the box
const GAP = 0.02; // of what a component changes by: a smaller difference is no jump
const SURE = 20; // times the error of the integral
const HALVINGS = 30;

/** Whether the mapping jumps on one of a few lines through a box. */
export const jumpsOn = (mapping, box) =>
  box.some((_, axis) => linesAlong(box, axis).some((line) => jumpsAlong(mapping, box, axis, line)));

/** Lines along an axis, each by its coordinates on the others. */
const linesAlong = (box, axis) =>
  box.reduce(
    (lines, [low, high], k) =>
      k === axis
        ? lines
        : lines.flatMap((line) => PLACES.map((share) => [...line, low + share * (high - low)])),
    [[]],
  );

function jumpsAlong(mapping, box, axis, line) {
  const first = gapsAlong(mapping, box[axis], axis, line);
  return first.some(
    ({ isWide }, row) => isWide && staysWide(mapping, box[axis], axis, line, row, first[row].gap),
  );
}

/**
 * Whether a gap is as wide between ever nearer places: beside a slope that is only infinite it
 * shrinks.
 */
function staysWide(mapping, [low, high], axis, line, row, gap) {
  for (let round = 0; round < HALVINGS; round++) {
    const middle = (low + high) / 2;
    const halves = [
      [low, middle],
      [middle, high],
    ];
    const gaps = halves.map((half) => gapsAlong(mapping, half, axis, line)[row].gap);
    [low, high] = halves[+(gaps[1] > gaps[0])];
    if (!(Math.max(...gaps) > gap / 2)) return false;
  }
  return true;
}

/**
 * For each component by how much its change between two places of a line differs from the integral
 * of its slope.
 */
function gapsAlong(mapping, /** @type {number[]} */ [low, high], axis, line) {
  const half = (high - low) / 2;
  const [nodes] = fine.nodes;
  const n = nodes.length + 2;
  const columns = line.length + 1;
  const along = Float64Array.of(low, ...nodes.map((x) => (low + high) / 2 + half * x), high);
  const { f, j } = mapping.at(
    [...line.slice(0, axis), along, ...line.slice(axis)].map((w) =>
      typeof w === "number" ? new Float64Array(n).fill(w) : w,
    ),
    n,
  );
  return f.map((values, row) => {
    const slope = j[row * columns + axis].subarray(1, n - 1);
    const total = (weights, measure) =>
      weights.reduce((sum, w, k) => sum + half * w * measure(slope[k]), 0);
    const rise = total(fine.weights, (w) => w);
    const error = Math.abs(rise - total(fine.lesser[0], (w) => w));
    const change = values[n - 1] - values[0];
    const gap = Math.abs(change - rise);
    const size = Math.abs(change) + total(fine.weights, Math.abs);
    return { gap, isWide: gap > GAP * size && gap > SURE * error };
  });
}
