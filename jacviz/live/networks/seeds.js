// Weights drawn by a seed.
// Twin: networks/seeds.py; tests/live/networks/test_depth.py holds them together.

const HE = ["relu", "leaky_relu", "elu", "softplus", "silu", "gelu", "gelu_tanh"]; // they pass about half of their inputs

/** Uniform numbers k/2^32 of [0, 1), one a call (T. Ettinger, mulberry32, public domain, 2017). */
export function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Weights are uniform in ± this: after He for ReLU and its like, after LeCun for SELU, else after
 * Glorot.
 */
function halfWidth(activation, inputs, outputs) {
  if (HE.includes(activation)) return Math.sqrt(6 / inputs);
  if (activation === "selu") return Math.sqrt(3 / inputs);
  return Math.sqrt(6 / (inputs + outputs));
}

/**
 * Weights drawn layer by layer, row by row, rounded half up to so many digits, and biases 0: in the
 * order of Network.values.
 */
export function drawn({ sizes, activations }, seed, scale = 1, digits = 3) {
  const uniform = mulberry32(seed);
  const power = 10 ** digits;
  return activations.flatMap((activation, k) => {
    const n = sizes[k];
    const m = sizes[k + 1];
    const width = scale * halfWidth(activation, n, m);
    const weights = Array.from(
      { length: m * n },
      () => Math.floor(width * (2 * uniform() - 1) * power + 0.5) / power,
    );
    return [...weights, ...new Array(m).fill(0)];
  });
}
