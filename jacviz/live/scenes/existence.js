// What exists at the probe: an infinity is no value.

/** A number, NaN for an infinity: where a formula overflows or has a pole nothing is defined. */
export const known = (w) => (Number.isFinite(w) ? w : NaN);
