// One function of one variable: its curve, the tangent line, a secant that closes in on it, and the
// remainder against the step.
import { doubts } from "../geometry/resolution.js";
import { closeUp } from "../geometry/visibleWindow.js";
import { line } from "../marks/shapes.js";
import { Budget } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { format } from "../numeric/format.js";
import { astrayFrom, fitGraph, graphCurve } from "./graphCurve.js";
import { graphMarks } from "./graphMarks.js";
import { probeHandle } from "./handles.js";
import { ZOOM } from "./knobs.js";
import { row } from "./numberRows.js";
import {
  DECADES,
  isAffine,
  LOST,
  orderAt,
  remaindersAt,
  ROUNDING,
  secantAt,
  steps,
} from "./remainder.js";
import { remainderMarks } from "./remainderMarks.js";
import { Scene } from "./scene.js";

const SIDES = { 1: "right of p", "-1": "left of p" };

const SWITCHES = [
  {
    key: "tangent",
    name: "Tangent",
    title: "the line through the point with slope f′(p)",
    on: true,
  },
  {
    key: "secant",
    name: "Secant",
    title: "the line through the curve at p and at p + h, with its rise over its run",
    on: true,
  },
];
const CHOICES = [
  {
    key: "side",
    name: "Side of the step",
    title: "whether p + h lies right or left of p",
    values: [1, -1],
    value: 1,
    label: (side) => SIDES[side],
  },
];

/**
 * The knob of |h|, over DECADES powers of ten below the width of the domain; played, the secant
 * closes in on the tangent.
 */
function stepKnob({ low, high }) {
  const most = 10 ** Math.floor(Math.log10(high - low) + 1e-9);
  const least = most / 10 ** DECADES;
  return {
    key: "step",
    name: "Step |h|",
    low: least,
    high: most,
    value: Number(((high - low) / 8).toPrecision(1)),
    log: true,
    ground: false,
    show: (w) => format(w, 2),
    play: "Let the secant close in on the tangent",
    from: most,
    to: least,
  };
}

/** The scene of a function of one variable: its graph, and the remainder of its linearization. */
export class GraphScene extends Scene {
  name = "graph";
  picture = "graph";
  switches = SWITCHES;
  choices = CHOICES;
  hasProbeSliders = true;

  constructor(payload) {
    super(payload, new Evaluation(payload));
    const [variable] = payload.variables;
    const [label] = payload.labels;
    this.knobs = [stepKnob(variable), ZOOM];
    this.panes = panesOf(variable.label, label);
    this.handles = [
      probeHandle(payload, "graph", {
        description: "point of the curve",
        at: ({ grips }) => grips[0],
        step: ([x0, x1]) => [Math.min(variable.high - variable.low, x1 - x0), 0],
      }),
      SECOND_POINT,
    ];
    this.numbers = { rows: rowsOf(label), remarks, caption: "J" };
  }

  /** The ground follows the probe while the view is zoomed onto it. */
  followsProbe(state) {
    return state.zoom > 0;
  }

