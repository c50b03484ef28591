// One function of two variables: its contour plot with the gradient, and its surface with the
// tangent plane and the slices.
import { fieldOf, heightsOf, levelCurves } from "../geometry/contours.js";
import { doubts } from "../geometry/resolution.js";
import { closeUp, visibleBox } from "../geometry/visibleWindow.js";
import { viewpoint } from "../marks/projection.js";
import { Budget } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { fitRange, framed } from "../numeric/ranges.js";
import { contourMarks, levelNames } from "./contourMarks.js";
import { gradientField, typicalSlope } from "./gradientMarks.js";
import { probeHandle } from "./handles.js";
import { ZOOM } from "./knobs.js";
import { row } from "./numberRows.js";
import { contourProbe, surfaceMarks, tangentMarks } from "./reliefMarks.js";
import { Scene } from "./scene.js";

const STEP = 1e-6; // of the domain: the step along v that measures the slope of a slice
const RADIUS = 4.6; // em from the probe to the handle of the direction

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
    this.panes = panesOf([u, v, f]);
    this.handles = [probeHandle(payload, "domain"), GRIP];
    this.numbers = { rows: rowsOf(f), remarks, rowTitle: "the gradient: lights up its arrow" };
  }

  /** The ground follows the probe while the view is zoomed onto it. */
  followsProbe(state) {
    return state.zoom > 0;
  }

  ground(stage) {
    const { mapping, state, theme, panes } = stage;
    panes.domain.show(closeUp(fitRange(mapping, true), state.probe, state.zoom));
    const box = visibleBox(mapping.payload.variables, panes.domain.range);
    if (!(box[0] < box[1] && box[2] < box[3])) return { domain: [], surface: [] };
    const budget = new Budget();
    const field = (this.field = fieldOf(mapping, 0, box, budget.part(0.3)));
    this.typical = typicalSlope(field);
    this.#aim(panes.surface, state, box);
    const curves = levelCurves(field, budget.part(0.5));
    const domain = [
      ...contourMarks(field, curves, theme),
      ...(state.show.field ? gradientField(field, this.typical, theme) : []),
      ...levelNames(field, curves, theme, panes.domain),
    ];
    const surface = surfaceMarks(field, curves, theme, panes.surface.range);
    return { domain, surface, notes: doubts(budget, field.astray) };
  }

  /** Shows the surface over a box in its pane. */
  #aim(pane, { probe, zoom }, box) {
    const { side, u, v, values } = this.field;
    pane.show([...box, ...this.#heights(probe, box, zoom)]);
    const grid = { columns: side, rows: side, x: u, y: v, z: values };
    pane.standAt(() => viewpoint(grid, pane.range, true));
  }

  /**
   * The interval of heights: that of the values, and zoomed in as much smaller, as long as the
   * tangent plane fits into it.
   */
  #heights(p, [x0, x1, y0, y1], zoom) {
    const [low, high] = framed(heightsOf(zoom > 0 ? this.#wholeField() : this.field));
    const { f, j } = this.mapping.point(p);
    if (zoom === 0 || !Number.isFinite(f[0])) return [low, high];
    const [, , near, far] = closeUp([0, 1, low, high], [0, f[0]], zoom);
    const middle = (near + far) / 2;
    const rise = 0.55 * (Math.abs(j[0]) * (x1 - x0) + Math.abs(j[1]) * (y1 - y0)) || 0;
    const reach = Math.min((high - low) / 2, Math.max((far - near) / 2, rise));
    return [middle - reach, middle + reach];
  }

  #wholeField() {
    const { variables } = this.payload;
    return fieldOf(
      this.mapping,
      0,
      variables.flatMap(({ low, high }) => [low, high]),
    );
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
    return { domain: contourProbe(stage, here, this), surface: tangentMarks(stage, here) };
  }
}

const panesOf = ([x, y, z]) => [
  { name: "domain", title: `Level curves of ${z}`, x, y },
  { name: "surface", title: `Surface ${z}`, x, y, z, kind: "space", role: "image", isFree: true },
];

const GRIP = {
  pane: "domain",
  name: "Direction",
  description: "direction of the derivative",
  role: "step",
  at: ({ grip }) => grip,
  move: turn,
};

function turn([x, y], view) {
  const [p, q] = view.state.probe;
  const degrees = (Math.atan2(y - q, x - p) * 180) / Math.PI;
  view.state.direction = (degrees + 360) % 360;
  view.controls.adopt(view.state);
  view.invalidate(view.scene.followsProbe(view.state));
}

/**
 * The angle of a vector from the first axis in degrees, from -180 to 180; NaN for the zero vector.
 */
const headingOf = (a, b) => (a === 0 && b === 0 ? NaN : (Math.atan2(b, a) * 180) / Math.PI);

/**
 * The slope of the slice along v as a short step forward sees it: it has one even where J does not
 * exist.
 */
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
  row("value", `${f}(p)`, "value at the probe", (here) => here.f[0]),
  row("gradient", `|∇${f}|`, "the steepest slope: length of the gradient", (here) => here.modulus),
  row(
    "heading",
    "Direction of ∇",
    "the direction in which the function rises most, in degrees",
    (here) => here.heading,
    { text: sayHeading },
  ),
  row(
    "directional",
    `Dᵥ${f} = J v`,
    "directional derivative: the row J times the unit vector v",
    (here) => here.slope,
  ),
  row(
    "slope-seen",
    "Slope of the slice",
    "(f(p + h v) − f(p)) / h with h a millionth of the domain",
    (here) => here.seen,
  ),
];

const sayHeading = ({ heading }) =>
  Number.isNaN(heading) ? "–" : `${heading.toFixed(1).replace("-", "−")}°`;

const remarks = ({ modulus }) =>
  modulus === 0 ? ["The gradient is 0: a critical point, and the tangent plane is level."] : [];
