// What the pictures of a change of variables have in common: the same cells on both sides, one of
// them lit, and the sums against N.
import { format, tuple } from "../numeric/format.js";
import { framed, robustInterval } from "../numeric/ranges.js";
import { fromZero, scaleFor } from "../numeric/scale.js";
import { Scene } from "../scenes/scene.js";
import { Region } from "./region.js";
import { Refinement } from "./riemann.js";
import { convergenceMarks, convergenceRange } from "./sumErrors.js";
import { sumRows } from "./sumRows.js";

/**
 * Each way to colour the cells: the name of the quantity, and its values in so many cells. */
const COLOURS = {
  product: (sides) => ({ name: `f |det J| ${sides}`, of: ({ contribution }) => contribution }),
  integrand: () => ({ name: "f", of: ({ integrand }) => integrand }),
  determinant: () => ({ name: "|det J|", of: ({ determinant }) => determinant.map(Math.abs) }),
};
export const COLOUR = {
  key: "colour",
  name: "Coloured by",
  title: "what the colour of a cell says",
  values: Object.keys(COLOURS),
  value: "product",
  label: (value) =>
    `Colour: ${{ product: "contribution", integrand: "f", determinant: "|det J|" }[value]}`,
};

// What is known of each cell: at its centre, of itself and of its image.
const QUANTITIES = [
  "integrand",
  "determinant",
  "product",
  "area",
  "imageArea",
  "contribution",
  "imageContribution",
];

const WINDOW = 9; // points a side that tell how far a region reaches

/** A scene of an integral; state.cells is the number N of cells along each variable, state.probe a point of the lit one.
 * @extends {Scene<import("../numeric/payload.js").IntegralPayload>}
 */
export class IntegralScene extends Scene {
  legend = "contribution";

  constructor(payload, { most, value, ladder, cell }) {
    super(payload, new Region(payload));
    this.region = this.mapping;
    this.refinement = new Refinement(this.region, ladder);
    this.most = most;
    this.cell = `${cell[0].toUpperCase()}${cell.slice(1)}`;
    this.inputs = payload.variables.map(({ label }) => label);
    this.sides = this.inputs.map((label) => `Δ${label}`).join(" ");
    /** @type {import("../scenes/scene.js").Knob[]} */
    this.knobs = [
      {
        key: "cells",
        name: cell === "strip" ? "Strips, N" : "Cells a side, N",
        low: 1,
        high: most,
        value,
        step: 1,
        play: "Let the cells become finer",
        show: (w) => `N = ${w}`,
      },
    ];
    this.convergence = {
      name: "convergence",
      title: "Error",
      x: "N",
      y: "",
      role: "ink",
      isFree: true,
      isLog: true,
    };
    this.numbers = {
      rows: sumRows(this, cell),
      remarks: (here, state) => this.remarks(here, state),
      matrices: [],
    };
  }

  /** What both sums tend to. */
  get target() {
    return this.region.total ?? this.payload.with_multiplicity ?? this.payload.value ?? NaN;
  }

  cells(state) {
    return this.refinement.cells(Math.round(state.cells));
  }

  /**
   * The cell that is pointed at, or else the one that the probe is in, with all that is known of
   * it.
   */
  atProbe({ state, focus }) {
    const cells = this.cells(state);
    const k = focus?.cell < cells.n ? focus.cell : cells.holding(state.probe);
    const p = cells.centre(k);
    const f = cells.f.map((values) => values[k]);
    const quantities = Object.fromEntries(QUANTITIES.map((name) => [name, cells[name][k]]));
    return { p, f, j: [], k, cells, ...quantities, said: this.#said(cells, k, p, f) };
  }

  #said(cells, k, p, f) {
    const places = cells.placesOf(k).map((place) => place + 1);
    const ends = [tuple(this.inputs, p), tuple(this.payload.labels, f)];
    const contribution = format(cells.contribution[k]);
    return `${this.cell} ${places.join(", ")}: ${ends.join("  ↦  ")}, contributes ${contribution}`;
  }

  remarks({ cells, k, product }, _state) {
    const said = [];
    const cell = this.cell.toLowerCase();
    if (cells.isOpen(k))
      said.push(
        `This ${cell} reaches to infinity: in place of its size stands that of a ${cell} like it around its centre.`,
      );
    if (cells.isFar(k))
      said.push(
        `Its image reaches to infinity: its true size is replaced by |det J| times that of the ${cell}.`,
      );
    if (!Number.isFinite(product))
      said.push("The integrand has no value at the centre of this cell, so it counts as 0.");
    else if (cells.lost)
      said.push(`${cells.lost} of ${cells.n} cells have no value at their centre and count as 0.`);
    return said;
  }

  showConvergence({ panes }) {
    panes.convergence.show(convergenceRange(this.refinement.sums, this.target, this.most));
  }

  convergenceMarks({ theme, panes }, { cells }) {
    return convergenceMarks(
      this.refinement.sums,
      { count: cells.count, ...cells.sums },
      this.target,
      theme,
      panes.convergence,
    );
  }

  /** The scale of what the cells are coloured by, with its name, and the cells' values. */
  coloured(cells, state) {
    const { name, of } = COLOURS[state.colour](this.sides);
    const values = of(cells);
    const scale = scaleFor(values, state.scale);
    return { scale: { ...(values.some((w) => w < 0) ? scale : fromZero(scale)), name }, values };
  }

  /**
   * The range that shows some arrays of values at the points u, of infinite regions those inside
   * the payload's window.
   */
  rangeOf(u, arrays) {
    const { variables, infinite } = this.payload;
    const n = u[0].length;
    const isSeen = (k) =>
      variables.every(
        ({ low, high }, axis) => !infinite[axis] || (u[axis][k] >= low && u[axis][k] <= high),
      );
    const seen = Uint8Array.from({ length: n }, (_, k) => +isSeen(k));
    return framed(
      ...arrays.map((w) =>
        robustInterval(
          w.filter((_, k) => seen[k]),
          seen.reduce((sum, is) => sum + is, 0),
        ),
      ),
    );
  }

  /**
   * The part of the new variables that is shown: all of it, or of an infinite one what the payload
   * says.
   */
  get window() {
    const { variables, infinite, parameters } = this.payload;
    if (!parameters.length) return framed(...variables.map(({ low, high }) => [low, high]));
    const { u } = this.region.lattice(WINDOW);
    return framed(
      ...variables.map(({ low, high }, k) =>
        infinite[k] ? [low, high] : [Math.min(...u[k]), Math.max(...u[k])],
      ),
    );
  }
}
