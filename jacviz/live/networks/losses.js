// The losses by name: the value for outputs o and targets t of one point, and its gradient by o.
// Twin: networks/losses.py; tests/live/networks/test_network_js.py holds them together.
import { sigmoid, softplus } from "./activations.js";

const sum = (values, rule = (w, _i) => w) => values.reduce((total, w, i) => total + rule(w, i), 0);
const timesLog = (t, o) => (t === 0 ? 0 : t * Math.log(o));
const over = (t, o) => (t === 0 ? 0 : t / o);

/** -ln s_i = ln sum over j of e^(z_j - z_i). */
const surprise = (z, i) => {
  const most = Math.max(...z);
  return most - z[i] + Math.log(sum(z, (w) => Math.exp(w - most)));
};
const softmax = (z) => z.map((_, i) => Math.exp(-surprise(z, i)));
/** The sum of all values but one. */
const others = (values, i) => sum(values, (w, j) => (j === i ? 0 : w));

/**
 * Each { value(o, t), gradient(o, t), activation?, ofLogits? }: a loss that takes outputs between 0
 * and 1 names the activation that gives such, and ofLogits is the same loss by what enters it, in
 * forms that overflow nowhere and subtract nothing from 1.
 */
export const LOSSES = {
  half_sse: {
    value: (o, t) => sum(o, (w, i) => (w - t[i]) ** 2) / 2,
    gradient: (o, t) => o.map((w, i) => w - t[i]),
  },
  sse: {
    value: (o, t) => sum(o, (w, i) => (w - t[i]) ** 2),
    gradient: (o, t) => o.map((w, i) => 2 * (w - t[i])),
  },
  mse: {
    value: (o, t) => sum(o, (w, i) => (w - t[i]) ** 2) / o.length,
    gradient: (o, t) => o.map((w, i) => (2 * (w - t[i])) / o.length),
  },
  bce: {
    activation: "sigmoid",
    value: (o, t) => -sum(o, (w, i) => timesLog(t[i], w) + timesLog(1 - t[i], 1 - w)) / o.length,
    gradient: (o, t) => o.map((w, i) => (over(1 - t[i], 1 - w) - over(t[i], w)) / o.length),
    ofLogits: {
      value: (z, t) => sum(z, (w, i) => t[i] * softplus(-w) + (1 - t[i]) * softplus(w)) / z.length,
      gradient: (z, t) =>
        z.map((w, i) => ((1 - t[i]) * sigmoid(w) - t[i] * sigmoid(-w)) / z.length),
    },
  },
  cross_entropy: {
    activation: "softmax",
    value: (o, t) => -sum(o, (w, i) => timesLog(t[i], w)),
    gradient: (o, t) => o.map((w, i) => -over(t[i], w)),
    ofLogits: {
      value: (z, t) => sum(t, (w, i) => w * surprise(z, i)),
      gradient: (z, t) => {
        const s = softmax(z);
        return s.map((w, i) => w * others(t, i) - t[i] * others(s, i));
      },
    },
  },
  sum: { value: (o) => sum(o), gradient: (o) => o.map(() => 1) },
};

/** Whether a loss is defined for outputs: those with logarithms need them between 0 and 1. */
export const isDefined = ({ activation }, outputs) =>
  !activation || outputs.every((w) => w >= 0 && w <= 1);
