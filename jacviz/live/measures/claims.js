// What holds for a mapping at the values that its sliders have now: singular, preserves area,
// reverses orientation ...
import { singularValues, volumeElement } from "../numeric/matrix.js";
import { latticeOf } from "./measure.js";
import { spread } from "./spreadPoints.js";

const POINTS = 128;
const CLOSE = 1e-9; // relative error of what holds
const MEASURES = ["length", "area", "volume"];

/**
 * A function of the parameters' values that tells what holds on the domain, but for the names that
 * are known for all values.
 */
export function claimsOf(mapping) {
  const { variables, labels, proved = [] } = mapping.payload;
  const box = variables.map(({ low, high }) => [low, high]);
  const columns = variables.length;
  const points = pointsOf(box);
  const n = points[0].length;
  return (parameters) => {
    mapping.parameters = parameters;
    const [singular, kinks] = ["singular", "kinks"].map((kind) =>
      mapping.valuesOf(kind, points, n),
    );
    const seen = seenAt({ ...mapping.at(points, n), singular, kinks }, n, columns, labels.length);
    return RULES.flatMap((rule) => rule(seen)).filter((name) => !proved.includes(name));
  };
}

/**
 * Points spread through a box, and a lattice with its edges where there are not too many of these.
 */
function pointsOf(box) {
  const inside = spread(box, POINTS);
  const lattice = box.length > 3 ? box.map(() => []) : latticeOf(box).inputs;
  return box.map((_, axis) => Float64Array.from([...inside.map((p) => p[axis]), ...lattice[axis]]));
}

/** J and what is zero where it is singular, at those of n points where all is finite. */
function seenAt({ f, j, determinant, singular, kinks }, n, columns, rows) {
  const places = Array.from({ length: n }, (_, k) => k).filter((k) =>
    [...f, ...j].every((w) => Number.isFinite(w[k])),
  );
  const picked = (w) => places.map((k) => w[k]);
  const matrices = places.map((k) => j.map((w) => w[k]));
  const bends = kinks.map(picked);
  const isBend = (w) => bends.some((bend) => bend.every((b, k) => Math.abs(b) === Math.abs(w[k])));
  return {
    rows,
    columns,
    matrices,
    determinants: determinant && picked(determinant),
    zeros: singular.map(picked).filter((w) => !isBend(w)),
    elements:
      rows >= columns && columns < 4
        ? picked(volumeElement({ j: j.map((w) => w.slice()), determinant }, columns, n))
        : [],
  };
}

const near = (a, b, size = Math.abs(b)) => Math.abs(a - b) <= CLOSE * size;

const isSingular = ({ rows, columns, matrices }) =>
  matrices.length > 0 &&
  matrices.every((j) => singularValues(j, columns).rank < Math.min(rows, columns));

const RULES = [
  (seen) => {
    if (isSingular(seen)) return ["singular everywhere"];
    const isZero = (w) => w.some((a) => a === 0) || (w.some((a) => a > 0) && w.some((a) => a < 0));
    return seen.zeros.some(isZero) ? ["singular somewhere"] : [];
  },
  ({ columns, elements }) =>
    elements.length && elements.every((w) => near(w, 1))
      ? [`preserves ${MEASURES[columns - 1]}`]
      : [],
  ({ determinants }) =>
    determinants?.length &&
    determinants[0] !== 0 &&
    determinants.every((w) => near(w, determinants[0]))
      ? ["constant determinant"]
      : [],
  ({ columns, matrices }) =>
    columns > 1 &&
    matrices.length &&
    matrices.every((j) => isConformal(j, columns)) &&
    matrices.some((j) => j.some(Boolean))
      ? ["conformal"]
      : [],
  (seen) => {
    const { determinants } = seen;
    if (!determinants?.some((w) => w < 0) || isSingular(seen)) return [];
    return [
      determinants.some((w) => w > 0) ? "reverses orientation on part" : "reverses orientation",
    ];
  },
];

/** Whether the columns of J are orthogonal and of one length. */
function isConformal(j, columns) {
  const dot = (a, b) =>
    j.reduce((sum, w, k) => sum + (k % columns === a ? w * j[k - a + b] : 0), 0);
  const square = dot(0, 0);
  for (let a = 0; a < columns; a++)
    for (let b = 0; b <= a; b++) if (!near(dot(a, b), a === b ? square : 0, square)) return false;
  return true;
}
