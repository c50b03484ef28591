// The straight-line homotopy from the identity to a mapping that has as many components as variables.
import { Evaluation } from "./evaluation.js";
import { determinantOf } from "./matrix.js";

/** A mapping f blended with the identity: f_t(p) = (1 - t) p + t f(p), with t its morph; all else as with an Evaluation. */
export class MorphedEvaluation extends Evaluation {
  morph = 1;

  at(inputs, n) {
    const whole = super.at(inputs, n);
    const t = this.morph;
    const s = 1 - t;
    const count = inputs.length;
    if (t === 1) return whole;
    const blend = (own, given) =>
      Float64Array.from({ length: n }, (_, k) => s * given(k) + t * own[k]);
    const f = whole.f.map((w, row) => blend(w, (k) => inputs[row][k]));
    const j = whole.j.map((w, entry) => blend(w, () => +(entry % (count + 1) === 0)));
    const determinant = Float64Array.from({ length: n }, (_, k) =>
      determinantOf(
        j.map((w) => w[k]),
        count,
      ),
    );
    return { f, j, determinant };
  }

  valuesOf(kind, inputs, n) {
    return morphedValues(
      this.morph,
      kind,
      (each) => super.valuesOf(each, inputs, n),
      () => this.at(inputs, n).determinant,
    );
  }
}

/**
 * An array for each function of a kind at a morph t, from those of the whole mapping: in between, det J alone tells where J is
 * singular; kinks and borders stay where they are, and the identity has none.
 */
export function morphedValues(t, kind, whole, determinant) {
  if (t === 1) return whole(kind);
  if (kind === "cuts")
    return ["singular", "kinks", "borders"].flatMap((each) =>
      morphedValues(t, each, whole, determinant),
    );
  if (kind === "singular") return [determinant()];
  return t > 0 ? whole(kind) : [];
}
