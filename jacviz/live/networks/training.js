// Gradient descent on the mean loss over labelled points, a step at a time.
// Twin: networks/training.py; tests/live/networks/test_training.py holds them together.
import { columnsOf, Network } from "./network.js";

/**
 * The targets of labels 0 and 1 for so many outputs: the label itself for one, unit vectors for
 * more; an array an output.
 */
const targetsOf = (labels, outputs) =>
  Array.from({ length: outputs }, (_, i) =>
    Float64Array.from(labels, (label) => (outputs === 1 ? label : +(label === i))),
  );

/** How far a network decides for label 1, from the arrays of its outputs: above 1/2 it does. */
export const decision = ([first, second]) =>
  second ? second.map((w, k) => (1 + w - first[k]) / 2) : first;

/**
 * A network of its own that learns points: losses holds the loss after each step, the first before
 * any.
 */
export class Descent {
  constructor(description, points, loss) {
    this.network = new Network(description);
    this.x = columnsOf(points.x);
    this.labels = points.labels;
    this.target = targetsOf(points.labels, description.sizes.at(-1));
    this.loss = loss;
  }

  /** Begins anew with the given weights and biases. */
  restart(values) {
    this.network.parameters = values;
    this.gradient = this.#gradient();
    this.losses = [this.gradient.loss];
    this.diverged = Number.isFinite(this.gradient.loss) ? null : 0;
  }

  get steps() {
    return this.losses.length - 1;
  }

  /** Whether these are the weights that it stands at. */
  isAt(values) {
    return this.losses !== undefined && this.network.values.every((w, k) => w === values[k]);
  }

  /**
   * Takes one step, or none if the loss were no finite number after it: then diverged is the number
   * of that step.
   */
  step(rate) {
    if (!Number.isFinite(this.losses[0])) return;
    const before = this.network.values.slice();
    this.network.descend(this.gradient, rate);
    const gradient = this.network.values.every(Number.isFinite) ? this.#gradient() : null;
    const isSound = Number.isFinite(gradient?.loss);
    this.diverged = isSound ? null : this.steps + 1;
    if (!isSound) {
      this.network.parameters = before;
      return;
    }
    this.gradient = gradient;
    this.losses.push(gradient.loss);
  }

  /** The share of points on the side of their label. */
  get accuracy() {
    const sides = decision(this.network.outputs(this.x, this.labels.length));
    return (
      this.labels.filter((label, k) => sides[k] > 0.5 === (label === 1)).length / this.labels.length
    );
  }

  #gradient() {
    return this.network.gradient(this.x, this.target, this.loss, this.labels.length);
  }
}
