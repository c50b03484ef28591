// Gradient descent on points of two classes: the plane as the network decides it, and the loss
// against the step.
import { NumbersPanel } from "../controls/numbersPanel.js";
import { levelCurve } from "../geometry/contours.js";
import { palette } from "../marks/palette.js";
import { format } from "../numeric/format.js";
import { evenGrid, framed } from "../numeric/ranges.js";
import { binOf, BINS } from "../numeric/scale.js";
import { probeHandle } from "../scenes/handles.js";
import { classDots } from "./classPoints.js";
import { lossCurve, lossPane, lossPoint, showLosses } from "./lossCurve.js";
import { NetworkScene } from "./networkScene.js";
import { decision, Descent } from "./training.js";
import { TrainingPanel } from "./trainingPanel.js";

const CELLS = 60; // a side of the decision map
const STEPS = [200, 1000, 5000];

/** From 0 (the first class) over 1/2 to 1 (the second). */
const DECISION = {
  kind: "linear",
  limit: 1,
  clipped: false,
  place: (w) => Math.max(-1, Math.min(1, 2 * w - 1)),
  ticks: [0, 0.5, 1],
};

const canTrain = ({ points, network }) => points && network.sizes[0] === 2;

/** The scene of a network that learns the payload's points. */
export class TrainingScene extends NetworkScene {
  name = "training";
  legend = "decision";

  constructor(payload) {
    super(payload);
    this.knobs = this.knobs.map((knob) =>
      knob.key === "rate" ? { ...knob, isHidden: false, ground: false } : knob,
    );
    this.choices = [
      {
        key: "steps",
        name: "Steps of a run",
        title: "how many steps Start takes",
        values: STEPS,
        value: 1000,
        label: (n) => `${n} steps`,
      },
    ];
    this.numbers = {
      matrices: [],
      rows: canTrain(payload) ? ROWS : [],
      remarks: (here, state) => remarks(this, state),
    };
    if (!canTrain(payload)) return;
    const [x, y] = payload.network.unitLabels[0];
    this.hasProbeSliders = false;
    this.grid = { ...evenGrid(payload.variables, CELLS), columns: CELLS + 1, rows: CELLS + 1 };
    this.begun = 0; // the step at which the run began
    this.descent = new Descent(payload.network, payload.points, payload.loss);
    this.panes = [{ name: "plane", title: "Decision", x, y, role: "domain" }, lossPane];
    this.handles = [probeHandle(payload, "plane", { description: "input of the network" })];
  }

  makePanel(view) {
    const numbers = new NumbersPanel(this.payload, this.numbers, (focus) => view.focusOn(focus));
    return this.descent ? new TrainingPanel(view, this, numbers) : numbers;
  }

  /** How many steps there are when the run ends. */
  goal(state) {
    return Math.max(this.begun + state.steps, this.descent.steps);
  }

  ground({ mapping, state, theme, panes }) {
    if (!this.descent) return {};
    const {
      descent,
      payload: { points },
    } = this;
    if (!descent.isAt(mapping.values)) {
      descent.restart(mapping.values);
      this.begun = 0;
    }
    this.accuracy = descent.accuracy;
    const { u, v, values } = this.#decide(mapping);
    const { variables } = this.payload;
    panes.plane.show(framed(...variables.map(({ low, high }) => [low, high])));
    const bins = Array.from({ length: BINS }, () => []);
    values.forEach((w, k) => bins[binOf(DECISION, w)]?.push(k));
    const border = levelCurve(
      { u, v, values, side: CELLS, value: (pu, pv, n) => decision(mapping.outputs([pu, pv], n)) },
      0.5,
    );
    const isLog = showLosses(panes.loss, descent.losses, this.goal(state));
    return {
      plane: [
        {
          kind: "cells",
          where: "domain",
          grid: this.grid,
          bins,
          colours: palette(theme.dark),
          reversed: [],
          flat: [],
        },
        { kind: "segments", xy: border, stroke: theme.ink, width: 2.6 },
        ...classDots(descent.x, points.labels, theme, panes.plane),
      ],
      loss: [lossCurve(descent.losses, isLog, theme), ...lossPoint(descent.losses, isLog, theme)],
      legend: DECISION,
    };
  }

  /** The decision at the middles of the cells. */
  #decide(mapping) {
    const [a, b] = this.payload.variables;
    const middle = ({ low, high }, k) => low + ((high - low) * (k + 0.5)) / CELLS;
    const n = CELLS * CELLS;
    const u = Float64Array.from({ length: n }, (_, k) => middle(a, k % CELLS));
    const v = Float64Array.from({ length: n }, (_, k) => middle(b, Math.floor(k / CELLS)));
    return { u, v, values: decision(mapping.outputs([u, v], n)) };
  }

  atProbe(stage) {
    const { descent } = this;
    return {
      ...super.atProbe(stage),
      ...(descent && { step: descent.steps, loss: descent.losses.at(-1), accuracy: this.accuracy }),
    };
  }

  foreground({ theme }, { p }) {
    if (!this.descent) return {};
    return {
      plane: [
        { kind: "point", at: p, radius: 6, fill: theme.domain, stroke: theme.paper, width: 2 },
      ],
      loss: [],
    };
  }
}

const ROWS = [
  {
    key: "step",
    label: "Step",
    title: "steps of descent taken",
    value: ({ step }) => step,
    text: ({ step }) => String(step),
  },
  { key: "loss", label: "Loss", title: "mean loss over all points", value: ({ loss }) => loss },
  {
    key: "accuracy",
    label: "Accuracy",
    title: "share of the points on the side of their class",
    value: ({ accuracy }) => accuracy,
    text: ({ accuracy }) => `${format(100 * accuracy, 3)} %`,
  },
];

function remarks({ descent, payload }, { rate }) {
  if (!descent)
    return [
      "Training takes two inputs and a set of points: choose sizes that begin with 2, such as 2-8-1, and a set.",
    ];
  if (descent.diverged === null) return [];
  if (descent.diverged === 0)
    return [
      `The ${payload.lossTitle} is not defined for these outputs: end with an activation that gives numbers between 0 and 1.`,
    ];
  return [
    `Training diverged at step ${descent.diverged}: the loss is no finite number any more. Use a smaller learning rate than ${format(rate)}.`,
  ];
}
