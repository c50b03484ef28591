// The plane into space: a surface with its coordinate curves, coloured by area element, and the tangent parallelogram at the probe.
import { binCells } from "../geometry/cellGrid.js";
import { linePositions } from "../geometry/coordinateCurves.js";
import { extentOf, imageOfPath, interleaved, pathThrough } from "../geometry/paths.js";
import { doubts, shareAstray } from "../geometry/resolution.js";
import { evenly, sheetOf } from "../geometry/surfaceGrid.js";
import { palette } from "../marks/palette.js";
import { viewpoint } from "../marks/projection.js";
import { CellMeasure, WholeMeasure } from "../measures/estimate.js";
import { Budget } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { volumeElement } from "../numeric/matrix.js";
import { framed, robustInterval, scattered, steady } from "../numeric/ranges.js";
import { fromZero, kindOf, robustLimit, scaleOf } from "../numeric/scale.js";
import { zeroSet } from "../numeric/zeroCurves.js";
import { probeHandle } from "./handles.js";
import { sizeKnob } from "./knobs.js";
import { cellNumbers, cellRemarks, sayCell, totalRemarks, totalRows } from "./remarks.js";
import { Scene } from "./scene.js";
import { columnArrows, tangentOf } from "./tangent.js";

const FILL_CELLS = 40; // cells a side that are filled, whatever the number of lines
const PATCH_CELLS = 8; // a side of the small cell
const SINGULAR_CELLS = 48;
const PLACES = 800; // between the vertices, for the range and for a look whether the cells are small enough
const SHRUNK = 1e-3; // of the surface's extent: a shorter segment of the singular set has shrunk to a point
const NORMAL = 76; // pixels

