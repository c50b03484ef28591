// Backpropagation at one point: the gradient of a loss pulled back to every weight, and gradient
// descent along it.
import { BackpropagationPanel } from "./backpropagationPanel.js";
import { brief, signInk } from "./diagramMarks.js";
import { lossCurve, lossPane, lossPoint, showLosses } from "./lossCurve.js";
import { columnsOf, numbersOf } from "./network.js";
import { diagramPane, drawingOf, NetworkScene, targetOf } from "./networkScene.js";

const TEMPLATES = {
  lines: ["", "∂ "],
  above: ["b −0.888  ∂ −0.888", "∂ −0.888"],
  below: ["∇ −0.888", "∇ −0.888"],
};
const SHORTEST = 20; // steps that the curve's axis shows at least

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
    if (place === this.stoodAt) return;
    this.losses = [loss];
    this.diverged = null;
    this.stoodAt = place;
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
    return new BackpropagationPanel(this, view);
  }
}

/** The step count at the right end of the curve: 1, 2 or 5 times a power of ten. */
function roundedUp(count) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, count)));
  return power * [1, 2, 5, 10].find((m) => m * power >= count);
}
