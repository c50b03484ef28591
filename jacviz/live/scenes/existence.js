// What exists at the probe: an infinity is no value, and beside nothing there is no ratio.
import { RANK_TOLERANCE } from "../matrix.js";

/** A number, NaN for an infinity: where a formula overflows or has a pole nothing is defined. */
export const known = (w) => (Number.isFinite(w) ? w : NaN);

/** What a mapping gives at a point, without infinities. */
export const existing = (here) => ({
  ...here, f: here.f.map(known), j: here.j.map(known), determinant: here.determinant && known(here.determinant),
});

/** The ratio of a true measure to the linear one; NaN where the latter is 0 but for rounding. */
export const ratioOf = (measure, linear) => (linear > RANK_TOLERANCE * measure ? measure / linear : NaN);
