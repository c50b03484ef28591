// The plane to the plane: coordinate lines and their images, cells filled by det J, the small cell and its parallelogram.
import { affordableCells, binCells, cellGrid, subdivide } from "../geometry/cellGrid.js";
import {
  coordinateCurves,
  imageOfPolyline,
  isInOnePiece,
  linePositions,
} from "../geometry/coordinateCurves.js";
import { lettersF } from "../geometry/letters.js";
import { doubts } from "../geometry/resolution.js";
import { Camera, visibleBox } from "../geometry/visibleWindow.js";
import { palette } from "../marks/palette.js";
import { CellMeasure } from "../measures/estimate.js";
import { Budget } from "../numeric/budget.js";
import { format } from "../numeric/format.js";
import { principalStretches } from "../numeric/matrix.js";
import { MorphedEvaluation } from "../numeric/morph.js";
import { thinness } from "../numeric/ranges.js";
import { kindOf, robustLimit, scaleOf } from "../numeric/scale.js";
import { zeroSet } from "../numeric/zeroCurves.js";
import { coverLabels } from "./coverLabels.js";
import { probeHandle } from "./handles.js";
import { MORPH, sizeKnob, ZOOM } from "./knobs.js";
import { cellNumbers, cellRemarks, sayCell } from "./remarks.js";
import { Scene } from "./scene.js";

const FILL_CELLS = 40; // cells a side that are filled, whatever the number of lines
const SINGULAR_CELLS = 64;

const SWITCHES = [
  { key: "cells", name: "Area factor", title: "fill all cells by det J", on: true },
  { key: "lines", name: "Coordinate curves", title: "coordinate lines and their images", on: true },
  {
    key: "orientation",
    name: "Orientation",
    title:
      "the letter F carried by the mapping, stripes where det J < 0, dots where det J = 0 in a whole region",
    on: true,
  },
  {
    key: "cell",
    name: "Cell",
    title: "the small cell, its image and the tangent parallelogram",
    on: true,
  },
  {
    key: "ellipse",
    name: "Stretches",
    title: "a circle, the ellipse that J makes of it, and the principal stretches",
    on: false,
  },
  {
    key: "singular",
    name: "Singular set",
    title: "where det J = 0, and its image; dotted: where J does not exist",
    on: true,
  },
];
const CHOICES = [
  {
    key: "lines",
    name: "Number of lines",
    title: "lines in each direction",
    values: [10, 20, 40],
    value: 20,
    label: (n) => `${n} × ${n}`,
  },
  { key: "scale", values: ["auto", "linear", "symlog"], value: "auto" },
];

/** The scene of a mapping of the plane, in two panes. */
export class PlaneScene extends Scene {
  name = "plane";
  switches = SWITCHES;
  choices = CHOICES;
  freezes = "image";
  legend = "det J";

  constructor(payload) {
    super(payload, new MorphedEvaluation(payload));
    this.camera = new Camera(this.mapping);
    this.cell = new CellMeasure(this.mapping);
    this.knobs = [MORPH, sizeKnob(payload), ZOOM];
    const [x, y] = payload.labels;
    const [u, v] = payload.variables.map((variable) => variable.label);
    this.panes = [
      { name: "domain", title: "Domain", x: u, y: v },
      { name: "image", title: "Image", x, y },
    ];
    this.handles = [probeHandle(payload, "domain")];
    this.numbers = { rows: rowsOf(u, v), remarks };
  }

  /** The ground follows the probe while the view is zoomed onto it. */
  followsProbe(state) {
    return state.zoom > 0;
  }

  forget() {
    this.camera.fit = null;
  }

  ground(stage) {
    this.mapping.morph = stage.state.morph;
    const look = this.camera.look(stage.state);
    stage.panes.domain.show(look.domain);
    stage.panes.image.show(look.image);
    const { notes, ...drawn } = ground(stage, look);
    return { ...drawn, notes: [...notes, ...thinness("image", ...this.camera.intervals)] };
  }