const SWITCHES = [
  { key: "cells", name: "Area element", title: "colour the surface by √det JᵀJ", on: true },
  { key: "lines", name: "Coordinate curves", title: "coordinate lines and their images", on: true },
  {
    key: "cell",
    name: "Cell",
    title: "the small cell, its image and the tangent parallelogram",
    on: true,
  },
  {
    key: "normal",
    name: "Normal",
    title: "the unit normal: the direction of the cross product of the columns of J",
    on: false,
  },
  {
    key: "singular",
    name: "Singular set",
    title: "where the rank of J drops, and its image; grey: where J does not exist",
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

/** The scene of a surface, in two panes. */
export class SurfaceScene extends Scene {
  name = "surface";
  switches = SWITCHES;
  choices = CHOICES;
  legend = "area element";

  constructor(payload) {
    super(payload, new Evaluation(payload));
    this.whole = new WholeMeasure(this.mapping);
    this.cell = new CellMeasure(this.mapping);
    this.knobs = [sizeKnob(payload)];
    const [x, y, z] = payload.labels;
    const [u, v] = payload.variables.map((variable) => variable.label);
    this.panes = [
      { name: "domain", title: "Domain", x: u, y: v },
      { name: "image", title: "Image", x, y, z, kind: "space" },
    ];
    this.handles = [probeHandle(payload, "domain")];
    this.numbers = { rows: rowsOf(u, v), remarks };
  }

  forget() {
    this.fit = null;
  }

  /** Whether more has become known of the areas, now that there is time. */
  refine() {
    return [this.whole, this.cell].map((area) => area.refine()).some(Boolean);
  }

  ground({ mapping, state, theme, panes }) {
    const variables = mapping.payload.variables;
    const budget = new Budget();
    const cellCount = budget
      .part(0.4)
      .finest([FILL_CELLS, FILL_CELLS / 2], (n) => 2 * n ** 2 * mapping.work);
    const [us, vs] = variables.map(({ low, high }) => evenly([low, high], cellCount));
    const grid = sheetOf(mapping, us, vs);
    const cells = grid.element.length;
    panes.domain.show(framed(...variables.map(({ low, high }) => [low, high])));
    const places = scattered(
      variables.map(({ low, high }) => [low, high]),
      PLACES,
    );
    const between = mapping.at(places, PLACES).f.map((w) => w.slice(0, PLACES));
    const astray = shareAstray([us, vs], [grid.x, grid.y, grid.z], places, between);
    this.fit = steady(
      this.fit,
      framed(
        ...[grid.x, grid.y, grid.z].map((w, row) =>
          robustInterval(w, w.length, 0.03, between[row]),
        ),
      ),
    );
    panes.image.show(this.fit);
    panes.image.standAt(() => viewpoint(grid, this.fit));
    const { limit, clipped } = robustLimit(grid.element, cells);
    const scale = {
      ...fromZero(scaleOf(kindOf(state.scale, grid.element, cells, limit), limit)),
      clipped,
    };
    const { bins } = binCells({ ...grid, determinant: grid.element }, scale);
    const colours = palette(theme.dark);
    const every = Math.max(1, cellCount / state.lines);
    const domain = [];
    const image = [];

    if (state.show.cells)
      domain.push({ kind: "cells", where: "domain", grid, bins, reversed: [], flat: [], colours });
    const plain = bins.map(() => theme.plain);
    image.push({
      kind: "surface",
      grid,
      bins,
      colours: state.show.cells ? colours : plain,
      lines: state.show.lines
        ? { strokes: [theme.first, theme.second], every, width: 1, alpha: 0.7 }
        : null,
    });
    if (state.show.lines) domain.push(...coordinateLines(variables, state.lines, theme));
    if (state.show.singular)
      for (const [name, ink] of [
        ["singular", theme.singular],
        ["kinks", theme.kink],
      ])
        addZeros(domain, image, mapping, grid, budget.part(0.2), name, ink);
    return {
      domain,
      image,
      scale,
      legend: state.show.cells ? scale : null,
      notes: doubts(budget, astray),
    };
  }

  atProbe({ mapping, state }) {
    const here = mapping.point(state.probe);
    const side = state.size;
    const element = volumeElement({ j: here.j.map((w) => [w]) }, 2, 1)[0];
    const linear = element * side * side;
    return {
      ...here,
      side,
      element,
      linear,
      ...cellNumbers(here, this.cell.at(state.probe, side), linear),
      total: this.whole.now,
    };
  }

  foreground(stage, here) {
    return foreground(stage, here);
  }
}

const rowsOf = (u, v) => [
  {
    key: "area-element",
    label: "Area element",
    title: "√det JᵀJ, the area of the parallelogram that the columns of J span",
    value: (here) => here.element,
  },
  {
    key: "linear-area",
    label: `√det JᵀJ Δ${u}Δ${v}`,
    title: "area of the tangent parallelogram",
    value: (here) => here.linear,
  },
  {
    key: "true-area",
    label: "True area",
    title: "area of the curved image of the cell, by quadrature of the area element",
    value: (here) => here.measure,
    text: sayCell,
  },
  {
    key: "area-ratio",
    label: "Ratio",
    title: "true area divided by that of the tangent parallelogram; tends to 1 as the cell shrinks",
    value: (here) => here.ratio,
  },
  ...totalRows("area", "the whole domain"),
];

function remarks(here) {
  const said =
    here.linear === 0
      ? ["The rank of J drops here: the tangent parallelogram is flat, so there is no ratio."]
      : [];
  return [...said, ...cellRemarks(here, "area", "cell"), ...totalRemarks(here, "area")];
}

/** Straight lines of the domain: along the first variable, and along the second. */
function coordinateLines([a, b], count, theme) {
  const [us, vs] = [a, b].map((variable) => linePositions(variable, count));
  const style = { kind: "segments", width: 1.1, alpha: 0.62 };
  return [
    {
      ...style,
      stroke: theme.first,
      xy: Float64Array.from(vs.flatMap((v) => [a.low, v, a.high, v])),
    },
    {
      ...style,
      stroke: theme.second,
      xy: Float64Array.from(us.flatMap((u) => [u, b.low, u, b.high])),
    },
  ];
}

/** Where the rank of J drops, or J need not exist, in the domain and on the surface: there a segment may have shrunk to a point. */
function addZeros(domain, image, mapping, { x, y, z }, budget, name, ink) {
  const [a, b] = mapping.payload.variables;
  const box = [a.low, a.high, b.low, b.high];
  const found = zeroSet(mapping.functions(name).map(withoutDust), box, SINGULAR_CELLS, budget);
  const { points } = found;
  const segments = found.segments.filter(
    (_, k, all) => !isShort(all, k - (k % 4), Math.hypot(a.high - a.low, b.high - b.low)),
  );
  const ends = Array.from(
    { length: segments.length / 2 },
    (_, k) => mapping.point([segments[2 * k], segments[2 * k + 1]]).f,
  );
  const dots = points.map((at) => mapping.point(at).f);
  const curve = [];
  const size = extentOf([x, y, z], x.length);
  for (let k = 0; k < ends.length; k += 2) {
    const [from, to] = [ends[k], ends[k + 1]];
    const length = Math.hypot(...from.map((w, i) => w - to[i]));
    if (length < SHRUNK * size) dots.push(from);
    else if (length < 0.25 * size) curve.push(...from, ...to, NaN, NaN, NaN);
  }
  domain.push(
    { kind: "segments", xy: segments, stroke: ink, width: 3 },
    ...points.map((at) => ({ kind: "point", at, radius: 4, fill: ink })),
  );
  image.push({
    kind: "polyline",
    xyz: Float64Array.from(curve),
    stroke: ink,
    width: 3,
    isDeep: true,
  });
  for (const at of distinct(dots, SHRUNK * size))
    image.push({ kind: "point", at, radius: 4.5, fill: ink, isDeep: true });
}

/** Whether a segment is none: a zero at a vertex of the grid makes such, beside the point that it is. */
const isShort = (segments, at, size) =>
  Math.hypot(segments[at + 2] - segments[at], segments[at + 3] - segments[at + 1]) < 1e-6 * size;

/** Points without those that lie nearer than `least` to one before. */
function distinct(points, least) {
  const kept = [];
  for (const at of points)
    if (
      at.every(Number.isFinite) &&
      !kept.some((other) => Math.hypot(...at.map((w, k) => w - other[k])) < least)
    )
      kept.push(at);
  return kept;
}

/** A function with those values that are zeros but for rounding, as sin π, made zeros. */
const withoutDust = ({ at, work }) => ({
  work,
  at(inputs, n) {
    const values = at(inputs, n);
    let most = 0;
    for (let k = 0; k < n; k++)
      if (Math.abs(values[k]) < Infinity) most = Math.max(most, Math.abs(values[k]));
    return values.slice(0, n).map((w) => (Math.abs(w) < 1e-14 * most ? 0 : w));
  },
});

/** What moves with the probe: { domain, image }, marks for both panes. `focus` is a highlighted column or entry of J. */
function foreground({ mapping, state, theme, panes, focus }, here) {
  const {
    p: [u, v],
    f,
    j,
    side,
  } = here;
  const domain = [];
  const image = [];
  const half = side / 2;
  const corners = [
    [u - half, v - half],
    [u + half, v - half],
    [u + half, v + half],
    [u - half, v + half],
    [u - half, v - half],
  ];
  const known = f.every(Number.isFinite);
  const linear = known && j.every(Number.isFinite);
  const tangent = tangentOf(here);

  if (state.show.cell) {
    const xy = interleaved(pathThrough(corners, 1));
    domain.push(
      { kind: "polyline", xy, fill: theme.domain, alpha: 0.28 },
      { kind: "polyline", xy, stroke: theme.domain, width: 2.2 },
    );
    const patch = sheetOf(
      mapping,
      evenly([u - half, u + half], PATCH_CELLS),
      evenly([v - half, v + half], PATCH_CELLS),
    );
    const colours = Array.from(patch.element, (w) => (Number.isFinite(w) ? theme.image : null));
    image.push({ kind: "surface", grid: patch, colours, alpha: 0.5 });
    image.push({
      kind: "polyline",
      xyz: imageOfPath(mapping, pathThrough(corners, 24)),
      stroke: theme.image,
      width: 2.2,
    });
    const parallelogram = Float64Array.from(
      corners.flatMap(([pu, pv]) => tangent.near([pu - u, pv - v])),
    );
    if (linear)
      image.push({
        kind: "polyline",
        xyz: parallelogram,
        stroke: theme.ink,
        width: 1.8,
        dash: [6, 4],
      });
  }
  if (linear) {
    const { unit } = panes.image.projection;
    const arrows = columnArrows(here, tangent, theme, [panes.domain.transform.sx, unit], focus);
    domain.push(...arrows.domain);
    image.push(
      ...arrows.image,
      ...(state.show.normal ? normalAt(f, tangent.columns, unit, theme) : []),
    );
  }
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
      at: f,
      radius: 6,
      fill: theme.image,
      stroke: theme.paper,
      width: 2,
    });
  return { domain, image: known && panes.image.hides(f) ? image.map(faded) : image };
}

const faded = (mark) => ({ ...mark, alpha: 0.4 * (mark.alpha ?? 1) });

/** The unit normal along the cross product of two columns, so long that it is seen; none where they are parallel. */
function normalAt(f, [[a, b, c], [d, e, g]], unit, theme) {
  const cross = [b * g - c * e, c * d - a * g, a * e - b * d];
  const length = Math.hypot(...cross);
  const to = f.map((w, k) => w + (NORMAL / unit / length) * cross[k]);
  return length > 0
    ? [{ kind: "arrow", from: f, to, stroke: theme.ink, fill: theme.ink, width: 3 }]
    : [];
}
