// A mapping as the browser knows it: all components, J and what follows from them, at many points
// at once.
import { isContinuous } from "./kinks.js";
import { existingAt, withNeighbours } from "./pointValues.js";
import { compile, excerpt } from "./tape.js";

/**
 * Where in a tape's outputs each kind of them stands, from one place to another; cuts are the last
 * three kinds together.
 */
function placesOf({ components, jacobian, determinant, singular, kinks, borders = 0 }) {
  const values = components + jacobian + determinant;
  const bends = values + singular;
  const ends = bends + kinks;
  const all = ends + borders;
  return {
    components: [0, components],
    values: [0, values],
    singular: [values, bends],
    kinks: [bends, ends],
    borders: [ends, all],
    cuts: [values, all],
  };
}

/**
 * The outputs of a payload's tape, each kind or each one with the steps that it needs and no more.
 */
class Outputs {
  constructor({ tape, layout }) {
    this.places = placesOf(layout);
    this.tape = tape;
    this.made = new Map();
  }

  /** run(inputs, n) for all outputs of a kind. */
  all(kind) {
    return this.#made(kind, ...this.places[kind]);
  }

  /** run(inputs, n) for each output of a kind. */
  each(kind) {
    const [from, to] = this.places[kind];
    return Array.from({ length: to - from }, (_, k) =>
      this.#made(`${kind} ${k}`, from + k, from + k + 1),
    );
  }

  /** Each output of a kind as a function { at(inputs, n), work }. */
  functions(kind, parameters) {
    return this.each(kind).map((run) => ({
      work: run.work,
      at: (inputs, n) => run([...inputs, ...parameters], n)[0],
    }));
  }

  #made(name, from, to) {
    if (!this.made.has(name)) this.made.set(name, compile(excerpt(this.tape, from, to)));
    return this.made.get(name);
  }
}

/**
 * The mapping of a payload with its parameters' values. at(inputs, n) takes for each variable an
 * array of n numbers (or one number) and returns { f, j, determinant }: f one array a component, j
 * one a partial derivative, row by row; determinant null unless J is square. The arrays are
 * overwritten by the next call; work is what one point takes.
 */
export class Evaluation {
  constructor(payload) {
    this.payload = payload;
    this.outputs = new Outputs(payload);
    this.run = this.outputs.all("values");
    this.work = this.run.work;
    this.parameters = payload.parameters.map((p) => p.value);
  }

  at(inputs, n) {
    const out = this.run([...inputs, ...this.parameters], n);
    const { components, jacobian } = this.payload.layout;
    const first = components + jacobian;
    return {
      f: out.slice(0, components),
      j: out.slice(components, first),
      determinant: out[first] ?? null,
    };
  }

  /**
   * Functions { at(inputs, n), work }, each with the steps that it needs and no more: those whose
   * zeros make the singular set ("singular"), those at whose zeros J need not exist ("kinks"),
   * those at whose zeros f or J may end ("borders"), or the "components".
   */
  functions(kind) {
    return this.outputs.functions(kind, this.parameters);
  }

  /**
   * An array for each function of a kind; of "cuts" for all that are 0 where J is singular, need
   * not exist, or may end.
   */
  valuesOf(kind, inputs, n) {
    return this.outputs.all(kind)([...inputs, ...this.parameters], n);
  }

  /**
   * All quantities at one point, as numbers: { p, f, j, determinant, onKink }; what does not exist
   * is NaN.
   */
  point(p) {
    const near = withNeighbours(p);
    return existingAt(p, { ...this.at(near, 3), kinks: this.valuesOf("kinks", near, 3) }, () =>
      this.#isSmooth(p),
    );
  }

  #isSmooth(p) {
    const widths = this.payload.variables.map(({ low, high }) => high - low);
    return isContinuous((inputs, n) => this.at(inputs, n).j, p, widths);
  }
}