  /** Whether more has become known of the cell, now that there is time. */
  refine() {
    return this.cell.refine();
  }

  atProbe(stage) {
    return atProbe(stage, this.cell);
  }

  foreground(stage, here) {
    return foreground(stage, here);
  }
}

const rowsOf = (u, v) => [
  {
    key: "determinant",
    label: "det J",
    title: "signed area factor at the probe",
    value: (here) => here.determinant,
  },
  {
    key: "linear-area",
    label: `|det J| Δ${u}Δ${v}`,
    title: "area of the tangent parallelogram",
    value: (here) => here.linear,
  },
  {
    key: "true-area",
    label: "True area",
    title: "area of the curved image of the cell, by quadrature of |det J|",
    value: (here) => here.measure,
    text: sayCell,
  },
  {
    key: "area-ratio",
    label: "Ratio",
    title: "true area divided by |det J| ΔuΔv; tends to 1 as the cell shrinks",
    value: (here) => here.ratio,
  },
  {
    key: "stretches",
    label: "Principal stretches",
    title: "singular values of J",
    value: (here) => here.stretches[0],
    text: (here) => here.stretches.map((s) => format(s)).join(",  "),
    isShown: (state) => state.show.ellipse,
  },
];

function remarks(here, state) {
  const said = [];
  if (state.morph < 1)
    said.push(
      `Morph at ${format(state.morph, 2)}: the numbers belong to (1 − t)·identity + t·mapping.`,
    );
  if (here.linear === 0)
    said.push("det J = 0: the tangent parallelogram is flat, so there is no ratio.");
  return [...said, ...cellRemarks(here, "area", "cell")];
}

/** What lies beneath the probe: { domain, image, scale }, marks for both panes; box is the camera's. */
function ground({ mapping, state, theme, panes }, { box: wanted }) {
  const variables = mapping.payload.variables;
  const box = visibleBox(variables, wanted);
  const [us, vs] = variables.map((variable, k) =>
    linePositions(variable, state.lines, box.slice(2 * k, 2 * k + 2)),
  );
  const domain = [];
  const image = [];
  const budget = new Budget();
  const pixels = panes.image.transform.sx;
  let scale = null;
  let astray = 0;
  let covers = [];

  if (us.length > 1 && vs.length > 1) {
    const pieces = (positions) =>
      subdivide(positions, Math.max(1, Math.round(FILL_CELLS / (positions.length - 1))));
    const share = budget.part(0.4);
    const grid = cellGrid(
      mapping,
      ...affordableCells(pieces(us), pieces(vs), mapping.work, share),
      { scale: pixels, range: panes.image.range, budget: share },
    );
    astray = grid.astray;
    const { limit, clipped } = robustLimit(grid.typical, grid.typical.length);
    const kind = kindOf(state.scale, grid.typical, grid.typical.length, limit);
    scale = { ...scaleOf(kind, limit), clipped };
    if (state.show.cells) {
      const hatch = state.show.orientation ? theme.faint.replace("0.16", "0.42") : null;
      const cells = {
        kind: "cells",
        grid,
        ...binCells(grid, scale),
        hatch,
        colours: palette(theme.dark),
      };
      domain.push({ ...cells, where: "domain" });
      image.push({ ...cells, where: "image" });
      covers = coverLabels(grid, panes.image.range, theme);
    }
  }
  if (state.show.lines) {
    const lines = [
      ...vs.map((v) => ({ axis: 0, fixed: v, from: box[0], to: box[1] })),
      ...us.map((u) => ({ axis: 1, fixed: u, from: box[2], to: box[3] })),
    ];
    const inks = [theme.first, theme.second];
    const curved = coordinateCurves(mapping, lines, pixels, panes.image.range, budget.part(0.3));
    for (const axis of [0, 1]) {
      const style = { kind: "polyline", stroke: inks[axis], width: 1.1, alpha: 0.62 };
      domain.push({ ...style, xy: curved.defined[axis] });
      image.push({ ...style, xy: curved[axis] });
    }
  }
  if (state.show.orientation) {
    for (const letter of lettersF(box)) {
      const style = { kind: "polyline", closed: true, fill: theme.ink, alpha: 0.72 };
      const xy = imageOfPolyline(mapping, letter, 6, pixels);
      if (xy.some(Number.isFinite)) domain.push({ ...style, xy: Float64Array.from(letter.flat()) });
      if (isInOnePiece(xy)) image.push({ ...style, xy });
    }
  }
  if (state.show.singular) {
    addZeros(domain, image, mapping, box, panes, budget.part(0.15), "singular", {
      stroke: theme.singular,
      fill: theme.singular,
      width: 3,
    });
    addZeros(domain, image, mapping, box, panes, budget.part(0.1), "kinks", {
      stroke: theme.kink,
      fill: theme.kink,
      width: 2,
      dash: [2, 5],
    });
  }
  image.push(...covers);
  const sizes = thinness("domain", ...variables.map(({ low, high }) => [low, high]));
  return {
    domain,
    image,
    scale,
    legend: state.show.cells ? scale : null,
    notes: [...doubts(budget, astray), ...sizes],
  };
}

