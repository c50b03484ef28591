// One function of one variable: its curve, the tangent line, a secant that closes in on it, and the remainder against the step.
import { coordinateCurves } from "../geometry/coordinateCurves.js";
import { placed, sizeOf } from "../geometry/labelPlaces.js";
import { doubts, shareAstray } from "../geometry/resolution.js";
import { closeUp } from "../geometry/visibleWindow.js";
import { affordable, Budget, PROBE } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { format } from "../numeric/format.js";
import { known } from "../numeric/pointValues.js";
import { framedFreely, robustInterval, scattered } from "../numeric/ranges.js";
import { ZOOM } from "./knobs.js";
import { Scene } from "./scene.js";

const DECADES = 6; // powers of ten of the step that the remainder is drawn for
const PER_DECADE = 40;
const SAMPLES = 400; // of the curve, for a first look at its range
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

/** The knob of |h|, over DECADES powers of ten below the width of the domain; played, the secant closes in on the tangent. */
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
    this.panes = [
      {
        name: "graph",
        title: `Graph of ${label}`,
        x: variable.label,
        y: label,
        role: "image",
        isFree: true,
      },
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
    this.handles = [
      {
        pane: "graph",
        name: "Probe",
        description: "point of the curve",
        at: ({ grips }) => grips[0],
        move: (point, view) => view.moveProbe(point),
        step: ([x0, x1]) => [Math.min(variable.high - variable.low, x1 - x0), 0],
      },
      {
        pane: "graph",
        name: "Second point of the secant",
        description: "point p + h of the curve",
        role: "step",
        at: ({ grips }) => grips[1],
        move: moveStep,
        step: ([x0, x1]) => [x1 - x0, 0],
      },
    ];
    this.numbers = { rows: rowsOf(label), remarks, caption: "J" };
  }

  /** The ground follows the probe while the view is zoomed onto it. */
  followsProbe(state) {
    return state.zoom > 0;
  }

  ground({ mapping, state, theme, panes }) {
    const [variable] = mapping.payload.variables;
    const [p] = state.probe;
    const { home, size } = fitGraph(mapping);
    const y = mapping.point([p]).f[0];
    panes.graph.show(
      state.zoom > 0
        ? closeUp(home, [p, Number.isFinite(y) ? y : (home[2] + home[3]) / 2], state.zoom)
        : home,
    );
    const [knob] = this.knobs;
    const right = Math.log10(knob.high);
    panes.remainder.show([
      right - DECADES - 0.15,
      right + 0.15,
      Math.floor(Math.log10(ROUNDING * size)) - 0.6,
      Math.ceil(Math.log10(size)) + 0.3,
    ]);
    const budget = new Budget();
    const xy = graphCurve(mapping, variable, panes.graph, budget);
    this.curve = xy;
    return {
      graph: [{ kind: "polyline", xy, stroke: theme.first, width: 2.8 }],
      remainder: [],
      notes: doubts(budget, astrayFrom(xy, mapping, variable)),
    };
  }

  atProbe({ mapping, state, panes }) {
    const here = atProbe(mapping, state.probe[0], state.side * state.step);
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

function moveStep([x], view) {
  const [{ low, high }] = view.scene.knobs;
  const h = x - view.state.probe[0];
  view.state.step = Math.max(low, Math.min(high, Math.abs(h)));
  view.state.side = h < 0 ? -1 : 1;
  view.controls.adopt(view.state);
  view.invalidate(view.scene.followsProbe(view.state));
}

/** Where a handle stands for a point of the curve: within reach even where the curve leaves the pane or is not defined. */
const gripOf =
  ([, , y0, y1]) =>
  (x, y) => [x, Number.isFinite(y) ? Math.max(y0, Math.min(y1, y)) : y0];

/**
 * The range that shows the graph without what escapes to a pole, and the size of its values. The axes have scales of their
 * own. Values that grow without end when one looks more closely escape to a pole; those that do not belong to the graph.
 */
function fitGraph(mapping) {
  const [{ low, high }] = mapping.payload.variables;
  const samples = affordable(mapping, SAMPLES, PROBE);
  const [inside] = scattered([[low, high]], CLOSER * samples);
  const x = Float64Array.of(...inside, low, high);
  const y = mapping.at([x], x.length).f[0].slice(0, x.length);
  const typical = y.subarray(0, inside.length);
  const [y0, y1] = robustInterval(typical, inside.length, 0);
  const [c0, c1] = robustInterval(typical, samples, 0);
  const interval = robustInterval(y, y.length, y1 - y0 > ESCAPES * (c1 - c0) ? 0.1 : 0, typical);
  return {
    home: framedFreely([low, high], interval),
    size: Math.max(...interval.map(Math.abs)) || 1,
  };
}

const CLOSER = 4; // times as many samples
const ESCAPES = 1.7; // times as far as before: a pole of order 1/2 goes twice as far

const SMOOTH = 5; // times as flat as coordinate curves: a thick line shows its corners

/** The visible part of the graph, x0, y0, x1, y1, ..., sampled where it bends on the screen; NaN marks poles and jumps. */
function graphCurve(mapping, { low, high }, { range, transform: { sx, sy } }, budget) {
  const inPixels = {
    work: mapping.work,
    at([x], n) {
      const { f, j } = mapping.at([x], n);
      const scaled = (values, s) => values.slice(0, n).map((w) => w * s);
      const slopes = [new Float64Array(n).fill(sx), null, scaled(j[0], sy), null]; // none across
      return { f: [scaled(x, sx), scaled(f[0], sy)], j: slopes };
    },
  };
  const [x0, x1, y0, y1] = range;
  const line = { axis: 0, fixed: 0, from: Math.max(low, x0), to: Math.min(high, x1) };
  if (!(line.from < line.to)) return new Float64Array();
  const [xy] = coordinateCurves(
    inPixels,
    [line],
    SMOOTH,
    [x0 * sx, x1 * sx, y0 * sy, y1 * sy],
    budget,
  );
  return xy.map((w, k) => w / (k % 2 ? sy : sx));
}

/** The share of places at which a function goes astray from its graph as drawn. */
function astrayFrom(xy, mapping, { low, high }) {
  const [xs, ys] = [0, 1].map((axis) => xy.filter((_, k) => k % 2 === axis));
  const places = scattered([[low, high]], PLACES);
  const isPoint = (_, k) => !Number.isNaN(xs[k]) && !Number.isNaN(ys[k]);
  if (xs.filter(isPoint).length < 2) return 0;
  return shareAstray([xs.filter(isPoint)], [ys.filter(isPoint)], places, [
    mapping.at(places, PLACES).f[0],
  ]);
}

const PLACES = 200;

const ROUNDING = 2 * Number.EPSILON; // what a difference of values of size 1 may be off by
const LOST = 4; // times its rounding error, and a remainder says nothing

/** The secant and the remainder at a step h from p. The step counts as the computer's p + h makes it. */
function atProbe(mapping, p, wanted) {
  const q = p + wanted;
  const h = q - p;
  const here = mapping.point([p]);
  const [f] = here.f;
  const [slope] = here.j;
  const fq = known(mapping.point([q]).f[0]);
  const secant = (fq - f) / h;
  return { ...here, h, q, fq, secant, difference: secant - slope, remainder: fq - f - slope * h };
}

/** Steps from the least to the most, evenly spread on a logarithmic axis. */
const steps = (least, most) =>
  Float64Array.from(
    { length: DECADES * PER_DECADE + 1 },
    (_, k) => least * (most / least) ** (k / (DECADES * PER_DECADE)),
  );

/**
 * The moduli of the remainder f(p + h) - f(p) - f'(p) h at steps to one side, and the rounding error in each:
 * { h, r, floor }. Where f'(p) does not exist the slope counts as 0: no other makes the remainder vanish faster than h.
 */
function remaindersAt(mapping, { p: [p], f: [f], j: [slope] }, sizes, side) {
  const q = sizes.map((h) => p + side * h);
  const known = Number.isFinite(slope) ? slope : 0;
  const {
    f: [values],
  } = mapping.at([q], q.length);
  const r = q.map((x, k) => Math.abs(values[k] - f - known * (x - p)));
  const floor = q.map((_, k) => ROUNDING * (Math.abs(values[k]) + Math.abs(f)));
  return { h: sizes, r, floor };
}

/** The order of the remainder at the step: the slope of the line of least squares through five points of log |r| against log |h|. */
function orderAt(mapping, here) {
  const places = [-2, -1, 0, 1, 2];
  const { r, floor } = remaindersAt(
    mapping,
    here,
    Float64Array.from(places, (k) => Math.abs(here.h) * 2 ** (k / 2)),
    Math.sign(here.h),
  );
  if (!r.every((w, k) => w > LOST * floor[k])) return NaN;
  return places.reduce((sum, k, i) => sum + k * Math.log2(r[i]), 0) / 5;
}

const isAffine = ({ remainders: { r, floor } }) =>
  r.some(Number.isFinite) && r.every((w, k) => !(w > LOST * floor[k]));

const rowsOf = (f) => [
  { key: "value", label: `${f}(p)`, title: "value at the probe", value: (here) => here.f[0] },
  {
    key: "derivative",
    label: `${f}′(p)`,
    title: "slope of the tangent; the one entry of the Jacobian matrix",
    value: (here) => here.j[0],
  },
  {
    key: "secant",
    label: "Secant slope",
    title: `(${f}(p + h) − ${f}(p)) / h`,
    value: (here) => here.secant,
  },
  {
    key: "difference",
    label: "Difference",
    title: "secant slope minus tangent slope; tends to 0 with h",
    value: (here) => here.difference,
  },
  {
    key: "remainder",
    label: "Remainder",
    title: `${f}(p + h) − ${f}(p) − ${f}′(p) h`,
    value: (here) => here.remainder,
  },
  {
    key: "order",
    label: "Order in h",
    title: "slope of the remainder on logarithmic axes, at this step: 2 where f″(p) is not 0",
    value: (here) => here.order,
    text: (here) => format(here.order, 3),
  },
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

/** The line through a point with a slope, cut off by the range: as a polyline and as its left and its right end. */
function lineAcross([x0, x1, y0, y1], [x, y], slope) {
  const inside = (edge) => {
    const at = y + slope * (edge - x);
    const held = Math.max(y0, Math.min(y1, at));
    return held === at ? [edge, at] : [x + (held - y) / slope, held];
  };
  const ends = [inside(x0), inside(x1)];
  return { ends, xy: Float64Array.from(ends.flat()) };
}

/** A line of the pane's coordinates in pixels. */
const inPixels = (xy, { X, Y }) => Float64Array.from(xy, (w, k) => (k % 2 ? Y(w) : X(w)));

/** Names as marks, off each other and the points, in the frame, and as well as it goes off the lines: each { mark, places(size) in pixels }. */
function named(names, pane, lines, points, { size }) {
  const { transform, width, height } = pane;
  const drawn = lines.map((xy) => inPixels(xy, transform));
  const taken = points.map(([x, y]) => ({
    at: [transform.X(x), transform.Y(y)],
    width: 1.1 * size,
    height: 1.1 * size,
  }));
  const labels = names.map(({ mark, places }) => ({
    ...sizeOf(mark),
    places: places(sizeOf(mark)),
    lines: drawn,
  }));
  return placed(labels, { frame: [0, 0, width, height], taken }).flatMap((box, k) =>
    box ? [{ ...names[k].mark, at: transform.toData(...box.at), angle: box.angle }] : [],
  );
}

const ALONG = [0.5, 0.4, 0.3, 0.6, 0.2, 0.7, 0.1, 0.8, 0, 0.9, 1]; // of the room that a name has along its line

/** Places along a line between two points in pixels, to the wished side of it (1 above, -1 below) before the other. */
function alongLine([p, q], side, shares = ALONG) {
  const [[x0, y0], [x1, y1]] = p[0] <= q[0] ? [p, q] : [q, p];
  const length = Math.hypot(x1 - x0, y1 - y0);
  const angle = Math.atan2(y1 - y0, x1 - x0);
  return ({ width, height }) =>
    [side, -side].flatMap((way) =>
      shares.map((share) => {
        const far = (width / 2 + share * Math.max(0, length - width)) / length;
        const aside = (way * 0.78 * height) / length;
        return {
          angle,
          at: [x0 + far * (x1 - x0) + aside * (y1 - y0), y0 + far * (y1 - y0) - aside * (x1 - x0)],
        };
      }),
    );
}

/** Places beside a line between two points in pixels, upright. */
function besideLine([p, q]) {
  return ({ width, height }) =>
    ALONG.flatMap((share) =>
      [1, -1].map((way) => {
        const steep = Math.abs((q[1] - p[1]) / (q[0] - p[0] || 1e-9));
        const away = width / 2 + 4 + height / 2 / Math.max(0.5, steep);
        return {
          angle: 0,
          at: [p[0] + share * (q[0] - p[0]) + way * away, p[1] + share * (q[1] - p[1])],
        };
      }),
    );
}

function graphMarks(
  { state, theme, panes: { graph }, focus },
  { p: [p], f: [f], j: [slope], q, fq, secant, h },
  curve,
) {
  const {
    range,
    transform: { sx, X, Y },
  } = graph;
  const marks = [];
  const names = [];
  const isHere = Number.isFinite(f);
  const isThere = Number.isFinite(fq);
  const hasTangent = state.show.tangent && isHere && Number.isFinite(slope);
  const hasSecant = state.show.secant && isHere && isThere;
  const text = { kind: "label", size: theme.size, font: theme.font, halo: theme.paper };
  const line = (xy, style) => marks.push({ kind: "polyline", xy: Float64Array.from(xy), ...style });
  // A name stands on the longer way from p to the frame: the steeper line's to its left or above it, the other's on the other side.
  const name = (steepness, other, title, fill) => {
    const ends = lineAcross(range, [p, f], steepness).ends.map(([x, y]) => [X(x), Y(y)]);
    const at = [X(p), Y(f)];
    const away = (end) => Math.hypot(end[0] - at[0], end[1] - at[1]);
    const [far, near] = [...ends].sort((a, b) => away(b) - away(a));
    const side =
      steepness === other
        ? title === "secant"
          ? 1
          : -1
        : Math.sign(steepness - other) * Math.sign(far[0] - at[0]);
    const mark = {
      ...text,
      fill,
      text: `${title}, slope ${format(Math.abs(steepness) < ROUNDING ? 0 : steepness, 3)}`,
    };
    names.push({
      mark,
      places: (box) =>
        [alongLine, besideLine].flatMap((way) =>
          [far, near].flatMap((end) => (away(end) > 1 ? way([at, end], side || 1)(box) : [])),
        ),
    });
  };

  if (hasSecant) {
    line(lineAcross(range, [p, f], secant).xy, { stroke: theme.third, width: 2 });
    if (Math.abs(h) * sx > 6) {
      line([p, f, q, f], { stroke: theme.domain, width: 3 });
      line([q, f, q, fq], { stroke: theme.image, width: 3 });
    }
    name(secant, hasTangent ? slope : secant, "secant", theme.third);
  }
  if (hasTangent) {
    line(lineAcross(range, [p, f], slope).xy, {
      stroke: theme.ink,
      width: focus ? 4.5 : 2.2,
      dash: [7, 5],
    });
    name(slope, hasSecant ? secant : slope, "tangent", theme.ink);
    if (isThere) line([q, f + slope * h, q, fq], { stroke: theme.second, width: 5, alpha: 0.9 });
  }
  if (hasSecant && Math.abs(h) * sx > 40) {
    const aside = Math.sign(h);
    const below = fq >= f ? 1 : -1;
    const shifts = [0, 0.25, -0.25];
    names.push({
      mark: { ...text, fill: theme.image, text: format(fq - f, 3) },
      places: ({ width }) =>
        [aside, -aside].flatMap((way) =>
          shifts.map((t) => ({
            at: [X(q) + way * (width / 2 + 5), (Y(f) + Y(fq)) / 2 + t * (Y(fq) - Y(f))],
          })),
        ),
    });
    names.push({
      mark: { ...text, fill: theme.domain, text: "h" },
      places: ({ height }) =>
        [below, -below].flatMap((way) =>
          shifts.map((t) => ({
            at: [(X(p) + X(q)) / 2 + t * (X(q) - X(p)), Y(f) + way * (height / 2 + 3)],
          })),
        ),
    });
  }
  const points = [isThere && [q, fq], isHere && [p, f]].filter(Boolean);
  names.sort((a, b) => a.mark.text.length - b.mark.text.length); // the short ones belong to one place
  marks.push(...named(names, graph, [curve, ...marks.map(({ xy }) => xy)], points, theme));
  if (isThere)
    marks.push({
      kind: "point",
      at: [q, fq],
      radius: 5.5,
      fill: theme.third,
      stroke: theme.paper,
      width: 2,
    });
  if (isHere)
    marks.push({
      kind: "point",
      at: [p, f],
      radius: 6.5,
      fill: theme.domain,
      stroke: theme.paper,
      width: 2,
    });
  return marks;
}

function remainderMarks(
  { theme, panes: { remainder: pane } },
  { h, remainders: { h: sizes, r, floor }, j: [slope], remainder, f: [f], fq, order },
) {
  const marks = [];
  const names = [];
  const text = { kind: "label", size: theme.size, font: theme.font, halo: theme.paper };
  const {
    transform: { X, Y },
  } = pane;
  const [x0, x1, y0, y1] = pane.range;
  const logs = (values, keep) =>
    Float64Array.from({ length: 2 * sizes.length }, (_, k) => {
      const i = k >> 1;
      return keep(i) && values[i] > 0 ? Math.log10(k % 2 ? values[i] : sizes[i]) : NaN;
    });
  const known = floor.findIndex(Number.isFinite);
  if (known >= 0) {
    const top = logs(
      floor.map((w) => Math.max(w, 10 ** y0)),
      () => true,
    ).filter((w) => !Number.isNaN(w));
    marks.push({
      kind: "polyline",
      closed: true,
      xy: Float64Array.of(...top, top.at(-2), y0, top[0], y0),
      fill: theme.faint,
    });
    names.push({
      mark: { ...text, text: "rounding error", fill: theme.ink },
      places: ({ width, height }) =>
        ALONG.map((share) => ({
          at: [width / 2 + 6 + share * (pane.width - width - 12), Y(y0) - height / 2 - 2],
        })),
    });
  }
  const size = Math.abs(Number.isFinite(slope) ? remainder : fq - f);
  const x = Math.log10(Math.abs(h));
  const y = Math.log10(size);
  marks.push({
    kind: "polyline",
    xy: Float64Array.of(x, y0, x, y1),
    stroke: theme.third,
    width: 1.5,
    dash: [3, 4],
  });
  if (Number.isFinite(order))
    for (const n of [1, 2]) {
      const left = Math.max(x0, x + (y0 - y) / n);
      const right = Math.min(x1, x + (y1 - y) / n);
      const span = [
        [left, y + n * (left - x)],
        [right, y + n * (right - x)],
      ];
      marks.push({
        kind: "polyline",
        xy: Float64Array.from(span.flat()),
        stroke: theme.muted,
        width: 1.5,
        dash: [2, 5],
      });
      names.push({
        mark: { ...text, text: `slope ${n}`, fill: theme.muted },
        places: alongLine(
          span.map(([a, b]) => [X(a), Y(b)]),
          n === 1 ? 1 : -1,
          [0.12, ...ALONG],
        ),
      });
    }
  const curve = { kind: "polyline", stroke: theme.second, width: 3 };
  const sound = logs(r, (i) => r[i] > LOST * floor[i]);
  marks.push(
    { ...curve, xy: logs(r, (i) => !(r[i] > LOST * floor[i])), width: 1.5, alpha: 0.5 },
    { ...curve, xy: sound },
  );
  const lines = marks.filter(({ closed }) => !closed).map(({ xy }) => xy);
  const here = Number.isFinite(y) ? [[x, y]] : [];
  marks.push(
    ...named(names, pane, lines, here, theme),
    ...here.map((at) => ({
      kind: "point",
      at,
      radius: 6,
      fill: theme.second,
      stroke: theme.paper,
      width: 2,
    })),
  );
  return marks;
}
