// The double exponential rule, for functions that may be infinite at the ends of an interval.

const STEP = 1 / 8;
const REACH = 4; // of the double exponential rule, in its own variable

// Takahasi and Mori 1974: x = tanh(π/2 sinh t). For each t > 0 how far x is from the end of [-1,
// 1], and its weight.
const HALF = Array.from({ length: REACH / STEP }, (_, k) => {
  const t = (k + 1) * STEP;
  const s = (Math.PI / 2) * Math.sinh(t);
  return {
    gap: 2 / (1 + Math.exp(2 * s)),
    weight: (STEP * (Math.PI / 2) * Math.cosh(t)) / Math.cosh(s) ** 2,
    level: (k + 1) % 4 === 0 ? 2 : +(k % 2 === 1),
  };
});
const LAST = HALF.at(-1).gap;
const NODES = [
  { side: 0, gap: 1, weight: (STEP * Math.PI) / 2, level: 2 },
  ...[-1, 1].flatMap((side) => HALF.map((node) => ({ side, ...node }))),
];

/**
 * Integrals over intervals at whose ends the function may be infinite, with the same properties as
 * by `measured`; isLimit where rounding keeps the places apart from the ends, so that halving would
 * not help.
 */
export function doubleExponential(sample, boxes) {
  const per = NODES.length;
  const n = per * boxes.length;
  const ts = Float64Array.from({ length: n }, (_, k) => {
    const { side, gap } = NODES[k % per];
    const [[low, high]] = boxes[Math.floor(k / per)];
    const half = (high - low) / 2;
    return side < 0 ? low + half * gap : high - half * gap;
  });
  const values = sample([ts], n);
  return boxes.map(([[low, high]], b) =>
    summed(values.subarray(b * per, (b + 1) * per), low, high),
  );
}

function summed(values, low, high) {
  const half = (high - low) / 2;
  const sums = [0, 0, 0]; // with the step, twice and four times as wide a step
  let modulus = 0;
  let doubt = 0;
  let hole = 0;
  NODES.forEach(({ side, gap, weight, level }, k) => {
    const term = Number.isFinite(values[k]) ? half * weight * values[k] : 0;
    const isAtEnd =
      side && (gap === LAST || half * gap <= 4 * Number.EPSILON * Math.abs(side < 0 ? low : high));
    if (!Number.isFinite(values[k]) && !isAtEnd) hole += half * weight;
    for (let wider = 0; wider <= level; wider++) sums[wider] += 2 ** wider * term;
    modulus += Math.abs(term);
    if (isAtEnd) doubt += Math.abs(term);
  });
  const error =
    modulus *
    leftOver(Math.abs(sums[0] - sums[1]) / modulus, Math.abs(sums[1] - sums[2]) / modulus);
  // What lies beyond the last place is about what lies there.
  return {
    value: sums[0],
    modulus,
    hole,
    error: error + 4 * doubt + 1e-15 * modulus,
    isLimit: doubt > error,
  };
}

/**
 * What is left of two successive differences: it falls as they do, at best as the square (Bailey,
 * Jeyabalan and Li 2005).
 */
function leftOver(last, before) {
  if (!(last > 0)) return 0;
  const speed = before < 1 && last < before ? Math.min(2, Math.log(last) / Math.log(before)) : 1;
  return Math.min(last, 10 * last ** speed);
}

/** The weights of its places on [-1, 1]. */
export const doubleExponentialWeights = NODES.map(({ weight }) => weight);