function addZeros(domain, image, mapping, box, panes, budget, name, style) {
  const { segments, points } = zeroSet(mapping.functions(name), box, SINGULAR_CELLS, budget);
  const n = segments.length / 2;
  const u = new Float64Array(n);
  const v = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    u[k] = segments[2 * k];
    v[k] = segments[2 * k + 1];
  }
  const [fx, fy] = n ? mapping.at([u, v], n).f : [];
  const xy = new Float64Array(2 * n);
  const [x0, x1, y0, y1] = panes.image.range;
  const most = 0.25 * Math.hypot(x1 - x0, y1 - y0);
  for (let k = 0; k + 1 < n; k += 2) {
    const whole = Math.hypot(fx[k + 1] - fx[k], fy[k + 1] - fy[k]) < most;
    for (const i of [k, k + 1]) {
      xy[2 * i] = whole ? fx[i] : NaN;
      xy[2 * i + 1] = whole ? fy[i] : NaN;
    }
  }
  domain.push({ kind: "segments", xy: segments, ...style, fill: null });
  image.push({ kind: "segments", xy, ...style, fill: null });
  for (const at of points) {
    const { f } = mapping.point(at);
    domain.push({ kind: "point", at, radius: 4, fill: style.fill });
    if (f.every(Number.isFinite)) image.push({ kind: "point", at: f, radius: 4, fill: style.fill });
  }
}

/** All that is known at the probe: the point, its image, J, the areas and the principal stretches. */
function atProbe({ mapping, state: { probe, size: side } }, cell) {
  const here = mapping.point(probe);
  const linear = Math.abs(here.determinant) * side * side;
  return {
    ...here,
    side,
    linear,
    ...cellNumbers(here, cell.at(probe, side), linear),
    ...principalStretches(here.j),
  };
}

