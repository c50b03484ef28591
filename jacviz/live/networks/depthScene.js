// Principal stretches of the product of the first k layers' Jacobian matrices against k: how
// derivatives vanish or explode.
import { format } from "../numeric/format.js";
import { singularValues } from "../numeric/matrix.js";
import { forward } from "./accumulation.js";
import { columnsOf, Network } from "./network.js";
import { NetworkScene, targetOf } from "./networkScene.js";
import { drawn } from "./seeds.js";

const DEEPEST = 50;
const LOWEST = -60; // exponent of ten: what is smaller is not worth the room
const WIDTHS = [0, 2, 4, 8, 16]; // of a chain; 0 stands for the network itself
const GAIN = {
  key: "gain",
  name: "Weight scale",
  low: 0.1,
  high: 3,
  value: 1,
  log: true,
  show: (w) => `× ${format(w, 3)}`,
  play: "Play the weight scale from small weights to large ones",
};
const DEPTH = {
  key: "depth",
  name: "Depth of the chain",
  low: 1,
  high: DEEPEST,
  value: 30,
  show: (w) => `${Math.round(w)} layers`,
};

/** Layers of one width and one activation, one after another, with weights drawn by a seed. */
function chainNetwork(width, depth, activation, seed) {
  const description = {
    sizes: new Array(depth + 1).fill(width),
    activations: new Array(depth).fill(activation),
  };
  return new Network(description, drawn(description, seed));
}

/** A network with all weights, not the biases, times a factor. */
function scaled(network, factor) {
  const own = new Network(network, network.values);
  for (const { weights } of own.layers)
    weights.forEach((w, k) => {
      weights[k] = factor * w;
    });
  return own;
}

/** So many values, again from the first on where there are fewer. */
const repeated = (values, count) =>
  Array.from({ length: count }, (_, i) => values[i % values.length]);

/**
 * The principal stretches of the derivative of the first k layers for k = 0, 1, ..., largest first;
 * what doubles cannot tell from 0 beside the largest is 0, and where an entry exceeds them all are
 * NaN.
 */
export function stretchesByDepth(jacobians, sizes) {
  const [n] = sizes;
  return [
    new Array(n).fill(1),
    ...forward(jacobians, sizes).products.map((product) => {
      const rows = product.length / n;
      const size = Math.max(...product.map(Math.abs)) || 1; // its square may be beyond the doubles
      if (!Number.isFinite(size)) return new Array(Math.min(rows, n)).fill(NaN);
      const { stretches } = singularValues(
        product.map((w) => w / size),
        n,
      );
      const resolution = stretches[0] * Math.max(rows, n) * Number.EPSILON;
      return stretches.map((w) => (w > resolution ? size * w : 0));
    }),
  ];
}

/**
 * The norm of a loss's gradient by the input, k = 0, and by the output of each layer; null where
 * the loss is judged by logits.
 */
function gradientsByDepth(network, p, target, loss) {
  const { input, outputs } = network.gradient(columnsOf([p]), columnsOf([target]), loss);
  return [input, ...outputs].map((gradient) => gradient && Math.hypot(...gradient.map(([w]) => w)));
}

/**
 * The scene of a network's depth: of the network itself, or of a chain of layers drawn by the
 * payload's seed.
 */
export class DepthScene extends NetworkScene {
  name = "depth";

  constructor(payload) {
    super(payload);
    const {
      sizes,
      activations: [activation],
    } = payload.network;
    this.knobs = [...this.knobs, GAIN, DEPTH];
    this.choices = [
      {
        key: "width",
        name: "Layers",
        title: "a chain of layers of one width, drawn by the seed, or the network itself",
        values: WIDTHS,
        value: 0,
        label: (width) =>
          width
            ? `chain of ${activation} layers, ${width} wide`
            : `this network, ${sizes.length - 1} layers`,
      },
    ];
    this.panes = [
      {
        name: "stretches",
        title: "Stretches of layers 1 to k",
        x: "k",
        y: "σ",
        role: "image",
        isFree: true,
        isLog: "y",
      },
      {
        name: "gradients",
        title: "|∇loss| by the output of layer k",
        x: "k",
        y: "|∇|",
        role: "domain",
        isFree: true,
        isLog: "y",
      },
    ];
    this.numbers = { matrices: [], rows: ROWS, remarks };
  }

  /** The network that is drawn, and its input, target and loss. */
  #judged({ state }) {
    const { payload, mapping } = this;
    const { width, gain, probe } = state;
    const target = targetOf(payload, state);
    if (!width) return { network: scaled(mapping, gain), p: probe, target, loss: payload.loss };
    const network = chainNetwork(
      width,
      Math.round(state.depth),
      payload.network.activations[0],
      payload.seed,
    );
    return {
      network: scaled(network, gain),
      p: repeated(probe, width),
      target: repeated(target, width),
      loss: "half_sse",
    };
  }

  followsProbe() {
    return true;
  }

  ground(stage) {
    const { theme, panes } = stage;
    const { network, p, target, loss } = this.#judged(stage);
    const { jacobians, onKink } = network.point(p);
    const stretches = stretchesByDepth(jacobians, network.sizes);
    const gradients = gradientsByDepth(network, p, target, loss);
    this.found = { stretches, gradients, depth: jacobians.length, onKink };
    panes.stretches.show(rangeOf(stretches.flat(), jacobians.length));
    panes.gradients.show(rangeOf(gradients, jacobians.length));
    return {
      stretches: stretchMarks(stretches, panes.stretches, theme),
      gradients: [unitLine(panes.gradients, theme), lineMark(gradients, theme.domain, 3)],
    };
  }

  atProbe(stage) {
    const { stretches } = this.found;
    const last = stretches.at(-1);
    return { ...super.atProbe(stage), ...this.found, largest: last[0], smallest: last.at(-1) };
  }

  foreground() {
    return { stretches: [], gradients: [] };
  }
}

