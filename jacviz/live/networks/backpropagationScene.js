// Backpropagation at one point: the gradient of a loss pulled back to every weight, and gradient descent along it.
import { element } from "../controls/dom.js";
import { button } from "../controls/widgets.js";
import { format } from "../numeric/format.js";
import { brief, signInk } from "./diagramMarks.js";
import { HINT } from "./diagramPane.js";
import { edgeFocus, lights } from "./focus.js";
import { lossCurve, lossPane, lossPoint, showLosses } from "./lossCurve.js";
import { jacobianNames, matrixTable, subscript } from "./matrices.js";
import { columnsOf } from "./network.js";
import {
  diagramPane,
  drawingOf,
  kinkRemarks,
  NetworkScene,
  sayMapping,
  targetOf,
} from "./networkScene.js";

const TEMPLATES = {
  lines: ["", "∂ "],
  above: ["b −0.888  ∂ −0.888", "∂ −0.888"],
  below: ["∇ −0.888", "∇ −0.888"],
};
const SHORTEST = 20; // steps that the curve's axis shows at least
const numbersOf = (arrays) => arrays.map((w) => w[0]);

/** The scene of a loss at one point. */
export class BackpropagationScene extends NetworkScene {
  name = "backpropagation";

  constructor(payload) {
    super(payload);
    this.panes = [{ ...diagramPane, templates: TEMPLATES }, lossPane];
    this.knobs = this.knobs.map((knob) => ({ ...knob, isHidden: false }));
    this.forget();
  }

  /** Forgets the steps taken. */
  forget() {
    this.losses = [];
    this.diverged = null; // the step that failed
    this.stoodAt = "";
  }

  #gradient({ mapping, state }) {
    return mapping.gradient(
      columnsOf([state.probe]),
      columnsOf([targetOf(this.payload, state)]),
      this.payload.loss,
    );
  }

  /** All that the loss depends on. */
  #place({ mapping, state }) {
    return JSON.stringify([[...mapping.values], state.probe, targetOf(this.payload, state)]);
  }

  /** The curve begins anew when a hand has moved what the loss depends on. */
  #follow(stage, { loss }) {
    const place = this.#place(stage);
    if (place !== this.stoodAt)
      Object.assign(this, { losses: [loss], diverged: null, stoodAt: place });
  }

  /** Takes one step of gradient descent from the state's weights; whether they have moved. */
  step(view) {
    const {
      stage,
      payload: { parameters },
    } = view;
    const { mapping, state } = stage;
    mapping.parameters = parameters.map(({ name }) => state.parameters[name]);
    const before = this.#gradient(stage);
    const old = mapping.values.slice();
    this.#follow(stage, before);
    if (!Number.isFinite(before.loss) || before.values.every((w) => w === 0)) return false;
    mapping.descend(before, state.rate);
    const { loss } = this.#gradient(stage);
    if (!Number.isFinite(loss) || !mapping.values.every(Number.isFinite)) {
      mapping.parameters = old;
      this.diverged = this.losses.length;
      return false;
    }
    this.losses.push(loss);
    this.stoodAt = this.#place(stage);
    parameters.forEach(({ name }, k) => {
      state.parameters[name] = mapping.values[k];
    });
    view.invalidate();
    return true;
  }

  ground(stage) {
    this.#follow(stage, this.#gradient(stage));
    const { losses } = this;
    const isLog = showLosses(
      stage.panes.loss,
      losses,
      Math.max(SHORTEST, roundedUp(losses.length - 1)),
    );
    return {
      loss: [lossCurve(losses, isLog, stage.theme), ...lossPoint(losses, isLog, stage.theme)],
    };
  }

  followsProbe() {
    return true;
  }

  atProbe(stage) {
    return {
      ...super.atProbe(stage),
      gradient: this.#gradient(stage),
      target: targetOf(this.payload, stage.state),
    };
  }

  foreground(stage, here) {
    const {
      mapping: { values, layers },
      theme,
    } = stage;
    const { gradient } = here;
    const back = [numbersOf(gradient.input), ...gradient.outputs.map((w) => w && numbersOf(w))]; // by the values of each column of units
    const fill = theme.image;
    const slope = (k) => ({
      sign: "∂ ",
      value: gradient.values[k],
      fill: signInk(theme, gradient.values[k]),
    });
    return {
      loss: [],
      diagram: drawingOf(stage, here, {
        strengths: gradient.values,
        lines: (k) => [{ sign: "", value: values[k], fill: theme.ink }, slope(k)],
        above: (layer, i) =>
          layer > 0 && {
            text: `b ${brief(layers[layer - 1].bias[i])}  ∂ ${brief(gradient.biases[layer - 1][i])}`,
            brief: `∂ ${brief(gradient.biases[layer - 1][i])}`,
            fill: signInk(theme, gradient.biases[layer - 1][i]),
          },
        below: (layer, i) =>
          back[layer] && {
            text: `∇ ${brief(back[layer][i])}`,
            brief: `∇ ${brief(back[layer][i])}`,
            fill,
          },
      }),
    };
  }

  makePanel(view) {
    return backpropagationPanel(this, view);
  }
}

