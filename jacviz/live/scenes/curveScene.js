// A curve of the plane or of space: the speed over the parameter, whose area is the length, and the velocity along the curve.
import { imageOfPath, interleaved, pathThrough } from "../geometry/paths.js";
import { doubts, shareAstray } from "../geometry/resolution.js";
import { WholeMeasure } from "../measures/estimate.js";
import { measureOfImage, settled } from "../measures/measure.js";
import { Budget } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { format } from "../numeric/format.js";
import { volumeElement } from "../numeric/matrix.js";
import { framed, robustInterval, scattered, steady } from "../numeric/ranges.js";
import { zerosOn } from "../numeric/zerosOnInterval.js";
import { cellNumbers, cellRemarks, sayCell, totalRemarks, totalRows } from "./remarks.js";
import { Scene } from "./scene.js";

const SAMPLES = 1200;
const PLACES = 400; // between the samples, for the range and for a look whether they are close enough
const BEADS = 32; // equal steps of the parameter that are marked on the curve
const LEAST = 16;
const ARROW = 72; // pixels: a step below the first is too small for an arrow of its length; it gets the second

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
      {
        pane: "domain",
        name: "Probe",
        description: `place on the ${t} axis`,
        at: ({ p }) => [p[0], 0],
        move: ([at], view) => view.moveProbe([at]),
        step: ([x0, x1]) => [Math.min(variable.high - variable.low, x1 - x0), 0],
      },
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

  ground({ mapping, state, theme, panes }) {
    const [{ low, high }] = mapping.payload.variables;
    const budget = new Budget();
    const samples = budget.part(0.4).finest([SAMPLES, SAMPLES / 4], (n) => n * mapping.work);
    const path = pathThrough([[low], [high]], samples);
    const n = samples + 1;
    const out = mapping.at(path, n);
    const speed = volumeElement(out, 1, n);
    const f = out.f.map((w) => w.slice(0, n));
    const places = scattered([[low, high]], PLACES);
    const between = mapping.at(places, PLACES).f.map((w) => w.slice(0, PLACES));
    const astray = shareAstray(path, f, places, between);
    const intervals = f.map((w, row) => robustInterval(w, n, 0.03, between[row]));
    this.fit = steady(this.fit, framed(...intervals));
    const [, top] = framed([0, 1], [0, robustInterval(speed, n)[1]]).slice(2);
    const [left, right] = framed([low, high], [0, 1]);
    this.speedFit = steady(this.speedFit, [left, right, -0.06 * top, top]);
    panes.domain.show(this.speedFit);
    panes.image.show(this.fit);

    const domain = [
      {
        kind: "polyline",
        xy: interleaved([path[0], speed.map((w) => (Number.isFinite(w) ? w : NaN))]),
        stroke: theme.domain,
        width: 2.6,
      },
    ];
    const image = [
      {
        kind: "polyline",
        ...this.#points(imageOfPath(mapping, path)),
        stroke: theme.image,
        width: 2.4,
        alpha: 0.55,
      },
    ];
    if (state.show.beads) {
      const [ts] = pathThrough([[low], [high]], BEADS);
      domain.push({
        kind: "segments",
        xy: Float64Array.from([...ts].flatMap((t) => [t, 0, t, -0.03 * top])),
        stroke: theme.muted,
        width: 1.2,
      });
    }
    if (state.show.singular)
      for (const t of restsOf(mapping, [low, high], budget.part(0.3))) {
        domain.push({ kind: "point", at: [t, 0], radius: 5, fill: theme.singular });
        image.push({ kind: "point", at: mapping.point([t]).f, radius: 5, fill: theme.singular });
      }
    return { domain, image, scale: null, legend: null, notes: doubts(budget, astray) };
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

  foreground({ mapping, state, theme, panes, focus }, here) {
    const {
      p: [t],
      f,
      j,
      dt,
      speed,
    } = here;
    const [{ low }] = mapping.payload.variables;
    const domain = [];
    const image = [];
    const known = f.every(Number.isFinite);
    const linear = known && j.every(Number.isFinite);
    domain.push({
      kind: "polyline",
      xy: areaUnder(mapping, low, t),
      fill: theme.image,
      alpha: 0.2,
      closed: true,
    });
    if (t > low)
      image.push({
        kind: "polyline",
        ...this.#points(imageOfPath(mapping, pathThrough([[low], [t]], SAMPLES / 2))),
        stroke: theme.image,
        width: 4,
      });
    if (state.show.beads) image.push(...beads(mapping, theme));
    const arrived = mapping.point([t + dt]).f;
    if (state.show.step) {
      domain.push({
        kind: "polyline",
        xy: areaUnder(mapping, t, t + dt),
        fill: theme.image,
        alpha: 0.45,
        closed: true,
      });
      image.push({
        kind: "polyline",
        ...this.#points(imageOfPath(mapping, pathThrough([[t], [t + dt]], 64))),
        stroke: theme.image,
        width: 4,
        alpha: 0.6,
      });
      if (linear)
        domain.push({
          kind: "polyline",
          closed: true,
          xy: Float64Array.of(t, 0, t + dt, 0, t + dt, speed, t, speed),
          stroke: theme.ink,
          width: 1.8,
          dash: [6, 4],
        });
    }
    if (linear) {
      const { image: pane } = panes;
      const unit = pane.kind === "space" ? pane.projection.unit : pane.transform.sx;
      const visible = state.show.step && speed * dt * unit > LEAST;
      const length = visible ? dt : speed > 0 ? ARROW / unit / speed : 0;
      const to = f.map((w, row) => w + length * j[row]);
      if (visible && arrived.every(Number.isFinite)) {
        image.push({
          kind: "segments",
          ...this.#points(Float64Array.of(...f, ...arrived)),
          stroke: theme.ink,
          width: 1.4,
        });
        image.push({
          kind: "segments",
          ...this.#points(Float64Array.of(...to, ...arrived)),
          stroke: theme.ink,
          width: 1.8,
          dash: [3, 4],
        });
        image.push({
          kind: "point",
          at: arrived,
          radius: 4,
          fill: theme.paper,
          stroke: theme.ink,
          width: 1.8,
        });
      }
      image.push({
        kind: "arrow",
        from: f,
        to,
        stroke: theme.first,
        fill: theme.first,
        width: focus ? 6 : 4,
      });
    }
    domain.push({
      kind: "segments",
      xy: Float64Array.of(t, 0, t, Number.isFinite(speed) ? speed : 0),
      stroke: theme.domain,
      width: 2,
    });
    domain.push({
      kind: "point",
      at: [t, 0],
      radius: 6,
      fill: theme.domain,
      stroke: theme.paper,
      width: 2,
    });
    if (known)
      image.push({
        kind: "point",
        at: f,
        radius: 6,
        fill: theme.image,
        stroke: theme.paper,
        width: 2,
      });
    return { domain, image };
  }

  /** Points of the image as its pane wants them. */
  #points(numbers) {
    return this.payload.labels.length === 3 ? { xyz: numbers } : { xy: numbers };
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
  {
    key: "length-element",
    label: "Arc length element",
    title: "|J|, the speed: √(JᵀJ)",
    value: (here) => here.speed,
  },
  {
    key: "linear-length",
    label: `|J| Δ${t}`,
    title: "length of the step along the tangent",
    value: (here) => here.linear,
  },
  {
    key: "true-length",
    label: "True length",
    title: "length of the curve over the step, by quadrature of the speed",
    value: (here) => here.measure,
    text: sayCell,
  },
  {
    key: "length-ratio",
    label: "Ratio",
    title: `true length divided by |J| Δ${t}; tends to 1 as the step shrinks`,
    value: (here) => here.ratio,
  },
  {
    key: "length-so-far",
    label: "Length so far",
    title: `length of the curve from the start to the probe: the area filled under the speed`,
    value: (here) => here.soFar,
  },
  ...totalRows("length", "the whole interval"),
];

