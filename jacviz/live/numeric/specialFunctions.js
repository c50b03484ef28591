// Special functions of one number that a formula may hold, in doubles.

/**
 * erf by its Maclaurin series near 0 and the continued fraction of erfc beyond (Abramowitz and
 * Stegun 7.1.6, 7.1.14).
 */
export function erf(x) {
  const a = Math.abs(x);
  if (!(a > 0)) return x;
  if (a > 6) return Math.sign(x);
  if (a < 2.5) {
    let term = a;
    let sum = a;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * a * a) / (2 * n + 1);
      sum += term;
    }
    return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * Math.exp(-a * a) * sum;
  }
  return Math.sign(x) * (1 - tail(a));
}

/** 1 - erf(a) beyond 2.5, where the difference itself would lose its digits. */
function tail(a) {
  let fraction = 0;
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (a + fraction);
  return Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + fraction));
}

// Coefficients of Lanczos' approximation with g = 7 (Godfrey).
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/**
 * The gamma function by Lanczos' approximation, whole numbers by their factorials; NaN at its
 * poles.
 */
export function gamma(x) {
  if (Number.isInteger(x)) {
    if (x <= 0) return NaN;
    if (x > 171) return Infinity;
    let product = 1;
    for (let k = 2; k < x; k++) product *= k;
    return product;
  }
  if (x < 0.5) return Math.PI / (sinOfTurns(x) * gamma(1 - x));
  if (x > 172) return Infinity;
  const shifted = x - 1;
  const base = shifted + 7.5;
  let sum = LANCZOS[0];
  for (let k = 1; k < LANCZOS.length; k++) sum += LANCZOS[k] / (shifted + k);
  const half = Math.pow(base, (shifted + 0.5) / 2); // the power alone may be too large
  return Math.sqrt(2 * Math.PI) * sum * half * Math.exp(-base) * half;
}

/** sin(πx), exact where x is large. */
const sinOfTurns = (x) => Math.sin(Math.PI * (x - 2 * Math.round(x / 2)));

const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];
const FAR = 20;
const LONGEST_SHIFT = 1000;

/**
 * The derivative of order n of the digamma function: the recurrence up to 20, then Stirling's
 * series (A & S 6.4.11).
 */
export function polygamma(n, x) {
  if ((x <= 0 && Number.isInteger(x)) || !(x > -LONGEST_SHIFT)) return NaN;
  const sign = n % 2 ? 1 : -1;
  const factorial = gamma(n + 1);
  let total = 0;
  let y = x;
  for (; y < FAR + n; y++) total += factorial / Math.pow(y, n + 1);
  let series = n
    ? gamma(n) / Math.pow(y, n) + factorial / (2 * Math.pow(y, n + 1))
    : -Math.log(y) + 1 / (2 * y);
  BERNOULLI.forEach((b, k) => {
    const even = 2 * k + 2;
    series += (b * gamma(even + n)) / gamma(even + 1) / Math.pow(y, even + n);
  });
  return sign * (total + series);
}

/**
 * The inverse of erf: Winitzki's guess, then Newton's method with the curvature (Halley), near 1 on
 * the tail.
 */
export function erfinv(x) {
  const size = Math.abs(x);
  if (!(size < 1)) return size === 1 ? x * Infinity : NaN;
  const log = Math.log1p(-x * x);
  const a = 0.147;
  const half = 2 / (Math.PI * a) + log / 2;
  let y = Math.sqrt(Math.sqrt(half * half - log / a) - half);
  for (let k = 0; k < 4; k++) {
    const excess = y < 2.5 ? erf(y) - size : 1 - size - tail(y);
    const step = ((excess * Math.sqrt(Math.PI)) / 2) * Math.exp(y * y);
    y -= step / (1 + y * step);
  }
  return Math.sign(x) * y;
}

/**
 * The Bessel function J of whole order: Miller's recurrence downwards, Hankel's series far out (A &
 * S 9.2.5).
 */
export function besselj(n, x) {
  if (n < 0) return (n % 2 ? -1 : 1) * besselj(-n, x);
  if (x < 0) return (n % 2 ? -1 : 1) * besselj(n, -x);
  if (!(x < Infinity)) return x === Infinity ? 0 : NaN;
  if (x === 0) return n === 0 ? 1 : 0;
  if (x > 40 && x > n * n) return hankel(n, x);
  let above = 0;
  let here = 1e-300;
  let sum = 0;
  let wanted = 0;
  for (
    let k = 2 * Math.ceil((Math.max(n, x) + 30 + Math.sqrt(40 * Math.max(n, x))) / 2);
    k >= 0;
    k--
  ) {
    if (k === n) wanted = here;
    if (k % 2 === 0) sum += k ? 2 * here : here;
    [above, here] = [here, ((2 * k) / x) * here - above];
    if (Math.abs(here) > 1e250)
      [above, here, sum, wanted] = [above, here, sum, wanted].map((w) => w * 1e-250);
  }
  return wanted / sum;
}

function hankel(n, x) {
  let p = 1;
  let q = 0;
  let term = 1;
  for (let k = 1; k < 40; k++) {
    const next = (term * (4 * n * n - (2 * k - 1) ** 2)) / (k * 8 * x);
    if (Math.abs(next) >= Math.abs(term) && k > n) break;
    term = next;
    if (k % 2) q += (k % 4 === 1 ? 1 : -1) * term;
    else p += (k % 4 === 0 ? 1 : -1) * term;
    if (Math.abs(term) < 1e-17) break;
  }
  const cos = Math.cos(x);
  const sin = Math.sin(x);
  const turned = [
    [cos + sin, sin - cos],
    [sin - cos, -cos - sin],
    [-cos - sin, cos - sin],
    [cos - sin, cos + sin],
  ];
  const [c, s] = turned[n % 4]; // cos and sin of x - nπ/2 - π/4, times √2
  return (p * c - q * s) / Math.sqrt(Math.PI * x);
}

/**
 * The modified Bessel function I of whole order by its power series, whose terms are all of one
 * sign.
 */
export function besseli(n, x) {
  const order = Math.abs(n);
  const half = x / 2;
  let term = 1;
  for (let k = 1; k <= order; k++) term *= half / k;
  let sum = term;
  for (let k = 1; Math.abs(term) > Math.abs(sum) * 1e-17 && k < 5000; k++) {
    term *= (half * half) / (k * (k + order));
    sum += term;
  }
  return sum;
}
