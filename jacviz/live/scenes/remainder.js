// The secant of a function and the remainder of its linearization, with the rounding error in it.
import { known } from "../numeric/pointValues.js";

export const DECADES = 6; // powers of ten of the step that the remainder is drawn for
const PER_DECADE = 40;
export const ROUNDING = 2 * Number.EPSILON; // what a difference of values of size 1 may be off by
export const LOST = 4; // times its rounding error, and a remainder says nothing

/**
 * The secant and the remainder at a step h from p. The step counts as the computer's p + h makes
 * it.
 */
export function secantAt(mapping, p, wanted) {
  const q = p + wanted;
  const h = q - p;
  const here = mapping.point([p]);
  const [f] = here.f;
  const [slope] = here.j;
  const fq = known(mapping.point([q]).f[0]);
  const secant = (fq - f) / h;
  return { ...here, h, q, fq, secant, difference: secant - slope, remainder: fq - f - slope * h };
}

/** Steps from the least to the most, evenly spread on a logarithmic axis. */
export const steps = (least, most) =>
  Float64Array.from(
    { length: DECADES * PER_DECADE + 1 },
    (_, k) => least * (most / least) ** (k / (DECADES * PER_DECADE)),
  );

/**
 * The moduli of the remainder f(p + h) - f(p) - f'(p) h at steps to one side, and the rounding
 * error in each: { h, r, floor }. Where f'(p) does not exist the slope counts as 0: no other makes
 * the remainder vanish faster than h.
 */
export function remaindersAt(mapping, { p: [p], f: [f], j: [slope] }, sizes, side) {
  const q = sizes.map((h) => p + side * h);
  const known = Number.isFinite(slope) ? slope : 0;
  const {
    f: [values],
  } = mapping.at([q], q.length);
  const r = q.map((x, k) => Math.abs(values[k] - f - known * (x - p)));
  const floor = q.map((_, k) => ROUNDING * (Math.abs(values[k]) + Math.abs(f)));
  return { h: sizes, r, floor };
}

/**
 * The order of the remainder at the step: the slope of the line of least squares through five
 * points of log |r| against log |h|.
 */
export function orderAt(mapping, here) {
  const places = [-2, -1, 0, 1, 2];
  const { r, floor } = remaindersAt(
    mapping,
    here,
    Float64Array.from(places, (k) => Math.abs(here.h) * 2 ** (k / 2)),
    Math.sign(here.h),
  );
  if (!r.every((w, k) => w > LOST * floor[k])) return NaN;
  return places.reduce((sum, k, i) => sum + k * Math.log2(r[i]), 0) / 5;
}

export const isAffine = ({ remainders: { r, floor } }) =>
  r.some(Number.isFinite) && r.every((w, k) => !(w > LOST * floor[k]));
