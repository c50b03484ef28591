// One function of two variables: its contour plot with the gradient, and its surface with the tangent plane and the slices.
import { verticesOf } from "../geometry/cellGrid.js";
import { bandOf, fieldOf, heightsOf, levelCurve, levelCurves } from "../geometry/contours.js";
import { isTorn, TORN } from "../geometry/paths.js";
import { doubts } from "../geometry/resolution.js";
import { closeUp, visibleBox } from "../geometry/visibleWindow.js";
import { sequence } from "../marks/palette.js";
import { viewpoint } from "../marks/projection.js";
import { Budget, PROBE } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { fitRange, framed } from "../numeric/ranges.js";
import { contourMarks, levelNames } from "./contourMarks.js";
import { gradientArrow, gradientField, typicalSlope } from "./gradients.js";
import { probeHandle } from "./handles.js";
import { ZOOM } from "./knobs.js";
import { Scene } from "./scene.js";

const STEP = 1e-6; // of the domain: the step along v that measures the slope of a slice
const SLICE = 96; // pieces of a slice curve
const SHADES = 6; // of the surface, a band
const RADIUS = 4.6; // em from the probe to the handle of the direction
const PLANE = 0.27; // of the visible box to each side: the piece of the tangent plane,
const HEIGHT = 0.4; // which rises and falls by so much of the visible heights at the most

const SWITCHES = [
  {
    key: "field",
    name: "Gradient field",
    title: "the gradient as an arrow at many points; long ones are shortened",
    on: true,
  },
  {
    key: "plane",
    name: "Tangent plane",
    title: "the piece of the tangent plane over the probe",
    on: true,
  },
  {
    key: "slices",
    name: "Slices",
    title:
      "the curves above the two coordinate lines and above the direction v, with their tangents",
    on: true,
  },
];
const DIRECTION = {
  key: "direction",
  name: "Direction of v",
  low: 0,
  high: 360,
  value: 130,
  ground: false,
  show: (w) => `${Math.round(w)}°`,
  play: "Turn the direction once around",
};

/** The scene of a function of two variables: contour plot and surface. */
export class ReliefScene extends Scene {
  name = "relief";
  switches = SWITCHES;
  knobs = [DIRECTION, ZOOM];

  constructor(payload) {
    super(payload, new Evaluation(payload));
    const [u, v] = payload.variables.map((variable) => variable.label);
    const [f] = payload.labels;
    this.panes = [
      { name: "domain", title: `Level curves of ${f}`, x: u, y: v },
      {
        name: "surface",
        title: `Surface ${f}`,
        x: u,
        y: v,
        z: f,
        kind: "space",
        role: "image",
        isFree: true,
      },
    ];
    this.handles = [
      probeHandle(payload, "domain"),
      {
        pane: "domain",
        name: "Direction",
        description: "direction of the derivative",
        role: "step",
        at: ({ grip }) => grip,
        move: turn,
      },
    ];
    this.numbers = { rows: rowsOf(f), remarks, rowTitle: "the gradient: lights up its arrow" };
  }

  /** The ground follows the probe while the view is zoomed onto it. */
  followsProbe(state) {
    return state.zoom > 0;
  }

