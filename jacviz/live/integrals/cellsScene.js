// Two variables: the region and its image with the same N by N cells, coloured by what each
// contributes to the integral.
import { palette } from "../marks/palette.js";
import { format } from "../numeric/format.js";
import { MORPH, SCALE } from "../scenes/knobs.js";
import { COLOUR, IntegralScene } from "./integralScene.js";
import { binsOf, cellsOver, linesOf, meshOf, outlinesOf } from "./planarCells.js";

const SWITCHES = [
  { key: "lines", name: "Cells", title: "the lines between the cells", on: true },
  { key: "colours", name: "Colours", title: "the colours of the cells", on: true },
];
const HAIR = 0.8; // pixels, so that no seam shows between cells
const MANY = 20; // cells along a variable, beyond which lines are fainter
const EVERY = 3; // so-many-th chord is a stripe
const COVERED = {
  key: "covered",
  name: "Multiplicity",
  title: "where the image is covered more than once, and the preimages of one point",
  on: true,
};

/** The scene of a double integral. */
export class CellsScene extends IntegralScene {
  name = "cells";
  choices = [COLOUR, SCALE];

  constructor(payload) {
    super(payload, { most: 64, value: 8, ladder: [1, 2, 4, 8, 16, 32, 64], cell: "cell" });
    this.knobs.push(MORPH);
    this.isMultiple = payload.multiplicity > 1;
    this.switches = this.isMultiple ? [...SWITCHES, COVERED] : SWITCHES;
    const [x, y] = payload.labels;
    const [u, v] = this.inputs;
    this.panes = [
      { name: "domain", title: `Region in ${u}, ${v}`, x: u, y: v, isFree: true },
      { name: "image", title: `Image in ${x}, ${y}`, x, y },
      this.convergence,
    ];
    this.handles = ["domain", "image"].map((pane) => ({
      pane,
      name: pane === "domain" ? "Cell of the region" : "Cell of the image",
      description: "one of the cells",
      role: "cell",
      at: (here) => (pane === "domain" ? here.p : here.shown),
      move: (point, view) => this.#choose(pane, point, view),
      walk: (way, view) => view.moveProbe(this.cells(view.state).neighbour(view.state.probe, way)),
    }));
  }

  /** The cell under a point of a pane, if there is one. */
  cellUnder(pane, point, state) {
    const cells = this.cells(state);
    if (pane === "image") return cellsOver(this.mesh, cells.count, point)[0];
    return pane === "domain" && this.region.holds(point) ? cells.holding(point) : undefined;
  }

  hover(pane, point, view) {
    const cell = point ? this.cellUnder(pane, point, view.state) : undefined;
    if (cell !== view.focus?.cell) view.focusOn(cell === undefined ? null : { cell });
  }