/** The step count at the right end of the curve: 1, 2 or 5 times a power of ten. */
function roundedUp(count) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, count)));
  return power * [1, 2, 5, 10].find((m) => m * power >= count);
}

function backpropagationPanel(scene, view) {
  const {
    payload,
    mapping: { layers },
  } = scene;
  const point = element("div", { class: "jv-point" });
  const readout = element("div", { class: "jv-readout" });
  const loss = element("output", { "data-quantity": "loss", "aria-live": "off" });
  const steps = element("output", { "data-quantity": "steps", "aria-live": "off" });
  const plural = element("span");
  const note = element("div", { class: "jv-note", role: "status" });
  let frame = null;

  const one = button(
    "One step of gradient descent",
    "each weight and bias less the learning rate times its derivative",
    () => scene.step(view) || view.invalidate(),
  );
  const running = button("Run", "a step each frame", () => (frame ? stop() : run()));

  function run() {
    running.textContent = "Pause";
    frame = requestAnimationFrame(tick);
  }
  function tick() {
    if (scene.step(view)) frame = requestAnimationFrame(tick);
    else {
      stop();
      view.invalidate();
    }
  }
  function stop() {
    cancelAnimationFrame(frame);
    frame = null;
    running.textContent = "Run";
  }

  const cards = layers.map((_, k) => layerCard(scene, view, k)).reverse();
  const root = element(
    "section",
    { class: "jv-numbers jv-network", "aria-label": "Gradients" },
    element("div", { class: "jv-line" }, point, readout),
    element(
      "div",
      { class: "jv-chips" },
      one,
      running,
      element("span", {}, `L, ${payload.lossTitle} = `, loss),
      element("span", { class: "jv-said" }, "after ", steps, plural),
      element("span", { class: "jv-said" }, "∂: L by this number; ∇: L by this unit"),
    ),
    element("div", { class: "jv-cards" }, ...cards.map((card) => card.root)),
    note,
  );

  function show(here) {
    const { gradient } = here;
    const { focus, theme } = view;
    point.textContent = `${sayMapping(payload, here)}${payload.loss === "sum" ? "" : `,  target ${here.target.map((w) => format(w)).join(", ")}`}`;
    readout.textContent = sayWeight(scene, here, focus);
    loss.textContent = format(gradient.loss);
    loss.dataset.value = String(gradient.loss);
    steps.textContent = steps.dataset.value = String(scene.losses.length - 1);
    plural.textContent = scene.losses.length === 2 ? " step" : " steps";
    cards.forEach((card) => card.show(here, theme, focus));
    const said = [...kinkRemarks(scene, here), ...remarks(scene, view.state, here)].join(" ");
    if (note.textContent !== said) note.textContent = said;
    one.disabled = !Number.isFinite(gradient.loss);
  }
  return {
    root,
    show,
    stop,
    get isPlaying() {
      return frame !== null;
    },
  };
}

function remarks({ payload: { loss, lossTitle }, diverged }, { rate }, { gradient, f }) {
  if (diverged !== null)
    return [
      `Diverged at step ${diverged}: the loss is no finite number any more. Use a smaller learning rate than ${format(rate, 3)}.`,
    ];
  if (Number.isFinite(gradient.loss))
    return gradient.values.every((w) => w === 0)
      ? ["Every derivative of the loss is 0: a step moves nothing."]
      : [];
  const isShare = f.every((w) => w >= 0 && w <= 1);
  if (isShare || !["bce", "cross_entropy"].includes(loss))
    return ["The loss is no finite number here."];
  return [
    `The ${lossTitle} needs outputs between 0 and 1 (here ${f.map((w) => format(w, 3)).join(", ")}): end with ${loss === "bce" ? "sigmoid" : "softmax"}.`,
  ];
}

