// How often a mapping reaches the points of its image: other points with the same image, by
// Newton's method from a lattice.
import { solved } from "../numeric/matrix.js";
import { spread } from "./spreadPoints.js";

const LATTICE = { 1: 241, 2: 25, 3: 9 }; // points a side from which to set out, by the number of variables
const PROBES = 7; // points whose images are looked at
const STARTS = 80; // for each of them, at most
const ROUNDS = 14;
const REACHED = 1e-8; // of the image's extent
const APART = 1e-5; // of the box: nearer points are one

/**
 * How often the images of some points of a box, and of others given, are reached from the box: {
 * least, most }, 0 of none.
 */
export function multiplicityOn(mapping, box, others = []) {
  const counts = preimages(mapping, box, [...spread(box, PROBES), ...others]).filter(
    (count) => count > 0,
  );
  return { least: Math.min(...counts), most: Math.max(0, ...counts) };
}

/** For each of some points how many of a box have the same image; 0 where there is none. */
function preimages(mapping, box, points) {
  const side = LATTICE[box.length];
  const n = side ** box.length;
  const lattice = box.map(([low, high], axis) =>
    Float64Array.from(
      { length: n },
      (_, k) => low + ((high - low) * (Math.floor(k / side ** axis) % side)) / (side - 1),
    ),
  );
  const values = mapping.at(lattice, n).f.map((w) => w.slice(0, n));
  const units = values.map(extentOf);
  const wanted = mapping
    .at(
      box.map((_, axis) => Float64Array.from(points, (p) => p[axis])),
      points.length,
    )
    .f.map((w) => w.slice(0, points.length));
  const starts = points.flatMap((_, k) =>
    nearest(
      values,
      wanted.map((w) => w[k]),
      units,
      side,
      box.length,
    ).map((place) => ({ k, q: lattice.map((w) => w[place]) })),
  );
  const found = points.map(() => []);
  for (const { k, q } of approached(mapping, starts, wanted, units, box)) {
    const isNew = found[k].every((other) =>
      q.some((w, axis) => Math.abs(w - other[axis]) > APART * (box[axis][1] - box[axis][0])),
    );
    if (isNew) found[k].push(q);
  }
  return found.map((all) => all.length);
}

function extentOf(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const w of values)
    if (Number.isFinite(w)) [low, high] = [Math.min(low, w), Math.max(high, w)];
  return high > low ? high - low : 1;
}

/**
 * Places of a lattice whose images are nearer to a point than their neighbours' are, each with
 * these.
 */
function nearest(values, point, units, side, dimension) {
  const n = values[0].length;
  const steps = Array.from({ length: dimension }, (_, axis) => side ** axis);
  const away = Float64Array.from({ length: n }, (_, k) =>
    values.reduce((sum, w, row) => sum + ((w[k] - point[row]) / units[row]) ** 2, 0),
  );
  const around = (k) =>
    steps.flatMap((step) =>
      [-1, 1]
        .filter((way) => Math.floor(k / step) % side !== (way < 0 ? 0 : side - 1))
        .map((way) => k + way * step),
    );
  const found = [];
  for (let k = 0; k < n; k++)
    if (around(k).every((other) => !(away[other] < away[k])) && Number.isFinite(away[k]))
      found.push(k);
  const best = found
    .sort((a, b) => away[a] - away[b])
    .slice(0, Math.floor(STARTS / (2 * dimension + 1)));
  return [...new Set(best.flatMap((k) => [k, ...around(k)]))];
}

/**
 * Newton's method from all starts { k, q } at once, by least squares where there are more
 * components; those that arrive.
 */
function approached(mapping, starts, wanted, units, box) {
  const n = starts.length;
  const size = box.length;
  for (let round = 0; n && round <= ROUNDS; round++) {
    const { f, j } = mapping.at(
      box.map((_, axis) => Float64Array.from(starts, ({ q }) => q[axis])),
      n,
    );
    starts.forEach((start, i) => {
      const residuals = f.map((w, row) => (w[i] - wanted[row][start.k]) / units[row]);
      const columns = box.map(([low, high], axis) =>
        f.map((_, row) => ((high - low) * j[row * size + axis][i]) / units[row]),
      );
      start.away = Math.hypot(...residuals);
      const dot = (a, b) => a.reduce((sum, w, row) => sum + w * b[row], 0);
      const step = solved(
        columns.map((a) => columns.map((b) => dot(a, b))),
        columns.map((a) => dot(a, residuals)),
      );
      if (round < ROUNDS && step.every(Number.isFinite))
        start.q = start.q.map(
          (w, axis) =>
            w - Math.max(-0.3, Math.min(0.3, step[axis])) * (box[axis][1] - box[axis][0]),
        );
    });
  }
  const isInside = ({ q }) => q.every((w, axis) => w > box[axis][0] && w < box[axis][1]);
  return starts.filter((start) => start.away < REACHED && isInside(start));
}
