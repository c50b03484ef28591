// Space to space: a lattice of coordinate lines and its image, and a small box with its curved image and the tangent parallelepiped.
import { imageOfPath, interleaved, joined, pathThrough } from "../geometry/paths.js";
import { evenly, gridPoints } from "../geometry/surfaceGrid.js";
import { CellMeasure, WholeMeasure } from "../measures/estimate.js";
import { format } from "../numeric/format.js";
import { MorphedEvaluation } from "../numeric/morph.js";
import { framed, robustInterval, scattered, steady } from "../numeric/ranges.js";
import { MORPH, sizeKnob } from "./knobs.js";
import { cellNumbers, cellRemarks, sayCell, totalRemarks, totalRows } from "./remarks.js";
import { Scene } from "./scene.js";
import { columnArrows, tangentOf } from "./tangent.js";

const PIECES = 40; // of a line of the lattice
const FACE_CELLS = 6; // a side of a face of the small box
const FIT_POINTS = 9; // along each variable

const SWITCHES = [
  {
    key: "lines",
    name: "Coordinate curves",
    title: "a lattice of coordinate lines, and its image",
    on: true,
  },
  {
    key: "sheets",
    name: "Coordinate surfaces",
    title: "the three coordinate surfaces through the probe",
    on: false,
  },
  {
    key: "cell",
    name: "Box",
    title: "the small box, its image and the tangent parallelepiped",
    on: true,
  },
];
const CHOICES = [
  {
    key: "lines",
    name: "Number of cells",
    title: "cells of the lattice in each direction",
    values: [1, 2, 3, 4, 6],
    value: 3,
    label: (n) => `${n} × ${n} × ${n}`,
  },
];

/** The scene of a mapping of space, in two panes that turn together. */
export class VolumeScene extends Scene {
  name = "volume";
  switches = SWITCHES;
  choices = CHOICES;
  hasProbeSliders = true;

  constructor(payload) {
    super(payload, new MorphedEvaluation(payload));
    this.whole = new WholeMeasure(this.mapping);
    this.cell = new CellMeasure(this.mapping);
    this.knobs = [MORPH, sizeKnob(payload)];
    const [x, y, z] = payload.labels;
    const [u, v, w] = payload.variables.map((variable) => variable.label);
    this.panes = [
      { name: "domain", title: "Domain", x: u, y: v, z: w, kind: "space" },
      { name: "image", title: "Image", x, y, z, kind: "space" },
    ];
    this.numbers = { rows: rowsOf([u, v, w]), remarks };
  }

  followsProbe(state) {
    return state.show.sheets;
  }

  forget() {
    this.fit = null;
  }

  /** Whether more has become known of the volumes, now that there is time. */
  refine() {
    return [this.whole, this.cell].map((volume) => volume.refine()).some(Boolean);
  }

  ground({ mapping, state, theme, panes }) {
    const { variables } = mapping.payload;
    const box = variables.map(({ low, high }) => [low, high]);
    mapping.morph = state.morph;
    const home = framed(...box);
    this.fit = steady(this.fit, this.#range(box));
    panes.domain.show(home);
    panes.image.show(this.fit);
    const domain = [];
    const image = [];
    if (state.show.lines)
      for (let axis = 0; axis < 3; axis++) {
        const lines = latticeLines(box, axis, state.lines);
        const style = {
          kind: "polyline",
          stroke: inksOf(theme)[axis],
          width: 1.6,
          isDeep: true,
          fades: true,
        };
        domain.push({ ...style, xyz: interleaved(lines) });
        image.push({ ...style, xyz: imageOfPath(mapping, lines) });
      }
    if (state.show.sheets)
      for (let axis = 0; axis < 3; axis++) {
        const style = { kind: "surface", fill: inksOf(theme)[axis], alpha: 0.22 };
        const face = faceOf(box, axis, state.probe[axis], 20);
        domain.push({ ...style, grid: gridPoints(face, face.inputs) });
        image.push({
          ...style,
          grid: gridPoints(face, mapping.at(face.inputs, face.columns * face.rows).f),
        });
      }
    return { domain, image, scale: null, legend: null };
  }

  /** The range of the image of the whole domain. */
  #range(box) {
    const n = FIT_POINTS ** 3;
    const at = (k, axis) => Math.floor(k / FIT_POINTS ** axis) % FIT_POINTS;
    const places = box.map((interval) => evenly(interval, FIT_POINTS - 1));
    const inputs = places.map((along, axis) =>
      Float64Array.from({ length: n }, (_, k) => along[at(k, axis)]),
    );
    const both = scattered(box, n).map((w, axis) => Float64Array.of(...inputs[axis], ...w));
    return framed(
      ...this.mapping.at(both, 2 * n).f.map((w) => robustInterval(w, n, 0.03, w.slice(n, 2 * n))),
    );
  }

  atProbe({ mapping, state }) {
    const here = mapping.point(state.probe);
    const side = state.size;
    const linear = Math.abs(here.determinant) * side ** 3;
    return {
      ...here,
      side,
      linear,
      ...cellNumbers(here, this.cell.at(state.probe, side), linear),
      total: this.whole.now,
    };
  }

