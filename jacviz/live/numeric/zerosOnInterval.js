// Zeros of a function on an interval: where it changes its sign, and where it only touches zero.
import { Budget } from "./budget.js";

const NARROW = 60; // halvings until an interval is as narrow as numbers allow
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const TOUCHES = 1e-9; // of the largest modulus: a smaller minimum of the modulus is a zero

/**
 * The zeros on [low, high] of a function { at([t], n), work }, looked for between `count` + 1
 * samples, all at once; a change of sign through a pole is none. As many samples and places as the
 * budget can pay for.
 */
export function zerosOn({ at, work }, [low, high], count, budget = new Budget()) {
  const value = (ts) => at([Float64Array.from(ts)], ts.length).slice(0, ts.length);
  const cells = budget.finest([count, count / 4], (n) => (n + 1) * work);
  const ts = Array.from({ length: cells + 1 }, (_, k) => low + ((high - low) * k) / cells);
  const w = value(ts);
  const most = w.reduce(
    (found, x) => (Number.isFinite(x) ? Math.max(found, Math.abs(x)) : found),
    0,
  );
  if (!most) return [];
  const isZero = (x) => Math.abs(x) <= TOUCHES * most;
  const isLow = (k) => Math.abs(w[k]) <= Math.abs(w[k - 1]) && Math.abs(w[k]) <= Math.abs(w[k + 1]);
  const open = ts.map((_, k) => k).filter((k) => !isZero(w[k]));
  const crossed = open.filter((k) => w[k] * w[k + 1] < 0);
  const dips = open.filter((k) => !(w[k] * w[k + 1] < 0) && isLow(k));
  if (!budget.pay(NARROW * (crossed.length + 2 * dips.length) * work)) return [];
  const found = [
    ...ts.filter((_, k) => isZero(w[k])),
    ...bisected(
      value,
      crossed.map((k) => ts[k]),
      crossed.map((k) => ts[k + 1]),
    ),
    ...lowest(
      (at) => value(at).map(Math.abs),
      dips.map((k) => ts[k - 1]),
      dips.map((k) => ts[k + 1]),
    ),
  ];
  const values = value(found);
  const zeros = found.filter((_, k) => isZero(values[k])).sort((a, b) => a - b);
  return zeros.filter((t, k) => k === 0 || t - zeros[k - 1] > 1e-6 * (high - low));
}

/** Where a function changes its sign in each of some intervals. */
function bisected(value, a, b) {
  if (!a.length) return [];
  const signs = value(a).map(Math.sign);
  for (let round = 0; round < NARROW; round++) {
    const middles = a.map((w, k) => (w + b[k]) / 2);
    value(middles).forEach((w, k) => {
      (Math.sign(w) === signs[k] ? a : b)[k] = middles[k];
    });
  }
  return a.map((w, k) => (w + b[k]) / 2);
}

/** Where a function is least in each of some intervals, by golden sections (Kiefer 1953). */
function lowest(value, a, b) {
  if (!a.length) return [];
  for (let round = 0; round < NARROW; round++) {
    const p = b.map((w, k) => w - GOLDEN * (w - a[k]));
    const q = a.map((w, k) => w + GOLDEN * (b[k] - w));
    const atP = value(p);
    const atQ = value(q);
    a.forEach((_, k) => {
      if (atP[k] < atQ[k]) b[k] = q[k];
      else a[k] = p[k];
    });
  }
  return a.map((w, k) => (w + b[k]) / 2);
}
