// A mapping as the browser knows it: all components, J and what follows from them, at many points at once.
import { isContinuous } from "./kinks.js";
import { existingAt, withNeighbours } from "./point.js";
import { compile } from "./tape.js";

/**
 * The mapping of a payload with its parameters' values.
 * at(inputs, n) takes for each variable an array of n numbers (or one number) and returns { f, j, determinant, singular,
 * kinks, borders }: f one array a component, j one a partial derivative, row by row; determinant null unless J is square; the
 * zeros of singular make the singular set, at those of kinks J need not exist, at
 * those of borders f or J may end. The arrays are overwritten by the next call.
 */
export class Evaluation {
  constructor(payload) {
    this.payload = payload;
    this.run = compile(payload.tape);
    this.parameters = payload.parameters.map((p) => p.value);
  }

  at(inputs, n) {
    const out = this.run([...inputs, ...this.parameters], n);
    const { components, jacobian, determinant, singular, kinks, borders = 0 } = this.payload.layout;
    let from = 0;
    const take = (count) => out.slice(from, (from += count));
    return { f: take(components), j: take(jacobian), determinant: take(determinant)[0] ?? null, singular: take(singular), kinks: take(kinks), borders: take(borders) };
  }

  /** All quantities at one point, as numbers: { p, f, j, determinant, onKink }; what does not exist is NaN. */
  point(p) {
    return existingAt(p, this.at(withNeighbours(p), 3), () => this.#isSmooth(p));
  }

  #isSmooth(p) {
    const widths = this.payload.variables.map(({ low, high }) => high - low);
    return isContinuous((inputs, n) => this.at(inputs, n).j, p, widths);
  }
}
