// A composition of mappings: each stage anything with at(inputs, n) -> { f, j }, the Jacobian
// matrix by the chain rule.
import { Evaluation } from "./evaluation.js";
import { determinants } from "./matrix.js";

/**
 * The product of an (m, k) by a (k, n) matrix whose entries are arrays of `count` numbers, row by
 * row.
 */
function product(a, b, m, k, n, count) {
  return Array.from({ length: m * n }, (_, at) => {
    const row = Math.floor(at / n);
    const column = at % n;
    const out = new Float64Array(count);
    for (let i = 0; i < k; i++) {
      const p = a[row * k + i];
      const q = b[i * n + column];
      for (let at = 0; at < count; at++) out[at] += p[at] * q[at];
    }
    return out;
  });
}

const filled = (value, count) => new Float64Array(count).fill(value);
const identity = (size, count) =>
  Array.from({ length: size * size }, (_, k) => filled(k % (size + 1) ? 0 : 1, count));

/**
 * What has been done to points after each of the stages: [{ f, j }, ...], the first the identity, j
 * the product of the stages' Jacobian matrices so far, row by row, and own the last of its factors.
 * inputs are arrays of n numbers.
 */
export function carried(stages, inputs, n) {
  let now = { f: inputs, j: identity(inputs.length, n), own: null };
  return [
    now,
    ...stages.map((stage) => {
      const { f, j } = stage.at(now.f, n);
      const own = j.map((w) => w.slice(0, n));
      now = {
        f: f.map((w) => w.slice(0, n)),
        j: product(own, now.j, f.length, now.f.length, inputs.length, n),
        own,
      };
      return now;
    }),
  ];
}

/**
 * Stages one after another as a mapping of the plane: as an Evaluation, as far as grids, cells and
 * curves ask.
 */
export const chainOf = (payload, stages) => ({
  payload,
  work: stages.reduce((sum, { work = 1 }) => sum + work, 1),
  at(inputs, n) {
    const { f, j } = carried(stages, inputs, n).at(-1);
    return { f, j, determinant: determinants(j, 2, new Float64Array(n), n) };
  },
});

/**
 * The evaluations of the stages of a payload, which take their parameters from the whole by name.
 */
export class Composite {
  constructor(payload) {
    this.payload = payload;
    this.whole = new Evaluation(payload);
    this.stages = payload.stages.map((stage) => new Evaluation(stage));
  }

  set parameters(values) {
    const known = new Map(this.payload.parameters.map(({ name }, k) => [name, values[k]]));
    this.whole.parameters = values;
    for (const stage of this.stages)
      stage.parameters = stage.payload.parameters.map(
        ({ name, value }) => known.get(name) ?? value,
      );
  }

  /** What the first `count` stages make of the plane. */
  upTo(count) {
    return chainOf(this.payload, this.stages.slice(0, count));
  }

  /**
   * At one point: the composition and its J computed directly, the points after each stage, each
   * factor and their product.
   */
  point(p) {
    const steps = carried(
      this.stages,
      p.map((w) => Float64Array.of(w)),
      1,
    );
    const numbers = (arrays) => arrays.map((w) => w[0]);
    const own = this.stages.map((stage, k) => stage.point(numbers(steps[k].f)));
    const isSmooth = own.map(({ j }) => j.every(Number.isFinite));
    const products = steps.map(({ j }, k) =>
      numbers(j).map((w) => (isSmooth.slice(0, k).every(Boolean) ? w : NaN)),
    );
    return {
      ...this.whole.point(p),
      points: steps.map(({ f }) => numbers(f)),
      factors: own.map(({ j }) => j),
      products,
    };
  }
}