  #choose(pane, point, view) {
    const cells = this.cells(view.state);
    const cell =
      this.cellUnder(pane, point, view.state) ??
      (pane === "domain" ? cells.holding(point) : undefined);
    if (cell !== undefined) view.moveProbe(cells.centre(cell));
  }

  ground({ state, theme, panes }) {
    const cells = this.cells(state);
    const mesh = (this.mesh = meshOf(cells, state.morph));
    const { scale, values } = this.coloured(cells, state);
    const { x, y } = mesh;
    const domain = [];
    const image = [];
    panes.domain.show(this.window);
    panes.image.show(this.rangeOf([mesh.u, mesh.v], [x, y]));
    this.showConvergence({ panes });
    const bins = binsOf(values, scale);
    const negative = [...values.keys()].filter((k) => values[k] < 0);
    const colours = palette(theme.dark);
    const sides = [
      [domain, [mesh.u, mesh.v], theme.domain],
      [image, [x, y], theme.image],
    ];
    for (const [marks, [p, q], ink] of sides) {
      if (state.show.colours) {
        const fill = (chosen, style) =>
          marks.push({
            kind: "polyline",
            xy: outlinesOf(mesh, [p, q], cells.count, chosen),
            ...style,
          });
        bins.forEach((chosen, bin) => {
          if (chosen.length)
            fill(chosen, { fill: colours[bin], stroke: colours[bin], width: HAIR });
        });
        if (negative.length) fill(negative, { fill: theme.muted, isStriped: true });
      }
      if (state.show.lines)
        [theme.first, theme.second].forEach((stroke, axis) =>
          marks.push({
            kind: "polyline",
            xy: linesOf(mesh, [p, q], axis),
            stroke,
            width: 1,
            alpha: cells.count > MANY ? 0.35 : 0.6,
          }),
        );
      for (const axis of [0, 1])
        marks.push({
          kind: "polyline",
          xy: linesOf(mesh, [p, q], axis, true),
          stroke: ink,
          width: 2.4,
        });
    }
    if (state.show.covered && state.morph === 1) this.#addCovered(domain, image, theme);
    return { domain, image, convergence: [], scale, legend: state.show.colours ? scale : null };
  }

  /** Where the image is covered more than once, as chords, and one point with all its preimages. */
  #addCovered(domain, image, theme) {
    const { strips, preimages } = this.payload;
    const places = [...new Set((strips ?? []).map(([x]) => x))].filter((_, k) => k % EVERY === 0);
    const chords = (strips ?? []).filter(
      ([x, low, high, m]) => m > 1 && places.includes(x) && ![x, low, high].includes(null),
    );
    image.push({
      kind: "segments",
      xy: Float64Array.from(chords.flatMap(([x, low, high]) => [x, low, x, high])),
      stroke: theme.ink,
      width: 1.2,
      alpha: 0.35,
    });
    if (!preimages) return;
    const mark = (at) => ({
      kind: "point",
      at,
      radius: 5,
      fill: theme.singular,
      stroke: theme.paper,
      width: 2,
    });
    domain.push(...preimages.domain.map(mark));
    image.push(mark(preimages.image));
  }

  atProbe(stage) {
    const {
      state: { morph },
    } = stage;
    const here = super.atProbe(stage);
    const { cells, f, p, k } = here;
    const others =
      this.isMultiple && morph === 1
        ? cellsOver(this.mesh, cells.count, f).filter((cell) => cell !== k)
        : [];
    return { ...here, others, shown: f.map((w, axis) => (1 - morph) * p[axis] + morph * w) };
  }

  remarks(here, state) {
    const said = super.remarks(here, state);
    const { others, cells } = here;
    const m = this.payload.multiplicity;
    if (state.morph < 1)
      said.push(
        `Morph at ${format(state.morph, 2)}: the image is drawn between the identity and the mapping, the numbers belong to the mapping.`,
      );
    if (others.length)
      said.push(
        `The same point is also the image of a point in cell ${others
          .map((cell) =>
            cells
              .placesOf(cell)
              .map((place) => place + 1)
              .join(", "),
          )
          .join(" and ")} (dashed).`,
      );
    if (this.isMultiple)
      said.push(
        `The image is covered up to ${m} times (striped): both sums count its points as often.`,
      );
    return said;
  }

  foreground(stage, here) {
    const { theme } = stage;
    const {
      cells: { count },
      k,
      others,
    } = here;
    const { u, v, x, y } = this.mesh;
    const width = count > MANY ? 2 : 3;
    const lit = (coordinates) => {
      const style = { kind: "polyline", xy: outlinesOf(this.mesh, coordinates, count, [k]) };
      return [
        { ...style, fill: theme.paper, alpha: 0.35 },
        { ...style, stroke: theme.paper, width: width + 3 },
        { ...style, stroke: theme.ink, width },
      ];
    };
    const dashed = {
      kind: "polyline",
      xy: outlinesOf(this.mesh, [u, v], count, others),
      stroke: theme.ink,
      width: 2,
      dash: [5, 4],
    };
    return {
      domain: [dashed, ...lit([u, v])],
      image: lit([x, y]),
      convergence: this.convergenceMarks(stage, here),
    };
  }
}
