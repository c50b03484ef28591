// The gradient of a loss as numbers: the loss and its descent, and a card for each layer.
import { element } from "../controls/dom.js";
import { quantity, say, write } from "../controls/quantities.js";
import { Running } from "../controls/running.js";
import { button } from "../controls/widgets.js";
import { format } from "../numeric/format.js";
import { HINT } from "./diagramPane.js";
import { GradientCard } from "./gradientCard.js";
import { kinkRemarks, sayMapping } from "./networkScene.js";

/** The panel in place of the numbers. */
export class BackpropagationPanel {
  #run = new Running(
    () => this.#goOn(),
    (isRunning) => (this.running.textContent = isRunning ? "Pause" : "Run"),
  );

  constructor(scene, view) {
    this.scene = scene;
    this.view = view;
    this.point = element("div", { class: "jv-point" });
    this.readout = element("div", { class: "jv-readout" });
    this.note = element("div", { class: "jv-note", role: "status" });
    this.cards = scene.mapping.layers.map((_, k) => new GradientCard(scene, view, k)).reverse();
    this.root = element(
      "section",
      { class: "jv-numbers jv-network", "aria-label": "Gradients" },
      element("div", { class: "jv-line" }, this.point, this.readout),
      element("div", { class: "jv-chips" }, ...this.#buttons(), ...this.#told()),
      element("div", { class: "jv-cards" }, ...this.cards.map((card) => card.root)),
      this.note,
    );
  }

  get isPlaying() {
    return this.#run.isRunning;
  }

  stop() {
    this.#run.stop();
  }

  show(here) {
    const { scene, view, steps } = this;
    const { gradient } = here;
    this.point.textContent = sayPoint(scene.payload, here);
    this.readout.textContent = sayWeight(scene, here, view.focus);
    write(this.loss, gradient.loss);
    steps.textContent = steps.dataset.value = String(scene.losses.length - 1);
    this.plural.textContent = scene.losses.length === 2 ? " step" : " steps";
    for (const card of this.cards) card.show(here, view.theme, view.focus);
    say(this.note, [...kinkRemarks(scene, here), ...remarks(scene, view.state, here)].join(" "));
    this.one.disabled = !Number.isFinite(gradient.loss);
  }

  #buttons() {
    const { scene, view } = this;
    const title = "each weight and bias less the learning rate times its derivative";
    const step = () => scene.step(view) || view.invalidate();
    this.one = button("One step of gradient descent", title, step);
    this.running = button("Run", "a step each frame", () => this.#run.toggle());
    return [this.one, this.running];
  }

  /** The loss, after how many steps, and what the signs of the diagram mean. */
  #told() {
    this.loss = quantity("loss");
    this.steps = quantity("steps");
    this.plural = element("span");
    return [
      element("span", {}, `L, ${this.scene.payload.lossTitle} = `, this.loss),
      element("span", { class: "jv-said" }, "after ", this.steps, this.plural),
      element("span", { class: "jv-said" }, "∂: L by this number; ∇: L by this unit"),
    ];
  }

  #goOn() {
    const hasMoved = this.scene.step(this.view);
    if (!hasMoved) this.view.invalidate();
    return hasMoved;
  }
}

/** The input, the output, and the target where there is one. */
function sayPoint(payload, here) {
  const target = here.target.map((w) => format(w)).join(", ");
  return `${sayMapping(payload, here)}${payload.loss === "sum" ? "" : `,  target ${target}`}`;
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