  ground({ mapping, state, theme, panes }) {
    const { variables } = mapping.payload;
    const { probe: p, zoom } = state;
    panes.domain.show(closeUp(fitRange(mapping, true), p, zoom));
    const box = visibleBox(variables, panes.domain.range);
    if (!(box[0] < box[1] && box[2] < box[3])) return { domain: [], surface: [] };
    const budget = new Budget();
    const field = (this.field = fieldOf(mapping, 0, box, budget.part(0.3)));
    this.typical = typicalSlope(field);
    panes.surface.show([...box, ...this.#heights(p, box, zoom)]);
    panes.surface.standAt(() =>
      viewpoint(
        { columns: field.side, rows: field.side, x: field.u, y: field.v, z: field.values },
        panes.surface.range,
        true,
      ),
    );
    const curves = levelCurves(field, budget.part(0.5));
    const arrows = state.show.field ? gradientField(field, this.typical, theme) : [];
    return {
      domain: [
        ...contourMarks(field, curves, theme),
        ...arrows,
        ...levelNames(field, curves, theme, panes.domain),
      ],
      surface: surfaceMarks(field, curves, theme, panes.surface.range),
      notes: doubts(budget, field.astray),
    };
  }

  /** The interval of heights: that of the values, and zoomed in as much smaller, as long as the tangent plane fits into it. */
  #heights(p, box, zoom) {
    const { mapping, field } = this;
    const whole =
      zoom > 0
        ? fieldOf(
            mapping,
            0,
            mapping.payload.variables.flatMap(({ low, high }) => [low, high]),
          )
        : field;
    const [low, high] = framed(heightsOf(whole));
    const {
      f: [z],
      j,
    } = mapping.point(p);
    if (zoom === 0 || !Number.isFinite(z)) return [low, high];
    const [, , near, far] = closeUp([0, 1, low, high], [0, z], zoom);
    const middle = (near + far) / 2;
    const rise =
      0.55 * (Math.abs(j[0]) * (box[1] - box[0]) + Math.abs(j[1]) * (box[3] - box[2])) || 0;
    const reach = Math.min((high - low) / 2, Math.max((far - near) / 2, rise));
    return [middle - reach, middle + reach];
  }

  atProbe({ mapping, state, theme, panes: { domain } }) {
    const here = mapping.point(state.probe);
    const [x, y] = here.p;
    const angle = (state.direction * Math.PI) / 180;
    const v = [Math.cos(angle), Math.sin(angle)];
    const radius = (RADIUS * theme.size) / domain.transform.sx;
    const [a, b] = here.j;
    const slope = a * v[0] + b * v[1];
    return {
      ...here,
      v,
      slope,
      seen: slopeAlong(mapping, here.p, v),
      modulus: Math.hypot(a, b),
      heading: headingOf(a, b),
      grip: [x + radius * v[0], y + radius * v[1]],
    };
  }

  foreground(stage, here) {
    return { domain: domainMarks(stage, here, this), surface: tangentMarks(stage, here) };
  }
}

function turn([x, y], view) {
  const [p, q] = view.state.probe;
  const degrees = (Math.atan2(y - q, x - p) * 180) / Math.PI;
  view.state.direction = (degrees + 360) % 360;
  view.controls.adopt(view.state);
  view.invalidate(view.scene.followsProbe(view.state));
}

/** The angle of a vector from the first axis in degrees, from -180 to 180; NaN for the zero vector. */
const headingOf = (a, b) => (a === 0 && b === 0 ? NaN : (Math.atan2(b, a) * 180) / Math.PI);

/** The slope of the slice along v as a short step forward sees it: it has one even where J does not exist. */
function slopeAlong(mapping, p, v) {
  const [a, b] = mapping.payload.variables;
  const h = STEP * Math.min(a.high - a.low, b.high - b.low);
  const {
    f: [values],
  } = mapping.at(
    p.map((w, k) => Float64Array.of(w, w + h * v[k])),
    2,
  );
  return (values[1] - values[0]) / h;
}

const rowsOf = (f) => [
  { key: "value", label: `${f}(p)`, title: "value at the probe", value: (here) => here.f[0] },
  {
    key: "gradient",
    label: `|∇${f}|`,
    title: "the steepest slope: length of the gradient",
    value: (here) => here.modulus,
  },
  {
    key: "heading",
    label: "Direction of ∇",
    title: "the direction in which the function rises most, in degrees",
    value: (here) => here.heading,
    text: ({ heading }) =>
      Number.isNaN(heading) ? "–" : `${heading.toFixed(1).replace("-", "−")}°`,
  },
  {
    key: "directional",
    label: `Dᵥ${f} = J v`,
    title: "directional derivative: the row J times the unit vector v",
    value: (here) => here.slope,
  },
  {
    key: "slope-seen",
    label: "Slope of the slice",
    title: "(f(p + h v) − f(p)) / h with h a millionth of the domain",
    value: (here) => here.seen,
  },
];

const remarks = ({ modulus }) =>
  modulus === 0 ? ["The gradient is 0: a critical point, and the tangent plane is level."] : [];

/** The band between levels in which a value lies, and how far it has come through it; of the outer ones the middle. */
function depthIn(levels, value) {
  const band = bandOf(levels, value);
  const low = levels[band - 1];
  const high = levels[band];
  return band + (low < high ? Math.min(0.99, (value - low) / (high - low)) : 0.5);
}

/** The surface over a field, coloured as its bands but without their steps, with its level curves. */
function surfaceMarks(field, curves, theme, [, , , , z0, z1]) {
  const {
    side,
    edge: { u, v, values, leafCorners },
    levels,
    whole,
  } = field;
  const colours = sequence(theme.dark, SHADES * (levels.length + 1));
  const z = values.map((w) => (w >= z0 && w <= z1 ? w : NaN));
  const count = (side - 1) ** 2;
  const bins = Array.from(colours, () => []);
  const grid = { columns: side, rows: side, x: u, y: v, z, leafCorners };
  for (let k = 0; k < count + leafCorners.length / 4; k++) {
    const mean = verticesOf(grid, k).reduce((sum, i) => sum + z[i] / 4, 0);
    if ((k >= count || whole[k]) && Number.isFinite(mean))
      bins[Math.floor(SHADES * depthIn(levels, mean))].push(k);
  }
  const risen = curves.map((xy, k) => {
    const xyz = [];
    for (let i = 0; i < xy.length; i += 4)
      xyz.push(xy[i], xy[i + 1], levels[k], xy[i + 2], xy[i + 3], levels[k], NaN, NaN, NaN);
    return {
      kind: "polyline",
      isDeep: true,
      xyz: Float64Array.from(xyz),
      stroke: theme.ink,
      width: 1,
      alpha: 0.55,
    };
  });
  return [{ kind: "surface", grid, bins, colours }, ...risen];
}

function domainMarks(
  { theme, panes: { domain }, focus },
  { p, f, j, v, grip },
  { field, typical },
) {
  const [x, y] = p;
  const marks = [];
  const radius = Math.hypot(grip[0] - x, grip[1] - y);
  if (field && Number.isFinite(f[0]))
    marks.push({
      kind: "segments",
      xy: levelCurve(field, f[0], new Budget(PROBE)),
      stroke: theme.ink,
      width: 2.4,
    });
  marks.push({
    kind: "polyline",
    closed: true,
    xy: circle(p, radius),
    stroke: theme.third,
    width: 1.2,
    alpha: 0.7,
    dash: [3, 4],
  });
  if (j.every(Number.isFinite)) marks.push(...gradientArrow(p, j, typical, theme, domain, focus));
  marks.push({
    kind: "arrow",
    from: p,
    to: [x + 0.87 * radius * v[0], y + 0.87 * radius * v[1]],
    stroke: theme.third,
    fill: theme.third,
    width: 3,
  });
  marks.push({
    kind: "point",
    at: grip,
    radius: 5,
    fill: theme.third,
    stroke: theme.paper,
    width: 2,
  });
  marks.push({
    kind: "point",
    at: p,
    radius: 6,
    fill: theme.domain,
    stroke: theme.paper,
    width: 2,
  });
  return marks;
}

function circle([x, y], radius) {
  const n = 72;
  return Float64Array.from({ length: 2 * n }, (_, k) =>
    k % 2
      ? y + radius * Math.sin((Math.PI * (k - 1)) / n)
      : x + radius * Math.cos((Math.PI * k) / n),
  );
}

/** The slices through the probe with their tangents, and the piece of the tangent plane. */
function tangentMarks(
  {
    mapping,
    state,
    theme,
    panes: {
      surface: { range },
    },
    focus,
  },
  { p, f: [f], j, v, slope },
) {
  if (!Number.isFinite(f)) return [];
  const marks = [];
  const [u0, u1, v0, v1, z0, z1] = range;
  const [x, y] = p;
  const hasPlane = j.every(Number.isFinite);
  const sides = [PLANE * (u1 - u0), PLANE * (v1 - v0)];
  const rise = Math.abs(j[0]) * sides[0] + Math.abs(j[1]) * sides[1];
  const reach = sides.map((w) => w * (hasPlane ? Math.min(1, (HEIGHT * (z1 - z0)) / rise) : 1));
  marks.push({
    kind: "polyline",
    xyz: Float64Array.of(x, y, z0, x, y, f),
    stroke: theme.domain,
    width: 1.6,
    dash: [2, 4],
  });
  if (state.show.plane && hasPlane) {
    const xyz = Float64Array.from(
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ].flatMap(([a, b]) => [
        x + a * reach[0],
        y + b * reach[1],
        f + a * reach[0] * j[0] + b * reach[1] * j[1],
      ]),
    );
    marks.push({ kind: "polyline", closed: true, xyz, fill: theme.plain, alpha: 0.65 });
    marks.push({
      kind: "polyline",
      closed: true,
      xyz,
      stroke: theme.ink,
      width: 1.8,
      dash: [6, 4],
    });
  }
  if (state.show.slices) {
    const along = Math.min(reach[0] / Math.abs(v[0]), reach[1] / Math.abs(v[1]));
    const slices = [
      [[1, 0], j[0], theme.first, reach[0]],
      [[0, 1], j[1], theme.second, reach[1]],
      [v, slope, theme.third, along],
    ];
    slices.forEach(([way, rise, stroke, length], k) => {
      const isLit = focus?.column === k;
      const style = { kind: "polyline", stroke, alpha: focus?.column >= 0 && !isLit ? 0.3 : 1 };
      marks.push({ ...style, xyz: sliceCurve(mapping, p, way, range), width: isLit ? 4.5 : 2.8 });
      if (hasPlane)
        marks.push({
          ...style,
          xyz: Float64Array.from(
            [-1, 1].flatMap((s) => [
              x + s * length * way[0],
              y + s * length * way[1],
              f + s * length * rise,
            ]),
          ),
          width: isLit ? 3.2 : 2,
          dash: [6, 4],
        });
    });
  }
  marks.push({
    kind: "point",
    at: [x, y, z0],
    radius: 4.5,
    fill: theme.domain,
    stroke: theme.paper,
    width: 1.5,
  });
  marks.push({
    kind: "point",
    at: [x, y, f],
    radius: 6,
    fill: theme.image,
    stroke: theme.paper,
    width: 2,
  });
  return marks;
}