  foreground(stage, here) {
    return foreground(stage, here);
  }
}

const inksOf = (theme) => [theme.first, theme.second, theme.third];
const boxAround = (p, side) => p.map((w) => [w - side / 2, w + side / 2]);

const rowsOf = (names) => [
  {
    key: "determinant",
    label: "det J",
    title: "signed volume factor at the probe",
    value: (here) => here.determinant,
  },
  {
    key: "linear-volume",
    label: `|det J| ${names.map((name) => `Δ${name}`).join("")}`,
    title: "volume of the tangent parallelepiped",
    value: (here) => here.linear,
  },
  {
    key: "true-volume",
    label: "True volume",
    title: "volume of the curved image of the box, by quadrature of |det J|",
    value: (here) => here.measure,
    text: sayCell,
  },
  {
    key: "volume-ratio",
    label: "Ratio",
    title:
      "true volume divided by that of the tangent parallelepiped; tends to 1 as the box shrinks",
    value: (here) => here.ratio,
  },
  ...totalRows("volume", "the whole domain, each point counted as often as it is reached,"),
];

const ORIENTATION = {
  1: "det J > 0: orientation is kept, the columns of J are right-handed. Swapping two variables flips the sign.",
  "-1": "det J < 0: orientation is reversed, the columns of J are left-handed. Swapping two variables flips the sign.",
  0: "det J = 0: the tangent parallelepiped is flat, so there is no ratio.",
};

function remarks(here, state) {
  const said =
    state.morph < 1
      ? [`Morph at ${format(state.morph, 2)}: the numbers belong to (1 − t)·identity + t·mapping.`]
      : [];
  return [
    ...said,
    ORIENTATION[Math.sign(here.determinant)],
    ...cellRemarks(here, "volume", "box"),
    ...totalRemarks(here, "volume"),
  ].filter(Boolean);
}

/** The lines of a lattice along one axis. */
function latticeLines(box, axis, count) {
  const [p, q] = [0, 1, 2].filter((k) => k !== axis);
  const lines = [];
  for (const first of evenly(box[p], count))
    for (const second of evenly(box[q], count)) {
      const end = (value) => {
        const corner = [];
        corner[axis] = value;
        corner[p] = first;
        corner[q] = second;
        return corner;
      };
      lines.push(pathThrough(box[axis].map(end), PIECES));
    }
  return joined(lines);
}

/** The part of the surface on which one variable is constant that lies in a box: a grid of so many cells a side. */
function faceOf(box, axis, value, cells) {
  const columns = cells + 1;
  const n = columns * columns;
  const [p, q] = [0, 1, 2].filter((k) => k !== axis);
  const [first, second] = [evenly(box[p], cells), evenly(box[q], cells)];
  const inputs = [];
  inputs[axis] = new Float64Array(n).fill(value);
  inputs[p] = Float64Array.from({ length: n }, (_, k) => first[k % columns]);
  inputs[q] = Float64Array.from({ length: n }, (_, k) => second[Math.floor(k / columns)]);
  return { columns, rows: columns, inputs };
}

/** What moves with the probe: { domain, image }, marks for both panes. `focus` is a highlighted column or entry of J. */
function foreground({ mapping, state, theme, panes, focus }, here) {
  const { p, f, j, side } = here;
  const domain = [];
  const image = [];
  const known = f.every(Number.isFinite);
  const linear = known && j.every(Number.isFinite);
  const tangent = tangentOf(here);

  if (state.show.cell) {
    const box = boxAround(p, side);
    const edges = joined([0, 1, 2].map((axis) => latticeLines(box, axis, 1)));
    for (let axis = 0; axis < 3; axis++)
      for (const value of box[axis]) {
        const face = faceOf(box, axis, value, FACE_CELLS);
        const n = face.columns * face.rows;
        domain.push({
          kind: "surface",
          fill: theme.domain,
          alpha: 0.25,
          grid: gridPoints(face, face.inputs),
        });
        image.push({
          kind: "surface",
          fill: theme.image,
          alpha: 0.25,
          grid: gridPoints(face, mapping.at(face.inputs, n).f),
        });
      }
    domain.push({
      kind: "polyline",
      xyz: interleaved(edges),
      stroke: theme.domain,
      width: 1.6,
      isDeep: true,
    });
    image.push({
      kind: "polyline",
      xyz: imageOfPath(mapping, edges),
      stroke: theme.image,
      width: 1.6,
      isDeep: true,
    });
    if (linear) {
      const corners = interleaved(edges);
      const xyz = new Float64Array(corners.length);
      for (let k = 0; k < xyz.length; k += 3)
        xyz.set(tangent.near(p.map((w, axis) => corners[k + axis] - w)), k);
      image.push({ kind: "polyline", xyz, stroke: theme.ink, width: 1.8, dash: [6, 4] });
    }
  }
  if (linear) {
    const units = [panes.domain.projection.unit, panes.image.projection.unit];
    const arrows = columnArrows(here, tangent, theme, units, focus);
    domain.push(...arrows.domain);
    image.push(...arrows.image);
  }
  domain.push({
    kind: "point",
    at: p,
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
  return { domain, image };
}
