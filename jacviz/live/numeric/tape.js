// Runs a tape: a list of elementary steps over slots of real numbers.
// Twin: numeric.py; tests/live/test_tape.py holds them together.

/** erf by its Maclaurin series near 0 and the continued fraction of erfc beyond (Abramowitz and Stegun 7.1.6, 7.1.14). */
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

/** The gamma function by Lanczos' approximation, whole numbers by their factorials; NaN at its poles. */
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

/** The derivative of order n of the digamma function: the recurrence up to 20, then Stirling's series (A & S 6.4.11). */
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

/** The inverse of erf: Winitzki's guess, then Newton's method with the curvature (Halley), near 1 on the tail. */
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

/** The Bessel function J of whole order: Miller's recurrence downwards, Hankel's series far out (A & S 9.2.5). */
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

/** The modified Bessel function I of whole order by its power series, whose terms are all of one sign. */
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

const truth = (holds, a, b) => (a !== a || b !== b ? NaN : holds ? 1 : 0);

/** Each opcode's rule, on numbers. */
export const rules = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  pow: (a, b) => Math.pow(a, b),
  sqrt: Math.sqrt,
  square: (a) => a * a,
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  atan2: Math.atan2,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  abs: Math.abs,
  sign: Math.sign,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  erf,
  floor: Math.floor,
  gamma,
  polygamma,
  erfinv,
  besselj,
  besseli,
  lt: (a, b) => truth(a < b, a, b),
  le: (a, b) => truth(a <= b, a, b),
  eq: (a, b) => truth(a === b, a, b),
  ne: (a, b) => truth(a !== b, a, b),
  and: (a, b) => truth(a && b, a, b),
  or: (a, b) => truth(a || b, a, b),
  not: (a) => truth(!a, a, 0),
  select: (condition, a, b) => (condition !== condition ? NaN : condition ? a : b),
};

// One loop a rule, made by closure, so that the engine can specialise each loop for its rule. A stride of 0 repeats a scalar.
const loops = new Map();
function loopOf(opcode, arity) {
  if (!loops.has(opcode)) {
    const rule = Object.hasOwn(rules, opcode) && rules[opcode];
    if (!rule) throw new Error(`No rule for the opcode ${opcode}.`);
    loops.set(
      opcode,
      arity === 1 ? unary(rule) : arity === 2 ? binary(opcode, rule) : ternary(rule),
    );
  }
  return loops.get(opcode);
}

const unary = (rule) => (out, n, a, sa) => {
  for (let i = 0; i < n; i++) out[i] = rule(a[i * sa]);
};
const ternary = (rule) => (out, n, a, sa, b, sb, c, sc) => {
  for (let i = 0; i < n; i++) out[i] = rule(a[i * sa], b[i * sb], c[i * sc]);
};
const arithmetic = {
  add: (out, n, a, sa, b, sb) => {
    for (let i = 0; i < n; i++) out[i] = a[i * sa] + b[i * sb];
  },
  sub: (out, n, a, sa, b, sb) => {
    for (let i = 0; i < n; i++) out[i] = a[i * sa] - b[i * sb];
  },
  mul: (out, n, a, sa, b, sb) => {
    for (let i = 0; i < n; i++) out[i] = a[i * sa] * b[i * sb];
  },
  div: (out, n, a, sa, b, sb) => {
    for (let i = 0; i < n; i++) out[i] = a[i * sa] / b[i * sb];
  },
};
const binary = (opcode, rule) =>
  arithmetic[opcode] ??
  ((out, n, a, sa, b, sb) => {
    for (let i = 0; i < n; i++) out[i] = rule(a[i * sa], b[i * sb]);
  });

/** The tape of some of a tape's outputs, from one to another, with the steps that these need. */
export function excerpt(tape, from, to) {
  const { inputs, constants, steps } = tape;
  const outputs = tape.outputs.slice(from, to);
  const first = inputs.length + constants.length;
  const used = new Set(outputs);
  const slots = new Map();
  for (let k = steps.length - 1; k >= 0; k--)
    if (used.has(first + k)) steps[k].slice(1).forEach((slot) => used.add(slot));
  const kept = steps.map((_, k) => first + k).filter((slot) => used.has(slot));
  kept.forEach((slot, k) => slots.set(slot, first + k));
  const moved = (slot) => slots.get(slot) ?? slot;
  const rewritten = kept.map((slot) =>
    (([opcode, ...operands]) => [opcode, ...operands.map(moved)])(steps[slot - first]),
  );
  return { inputs, constants, steps: rewritten, outputs: outputs.map(moved) };
}

const QUICK = new Set([
  "add",
  "sub",
  "mul",
  "div",
  "neg",
  "square",
  "abs",
  "sign",
  "min",
  "max",
  "sqrt",
]);
const SLOW = 8; // times the work of an addition that a sine takes, by and large

/** The work of running a tape at one point, in additions; never 0. */
export const workOf = ({ steps }) =>
  steps.reduce((sum, [opcode]) => sum + (QUICK.has(opcode) ? 1 : SLOW), 1);

/**
 * A tape made ready to run again and again.
 * run(inputs, n) takes one array of n numbers or one number for each input and returns one Float64Array for each output,
 * of which the first n numbers count and which the next run overwrites; run.work is the work of one point.
 */
export function compile(tape) {
  const { inputs, constants, steps, outputs } = tape;
  const first = inputs.length + constants.length;
  const slots = new Array(first + steps.length);
  const varies = new Array(slots.length).fill(false);
  constants.forEach((value, k) => {
    slots[inputs.length + k] = Float64Array.of(value ?? NaN);
  });
  const program = steps.map(([opcode, ...operands], k) => ({
    loop: loopOf(opcode, operands.length),
    operands,
    slot: first + k,
  }));
  let capacity = 0;
  let buffers = [];
  const spread = outputs.map(() => null);

  function reserve(n) {
    if (n <= capacity) return;
    capacity = Math.max(n, 2 * capacity, 256);
    buffers = slots.map(() => null);
    spread.fill(null);
  }

  return Object.assign(run, { work: workOf(tape) });

  function run(values, n) {
    reserve(n);
    values.forEach((value, k) => {
      varies[k] = typeof value !== "number";
      slots[k] = varies[k] ? value : Float64Array.of(value);
    });
    for (const { loop, operands, slot } of program) {
      const many = operands.some((o) => varies[o]);
      varies[slot] = many;
      const out = many ? (buffers[slot] ??= new Float64Array(capacity)) : new Float64Array(1);
      slots[slot] = out;
      const [a, b, c] = operands;
      const count = many ? n : 1;
      if (operands.length === 1) loop(out, count, slots[a], +varies[a]);
      else if (operands.length === 2) loop(out, count, slots[a], +varies[a], slots[b], +varies[b]);
      else loop(out, count, slots[a], +varies[a], slots[b], +varies[b], slots[c], +varies[c]);
    }
    return outputs.map((slot, k) => {
      if (varies[slot]) return slots[slot];
      spread[k] ??= new Float64Array(capacity);
      return spread[k].fill(slots[slot][0], 0, n);
    });
  }
}