/** The curve on the surface above the line through p along v, as far as the range shows it. */
function sliceCurve(mapping, p, v, [u0, u1, v0, v1, z0, z1]) {
  const ends = [
    [u0, u1],
    [v0, v1],
  ].map(([low, high], k) =>
    v[k] === 0
      ? [-Infinity, Infinity]
      : [(low - p[k]) / v[k], (high - p[k]) / v[k]].sort((a, b) => a - b),
  );
  const from = Math.max(ends[0][0], ends[1][0]);
  const to = Math.min(ends[0][1], ends[1][1]);
  const n = SLICE + 1;
  const [us, vs] = p.map((w, k) =>
    Float64Array.from({ length: n }, (_, i) => w + v[k] * (from + ((to - from) * i) / SLICE)),
  );
  const {
    f: [values],
    j,
  } = mapping.at([us, vs], n);
  const least = TORN * (z1 - z0);
  return Float64Array.from(
    Array.from({ length: n }, (_, i) => {
      const isSeen = values[i] >= z0 && values[i] <= z1;
      const isLast = i + 1 < n && isTorn({ f: [values], j }, [us, vs], i, i + 1, least);
      return [
        ...(isSeen ? [us[i], vs[i], values[i]] : [NaN, NaN, NaN]),
        ...(isLast ? [NaN, NaN, NaN] : []),
      ];
    }).flat(),
  );
}
