// A network of layers a -> activation(W a + b), and the derivatives that follow from the chain
// rule.
// Twin: networks/network.py; tests/live/networks/test_network_js.py holds them together.
// Quantities at n points are arrays of n numbers, one a unit; matrices are lists of such arrays,
// row by row.
import { carried } from "../numeric/composition.js";
import { determinantOf } from "../numeric/matrix.js";
import { forward } from "./accumulation.js";
import { ACTIVATIONS } from "./activations.js";
import { isDefined, LOSSES } from "./losses.js";

/** One layer: weights (row by row) and bias are views into the numbers of its network. */
class Layer {
  constructor(inputs, outputs, activation, values) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.activation = activation;
    this.rule = ACTIVATIONS[activation];
    this.weights = values.subarray(0, outputs * inputs);
    this.bias = values.subarray(outputs * inputs);
  }

  /** z = W a + b. */
  preActivations(a, n) {
    return Array.from(this.bias, (b, i) =>
      combined(new Float64Array(n).fill(b), a, (j) => this.weights[i * this.inputs + j]),
    );
  }

  /** W tangent. */
  pushThroughWeights(tangent, n) {
    return Array.from(this.bias, (_, i) =>
      combined(new Float64Array(n), tangent, (j) => this.weights[i * this.inputs + j]),
    );
  }

  /** The Jacobian matrix by the layer's own input: that of the activation at z, times W. */
  jacobianMatrix(z, n) {
    const { weights, inputs } = this;
    const push = this.rule.differential(z, n);
    const columns = Array.from({ length: inputs }, (_, j) =>
      push(z.map((_, i) => new Float64Array(n).fill(weights[i * inputs + j]))),
    );
    return z.flatMap((_, i) => columns.map((column) => column[i]));
  }

  /** W^T slopes: from the gradient by z to that by the input. */
  pullThroughWeights(slopes, n) {
    return Array.from({ length: this.inputs }, (_, j) =>
      combined(new Float64Array(n), slopes, (i) => this.weights[i * this.inputs + j]),
    );
  }

  /** The layer as a stage of a chain. */
  at(a, n) {
    const z = this.preActivations(a, n);
    return { f: this.rule.values(z, n), j: this.jacobianMatrix(z, n) };
  }
}

/** out plus the sum of factor(i) times array i. */
function combined(out, arrays, factor) {
  arrays.forEach((values, i) => {
    const w = factor(i);
    for (let k = 0; k < out.length; k++) out[k] += w * values[k];
  });
  return out;
}

/**
 * Layers of sizes and activations whose weights and biases are views into one list of numbers,
 * layer by layer.
 */
function layersOf({ sizes, activations }, values) {
  let from = 0;
  return activations.map((activation, k) => {
    const n = sizes[k];
    const m = sizes[k + 1];
    return new Layer(n, m, activation, values.subarray(from, (from += m * (n + 1))));
  });
}

/** The number of weights and biases. */
const parameterCount = (sizes) =>
  sizes.slice(1).reduce((count, m, k) => count + m * (sizes[k] + 1), 0);

/** Points given one by one as arrays of n numbers, one a coordinate. */
export const columnsOf = (points) =>
  (points[0] ?? []).map((_, i) => Float64Array.from(points, (point) => point[i]));

const STEPS = [10, 13, 16, 19, 22].map((power) => 2 ** -power);

const first = (arrays) => arrays.map((w) => w[0]);

/**
 * A network of given sizes and activations; `values` holds all weights and biases: of each layer W
 * row by row, then b.
 */
export class Network {
  constructor({ sizes, activations }, values = []) {
    this.sizes = sizes;
    this.activations = activations;
    this.values = new Float64Array(parameterCount(sizes));
    this.layers = layersOf(this, this.values);
    this.parameters = values;
  }

  /** The network of a payload, as the mapping of a scene. */
  static of(payload) {
    return Object.assign(
      new Network(
        payload.network,
        payload.parameters.map(({ value }) => value),
      ),
      { payload },
    );
  }

  set parameters(values) {
    this.values.set(values);
  }

  /**
   * For each layer its input a, its pre-activations z and its activations `after`, at n points x.
   */
  trace(x, n = 1) {
    let a = x;
    return this.layers.map((layer) => {
      const z = layer.preActivations(a, n);
      const after = layer.rule.values(z, n);
      const step = { layer, a, z, after };
      a = after;
      return step;
    });
  }

  outputs(x, n = 1) {
    return this.trace(x, n).at(-1).after;
  }

  /**
   * The whole network at n points, in the form of Evaluation.at. The kinks are the pre-activations
   * less their activation's kinks; there J is by convention: each derivative that from the left.
   */
  at(x, n) {
    const { f, j } = carried(
      this.layers,
      x.map((w) => (typeof w === "number" ? new Float64Array(n).fill(w) : w)),
      n,
    ).at(-1);
    const size = this.sizes[0];
    const isSquare = f.length === size;
    const determinant = isSquare
      ? Float64Array.from({ length: n }, (_, k) =>
          determinantOf(
            j.map((w) => w[k]),
            size,
          ),
        )
      : null;
    return { f, j, determinant, singular: [], kinks: this.kinks(x, n) };
  }

  /** The pre-activations less their activation's kinks, at n points. */
  kinks(x, n) {
    return this.trace(x, n).flatMap(({ layer, z }) =>
      layer.rule.kinks.flatMap((kink) => z.map((zs) => zs.map((w) => w - kink))),
    );
  }

