// A curve of the plane or of space: the speed over the parameter, whose area is the length, and the
// velocity along the curve.
import { pathThrough } from "../geometry/pathImages.js";
import { doubts, shareAstray } from "../geometry/resolution.js";
import { WholeMeasure } from "../measures/estimate.js";
import { measureOfImage, settled } from "../measures/measure.js";
import { Budget } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { format } from "../numeric/format.js";
import { volumeElement } from "../numeric/matrix.js";
import { framed, robustInterval, scattered, steady } from "../numeric/ranges.js";
import { curveGround } from "./curveGround.js";
import { curveForeground } from "./curveProbe.js";
import { probeHandle } from "./handles.js";
import { row } from "./numberRows.js";
import { cellNumbers, cellRemarks, sayCell, totalRemarks, totalRows } from "./remarks.js";
import { Scene } from "./scene.js";

const SAMPLES = 1200;
const PLACES = 400; // between the samples, for the range and for a look whether they are close enough

const SWITCHES = [
  {
    key: "beads",
    name: "Equal steps",
    title: "points at equal steps of the parameter: far apart where the curve runs fast",
    on: true,
  },
  {
    key: "step",
    name: "Step",
    title: "the step J dt along the tangent, and the chord to where the curve arrives",
    on: true,
  },
  {
    key: "singular",
    name: "Singular set",
    title: "where the speed is 0: cusps, for example",
    on: true,
  },
];

/** The scene of a curve: its speed, and the curve itself in a pane of the plane or of space. */
export class CurveScene extends Scene {
  name = "curve";
  switches = SWITCHES;

  constructor(payload) {
    super(payload, new Evaluation(payload));
    this.whole = new WholeMeasure(this.mapping);
    const [variable] = payload.variables;
    const t = variable.label;
    const [x, y, z] = payload.labels;
    this.knobs = [stepKnob(variable)];
    this.panes = [
      { name: "domain", title: "Speed |J|: its area is the length", x: t, y: "", isFree: true },
      { name: "image", title: "Curve", x, y, z, kind: z ? "space" : "plane" },
    ];
    this.handles = [
      probeHandle(payload, "domain", {
        description: `place on the ${t} axis`,
        at: ({ p }) => [p[0], 0],
        move: ([at], view) => view.moveProbe([at]),
        step: ([x0, x1]) => [Math.min(variable.high - variable.low, x1 - x0), 0],
      }),
    ];
    this.numbers = { rows: rowsOf(t), remarks };
  }

  forget() {
    this.fit = this.speedFit = null;
  }

  /** Whether the total length has become more accurate, now that there is time. */
  refine() {
    return this.whole.refine();
  }

  ground(stage) {
    const { mapping, panes } = stage;
    const [{ low, high }] = mapping.payload.variables;
    const budget = new Budget();
    const samples = budget.part(0.4).finest([SAMPLES, SAMPLES / 4], (n) => n * mapping.work);
    const path = pathThrough([[low], [high]], samples);
    const n = samples + 1;
    const out = mapping.at(path, n);
    const speed = volumeElement(out, 1, n);
    const astray = this.#aim(
      panes,
      path,
      out.f.map((w) => w.slice(0, n)),
      speed,
    );
    const marks = curveGround(stage, path, speed, this.speedFit[3], budget.part(0.3));
    return { ...marks, notes: doubts(budget, astray) };
  }

  /**
   * Shows the curve and its speed in their panes; the share of the domain at which the samples go
   * astray.
   */
  #aim(panes, path, f, speed) {
    const [{ low, high }] = this.payload.variables;
    const n = speed.length;
    const places = scattered([[low, high]], PLACES);
    const between = this.mapping.at(places, PLACES).f.map((w) => w.slice(0, PLACES));
    const seen = f.map((w, row) => robustInterval(w, n, 0.03, between[row]));
    this.fit = steady(this.fit, framed(...seen));
    const [, top] = framed([0, 1], [0, robustInterval(speed, n)[1]]).slice(2);
    const [left, right] = framed([low, high], [0, 1]);
    this.speedFit = steady(this.speedFit, [left, right, -0.06 * top, top]);
    panes.domain.show(this.speedFit);
    panes.image.show(this.fit);
    return shareAstray(path, f, places, between);
  }

  atProbe({ mapping, state }) {
    const here = mapping.point(state.probe);
    const [t] = here.p;
    const dt = state.size;
    const [{ low }] = mapping.payload.variables;
    const speed = Math.hypot(...here.j);
    const linear = speed * dt;
    const step = cellNumbers(here, measureOfImage(mapping, [[t, t + dt]]), linear);
    const soFar = t > low ? settled(measureOfImage(mapping, [[low, t]])) : 0;
    return { ...here, dt, speed, linear, ...step, soFar, total: this.whole.now };
  }

  foreground(stage, here) {
    return curveForeground(stage, here);
  }
}

/** The knob of the step dt, from invisible to a quarter of the domain. */
function stepKnob({ label, low, high }) {
  const width = high - low;
  return {
    key: "size",
    name: `Step Δ${label}`,
    low: 1e-4 * width,
    high: 0.25 * width,
    value: 0.06 * width,
    log: true,
    ground: false,
    show: (w) => format(w, 2),
  };
}

const rowsOf = (t) => [
  row("length-element", "Arc length element", "|J|, the speed: √(JᵀJ)", (here) => here.speed),
  row("linear-length", `|J| Δ${t}`, "length of the step along the tangent", (here) => here.linear),
  row(
    "true-length",
    "True length",
    "length of the curve over the step, by quadrature of the speed",
    (here) => here.measure,
    { text: sayCell },
  ),
  row(
    "length-ratio",
    "Ratio",
    `true length divided by |J| Δ${t}; tends to 1 as the step shrinks`,
    (here) => here.ratio,
  ),
  row(
    "length-so-far",
    "Length so far",
    "length of the curve from the start to the probe: the area filled under the speed",
    (here) => here.soFar,
  ),
  ...totalRows("length", "the whole interval"),
];

function remarks(here) {
  const said =
    here.speed === 0
      ? ["The speed is 0 here: the rank of J drops, so there is no tangent and no ratio."]
      : [];
  return [...said, ...cellRemarks(here, "length", "step"), ...totalRemarks(here, "length")];
}
