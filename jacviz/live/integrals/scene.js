// What the pictures of a change of variables have in common: the same cells on both sides, one of them lit, and the sums against N.
import { fromZero, kindOf, robustLimit, scaleOf } from "../colour.js";
import { format } from "../dom.js";
import { framed, robustInterval } from "../fit.js";
import { tuple } from "../numbers.js";
import { convergenceMarks, convergenceRange } from "./convergence.js";
import { Region } from "./region.js";
import { Refinement } from "./riemann.js";

/** Each way to colour the cells: the name of the quantity, and its values in so many cells. */
const COLOURS = {
  product: (sides) => ({ name: `f |det J| ${sides}`, of: ({ contribution }) => contribution }),
  integrand: () => ({ name: "f", of: ({ integrand }) => integrand }),
  determinant: () => ({ name: "|det J|", of: ({ determinant }) => determinant.map(Math.abs) }),
};
export const COLOUR = {
  key: "colour", name: "Coloured by", title: "what the colour of a cell says", values: Object.keys(COLOURS), value: "product",
  label: (value) => `Colour: ${{ product: "contribution", integrand: "f", determinant: "|det J|" }[value]}`,
};
export const SCALE = { key: "scale", values: ["auto", "linear", "symlog"], value: "auto" };

/** A scene of an integral; state.cells is the number N of cells along each variable, state.probe a point of the lit one. */
export class IntegralScene {
  switches = [];
  choices = [];
  legend = "contribution";

  constructor(payload, { most, value, ladder, cell }) {
    this.payload = payload;
    this.region = this.mapping = new Region(payload);
    this.refinement = new Refinement(this.region, ladder);
    this.most = most;
    this.cell = `${cell[0].toUpperCase()}${cell.slice(1)}`;
    this.inputs = payload.variables.map(({ label }) => label);
    this.sides = this.inputs.map((label) => `Δ${label}`).join(" ");
    this.knobs = [{ key: "cells", name: cell === "strip" ? "Strips, N" : "Cells a side, N", low: 1, high: most, value, step: 1, play: "Let the cells become finer", show: (w) => `N = ${w}` }];
    this.convergence = { name: "convergence", title: "Error", x: "N", y: "", role: "ink", isFree: true, isLog: true };
    this.numbers = { rows: rowsOf(this, cell), remarks: (here, state) => this.remarks(here, state), matrices: [] };
  }

  /** What both sums tend to. */
  get target() {
    return this.region.total ?? this.payload.with_multiplicity ?? this.payload.value ?? NaN;
  }

  cells(state) {
    return this.refinement.cells(Math.round(state.cells));
  }

  followsProbe() {
    return false;
  }

  /** The cell that is pointed at, or else the one that the probe is in, with all that is known of it. */
  atProbe({ state, focus }) {
    const cells = this.cells(state), k = focus?.cell < cells.n ? focus.cell : cells.holding(state.probe);
    const at = (values) => values[k], p = cells.centre(k), f = cells.f.map(at), places = cells.placesOf(k).map((place) => place + 1);
    const [integrand, determinant, product, area, imageArea, contribution, imageContribution] = [
      cells.integrand, cells.determinant, cells.product, cells.area, cells.imageArea, cells.contribution, cells.imageContribution].map(at);
    const said = `${this.cell} ${places.join(", ")}: ${tuple(this.inputs, p)}  ↦  ${tuple(this.payload.labels, f)}, contributes ${format(contribution)}`;
    return { p, f, j: [], k, cells, said, integrand, determinant, product, area, imageArea, contribution, imageContribution };
  }

  remarks({ cells, k, product }) {
    const said = [], cell = this.cell.toLowerCase();
    if (cells.isOpen(k)) said.push(`This ${cell} reaches to infinity: in place of its size stands that of a ${cell} like it around its centre.`);
    if (cells.isFar(k)) said.push(`Its image reaches to infinity: its true size is replaced by |det J| times that of the ${cell}.`);
    if (!Number.isFinite(product)) said.push("The integrand has no value at the centre of this cell, so it counts as 0.");
    else if (cells.lost) said.push(`${cells.lost} of ${cells.n} cells have no value at their centre and count as 0.`);
    return said;
  }

  showConvergence({ panes }) {
    panes.convergence.show(convergenceRange(this.refinement.sums, this.target, this.most));
  }

  convergenceMarks({ theme, panes }, { cells }) {
    return convergenceMarks(this.refinement.sums, { count: cells.count, ...cells.sums }, this.target, theme, panes.convergence);
  }

