// The mapping as the browser knows it: its tape, and the straight-line homotopy from the identity to it.
import { Outputs } from "./evaluation.js";
import { isContinuous } from "./kinks.js";
import { morphedValues } from "./morph.js";
import { existingAt, withNeighbours } from "./pointValues.js";

/**
 * A planar mapping f with its parameters' values, blended with the identity: f_t(p) = (1 - t) p + t f(p).
 * at(u, v, n) takes arrays of n numbers (or numbers) and returns arrays x, y, the Jacobian entries j11, j12, j21, j22 and
 * determinant. The arrays belong to the evaluation and are overwritten by the next one; work is what one point takes.
 */
export class PlaneMapping {
  constructor(payload) {
    this.payload = payload;
    this.outputs = new Outputs(payload);
    this.run = this.outputs.all("values");
    this.work = this.run.work;
    this.parameters = payload.parameters.map((p) => p.value);
    this.morph = 1;
    this.scratch = new Map();
    this.evaluation = evaluationOf(this);
  }

  at(u, v, n = 1) {
    const [x, y, j11, j12, j21, j22, determinant] = this.run([u, v, ...this.parameters], n);
    const whole = { x, y, j11, j12, j21, j22, determinant };
    return this.morph === 1 ? whole : this.#blend(whole, u, v, n);
  }

  /** The functions { at(inputs, n), work } whose zeros make the singular set ("singular"), or at whose zeros J need not exist ("kinks"). */
  functions(kind) {
    if (this.morph === 0) return [];
    if (this.morph < 1 && kind === "singular")
      return [{ work: this.work, at: ([u, v], n) => this.at(u, v, n).determinant }];
    return this.outputs.functions(kind, this.parameters);
  }

  /** An array for each function of a kind, as with an Evaluation. */
  valuesOf(kind, [u, v], n) {
    const whole = (each) => this.outputs.all(each)([u, v, ...this.parameters], n);
    return morphedValues(this.morph, kind, whole, () => this.at(u, v, n).determinant);
  }

  /** All quantities at one point, as numbers; what does not exist is NaN. */
  point(u, v) {
    const near = withNeighbours([u, v]);
    const found = { ...this.evaluation.at(near, 3), kinks: this.valuesOf("kinks", near, 3) };
    const here = existingAt([u, v], found, () => this.#isSmooth([u, v]));
    const [x, y] = here.f;
    return { ...here, x, y };
  }

  #isSmooth(p) {
    const widths = this.payload.variables.map(({ low, high }) => high - low);
    const entries = ([u, v], n) =>
      (({ j11, j12, j21, j22 }) => [j11, j12, j21, j22])(this.at(u, v, n));
    return isContinuous(entries, p, widths);
  }

  #blend(whole, u, v, n) {
    const t = this.morph;
    const s = 1 - t;
    const each = (name, rule) => {
      let out = this.scratch.get(name);
      if (!out || out.length < n)
        this.scratch.set(name, (out = new Float64Array(Math.max(256, 2 * n))));
      for (let i = 0; i < n; i++) out[i] = rule(i);
      return out;
    };
    const du = +(typeof u !== "number");
    const dv = +(typeof v !== "number");
    const us = du ? u : [u];
    const vs = dv ? v : [v];
    const x = each("x", (i) => s * us[i * du] + t * whole.x[i]);
    const y = each("y", (i) => s * vs[i * dv] + t * whole.y[i]);
    const j11 = each("j11", (i) => s + t * whole.j11[i]);
    const j12 = each("j12", (i) => t * whole.j12[i]);
    const j21 = each("j21", (i) => t * whole.j21[i]);
    const j22 = each("j22", (i) => s + t * whole.j22[i]);
    const determinant = each("determinant", (i) => j11[i] * j22[i] - j12[i] * j21[i]);
    return { x, y, j11, j12, j21, j22, determinant };
  }
}

/** The same mapping in the form of an Evaluation. */
const evaluationOf = (mapping) => ({
  payload: mapping.payload,
  get parameters() {
    return mapping.parameters;
  },
  get morph() {
    return mapping.morph;
  },
  work: mapping.work,
  at([u, v], n) {
    const { x, y, j11, j12, j21, j22, determinant } = mapping.at(u, v, n);
    return { f: [x, y], j: [j11, j12, j21, j22], determinant };
  },
  valuesOf: (kind, inputs, n) => mapping.valuesOf(kind, inputs, n),
});
