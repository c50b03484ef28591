// Space to space: a lattice of coordinate lines and its image, and a small box with its curved
// image and the tangent parallelepiped.
import { faceOf, latticeLines } from "../geometry/lattice.js";
import { imageOfPath, interleaved, joined } from "../geometry/pathImages.js";
import { evenly, gridPoints } from "../geometry/surfaceGrid.js";
import { probeDot, spaceLine } from "../marks/shapes.js";
import { CellMeasure, WholeMeasure } from "../measures/estimate.js";
import { format } from "../numeric/format.js";
import { MorphedEvaluation } from "../numeric/morph.js";
import { framed, robustInterval, scattered, steady } from "../numeric/ranges.js";
import { MORPH, sizeKnob } from "./knobs.js";
import { row } from "./numberRows.js";
import { cellNumbers, cellRemarks, sayCell, totalRemarks, totalRows } from "./remarks.js";
import { Scene } from "./scene.js";
import { columnArrows, tangentOf } from "./tangent.js";
import { together } from "./together.js";

const SHEET_CELLS = 20; // a side of a coordinate surface,
const FACE_CELLS = 6; // and of a face of the small box
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
    const box = mapping.payload.variables.map(({ low, high }) => [low, high]);
    mapping.morph = state.morph;
    this.fit = steady(this.fit, this.#range(box));
    panes.domain.show(framed(...box));
    panes.image.show(this.fit);
    const lines = inksOf(theme).map(
      (ink, axis) =>
        state.show.lines && lattice(mapping, latticeLines(box, axis, state.lines), ink),
    );
    const sheets = inksOf(theme).map(
      (ink, axis) =>
        state.show.sheets &&
        surfaces(mapping, faceOf(box, axis, state.probe[axis], SHEET_CELLS), [ink, ink], 0.22),
    );
    return together(Object.keys(panes), ...lines, ...sheets);
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

  atProbe({ mapping, state: { probe, size: side } }) {
    const here = mapping.point(probe);
    const linear = Math.abs(here.determinant) * side ** 3;
    const box = cellNumbers(here, this.cell.at(probe, side), linear);
    return { ...here, side, linear, ...box, total: this.whole.now };
  }

  foreground(stage, here) {
    const { state, theme, panes } = stage;
    const isKnown = here.f.every(Number.isFinite);
    const isLinear = isKnown && here.j.every(Number.isFinite);
    const tangent = tangentOf(here);
    return together(
      Object.keys(panes),
      state.show.cell && smallBox(stage, here, isLinear && tangent),
      isLinear && columnArrows(here, tangent, theme, unitsOf(panes), stage.focus),
      { domain: [probeDot(here.p, theme.domain, theme)] },
      isKnown && { image: [probeDot(here.f, theme.image, theme)] },
    );
  }
}

const inksOf = (theme) => [theme.first, theme.second, theme.third];
const unitsOf = ({ domain, image }) => [domain.projection.unit, image.projection.unit];

const rowsOf = (names) => [
  row("determinant", "det J", "signed volume factor at the probe", (here) => here.determinant),
  row(
    "linear-volume",
    `|det J| ${names.map((name) => `Δ${name}`).join("")}`,
    "volume of the tangent parallelepiped",
    (here) => here.linear,
  ),
  row(
    "true-volume",
    "True volume",
    "volume of the curved image of the box, by quadrature of |det J|",
    (here) => here.measure,
    { text: sayCell },
  ),
  row(
    "volume-ratio",
    "Ratio",
    "true volume divided by that of the tangent parallelepiped; tends to 1 as the box shrinks",
    (here) => here.ratio,
  ),
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

/** Lines of the domain and their images, paler where they are farther away. */
function lattice(mapping, lines, ink) {
  const style = { isDeep: true, fades: true };
  return {
    domain: [spaceLine(interleaved(lines), ink, 1.6, style)],
    image: [spaceLine(imageOfPath(mapping, lines), ink, 1.6, style)],
  };
}

/** A surface of the domain and its image, each in an ink. */
function surfaces(mapping, face, /** @type {string[]} */ [own, other], alpha) {
  const n = face.columns * face.rows;
  const image = gridPoints(face, mapping.at(face.inputs, n).f);
  return {
    domain: [{ kind: "surface", grid: gridPoints(face, face.inputs), fill: own, alpha }],
    image: [{ kind: "surface", grid: image, fill: other, alpha }],
  };
}

/** The box around the probe and its image, dashed the tangent parallelepiped. */
function smallBox({ mapping, theme }, { p, side }, tangent) {
  const box = p.map((w) => [w - side / 2, w + side / 2]);
  const edges = joined(box.map((_, axis) => latticeLines(box, axis, 1)));
  const inks = [theme.domain, theme.image];
  const faces = box.flatMap((ends, axis) =>
    ends.map((value) => surfaces(mapping, faceOf(box, axis, value, FACE_CELLS), inks, 0.25)),
  );
  const corners = interleaved(edges);
  const curved = imageOfPath(mapping, edges);
  return together(
    ["domain", "image"],
    ...faces,
    {
      domain: [spaceLine(corners, theme.domain, 1.6, { isDeep: true })],
      image: [spaceLine(curved, theme.image, 1.6, { isDeep: true })],
    },
    tangent && {
      image: [spaceLine(linearly(tangent, p, corners), theme.ink, 1.8, { dash: [6, 4] })],
    },
  );
}

/** Where the linearization at p sends points of space x0, y0, z0, ... */
function linearly({ near }, p, xyz) {
  const out = new Float64Array(xyz.length);
  for (let k = 0; k < xyz.length; k += 3) out.set(near(p.map((w, axis) => xyz[k + axis] - w)), k);
  return out;
}