/** What moves with the probe: { domain, image }, marks for both panes. `focus` is a highlighted column or entry of J. */
function foreground({ mapping, state, theme, panes, focus }, here) {
  const {
    p: [u, v],
    f: [x, y],
    j,
    side,
  } = here;
  const domain = [];
  const image = [];
  const half = side / 2;
  const {
    domain: {
      range: [x0, x1],
    },
  } = panes;
  const alpha = side < x1 - x0 ? 0.28 : 0; // a cell larger than the pane is an outline, not a veil
  const corners = [
    [u - half, v - half],
    [u + half, v - half],
    [u + half, v + half],
    [u - half, v + half],
  ];
  const known = Number.isFinite(x + y);
  const linear = known && j.every(Number.isFinite);
  const [a, b, c, d] = j;

  if (state.show.cell) {
    domain.push({
      kind: "polyline",
      closed: true,
      xy: Float64Array.from(corners.flat()),
      fill: theme.domain,
      alpha,
    });
    domain.push({
      kind: "polyline",
      closed: true,
      xy: Float64Array.from(corners.flat()),
      stroke: theme.domain,
      width: 2.2,
    });
    const xy = imageOfPolyline(mapping, corners, 32, panes.image.transform.sx);
    if (isInOnePiece(xy))
      image.push({ kind: "polyline", closed: true, xy, fill: theme.image, alpha });
    image.push({ kind: "polyline", xy, stroke: theme.image, width: 2.2 });
    if (linear) {
      const parallelogram = corners.flatMap(([pu, pv]) => [
        x + a * (pu - u) + b * (pv - v),
        y + c * (pu - u) + d * (pv - v),
      ]);
      image.push({
        kind: "polyline",
        closed: true,
        xy: Float64Array.from(parallelogram),
        stroke: theme.ink,
        width: 1.8,
        dash: [6, 4],
      });
    }
  }
  if (state.show.ellipse && linear) {
    domain.push({
      kind: "polyline",
      closed: true,
      xy: ellipse(u, v, [half, 0, 0, half]),
      stroke: theme.domain,
      width: 1.6,
    });
    image.push({
      kind: "polyline",
      closed: true,
      xy: ellipse(
        x,
        y,
        j.map((w) => w * half),
      ),
      stroke: theme.image,
      width: 1.6,
    });
  }
  if (linear) arrows(domain, image, here, theme, panes, focus);
  domain.push({
    kind: "point",
    at: [u, v],
    radius: 6,
    fill: theme.domain,
    stroke: theme.paper,
    width: 2,
  });
  if (known)
    image.push({
      kind: "point",
      at: [x, y],
      radius: 6,
      fill: theme.image,
      stroke: theme.paper,
      width: 2,
    });
  return { domain, image };
}

function ellipse(x, y, [a, b, c, d]) {
  const n = 72;
  const xy = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    const p = Math.cos((2 * Math.PI * k) / n);
    const q = Math.sin((2 * Math.PI * k) / n);
    xy[2 * k] = x + a * p + b * q;
    xy[2 * k + 1] = y + c * p + d * q;
  }
  return xy;
}

// The columns of J span the tangent parallelogram from its corner; where the cell is too small or
// too large to see them they stand at the probe, enlarged alike.
function arrows(
  domain,
  image,
  { p: [u, v], f: [x, y], j: [a, b, c, d], side },
  theme,
  panes,
  focus,
) {
  const pixels = panes.image.transform.sx;
  const longest = Math.max(Math.hypot(a, c), Math.hypot(b, d));
  const [x0, x1] = panes.domain.range;
  const visible =
    side < x1 - x0 && side * panes.domain.transform.sx > 16 && side * longest * pixels > 16;
  const domainLength = visible ? side : 46 / panes.domain.transform.sx;
  const imageLength = visible || !longest ? side : 60 / (pixels * longest);
  const start = visible ? side / 2 : 0;
  const from = [u - start, v - start];
  const foot = [x - (a + b) * start, y - (c + d) * start];
  [
    [[1, 0], [a, c], theme.first],
    [[0, 1], [b, d], theme.second],
  ].forEach(([unit, column, stroke], k) => {
    const isDim = focus && focus.column !== k;
    const style = {
      kind: "arrow",
      stroke,
      fill: stroke,
      width: focus && !isDim ? 5 : 3,
      alpha: isDim ? 0.25 : 1,
    };
    const to = [foot[0] + column[0] * imageLength, foot[1] + column[1] * imageLength];
    domain.push({
      ...style,
      from,
      to: [from[0] + unit[0] * domainLength, from[1] + unit[1] * domainLength],
    });
    image.push({ ...style, from: foot, to });
    if (focus && focus.column === k && focus.row !== undefined) {
      const bend = [to[0], foot[1]];
      const legs = [
        [foot, bend],
        [bend, to],
      ];
      legs.forEach(([p, q], row) =>
        image.push({
          kind: "polyline",
          xy: Float64Array.of(...p, ...q),
          stroke,
          width: row === focus.row ? 4 : 1.5,
          dash: row === focus.row ? null : [3, 4],
        }),
      );
    }
  });
}
