// The mapping as the browser knows it: its tape, and the straight-line homotopy from the identity to it.
import { isContinuous } from "./kinks.js";
import { existingAt, withNeighbours } from "./point.js";
import { compile } from "./tape.js";

/**
 * A planar mapping f with its parameters' values, blended with the identity: f_t(p) = (1 - t) p + t f(p).
 * at(u, v, n) takes arrays of n numbers (or numbers) and returns arrays x, y, the Jacobian entries j11, j12, j21, j22,
 * determinant, singular (the functions whose zeros are the singular set), kinks (where J need not exist) and borders (where f
 * or J may end).
 * The arrays belong to the evaluation and are overwritten by the next one.
 */
export class PlaneMapping {
  constructor(payload) {
    this.payload = payload;
    this.run = compile(payload.tape);
    this.layout = payload.layout;
    this.parameters = payload.parameters.map((p) => p.value);
    this.morph = 1;
    this.scratch = new Map();
    this.evaluation = evaluationOf(this);
  }

  at(u, v, n = 1) {
    const out = this.run([u, v, ...this.parameters], n);
    const { singular, kinks, borders = 0 } = this.layout;
    const [x, y, j11, j12, j21, j22, determinant] = out;
    const whole = {
      x, y, j11, j12, j21, j22, determinant,
      singular: out.slice(7, 7 + singular),
      kinks: out.slice(7 + singular, 7 + singular + kinks),
      borders: out.slice(7 + singular + kinks, 7 + singular + kinks + borders),
    };
    return this.morph === 1 ? whole : this.#blend(whole, u, v, n);
  }

  /** All quantities at one point, as numbers; what does not exist is NaN. */
  point(u, v) {
    const here = existingAt([u, v], this.evaluation.at(withNeighbours([u, v]), 3), () => this.#isSmooth([u, v])), [x, y] = here.f;
    return { ...here, x, y };
  }

  #isSmooth(p) {
    const widths = this.payload.variables.map(({ low, high }) => high - low);
    const entries = ([u, v], n) => (({ j11, j12, j21, j22 }) => [j11, j12, j21, j22])(this.at(u, v, n));
    return isContinuous(entries, p, widths);
  }

  #blend(whole, u, v, n) {
    const t = this.morph, s = 1 - t;
    const each = (name, rule) => {
      let out = this.scratch.get(name);
      if (!out || out.length < n) this.scratch.set(name, (out = new Float64Array(Math.max(256, 2 * n))));
      for (let i = 0; i < n; i++) out[i] = rule(i);
      return out;
    };
    const du = +(typeof u !== "number"), dv = +(typeof v !== "number");
    const us = du ? u : [u], vs = dv ? v : [v];
    const x = each("x", (i) => s * us[i * du] + t * whole.x[i]);
    const y = each("y", (i) => s * vs[i * dv] + t * whole.y[i]);
    const j11 = each("j11", (i) => s + t * whole.j11[i]);
    const j12 = each("j12", (i) => t * whole.j12[i]);
    const j21 = each("j21", (i) => t * whole.j21[i]);
    const j22 = each("j22", (i) => s + t * whole.j22[i]);
    const determinant = each("determinant", (i) => j11[i] * j22[i] - j12[i] * j21[i]);
    return { x, y, j11, j12, j21, j22, determinant, singular: [determinant], ...(t > 0 ? { kinks: whole.kinks, borders: whole.borders } : { kinks: [], borders: [] }) };
  }
}

/** The same mapping in the form of an Evaluation. */
const evaluationOf = (mapping) => ({
  payload: mapping.payload,
  get parameters() { return mapping.parameters; },
  get morph() { return mapping.morph; },
  at([u, v], n) {
    const { x, y, j11, j12, j21, j22, ...others } = mapping.at(u, v, n);
    return { f: [x, y], j: [j11, j12, j21, j22], ...others };
  },
});
