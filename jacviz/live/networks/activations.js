// The activations by name: function and derivative stand side by side.
// Twin: networks/activations.py; tests/live/networks/test_network_js.py holds them together.
import { erf } from "../numeric/specialFunctions.js";

const LEAK = 0.01;
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;
const CUBE = 0.044715; // the cubic term of the tanh form of GELU
const FLAT = 50; // beyond this GELU is 0 or z in doubles, and its cube could overflow

/** ln(1 + e^z), which overflows nowhere. */
export const softplus = (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
/** 1/(1 + e^-z); the tail keeps its digits. */
export const sigmoid = (z) => Math.exp(-softplus(-z));

const clipped = (z) => Math.max(-FLAT, Math.min(FLAT, z));
const cubic = (z) => Math.sqrt(8 / Math.PI) * (z + CUBE * z * z * z);
const cubicSlope = (z) => Math.sqrt(8 / Math.PI) * (1 + 3 * CUBE * z * z);
const geluTanhSlope = (z) => sigmoid(cubic(z)) * (1 + z * sigmoid(-cubic(z)) * cubicSlope(z));
const normal = (z) => (1 + erf(z / Math.SQRT2)) / 2;
const density = (z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const elu = (z) => (z > 0 ? z : Math.expm1(z));
const eluSlope = (z) => Math.exp(Math.min(z, 0));

/** One function of one number in every place. At a kink the derivative is the one from the left. */
class Elementwise {
  constructor(value, derivative, kinks = []) {
    this.value = value;
    this.derivative = derivative;
    this.kinks = kinks;
  }

  /** The activations of pre-activations z, one array of n numbers a unit. */
  values(z, n) {
    return z.map((zs) => filled(n, (k) => this.value(zs[k])));
  }

  /**
   * The linear map of the Jacobian matrix at z: of a tangent, one array a unit; it is symmetric, so
   * of a cotangent too.
   */
  differential(z, n) {
    const slopes = z.map((zs) => filled(n, (k) => this.derivative(zs[k])));
    return (tangent) => tangent.map((ts, i) => filled(n, (k) => slopes[i][k] * ts[k]));
  }
}

/** s_i = e^(z_i) / sum of e^(z_j), every output of every input: J = diag(s) - s s^T. */
class Softmax {
  kinks = [];

  values(z, n) {
    const most = filled(n, (k) => Math.max(...z.map((zs) => zs[k])));
    const powers = z.map((zs) => filled(n, (k) => Math.exp(zs[k] - most[k])));
    const sums = filled(n, (k) => powers.reduce((sum, ps) => sum + ps[k], 0));
    return powers.map((ps) => filled(n, (k) => ps[k] / sums[k]));
  }

  differential(z, n) {
    const s = this.values(z, n);
    return (tangent) => {
      const means = filled(n, (k) => s.reduce((sum, ss, i) => sum + ss[k] * tangent[i][k], 0));
      return tangent.map((ts, i) => filled(n, (k) => s[i][k] * (ts[k] - means[k])));
    };
  }
}

function filled(n, rule) {
  const out = new Float64Array(n);
  for (let k = 0; k < n; k++) out[k] = rule(k);
  return out;
}

export const ACTIVATIONS = {
  linear: new Elementwise(
    (z) => z,
    () => 1,
  ),
  sigmoid: new Elementwise(sigmoid, (z) => sigmoid(z) * sigmoid(-z)),
  tanh: new Elementwise(Math.tanh, (z) => 1 - Math.tanh(z) ** 2),
  relu: new Elementwise(
    (z) => Math.max(z, 0),
    (z) => (z > 0 ? 1 : 0),
    [0],
  ),
  leaky_relu: new Elementwise(
    (z) => (z > 0 ? z : LEAK * z),
    (z) => (z > 0 ? 1 : LEAK),
    [0],
  ),
  elu: new Elementwise(elu, eluSlope),
  selu: new Elementwise(
    (z) => SELU_SCALE * (z > 0 ? z : SELU_ALPHA * elu(z)),
    (z) => SELU_SCALE * (z > 0 ? 1 : SELU_ALPHA * eluSlope(z)),
    [0],
  ),
  softplus: new Elementwise(softplus, sigmoid),
  silu: new Elementwise(
    (z) => z * sigmoid(z),
    (z) => sigmoid(z) * (1 + z * sigmoid(-z)),
  ),
  gelu: new Elementwise(
    (z) => z * normal(z),
    (z) => normal(z) + z * density(z),
  ),
  gelu_tanh: new Elementwise(
    (z) => z * sigmoid(cubic(clipped(z))),
    (z) => geluTanhSlope(clipped(z)),
  ),
  softsign: new Elementwise(
    (z) => z / (1 + Math.abs(z)),
    (z) => (1 / (1 + Math.abs(z))) ** 2,
  ),
  sin: new Elementwise(Math.sin, Math.cos),
  gaussian: new Elementwise(
    (z) => Math.exp(-z * z),
    (z) => -2 * z * Math.exp(-z * z),
  ),
  square: new Elementwise(
    (z) => z * z,
    (z) => 2 * z,
  ),
  softmax: new Softmax(),
};
