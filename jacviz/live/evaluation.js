// A mapping as the browser knows it: all components, J and what follows from them, at many points at once.
import { isContinuous } from "./kinks.js";
import { compile } from "./tape.js";

/**
 * The mapping of a payload with its parameters' values.
 * at(inputs, n) takes for each variable an array of n numbers (or one number) and returns { f, j, determinant, singular,
 * kinks }: f one array a component, j one a partial derivative, row by row; determinant null unless J is square; the
 * zeros of singular make the singular set, at those of kinks J need not exist. The arrays are overwritten by the next call.
 */
export class Evaluation {
  constructor(payload) {
    this.payload = payload;
    this.run = compile(payload.tape);
    this.parameters = payload.parameters.map((p) => p.value);
  }

  at(inputs, n) {
    const out = this.run([...inputs, ...this.parameters], n);
    const { components, jacobian, determinant, singular, kinks } = this.payload.layout;
    let from = 0;
    const take = (count) => out.slice(from, (from += count));
    return { f: take(components), j: take(jacobian), determinant: take(determinant)[0] ?? null, singular: take(singular), kinks: take(kinks) };
  }

  /** All quantities at one point, as numbers; where J does not exist it is NaN. */
  point(p) {
    const { f, j, determinant, kinks } = this.at(p.map((w) => Float64Array.of(w)), 1);
    const first = (arrays) => arrays.map((w) => w[0]);
    const here = { p, f: first(f), j: first(j), determinant: determinant && determinant[0], onKink: false };
    if (!first(kinks).includes(0) || this.#isSmooth(p)) return here;
    return { ...here, j: here.j.map(() => NaN), determinant: determinant && NaN, onKink: true };
  }

  #isSmooth(p) {
    const widths = this.payload.variables.map(({ low, high }) => high - low);
    return isContinuous((inputs, n) => this.at(inputs, n).j, p, widths);
  }
}