function remarks(here) {
  const said =
    here.speed === 0
      ? ["The speed is 0 here: the rank of J drops, so there is no tangent and no ratio."]
      : [];
  return [...said, ...cellRemarks(here, "length", "step"), ...totalRemarks(here, "length")];
}

/** The places where the speed is 0. */
const restsOf = (mapping, interval, budget) =>
  mapping.functions("singular").flatMap((speed) => zerosOn(speed, interval, 400, budget));

/** Points of the curve at equal steps of the parameter. */
function beads(mapping, theme) {
  const [{ low, high }] = mapping.payload.variables;
  const places = Array.from(pathThrough([[low], [high]], BEADS)[0], (t) => mapping.point([t]).f);
  return places
    .filter((at) => at.every(Number.isFinite))
    .map((at) => ({
      kind: "point",
      at,
      radius: 3.2,
      fill: theme.paper,
      stroke: theme.image,
      width: 1.6,
    }));
}

/** The outline of the area under the speed from one place to another. */
function areaUnder(mapping, from, to) {
  const path = pathThrough([[from], [to]], 200);
  const n = 201;
  const speed = volumeElement(mapping.at(path, n), 1, n).map((w) => (Number.isFinite(w) ? w : 0));
  return Float64Array.of(from, 0, ...interleaved([path[0], speed]), to, 0);
}
