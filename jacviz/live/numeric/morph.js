// The straight-line homotopy from the identity to a mapping that has as many components as
// variables.
import { Evaluation } from "./evaluation.js";
import { determinants } from "./matrix.js";

/**
 * A mapping f blended with the identity: f_t(p) = (1 - t) p + t f(p), with t its morph; all else as
 * with an Evaluation.
 */
export class MorphedEvaluation extends Evaluation {
  morph = 1;
  #scratch = []; // where blends are written, so that a frame makes no new arrays

  at(inputs, n) {
    const whole = super.at(inputs, n);
    return this.morph === 1 ? whole : this.#blended(whole, inputs, n);
  }

  functions(kind) {
    if (this.morph === 0) return [];
    if (this.morph === 1 || kind !== "singular") return super.functions(kind);
    return [{ work: this.work, at: (inputs, n) => this.at(inputs, n).determinant }];
  }

  valuesOf(kind, inputs, n) {
    return morphedValues(
      this.morph,
      kind,
      (each) => super.valuesOf(each, inputs, n),
      () => this.at(inputs, n).determinant,
    );
  }

  #blended({ f, j }, inputs, n) {
    const { morph } = this;
    const size = inputs.length;
    const values = f.map((w, row) => blend(this.#room(row, n), inputs[row], w, morph, n));
    const entries = j.map((w, k) =>
      blend(this.#room(size + k, n), +(k % (size + 1) === 0), w, morph, n),
    );
    const determinant = determinants(entries, size, this.#room(size + j.length, n), n);
    return { f: values, j: entries, determinant };
  }

  /** An array for at least n numbers, the same at every call. */
  #room(k, n) {
    if (!(this.#scratch[k]?.length >= n)) this.#scratch[k] = new Float64Array(Math.max(256, 2 * n));
    return this.#scratch[k];
  }
}

/** (1 - t) times n given numbers, or one, plus t times n others, written into `out`. */
function blend(out, given, own, t, n) {
  const s = 1 - t;
  if (typeof given === "number") for (let k = 0; k < n; k++) out[k] = s * given + t * own[k];
  else for (let k = 0; k < n; k++) out[k] = s * given[k] + t * own[k];
  return out;
}

/**
 * An array for each function of a kind at a morph t, from those of the whole mapping: in between,
 * det J alone tells where J is singular; kinks and borders stay where they are, and the identity
 * has none.
 */
function morphedValues(t, kind, whole, determinant) {
  if (t === 1) return whole(kind);
  if (kind === "cuts")
    return ["singular", "kinks", "borders"].flatMap((each) =>
      morphedValues(t, each, whole, determinant),
    );
  if (kind === "singular") return [determinant()];
  return t > 0 ? whole(kind) : [];
}