  /** The scale of what the cells are coloured by, with its name, and the cells' values. */
  coloured(cells, state) {
    const { name, of } = COLOURS[state.colour](this.sides), values = of(cells), n = values.length;
    const { limit, clipped } = robustLimit(values, n), scale = scaleOf(kindOf(state.scale, values, n, limit), limit);
    return { scale: { ...(values.some((w) => w < 0) ? scale : fromZero(scale)), clipped, name }, values };
  }

  /** The range that shows some arrays of values at the points u, of infinite regions those inside the payload's window. */
  rangeOf(u, arrays) {
    const { variables, infinite } = this.payload, n = u[0].length;
    const isSeen = (k) => variables.every(({ low, high }, axis) => !infinite[axis] || (u[axis][k] >= low && u[axis][k] <= high));
    const seen = Uint8Array.from({ length: n }, (_, k) => +isSeen(k));
    return framed(...arrays.map((w) => robustInterval(w.filter((_, k) => seen[k]), seen.reduce((sum, is) => sum + is, 0))));
  }

  /** The part of the new variables that is shown: all of it, or of an infinite one what the payload says. */
  get window() {
    const { payload: { variables, infinite, parameters }, region } = this;
    if (!parameters.length) return framed(...variables.map(({ low, high }) => [low, high]));
    const { u } = region.lattice(WINDOW);
    return framed(...variables.map(({ low, high }, k) => (infinite[k] ? [low, high] : [Math.min(...u[k]), Math.max(...u[k])])));
  }
}

const WINDOW = 9; // points a side that tell how far a region reaches

const PANELS = {
  strip: { image: "width", title: "width" },
  cell: { image: "area", title: "area, from the quadrangles of its curved outline's lattice" },
  box: { image: "volume", title: "volume, from the hexahedra of a lattice" },
};

/** The numbers of the lit cell beside the sums over all cells; cell is "strip", "cell" or "box". */
function rowsOf(scene, cell) {
  const { payload, sides, inputs } = scene;
  const { image, title } = PANELS[cell], f = `f(${payload.labels.join(", ")})`;
  const factor = inputs.length === 1 ? `|d${payload.labels[0]}/d${inputs[0]}|` : "|det J|";
  const difference = (side) => ({ value: (here) => here.cells.sums[side] - scene.target, text: (here) => format(here.cells.sums[side] - scene.target, 3) });
  const own = [
    { key: "integrand", label: f, title: `the integrand at the image of the ${cell}'s centre`, value: (here) => here.integrand },
    { key: "determinant", label: factor, title: `the factor at the centre of the ${cell}`, value: (here) => Math.abs(here.determinant) },
    { key: "product", label: `f ${factor}`, title: "the integrand of the new variables", value: (here) => here.product },
    { key: "cell-area", label: sides, title: `size of the ${cell} in the new variables`, value: (here) => here.area },
    { key: "contribution", label: `f ${factor} ${sides}`, title: `what this ${cell} adds to the sum over the new variables`, value: (here) => here.contribution },
    { key: "image-area", label: `True ${image}`, title: `of the image of the ${cell}: its ${title}`, value: (here) => here.imageArea },
    { key: "image-contribution", label: `f · true ${image}`, title: `what the image of this ${cell} adds to the sum over the image`, value: (here) => here.imageContribution },
  ];
  const whole = [
    { key: "sum-domain", label: `Σ f ${factor} ${sides}`, title: `over all ${cell === "box" ? "boxes" : `${cell}s`}: midpoint sum over the new variables`, value: (here) => here.cells.sums.domain },
    { key: "error-domain", label: "− integral", title: "how far this sum is from the integral", ...difference("domain") },
    { key: "sum-image", label: `Σ f · true ${image}`, title: "over the images, without J", value: (here) => here.cells.sums.image },
    { key: "error-image", label: "− integral", title: "how far this sum is from the integral", ...difference("image") },
    { key: "integral", label: payload.multiplicity > 1 ? "Integral with multiplicity" : "Integral", title: "what both sums tend to", value: () => scene.target, text: () => format(scene.target, 7) },
    ...(payload.multiplicity > 1 ? [{ key: "value", label: "Each point once", title: "the integral over the image as a set", value: () => payload.value ?? NaN, text: () => format(payload.value ?? NaN, 7) }] : []),
  ];
  return own.flatMap((row, k) => (whole[k] ? [row, whole[k]] : [row]));
}
