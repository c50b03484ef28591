// Zeros of a function on an interval: where it changes its sign, and where it only touches zero.

const NARROW = 60; // halvings until an interval is as narrow as numbers allow
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const TOUCHES = 1e-9; // of the largest modulus: a smaller minimum of the modulus is a zero

/** The zeros of value(t) on [low, high], looked for between `count` + 1 samples; a change of sign through a pole is none. */
export function zerosOn(value, [low, high], count) {
  const ts = Array.from({ length: count + 1 }, (_, k) => low + ((high - low) * k) / count), w = ts.map(value);
  const most = Math.max(...w.filter(Number.isFinite).map(Math.abs), 0), found = [];
  if (!most) return [];
  const isZero = (t) => Math.abs(value(t)) <= TOUCHES * most;
  const modulus = (t) => Math.abs(value(t)), isLow = (k) => Math.abs(w[k]) <= Math.abs(w[k - 1]) && Math.abs(w[k]) <= Math.abs(w[k + 1]);
  for (let k = 0; k <= count; k++) {
    let t = ts[k];
    if (!isZero(t) && w[k] * w[k + 1] < 0) t = bisected(value, t, ts[k + 1]);
    else if (!isZero(t) && isLow(k)) t = lowest(modulus, ts[k - 1], ts[k + 1]);
    if (isZero(t)) found.push(t);
  }
  return found.filter((t, k) => k === 0 || t - found[k - 1] > 1e-6 * (high - low));
}

function bisected(value, a, b) {
  const sign = Math.sign(value(a));
  for (let k = 0; k < NARROW; k++) {
    const middle = (a + b) / 2;
    if (Math.sign(value(middle)) === sign) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/** Where a function is least between a and b, by golden sections (Kiefer 1953). */
function lowest(value, a, b) {
  for (let k = 0; k < NARROW; k++) {
    const p = b - GOLDEN * (b - a), q = a + GOLDEN * (b - a);
    if (value(p) < value(q)) b = q;
    else a = p;
  }
  return (a + b) / 2;
}