  /**
   * At one point, as numbers: of each layer its pre-activations z, its activations a, its Jacobian
   * matrix and which of its units stand on a kink, where the derivative is the one from the left; f
   * and the product j of the matrices.
   */
  point(p) {
    const trace = this.trace(columnsOf([p]));
    const jacobians = trace.map(({ layer, z }) => first(layer.jacobianMatrix(z, 1)));
    const onKinks = trace.map(({ layer, z }) => first(z).map((w) => layer.rule.kinks.includes(w)));
    const a = trace.map(({ after }) => first(after));
    const f = a.at(-1);
    const j = forward(jacobians, this.sizes).products.at(-1);
    return {
      p,
      f,
      j,
      a,
      z: trace.map(({ z }) => first(z)),
      jacobians,
      onKinks,
      onKink: onKinks.flat().some(Boolean),
    };
  }

  /** The Jacobian matrix of each layer at one point, row by row. */
  layerJacobians(p) {
    return this.point(p).jacobians;
  }

  /** Their product. */
  inputOutputJacobian(p) {
    return this.point(p).j;
  }

  /**
   * The Jacobian matrix at one point by differences of values alone, without any derivative: five
   * points a variable, error h^4/30 times the fifth derivative (Abramowitz and Stegun 25.3.6); h is
   * a power of 2, so that the steps are exact, and as large as no kink lies between the points.
   * Where even the least finds a kink, isSmooth is false and the matrix means nothing.
   */
  differenceJacobian(p) {
    const h = STEPS.find((step) => !this.#crossesKink(p, step));
    const isSmooth = h !== undefined;
    return { j: this.#differences(p, h ?? STEPS.at(-1)), isSmooth };
  }

  #differences(p, h) {
    const columns = p.map((w, i) => {
      const [a, b, c, d] = [-2, -1, 1, 2].map((k) =>
        first(this.outputs(columnsOf([p.with(i, w + k * h)]))),
      );
      return a.map((_, o) => (a[o] - d[o] + 8 * (c[o] - b[o])) / (12 * h));
    });
    return columns[0].flatMap((_, o) => columns.map((column) => column[o]));
  }

  /** Whether some pre-activation passes a kink between the points of those differences. */
  #crossesKink(p, h) {
    const sides = (x) =>
      this.trace(columnsOf([x])).flatMap(({ layer, z }) =>
        layer.rule.kinks.flatMap((kink) => first(z).map((w) => Math.sign(w - kink))),
      );
    const here = sides(p);
    return p.some((w, i) =>
      [-2, 2].some((k) => sides(p.with(i, w + k * h)).some((side, at) => side !== here[at])),
    );
  }

  /** J tangent at one point, after each layer (JVP): the matrices are never multiplied. */
  pushforward(p, tangent) {
    let carriedOn = columnsOf([tangent]);
    return this.trace(columnsOf([p])).map(({ layer, z }) =>
      first((carriedOn = layer.rule.differential(z, 1)(layer.pushThroughWeights(carriedOn, 1)))),
    );
  }

  /** J^T cotangent at one point, before each layer, the last one first (VJP). */
  pullback(p, cotangent) {
    let carriedOn = columnsOf([cotangent]);
    return this.trace(columnsOf([p]))
      .reverse()
      .map(({ layer, z }) =>
        first((carriedOn = layer.pullThroughWeights(layer.rule.differential(z, 1)(carriedOn), 1))),
      );
  }

  /**
   * The mean loss over n points x with targets and its gradient (backpropagation): values in the
   * order of Network.values, and as views of it weights and biases a layer; by the z and by the
   * output of each layer, and by the input. The loss is NaN where it is not defined. A loss that
   * belongs to the last activation is judged by the logits: then the gradient by the output is
   * null.
   */
  gradient(x, target, name, n = 1) {
    const trace = this.trace(x, n);
    const last = trace.at(-1);
    const whole = LOSSES[name];
    const isFused = whole.ofLogits !== undefined && whole.activation === last.layer.activation;
    const loss = isFused ? whole.ofLogits : whole;
    const judged = isFused ? last.z : last.after;
    const values = new Float64Array(this.values.length);
    const layers = layersOf(this, values);
    const preActivations = [];
    const outputs = [];
    let carriedBack = judged.map(() => new Float64Array(n));
    let mean = 0;
    for (let k = 0; k < n; k++) {
      const o = judged.map((w) => w[k]);
      const t = target.map((w) => w[k]);
      mean += isDefined(
        whole,
        last.after.map((w) => w[k]),
      )
        ? loss.value(o, t) / n
        : NaN;
      loss.gradient(o, t).forEach((w, i) => {
        carriedBack[i][k] = w / n;
      });
    }
    for (const [at, { layer, a, z }] of [...trace.entries()].reverse()) {
      const isLogit = isFused && at === trace.length - 1;
      const slopes = isLogit ? carriedBack : layer.rule.differential(z, n)(carriedBack);
      outputs[at] = isLogit ? null : carriedBack;
      preActivations[at] = slopes;
      slopes.forEach((slope, i) => {
        layers[at].bias[i] = slope.reduce((sum, w) => sum + w, 0);
        a.forEach((as, j) => {
          layers[at].weights[i * layer.inputs + j] = slope.reduce(
            (sum, w, k) => sum + w * as[k],
            0,
          );
        });
      });
      carriedBack = layer.pullThroughWeights(slopes, n);
    }
    return {
      loss: mean,
      values,
      weights: layers.map(({ weights }) => weights),
      biases: layers.map(({ bias }) => bias),
      preActivations,
      outputs,
      input: carriedBack,
    };
  }

  /** One step of gradient descent: each number less rate times its slope. */
  descend({ values }, rate) {
    values.forEach((slope, k) => {
      this.values[k] -= rate * slope;
    });
  }
}

/** 0, 1, ..., count - 1. */
export const range = (count) => Array.from({ length: count }, (_, k) => k);

/** The numbers at the one point of some arrays. */
export const numbersOf = (arrays) => arrays.map((w) => w[0]);
