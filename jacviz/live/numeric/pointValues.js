// What a mapping gives at a single point: numbers where there are any, and 0 where rounding alone
// keeps a number from it.

const STEP = 2 * Number.EPSILON; // of a coordinate: what rounding may have moved a point by

/**
 * A point and its neighbours on both sides, within rounding: an array of three numbers for each
 * coordinate.
 */
export const withNeighbours = (p) =>
  p.map((w) => Float64Array.of(w, w * (1 - STEP), w * (1 + STEP)));

/**
 * A function's value from those at a point and at its neighbours: 0 if between these it changes by
 * more, NaN for an infinity.
 */
export function valueOf([here, before, after]) {
  if (!Number.isFinite(here)) return NaN;
  return Math.abs(here) <= Math.abs(after - before) ? 0 : here;
}

/**
 * { p, f, j, determinant, onKink } at a point from the arrays that an evaluation gives there and at
 * its neighbours. Where f has no value there is no J; where a kink passes, isSmooth() tells whether
 * there is one.
 */
export function existingAt(p, { f, j, determinant, kinks }, isSmooth) {
  const values = f.map(valueOf);
  const onKink = kinks.some((kink) => valueOf(kink) === 0);
  const entries = j.map(valueOf);
  const factor = determinant && valueOf(determinant);
  const hasJ = values.every(Number.isFinite) && !(onKink && !isSmooth());
  return {
    p,
    f: values,
    j: hasJ ? entries : entries.map(() => NaN),
    determinant: determinant && (hasJ ? factor : NaN),
    onKink: onKink && !hasJ && values.every(Number.isFinite),
  };
}

/** A number, NaN for an infinity: where a formula overflows or has a pole nothing is defined. */
export const known = (w) => (Number.isFinite(w) ? w : NaN);
