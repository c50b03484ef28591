// The plane into space: a surface with its coordinate curves, coloured by area element, and the
// tangent parallelogram at the probe.
import { FILL_CELLS } from "../geometry/cellGrid.js";
import { doubts, shareAstray } from "../geometry/resolution.js";
import { evenly, sheetOf } from "../geometry/surfaceGrid.js";
import { viewpoint } from "../marks/projection.js";
import { CellMeasure, WholeMeasure } from "../measures/estimate.js";
import { Budget } from "../numeric/budget.js";
import { Evaluation } from "../numeric/evaluation.js";
import { volumeElement } from "../numeric/matrix.js";
import { framed, robustInterval, scattered, steady } from "../numeric/ranges.js";
import { fromZero, scaleFor } from "../numeric/scale.js";
import { probeHandle } from "./handles.js";
import { linesChoice, SCALE, sizeKnob } from "./knobs.js";
import { row } from "./numberRows.js";
import { cellNumbers, cellRemarks, sayCell, totalRemarks, totalRows } from "./remarks.js";
import { Scene } from "./scene.js";
import { surfaceGround } from "./surfaceGround.js";
import { surfaceForeground } from "./surfaceProbe.js";

const PLACES = 800; // between the vertices, for the range and for a look whether the cells are small enough

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

const CHOICES = [linesChoice(20), SCALE];

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

  ground(stage) {
    const { mapping, state, panes } = stage;
    const intervals = mapping.payload.variables.map(({ low, high }) => [low, high]);
    const budget = new Budget();
    const cells = budget
      .part(0.4)
      .finest([FILL_CELLS, FILL_CELLS / 2], (n) => 2 * n ** 2 * mapping.work);
    const positions = intervals.map((interval) => evenly(interval, cells));
    const grid = sheetOf(mapping, ...positions);
    panes.domain.show(framed(...intervals));
    const astray = this.#aim(panes.image, grid, positions, intervals);
    const scale = fromZero(scaleFor(grid.element, state.scale));
    return {
      ...surfaceGround(stage, grid, scale, cells / state.lines, budget),
      scale,
      legend: state.show.cells ? scale : null,
      notes: doubts(budget, astray),
    };
  }

  /** Shows the surface in its pane; the share of the domain at which its grid goes astray. */
  #aim(pane, grid, positions, intervals) {
    const places = scattered(intervals, PLACES);
    const between = this.mapping.at(places, PLACES).f.map((w) => w.slice(0, PLACES));
    const f = [grid.x, grid.y, grid.z];
    const seen = f.map((w, row) => robustInterval(w, w.length, 0.03, between[row]));
    this.fit = steady(this.fit, framed(...seen));
    pane.show(this.fit);
    pane.standAt(() => viewpoint(grid, this.fit));
    return shareAstray(positions, f, places, between);
  }

  atProbe({ mapping, state: { probe, size: side } }) {
    const here = mapping.point(probe);
    const [element] = volumeElement({ j: here.j.map((w) => [w]), determinant: null }, 2, 1);
    const linear = element * side * side;
    const cell = cellNumbers(here, this.cell.at(probe, side), linear);
    return { ...here, side, element, linear, ...cell, total: this.whole.now };
  }

  foreground(stage, here) {
    return surfaceForeground(stage, here);
  }
}

const rowsOf = (u, v) => [
  row(
    "area-element",
    "Area element",
    "√det JᵀJ, the area of the parallelogram that the columns of J span",
    (here) => here.element,
  ),
  row(
    "linear-area",
    `√det JᵀJ Δ${u}Δ${v}`,
    "area of the tangent parallelogram",
    (here) => here.linear,
  ),
  row(
    "true-area",
    "True area",
    "area of the curved image of the cell, by quadrature of the area element",
    (here) => here.measure,
    { text: sayCell },
  ),
  row(
    "area-ratio",
    "Ratio",
    "true area divided by that of the tangent parallelogram; tends to 1 as the cell shrinks",
    (here) => here.ratio,
  ),
  ...totalRows("area", "the whole domain"),
];

function remarks(here) {
  const said =
    here.linear === 0
      ? ["The rank of J drops here: the tangent parallelogram is flat, so there is no ratio."]
      : [];
  return [...said, ...cellRemarks(here, "area", "cell"), ...totalRemarks(here, "area")];
}
