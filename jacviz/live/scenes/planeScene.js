// The plane to the plane: coordinate lines and their images, cells filled by det J, the small cell
// and its parallelogram.
import { VisibleWindow } from "../geometry/visibleWindow.js";
import { CellMeasure } from "../measures/estimate.js";
import { format } from "../numeric/format.js";
import { principalStretches } from "../numeric/matrix.js";
import { MorphedEvaluation } from "../numeric/morph.js";
import { thinness } from "../numeric/ranges.js";
import { probeHandle } from "./handles.js";
import { linesChoice, MORPH, SCALE, sizeKnob, ZOOM } from "./knobs.js";
import { row } from "./numberRows.js";
import { planeGround } from "./planeGround.js";
import { planeForeground } from "./planeProbe.js";
import { cellNumbers, cellRemarks, sayCell } from "./remarks.js";
import { Scene } from "./scene.js";

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

const CHOICES = [linesChoice(20), SCALE];

/** The scene of a mapping of the plane, in two panes. */
export class PlaneScene extends Scene {
  name = "plane";
  switches = SWITCHES;
  choices = CHOICES;
  freezes = "image";
  legend = "det J";

  constructor(payload) {
    super(payload, new MorphedEvaluation(payload));
    this.window = new VisibleWindow(this.mapping);
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
    this.window.fit = null;
  }

  ground(stage) {
    this.mapping.morph = stage.state.morph;
    const look = this.window.look(stage.state);
    stage.panes.domain.show(look.domain);
    stage.panes.image.show(look.image);
    const { notes, ...drawn } = planeGround(stage, look.box);
    return { ...drawn, notes: [...notes, ...thinness("image", ...this.window.intervals)] };
  }

  /** Whether more has become known of the cell, now that there is time. */
  refine() {
    return this.cell.refine();
  }

  atProbe({ mapping, state: { probe, size: side } }) {
    const here = mapping.point(probe);
    const linear = Math.abs(here.determinant) * side * side;
    const cell = cellNumbers(here, this.cell.at(probe, side), linear);
    return { ...here, side, linear, ...cell, ...principalStretches(here.j) };
  }

  foreground(stage, here) {
    return planeForeground(stage, here);
  }
}

const rowsOf = (u, v) => [
  row("determinant", "det J", "signed area factor at the probe", (here) => here.determinant),
  row(
    "linear-area",
    `|det J| Δ${u}Δ${v}`,
    "area of the tangent parallelogram",
    (here) => here.linear,
  ),
  row(
    "true-area",
    "True area",
    "area of the curved image of the cell, by quadrature of |det J|",
    (here) => here.measure,
    { text: sayCell },
  ),
  row(
    "area-ratio",
    "Ratio",
    "true area divided by |det J| ΔuΔv; tends to 1 as the cell shrinks",
    (here) => here.ratio,
  ),
  row("stretches", "Principal stretches", "singular values of J", (here) => here.stretches[0], {
    text: (here) => here.stretches.map((s) => format(s)).join(",  "),
    isShown: (state) => state.show.ellipse,
  }),
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
