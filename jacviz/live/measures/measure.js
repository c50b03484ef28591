// Lengths, areas and volumes of images: the volume element integrated, each point counted with its
// multiplicity.
import { affordable, PROBE, REST } from "../numeric/budget.js";
import { volumeElement } from "../numeric/matrix.js";
import { integrateSplit } from "./cutQuadrature.js";
import { integrate } from "./quadrature.js";

const UNSURE = 0.05; // of an integral, the share beyond which an error leaves nothing to say
export const SOON = 4000; // evaluations that a frame can afford
export const EXACT = 1e-10; // relative error of what is known for good,
const ROUGH = 1e-7; // and of what a frame shows
const FAIR = 1e-4; // of the measure of a cut box: with a larger error it is worth trying again without cutting
const CUTTING = 4; // times the work of an integral, beyond which a box that is cut very often is left whole
const HOPELESS = 0.5; // with such an error a frame does not try again: a pole, most likely
const LATTICE = { 1: 33, 2: 9, 3: 5 }; // points a side that are looked at for cuts, by the number of variables
export const DUST = 1e-12; // of its largest value, what a function may be by rounding
const ASIDE = [1.3e-9, 1.7e-9, 2.3e-9]; // of a box's sides: where a formula alone fails, as 0/0 does, its neighbour has a value
const NARROW = 1e-6; // of the distance from 0: so narrow a box loses digits of its width, and is told from its middle

/**
 * The length, area or volume of the image of a box [[low, high], ...]: { value, error, isSettled,
 * hole }.
 */
export function measureOfImage(mapping, box, most = SOON) {
  return measured(
    mapping,
    box.map(() => 0),
    box,
    most,
  );
}

/** The same of the box with sides of the given length around a point. */
export function measureAround(mapping, p, side, most = SOON) {
  const origin = p.map((w) => (isNarrow(p, side) ? w : 0));
  return measured(
    mapping,
    origin,
    p.map((w, k) => [w - origin[k] - side / 2, w - origin[k] + side / 2]),
    most,
  );
}

/** Whether sides of a length are lost in the digits of a point. */
export const isNarrow = (p, side) => p.some((w) => side < NARROW * Math.abs(w));

function measured(mapping, origin, box, most) {
  const place = (inputs) => inputs.map((w, k) => (origin[k] ? w.map((x) => x + origin[k]) : w));
  const at = (inputs, n) => mapping.at(place(inputs), n);
  const element = (inputs, n) => volumeElement(at(inputs, n), box.length, n);
  const sample = bridged(element, box);
  const cuts = (inputs, n) => mapping.valuesOf("cuts", place(inputs), n);
  const isSoon = most <= SOON;
  const work = isSoon ? PROBE : REST;
  const count = affordable(mapping, most, work);
  const tolerance = !isSoon || box.length === 1 ? EXACT : ROUGH;
  const split = () =>
    integrateSplit(sample, cuts, box, {
      tolerance,
      most: 2 * count,
      limit: affordable(mapping, Infinity, CUTTING * work),
    });
  const plain = () => integrate(sample, box, { tolerance, most: count });
  const [first, second] = takesBothSigns(cuts, sample, box) ? [split, plain] : [plain, split];
  const found = first();
  const isEnough = found.isSettled || (first === split && found.error < FAIR * found.value);
  if (isEnough || (isSoon && found.error > HOPELESS * found.value)) return found;
  const other = second();
  return other.error < found.error
    ? { ...other, hole: Number.isNaN(found.hole) ? other.hole : found.hole }
    : found;
}

/** A function that, where it is not finite but is on both sides, takes the mean of these. */
const bridged = (sample, box) => (inputs, n) => {
  const values = sample(inputs, n);
  const missing = [];
  for (let k = 0; k < n; k++) if (!Number.isFinite(values[k])) missing.push(k);
  if (!missing.length) return values;
  const out = values.slice(0, n);
  const beside = (way) =>
    sample(
      inputs.map((w, axis) => {
        const [low, high] = box[axis];
        return Float64Array.from(missing, (k) => w[k] + way * ASIDE[axis] * (high - low));
      }),
      missing.length,
    ).slice(0, missing.length);
  const [before, after] = [beside(-1), beside(1)];
  missing.forEach((k, i) => {
    out[k] = (before[i] + after[i]) / 2;
  });
  return out;
};

/** A lattice on a box: { inputs: an array for each variable, n }. */
export function latticeOf(box) {
  const side = LATTICE[box.length];
  const n = side ** box.length;
  const inputs = box.map(([low, high], axis) =>
    Float64Array.from(
      { length: n },
      (_, k) => low + ((high - low) * (Math.floor(k / side ** axis) % side)) / (side - 1),
    ),
  );
  return { inputs, n };
}

/**
 * Whether one of the functions changes its sign on a box, or the other is finite on a part of it
 * only.
 */
function takesBothSigns(functions, other, box) {
  const { inputs, n } = latticeOf(box);
  const isMixed = (values) => {
    const numbers = values.slice(0, n);
    const most = numbers.reduce((a, w) => (Math.abs(w) > a ? Math.abs(w) : a), 0);
    return numbers.some((w) => w > DUST * most) && numbers.some((w) => w < -DUST * most);
  };
  const known = other(inputs, n)
    .slice(0, n)
    .reduce((count, w) => count + Number.isFinite(w), 0);
  return (known > 0 && known < n) || functions(inputs, n).some(isMixed);
}

/**
 * The value of an integral, NaN where it does not settle: then it is infinite, or as good as; and
 * where nothing has a value.
 */
export const settled = ({ value, error, hole }) =>
  error > UNSURE * Math.abs(value) || hole > 1 - DUST ? NaN : value;
