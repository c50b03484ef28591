// Runs a tape: a list of elementary steps over slots of real numbers.
// Twin: numeric/run.py; tests/live/test_tape.py holds them together.
import { besseli, besselj, erf, erfinv, gamma, polygamma } from "./specialFunctions.js";

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

// One loop a rule, made by closure, so that the engine can specialise each loop for its rule. A
// stride of 0 repeats a scalar.
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
 * A tape made ready to run again and again. run(inputs, n) takes one array of n numbers or one
 * number for each input and returns one Float64Array for each output, of which the first n numbers
 * count and which the next run overwrites; run.work is the work of one point.
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