  ground({ mapping, state, theme, panes }) {
    const [variable] = mapping.payload.variables;
    const { home, size } = fitGraph(mapping);
    panes.graph.show(state.zoom > 0 ? closeUp(home, this.#middle(state, home), state.zoom) : home);
    panes.remainder.show(this.#remainderRange(size));
    const budget = new Budget();
    this.curve = graphCurve(mapping, variable, panes.graph, budget);
    return {
      graph: [line(this.curve, theme.first, 2.8)],
      remainder: [],
      notes: doubts(budget, astrayFrom(this.curve, mapping, variable)),
    };
  }

  /** The point of the curve that a zoom closes in on. */
  #middle({ probe }, /** @type {number[]} */ [, , y0, y1]) {
    const [y] = this.mapping.point(probe).f;
    return [probe[0], Number.isFinite(y) ? y : (y0 + y1) / 2];
  }

  /** The powers of ten of the steps, and of the remainders of a function with values of a size. */
  #remainderRange(size) {
    const right = Math.log10(this.knobs[0].high);
    return [
      right - DECADES - 0.15,
      right + 0.15,
      Math.floor(Math.log10(ROUNDING * size)) - 0.6,
      Math.ceil(Math.log10(size)) + 0.3,
    ];
  }

  atProbe({ mapping, state, panes }) {
    const here = secantAt(mapping, state.probe[0], state.side * state.step);
    const [knob] = this.knobs;
    const remainders = remaindersAt(mapping, here, steps(knob.low, knob.high), state.side);
    const hidden = gripOf(panes.graph.range);
    return {
      ...here,
      remainders,
      grips: [hidden(here.p[0], here.f[0]), hidden(here.q, here.fq)],
      order: orderAt(mapping, here),
    };
  }

  foreground(stage, here) {
    return { graph: graphMarks(stage, here, this.curve), remainder: remainderMarks(stage, here) };
  }
}

const panesOf = (x, y) => [
  { name: "graph", title: `Graph of ${y}`, x, y, role: "image", isFree: true },
  {
    name: "remainder",
    title: `|remainder| of the tangent at p + h`,
    x: "|h|",
    y: "|r|",
    role: "image",
    isFree: true,
    isLog: true,
  },
];

const SECOND_POINT = {
  pane: "graph",
  name: "Second point of the secant",
  description: "point p + h of the curve",
  role: "step",
  at: ({ grips }) => grips[1],
  move: moveStep,
  step: ([x0, x1]) => [x1 - x0, 0],
};

function moveStep([x], view) {
  const [{ low, high }] = view.scene.knobs;
  const h = x - view.state.probe[0];
  view.state.step = Math.max(low, Math.min(high, Math.abs(h)));
  view.state.side = h < 0 ? -1 : 1;
  view.controls.adopt(view.state);
  view.invalidate(view.scene.followsProbe(view.state));
}

/**
 * Where a handle stands for a point of the curve: within reach even where the curve leaves the pane
 * or is not defined.
 */
const gripOf =
  ([, , y0, y1]) =>
  (x, y) => [x, Number.isFinite(y) ? Math.max(y0, Math.min(y1, y)) : y0];

const rowsOf = (f) => [
  row("value", `${f}(p)`, "value at the probe", (here) => here.f[0]),
  row(
    "derivative",
    `${f}′(p)`,
    "slope of the tangent; the one entry of the Jacobian matrix",
    (here) => here.j[0],
  ),
  row("secant", "Secant slope", `(${f}(p + h) − ${f}(p)) / h`, (here) => here.secant),
  row(
    "difference",
    "Difference",
    "secant slope minus tangent slope; tends to 0 with h",
    (here) => here.difference,
  ),
  row("remainder", "Remainder", `${f}(p + h) − ${f}(p) − ${f}′(p) h`, (here) => here.remainder),
  row(
    "order",
    "Order in h",
    "slope of the remainder on logarithmic axes, at this step: 2 where f″(p) is not 0",
    (here) => here.order,
    { text: (here) => format(here.order, 3) },
  ),
];

function remarks(here) {
  const said = [];
  if (!Number.isFinite(here.f[0])) return said;
  if (!Number.isFinite(here.fq))
    said.push("The function is not defined at p + h: choose a smaller step or the other side.");
  if (!Number.isFinite(here.j[0]))
    said.push(
      "There is no tangent; the pane on the right shows |f(p + h) − f(p)|, which no slope makes vanish faster than h.",
    );
  else if (isAffine(here))
    said.push(
      "The remainder is 0 on this side: the function is affine here and coincides with its tangent.",
    );
  else if (Math.abs(here.remainder) <= LOST * ROUNDING * (Math.abs(here.f[0]) + Math.abs(here.fq)))
    said.push("At this step the remainder is 0 up to rounding error.");
  return said;
}
