// Two functions of two variables stacked: two contour plots over one domain, each row of J the
// gradient of its function.
import { fieldOf, levelCurve, levelCurves } from "../geometry/contours.js";
import { doubts } from "../geometry/resolution.js";
import { closeUp, visibleBox } from "../geometry/visibleWindow.js";
import { probeDot, segments } from "../marks/shapes.js";
import { Budget, PROBE } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { fitRange } from "../numeric/ranges.js";
import { contourMarks, levelNames } from "./contourMarks.js";
import { gradientArrow, gradientField, typicalSlope } from "./gradientMarks.js";
import { probeHandle } from "./handles.js";
import { ZOOM } from "./knobs.js";
import { Scene } from "./scene.js";

const SWITCHES = [
  {
    key: "field",
    name: "Gradient field",
    title: "the gradient as an arrow at many points; long ones are shortened",
    on: true,
  },
  {
    key: "both",
    name: "Both level curves",
    title:
      "through the probe also the level curve of the other function: where both have one tangent, det J = 0",
    on: true,
  },
];
const NAMES = ["first", "second"];

/** The scene of a mapping of the plane as two functions. */
export class FunctionsScene extends Scene {
  name = "functions";
  switches = SWITCHES;
  knobs = [ZOOM];
  fields = [];

  constructor(payload) {
    super(payload, new Evaluation(payload));
    const [u, v] = payload.variables.map((variable) => variable.label);
    const { labels } = payload;
    this.panes = NAMES.map((name, row) => ({
      name,
      title: `Level curves of ${labels[row]}`,
      x: u,
      y: v,
      role: "domain",
    }));
    this.handles = NAMES.map((pane, row) =>
      probeHandle(payload, pane, { name: `Probe in ${labels[row]}` }),
    );
    this.numbers = {
      rows: rowsOf(labels),
      remarks,
      rowTitle: "the gradient of this function: lights up its arrow",
    };
  }

  /** The ground follows the probe while the view is zoomed onto it. */
  followsProbe(state) {
    return state.zoom > 0;
  }

  ground(stage) {
    const { mapping, state, panes } = stage;
    const home = closeUp(fitRange(mapping, true), state.probe, state.zoom);
    const budget = new Budget();
    this.fields = [];
    const marks = NAMES.map((name, row) => {
      panes[name].show(home);
      return [name, this.#contours(stage, panes[name], row, budget)];
    });
    return {
      ...Object.fromEntries(marks),
      notes: doubts(budget, Math.max(...this.fields.map(({ field }) => field.astray))),
    };
  }

  /** The contour plot of a function, with its gradient field where it is shown. */
  #contours({ mapping, state, theme }, pane, row, budget) {
    const box = visibleBox(mapping.payload.variables, pane.range);
    if (!(box[0] < box[1] && box[2] < box[3])) return [];
    const field = fieldOf(mapping, row, box, budget.part(0.2));
    const typical = typicalSlope(field);
    this.fields[row] = { field, typical };
    const curves = levelCurves(field, budget.part(0.25));
    return [
      ...contourMarks(field, curves, theme),
      ...(state.show.field ? gradientField(field, typical, theme) : []),
      ...levelNames(field, curves, theme, pane),
    ];
  }

  atProbe({ mapping, state }) {
    const here = mapping.point(state.probe);
    const [a, b, c, d] = here.j;
    return {
      ...here,
      lengths: [Math.hypot(a, b), Math.hypot(c, d)],
      angle: angleBetween([a, b], [c, d]),
    };
  }

  foreground(stage, here) {
    const { state, theme } = stage;
    const marks = NAMES.map((name, row) => {
      const shown = state.show.both ? [1 - row, row] : [row];
      const levels = shown.flatMap((k) => this.#level(here.f[k], k, k === row, theme));
      const gradient = this.#gradient(stage, here, row);
      return [name, [...levels, ...gradient, probeDot(here.p, theme.domain, theme)]];
    });
    return Object.fromEntries(marks);
  }

  /**
   * The level curve of a function through the probe, as an array of one; of none where there is
   * none.
   */
  #level(value, row, isOwn, { ink }) {
    if (!this.fields[row] || !Number.isFinite(value)) return [];
    const xy = levelCurve(this.fields[row].field, value, new Budget(PROBE));
    return [isOwn ? segments(xy, ink, 2.4) : segments(xy, ink, 1.6, { dash: [2, 5] })];
  }

  #gradient({ theme, panes, focus }, { p, j }, row) {
    const gradient = j.slice(2 * row, 2 * row + 2);
    if (!this.fields[row] || !gradient.every(Number.isFinite)) return [];
    const isLit = focus && (focus.row ?? row) === row;
    const { typical } = this.fields[row];
    const lit = isLit ? focus : null;
    const marks = gradientArrow(p, gradient, typical, theme, panes[NAMES[row]], lit);
    return focus && !isLit ? marks.map((mark) => ({ ...mark, alpha: 0.3 })) : marks;
  }
}

/**
 * The angle from one vector to another in degrees, from -180 to 180, positive counterclockwise; NaN
 * where one is 0.
 */
function angleBetween([a, b], [c, d]) {
  const cross = a * d - b * c;
  const dot = a * c + b * d;
  return cross === 0 && dot === 0 ? NaN : (Math.atan2(cross, dot) * 180) / Math.PI;
}

const rowsOf = ([f, g]) => [
  {
    key: "gradient-1",
    label: `|∇${f}|`,
    title: `length of the first row, the gradient of ${f}`,
    value: (here) => here.lengths[0],
  },
  {
    key: "gradient-2",
    label: `|∇${g}|`,
    title: `length of the second row, the gradient of ${g}`,
    value: (here) => here.lengths[1],
  },
  {
    key: "angle",
    label: `Angle ∇${f} to ∇${g}`,
    title: "between the rows, counterclockwise",
    value: (here) => here.angle,
    text: ({ angle }) => (Number.isNaN(angle) ? "–" : `${angle.toFixed(1).replace("-", "−")}°`),
  },
  {
    key: "determinant",
    label: `det J = ∇${f} × ∇${g}`,
    title:
      "the cross product of the rows: the product of their lengths times the sine of the angle",
    value: (here) => here.determinant,
  },
];

const remarks = ({ determinant }) =>
  determinant === 0
    ? ["det J = 0: the gradients are parallel (or one is 0), so the level curves touch here."]
    : [];