/** The derivative by the weight that is pointed at, as the product that it is. */
function sayWeight(
  {
    payload: {
      network: { unitLabels },
    },
  },
  { p, a, gradient },
  focus,
) {
  if (focus?.edges.length !== 1) return HINT;
  const [[layer, to, from]] = focus.edges;
  const before = [p, ...a][layer - 1];
  const slope = gradient.preActivations[layer - 1][to][0];
  return `∂L/∂w = ∂L/∂z · ${unitLabels[layer - 1][from]} = ${format(slope)} · ${format(before[from])} = ${format(slope * before[from])}`;
}

/** How the gradient goes back through a layer: by its outputs, by z, by its weights and biases, and on to its inputs. */
function layerCard({ payload, mapping }, view, k) {
  const { unitLabels } = payload.network;
  const layer = mapping.layers[k];
  const number = k + 1;
  const names = unitLabels[number];
  const letter = (labels) => labels[0].replace(/[₀-₉]+$/, "");
  const output = letter(names);
  const input = letter(unitLabels[k]);
  const isLast = number === mapping.layers.length;
  const vector = (key, caption, title, labels) =>
    matrixTable({
      key: `${key}-${number}`,
      caption,
      title,
      names: labels.map((name) => [name]),
      digits: 3,
    });
  const outer = jacobianNames(
    names.map(() => "L"),
    unitLabels[k],
  ).map((row, i) =>
    row.map((_, j) => `∂L/∂w${subscript(number)}, from ${unitLabels[k][j]} to ${names[i]}`),
  );
  const parts = {
    outputs: vector(
      "output-gradient",
      `∂L/∂${output}`,
      isLast
        ? "the loss by the network's output"
        : `W${subscript(number + 1)}ᵀ ∂L/∂z${subscript(number + 1)}: pulled back through the weights of layer ${number + 1}`,
      names.map((name) => `∂L/∂${name}`),
    ),
    z: vector(
      "z-gradient",
      `∂L/∂z${subscript(number)}`,
      "pulled back through the activation: its Jacobian matrix, transposed, times ∂L by the outputs",
      names.map((name) => `∂L/∂z of ${name}`),
    ),
    weights: matrixTable({
      key: `weight-gradient-${number}`,
      caption: `∂L/∂W${subscript(number)}`,
      title: `(∂z/∂W)ᵀ ∂L/∂z, the outer product of ∂L/∂z and ${input}`,
      names: outer,
      digits: 3,
      onEntry: (to, from) => view.focusOn(to === null ? null : edgeFocus([number, to, from])),
    }),
  };
  const fused = element(
    "span",
    { class: "jv-said" },
    `taken at z: ${payload.lossTitle} belongs to ${layer.activation}`,
  );
  const way = (text, title) => element("span", { class: "jv-way", title }, text);
  const formula = (text) => element("div", { class: "jv-formula" }, text);
  const root = element(
    "div",
    { class: "jv-card" },
    element("div", {}, `Layer ${number}, ${layer.activation}`),
    formula(
      isLast
        ? `∂L/∂${output}: the gradient of the loss itself`
        : `∂L/∂${output} = W${subscript(number + 1)}ᵀ ∂L/∂z${subscript(number + 1)}`,
    ),
    formula(`∂L/∂z${subscript(number)} = (∂${output}/∂z)ᵀ ∂L/∂${output}`),
    formula(
      `∂L/∂W${subscript(number)} = (∂z/∂W)ᵀ ∂L/∂z${subscript(number)} = ∂L/∂z${subscript(number)} ${input}ᵀ`,
    ),
    element(
      "div",
      { class: "jv-matrices" },
      parts.outputs.root,
      fused,
      way("→", parts.z.root.querySelector("caption").title),
      parts.z.root,
      way("→", `∂L/∂b${subscript(number)} is ∂L/∂z${subscript(number)} as it is`),
      parts.weights.root,
    ),
  );

  function show({ gradient }, theme, focus) {
    const outputs = gradient.outputs[k];
    parts.outputs.root.hidden = !outputs;
    fused.hidden = !!outputs;
    if (outputs) parts.outputs.show(numbersOf(outputs), theme);
    parts.z.show(numbersOf(gradient.preActivations[k]), theme);
    parts.weights.show([...gradient.weights[k]], theme, (to, from) =>
      lights(focus, number, to, from),
    );
  }
  return { root, show };
}