/** A range of k and of powers of ten that shows positive values from k = 0 to the depth, and 1. */
function rangeOf(values, depth) {
  const logs = values.filter((w) => w > 0 && Number.isFinite(w)).map(Math.log10);
  const low = Math.max(LOWEST, Math.floor(Math.min(-0.7, ...logs)));
  const high = Math.ceil(Math.max(0.7, ...logs));
  const margin = 0.07 * (high - low);
  return [-0.02 * depth, 1.02 * depth, low - margin, high + margin];
}

/** Values against k; 0 and what is no number are gaps. */
const lineMark = (values, stroke, width) => ({
  kind: "polyline",
  stroke,
  width,
  xy: Float64Array.from(
    values.flatMap((w, k) => (w > 0 && Number.isFinite(w) ? [k, Math.log10(w)] : [NaN, NaN])),
  ),
});

/** The line of what neither stretches nor shrinks. */
const unitLine = ({ range: [x0, x1] }, theme) => ({
  kind: "polyline",
  xy: Float64Array.of(x0, 0, x1, 0),
  stroke: theme.muted,
  width: 1.5,
  dash: [2, 5],
});

function stretchMarks(stretches, pane, theme) {
  const lines = Array.from({ length: stretches.at(-1).length }, (_, i) =>
    stretches.map((values) => values[i] ?? 0),
  );
  const smallest = lines.length - 1;
  return [
    unitLine(pane, theme),
    ...lines.slice(1, -1).map((values) => lineMark(values, theme.muted, 1.6)),
    ...(smallest ? namedLine(lines[smallest], "smallest", theme.domain, -1, pane, theme) : []),
    ...namedLine(lines[0], smallest ? "largest" : "the only one", theme.image, 1, pane, theme),
  ];
}

/**
 * A line with its name at its end: above it (side 1) or below it (-1), to the right of one that
 * ends early.
 */
function namedLine(values, text, ink, side, { transform: { sx, sy } }, { size, font, paper }) {
  const mark = lineMark(values, ink, 3);
  const last = values.findLastIndex((w) => w > 0 && Number.isFinite(w));
  const isShort = last < 0.75 * (values.length - 1);
  const at = Array.from(mark.xy.slice(2 * last, 2 * last + 2));
  const label = { kind: "label", at, text, size, font, fill: ink, halo: paper };
  if (isShort) return [mark, { ...label, text: ` ${text}`, align: "left" }];
  // The line bulges into the text's place where it falls towards its end, or rises.
  const covered = Math.ceil((0.6 * text.length * size) / sx);
  const heights = values
    .slice(Math.max(0, last - covered), last + 1)
    .map((w) => side * sy * (Math.log10(w) - at[1]));
  return [mark, { ...label, align: "right", lift: side * (0.9 * size + Math.max(...heights)) }];
}

const growth = ({ largest, depth }) => largest ** (1 / depth);

// Doubles tell stretches apart down to a few 10⁻¹⁶ of the largest, times the width of the layers.
const ifUntold =
  (text) =>
  ({ largest, smallest }) =>
    smallest === 0 && largest > 0 ? text : undefined;

const ROWS = [
  {
    key: "largest",
    label: "Largest stretch",
    title: "largest singular value of the product of all layers' Jacobian matrices",
    value: ({ largest }) => largest,
  },
  {
    key: "smallest",
    label: "Smallest stretch",
    title: "smallest singular value of the product",
    value: ({ smallest }) => smallest,
    text: ifUntold("below 10⁻¹⁴ of the largest"),
  },
  {
    key: "condition",
    label: "Condition number",
    title: "largest divided by smallest stretch",
    value: ({ largest, smallest }) => largest / smallest,
    text: ifUntold("above 10¹⁴"),
  },
  {
    key: "growth",
    label: "Growth a layer",
    title: "by what factor the largest stretch grows from layer to layer, on average",
    value: growth,
  },
  {
    key: "gradient",
    label: "|∇loss| at the input",
    title: "norm of the loss's gradient by the input, pulled back through all layers",
    value: ({ gradients }) => gradients[0],
  },
];

const MUCH = 100; // times: then derivatives are said to vanish or to explode

function remarks({ largest, smallest, depth }) {
  const said = [];
  const told = `by × ${format(growth({ largest, depth }), 3)} a layer`;
  if (Number.isNaN(largest))
    said.push("The derivative exceeds 10³⁰⁸: use smaller weights or fewer layers.");
  else if (largest === 0)
    said.push("The derivative is 0: nothing of a change of the input arrives.");
  else if (largest > MUCH) said.push(`Derivatives explode: the largest stretch changes ${told}.`);
  else if (largest < 1 / MUCH)
    said.push(`Derivatives vanish: the largest stretch changes ${told}.`);
  if (smallest === 0 && largest > 0)
    said.push(
      "A line ends where its stretch is 0, or too small beside the largest for doubles to tell.",
    );
  return said;
}
