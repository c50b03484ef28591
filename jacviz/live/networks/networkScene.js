// What the scenes of a network have in common: the network as the mapping, its weights and its
// input as the state.
import { format, tuple } from "../numeric/format.js";
import { Scene } from "../scenes/scene.js";
import { brief } from "./diagramMarks.js";
import { Network } from "./network.js";

/**
 * A scene of a network; state.parameters holds the weights, state.probe the input, target1, ... and
 * rate what it is trained by.
 * @extends {Scene<import("../numeric/payload.js").NetworkPayload>}
 */
export class NetworkScene extends Scene {
  hidesParameters = true;
  hasProbeSliders = true;

  constructor(payload) {
    super(payload, Network.of(payload));
    this.knobs = descentKnobs(payload).map((knob) => ({ ...knob, isHidden: true }));
  }
}

export const diagramPane = { name: "diagram", kind: "diagram", title: "Network", role: "image" };

/**
 * What a diagram shows at a point: each unit's value, its bias above it, and on the edges their
 * weights; more holds what else is told: above(layer, unit), below(layer, unit), strengths and
 * lines(k) as the diagram takes them.
 */
export function drawingOf(
  { mapping },
  { p, a, onKinks },
  /** @type {any} */ { above = () => undefined, below = () => undefined, ...more } = {},
) {
  const { layers, values } = mapping;
  const units = [p, ...a].map((column, layer) =>
    column.map((value, i) => {
      return {
        value,
        above: above(layer, i) || (layer > 0 && { text: `b ${brief(layers[layer - 1].bias[i])}` }),
        below: below(layer, i),
        isKink: layer > 0 && onKinks[layer - 1][i],
      };
    }),
  );
  return { units, strengths: values, lines: (k) => [{ sign: "", value: values[k] }], ...more };
}

/** The input and the output as text. */
export const sayMapping = ({ network: { unitLabels } }, { p, f }) =>
  `${tuple(unitLabels[0], p)}  ↦  ${tuple(unitLabels.at(-1), f)}`;

/** A sentence for each layer with units that stand on a kink. */
export const kinkRemarks = (
  {
    payload: {
      network: { unitLabels },
    },
    mapping: { layers },
  },
  { onKinks, z },
) =>
  onKinks.flatMap((units, k) => {
    const names = unitLabels[k + 1].filter((_, i) => units[i]);
    const { rule, activation } = layers[k];
    if (!names.length) return [];
    const slope = format(rule.derivative(z[k][units.indexOf(true)]), 3);
    return [
      `${names.join(", ")}: the pre-activation is exactly 0, at the kink of ${activation}, where it has no derivative. By convention the one from the left is used: ${slope}.`,
    ];
  });

/**
 * The knobs of a loss and of its descent; hidden where a scene has no use for them, they stay in
 * the state.
 */
function descentKnobs({ target, labels, loss, points }) {
  const isShare = ["bce", "cross_entropy"].includes(loss);
  const targets = target.map((value, k) => ({
    key: `target${k + 1}`,
    name: target.length > 1 ? `Target for ${labels[k]}` : "Target",
    value,
    low: isShare ? 0 : Math.min(-2, 2 * value),
    high: isShare ? 1 : Math.max(2, 2 * value),
  }));
  return [
    ...(loss === "sum" ? [] : targets),
    {
      key: "rate",
      name: "Learning rate",
      low: 0.001,
      high: 10,
      value: points ? 1 : 0.1,
      log: true,
      show: (w) => format(w, 2),
    },
  ];
}

export const targetOf = ({ target }, state) =>
  target.map((value, k) => state[`target${k + 1}`] ?? value);
